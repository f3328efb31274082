// Is what was worked out of a text the same the second time, and never that of another?

import { expect, test } from '@jest/globals';
import { dateRange } from '../../../../src/fhir/search/date.ts';
import { hash64 } from '../../../../src/fhir/search/hash.ts';
import { createSearchParameters } from '../../../../src/fhir/search/parameters.ts';
import { Remembered } from '../../../../src/fhir/search/remembered.ts';
import { type Token, tokenKeys } from '../../../../src/fhir/search/token.ts';
import { tokenHashes } from '../../../../src/fhir/search/token-hashes.ts';

test('what was kept is given back until too many are kept', () => {
  const remembered = new Remembered<readonly string[]>(2);
  const first = remembered.keep('a', ['a']);
  remembered.keep('b', ['b']);
  expect(remembered.of('a')).toBe(first);
  remembered.keep('c', ['c']);
  expect(remembered.of('a')).toBeUndefined();
  expect(remembered.of('c')).toEqual(['c']);
});

test('a text that somebody may have made up to fill memory is not kept', () => {
  const remembered = new Remembered<readonly string[]>(2);
  const long = 'x'.repeat(1000);
  expect(remembered.keep(long, ['made'])).toEqual(['made']);
  expect(remembered.of(long)).toBeUndefined();
});

const parameters = createSearchParameters();
const CODES: readonly (readonly [string, Token])[] = [
  ['a code of a system', { system: 'urn:a', code: 'B', exact: false }],
  [
    'a code whose system ends where the code of another begins',
    { system: 'urn:a\nb', code: 'c', exact: false },
  ],
  ['and that other', { system: 'urn:a', code: 'b\nc', exact: false }],
  ['a code without a system', { system: '', code: 'B', exact: false }],
  ['a system without a code', { system: 'urn:a', code: undefined, exact: false }],
  ['an identifier that reads like the code', { system: 'urn:a', code: 'B', exact: true }],
];

test.each(CODES)('%s has the hashes of its keys, also when it was asked for before', (_, token) => {
  for (const type of ['Patient', 'Observation']) {
    const parameter = parameters.get(type, 'identifier');
    if (!parameter) throw new Error(type);
    const expected = tokenKeys(token).map((key) => hash64(`${parameter.key}\n${key}`));
    for (const _round of ['first', 'again']) expect(tokenHashes(parameter, token)).toEqual(expected);
  }
});

test('a date that is none stays none, one that is covers the same time again', () => {
  for (const _round of ['first', 'again']) {
    expect(dateRange('2026-02-30')).toBeUndefined();
    expect(dateRange('2026-02')).toEqual({ lo: Date.UTC(2026, 1, 1), hi: Date.UTC(2026, 2, 1) - 1 });
  }
});
