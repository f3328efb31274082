// Can this be the number of a person, an organisation, a practitioner or a communication party?

import { idnr } from '@navikt/fnrvalidator';

/** What is wrong with a number: keys of the rule table. */
export type NumberFault =
  | 'person-number-form'
  | 'person-number-check'
  | 'person-number-date'
  | 'person-number-kind'
  | 'organisation-number-form'
  | 'organisation-number-check'
  | 'register-number-form';

type NumberTest = (value: string) => NumberFault | undefined;

/** Months of NAV's synthetic persons are moved by 65; the library knows 40 and 80, so this date is ours to read. */
function isMovedBy65(value: string): boolean {
  const month = Number(value.slice(2, 4));
  return month >= 66 && month <= 77;
}

function isDay(day: number, month: number, year: number): boolean {
  // A century has no part in the number that all series share: 1996 and 2096 are leap years alike, 1900 is taken for 2000.
  return (
    month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + year, month, 0)).getUTCDate()
  );
}

function hasDate(value: string, reasons: readonly string[]): boolean {
  if (!isMovedBy65(value)) return !reasons.includes('invalid date');
  const day = Number(value.slice(0, 2));
  return isDay(day > 40 ? day - 40 : day, Number(value.slice(2, 4)) - 65, Number(value.slice(4, 6)));
}

/** First digit of a D-number: 40 is added to the day. */
const FOUR = '4'.charCodeAt(0);

function askLibrary(value: string): NumberFault | undefined {
  const found = idnr(value);
  const reasons = found.status === 'valid' ? [] : found.reasons;
  if (reasons.includes("checksums don't match")) return 'person-number-check';
  return hasDate(value, reasons) ? undefined : 'person-number-date';
}

/** Weights of the two check digits, themselves included (Skatteetaten; modulus 11). */
const FIRST_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const SECOND_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

function weighted(value: string, weights: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) sum += (weights[at] ?? 0) * (value.charCodeAt(at) - 48);
  return sum % 11;
}

/**
 * True for a number anyone would take for right: a day that every month has, and check digits by the rule of today. The
 * library makes lists and dates for each number, which costs more than the rest of a Patient's identifiers; it is asked
 * about the others.
 */
function isPlain(value: string): boolean {
  const day = Number(value.slice(0, 2)) - (value.charCodeAt(0) >= FOUR ? 40 : 0);
  const month = Number(value.slice(2, 4)) % 40;
  const dated = day >= 1 && day <= 28 && month >= 1 && month <= 12;
  return dated && weighted(value, FIRST_WEIGHTS) === 0 && weighted(value, SECOND_WEIGHTS) === 0;
}

/**
 * Fødselsnummer and D-number, synthetic series included (month + 40, + 65, + 80). Check digits by Skatteetaten's rule
 * from 2032 on, which the register already accepts: the first one may leave a remainder of 0 to 3, the second none.
 */
function personNumber(dNumber: boolean): NumberTest {
  return (value) => {
    if (!/^\d{11}$/.test(value)) return 'person-number-form';
    const fault = isPlain(value) ? undefined : askLibrary(value);
    if (fault !== undefined) return fault;
    return value.charCodeAt(0) >= FOUR === dNumber ? undefined : 'person-number-kind';
  };
}

/** Weights of the check digit of an organisation number (Brønnøysundregistrene; modulus 11). */
const ORGANISATION_WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2, 1];

function organisationNumber(value: string): NumberFault | undefined {
  if (!/^\d{9}$/.test(value)) return 'organisation-number-form';
  const sum = ORGANISATION_WEIGHTS.reduce((total, weight, at) => total + weight * Number(value[at]), 0);
  return sum % 11 === 0 ? undefined : 'organisation-number-check';
}

function form(pattern: RegExp, fault: NumberFault): NumberTest {
  return (value) => (pattern.test(value) ? undefined : fault);
}

const ROOT = 'urn:oid:2.16.578.1.12.4.1.';

/** By identifier system (norwegian-interop 1.2). Felles hjelpenummer has no published check, so its form only. */
const TESTS: ReadonlyMap<string, NumberTest> = new Map<string, NumberTest>([
  [`${ROOT}4.1`, personNumber(false)],
  [`${ROOT}4.2`, personNumber(true)],
  [`${ROOT}4.3`, form(/^\d{11}$/, 'person-number-form')],
  // HPR: at most nine digits. HER-id and RESH: whole numbers. DUF: year, six digits, two check digits.
  [`${ROOT}4.4`, form(/^[1-9]\d{0,8}$/, 'register-number-form')],
  [`${ROOT}4.5`, form(/^\d{12}$/, 'register-number-form')],
  [`${ROOT}4.101`, organisationNumber],
  [`${ROOT}4.102`, form(/^[1-9]\d{0,9}$/, 'register-number-form')],
  [`${ROOT}2`, form(/^[1-9]\d{0,9}$/, 'register-number-form')],
]);

/** What is wrong with the value of an identifier; undefined when nothing is, or the system is none of these. */
export function numberFault(system: string, value: string): NumberFault | undefined {
  return TESTS.get(system)?.(value);
}
