// What number does a synthetic person or organisation have? Right in form, impossible in the real registers.

import { GatewayError } from '../domain/failure.ts';

/** Weights of the two check digits of a fødselsnummer (Skatteetaten; modulus 11). */
const PERSON_WEIGHTS = [
  [3, 7, 6, 1, 8, 9, 4, 5, 2],
  [5, 4, 3, 2, 7, 6, 5, 4, 3, 2],
] as const;

/** Weights of the check digit of an organisation number (Brønnøysundregistrene; modulus 11). */
const ORGANISATION_WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2] as const;

/** Added to the month: Skatteetaten's mark of a synthetic person, which no real number carries. */
const SYNTHETIC_MONTH = 80;

/** Numbers handed out per day and gender; a full day continues on the next (about 200 of 250 have check digits). */
const PER_DAY = 150;

/** Check digit by modulus 11; undefined when there is none (the remainder asks for 10). */
function checkDigit(digits: string, weights: readonly number[]): string | undefined {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  const digit = (11 - (sum % 11)) % 11;
  return digit === 10 ? undefined : String(digit);
}

/** `YYYY-MM-DD` plus days. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function complete(nine: string): string | undefined {
  const first = checkDigit(nine, PERSON_WEIGHTS[0]);
  if (first === undefined) return undefined;
  const second = checkDigit(nine + first, PERSON_WEIGHTS[1]);
  return second === undefined ? undefined : nine + first + second;
}

/**
 * A synthetic fødselsnummer (month + 80, valid check digits): the `sequence`-th of that birth date and gender.
 * The same arguments always give the same number; different sequences never give the same one.
 */
export function personNumber(birthDate: string, gender: 'female' | 'male', sequence = 0): string {
  const date = addDays(birthDate, Math.floor(sequence / PER_DAY));
  const six = date.slice(8, 10) + String(Number(date.slice(5, 7)) + SYNTHETIC_MONTH) + date.slice(2, 4);
  // Individual numbers: 000-499 for those born before 2000, 500-999 after; the last digit is even for women.
  const from = (date < '2000' ? 0 : 500) + (gender === 'female' ? 0 : 1);
  let left = sequence % PER_DAY;
  for (let individual = from; individual < from + 500; individual += 2) {
    const number = complete(six + String(individual).padStart(3, '0'));
    if (number !== undefined && left-- === 0) return number;
  }
  throw new GatewayError('LENKE_INTERNAL', { correlation: 'sandbox-person-number' });
}

/** True when the number has valid check digits (also D-numbers and synthetic ones). */
export function isPersonNumber(number: string): boolean {
  return /^\d{11}$/.test(number) && complete(number.slice(0, 9)) === number;
}

/** A synthetic organisation number (starts with 31: real ones start with 8 or 9), valid modulus 11; `n` from 1 to 9,999. */
export function organisationNumber(n: number): string {
  const eight = `31${String(n * 10).padStart(6, '0')}`;
  for (let at = 0; at < 10; at++) {
    const base = String(Number(eight) + at);
    const digit = checkDigit(base, ORGANISATION_WEIGHTS);
    if (digit !== undefined) return base + digit;
  }
  throw new GatewayError('LENKE_INTERNAL', { correlation: 'sandbox-organisation-number' });
}
