// When is the next step taken? A loop beside the work of the process: soon while there is something to index, else each two seconds.

import type { ParameterRoom } from './types.ts';

const EVERY_MS = 2000;

/** What the loop tells about itself. */
interface Log {
  error(facts: object, message: string): void;
}

/** Starts the loop. While it indexes it rests as long as it works, so that callers keep half of the database. */
export function keepParameters(room: ParameterRoom, log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        stopping.signal.removeEventListener('abort', done);
        resolve();
      }
      stopping.signal.addEventListener('abort', done);
      if (stopping.signal.aborted) done();
    });
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const began = performance.now();
      const state = await room.step().catch((error: unknown) => {
        log.error({ err: error }, 'search parameters could not be kept up');
        return 'idle' as const;
      });
      await rest(state === 'idle' ? EVERY_MS : performance.now() - began);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
