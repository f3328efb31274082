// Are versions kept right? Reading, If-Match, deletion, history, and the same bytes back.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/domain/json.ts';
import { testStore, type TestStore } from './support.ts';

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.drop());

const patient = (active: boolean): JsonObject => ({ resourceType: 'Patient', active });

test('a new resource is version 1 by POST, the next by PUT, and each can be read', async () => {
  const id = await store.create(patient(true));
  const [second] = await store.run({ kind: 'update', id, resource: patient(false) });
  expect(second).toMatchObject({
    outcome: 'updated',
    stored: { version: 2, method: 'PUT' },
    previous: { active: true },
  });
  expect(await store.records.read('Patient', id)).toMatchObject({
    version: 2,
    deleted: false,
    method: 'PUT',
  });
  expect(await store.records.vread('Patient', id, 1)).toMatchObject({ version: 1, method: 'POST' });
  expect(await store.records.vread('Patient', id, 3)).toBeUndefined();
  expect(await store.records.read('Patient', 'never-there')).toBeUndefined();
});

test('content comes back byte for byte, with decimals, unknown extensions and the order of keys', async () => {
  const resource: JsonObject = {
    resourceType: 'Observation',
    extension: [{ url: 'https://example.no/unknown', valueDecimal: JSON.rawJSON('1.00') }],
    zeta: { b: 1, a: ['æøå', '\u{1f600}', 'x\\"y'] },
    valueQuantity: { value: JSON.rawJSON('0.000000000000000000123400'), unit: 'mg' },
    component: [{ valueQuantity: { value: JSON.rawJSON('1e3') } }],
  };
  const id = await store.create(resource);
  const stored = await store.records.read('Observation', id);
  const { resourceType, ...rest } = resource;
  const meta = { versionId: '1', lastUpdated: '2026-11-22T12:00:00.000Z' };
  expect(stored?.content).toBe(JSON.stringify({ resourceType, id, meta, ...rest }));
  const [again] = await store.run({ kind: 'update', id, resource });
  expect(again?.outcome).toBe('unchanged');
  expect(JSON.stringify(again?.resource)).toBe(stored?.content);
});

test('an update that changes nothing makes no version; meta.tag is a change', async () => {
  const id = await store.create(patient(true));
  const [same] = await store.run({
    kind: 'update',
    id,
    resource: { ...patient(true), id, meta: { versionId: '77' } },
  });
  expect(same).toMatchObject({ outcome: 'unchanged', stored: { version: 1 } });
  const [tagged] = await store.run({
    kind: 'update',
    id,
    resource: { ...patient(true), meta: { tag: [{ code: 'x' }] } },
  });
  expect(tagged).toMatchObject({ outcome: 'updated', stored: { version: 2 } });
});

test('If-Match of another version is refused, also for delete and for what is not there', async () => {
  const id = await store.create(patient(true));
  const conflict = {
    code: 'LENKE_VERSION_CONFLICT',
    facts: { expected: 2, current: 1, expression: 'Bundle.entry[0]' },
  };
  await expect(store.run({ kind: 'update', id, resource: patient(false), ifMatch: 2 })).rejects.toMatchObject(
    conflict,
  );
  await expect(store.run({ kind: 'delete', type: 'Patient', id, ifMatch: 2 })).rejects.toMatchObject(
    conflict,
  );
  await expect(
    store.run({ kind: 'update', id: 'none', resource: patient(false), ifMatch: 1 }),
  ).rejects.toMatchObject({
    code: 'LENKE_VERSION_CONFLICT',
    facts: { current: 0 },
  });
  const [done] = await store.run({ kind: 'update', id, resource: patient(false), ifMatch: 1 });
  expect(done?.stored?.version).toBe(2);
});

test('a deleted resource reads as deleted, is found by no search, and can come back', async () => {
  const id = await store.create({ resourceType: 'Patient', identifier: [{ system: 's', value: 'gone' }] });
  const query = {
    type: 'Patient',
    criteria: [{ parameter: 'identifier', values: ['s|gone'] }],
    includes: [],
    sort: [],
  };
  const [deleted] = await store.run({ kind: 'delete', type: 'Patient', id });
  expect(deleted).toMatchObject({
    outcome: 'deleted',
    stored: { version: 2, deleted: true, method: 'DELETE', content: '' },
  });
  expect(await store.records.read('Patient', id)).toMatchObject({ deleted: true, version: 2, content: '' });
  expect((await store.records.search(query)).matches).toEqual([]);
  expect((await store.run({ kind: 'delete', type: 'Patient', id }))[0]?.outcome).toBe('none');
  const [back] = await store.run({
    kind: 'update',
    id,
    resource: { resourceType: 'Patient', identifier: [{ system: 's', value: 'gone' }] },
  });
  expect(back).toMatchObject({ outcome: 'created', stored: { version: 3 } });
  expect((await store.records.search(query)).matches).toHaveLength(1);
  const { versions, total } = await store.records.history('Patient', id, { count: 10 });
  expect(total).toBe(3);
  expect(versions.map(({ version, method, deleted: gone }) => [version, method, gone])).toEqual([
    [3, 'PUT', false],
    [2, 'DELETE', true],
    [1, 'POST', false],
  ]);
});

test('history of an instance pages through every version once, newest first', async () => {
  const id = await store.create(patient(true));
  for (let n = 0; n < 6; n += 1)
    await store.run({ kind: 'update', id, resource: { ...patient(true), extra: n } });
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.records.history('Patient', id, {
      count: 3,
      ...(cursor !== undefined && { cursor }),
    });
    expect(page.total).toBe(7);
    seen.push(...page.versions.map(({ version }) => version));
    cursor = page.next;
  } while (cursor !== undefined);
  expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  expect(await store.records.history('Patient', 'never', { count: 3 })).toEqual({ versions: [], total: 0 });
});

test('history of a type is in the order of time, with deletions, and pages through everything once', async () => {
  const base = Date.parse('2026-01-01T00:00:00Z');
  const expected: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    const at = new Date(base + n * 1000);
    const id = `h${n % 4}`;
    const kind = n >= 8 && n % 4 === 1 ? 'delete' : 'update';
    await store.tx((tx) =>
      store.records.execute(
        tx,
        [
          kind === 'delete'
            ? { kind, type: 'Organization', id }
            : { kind, id, resource: { resourceType: 'Organization', n } },
        ],
        at,
      ),
    );
    expected.unshift(`${id} ${Math.floor(n / 4) + 1} ${kind}`);
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.records.history('Organization', undefined, {
      count: 5,
      ...(cursor !== undefined && { cursor }),
    });
    expect(page.total).toBe(12);
    seen.push(
      ...page.versions.map((each) => `${each.id} ${each.version} ${each.deleted ? 'delete' : 'update'}`),
    );
    cursor = page.next;
  } while (cursor !== undefined);
  expect(seen).toEqual(expected);
});

test('pinned versions come in the order asked; a missing one breaks', async () => {
  const id = await store.create(patient(true));
  await store.run({ kind: 'update', id, resource: patient(false) });
  const pinned = await store.records.readPinned([
    { reference: `Patient/${id}`, version: 2 },
    { reference: `Patient/${id}`, version: 1 },
  ]);
  expect(pinned.map(({ version }) => version)).toEqual([2, 1]);
  await expect(store.records.readPinned([{ reference: `Patient/${id}`, version: 9 }])).rejects.toMatchObject({
    code: 'LENKE_REFERENCE_BROKEN',
  });
});

test('of 16 updates of the same version one wins; without If-Match none is lost', async () => {
  const id = await store.create(patient(true));
  const attempts = Array.from({ length: 16 }, (_, n) =>
    store.run({ kind: 'update', id, resource: { ...patient(true), n }, ifMatch: 1 }).then(
      () => 'won',
      (error: { code: string }) => error.code,
    ),
  );
  const outcomes = await Promise.all(attempts);
  expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'LENKE_VERSION_CONFLICT')).toHaveLength(15);
  await Promise.all(
    Array.from({ length: 16 }, (_, n) =>
      store.run({ kind: 'update', id, resource: { ...patient(false), n } }),
    ),
  );
  expect((await store.records.read('Patient', id))?.version).toBe(18);
});

test('16 first writes of one id give 16 versions and one resource', async () => {
  await Promise.all(
    Array.from({ length: 16 }, (_, n) =>
      store.run({ kind: 'update', id: 'first', resource: { ...patient(true), n } }),
    ),
  );
  expect((await store.records.read('Patient', 'first'))?.version).toBe(16);
});

test('an id that was to be new and is taken is refused', async () => {
  await store.create(patient(true), 'taken');
  await expect(store.create(patient(true), 'taken')).rejects.toMatchObject({ code: 'LENKE_WRITE_CONFLICT' });
  await expect(store.create(patient(true), 'not an id')).rejects.toMatchObject({ code: 'LENKE_ID_INVALID' });
  await expect(store.create({ resourceType: 'Nothing' })).rejects.toMatchObject({
    code: 'LENKE_TYPE_UNKNOWN',
  });
});

test('createIfAbsent writes each draft once, whoever races, and indexes only what it wrote', async () => {
  const drafts = Array.from({ length: 5 }, (_, n) => ({
    resourceType: 'Task',
    id: `draft-${n}`,
    status: 'ready',
  }));
  const all = await Promise.all(
    Array.from({ length: 16 }, (_, caller) =>
      store.tx((tx) =>
        store.records.createIfAbsent(tx, caller % 2 ? drafts : drafts.toReversed(), new Date(1e12 + caller)),
      ),
    ),
  );
  expect(all.flat().filter(({ outcome }) => outcome === 'created')).toHaveLength(5);
  expect(
    all.flat().filter(({ outcome, stored }) => outcome === 'existing' && stored !== undefined),
  ).toHaveLength(75);
  const query = {
    type: 'Task',
    criteria: [{ parameter: 'status', values: ['ready'] }],
    includes: [],
    sort: [],
    total: 'accurate',
  } as const;
  expect((await store.records.search(query)).total).toBe(5);
  const [rows] = await store.query<{ count: string }>(
    `select count(*) from idx_eq where res not in (select res from records)`,
  );
  expect(rows?.count).toBe('0');
});
