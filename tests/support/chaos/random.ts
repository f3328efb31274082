// What happens next? Chance that can be played again: the same seed gives the same blows in the same order.

import { createRandom as createChance, type Random as Chance } from '../../../src/sandbox/simulate/random.ts';

/** Seeded chance that also picks whom to strike. */
export interface Random extends Chance {
  readonly pick: <T>(list: readonly [T, ...T[]]) => T;
}

/** The chance of the simulation, with `pick`. */
export function createRandom(seed: number): Random {
  const chance = createChance(seed);
  return { ...chance, pick: (list) => list[chance.between(0, list.length - 1)] ?? list[0] };
}
