// Do conditions, orders and races give one resource, and no update lost?

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/domain/json.ts';
import type { Interaction } from '../../../src/store/records/types.ts';
import { search, testStore, type TestStore } from './support.ts';

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.drop());
beforeEach(() => store.query('truncate records, history, idx_eq, idx_ref, idx_str, idx_ord'));

const person = (value: string): JsonObject => ({
  resourceType: 'Patient',
  identifier: [{ system: 'sys', value }],
});
const about = (reference: string, more: object = {}): JsonObject => ({
  resourceType: 'Observation',
  subject: { reference },
  ...more,
});

function createUnless(value: string, more: object = {}, fullUrl?: string): Interaction {
  const ifNoneExist = search(`Patient?identifier=sys|${value}`);
  return {
    kind: 'create',
    resource: { ...person(value), ...more },
    ifNoneExist,
    ...(fullUrl !== undefined && { fullUrl }),
  };
}

test('the order is delete, create, update, read, whatever the order of the entries', async () => {
  await store.create(person('a'), 'old');
  const results = await store.run(
    { kind: 'search', query: search('Patient?identifier=sys|a') },
    { kind: 'create', resource: person('a'), id: 'new', ifNoneExist: search('Patient?identifier=sys|a') },
    { kind: 'delete', type: 'Patient', id: 'old' },
  );
  expect(results.map(({ outcome }) => outcome)).toEqual(['searched', 'created', 'deleted']);
  expect(results[0]?.page?.matches.map(({ stored }) => stored.id)).toEqual(['new']);
});

test('the same conditional create twice in one call makes one', async () => {
  const results = await store.run(
    createUnless('a', { n: 1 }, 'urn:uuid:1'),
    createUnless('a', { n: 2 }, 'urn:uuid:2'),
    { kind: 'create', resource: about('urn:uuid:2') },
  );
  expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'existing', 'created']);
  expect(results[2]?.resource).toMatchObject({ subject: { reference: `Patient/${results[0]?.stored?.id}` } });
});

test('conditional update creates, updates and keeps the id; conditional delete deletes the one', async () => {
  const where = search('Patient?identifier=sys|w');
  const [made] = await store.run({ kind: 'update-where', resource: { ...person('w'), id: 'mine' }, where });
  expect(made).toMatchObject({ outcome: 'created', stored: { id: 'mine' } });
  const [changed] = await store.run({
    kind: 'update-where',
    resource: { ...person('w'), active: true },
    where,
  });
  expect(changed).toMatchObject({ outcome: 'updated', stored: { id: 'mine', version: 2 } });
  await expect(
    store.run({ kind: 'update-where', resource: { ...person('w'), id: 'other' }, where }),
  ).rejects.toMatchObject({ code: 'LENKE_ID_MISMATCH' });
  expect((await store.run({ kind: 'delete-where', where }))[0]).toMatchObject({
    outcome: 'deleted',
    stored: { id: 'mine' },
  });
  expect((await store.run({ kind: 'delete-where', where }))[0]).toMatchObject({ outcome: 'none' });
});

test('a conditional create raced by 16 callers makes one, and each gets it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const value = `race-${round}`;
    const conditions = [
      search(`Patient?identifier=sys|${value}`),
      search(`Patient?identifier=sys|${value}&active:missing=true`),
    ];
    for (const ifNoneExist of conditions) {
      const results = await Promise.all(
        Array.from({ length: 16 }, () => store.run({ kind: 'create', resource: person(value), ifNoneExist })),
      );
      expect(new Set(results.map(([result]) => result?.stored?.id)).size).toBe(1);
    }
    expect((await store.records.search(search(`Patient?identifier=sys|${value}`))).matches).toHaveLength(1);
  }
});

test('transactions with two conditions each, in any order, neither deadlock nor make two', async () => {
  await Promise.all(
    Array.from({ length: 48 }, (_, n) => {
      const [a, b] = [`k${n % 3}`, `k${(n + 1 + (n % 2)) % 3}`];
      return store.run(createUnless(a ?? ''), createUnless(b ?? ''));
    }),
  );
  const { matches } = await store.records.search(search('Patient?identifier=sys|k0,sys|k1,sys|k2'));
  expect(matches).toHaveLength(3);
});

test('updates of the same resources in any order do not deadlock', async () => {
  const ids = ['a', 'b', 'c', 'd'];
  for (const id of ids) await store.create(person(id), id);
  await Promise.all(
    Array.from({ length: 32 }, (_, n) => {
      const order = n % 2 ? ids : ids.toReversed();
      return store.run(
        ...order.map((id): Interaction => ({ kind: 'update', id, resource: { ...person(id), n } })),
      );
    }),
  );
  const versions = await Promise.all(
    ids.map(async (id) => (await store.records.read('Patient', id))?.version),
  );
  expect(versions).toEqual([33, 33, 33, 33]);
});

test('a transaction of 500 entries works', async () => {
  const urn = 'urn:uuid:m';
  const results = await store.run(
    { kind: 'create', resource: person('m'), fullUrl: urn },
    ...Array.from({ length: 499 }, (_, n): Interaction => ({ kind: 'create', resource: about(urn, { n }) })),
  );
  expect(results.every(({ outcome }) => outcome === 'created')).toBe(true);
  const page = await store.records.search({
    ...search(`Observation?subject=Patient/${results[0]?.stored?.id}`),
    count: 1000,
  });
  expect(page.matches).toHaveLength(499);
});

test('integrity can be left to others', async () => {
  const loose = await testStore({ integrity: false });
  await expect(loose.create(about('Patient/nobody'))).resolves.toBeTruthy();
  await loose.drop();
});

test('a conditional delete of several takes them all, at most a thousand, and answers once', async () => {
  const creates = Array.from(
    { length: 1001 },
    (): Interaction => ({ kind: 'create', resource: labelled('many') }),
  );
  await store.run(...creates);
  const where = search('Patient?identifier=many|x');
  const all = { kind: 'delete-where', where, multiple: true } as const;
  await expect(store.run(all)).rejects.toMatchObject({ code: 'LENKE_DELETE_MANY', facts: { limit: 1000 } });
  const { matches } = await store.records.search({ ...where, count: 1 });
  await store.run({ kind: 'delete', type: 'Patient', id: matches[0]?.stored.id ?? '' });
  const results = await store.run(all, { kind: 'create', resource: labelled('kept') });
  expect(results.map(({ outcome }) => outcome)).toEqual(['deleted', 'created']);
  expect((await store.records.search({ ...where, count: 0 })).total).toBe(0);
});

function labelled(system: string): JsonObject {
  return { resourceType: 'Patient', identifier: [{ system, value: 'x' }] };
}
