// What a caller attests is read whole or refused by name; a wrong value is never repeated.

import { expect, test } from '@jest/globals';
import { readAttestations } from '../../../src/config/read-attestations.ts';

const PERSON = { system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: '05858012345' };
const GOOD = {
  attested: '2026-10-01T08:00:00Z',
  practitioner: PERSON,
  legalEntity: '310000108',
  pointOfCare: '310000205',
  purposeOfUse: 'TREAT',
  relation: { decision: 'rule-7', userSelected: false },
};

test('everything is kept', () => {
  expect(readAttestations([GOOD])).toEqual([{ ...GOOD, attested: new Date(GOOD.attested) }]);
});

test('nothing is nothing', () => {
  expect([readAttestations(undefined), readAttestations([])]).toEqual([[], []]);
});

test('a part of it alone is kept alone', () => {
  expect(readAttestations([{ attested: GOOD.attested, legalEntity: '310000108' }])).toEqual([
    { attested: new Date(GOOD.attested), legalEntity: '310000108' },
  ]);
});

test.each([
  ['no list', {}, 'list'],
  ['no object', ['x'], 'object'],
  ['no moment', [{ ...GOOD, attested: 'yesterday' }], 'attested'],
  ['a name that is wrong', [{ ...GOOD, purpose: 'TREAT' }], 'not known'],
  [
    'a person number of another system',
    [{ ...GOOD, practitioner: { ...PERSON, system: 'x' } }],
    'practitioner',
  ],
  ['a person number that is short', [{ ...GOOD, practitioner: { ...PERSON, value: '12' } }], 'practitioner'],
  ['no organisation number', [{ ...GOOD, legalEntity: 'hospital' }], 'legalEntity'],
  ['a relation without a decision', [{ ...GOOD, relation: { userSelected: true } }], 'relation'],
])('%s is refused, and says where', (_why, value, where) => {
  const found = readAttestations(value);
  expect(found).toEqual(expect.stringContaining(where));
  expect(found).not.toEqual(expect.stringContaining(PERSON.value));
});
