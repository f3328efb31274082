// How does BullMQ run on Redis, with a producer that fails fast and workers that wait?

import { Queue, Worker } from 'bullmq';
import type { Backend } from './backend.ts';
import { openRedisConsumer, openRedisProducer } from './redis-connection.ts';
import { REDIS_PREFIX } from './names.ts';
import type { WakeJob } from './names.ts';
import type { OutageLog } from './outage.ts';
import type { QueueLog } from './types.ts';

/** A relay that died between addBulk and commit adds again within this hour, and the id is still known. */
const COMPLETED_KEPT = { age: 3600 } as const;

/** A Redis that evicts keys forgets wake-ups; the sweep finds them, later. */
async function warnOfEviction(producer: ReturnType<typeof openRedisProducer>, log: QueueLog): Promise<void> {
  const policy = /^maxmemory_policy:(.*)$/m.exec(await producer.info('memory'))?.[1]?.trim();
  if (policy === undefined || policy === 'noeviction') return;
  log.warn(
    { policy },
    'Redis evicts keys: set maxmemory-policy noeviction, or wake-ups are lost until the sweep',
  );
}

/** Opens the Redis backend. Does not wait for a Redis that is away: what is accepted meanwhile stays in the outbox. */
export async function openRedis(url: string, outage: OutageLog, log: QueueLog): Promise<Backend> {
  const producer = openRedisProducer(url);
  const consumer = openRedisConsumer(url);
  for (const client of [producer, consumer]) client.on('error', (error) => outage.failed('redis', error));
  producer.on('ready', () => {
    outage.recovered('redis');
    warnOfEviction(producer, log).catch((error: unknown) => outage.failed('redis', error));
  });
  await new Promise<void>((resolve) => {
    for (const event of ['ready', 'error']) producer.once(event, () => resolve());
  });
  return {
    kind: 'redis',
    keepCompleted: COMPLETED_KEPT,
    bulkFrom: 1,
    available: () => producer.status === 'ready',
    queue: (name) =>
      new Queue<WakeJob>(name, {
        connection: producer,
        prefix: REDIS_PREFIX,
        streams: { events: { maxLen: 100 } },
      }),
    worker: (name, processor, settings) =>
      new Worker<WakeJob>(name, processor, { connection: consumer, prefix: REDIS_PREFIX, ...settings }),
    within: (_tx, add) => add(),
    async ping() {
      await producer.ping();
    },
    async close() {
      producer.disconnect();
      consumer.endAll();
    },
  };
}
