// What was this case when it was read last? The deliveries of one event share what was read; the gate asks whether it still is.

import type { Clock } from '../../domain/clock.ts';
import type { ParsedContent } from './carried.ts';
import type { LegalView } from './legal-view.ts';

/** A case as it was read. */
export interface SeenCase {
  /** Which versions of which resources (`Records.caseAndPinned`). */
  readonly stamp: string;
  readonly legal: LegalView;
  /** What its deliveries carry, as far as one of them was read. */
  readonly parsed: ParsedContent;
}

/**
 * The cases read a moment ago, never more than a few. What is remembered may be old: nothing leaves on it before the gate
 * has seen the same stamp under the lock, and nothing is withheld on it at all.
 */
export interface CaseMemory {
  /**
   * What was read lately; a promise only while somebody is reading it now. Who need not wait must not: of those that come
   * in one moment the first is reading before the next one asks.
   */
  recall(key: string): SeenCase | undefined | Promise<SeenCase | undefined>;
  /** Reads, and remembers what was read. */
  learn<T extends SeenCase>(key: string, read: () => Promise<T>): Promise<T>;
  forget(key: string): void;
}

/** At about 100 KB each. */
const CASES_MAX = 8;
/** The deliveries of an event come together; later ones read anew. */
const KEPT_MS = 5_000;

/** An empty memory, for one process. */
export function createCaseMemory(clock: Clock): CaseMemory {
  const seen = new Map<string, SeenCase & { readonly until: number }>();
  const reading = new Map<string, Promise<unknown>>();
  const remember = (key: string, { stamp, legal, parsed }: SeenCase): void => {
    seen.delete(key);
    seen.set(key, { stamp, legal, parsed, until: clock.now().getTime() + KEPT_MS });
    const [oldest] = seen.keys();
    if (seen.size > CASES_MAX && oldest !== undefined) seen.delete(oldest);
  };
  const fresh = (key: string): SeenCase | undefined => {
    const known = seen.get(key);
    if (!known || clock.now().getTime() <= known.until) return known;
    seen.delete(key);
    return undefined;
  };
  return {
    recall(key) {
      const known = () => fresh(key);
      return reading.get(key)?.then(known, known) ?? known();
    },
    async learn(key, read) {
      const coming = read();
      reading.set(key, coming);
      try {
        const found = await coming;
        remember(key, found);
        return found;
      } finally {
        if (reading.get(key) === coming) reading.delete(key);
      }
    },
    forget: (key) => void seen.delete(key),
  };
}
