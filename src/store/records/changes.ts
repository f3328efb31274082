// Was anything written near these resources since they were read? Asked once for all who want to know just now.

import { setTimeout as sleep } from 'node:timers/promises';
import { hash64 } from '../../fhir/search/hash.ts';
import type { Tx } from '../tx.ts';
import { createGathering } from './gather.ts';

/** What this process knows of what was written, by whichever process (migration 0030). */
export interface Changes {
  /** Where the last look ended; to be taken before something is read that is to be remembered. */
  mark(): number;
  /**
   * Looks what was written up to now; a look begins after it was asked for. False when it cannot be told, and nothing may
   * then be taken for unchanged.
   */
  look(): Promise<boolean>;
  /**
   * Looks with a statement that asks something else too, and sees both at the same moment; undefined while somebody else
   * looks. `isKnown` is what `look` resolves to.
   */
  along<T>(looking: Looking<T>): Promise<{ readonly isKnown: boolean; readonly rest: T }> | undefined;
  /** What to ask about resources by: `Type/id` of what was read, and of all it was found by. */
  keysOf(references: Iterable<string>): readonly string[];
  /**
   * True when none of these was written, and nothing that pointed or points at one of them, between the mark and the last
   * look. What is read outside of transactions alone: inside of one, what was read may never have been.
   */
  untouched(keys: readonly string[], since: number): boolean;
  /** Takes away what was noted longer ago than this many ms, for all processes. Resolves to how many lines. */
  forget(olderMs: number): Promise<number>;
}

/** What is remembered of what was written; then everything is taken for written, once. */
const MOST_TOUCHED = 20_000;
/** A statement that wrote more than is told one by one. */
const ANYTHING = '*';

/** A row of `changes_since`. */
export interface ChangesRow {
  readonly snapshot: string;
  /** null: what was written is not being noted, or was forgotten in a crash. */
  readonly life: string | null;
  readonly known: boolean;
  readonly keys: string | null;
}

/** How far this process has looked. */
class Looked {
  /** Number of the last look. */
  at = 0;
  #snapshot = '';
  #life = '';
  /** Look that told of a key last, by key. */
  readonly #touched = new Map<string, number>();
  /** Last look that told of anything. */
  #lastChange = 0;
  /** What was read before this look ended is unknown. */
  #from = 1;

  get snapshot(): string | null {
    return this.#snapshot === '' ? null : this.#snapshot;
  }

  /** Takes an answer in; false when the next one will be the first that tells anything. */
  take(row: ChangesRow | undefined): boolean {
    this.at += 1;
    const goesOn = row?.known === true && row.life === this.#life && row.keys?.includes(ANYTHING) !== true;
    if (!goesOn) this.#forget();
    this.#snapshot = row && row.life !== null ? row.snapshot : '';
    this.#life = row?.life ?? '';
    if (!goesOn) return this.#snapshot !== '';
    for (const [key] of row.keys?.matchAll(/-?\d+/g) ?? []) {
      this.#touched.set(key, this.at);
      this.#lastChange = this.at;
    }
    if (this.#touched.size > MOST_TOUCHED) this.#forget();
    return true;
  }

  untouched(keys: readonly string[], since: number): boolean {
    if (since < this.#from) return false;
    if (since >= this.#lastChange) return true;
    return keys.every((key) => (this.#touched.get(key) ?? 0) <= since);
  }

  #forget(): void {
    this.#touched.clear();
    this.#from = this.at;
  }
}

/** A statement that looks, whatever else it asks; gives what `changes_since` gave for the snapshot of the look before. */
export type Looking<T> = (
  since: string | null,
) => Promise<{ readonly row: ChangesRow | undefined; readonly rest: T }>;

/** A look that takes longer hangs; who waited for its end does without, in ms. */
const SLOW_MS = 25;

/** Looks follow one another, each from where the last one ended. */
class Turns {
  readonly #query: Tx['query'];
  readonly #looked: Looked;
  #turn: Promise<unknown> | undefined;

  constructor(query: Tx['query'], looked: Looked) {
    this.#query = query;
    this.#looked = looked;
  }

  /** Undefined while somebody looks; else looks with this statement. */
  begin<T>(looking: Looking<T>): Promise<{ readonly isKnown: boolean; readonly rest: T }> | undefined {
    if (this.#turn) return undefined;
    const turn = this.#take(looking).finally(() => {
      this.#turn = undefined;
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** The end of the turn that somebody has; soon, or never for who waits. */
  async free(): Promise<void> {
    const late = new AbortController();
    await Promise.race([
      this.#turn,
      sleep(SLOW_MS, undefined, { signal: late.signal }).catch(() => undefined),
    ]);
    late.abort();
  }

  async #take<T>(looking: Looking<T>): Promise<{ readonly isKnown: boolean; readonly rest: T }> {
    const { row, rest } = await looking(this.#looked.snapshot);
    const isKnown = this.#looked.take(row);
    if (!isKnown) await this.#query('select begin_change_watch()');
    return { isKnown, rest };
  }
}

/** Builds what tells. Nothing is asked before somebody looks. */
export function createChanges(query: Tx['query']): Changes {
  const looked = new Looked();
  const turns = new Turns(query, looked);
  const alone: Looking<undefined> = async (since) => {
    const sql = 'select snapshot, life, known, keys from changes_since($1)';
    const [row] = await query<ChangesRow>(sql, [since], 'changes-since');
    return { row, rest: undefined };
  };
  const together = createGathering<undefined, boolean>({
    ask: async (questions) => {
      const began = turns.begin(alone) ?? turns.free().then(() => turns.begin(alone));
      const done = await began;
      return questions.map(() => done?.isKnown === true);
    },
  });
  return {
    mark: () => looked.at,
    look: () => together(undefined),
    along: (looking) => turns.begin(looking),
    keysOf: (references) => [...new Set(references)].map((one) => String(hash64(one))),
    untouched: (keys, since) => looked.untouched(keys, since),
    async forget(olderMs) {
      const [row] = await query<{ gone: number }>('select forget_changes($1) as gone', [olderMs]);
      return row?.gone ?? 0;
    },
  };
}
