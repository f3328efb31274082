// What she has withdrawn is never sent: from the moment the withdrawal is acknowledged nothing leaves, and nothing waits any more.
// `node --no-warnings tests/support/race/run.ts --runs 1000` runs more races; --seed n repeats one.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { race, type Race } from '../support/race/withdrawal.ts';
import { startWorld, type World } from '../support/race/world.ts';

const SEEDS = Array.from({ length: 24 }, (_, index) => 7000 + index);

async function runAll(world: World): Promise<readonly Race[]> {
  const races: Race[] = [];
  for (const seed of SEEDS) races.push(await race(seed, world));
  return races;
}

describe('with the gate', () => {
  let world: World;
  let races: readonly Race[];

  beforeAll(async () => {
    world = await startWorld({ isGuarded: true });
    races = await runAll(world);
  });
  afterAll(() => world.stop());

  test('nothing is sent after the withdrawal was acknowledged: waiting, in back-off, on its way to a connection', () => {
    expect(races.filter(({ sentAfter }) => sentAfter > 0)).toEqual([]);
    expect(new Set(races.map(({ way }) => way)).size).toBe(3);
  });

  test('nothing waits a moment later', () => {
    expect(races.filter(({ leftWaiting }) => leftWaiting > 0)).toEqual([]);
  });

  test('what left before is a send like any other: the races were run', () => {
    expect(races.reduce((sum, { sentBefore }) => sum + sentBefore, 0)).toBeGreaterThan(10);
  });
});

test('without the gate the same races are lost: they can fail', async () => {
  const world = await startWorld({ isGuarded: false });
  const races = await runAll(world);
  await world.stop();
  expect(races.reduce((sum, { sentAfter }) => sum + sentAfter, 0)).toBeGreaterThan(0);
});
