// How does BullMQ run on our PostgreSQL with one pool, one LISTEN connection and adds inside a caller's transaction?

import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq';
import type {
  JobProgress,
  PgPool,
  PgPoolClient,
  PgQueryResult,
  PostgresConnectionOptions,
  PostgresQueueBackend,
} from 'bullmq';
import type { Tx } from '../src/store/types.ts';
import type { Backend } from './backend.ts';
import { openPool } from './connection.ts';
import { SharedListener } from './listen.ts';
import { BULLMQ_SCHEMA, QUEUE_NAMES } from './names.ts';
import type { OutageLog } from './outage.ts';
import { asBullmqKnowsIt, sqlState } from './sql-state.ts';
import type { WakeJob } from './names.ts';

/** Connections for all queues and workers; more made no difference in facts/stack.md 2.3 (4, 10 and 25 measured). */
const POOL_SIZE = 6;

/** Events kept per queue: nobody here reads BullMQ's event stream, the journal is ours. */
const EVENTS_KEPT = 100;

/**
 * add_jobs_bulk makes two temporary tables per call, which the catalogs feel when calls come often. Under the births of
 * `lenke bench pipeline` (PostgreSQL's own time, ms): 12.4 for some 11 jobs in bulk, 0.6 for a job by itself.
 */
const BULK_FROM = 64;

type Rows = PgQueryResult;
type QueryPool = ReturnType<typeof openPool>;

/**
 * Every operation of BullMQ is one statement, so the victim of a deadlock (class 40) can be run again as it is. BullMQ
 * itself would take a completion that failed so for a failed job and wake the handler once more.
 */
async function run(pool: QueryPool, text: string, values: readonly unknown[], repeats = 3): Promise<Rows> {
  try {
    return await pool.query(text, [...values]);
  } catch (error) {
    if (repeats > 0 && sqlState(error).startsWith('40')) return run(pool, text, values, repeats - 1);
    throw asBullmqKnowsIt(error);
  }
}

/** A client as BullMQ checks it out: LISTEN goes to the shared connection, everything else to the pool. */
class SharedClient extends EventEmitter implements PgPoolClient {
  readonly #listener: SharedListener;
  readonly #query: (text: string, values?: readonly unknown[]) => Promise<Rows>;
  readonly #forward = (message: unknown): boolean => this.emit('notification', message);

  constructor(listener: SharedListener, query: (text: string, values?: readonly unknown[]) => Promise<Rows>) {
    super();
    this.setMaxListeners(0);
    this.#listener = listener;
    this.#query = query;
    listener.heard.on('notification', this.#forward);
  }

  query(text: string, values?: readonly unknown[]): Promise<Rows> {
    // LISTEN is done already; application_name of a connection that many workers share would name only the last.
    if (text.includes('LISTEN bullmq_') || text.includes('application_name'))
      return Promise.resolve({ rows: [] });
    return this.#query(text, values);
  }

  release(): void {
    this.#listener.heard.off('notification', this.#forward);
  }
}

/** The pool as BullMQ sees it. Inside `within` its statements run in the caller's transaction. */
function facade(pool: QueryPool, listener: SharedListener, current: AsyncLocalStorage<Tx>): PgPool {
  const query = async (text: string, values: readonly unknown[] = []): Promise<Rows> => {
    const tx = current.getStore();
    return tx ? { rows: await tx.query(text, values) } : run(pool, text, values);
  };
  const self: PgPool = {
    query,
    connect: async () => new SharedClient(listener, query),
    end: async () => undefined,
    on: () => self,
    removeAllListeners: () => self,
  };
  return self;
}

/** Brings BullMQ's tables up to its version (advisory lock, one transaction) on one session of the pool. */
async function migrate(pool: QueryPool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, BULLMQ_SCHEMA);
  } finally {
    client.release();
  }
}

/** Opens the PostgreSQL backend; rejects when the server cannot be reached or the migrations fail. */
export async function openPostgres(connectionString: string, outage: OutageLog): Promise<Backend> {
  const pool = openPool(connectionString, POOL_SIZE);
  pool.on('error', (error) => outage.failed('pool', error));
  const listener = new SharedListener(connectionString, QUEUE_NAMES, outage);
  try {
    await migrate(pool);
    await listener.connect();
  } catch (error) {
    await pool.end();
    throw error;
  }
  const current = new AsyncLocalStorage<Tx>();
  const connection = facade(pool, listener, current);
  return {
    kind: 'postgresql',
    // A retention by age or count halves the throughput (facts/stack.md 2.3); the delivery table is the history.
    keepCompleted: true,
    bulkFrom: BULK_FROM,
    available: () => true,
    queue: (name) =>
      new Queue<
        WakeJob,
        void,
        string,
        WakeJob,
        void,
        string,
        PostgresQueueBackend,
        PostgresConnectionOptions
      >(name, { connection, streams: { events: { maxLen: EVENTS_KEPT } } }, createPostgresBackend),
    worker: (name, processor, settings) =>
      new Worker<WakeJob, void, string, PostgresQueueBackend, JobProgress, PostgresConnectionOptions>(
        name,
        processor,
        { connection, ...settings },
        createPostgresBackend,
      ),
    async within(tx, add) {
      // The last thing done in this transaction; ends with it.
      await Promise.all([tx.query(`set local search_path to ${BULLMQ_SCHEMA}`), current.run(tx, add)]);
    },
    async ping() {
      await pool.query('select 1');
      outage.recovered('pool');
    },
    async close() {
      await listener.close();
      // The last connections close after end() has returned; nobody needs to hear of it.
      pool.removeAllListeners('error').on('error', () => undefined);
      await pool.end();
    },
  };
}
