// Is nobody left waiting for a store that does not answer?

import { expect, test } from '@jest/globals';
import { createGathering } from '../../../src/store/records/gather.ts';
import { createPatience, type InLine } from '../../../src/store/records/patience.ts';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('who has waited too long is told to come again; who has not waits on', async () => {
  const told: string[] = [];
  const inLine = (name: string): InLine => ({
    since: performance.now(),
    fail: (error) => told.push(`${name} ${(error as { code: string }).code}`),
  });
  const line: InLine[] = [inLine('first'), inLine('second')];
  const watch = createPatience(line, 60);
  watch();
  await sleep(40);
  line.push(inLine('third'));
  watch();
  await sleep(40);
  expect(told).toEqual(['first LENKE_STORE_BUSY', 'second LENKE_STORE_BUSY']);
  expect(line).toHaveLength(1);
  await sleep(60);
  expect(told).toHaveLength(3);
  expect(line).toHaveLength(0);
});

test('a store that hangs for all is busy for whoever comes after the lanes are taken', async () => {
  const ask = createGathering<number, number>({ ask: () => new Promise(() => undefined) });
  const asked = Array.from({ length: 12 }, async (_, n) => {
    await sleep(n * 40);
    return ask(n).catch((error: { code: string }) => error.code);
  });
  const last = await asked.at(-1);
  expect(last).toBe('LENKE_STORE_BUSY');
}, 20_000);
