// How long does somebody wait for their turn? As long as for a connection; then they are told to come again.

import { GatewayError } from '../../domain/failure.ts';

/** As long as the pool lets a caller wait for a connection (database.ts). */
const PATIENCE_MS = 5000;
const ASK_AGAIN_SECONDS = 2;

/** Somebody in a line. */
export interface InLine {
  readonly since: number;
  readonly fail: (error: unknown) => void;
}

/**
 * Watches a line, oldest first: who has waited too long leaves it with LENKE_STORE_BUSY. Gives what is to be called when
 * somebody has joined and was not served at once.
 */
export function createPatience(line: InLine[], patienceMs = PATIENCE_MS): () => void {
  const state: { timer: NodeJS.Timeout | undefined } = { timer: undefined };
  const expire = (): void => {
    state.timer = undefined;
    const late = line.findIndex(({ since }) => performance.now() - since < patienceMs);
    for (const { fail } of line.splice(0, late < 0 ? line.length : late))
      fail(new GatewayError('LENKE_STORE_BUSY', { seconds: ASK_AGAIN_SECONDS }));
    watch();
  };
  const watch = (): void => {
    const [oldest] = line;
    if (!oldest || state.timer) return;
    state.timer = setTimeout(expire, Math.max(1, oldest.since + patienceMs - performance.now()));
    state.timer.unref();
  };
  return watch;
}
