// Do reads that share a statement still each see what was acknowledged before them?

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { GatewayError } from '../../../src/domain/failure.ts';
import { createRecords } from '../../../src/store/records/records.ts';
import type { Records } from '../../../src/store/records/types.ts';
import type { Store } from '../../../src/store/types.ts';
import { NOW, search, testStore, type TestStore } from './support.ts';

let store: TestStore;
let records: Records;
let seen: { statements: number; fails: boolean };

beforeEach(async () => {
  store = await testStore();
  seen = { statements: 0, fails: false };
  const query: Store['query'] = async (text, values, name) => {
    seen.statements += 1;
    if (seen.fails) throw new GatewayError('LENKE_STORE_DOWN');
    return store.query(text, values, name);
  };
  records = createRecords({ query, tx: store.tx });
});
afterEach(() => store.drop());

const many = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

test('a hundred reads at once are a few statements, and each gets what it asked for', async () => {
  await store.run(
    ...many(10).map((n) => ({
      kind: 'update' as const,
      id: `p${n}`,
      resource: { resourceType: 'Patient', language: `l${n}` },
    })),
    { kind: 'update', id: 'p1', resource: { resourceType: 'Organization', name: 'Same id' } },
  );
  await store.run({ kind: 'delete', type: 'Patient', id: 'p9' });
  const found = await Promise.all(many(100).map((n) => records.read('Patient', `p${n % 11}`)));
  expect(seen.statements).toBeLessThan(5);
  for (const [n, one] of found.entries()) {
    const nth = n % 11;
    expect(one?.id).toBe(nth === 10 ? undefined : `p${nth}`);
    expect(one?.deleted).toBe(nth === 10 ? undefined : nth === 9);
    const content = nth < 9 ? `"language":"l${nth}"` : '';
    expect(one?.content ?? '').toContain(content);
  }
  expect((await records.read('Organization', 'p1'))?.content).toContain('Same id');
});

test('a read that was asked for after an answer sees it, whatever else is being read', async () => {
  await store.create({ resourceType: 'Patient' }, 'p');
  let version = 1;
  const state = { isOver: false };
  const noise = Promise.all(
    many(8).map(async () => {
      while (!state.isOver) await records.read('Patient', 'p');
    }),
  );
  for (const n of many(30)) {
    await store.tx((tx) =>
      records.execute(
        tx,
        [{ kind: 'update', id: 'p', resource: { resourceType: 'Patient', language: `l${n}` } }],
        NOW,
      ),
    );
    version += 1;
    expect((await records.read('Patient', 'p'))?.version).toBe(version);
  }
  state.isOver = true;
  await noise;
});

test('a statement that fails is told to all who waited for it, and the next one is tried', async () => {
  await store.create({ resourceType: 'Patient' }, 'p');
  seen.fails = true;
  const done = await Promise.allSettled(many(5).map(() => records.read('Patient', 'p')));
  expect(done.map((one) => one.status === 'rejected' && one.reason.code)).toEqual(
    many(5).map(() => 'LENKE_STORE_DOWN'),
  );
  seen.fails = false;
  expect((await records.read('Patient', 'p'))?.id).toBe('p');
});

test('a statement that hangs does not hold up those who come later', async () => {
  await store.create({ resourceType: 'Patient' }, 'p');
  const { promise: hanging, resolve: letGo } = Promise.withResolvers<undefined>();
  let first = true;
  const query: Store['query'] = async (text, values, name) => {
    const isFirst = first;
    first = false;
    if (isFirst) await hanging;
    return store.query(text, values, name);
  };
  const slow = createRecords({ query, tx: store.tx });
  const stuck = slow.read('Patient', 'p');
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect((await slow.read('Patient', 'p'))?.id).toBe('p');
  letGo(undefined);
  expect((await stuck)?.id).toBe('p');
});

test('searches by one value and by one reference share statements too, whatever their page size', async () => {
  await store.run(
    ...many(6).map((n) => ({
      kind: 'update' as const,
      id: `p${n}`,
      resource: { resourceType: 'Patient', identifier: [{ system: 'urn:x', value: `${n % 3}` }] },
    })),
    ...many(12).map((n) => ({
      kind: 'update' as const,
      id: `o${n}`,
      resource: { resourceType: 'Observation', subject: { reference: `Patient/p${n % 6}` } },
    })),
  );
  await store.run({ kind: 'delete', type: 'Patient', id: 'p5' });
  const ids = async (text: string): Promise<string[]> => {
    const page = await records.search(search(text));
    return page.matches.map(({ stored }) => stored.id);
  };
  const asked = many(60).flatMap((n) => [
    `Patient?identifier=urn:x|${n % 4}${n % 2 === 0 ? '&_count=1' : ''}`,
    `Observation?subject=Patient/p${n % 7}&_include=Observation:subject`,
  ]);
  seen.statements = 0;
  const found = await Promise.all(asked.map(ids));
  expect(seen.statements).toBeLessThan(20);
  const alone: string[][] = [];
  for (const text of asked) alone.push(await ids(text));
  expect(found).toEqual(alone);
  expect(found[0]).toEqual(['p3']);
  expect(found[1]).toEqual(['o6', 'o0', 'p0']);
  expect(alone[asked.indexOf('Patient?identifier=urn:x|3')]).toEqual([]);
  expect(alone[asked.indexOf('Observation?subject=Patient/p5&_include=Observation:subject')]).toEqual([
    'o11',
    'o5',
  ]);
});

test('pages of a search that others ask at the same time neither lose nor repeat', async () => {
  await store.run(
    ...many(25).map((n) => ({
      kind: 'update' as const,
      id: `p${n}`,
      resource: { resourceType: 'Patient', gender: 'male' },
    })),
  );
  const everybody = await Promise.all(
    many(8).map(async () => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const query = { ...search('Patient?gender=male&_count=4'), ...(cursor !== undefined && { cursor }) };
        const page = await records.search(query);
        ids.push(...page.matches.map(({ stored }) => stored.id));
        cursor = page.next;
      } while (cursor !== undefined);
      return ids;
    }),
  );
  for (const ids of everybody) expect(ids).toEqual(many(25).map((n) => `p${24 - n}`));
});
