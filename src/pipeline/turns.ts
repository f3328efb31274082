// Who goes first when there is more to do than can be done? Whoever waits for an answer: what was acknowledged is safe, and can wait.

/** Turns on the loop of this process. */
export interface Turns {
  /** Work that somebody waits for; it starts at once. */
  ahead<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Work that can wait. While others ask for answers it goes one at a time, and between them; nobody waits longer than the
   * patience, so what is behind goes on however much comes in.
   */
  behind<T>(work: () => Promise<T>): Promise<T>;
}

export interface TurnsOptions {
  /** Longest wait, in ms. */
  readonly patienceMs?: number;
  /** So long after the last answer others are still expected, in ms. */
  readonly expectMs?: number;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
}

interface Waiter {
  readonly start: () => void;
  readonly timer: NodeJS.Timeout;
}

/** Turns for one process. */
export function createTurns({
  patienceMs = 500,
  expectMs = 50,
  now = () => performance.now(),
}: TurnsOptions = {}): Turns {
  const waiting = new Set<Waiter>();
  const state = { ahead: 0, behind: 0, answered: -Infinity };
  const mayStart = (): boolean =>
    state.ahead === 0 && (state.behind === 0 || now() - state.answered > expectMs);
  const next = (): void => {
    for (const waiter of waiting) {
      if (!mayStart()) return;
      waiter.start();
    }
  };
  const turn = async (): Promise<void> => {
    if (!mayStart()) {
      await new Promise<void>((resolve) => {
        const start = (): void => {
          clearTimeout(waiter.timer);
          waiting.delete(waiter);
          state.behind += 1;
          resolve();
        };
        const waiter: Waiter = { start, timer: setTimeout(() => start(), patienceMs) };
        waiting.add(waiter);
      });
    } else state.behind += 1;
  };
  return {
    async ahead(work) {
      state.ahead += 1;
      try {
        return await work();
      } finally {
        state.ahead -= 1;
        state.answered = now();
        next();
      }
    },
    async behind(work) {
      await turn();
      try {
        return await work();
      } finally {
        state.behind -= 1;
        next();
      }
    },
  };
}
