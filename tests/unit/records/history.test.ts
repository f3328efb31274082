// Is the history, in whatever part it is asked for, that of a plain list of what was done?

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { HistoryRequest } from '../../../src/store/records/requests.ts';
import { createRecords } from '../../../src/store/records/records.ts';
import { testStore, type TestStore } from './support.ts';

interface Write {
  readonly type: 'Patient' | 'Organization';
  readonly id: string;
  readonly kind: 'update' | 'delete';
  /** Milliseconds since the write before: often none. */
  readonly pause: number;
}

interface Version {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly at: number;
  /** When the next version came. */
  until: number;
  readonly born: number;
}

const START = Date.parse('2026-01-01T00:00:00Z');

let store: TestStore;
beforeAll(async () => {
  // Few enough that both ways to a moment are taken: looked up and walked.
  store = await testStore({ limits: { replaced: 4 } });
});
afterAll(() => store.drop());

const write: fc.Arbitrary<Write> = fc.record({
  type: fc.constantFrom('Patient', 'Organization'),
  id: fc.constantFrom('a', 'b', 'c'),
  kind: fc.constantFrom('update', 'update', 'update', 'delete'),
  pause: fc.constantFrom(0, 0, 1, 1000),
});

interface Asked {
  readonly of: 'instance' | 'type' | 'system';
  readonly count: number;
  readonly since: number | undefined;
  readonly at: readonly [number, number] | undefined;
}

// A run of writes takes some five seconds: most moments lie within it.
const offset = fc.oneof(fc.integer({ min: -1, max: 3000 }), fc.integer({ min: -1, max: 8000 }));
const asked: fc.Arbitrary<Asked> = fc.record({
  of: fc.constantFrom('instance', 'type', 'system'),
  count: fc.integer({ min: 1, max: 7 }),
  since: fc.option(offset, { nil: undefined }),
  at: fc.option(
    fc.tuple(offset, fc.integer({ min: 0, max: 2000 })).map(([from, more]) => [from, from + more] as const),
    { nil: undefined },
  ),
});

/** Does the writes under ids of this run alone, and gives what they must come to. */
async function play(run: number, writes: readonly Write[]): Promise<Version[]> {
  const versions: Version[] = [];
  const born = new Map<string, number>();
  let at = START + run * 1_000_000;
  for (const { type, id: name, kind, pause } of writes) {
    at += pause;
    const id = `${name}${run}`;
    const key = `${type}/${id}`;
    const before = versions.findLast((one) => `${one.type}/${one.id}` === key);
    const resource = { resourceType: type, id, n: versions.length };
    const interaction = kind === 'delete' ? ({ kind, type, id } as const) : ({ kind, id, resource } as const);
    const [result] = await store.tx((tx) => store.records.execute(tx, [interaction], new Date(at)));
    if (result?.outcome === 'none') continue;
    if (!born.has(key)) born.set(key, born.size);
    if (before) before.until = at;
    const version = (before?.version ?? 0) + 1;
    versions.push({ type, id, version, at, until: Number.POSITIVE_INFINITY, born: born.get(key) ?? 0 });
  }
  return versions;
}

async function everyPage(
  type: string | string[],
  id: string | undefined,
  page: HistoryRequest,
  records = store.records,
): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const found = await records.history(type, id, { ...page, ...(cursor !== undefined && { cursor }) });
    expect(found.versions.length).toBeLessThanOrEqual(page.count);
    seen.push(...found.versions.map((one) => `${one.type}/${one.id} ${one.version}`));
    cursor = found.next;
  } while (cursor !== undefined);
  return seen;
}

test('every page of every history holds what a plain list says, once, newest first', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(write, { minLength: 1, maxLength: 20 }),
      fc.array(asked, { minLength: 3, maxLength: 3 }),
      async (writes, questions) => {
        run += 1;
        const versions = await play(run, writes);
        const zero = START + run * 1_000_000;
        for (const { of, count, since, at } of questions) {
          const id = of === 'instance' ? `a${run}` : undefined;
          const types = of === 'system' ? ['Organization', 'Patient'] : ['Patient'];
          // Other runs share the table: the time of this one bounds it.
          const from = zero + (since ?? 0);
          const expected = versions
            .filter(
              (one) => types.includes(one.type) && (id === undefined || one.id === id) && one.at >= from,
            )
            .filter((one) => !at || (one.at <= zero + at[1] && one.until > zero + at[0]))
            .toSorted((a, b) => b.at - a.at || b.born - a.born || b.version - a.version)
            .map((one) => `${one.type}/${one.id} ${one.version}`);
          const request = {
            count,
            since: new Date(from),
            ...(at && { at: { from: new Date(zero + at[0]), to: new Date(zero + at[1]) } }),
          };
          expect(await everyPage(of === 'system' ? types : 'Patient', id, request)).toEqual(expected);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  ['looked up', 1000],
  ['walked to', -1],
])('what was current at a moment is the same, whether it is %s', async (_way, replaced) => {
  const records = createRecords({ query: store.query, tx: store.tx, limits: { replaced } });
  const run = 500 + Math.abs(replaced);
  const kinds = ['update', 'update', 'delete', 'update', 'update'] as const;
  const writes = kinds.flatMap((kind) =>
    ['a', 'b'].map((id): Write => ({ type: 'Patient', id, kind, pause: 1000 })),
  );
  const versions = await play(run, writes);
  const zero = START + run * 1_000_000;
  for (let moment = 500; moment <= 11_000; moment += 500) {
    const at = { from: new Date(zero + moment), to: new Date(zero + moment) };
    const expected = versions
      .filter((one) => one.at <= zero + moment && one.until > zero + moment)
      .toSorted((a, b) => b.at - a.at)
      .map((one) => `${one.type}/${one.id} ${one.version}`);
    const own = (line: string): boolean => line.includes(`${run} `);
    const found = await everyPage('Patient', undefined, { count: 3, since: new Date(zero), at }, records);
    expect([moment, found.filter(own)]).toEqual([moment, expected]);
  }
});

test('a page read later neither repeats nor loses versions when others are written in between', async () => {
  const at = (n: number): Date => new Date(START + 900_000_000 + n);
  const put = (id: string, n: number): Promise<unknown> =>
    store.tx((tx) =>
      store.records.execute(tx, [{ kind: 'update', id, resource: { resourceType: 'Group', id, n } }], at(n)),
    );
  for (let n = 0; n < 9; n += 1) await put(`g${n % 3}`, n);
  const before = await everyPage('Group', undefined, { count: 100 });
  const seen: string[] = [];
  let cursor: string | undefined;
  let n = 100;
  do {
    const page = await store.records.history('Group', undefined, {
      count: 2,
      ...(cursor !== undefined && { cursor }),
    });
    seen.push(...page.versions.map((one) => `${one.type}/${one.id} ${one.version}`));
    cursor = page.next;
    await put(`g${n % 3}`, n);
    n += 1;
  } while (cursor !== undefined);
  expect(seen).toEqual(before);
});
