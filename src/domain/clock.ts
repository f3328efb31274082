// What time is it? Every step gets the answer as an argument, so that tests and simulations can choose it.

/** A source of time. Steps never call `Date.now()` themselves. */
export interface Clock {
  now(): Date;
}

/** The computer's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at `at` until it is moved. */
export function fixedClock(at: Date): Clock & { set(to: Date): void } {
  let current = at;
  return {
    now: () => current,
    set: (to) => {
      current = to;
    },
  };
}
