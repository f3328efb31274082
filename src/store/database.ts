// How is the database reached? One pool, one way to run a statement, one way to run a transaction.

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openGathered } from './gathered-socket.ts';
import { asFailure, isConnectionLost } from './failures.ts';
import { silent, type StoreLog } from './store-log.ts';
import { rehearseTransaction, runTransaction } from './transaction.ts';
import { send } from './statement.ts';
import type { Store } from './types.ts';

export interface DatabaseOptions {
  readonly connectionString: string;
  /** Connections; 2 to 16 made no difference on two cores (facts/store.md 5). */
  readonly poolSize?: number;
  /** Longest statement; longer is LENKE_STORE_BUSY. */
  readonly statementTimeoutMs?: number;
  /** Longest wait for a connection; longer is LENKE_STORE_BUSY. */
  readonly connectTimeoutMs?: number;
  /** Name the server shows for our connections. */
  readonly applicationName?: string;
  readonly log?: StoreLog;
}

const POOL_SIZE = 8;
const STATEMENT_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** A lock is held for milliseconds; who waits longer waits for something that hangs. */
const LOCK_TIMEOUT_MS = 10_000;
const IDLE_IN_TRANSACTION_MS = 60_000;
/** The client gives up a little after the server should have: then it is the server or the network that hangs. */
const GRACE_MS = 5_000;

/** The store without its rooms. */
export type Database = Pick<Store, 'pool' | 'query' | 'tx' | 'rehearse' | 'ping' | 'close'>;

/** Opens the pool. Nothing is connected before the first use. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = createPool(options);
  const query: Store['query'] = (text, values, name) => runStatement(pool, text, values, name);
  return {
    pool,
    query,
    tx: (work, how) => runTransaction(pool, work, how),
    rehearse: (work) => rehearseTransaction(pool, work),
    ping: (ms) => answersWithin(query, ms),
    close: () => pool.end(),
  };
}

function createPool(options: DatabaseOptions): pg.Pool {
  const log = options.log ?? silent;
  const statementTimeout = options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS;
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    application_name: options.applicationName ?? 'lenke',
    max: options.poolSize ?? POOL_SIZE,
    connectionTimeoutMillis: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    statement_timeout: statementTimeout,
    query_timeout: statementTimeout + GRACE_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    // A statement is sent without waiting for the answer to the one before: what belongs together travels together.
    pipeline: true,
    stream: openGathered,
  });
  const note = (error: Error) => log('store connection lost', { message: error.message });
  pool.on('error', note);
  // The pool listens on idle connections only; one that dies while it is lent out would end the process.
  pool.on('connect', (client) => client.on('error', note));
  return pool;
}

async function runStatement<Row>(
  pool: pg.Pool,
  text: string,
  values?: readonly unknown[],
  name?: string,
): Promise<Row[]> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asFailure(error);
  });
  try {
    const { rows } = await send<Row>(client, text, values, name);
    client.release();
    return rows;
  } catch (error) {
    client.release(isConnectionLost(error));
    throw asFailure(error);
  }
}

async function answersWithin(query: Store['query'], ms: number): Promise<boolean> {
  const patience = new AbortController();
  const tooLate = sleep(ms, false, { signal: patience.signal }).catch(() => false);
  const answer = query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answer, tooLate]).finally(() => patience.abort());
}
