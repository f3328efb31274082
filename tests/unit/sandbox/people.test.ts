import { describe, expect, test } from '@jest/globals';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { createValidator } from '../../../src/fhir/validator/validator.ts';
import {
  birth,
  birthMessage,
  epikrise,
  isPersonNumber,
  mother,
  motherCase,
  objection,
  ORGANISATIONS,
  personNumber,
  plan,
  referral,
  STILLBIRTH,
  TWINS,
  WITHOUT_NUMBER,
} from '../../../src/sandbox/people.ts';

const BUILDERS: readonly (readonly [string, () => Bundle])[] = [
  ['the case of scenario A', () => motherCase()],
  [
    'a case with reported use and twins',
    () => motherCase({ n: 3, exposure: 'use', fetuses: 2, barnevernConsent: 'in-force' }),
  ],
  [
    'a case with next to nothing',
    () =>
      motherCase({
        n: 4,
        exposure: 'none',
        dated: false,
        coordinator: false,
        barnevernConsent: 'none',
        municipality: '9999',
      }),
  ],
  ['a birth', () => birth()],
  ['twins', () => birth({ children: TWINS })],
  ['a stillbirth', () => birth({ children: STILLBIRTH })],
  ['a child without a number', () => birth({ children: WITHOUT_NUMBER })],
  ['one twin born alive', () => birth({ children: [{ ward: 'none' }, { outcome: 'stillbirth' }] })],
  ['a birth as message', () => birthMessage({ children: TWINS })],
  ['a referral of the mother', () => referral({ to: 'lar' })],
  ['a referral of the child', () => referral({ about: 'child', status: 'revoked' })],
  ['an epikrise', () => epikrise({ type: 'A13-2' })],
  ['an epikrise as document', () => epikrise({ form: 'document' })],
  ['a child’s epikrise as document', () => epikrise({ form: 'document', about: 'child', hasNumber: false })],
  ['a plan', () => plan({ category: 'birth-plan' })],
  ['an objection', () => objection({ about: 'child' })],
];

function ids(bundle: Bundle): (string | undefined)[] {
  return (bundle.entry ?? []).map(({ fullUrl }) => fullUrl);
}

function resources(bundle: Bundle, type: string): Resource[] {
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource?.resourceType === type ? [resource] : []));
}

describe('synthetic numbers', () => {
  test('have month + 80, valid check digits, and are never given twice', () => {
    const numbers = Array.from({ length: 5000 }, (_, n) => mother(n).number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => isPersonNumber(number) && Number(number.slice(2, 4)) > 80)).toBe(true);
    const children = Array.from({ length: 400 }, (_, n) => personNumber('2026-10-08', 'male', n));
    expect(new Set(children).size).toBe(children.length);
    expect(children.every((number) => isPersonNumber(number) && Number(number[8]) % 2 === 1)).toBe(true);
  });

  test.each([
    ['14829800064', true],
    ['14829800065', false],
    ['1482980006', false],
    ['', false],
  ])('%s is one: %s', (number, expected) => {
    expect(isPersonNumber(number)).toBe(expected);
  });

  test('of organisations are distinct and not of the real series', () => {
    const numbers = Object.values(ORGANISATIONS).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => /^31\d{7}$/.test(number))).toBe(true);
    // mappings/network/sandbox.yaml names these
    expect([ORGANISATIONS.habu.number, ORGANISATIONS.fhs.number, ORGANISATIONS.fastlege.number]).toEqual([
      '310000604',
      '310001104',
      '310002003',
    ]);
  });
});

describe.each(BUILDERS)('%s', (_name, build) => {
  test('is the same every time', () => {
    expect(JSON.stringify(build())).toBe(JSON.stringify(build()));
  });

  test('is valid FHIR R4', () => {
    const issues = createValidator()
      .validate(build())
      .filter(({ severity }) => severity === 'error' || severity === 'fatal');
    expect(issues).toEqual([]);
  });
});

describe('a birth', () => {
  test('makes a Patient per live child and none for a stillborn one', () => {
    expect(resources(birth({ children: TWINS }), 'Patient')).toHaveLength(2);
    expect(resources(birth({ children: STILLBIRTH }), 'Patient')).toHaveLength(0);
    expect(resources(birth({ children: [{}, { outcome: 'stillbirth' }] }), 'Patient')).toHaveLength(1);
  });

  test('points at the mother by person number in a transaction, and by entry in a message', () => {
    const [conditional] = resources(birth(), 'Encounter');
    expect(JSON.stringify(conditional)).toContain(
      `Patient?identifier=urn:oid:2.16.578.1.12.4.1.4.1|${mother().number}`,
    );
    expect(JSON.stringify(birthMessage())).not.toContain('Patient?');
  });

  test('sent again has the same ids; as another sending, others around the same content', () => {
    const [first, again, other] = [1, 1, 2].map((sending) => birthMessage({ sending }));
    expect(again).toEqual(first);
    expect(other?.id).not.toBe(first?.id);
    expect(other?.entry?.slice(1)).toEqual(first?.entry?.slice(1));
  });

  test('of another mother shares no id with it', () => {
    const others = new Set(ids(birth({ n: 1 })));
    expect(ids(birth()).filter((id) => others.has(id))).toEqual([]);
  });
});
