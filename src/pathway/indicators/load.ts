// What is counted? mappings/indicators.yaml, checked and compiled.

import type { SchemaObject } from 'ajv';
import { readDataFile } from '../../fhir/yaml-file.ts';
import type { CompiledPath } from '../../fhir/fhirpath/compile.ts';
import { compile, variablesOf } from '../layers/compile-action.ts';
import type { Title } from '../pathway.ts';
import type { Beside, Granularity, Indicators } from './types.ts';

const text = { type: 'string', minLength: 1 };
const id = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]*$' };
const title: SchemaObject = {
  type: 'object',
  required: ['nb', 'en'],
  additionalProperties: false,
  properties: { nb: text, en: text },
};

/** JSON Schema of mappings/indicators.yaml. */
export const INDICATORS_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['threshold', 'period', 'indicators'],
  additionalProperties: false,
  properties: {
    // Below five nothing is told (D-12); a site may be stricter, never looser.
    threshold: { type: 'integer', minimum: 5 },
    period: { enum: ['year', 'half-year', 'quarter'] },
    indicators: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'title', 'req', 'unit', 'date', 'of', 'groups', 'rest'],
        additionalProperties: false,
        properties: {
          id,
          title,
          req: { type: 'array', items: text },
          unit: { enum: ['case', 'child'] },
          date: text,
          of: text,
          rest: title,
          beside: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'nb', 'en', 'value', 'unit', 'source'],
              additionalProperties: false,
              properties: {
                id,
                nb: text,
                en: text,
                group: id,
                value: { type: 'number', minimum: 0 },
                unit: { enum: ['percent', 'count'] },
                place: { type: 'string', pattern: '^[0-9]{4}$' },
                source: text,
              },
            },
          },
          groups: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: ['id', 'nb', 'en', 'if'],
              additionalProperties: false,
              properties: { id, nb: text, en: text, if: text },
            },
          },
        },
      },
    },
  },
};

/** What an expression may ask for besides the case; src/pipeline/telling/indicators.ts gives it. */
const VARIABLES: ReadonlySet<string> = new Set([
  'caseId',
  'mother',
  'start',
  'gaAtStart',
  'beforeBirth',
  'child',
  'birth',
  'timers',
  'deliveries',
  'parties',
]);

interface IndicatorsFile {
  threshold: number;
  period: Granularity;
  indicators: {
    id: string;
    title: Title;
    req: string[];
    unit: 'case' | 'child';
    date: string;
    of: string;
    rest: Title;
    groups: (Title & { id: string; if: string })[];
    beside?: Beside[];
  }[];
}

/** Loads the indicators. Throws LENKE_DATA_FILE. */
export function loadIndicators(path: string): Indicators {
  const file = readDataFile<IndicatorsFile>(path, INDICATORS_SCHEMA);
  const { threshold, period, indicators } = file.value;
  const read = (place: readonly (string | number)[], said: string): CompiledPath => {
    const unknown = variablesOf(said).find((name) => !VARIABLES.has(name));
    if (unknown !== undefined) file.fail(place, `%${unknown} is nothing an indicator can ask for.`);
    return compile(file, place, said);
  };
  const differs = indicators.findIndex((one, at) =>
    indicators.slice(0, at).some((other) => isSamePeople(one, other) && one.of !== other.of),
  );
  if (differs >= 0)
    file.fail(
      ['indicators', differs, 'of'],
      'counts others than an indicator of the same unit and date: their difference would tell of few.',
    );
  for (const [at, { beside = [], groups }] of indicators.entries()) {
    const lost = beside.findIndex(
      ({ group }) => group !== undefined && !groups.some((one) => one.id === group),
    );
    if (lost >= 0)
      file.fail(['indicators', at, 'beside', lost, 'group'], 'stands beside a group there is not.');
  }
  const list = indicators.map(({ date, of, groups, beside = [], ...row }, at) => ({
    ...row,
    beside,
    date: read(['indicators', at, 'date'], date),
    of: read(['indicators', at, 'of'], of),
    groups: groups.map(({ if: when, ...group }, n) => ({
      ...group,
      if: read(['indicators', at, 'groups', n, 'if'], when),
    })),
  }));
  return { threshold, period, list };
}

/** Two denominators that can be compared: of the same unit, in the same period by the same day. */
function isSamePeople(
  one: { readonly unit: string; readonly date: string },
  other: { readonly unit: string; readonly date: string },
): boolean {
  return one.unit === other.unit && one.date === other.date;
}
