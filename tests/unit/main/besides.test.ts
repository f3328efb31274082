import { expect, test } from '@jest/globals';
import { besides, startingOf } from '../../../src/main/besides.ts';

test('work begins when the other is launched, not before and not only when it is ready', async () => {
  const told: string[] = [];
  const ready = Promise.withResolvers<string>();
  const starting = startingOf(async (launched) => {
    await Promise.resolve();
    told.push('launched');
    launched();
    return ready.promise;
  });
  const done = besides(starting, () => {
    told.push('work');
    return 'value';
  });
  expect(told).toEqual([]);
  await expect(done).resolves.toBe('value');
  expect(told).toEqual(['launched', 'work']);
  ready.resolve('up');
  await expect(starting.ready).resolves.toBe('up');
});

test('what is there already, with nothing to launch, is not waited for any longer', async () => {
  await expect(
    besides(
      startingOf(async () => 'up'),
      () => 1,
    ),
  ).resolves.toBe(1);
});

test('what cannot be launched tells why, and the work is not begun', async () => {
  const told: string[] = [];
  const starting = startingOf(async () => {
    throw new Error('no place');
  });
  await expect(besides(starting, () => told.push('work'))).rejects.toThrow('no place');
  expect(told).toEqual([]);
});

test.each([
  ['comes up', (told: string[]) => void told.push('up')],
  [
    'fails too',
    (told: string[]) => {
      told.push('failed');
      throw new Error('not this one');
    },
  ],
])('work that fails tells its own failure, after the other %s', async (_, end) => {
  const told: string[] = [];
  const starting = startingOf(async (launched) => {
    launched();
    await new Promise((resolve) => setImmediate(resolve));
    end(told);
  });
  const failed = besides(starting, () => {
    throw new Error('wrong data');
  });
  await expect(failed).rejects.toThrow('wrong data');
  expect(told).toHaveLength(1);
});
