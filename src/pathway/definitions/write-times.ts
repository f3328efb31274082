// Which of our dates does R4 have an element for? Those counted from the event that sets an action off.

import type { Duration } from '@medplum/fhirtypes';

const UCUM = 'http://unitsofmeasure.org';
const UNITS: Readonly<Record<string, string>> = { D: 'd', W: 'wk', M: 'mo' };

/** `EVENT+P7D` as a Duration; undefined for a date counted from anything else. */
export function afterEvent(due: string | undefined): Duration | undefined {
  const match = /^EVENT\+P(?:(\d+)([DWM])|T(\d+)H)$/.exec(due ?? '');
  if (!match) return undefined;
  const code = match[3] === undefined ? (UNITS[match[2] ?? ''] ?? 'd') : 'h';
  return { value: Number(match[3] ?? match[1]), unit: code, system: UCUM, code };
}
