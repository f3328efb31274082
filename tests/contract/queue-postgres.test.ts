// Do the queues keep their promises on PostgreSQL?

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startQueues } from '../../queues/start.ts';
import { testDatabase } from '../support/postgres.ts';
import { queueContract } from './queue.contract.ts';
import type { QueueStore } from './queue-store.ts';
import { openQueueStore } from './queue-store.ts';

const OURS = `datname = current_database() and application_name in ('lenke-queue', 'lenke-listen')`;

async function connections(store: QueueStore): Promise<number> {
  const { rows } = await store.pool.query(`select count(*)::int as n from pg_stat_activity where ${OURS}`);
  return rows[0].n;
}

/** Kills the queues' connections again and again, and lets no new one in, while the store's stay. */
function outage(): { begin(connectionString: string): Promise<void>; end(): Promise<void> } {
  const state: { client?: pg.Client; timer?: NodeJS.Timeout; running?: Promise<unknown> } = {};
  return {
    async begin(connectionString) {
      const client = new pg.Client({ connectionString });
      client.on('error', () => undefined);
      await client.connect();
      const kill = (): void => {
        state.running = client.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${OURS}`);
      };
      kill();
      state.client = client;
      state.timer = setInterval(kill, 20);
    },
    async end() {
      clearInterval(state.timer);
      await state.running;
      await state.client?.end();
    },
  };
}

describe('queues on PostgreSQL', () => {
  queueContract(async () => ({
    kind: 'postgresql',
    outage: outage(),
    connections,
    close: async () => undefined,
  }));
});

describe('connections to PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let store: QueueStore;
  const calls: string[] = [];
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const options = () => ({
    pool: store.pool,
    connectionString: database.connectionString,
    tx: store.tx,
    outbox: store.outbox,
    handlers: {
      process: async (id: string) => {
        calls.push(id);
        return {};
      },
      deliver: async () => ({}),
      tick: async () => undefined,
    },
    roles: new Set(['relay', 'worker', 'tick'] as const),
    concurrency: { process: 16, deliver: 16 },
    log: silent,
  });

  beforeAll(async () => {
    database = await testDatabase();
    store = await openQueueStore(database.connectionString);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  test('one LISTEN connection serves all workers, and a lost one is replaced', async () => {
    const queues = await startQueues(options());
    const listening = `select pid from pg_stat_activity where datname = current_database() and application_name = 'lenke-listen'`;
    const [first] = (await store.pool.query(listening)).rows;
    expect((await store.pool.query(listening)).rows).toHaveLength(1);
    expect(await connections(store)).toBeLessThanOrEqual(7);
    await store.pool.query('select pg_terminate_backend($1)', [first.pid]);
    await store.put([{ queue: 'process', id: 'heard', jobId: 'heard' }]);
    queues.poke();
    const begun = Date.now();
    while (!calls.includes('heard') && Date.now() - begun < 3000)
      await new Promise((done) => setTimeout(done, 5));
    expect(calls).toContain('heard');
    await new Promise((done) => setTimeout(done, 300));
    const rows = (await store.pool.query(listening)).rows;
    expect(rows).toHaveLength(1);
    expect(rows[0].pid).not.toBe(first.pid);
    await queues.stop(1000);
  });

  test('nothing stays in the job table after work is done', async () => {
    const queues = await startQueues(options());
    await store.put(
      Array.from({ length: 50 }, (_, n) => ({ queue: 'process' as const, id: `n${n}`, jobId: `n${n}` })),
    );
    queues.poke();
    const left = async (): Promise<number> =>
      (await store.pool.query('select count(*)::int as n from bullmq.job')).rows[0].n;
    const begun = Date.now();
    while ((calls.length < 51 || (await left()) > 0) && Date.now() - begun < 5000)
      await new Promise((done) => setTimeout(done, 10));
    expect(await left()).toBe(0);
    await queues.stop(1000);
  });

  test('a server that cannot be reached is LENKE_QUEUE_DOWN', async () => {
    const connectionString = 'postgresql://nobody@127.0.0.1:1/none';
    await expect(startQueues({ ...options(), connectionString })).rejects.toMatchObject({
      code: 'LENKE_QUEUE_DOWN',
    });
  });
});
