// What must a queue backend do for us? PostgreSQL and Redis answer in their own file; everything else is the same code.

import type { JobsOptions, KeepJobs } from 'bullmq';
import type { Tx } from '../src/store/types.ts';
import type { QueueName, WakeJob } from './names.ts';

/** What we use of a BullMQ job in a worker. */
export interface ActiveJob {
  readonly data: WakeJob;
  moveToDelayed(timestamp: number, token?: string): Promise<void>;
}

/** What we use of a BullMQ queue. */
export interface WakeQueue {
  add(name: string, data: WakeJob, opts: JobsOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: WakeJob; opts: JobsOptions }[]): Promise<unknown>;
  getJobCounts(...types: ('wait' | 'active' | 'delayed')[]): Promise<Record<string, number>>;
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** What we use of a BullMQ worker. */
export interface BullWorker {
  pause(doNotWaitActive: boolean): Promise<void>;
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(force: boolean): Promise<void>;
}

export interface WorkerSettings {
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
  readonly runRetryDelay: number;
  readonly settings: { readonly backoffStrategy: (attemptsMade: number) => number };
}

export interface Backend {
  readonly kind: 'postgresql' | 'redis';
  /** How long finished jobs stay. On Redis long enough that a job id covers a relay that died before its commit. */
  readonly keepCompleted: KeepJobs | true;
  /** From this many jobs on addBulk is cheaper than one add after the other. */
  readonly bulkFrom: number;
  /** False when it is known not to answer now: the relay then does not even open a transaction. */
  available(): boolean;
  queue(name: QueueName): WakeQueue;
  worker(
    name: QueueName,
    processor: (job: ActiveJob, token?: string) => Promise<void>,
    settings: WorkerSettings,
  ): BullWorker;
  /** Runs `add` so that what it adds becomes visible with the commit of `tx`; on Redis at once. */
  within(tx: Tx, add: () => Promise<void>): Promise<void>;
  /** Resolves when the server answers, rejects when it does not. */
  ping(): Promise<void>;
  /** Ends the connections, also those of workers that could not be closed because the server is gone. */
  close(): Promise<void>;
}
