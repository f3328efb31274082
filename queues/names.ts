// What are the queues called, and how does an outbox key become a job id?

import type { OutboxJob } from '../src/store/types.ts';

/** A queue of wake-ups: events to plan, deliveries to send. */
export type QueueName = OutboxJob['queue'];

export const QUEUE_NAMES: readonly QueueName[] = ['process', 'deliver'];

/** Redis key prefix; the braces keep all keys of the queues in one hash slot of a cluster. */
export const REDIS_PREFIX = '{lenke}';

/** PostgreSQL schema of BullMQ's tables and functions (its default; a pool handed to it cannot carry another). */
export const BULLMQ_SCHEMA = 'bullmq';

/** What a job holds: the id to wake, never content. */
export interface WakeJob {
  readonly id: string;
}

/**
 * Job id of an outbox key. BullMQ refuses a bare integer and a colon, and a refused id would hold the whole batch for
 * ever; percent-encoding keeps different keys different.
 */
export function jobIdOf(key: string): string {
  return `w-${encodeURIComponent(key)}`;
}
