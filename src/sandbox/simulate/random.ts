// What happens to whom? Chance that can be played again: the same seed gives the same lives.

/** Seeded chance. */
export interface Random {
  /** [0, 1) */
  readonly next: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  readonly chance: (share: number) => boolean;
}

/** mulberry32: 32 bits of state. Nothing here is a secret, and a library would be as long to explain. */
export function createRandom(seed: number): Random {
  let state = Math.trunc(seed);
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (share) => next() < share,
  };
}

/** Chance of one life, independent of how many are played. */
export function randomOf(seed: number, n: number): Random {
  return createRandom(Math.imul(seed + 1, 0x9e_37_79_b1) ^ Math.imul(n + 1, 0x85_eb_ca_6b));
}
