// Has this been said already? An outage is logged once when it begins and once when it is over, not at every try.

import { GatewayError } from '../src/domain/failure.ts';
import type { FailureCode } from '../src/domain/failure.ts';
import type { QueueLog } from './types.ts';

/** Parts that can be out: each has its own line in the log. */
export type OutagePart = 'relay' | 'listen' | 'pool' | 'redis' | 'tick' | 'queue' | 'worker';

export interface OutageLog {
  failed(part: OutagePart, error: unknown): void;
  recovered(part: OutagePart): void;
}

/** The code of an error; anything that is not ours is a fault of the gateway. */
export function codeOf(error: unknown): FailureCode {
  return error instanceof GatewayError ? error.code : 'LENKE_INTERNAL';
}

/** What may be told of a foreign error: its code or class. Its message may quote data. */
function reasonOf(error: unknown): string {
  if (error instanceof GatewayError) return error.code;
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** A part that falls out again this soon after its last line is still in the same outage. */
const SAME_OUTAGE_MS = 30_000;

export function createOutageLog(log: QueueLog, now: () => number): OutageLog {
  const out = new Set<OutagePart>();
  const told = new Map<OutagePart, number>();
  return {
    failed(part, error) {
      if (out.has(part) || now() - (told.get(part) ?? -Infinity) < SAME_OUTAGE_MS) return;
      told.set(part, now());
      out.add(part);
      log.error(
        { code: 'LENKE_QUEUE_DOWN', part, reason: reasonOf(error) },
        'queue part is out, trying again',
      );
    },
    recovered(part) {
      if (!out.delete(part)) return;
      log.info({ part }, 'queue part is back');
    },
  };
}
