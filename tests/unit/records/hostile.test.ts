// Can any search break the store? Names and values made of the pieces that mean something, in any order.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GatewayError } from '../../../src/domain/failure.ts';
import { createSearchParameters } from '../../../src/fhir/search/parameters.ts';
import { parseSearch } from '../../../src/fhir/search/parse.ts';
import { NOW, testStore, type TestStore } from './support.ts';

const parameters = createSearchParameters();
let store: TestStore;
beforeAll(async () => {
  store = await testStore({ integrity: false });
  await store.create({ resourceType: 'Organization', name: "x' or 1=1" }, 'o');
  await store.create({ resourceType: 'Patient', managingOrganization: { reference: 'Organization/o' } }, 'p');
  for (const n of [1, 2, 3])
    await store.create(
      {
        resourceType: 'Observation',
        status: 'final',
        subject: { reference: 'Patient/p' },
        valueQuantity: { value: n },
      },
      `s${n}`,
    );
});
afterAll(() => store.drop());

const codes = [
  'subject',
  'patient',
  'code',
  'status',
  'value-quantity',
  'date',
  'code-value-quantity',
  'has-member',
  '_id',
  '_tag',
  '_profile',
  'name',
  'organization',
  'identifier',
  'partof',
];
const modifiers = [
  'not',
  'text',
  'of-type',
  'above',
  'below',
  'exact',
  'contains',
  'missing',
  'identifier',
  'Patient',
  'Organization',
  'in',
];
const NAME_PIECES = [
  ...codes,
  ...modifiers,
  '_has',
  '_list',
  '_sort',
  '_include',
  '_revinclude',
  '_total',
  '_count',
  '_elements',
  'Observation',
  '.',
  ':',
  ':',
  '.',
  ' ',
  "'",
  '\u0000',
  '__proto__',
  'constructor',
];
const VALUE_PIECES = [
  'Patient/p',
  'p',
  'o',
  '|',
  '$',
  ',',
  '\\',
  '\\,',
  'final',
  'gt',
  'ne',
  '1',
  '2024-05',
  'true',
  '*',
  'Observation:subject',
  '-',
  'date',
  "' or 1=1 --",
  '%',
  '_',
  '\ud800',
  'ø',
  '1e999',
  '0',
  'urn:x',
  'http://a/b',
  ';',
  'accurate',
  'iterate',
];

const piece = (pieces: readonly string[], most: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: most }).map((parts) => parts.join(''));
/** Half of them names that are right, so that the values get further. */
const name = fc.oneof(
  piece(NAME_PIECES, 6),
  fc
    .tuple(fc.constantFrom(...codes), fc.constantFrom('', ...modifiers.map((one) => `:${one}`)))
    .map((parts) => parts.join('')),
  fc.constantFrom(
    'subject:Patient.organization.name',
    '_has:Observation:subject:value-quantity',
    '_sort',
    '_include',
    '_revinclude:iterate',
  ),
);
const params = fc.array(fc.tuple(name, piece(VALUE_PIECES, 5)), { minLength: 1, maxLength: 3 });

test('whatever is asked, the answer is a page or a named failure of the search', async () => {
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('Observation', 'Patient', 'Organization'),
      params,
      async (type, asked) => {
        let outcome = 'page';
        try {
          const { query } = parseSearch(type, asked, { parameters, handling: 'lenient', now: NOW });
          await store.records.search(query);
        } catch (error) {
          outcome = error instanceof GatewayError ? error.code : String(error);
        }
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        expect([
          'page',
          'LENKE_SEARCH_VALUE',
          'LENKE_SEARCH_PARAMETER',
          'LENKE_SEARCH_CURSOR',
          'LENKE_SEARCH_SORT',
        ]).toContain(outcome);
      },
    ),
    { numRuns: 1500, seed: 20261122 },
  );
  // Not a test of refusals only.
  expect(outcomes.get('page')).toBeGreaterThan(500);
  expect(outcomes.get('LENKE_SEARCH_VALUE')).toBeGreaterThan(50);
}, 60_000);
