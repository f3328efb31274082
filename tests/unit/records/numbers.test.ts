// Does every resource get a number that no other has, whatever becomes of the transaction that asked for it?

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createNumbers } from '../../../src/store/records/write/numbers.ts';
import { testStore, type TestStore } from './support.ts';

const BLOCK = 1000;
let store: TestStore;

beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.drop());

const blockOf = (number: number | undefined): number => Math.floor(((number ?? 0) - 1) / BLOCK);

test('of a block whose transaction did not commit nobody else gets a number', async () => {
  const take = createNumbers();
  const lost: number[] = [];
  const failing = store.tx(async (tx) => {
    lost.push(...(await take(tx, 3)));
    throw new Error('nothing of it is kept');
  });
  await expect(failing).rejects.toThrow('nothing of it is kept');
  const next = await store.tx((tx) => take(tx, 3));
  expect(blockOf(next[0])).not.toBe(blockOf(lost[0]));
});

test('what is left of a block is handed out once its transaction has committed, not before', async () => {
  const take = createNumbers();
  const [first, other] = await store.tx(async (tx) => [
    await take(tx, 2),
    await store.tx((beside) => take(beside, 2)),
  ]);
  expect(blockOf(first?.[0])).not.toBe(blockOf(other?.[0]));
  const later = await store.tx((tx) => take(tx, 2));
  expect([blockOf(first?.[0]), blockOf(other?.[0])]).toContain(blockOf(later[0]));
  expect(new Set([...(first ?? []), ...(other ?? []), ...later]).size).toBe(6);
});

test('more numbers than a block has are all different', async () => {
  const numbers = await store.tx((tx) => createNumbers()(tx, 2500));
  expect(new Set(numbers).size).toBe(2500);
});
