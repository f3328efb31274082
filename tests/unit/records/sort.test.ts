// Do matches come in the order of all their sort keys, whatever the page size?

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/domain/json.ts';
import { createRecords } from '../../../src/store/records/records.ts';
import { everyPage, search, testStore, type TestStore } from './support.ts';

interface Sample {
  readonly id: string;
  readonly family?: string;
  readonly born?: string;
  readonly gender?: string;
}

let store: TestStore;
let samples: readonly Sample[];

beforeAll(async () => {
  store = await testStore({ integrity: false });
  const sample = fc.record(
    {
      family: fc.constantFrom('a', 'b', 'c'),
      born: fc.constantFrom('1990', '1990-02-01', '1991-03', '2000-01-01'),
      gender: fc.constantFrom('female', 'male', 'other'),
    },
    { requiredKeys: [] },
  );
  samples = fc.sample(sample, { numRuns: 90, seed: 11 }).map((each, at) => ({ ...each, id: `p${100 + at}` }));
  for (const { id, family, born, gender } of samples) {
    const resource: JsonObject = {
      resourceType: 'Patient',
      ...(family !== undefined && { name: [{ family }] }),
      ...(born !== undefined && { birthDate: born }),
      ...(gender !== undefined && { gender }),
    };
    await store.create(resource, id);
  }
});
afterAll(() => store.drop());

const LAST_DAY: Readonly<Record<string, number>> = {
  '1990': Date.UTC(1991, 0, 1),
  '1990-02-01': Date.UTC(1990, 1, 2),
  '1991-03': Date.UTC(1991, 3, 1),
  '2000-01-01': Date.UTC(2000, 0, 2),
};

/** What a sample is sorted by; dates by their first moment, or their last when descending. */
function keyOf(sample: Sample, by: string): string | number | undefined {
  if (by.endsWith('_id')) return sample.id;
  if (by.endsWith('family')) return sample.family;
  if (by.endsWith('gender')) return sample.gender;
  if (sample.born === undefined) return undefined;
  return by.startsWith('-') ? LAST_DAY[sample.born] : Date.parse(sample.born);
}

function naive(a: Sample, b: Sample, keys: readonly string[]): number {
  for (const by of keys) {
    const [left, right] = [keyOf(a, by), keyOf(b, by)];
    if (left === right) continue;
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    return left < right === by.startsWith('-') ? 1 : -1;
  }
  return 0;
}

const key = fc
  .tuple(fc.constantFrom('', '-'), fc.constantFrom('family', 'birthdate', 'gender', '_id'))
  .map(([sign, name]) => sign + name);

test('search.html#sort: every order of several keys is the naive one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(key, { minLength: 1, maxLength: 4, selector: (one) => one.replace('-', '') }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom('', '&gender=female', '&birthdate=ge1991'),
      async (keys, count, criterion) => {
        const found = await everyPage(store, `Patient?_sort=${keys.join(',')}&_count=${count}${criterion}`);
        const expected = samples.filter(
          ({ gender, born }) =>
            (criterion !== '&gender=female' || gender === 'female') &&
            (criterion !== '&birthdate=ge1991' || born === '1991-03' || born === '2000-01-01'),
        );
        expect(found.toSorted()).toEqual(expected.map(({ id }) => id).sort());
        const byId = new Map(samples.map((one) => [one.id, one]));
        const inOrder = found.flatMap((id) => byId.get(id) ?? []);
        const wrong = inOrder.filter((one, at) => naive(inOrder[at - 1] ?? one, one, keys) > 0);
        expect(wrong).toEqual([]);
      },
    ),
    { numRuns: 120, seed: 20261122 },
  );
}, 60_000);

test.each([
  ['whose contents are read', 'gender,-birthdate'],
  ['that the index knows', 'family,-birthdate,_id'],
])(
  'search.html#sort: pages of several keys under concurrent writes give each row that was there throughout once, of keys %s',
  async (_why, keys) => {
    let n = 0;
    const seen = await everyPage(store, `Patient?_sort=${keys}&_count=7`, async () => {
      n += 1;
      const resource = {
        resourceType: 'Patient',
        gender: n % 2 === 0 ? 'male' : 'female',
        ...(n % 3 > 0 && { name: [{ family: n % 3 === 1 ? 'a' : 'b' }] }),
        ...(n % 4 > 0 && { birthDate: '1991-03' }),
      };
      return store.create(resource, `new-${keys.slice(0, 6)}-${n}`);
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(samples.filter(({ id }) => !seen.includes(id))).toEqual([]);
  },
);

test('more equals than may be held at once are refused, and a single key of the index never is', async () => {
  const records = createRecords({ query: store.query, tx: store.tx, limits: { equals: 5 } });
  await expect(records.search(search('Patient?_sort=gender'))).rejects.toMatchObject({
    code: 'LENKE_SEARCH_SORT',
  });
  await expect(records.search(search('Patient?_sort=family,gender'))).rejects.toMatchObject({
    code: 'LENKE_SEARCH_SORT',
  });
  expect((await records.search(search('Patient?_sort=family'))).matches.length).toBe(50);
  // Keys of the index alone are held ten times as many.
  expect((await records.search(search('Patient?_sort=family,-birthdate,_id'))).matches.length).toBe(50);
});
