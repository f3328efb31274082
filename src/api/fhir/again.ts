// Was somebody faster? What was read before it is written is read and done again, when the caller named no version.

import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../../domain/failure.ts';

/** Sixteen callers on one resource need sixteen rounds when one of them wins each. */
const ROUNDS = 40;
/** Longest wait between two rounds, in ms. */
const PAUSE_MS = 20;

/**
 * Runs `work`; when it ends in LENKE_VERSION_CONFLICT and `may` says that this is no conflict of the caller's making, runs
 * it again. What goes on losing for long is LENKE_WRITE_CONFLICT: the caller may send it again.
 */
export async function again<T>(
  may: boolean | ((error: GatewayError) => boolean),
  work: () => Promise<T>,
): Promise<T> {
  const allowed = typeof may === 'function' ? may : () => may;
  for (let round = 1; ; round += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isOvertaken(error) || !allowed(error)) throw error;
      if (round >= ROUNDS)
        throw new GatewayError('LENKE_WRITE_CONFLICT', { ...error.facts }, { cause: error });
    }
    await sleep(Math.random() * Math.min(PAUSE_MS, round * 2));
  }
}

function isOvertaken(error: unknown): error is GatewayError {
  return error instanceof GatewayError && error.code === 'LENKE_VERSION_CONFLICT';
}
