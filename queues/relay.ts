// How do outbox rows become jobs? In batches, in the transaction that deletes them, one relay at a time per process.

import { GatewayError } from '../src/domain/failure.ts';
import type { Outbox, OutboxJob, Tx } from '../src/store/types.ts';
import type { Backend, WakeQueue } from './backend.ts';
import { jobIdOf } from './names.ts';
import type { QueueName } from './names.ts';
import type { OutageLog } from './outage.ts';

export interface RelayParts {
  readonly backend: Backend;
  readonly queues: ReadonlyMap<QueueName, WakeQueue>;
  readonly tx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly outbox: Outbox;
  /** Rows per transaction. */
  readonly batch: number;
  /** Milliseconds between two looks at the outbox when nobody pokes. */
  readonly pollMs: number;
  /** Tries of a wake-up whose handler throws, before the sweep takes over. */
  readonly tries: number;
  readonly outage: OutageLog;
}

export interface Relay {
  /** Starts a run at once; while one runs, one more is remembered. */
  poke(): void;
  /** Ends after the run under way; rows that are left stay in the outbox. */
  stop(): Promise<void>;
}

type BulkJob = Parameters<WakeQueue['addBulk']>[0][number];

/** One outbox row as a job: the id to wake, the dedupe key, the delay. */
function toJob(row: OutboxJob, parts: RelayParts, now: number): BulkJob {
  return {
    name: 'wake',
    data: { id: row.id },
    opts: {
      jobId: jobIdOf(row.jobId),
      delay: row.notBefore === undefined ? 0 : Math.max(0, row.notBefore.getTime() - now),
      attempts: parts.tries,
      backoff: { type: 'wake' },
      removeOnComplete: parts.backend.keepCompleted,
      // A failed wake-up has no value: the sweep makes a new one.
      removeOnFail: true,
      // The stack of a handler's error is not kept: it may quote data.
      stackTraceLimit: 0,
    },
  };
}

/**
 * Moves one batch and says how many rows it took. On PostgreSQL rows and jobs change hands in one commit; on Redis a
 * failure before the commit adds the same job ids again, which wakes nobody twice.
 */
async function moveBatch(parts: RelayParts): Promise<number> {
  if (!parts.backend.available()) throw new GatewayError('LENKE_QUEUE_DOWN');
  return parts.tx(async (tx) => {
    const rows = await parts.outbox.take(tx, parts.batch);
    if (rows.length > 0) await parts.backend.within(tx, () => addAll(parts, rows));
    return rows.length;
  });
}

async function addAll(parts: RelayParts, rows: readonly OutboxJob[]): Promise<void> {
  const now = Date.now();
  const adding = [...parts.queues].flatMap(([name, queue]) => {
    const jobs = rows.filter((row) => row.queue === name).map((row) => toJob(row, parts, now));
    return add(queue, jobs, parts.backend.bulkFrom);
  });
  await Promise.all(adding);
}

/** Sent without waiting for one another: on PostgreSQL they follow one another on the connection of the transaction. */
function add(queue: WakeQueue, jobs: readonly BulkJob[], bulkFrom: number): readonly Promise<unknown>[] {
  if (jobs.length === 0) return [];
  if (jobs.length >= bulkFrom) return [queue.addBulk([...jobs])];
  return jobs.map((job) => queue.add(job.name, job.data, job.opts));
}

export function startRelay(parts: RelayParts): Relay {
  let running: Promise<void> | undefined;
  let poked = false;
  const stopping = new AbortController();

  const drain = async (): Promise<void> => {
    try {
      let moved = parts.batch;
      while (moved === parts.batch && !stopping.signal.aborted) moved = await moveBatch(parts);
      parts.outage.recovered('relay');
    } catch (error) {
      parts.outage.failed('relay', error);
    }
  };

  const poke = (): void => {
    poked = running !== undefined;
    if (stopping.signal.aborted || running) return;
    running = drain().finally(() => {
      running = undefined;
      // A commit during the run may have come after its last look.
      if (poked) poke();
    });
  };

  const timer = setInterval(poke, parts.pollMs);
  poke();
  return {
    poke,
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await running;
    },
  };
}
