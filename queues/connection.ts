// How are PostgreSQL and Redis reached for the queues? The only file here that makes connections.

import { Redis } from 'ioredis';
import pg from 'pg';
import { BULLMQ_SCHEMA } from './names.ts';

/** Quiet seconds before TCP asks whether the other end still lives. */
const KEEPALIVE_MS = 10_000;
/** No statement of the queue runs longer; a frozen server becomes an error instead of silence. */
const STATEMENT_MS = 30_000;
const CONNECT_MS = 5_000;
/** A command to Redis that is not answered in time fails, so that the relay's transaction is not held open. */
const PRODUCER_COMMAND_MS = 5_000;

/**
 * One pool for all queues and workers. It is not the store's: BullMQ's statements find their functions through
 * search_path, and the store's tables must not be looked up there. It also keeps the workers from starving the API.
 * Its commits do not wait for the disk: that a job was taken or is done may be forgotten with a crash of the server, whoever
 * is woken again looks at the rows and finds nothing to do. Jobs are added in transactions of the store, which do wait.
 */
export function openPool(connectionString: string, size: number): pg.Pool {
  return new pg.Pool({
    connectionString,
    max: size,
    options: `-c search_path=${BULLMQ_SCHEMA} -c synchronous_commit=off`,
    application_name: 'lenke-queue',
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 30_000,
    query_timeout: STATEMENT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_MS,
  });
}

/** The one connection that hears NOTIFY for all queues and workers of this process. */
export function openListenClient(connectionString: string): pg.Client {
  return new pg.Client({
    connectionString,
    application_name: 'lenke-listen',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_MS,
  });
}

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
    commandTimeout: PRODUCER_COMMAND_MS,
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
