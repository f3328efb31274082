// Which functions are there?

import type { FunctionBuilder } from '../closure.ts';
import { CONVERSION } from './conversion.ts';
import { EXISTENCE } from './existence.ts';
import { FHIR_FUNCTIONS } from './fhir.ts';
import { FILTERING } from './filtering.ts';
import { STRINGS } from './strings.ts';

/** Functions that closures do. */
export const FUNCTIONS: ReadonlyMap<string, FunctionBuilder> = new Map(
  Object.entries({ ...EXISTENCE, ...FILTERING, ...STRINGS, ...CONVERSION, ...FHIR_FUNCTIONS }),
);

/** Functions that exist but only the engine has; anything else is a misspelling. */
export const ENGINE_FUNCTIONS: ReadonlySet<string> = new Set([
  'now',
  'today',
  'timeOfDay',
  'toDate',
  'toDateTime',
  'toTime',
  'toQuantity',
  'convertsToDate',
  'convertsToDateTime',
  'convertsToTime',
  'convertsToQuantity',
  'type',
  'elementDefinition',
  'slice',
  'log',
  'encode',
  'decode',
  'escape',
  'unescape',
  'sort',
  'avg',
  'lowBoundary',
  'highBoundary',
  'precision',
  'comparable',
  'yearOf',
  'monthOf',
  'dayOf',
  'hourOf',
  'minuteOf',
  'secondOf',
  'millisecondOf',
  'timezoneOffsetOf',
  'dateOf',
  'timeOf',
  'defineVariable',
  'weight',
  'ordinal',
  'repeatAll',
  'lastIndexOf',
  'htmlChecks',
  'checkModifiers',
  'hasTemplateIdOf',
  'coalesce',
  'duration',
  'difference',
]);
