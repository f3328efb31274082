// Which resources belong to a patient, and when was the care they tell of?

import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../domain/json.ts';
import type { Range } from '../search/entries.ts';
import { rangeOfDate } from '../search/date.ts';
import type { SearchParameters } from '../search/parameters.ts';

/** R4's Patient compartment: by type, the search parameters one of which must name the patient. */
export type Compartment = ReadonlyMap<string, readonly string[]>;

/** Reads the generated definition. */
export function patientCompartment(): Compartment {
  const text = readFileSync(new URL('./generated/patient.json', import.meta.url), 'utf8');
  const rows: Readonly<Record<string, readonly string[]>> = JSON.parse(text);
  return new Map(Object.entries(rows));
}

/** Search parameters that tell when care was given, planned or asked for, the first that has a value counts. */
const CARE_DATES = [
  'date',
  'period',
  'onset-date',
  'occurrence',
  'effective',
  'effective-time',
  'whenhandedover',
  'sent',
  'created',
  'authored-on',
  'authoredon',
  'authored',
  'issued',
  'recorded-date',
  'started',
];

/**
 * True unless the resource tells that its care was all before `from` or after `to`. A resource without such a date is no
 * care of one time (an allergy, a person) and always belongs.
 */
export function isCareWithin(resource: JsonObject, asked: Range, parameters: SearchParameters): boolean {
  for (const code of CARE_DATES) {
    const parameter = parameters.get(resource.resourceType, code);
    if (parameter?.kind !== 'date') continue;
    const ranges = parameter.read(resource).flatMap((value) => rangeOfDate(value) ?? []);
    if (ranges.length > 0) return ranges.some(({ lo, hi }) => lo <= asked.hi && hi >= asked.lo);
  }
  return true;
}
