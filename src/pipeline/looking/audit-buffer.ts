// Who looked at what? Looks are gathered and written together: a line for each would cost more than the read it tells of.

import type { AuditEntry, Store } from '../../store/types.ts';
import type { Observer } from '../ports.ts';

/** Looks that wait to be written. */
export interface AuditBuffer {
  note(entry: AuditEntry): void;
  /** Writes what waits; resolves when it is on disk, or could not be. */
  flush(): Promise<void>;
  /** Writes what waits, for the last time. */
  stop(): Promise<void>;
}

/** Longest a look waits, in ms: what a process that is killed may lose. A stop in good order loses nothing. */
const LONGEST_MS = 200;
/** Lines in one statement. */
const BATCH = 500;

/**
 * Gathers looks and writes them in their order, `BATCH` in a statement. What cannot be written waits and is tried again:
 * nothing is dropped, for while the store is away nobody reads anything either.
 */
export function createAuditBuffer(
  store: Pick<Store, 'audit' | 'alone'>,
  observe: Pick<Observer, 'error'>,
): AuditBuffer {
  const waiting: AuditEntry[] = [];
  const state: { timer?: NodeJS.Timeout; writing: Promise<void> } = { writing: Promise.resolve() };
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      await store.audit.write(store.alone, batch);
      waiting.splice(0, batch.length);
    }
  };
  // One after the other: a second writer would write what the first has in its hands.
  const flush = (): Promise<void> => {
    clearTimeout(state.timer);
    delete state.timer;
    state.writing = state.writing.then(writeAll).catch((error: unknown) => {
      observe.error({ err: error, waiting: waiting.length }, 'looks were not written to the audit');
      later();
    });
    return state.writing;
  };
  const later = (): void => {
    state.timer ??= setTimeout(() => void flush(), LONGEST_MS).unref();
  };
  return {
    note(entry) {
      waiting.push(entry);
      if (waiting.length === BATCH) void flush();
      else later();
    },
    flush,
    async stop() {
      await flush();
      clearTimeout(state.timer);
    },
  };
}
