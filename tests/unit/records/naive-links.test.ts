// Does a search through links give what following every link by hand would give, however narrow its limits?

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRecords } from '../../../src/store/records/records.ts';
import { linkedQuery, linkedSamples, textOf } from './link-samples.ts';
import { answersNaively, type Sample } from './naive-links.ts';
import { everyPage, search, testStore, type TestStore } from './support.ts';

const LIMITS = [{}, { farKeys: 3, farContents: 2 }, { farKeys: 1, farContents: 1, candidates: 3 }] as const;

let store: TestStore;
let rooms: readonly TestStore[];
let all: readonly Sample[];

beforeAll(async () => {
  store = await testStore({ integrity: false });
  all = linkedSamples();
  for (const { id, ...resource } of all) await store.create({ ...resource }, id);
  rooms = LIMITS.map((limits) => ({
    ...store,
    records: createRecords({ query: store.query, tx: store.tx, limits }),
  }));
});
afterAll(() => store.drop());

test('every search through links equals the naive one, within every limit', async () => {
  await fc.assert(
    fc.asyncProperty(
      linkedQuery,
      fc.integer({ min: 1, max: 30 }),
      fc.nat(2),
      async ({ type, criteria }, count, at) => {
        const room = rooms[at] ?? store;
        const text = textOf(type, criteria);
        const expected = all
          .filter(({ resourceType }) => resourceType === type)
          .filter((sample) => criteria.every(([name, values]) => answersNaively(all, sample, name, values)))
          .map(({ id }) => id);
        expect((await everyPage(room, `${text}&_count=${count}`)).sort()).toEqual(expected.sort());
        const { total } = await room.records.search({
          ...search(text),
          count: 0,
          total: 'accurate',
        });
        expect(total).toBe(expected.length);
      },
    ),
    { numRuns: 250, seed: 20261122 },
  );
}, 120_000);
