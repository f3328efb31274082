// How is PostgreSQL reached for the queues? The only file that makes connections to it for them.

import pg from 'pg';
import { BULLMQ_SCHEMA } from './names.ts';

/** Quiet seconds before TCP asks whether the other end still lives. */
const KEEPALIVE_MS = 10_000;
/** No statement of the queue runs longer; a frozen server becomes an error instead of silence. */
const STATEMENT_MS = 30_000;
const CONNECT_MS = 5_000;

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
