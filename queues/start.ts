// How do the queues start? One code path; the backend is PostgreSQL, or Redis when its address is given.

import { GatewayError } from '../src/domain/failure.ts';
import type { Backend, WakeQueue } from './backend.ts';
import { startDeadline } from './deadline.ts';
import { startDeliverWorker } from './deliver.worker.ts';
import { QUEUE_NAMES } from './names.ts';
import type { QueueName } from './names.ts';
import { createOutageLog } from './outage.ts';
import type { OutageLog } from './outage.ts';
import { openPostgres } from './postgres.ts';
import { startProcessWorker } from './process.worker.ts';
import { startRelay } from './relay.ts';
import type { Relay } from './relay.ts';
import { shippedRetryPolicy } from './retry-policy.ts';
import type { CountedSchedule } from './retry-policy.ts';
import { waitMs } from './retry.ts';
import { startTick } from './tick.ts';
import type { QueueOptions, Queues } from './types.ts';
import type { WakeWorker } from './wake-worker.ts';

const LOCK_MS = 30_000;
const BATCH = 500;
const POLL_MS = 500;

/**
 * Opens the backend and starts the roles asked for. Throws LENKE_QUEUE_DOWN when PostgreSQL does not answer; a Redis
 * that does not answer is waited for in the background, because what is accepted meanwhile stays in the outbox.
 */
export async function startQueues(options: QueueOptions): Promise<Queues> {
  const outage = createOutageLog(options.log, Date.now);
  const wake = options.wake ?? shippedRetryPolicy().wake;
  const backend = await openBackend(options, outage);
  const queues = openQueues(backend, outage);
  const relay = options.roles.has('relay') ? relayOf(options, backend, queues, wake, outage) : undefined;
  const workers = options.roles.has('worker') ? workersOf(options, backend, wake, outage) : [];
  const tick = options.roles.has('tick') ? startTick(() => options.handlers.tick(), outage) : undefined;

  const shutDown = async (ms: number): Promise<void> => {
    const deadline = startDeadline(ms);
    await Promise.race([Promise.all([relay?.stop(), tick?.stop()]), deadline.passed]);
    await Promise.all(workers.map((worker) => worker.stop(deadline.passed)));
    await Promise.race([Promise.all([...queues.values()].map((queue) => queue.close())), deadline.passed]);
    deadline.cancel();
    await backend.close();
  };

  let stopping: Promise<void> | undefined;
  const stop = (ms: number): Promise<void> => (stopping ??= shutDown(ms));

  if (backend.kind === 'postgresql') {
    await Promise.all([...queues.values(), ...workers].map((part) => part.waitUntilReady())).catch(
      async (cause) => {
        await stop(0);
        throw new GatewayError('LENKE_QUEUE_DOWN', {}, { cause });
      },
    );
  }
  options.log.info({ backend: backend.kind, roles: [...options.roles] }, 'queues started');
  return {
    backend: backend.kind,
    poke: () => relay?.poke(),
    ping: (ms) => answersWithin(backend, ms),
    depth: () => depthOf(queues),
    stop,
  };
}

async function openBackend(options: QueueOptions, outage: OutageLog): Promise<Backend> {
  if (options.redisUrl !== undefined) {
    const { openRedis } = await import('./redis.ts');
    return openRedis(options.redisUrl, outage, options.log);
  }
  return openPostgres(options.connectionString, outage).catch((cause: unknown) => {
    throw new GatewayError('LENKE_QUEUE_DOWN', {}, { cause });
  });
}

function openQueues(backend: Backend, outage: OutageLog): ReadonlyMap<QueueName, WakeQueue> {
  const queues = new Map(QUEUE_NAMES.map((name) => [name, backend.queue(name)] as const));
  for (const queue of queues.values()) queue.on('error', (error) => outage.failed('queue', error));
  return queues;
}

function relayOf(
  options: QueueOptions,
  backend: Backend,
  queues: ReadonlyMap<QueueName, WakeQueue>,
  wake: CountedSchedule,
  outage: OutageLog,
): Relay {
  const { tx, outbox } = options;
  const batch = options.relay?.batch ?? BATCH;
  const pollMs = options.relay?.pollMs ?? POLL_MS;
  return startRelay({ backend, queues, tx, outbox, batch, pollMs, tries: wake.tries, outage });
}

function workersOf(
  options: QueueOptions,
  backend: Backend,
  wake: CountedSchedule,
  outage: OutageLog,
): readonly WakeWorker[] {
  const { handlers, concurrency, log } = options;
  const backoff = (attemptsMade: number): number => waitMs(wake, attemptsMade, Math.random);
  const shared = { backend, backoff, outage, log, lockMs: options.lockMs ?? LOCK_MS };
  return [
    startProcessWorker({ ...shared, handle: (id) => handlers.process(id), concurrency: concurrency.process }),
    startDeliverWorker({ ...shared, handle: (id) => handlers.deliver(id), concurrency: concurrency.deliver }),
  ];
}

async function answersWithin(backend: Backend, ms: number): Promise<boolean> {
  const deadline = startDeadline(ms);
  const answered = backend.ping().then(
    () => true,
    () => false,
  );
  const result = await Promise.race([answered, deadline.passed.then(() => false)]);
  deadline.cancel();
  return result;
}

async function depthOf(
  queues: ReadonlyMap<QueueName, WakeQueue>,
): Promise<Record<string, { waiting: number; active: number; delayed: number }>> {
  const rows = await Promise.all(
    [...queues].map(async ([name, queue]) => {
      const { wait = 0, active = 0, delayed = 0 } = await queue.getJobCounts('wait', 'active', 'delayed');
      return [name, { waiting: wait, active, delayed }] as const;
    }),
  );
  return Object.fromEntries(rows);
}
