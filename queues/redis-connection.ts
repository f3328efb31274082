// How is Redis reached for the queues? The only file that makes connections to it; loaded when there is one (35 ms).

import { Redis } from 'ioredis';

/** Quiet milliseconds before TCP asks whether the other end still lives. */
const KEEPALIVE_MS = 10_000;
const CONNECT_MS = 5_000;
/** A command that is not answered in time fails, so that the relay's transaction is not held open. */
const COMMAND_MS = 5_000;

/** Waits 100 ms, 200 ms … at most 1 s between tries to reconnect: a restarted Redis is found within a second. */
function redisRetry(tries: number): number {
  return Math.min(100 * tries, 1000);
}

/** For adding: fails at once while Redis is away (the outbox keeps the rows), never queues commands in memory. */
export function openRedisProducer(url: string): Redis {
  return new Redis(url, {
    connectionName: 'lenke-relay',
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_MS,
    connectTimeout: CONNECT_MS,
    keepAlive: KEEPALIVE_MS,
    retryStrategy: redisRetry,
  });
}

/** A client that knows its copies: BullMQ makes one per worker for blocking reads and does not end it when Redis is away. */
class ConsumerRedis extends Redis {
  readonly #copies: Redis[] = [];

  override duplicate(...options: Parameters<Redis['duplicate']>): Redis {
    const copy = super.duplicate(...options);
    this.#copies.push(copy);
    return copy;
  }

  /** Ends this client and its copies at once. */
  endAll(): void {
    for (const client of [this, ...this.#copies]) client.disconnect();
  }
}

/** For workers: waits for Redis as long as it takes, as blocking reads must (BullMQ refuses anything else). */
export function openRedisConsumer(url: string): ConsumerRedis {
  return new ConsumerRedis(url, {
    connectionName: 'lenke-worker',
    maxRetriesPerRequest: null,
    connectTimeout: CONNECT_MS,
    keepAlive: KEEPALIVE_MS,
    retryStrategy: redisRetry,
  });
}
