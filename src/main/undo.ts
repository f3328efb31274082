// What was started, and how does it end? Newest first, however far the start came.

import type { Log } from '../observe/log.ts';

/** Ends what was started, newest first, however far the start came. */
export interface Undo {
  push(name: string, end: () => Promise<unknown>): void;
  run(): Promise<void>;
}

/** An empty one; what does not stop cleanly is logged and the rest goes on. */
export function createUndo(log: Log): Undo {
  const steps: { name: string; end: () => Promise<unknown> }[] = [];
  return {
    push: (name, end) => steps.push({ name, end }),
    async run() {
      for (const { name, end } of steps.splice(0).toReversed()) {
        await end().catch((error: unknown) =>
          log.error({ part: name, err: error }, 'a part did not stop cleanly'),
        );
      }
    },
  };
}
