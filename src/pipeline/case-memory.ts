// What was this case when it was read last? The deliveries of one event share what was read, as long as nothing changed.

import type { LegalView } from './judge.ts';

/** A case as it was read. */
export interface SeenCase {
  /** Which versions of which resources (`Records.caseAndPinned`). */
  readonly stamp: string;
  readonly legal: LegalView;
}

/** The cases read last, never more than a few: a store that says "as you saw it" need not send them again. */
export interface CaseMemory {
  /**
   * Reads a case by `read`, which is given what was seen before and gives what is so now. Those who come while a case is
   * read for the first time wait for it, and ask then.
   */
  read<T extends SeenCase>(key: string, read: (seen?: SeenCase) => Promise<T>): Promise<T>;
}

/** At about 100 KB each. */
const CASES_MAX = 32;

/** An empty memory, for one process. */
export function createCaseMemory(): CaseMemory {
  const seen = new Map<string, SeenCase>();
  const first = new Map<string, Promise<unknown>>();
  return {
    async read(key, read) {
      await first.get(key)?.catch(() => undefined);
      const known = seen.get(key);
      const reading = read(known);
      if (!known) first.set(key, reading);
      const { stamp, legal } = await reading.finally(() => first.delete(key));
      seen.delete(key);
      seen.set(key, { stamp, legal });
      for (const oldest of seen.keys()) {
        if (seen.size <= CASES_MAX) break;
        seen.delete(oldest);
      }
      return reading;
    },
  };
}
