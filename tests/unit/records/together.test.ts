// Do writers that share a transaction still answer for themselves only?

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { GatewayError } from '../../../src/domain/failure.ts';
import type { JsonObject } from '../../../src/domain/json.ts';
import { createRecords } from '../../../src/store/records/records.ts';
import type { Interaction, InteractionResult, Records } from '../../../src/store/records/types.ts';
import type { Store, Tx } from '../../../src/store/types.ts';
import { NOW, search, testStore, type TestStore } from './support.ts';

let store: TestStore;
/** Transactions that were begun, and the round trips in them. */
let seen: { transactions: number; statements: number };
let records: Records;
let broken: boolean;

beforeEach(async () => {
  store = await testStore();
  seen = { transactions: 0, statements: 0 };
  broken = false;
  const tx: Store['tx'] = async (work, options) => {
    seen.transactions += 1;
    const done = await store.tx((own) => work(counting(own)), options);
    // The server committed, and the connection went away before it could say so.
    if (broken) throw new GatewayError('LENKE_STORE_DOWN', {});
    return done;
  };
  records = createRecords({ query: store.query, tx });
});
afterEach(() => store.drop());

function counting(own: Tx): Tx {
  return {
    ...own,
    query: (text, values, name) => {
      seen.statements += 1;
      return own.query(text, values, name);
    },
  };
}

const ACTOR = { writer: 'tester', sight: undefined };
const together = (...interactions: Interaction[]): Promise<readonly InteractionResult[]> =>
  records.together(
    ACTOR,
    interactions,
    () => NOW,
    async (_tx, results) => results,
  );
const person = (more: object = {}): JsonObject => ({ resourceType: 'Patient', active: true, ...more });
const put = (id: string, more: object = {}, ifMatch?: number): Interaction => ({
  kind: 'update',
  id,
  resource: person(more),
  ...(ifMatch !== undefined && { ifMatch }),
});
const many = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
const codeOf = (one: PromiseSettledResult<unknown>): unknown =>
  one.status === 'rejected' ? one.reason.code : 'done';

test('a hundred writers that come at once share a few transactions, and each gets its own answer', async () => {
  const answers = await Promise.all(many(100).map((n) => together(put(`p${n}`, { language: `l${n}` }))));
  expect(answers.map(([one]) => one?.stored?.id)).toEqual(many(100).map((n) => `p${n}`));
  expect(answers.every(([one]) => one?.outcome === 'created')).toBe(true);
  expect(seen.transactions).toBeLessThan(12);
  expect(seen.statements).toBeLessThan(60);
  for (const n of [0, 57, 99])
    expect((await records.read('Patient', `p${n}`))?.content).toContain(`"language":"l${n}"`);
});

test('a writer that comes alone does not wait for others', async () => {
  await together(put('p'));
  expect(seen.transactions).toBe(1);
});

test('a conflict is told to who has it; the others are written in the same transaction', async () => {
  await together(put('a'));
  seen.transactions = 0;
  // Two lanes are taken by the first two; what comes then is gathered.
  const done = await Promise.allSettled([
    together(put('x')),
    together(put('y')),
    together(put('b')),
    together(put('a', { active: false }, 7)),
    together(put('c')),
    together({ kind: 'update', id: 'never', resource: person(), mayCreate: false }),
  ]);
  expect(done.map(codeOf)).toEqual([
    'done',
    'done',
    'done',
    'LENKE_VERSION_CONFLICT',
    'done',
    'LENKE_UPDATE_CREATE',
  ]);
  expect(seen.transactions).toBe(3);
  expect((await records.read('Patient', 'a'))?.version).toBe(1);
});

test('a broken reference is told to who sent it, and the others are done by themselves', async () => {
  const lost: Interaction = {
    kind: 'create',
    resource: { resourceType: 'Observation', subject: { reference: 'Patient/nobody' } },
  };
  const done = await Promise.allSettled([
    together(put('x')),
    together(put('y')),
    together(put('b')),
    together(lost),
    together(put('c')),
  ]);
  expect(done.map(codeOf)).toEqual(['done', 'done', 'done', 'LENKE_REFERENCE_BROKEN', 'done']);
  expect((await records.search(search('Patient'))).matches).toHaveLength(4);
  expect((await records.search(search('Observation'))).matches).toHaveLength(0);
});

test('what follows a write and fails undoes that write only', async () => {
  const failing = records.together(
    ACTOR,
    [put('bad')],
    () => NOW,
    async () => {
      throw new GatewayError('LENKE_NO_CASE');
    },
  );
  const done = await Promise.allSettled([failing, ...many(6).map((n) => together(put(`p${n}`)))]);
  expect(done.map(codeOf)).toEqual(['LENKE_NO_CASE', ...many(6).map(() => 'done')]);
  expect(await records.read('Patient', 'bad')).toBeUndefined();
  expect((await records.search(search('Patient'))).matches).toHaveLength(6);
});

test('writers of one resource come one after the other: every version is somebody’s', async () => {
  const answers = await Promise.all(many(40).map((n) => together(put('one', { language: `l${n}` }))));
  const versions = answers.map(([one]) => one?.stored?.version);
  expect(versions).toEqual(many(40).map((n) => n + 1));
});

test('conditions that share an identifier make one', async () => {
  const identifier = [{ system: 'urn:x', value: '1' }];
  const create: Interaction = {
    kind: 'create',
    resource: person({ identifier }),
    ifNoneExist: search('Patient?identifier=urn:x|1'),
  };
  const answers = await Promise.all(many(30).map(() => together(create)));
  expect(new Set(answers.map(([one]) => one?.stored?.id)).size).toBe(1);
  expect(answers.filter(([one]) => one?.outcome === 'created')).toHaveLength(1);
});

test('bundles that use the same names for their entries are not mixed up', async () => {
  const MOTHER = 'urn:uuid:2d3e4f50-6172-4839-8a4b-5c6d7e8f9012';
  const both = (n: number): Interaction[] => [
    { kind: 'create', fullUrl: MOTHER, resource: person({ language: `l${n}` }) },
    { kind: 'create', resource: { resourceType: 'Observation', subject: { reference: MOTHER } } },
  ];
  const answers = await Promise.all(many(20).map((n) => together(...both(n))));
  for (const [mother, observation] of answers) {
    expect(observation?.resource?.['subject']).toEqual({ reference: `Patient/${mother?.stored?.id}` });
  }
});

test('a commit nobody heard of is told as such and not done again', async () => {
  broken = true;
  const done = await Promise.allSettled(
    many(10).map((n) => together({ kind: 'create', resource: person({ language: `l${n}` }) })),
  );
  expect(new Set(done.map(codeOf))).toEqual(new Set(['LENKE_STORE_DOWN']));
  expect((await records.search(search('Patient'))).matches).toHaveLength(10);
});

test('who waits for a lock holds up nobody else', async () => {
  await together(put('held'));
  const order: string[] = [];
  const { promise: release, resolve: letGo } = Promise.withResolvers<undefined>();
  const { promise: isHeld, resolve: held } = Promise.withResolvers<undefined>();
  const holder = store.tx(async (tx) => {
    await records.execute(tx, [put('held', { language: 'first' })], NOW);
    held(undefined);
    await release;
    order.push('released');
  });
  await isHeld;
  const waiting = together(put('held', { language: 'second' })).then(() => order.push('second'));
  const others = many(20).map((n) => together(put(`p${n}`)));
  await Promise.all(others);
  order.push('others');
  letGo(undefined);
  await Promise.all([holder, waiting]);
  expect(order).toEqual(['others', 'released', 'second']);
  expect((await records.read('Patient', 'held'))?.version).toBe(3);
});
