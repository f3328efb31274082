// What do the queues promise? They wake somebody up; they never hold content and never decide.

import type { Pool } from 'pg';
import type { WakeHandlers, Waker } from '../src/pipeline/wake.ts';
import type { Outbox, Tx } from '../src/store/types.ts';
import type { CountedSchedule } from './retry-policy.ts';

export type QueueRole = 'relay' | 'worker' | 'tick';

export interface QueueOptions {
  /** Redis when given (BullMQ on Redis, cluster-safe prefix), otherwise BullMQ on the PostgreSQL of `connectionString`. */
  readonly redisUrl?: string;
  /** The store's pool. Not used: BullMQ needs its own search_path, and must not take connections from the API. */
  readonly pool: Pool;
  /** For the PostgreSQL backend: a pool of 6 for all queues and workers, and one LISTEN connection. */
  readonly connectionString: string;
  readonly tx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly outbox: Outbox;
  readonly handlers: WakeHandlers;
  readonly roles: ReadonlySet<QueueRole>;
  readonly concurrency: { readonly process: number; readonly deliver: number };
  /** Lock of a job in ms; a worker that dies is noticed after it (default 30,000; tests use short ones). */
  readonly lockMs?: number;
  readonly relay?: { readonly batch?: number; readonly pollMs?: number };
  /** When a handler that threw is woken again; default: section `wake` of the shipped retry policy. */
  readonly wake?: CountedSchedule;
  readonly log: QueueLog;
}

export interface QueueLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Running queues. */
export interface Queues extends Waker {
  readonly backend: 'postgresql' | 'redis';
  /** True when the backend answers within `ms`. */
  ping(ms: number): Promise<boolean>;
  /** Jobs waiting, active and delayed per queue. */
  depth(): Promise<Readonly<Record<string, { waiting: number; active: number; delayed: number }>>>;
  /** Stops taking jobs, waits for the running ones (at most `ms`), closes connections. No job is lost. */
  stop(ms: number): Promise<void>;
}
