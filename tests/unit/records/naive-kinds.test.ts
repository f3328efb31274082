// Does a search of every other kind, and with every modifier, give what reading everything would give?

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answersOfKind, isLikely, type Kinds, type Risk } from './naive-kinds.ts';
import { everyPage, search, testStore, type TestStore } from './support.ts';

let store: TestStore;
beforeAll(async () => {
  store = await testStore({ integrity: false });
});
afterAll(() => store.drop());

const SOURCES = [
  'http://a.example',
  'http://a.example/b',
  'http://a.example/b/c',
  'http://a.example/bc',
  'urn:x',
];
const PROFILES = ['http://a.example/p', 'http://a.example/p|1'];
const SYSTEMS = ['urn:s', 'urn:t'];
const WORDS = ['Kode en', 'kode to', 'Annet'];
const PREFIXES = ['', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'];
// Exact in binary, so that no test is about the last bit.
const NUMBERS = ['1', '1.5', '2', '2.0', '2.25', '-3', '0', '20', '2.50'];

const coding = fc.record(
  {
    system: fc.constantFrom(...SYSTEMS),
    code: fc.constantFrom('a', 'A', 'b'),
    display: fc.constantFrom(...WORDS),
  },
  { requiredKeys: ['code'] },
);
const identifier = fc.record(
  {
    system: fc.constantFrom(...SYSTEMS),
    value: fc.constantFrom('1', 'x', 'X'),
    type: coding.map((one) => ({ coding: [one] })),
  },
  { requiredKeys: ['value'] },
);
const list = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: 1, maxLength: 2 });
const amount = fc.record(
  {
    value: fc.constantFrom(...NUMBERS.map(Number)),
    comparator: fc.constantFrom('<', '<=', '>=', '>'),
    system: fc.constantFrom(...SYSTEMS),
    code: fc.constantFrom('mg', 'g'),
    unit: fc.constantFrom('mg', 'gram'),
  },
  { requiredKeys: ['value', 'system', 'code', 'unit'] },
);
const sample: fc.Arbitrary<Kinds> = fc
  .record(
    {
      meta: fc.record(
        {
          source: fc.constantFrom(...SOURCES),
          profile: list(fc.constantFrom(...PROFILES)),
          tag: list(coding),
        },
        { requiredKeys: [] },
      ),
      identifier: list(identifier),
      code: fc.record(
        { coding: list(coding), text: fc.constantFrom(...WORDS) },
        { requiredKeys: ['coding'] },
      ),
      subject: fc.oneof(
        fc.constantFrom('Patient/1', 'Patient/2', 'Group/1').map((reference) => ({ reference })),
        identifier.map((one) => ({ identifier: one })),
      ),
      valueQuantity: amount,
    },
    { requiredKeys: ['meta', 'code'] },
  )
  .map((draft) => ({ resourceType: 'Observation', ...draft }) as const);

const several = (...values: string[]): fc.Arbitrary<string[]> =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
const number = fc
  .tuple(fc.constantFrom(...PREFIXES), fc.constantFrom(...NUMBERS))
  .map((parts) => parts.join(''));
const quantity = fc
  .tuple(number, fc.constantFrom('', '||mg', '||gram', '|urn:s|g', '|urn:t|mg'))
  .map((parts) => parts.join(''));
const CODES = ['a', 'urn:s|a', '|b', 'urn:t|', 'B'];
const IDENTIFIERS = ['1', 'x', 'urn:s|X', '|1', 'urn:t|'];
const criterion = fc.oneof<fc.Arbitrary<[string, string[]]>[]>(
  fc.tuple(fc.constantFrom('_source', '_source:not'), several(...SOURCES)),
  fc.tuple(fc.constantFrom('_source:above', '_source:below'), several(...SOURCES.slice(0, 4))),
  fc.tuple(fc.constantFrom('_profile', '_profile:not'), several(...PROFILES)),
  fc.tuple(fc.constant('_profile:below'), several('http://a.example', 'http://a.example/p', 'http://a')),
  fc.tuple(fc.constantFrom('_tag', '_tag:not', 'code', 'code:not'), several(...CODES)),
  fc.tuple(fc.constant('code:text'), several('kode', 'KODE T', 'annet', 'en')),
  fc.tuple(fc.constantFrom('identifier', 'identifier:not', 'subject:identifier'), several(...IDENTIFIERS)),
  fc.tuple(fc.constant('identifier:of-type'), several('urn:s|a|1', 'urn:t|b|x', 'urn:s|A|X')),
  fc.tuple(fc.constantFrom('subject', 'subject:not'), several('Patient/1', 'Group/1')),
  fc.tuple(fc.constant('subject:Patient'), several('1', '2')),
  fc.tuple(fc.constant('value-quantity'), list(quantity)),
  fc.tuple(
    fc.constant('code-value-quantity'),
    list(fc.tuple(fc.constantFrom('a', 'urn:s|b'), quantity).map((parts) => parts.join('$'))),
  ),
  fc.tuple(
    fc
      .constantFrom('_source', '_profile', '_tag', 'identifier', 'subject', 'value-quantity')
      .map((one) => `${one}:missing`),
    fc.constantFrom(['true'], ['false']),
  ),
  fc.tuple(fc.constantFrom('_id', '_id:not'), several('k1', 'k2', 'k30')),
);

const query = (type: string, criteria: readonly (readonly [string, readonly string[]])[]): string =>
  `${type}?${criteria.map(([name, values]) => `${name}=${encodeURIComponent(values.join(','))}`).join('&')}`;

test('every kind of parameter and every modifier finds what reading everything finds', async () => {
  const samples = new Map(fc.sample(sample, { numRuns: 90, seed: 3 }).map((one, at) => [`k${at}`, one]));
  for (const [id, one] of samples) await store.create({ ...one }, id);
  await fc.assert(
    fc.asyncProperty(
      fc.array(criterion, { minLength: 1, maxLength: 2 }),
      fc.constantFrom('', '&_sort=identifier,-value-quantity', '&_sort=-value-quantity', '&_sort=_source'),
      fc.integer({ min: 3, max: 60 }),
      async (criteria, by, count) => {
        const text = query('Observation', criteria);
        const expected = [...samples]
          .filter(([id, one]) => criteria.every(([name, values]) => answersOfKind(one, id, name, values)))
          .map(([id]) => id);
        expect((await everyPage(store, `${text}${by}&_count=${count}`)).toSorted()).toEqual(
          expected.toSorted(),
        );
        const { total } = await store.records.search({ ...search(text), count: 0, total: 'accurate' });
        expect(total).toBe(expected.length);
      },
    ),
    { numRuns: 400, seed: 20261122 },
  );
}, 120_000);

test('numbers are found with every prefix, by the digits that are written', async () => {
  const risk: fc.Arbitrary<Risk> = fc.record(
    {
      resourceType: fc.constant('RiskAssessment' as const),
      prediction: list(
        fc.constantFrom(0, 0.25, 0.5, 0.75, 1, 0.53125).map((probabilityDecimal) => ({ probabilityDecimal })),
      ),
    },
    { requiredKeys: ['resourceType'] },
  );
  const risks = new Map(fc.sample(risk, { numRuns: 30, seed: 4 }).map((one, at) => [`r${at}`, one]));
  for (const [id, one] of risks) await store.create({ ...one }, id);
  const asked = fc
    .tuple(fc.constantFrom(...PREFIXES), fc.constantFrom('0', '0.5', '0.50', '0.53', '1', '0.25'))
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(list(asked), async (values) => {
      const found = await everyPage(store, query('RiskAssessment', [['probability', values]]));
      const expected = [...risks].filter(([, one]) => isLikely(one, values)).map(([id]) => id);
      expect(found.toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 150, seed: 20261122 },
  );
}, 60_000);
