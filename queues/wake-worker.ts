// What happens when a job is due? The handler is called with the id; its answer or its throw decides what comes next.

import { DelayedError } from 'bullmq';
import { GatewayError } from '../src/domain/failure.ts';
import type { ActiveJob, Backend, BullWorker } from './backend.ts';
import type { QueueName } from './names.ts';
import { codeOf } from './outage.ts';
import type { OutageLog } from './outage.ts';
import type { QueueLog } from './types.ts';

/** A lost connection is tried again after this long; BullMQ's own default of 15 s is longer than most outages. */
const RECONNECT_MS = 500;

export interface WakeWorkerParts {
  readonly backend: Backend;
  readonly handle: (id: string) => Promise<{ readonly again?: Date }>;
  readonly concurrency: number;
  readonly lockMs: number;
  /** Milliseconds to wait after the n-th throw of the handler. */
  readonly backoff: (attemptsMade: number) => number;
  readonly outage: OutageLog;
  readonly log: QueueLog;
}

export interface WakeWorker {
  waitUntilReady(): Promise<unknown>;
  /** Takes no more jobs, waits for the running ones until `deadline`. A job cut off is taken again after its lock. */
  stop(deadline: Promise<void>): Promise<void>;
}

/** Starts the worker of one queue. */
export function startWakeWorker(name: QueueName, parts: WakeWorkerParts): WakeWorker {
  const running = new Set<Promise<void>>();

  const wake = async (job: ActiveJob, token?: string): Promise<void> => {
    const again = await handled(name, parts, job.data.id);
    if (!again) return;
    await job.moveToDelayed(again.getTime(), token);
    throw new DelayedError();
  };

  const worker = parts.backend.worker(
    name,
    (job, token) => {
      const run = wake(job, token);
      const seen = run.then(ignore, ignore).finally(() => running.delete(seen));
      running.add(seen);
      return run;
    },
    {
      concurrency: parts.concurrency,
      lockDuration: parts.lockMs,
      // Two passes are needed (mark, then take), so a dead worker's job waits at most twice the lock.
      stalledInterval: Math.max(250, Math.floor(parts.lockMs / 2)),
      // A job that stalls is never given up: what it wakes is in PostgreSQL and must be looked at.
      maxStalledCount: 1_000_000,
      runRetryDelay: RECONNECT_MS,
      settings: { backoffStrategy: parts.backoff },
    },
  );
  worker.on('error', (error) => parts.outage.failed('worker', error));

  return {
    waitUntilReady: () => worker.waitUntilReady(),
    stop: (deadline) => stopWorker(worker, running, deadline, parts.backend),
  };
}

/** Calls the handler. What it throws is logged and handed to BullMQ as its code only: messages may quote data. */
async function handled(name: QueueName, parts: WakeWorkerParts, id: string): Promise<Date | undefined> {
  try {
    const { again } = await parts.handle(id);
    parts.outage.recovered('worker');
    return again;
  } catch (error) {
    const code = codeOf(error);
    parts.log.warn({ code, queue: name, id }, 'handler failed, woken again later');
    throw new GatewayError(code);
  }
}

async function stopWorker(
  worker: BullWorker,
  running: Set<Promise<void>>,
  deadline: Promise<void>,
  backend: Backend,
): Promise<void> {
  await worker.pause(true);
  const inTime = await before(deadline, Promise.all(running));
  // An unforced close still records the ends of jobs, so that too gets only the time that is left; what then still
  // waits for a server that is gone ends with the connections.
  await before(deadline, worker.close(!inTime || !backend.available()));
}

/** True when `work` ends before the deadline. */
async function before(deadline: Promise<void>, work: Promise<unknown>): Promise<boolean> {
  return Promise.race([work.then(() => true), deadline.then(() => false)]);
}

function ignore(): void {}
