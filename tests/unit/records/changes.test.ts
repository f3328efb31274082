// Is every write told of to who remembers what was there before, whoever wrote it and in whatever order?

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Changes, createChanges } from '../../../src/store/records/changes.ts';
import type { Interaction } from '../../../src/store/records/types.ts';
import type { Store, Tx } from '../../../src/store/types.ts';
import { NOW, testStore, type TestStore } from './support.ts';

const PERSON = 'Patient/p';
/** What was read: a person with what points at her. */
const READ = [PERSON, 'EpisodeOfCare/e', 'Consent/c'];

let store: TestStore;
let changes: Changes;
let keys: readonly string[];

const about = (reference: string) => ({ patient: { reference } });
const put = (resourceType: string, id: string, more: object): Interaction => ({
  kind: 'update',
  id,
  resource: { resourceType, ...more },
});

beforeAll(async () => {
  store = await testStore({ integrity: false });
});
afterAll(() => store.drop());
beforeEach(async () => {
  changes = createChanges(store.query);
  keys = changes.keysOf(READ);
  await store.run(
    put('Patient', 'p', { active: true }),
    put('Patient', 'other', { active: true }),
    put('EpisodeOfCare', 'e', { status: 'active', ...about(PERSON) }),
    put('Consent', 'c', { status: 'active', ...about(PERSON) }),
    put('Consent', 'unread', { status: 'active', ...about('Patient/other') }),
    put('Consent', 'hers', { status: 'draft', ...about(PERSON) }),
  );
  await changes.look();
});

/** Reads now, lets something happen, and tells whether what was read is still taken for true. */
async function stillTrueAfter(happening: () => Promise<unknown>): Promise<boolean> {
  const mark = changes.mark();
  await happening();
  return (await changes.look()) && changes.untouched(keys, mark);
}

type Row = readonly [why: string, stays: boolean, happening: () => Promise<unknown>];

const ROWS: readonly Row[] = [
  ['nothing happens', true, async () => undefined],
  ['somebody else is written', true, () => store.run(put('Patient', 'other', { active: false }))],
  [
    'somebody else says something',
    true,
    () => store.create({ resourceType: 'Consent', ...about('Patient/other') }),
  ],
  ['what was read gets a new version', false, () => store.run(put('Patient', 'p', { active: false }))],
  [
    'what was read changes and points where it did',
    false,
    () => store.run(put('Consent', 'c', { status: 'inactive', ...about(PERSON) })),
  ],
  ['what was read is deleted', false, () => store.run({ kind: 'delete', type: 'Consent', id: 'c' })],
  ['she says something new', false, () => store.create({ resourceType: 'Consent', ...about(PERSON) })],
  [
    'what comes to point at her was somebody else’s',
    false,
    () => store.run(put('Consent', 'unread', { status: 'active', ...about(PERSON) })),
  ],
  [
    'what was not read no longer points at her',
    false,
    () => store.run(put('Consent', 'hers', { status: 'draft', ...about('Patient/other') })),
  ],
  [
    'what was not read and points at her is deleted',
    false,
    () => store.run({ kind: 'delete', type: 'Consent', id: 'hers' }),
  ],
  [
    'the gateway writes a draft beside her',
    false,
    () =>
      store.tx((tx) =>
        store.records.createIfAbsent(
          tx,
          [{ resourceType: 'Task', id: `t${Math.random()}`, for: { reference: PERSON } }],
          NOW,
        ),
      ),
  ],
  [
    'the gateway amends what was read',
    false,
    () =>
      store.tx((tx) =>
        store.records.amend(tx, 'Patient/p', (now) => ({ ...now, active: !now['active'] }), new Date()),
      ),
  ],
  [
    'somebody updates a row by hand',
    false,
    () => store.query(`update records set content = content where id = 'c'`),
  ],
  ['somebody removes a row by hand', false, () => store.query(`delete from records where id = 'c'`)],
  [
    'somebody removes a reference by hand',
    false,
    () => store.query('delete from idx_ref where target = $1', [keys[0]]),
  ],
  [
    'somebody changes a reference by hand, of whatever',
    false,
    () => store.query('update idx_ref set param = param'),
  ],
  [
    'a statement writes more than is told one by one',
    false,
    () =>
      store.query(
        'insert into idx_ref (target, param, res) select n, 0, 0 from generate_series(1, 2001) as n',
      ),
  ],
  ['all is emptied', false, () => store.query('truncate records')],
  ['all references are emptied', false, () => store.query('truncate idx_ref')],
  [
    'a writer comes whose triggers are off',
    false,
    () => withoutTriggers(`update records set content = content where id = 'c'`),
  ],
  [
    'a write is taken back',
    true,
    () => store.rehearse((tx) => store.records.execute(tx, [put('Patient', 'p', { active: false })], NOW)),
  ],
  [
    'what is noted is emptied, as by a crash',
    false,
    () => store.query('truncate near_changes, change_watch'),
  ],
];

/** As a subscription or a restore writes. */
async function withoutTriggers(text: string): Promise<void> {
  const client = await store.pool.connect();
  await client.query(`set session_replication_role = 'replica'`);
  await client.query(text);
  await client.query('reset session_replication_role');
  client.release();
}

test.each(ROWS)('%s: still true is %s', async (_why, stays, happening) => {
  expect(await stillTrueAfter(happening)).toBe(stays);
  // And again: what was read after that is true until the next write.
  await changes.look();
  expect(await stillTrueAfter(async () => undefined)).toBe(true);
  expect(await stillTrueAfter(() => store.run(put('Patient', 'p', { language: `l${Math.random()}` })))).toBe(
    false,
  );
});

describe('a transaction', () => {
  test('that began before what was read and ends after it is told of when it ends', async () => {
    const held = heldTransaction((tx) =>
      store.records.execute(tx, [put('Consent', 'c', { status: 'inactive', ...about(PERSON) })], NOW),
    );
    await held.written;
    // Others come and go meanwhile, so that its number is far behind.
    for (const n of [1, 2, 3]) await store.create({ resourceType: 'Patient', multipleBirthInteger: n });
    expect(await stillTrueAfter(async () => undefined)).toBe(true);
    expect(await stillTrueAfter(held.end)).toBe(false);
  });

  test('that is taken for ended only once it is told of: a mark from before it began is not right again afterwards', async () => {
    const mark = changes.mark();
    await store.run(put('Consent', 'c', { status: 'inactive', ...about(PERSON) }));
    await changes.look();
    for (const _ of [1, 2, 3]) await changes.look();
    expect(changes.untouched(keys, mark)).toBe(false);
    expect(changes.untouched(keys, changes.mark())).toBe(true);
  });
});

/** Waits until no transaction on this server, which other tests share, began before what is noted: such a one makes all begin anew. */
async function untilOldest(): Promise<void> {
  const sql = 'select pg_snapshot_xmin(pg_current_snapshot()) > max(xid) as oldest from near_changes';
  for (;;) {
    const [row] = await store.query<{ oldest: boolean }>(sql);
    if (row?.oldest === true) return;
    await sleep(5);
  }
}

describe('what was noted', () => {
  test('may be forgotten: who looked since goes on, who did not begins anew', async () => {
    const late = createChanges(store.query);
    await late.look();
    const [mark, lateMark] = [changes.mark(), late.mark()];
    await store.run(put('Patient', 'other', { language: 'nb' }));
    await untilOldest();
    await changes.look();
    await sleep(5);
    expect(await changes.forget(0)).toBeGreaterThan(0);
    await changes.look();
    expect(changes.untouched(keys, mark)).toBe(true);
    await late.look();
    expect(late.untouched(keys, lateMark)).toBe(false);
    expect(late.untouched(keys, late.mark())).toBe(true);
  });

  test('of a transaction that is not over when older lines are forgotten is told of all the same', async () => {
    const held = heldTransaction((tx) =>
      store.records.execute(tx, [put('Consent', 'c', { status: 'inactive', ...about(PERSON) })], NOW),
    );
    await held.written;
    await store.run(put('Patient', 'other', { language: 'nn' }));
    await changes.look();
    const mark = changes.mark();
    await changes.forget(-60_000);
    await changes.look();
    await held.end();
    await changes.look();
    expect(changes.untouched(keys, mark)).toBe(false);
  });
});

test('before the first look nothing is taken for true, nor what was read before it', async () => {
  const fresh = createChanges(store.query);
  expect(fresh.untouched(keys, fresh.mark())).toBe(false);
  const mark = fresh.mark();
  expect(await fresh.look()).toBe(true);
  expect(fresh.untouched(keys, mark)).toBe(false);
});

test('a look that hangs holds nobody up: others are told that it cannot be told', async () => {
  const gate = Promise.withResolvers<void>();
  const hanging = changes.along(async () => {
    await gate.promise;
    return { row: undefined, rest: 'rows' };
  });
  expect(changes.along(async () => ({ row: undefined, rest: 0 }))).toBeUndefined();
  expect(await changes.look()).toBe(false);
  gate.resolve();
  // What cannot say what was written may have missed it.
  expect(await hanging).toEqual({ isKnown: false, rest: 'rows' });
  expect(changes.untouched(keys, changes.mark() - 1)).toBe(false);
  expect(await changes.look()).toBe(true);
});

test('a look that fails is no look: what was written meanwhile is told of by the next', async () => {
  const query: Store['query'] = (text, values, name) =>
    failing.now ? Promise.reject(new TypeError('gone')) : store.query(text, values, name);
  const failing = { now: false };
  const shaky = createChanges(query);
  await shaky.look();
  const mark = shaky.mark();
  await store.run(put('Patient', 'p', { language: 'en' }));
  failing.now = true;
  await expect(shaky.look()).rejects.toThrow('gone');
  failing.now = false;
  expect(await shaky.look()).toBe(true);
  expect(shaky.untouched(keys, mark)).toBe(false);
});

/** A transaction that has written and is open until `end`. */
function heldTransaction(work: (tx: Tx) => Promise<unknown>): {
  written: Promise<void>;
  end: () => Promise<void>;
} {
  const [written, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done = store.tx(async (tx) => {
    await work(tx);
    written.resolve();
    await ended.promise;
  });
  return {
    written: written.promise,
    end: async () => {
      ended.resolve();
      await done;
    },
  };
}
