// Which Norwegian numbers and codes are wrong, and is that said without repeating them?

import { describe, expect, test } from '@jest/globals';
import { normalIcd10 } from '../../../../src/fhir/norwegian/code-systems.ts';
import { createValidator } from '../../../../src/fhir/validator/validator.ts';

const validator = createValidator();
const FNR = 'urn:oid:2.16.578.1.12.4.1.4.1';
const DNR = 'urn:oid:2.16.578.1.12.4.1.4.2';
const ORG = 'urn:oid:2.16.578.1.12.4.1.4.101';
const HPR = 'urn:oid:2.16.578.1.12.4.1.4.4';
const HER = 'urn:oid:2.16.578.1.12.4.1.2';

const WEIGHTS = [
  [3, 7, 6, 1, 8, 9, 4, 5, 2],
  [5, 4, 3, 2, 7, 6, 5, 4, 3, 2],
];

/**
 * The first number of a date that adds up. `rest` is the remainder its first check digit leaves: 0 in the scheme of
 * today, 1 to 3 from 2032 on. Put together here, so that no file holds a number.
 */
function numberOf(six: string, rest = 0): string {
  const digit = (digits: string, weights: readonly number[] = [], remainder = 0): number => {
    const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
    return (11 + remainder - (sum % 11)) % 11;
  };
  for (let individual = 0; individual < 1000; individual++) {
    const nine = six + String(individual).padStart(3, '0');
    const first = digit(nine, WEIGHTS[0], rest);
    const second = digit(`${nine}${first}`, WEIGHTS[1]);
    if (first < 10 && second < 10) return `${nine}${first}${second}`;
  }
  return '';
}

function keys(system: string, value: string): string[] {
  return validator
    .validate({ resourceType: 'Patient', identifier: [{ system, value }] })
    .map((issue) => `${issue.severity} ${issue.key}`);
}

function off(number: string): string {
  return number.slice(0, -1) + String((Number(number.at(-1)) + 1) % 10);
}

describe('numbers', () => {
  const ROWS: readonly [string, string, string, string[]][] = [
    ['a synthetic number (month + 80)', FNR, numberOf('019001'), []],
    ['a synthetic number (month + 65)', FNR, numberOf('017701'), []],
    ['a synthetic number (month + 40)', FNR, numberOf('014101'), []],
    ['a synthetic number by the rule of 2032', FNR, numberOf('019001', 2), []],
    ['a synthetic D-number', DNR, numberOf('419001'), []],
    ['29 February of a leap year', FNR, numberOf('298204'), []],
    ['check digits that do not add up', FNR, off(numberOf('019001')), ['error person-number-check']],
    ['29 February of another year', FNR, numberOf('298203'), ['error person-number-date']],
    ['a 31st of November, month + 65', FNR, numberOf('317601'), ['error person-number-date']],
    ['a day 41 of a D-number', DNR, numberOf('819001'), ['error person-number-date']],
    ['a day 0', FNR, numberOf('009001'), ['error person-number-date']],
    ['ten digits', FNR, '0190010000', ['warning person-number-form']],
    ['a space', FNR, `${numberOf('019001').slice(0, 6)} 12345`, ['warning person-number-form']],
    ['a D-number in the system of fødselsnummer', FNR, numberOf('419001'), ['warning person-number-kind']],
    ['a fødselsnummer in the system of D-numbers', DNR, numberOf('019001'), ['warning person-number-kind']],
    ['an organisation number', ORG, '310000604', []],
    ['an organisation number that does not add up', ORG, '310000605', ['error organisation-number-check']],
    ['a word for an organisation number', ORG, 'test', ['warning organisation-number-form']],
    ['an HPR number', HPR, '9144889', []],
    ['an HPR number with letters', HPR, 'A144889', ['warning register-number-form']],
    ['an HPR number of ten digits', HPR, '1234567890', ['warning register-number-form']],
    ['a HER-id', HER, '8094866', []],
    ['a HER-id with a zero first', HER, '0809486', ['warning register-number-form']],
    ['another system', 'https://x.no/id', '1', []],
  ];
  test.each(ROWS)('%s', (_reason, system, value, expected) => {
    expect(keys(system, value)).toEqual(expected);
  });

  test('the number is never repeated', () => {
    const value = off(numberOf('019001'));
    const issues = validator.validate({ resourceType: 'Patient', identifier: [{ system: FNR, value }] });
    expect(issues).toHaveLength(1);
    expect(JSON.stringify(issues)).not.toContain(value);
  });
});

describe('codes', () => {
  const VOLVEN = 'urn:oid:2.16.578.1.12.4.1.1.';
  const KARTVERKET = 'https://register.geonorge.no/subregister/sosi-kodelister/kartverket/kommunenummer-alle';
  const ROWS: readonly [string, string, string, string | undefined, string[]][] = [
    ['a code of a whole list', `${VOLVEN}9060`, 'JO', 'Jordmor', []],
    ['a code it does not have', `${VOLVEN}9060`, 'QQ', undefined, ['error code-unknown']],
    ['another name for a code', `${VOLVEN}9060`, 'JO', 'Lege', ['warning display-wrong']],
    ['Helsedirektoratet’s url', 'http://helsedir.no/fhir/CodeSystem/no-kodeverk-9060', 'JO', 'Jordmor', []],
    [
      'its wrong code',
      'http://helsedir.no/fhir/CodeSystem/no-kodeverk-9060',
      'X',
      undefined,
      ['error code-unknown'],
    ],
    ['a code of a part of a list', `${VOLVEN}8668`, 'H07', 'Barnehabilitering', []],
    ['a code that part lacks', `${VOLVEN}8668`, 'H08', undefined, ['information code-unchecked']],
    ['pathway D09', `${VOLVEN}9321`, 'D09', undefined, []],
    ['a municipality', `${VOLVEN}3402`, '0301', 'Oslo', []],
    ['a municipality by Kartverket’s url', KARTVERKET, '4601', undefined, []],
    ['a municipality of old', KARTVERKET, '1201', undefined, ['information code-unchecked']],
    ['no municipality number', KARTVERKET, '301', undefined, ['error code-unknown']],
    ['ICD-10 with its dot', `${VOLVEN}7110`, 'P96.1', undefined, ['information code-unchecked']],
    [
      'ICD-10 without it',
      `${VOLVEN}7110`,
      'P961',
      undefined,
      ['information icd-10-dot', 'information code-unchecked'],
    ],
    ['an ICD-10 category', `${VOLVEN}7110`, 'F10', undefined, ['information code-unchecked']],
    ['no ICD-10 code', `${VOLVEN}7110`, 'fyll', undefined, ['error code-unknown']],
    ['a system nobody knows', 'https://x.no/cs', 'a', undefined, ['information code-unchecked']],
  ];
  test.each(ROWS)('%s', (_reason, system, code, display, expected) => {
    const coding = { system, code, ...(display !== undefined && { display }) };
    const issues = validator.validate({ resourceType: 'Basic', code: { coding: [coding] } });
    expect(
      issues.filter((one) => !one.key.startsWith('binding-')).map((one) => `${one.severity} ${one.key}`),
    ).toEqual(expected);
  });

  test('a system nobody knows is told once, however many codes it has', () => {
    const coding = (code: string): object => ({ coding: [{ system: 'https://x.no/cs', code }] });
    const issues = validator.validate({
      resourceType: 'Patient',
      communication: [],
      contact: ['a', 'b', 'c'].map((code) => ({ name: { text: 'x' }, relationship: [coding(code)] })),
    });
    expect(issues.filter((one) => one.key === 'code-unchecked')).toHaveLength(1);
  });

  const ICD: readonly [string, string | undefined][] = [
    ['F10', 'F10'],
    ['F102', 'F10.2'],
    ['F10.2', 'F10.2'],
    ['P961', 'P96.1'],
    ['A1', undefined],
    ['f102', undefined],
  ];
  test.each(ICD)('%s is written %s', (code, expected) => expect(normalIcd10(code)).toBe(expected));
});
