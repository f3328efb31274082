// Does a search with somebody's eyes give what a store would give that holds only what they see? By every kind of search there is.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRecords } from '../../../src/store/records/records.ts';
import type { Judged, Sight } from '../../../src/store/records/sight/eyes.ts';
import type { SearchPage, SeenRecords, StoredResource } from '../../../src/store/records/types.ts';
import { linkedQuery, linkedSamples, textOf } from './link-samples.ts';
import type { Sample } from './naive-links.ts';
import { search, testStore, type TestStore } from './support.ts';

const LIMITS = [{}, { farKeys: 3, farContents: 2 }, { farKeys: 1, farContents: 1, candidates: 100 }] as const;

/** What somebody sees of a sample: all of it, a part, or nothing. Decided by its place, so that it is always the same. */
type View = (sample: Sample, place: number) => Sample | undefined;

function withoutParts(sample: Sample): Sample {
  const { component: _component, name: _name, birthDate: _birthDate, ...rest } = sample;
  return rest;
}

const VIEWS: Readonly<Record<string, View>> = {
  'a third hidden': (sample, place) => (place % 3 === 1 ? undefined : sample),
  'nearly all hidden': (sample, place) => (place % 7 === 0 ? sample : undefined),
  'a third hidden, a fourth narrowed': (sample, place) =>
    place % 3 === 1 ? undefined : place % 4 === 2 ? withoutParts(sample) : sample,
};

interface World {
  readonly name: string;
  readonly part: TestStore;
  readonly rooms: readonly SeenRecords[];
}

let whole: TestStore;
let worlds: readonly World[];

function sightOf(view: View, all: readonly Sample[]): Sight {
  const places = new Map(all.map((sample, place) => [`${sample.resourceType}/${sample.id}`, place]));
  const judgeOne = ({ type, id, content }: StoredResource): Judged => {
    const sample: Sample = JSON.parse(content);
    const seen = view(sample, places.get(`${type}/${id}`) ?? 0);
    if (seen === undefined) return { see: 'nothing' };
    return seen === sample ? { see: 'whole' } : { see: 'narrowed', content: JSON.stringify(seen) };
  };
  return {
    caller: 'somebody',
    judge: async (stored) => stored.map(judgeOne),
    own: () => undefined,
    maySortBy: () => true,
    pointsAt: () => [],
    mask: (content) => ({ content, cut: false }),
    unmask: (sent) => sent,
  };
}

beforeAll(async () => {
  const all = linkedSamples();
  const fill = async (samples: readonly Sample[]): Promise<TestStore> => {
    const store = await testStore({ integrity: false });
    for (const { id, ...resource } of samples) await store.create({ ...resource }, id);
    return store;
  };
  whole = await fill(all);
  worlds = await Promise.all(
    Object.entries(VIEWS).map(async ([name, view]) => {
      const sight = sightOf(view, all);
      const rooms = LIMITS.map((limits) =>
        createRecords({ query: whole.query, tx: whole.tx, limits }).seenBy(sight),
      );
      return { name, rooms, part: await fill(all.flatMap((sample, place) => view(sample, place) ?? [])) };
    }),
  );
});
afterAll(() => Promise.all([whole, ...worlds.map(({ part }) => part)].map((store) => store.drop())));

/** All pages as they are told: references with how they came, whether there is more, and the total. */
async function pages(records: SeenRecords, text: string): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page: SearchPage = await records.search({
      ...search(text),
      ...(cursor !== undefined && { cursor }),
    });
    const matches = page.matches.map(({ stored, mode }) => `${mode} ${stored.type}/${stored.id}`);
    const included = matches.filter((one) => one.startsWith('include')).toSorted();
    told.push([
      matches.filter((one) => one.startsWith('match')),
      included,
      page.next !== undefined,
      page.total,
    ]);
    cursor = page.next;
  } while (cursor !== undefined);
  return told;
}

const NEGATIVE = /:not=|:missing=/;
const more = fc.constantFrom(
  '',
  '&_total=accurate',
  '&_sort=-_lastUpdated',
  '&_sort=_id&_total=accurate',
  '&_include=*',
  '&_revinclude=*',
  '&_include:iterate=*&_revinclude:iterate=*',
);

describe.each(Object.keys(VIEWS))('%s', (name) => {
  test('every search tells what a world without the rest tells: matches, order, pages, includes, totals', async () => {
    const world = worlds.find((one) => one.name === name);
    if (!world) throw new Error(name);
    const isNarrowing = name.includes('narrowed');
    await fc.assert(
      fc.asyncProperty(
        linkedQuery,
        fc.integer({ min: 1, max: 30 }),
        fc.nat(2),
        more,
        async ({ type, criteria }, count, at, rest) => {
          const text = `${textOf(type, criteria)}&_count=${count}${rest}`;
          // What is not there is never asked of a part: see found.ts.
          fc.pre(!(isNarrowing && NEGATIVE.test(text)));
          const room = world.rooms[at];
          if (!room) throw new Error(String(at));
          expect(await pages(room, text)).toEqual(await pages(world.part.records.seenBy(undefined), text));
          const counted = { ...search(text), count: 0, total: 'accurate' as const };
          expect((await room.search(counted)).total).toBe(
            (await world.part.records.seenBy(undefined).search(counted)).total,
          );
        },
      ),
      { numRuns: 150, seed: 20261122 },
    );
  }, 120_000);

  test('compartments and histories hold what is seen, in full pages', async () => {
    const world = worlds.find((one) => one.name === name);
    const room = world?.rooms[0];
    if (!world || !room) throw new Error(name);
    const told = async (records: SeenRecords, count: number) => {
      const found: unknown[] = [];
      let cursor: string | undefined;
      do {
        const page = await records.history(['Organization', 'Patient', 'Observation'], undefined, {
          count,
          ...(cursor !== undefined && { cursor }),
        });
        found.push([page.versions.map(({ type, id }) => `${type}/${id}`), page.next !== undefined]);
        cursor = page.next;
      } while (cursor !== undefined);
      return found;
    };
    for (const count of [1, 4, 50]) {
      expect(await told(room, count)).toEqual(await told(world.part.records.seenBy(undefined), count));
      const asked = { of: 'Patient/p3', members: undefined, types: undefined, since: undefined, count };
      const [seen, there] = [
        await room.compartment(asked),
        await world.part.records.seenBy(undefined).compartment(asked),
      ];
      const names = (page: typeof seen) => page.members.map(({ type, id }) => `${type}/${id}`);
      expect([names(seen), seen.next !== undefined]).toEqual([
        there.members.map(({ type, id }) => `${type}/${id}`),
        there.next !== undefined,
      ]);
    }
  });
});
