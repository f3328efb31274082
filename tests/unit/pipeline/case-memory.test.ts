// Is what was read of a case shared for a moment, and for no longer?

import { expect, test } from '@jest/globals';
import { createCaseMemory, type SeenCase } from '../../../src/pipeline/sending/case-memory.ts';

const clock = { at: 0, now: () => new Date(clock.at) };

function seen(stamp: string): SeenCase {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a memory looks at nothing of it
  return { stamp, legal: {} as SeenCase['legal'], parsed: new Map() };
}

test('whoever comes while a case is read waits for it and gets what was read', async () => {
  const memory = createCaseMemory(clock);
  const coming = Promise.withResolvers<SeenCase>();
  const first = memory.learn('case', () => coming.promise);
  const second = memory.recall('case');
  coming.resolve(seen('one'));
  expect((await first).stamp).toBe('one');
  expect((await second)?.stamp).toBe('one');
});

test('of those who come in one moment only the first has to read: nobody waits without need', () => {
  const memory = createCaseMemory(clock);
  expect(memory.recall('case')).toBeUndefined();
  void memory.learn('case', () => new Promise<SeenCase>(() => undefined));
  expect(memory.recall('case')).toBeInstanceOf(Promise);
});

test('a read that fails is nothing to remember and stops nobody', async () => {
  const memory = createCaseMemory(clock);
  const failing = memory.learn('case', () => Promise.reject(new Error('away')));
  const waiting = memory.recall('case');
  await expect(failing).rejects.toThrow('away');
  expect(await waiting).toBeUndefined();
});

test('what was read is forgotten after five seconds, or when somebody knows better', async () => {
  const memory = createCaseMemory(clock);
  await memory.learn('case', () => Promise.resolve(seen('one')));
  clock.at += 5_000;
  expect((await memory.recall('case'))?.stamp).toBe('one');
  clock.at += 1;
  expect(await memory.recall('case')).toBeUndefined();
  await memory.learn('case', () => Promise.resolve(seen('two')));
  memory.forget('case');
  expect(await memory.recall('case')).toBeUndefined();
});

test('no more than the eight read last are kept', async () => {
  const memory = createCaseMemory(clock);
  for (let n = 0; n < 40; n += 1) await memory.learn(`case ${n}`, () => Promise.resolve(seen(String(n))));
  const kept: (SeenCase | undefined)[] = [];
  for (let n = 0; n < 40; n += 1) kept.push(await memory.recall(`case ${n}`));
  expect(kept.filter((one) => one !== undefined).map(({ stamp }) => Number(stamp))).toEqual(
    Array.from({ length: 8 }, (_, n) => n + 32),
  );
});
