// Do the queues keep their promises on Redis?

import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { startQueues } from '../../queues/start.ts';
import { testDatabase } from '../support/postgres.ts';
import { queueContract } from './queue.contract.ts';
import { openQueueStore } from './queue-store.ts';
import type { QueueStore } from './queue-store.ts';

const GIVEN = process.env['REDIS_URL'];
const ON_PATH = spawnSync('redis-server', ['--version']).status === 0;
const SKIPPED = GIVEN === undefined && !ON_PATH ? 'no redis-server on PATH and no REDIS_URL' : undefined;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

/** A Redis of our own that keeps nothing on disk: killed and started again, it is empty. */
class OwnRedis {
  readonly port: number;
  readonly #directory = mkdtempSync(join(tmpdir(), 'lenke-redis-'));
  readonly #arguments: readonly string[];
  #process: ChildProcess | undefined;

  constructor(port: number, more: readonly string[] = []) {
    this.port = port;
    this.#arguments = more;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const fixed = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    this.#process = spawn('redis-server', [...fixed, ...this.#arguments], {
      cwd: this.#directory,
      stdio: 'ignore',
    });
    const client = new Redis(this.url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
    client.on('error', () => undefined);
    await client.ping();
    client.disconnect();
  }

  async kill(): Promise<void> {
    const ended = new Promise((done) => this.#process?.once('exit', done));
    this.#process?.kill('SIGKILL');
    await ended;
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

async function connectionsAt(url: string): Promise<number> {
  const client = new Redis(url);
  const list = String(await client.client('LIST'));
  client.disconnect();
  // The one that asks is counted too.
  return list.trim().split('\n').length - 1;
}

const maybe = SKIPPED === undefined ? describe : describe.skip;

maybe(`queues on Redis${SKIPPED === undefined ? '' : ` (skipped: ${SKIPPED})`}`, () => {
  queueContract(async () => {
    if (GIVEN !== undefined) {
      return {
        kind: 'redis',
        redisUrl: GIVEN,
        connections: async () => 0,
        close: async () => undefined,
      };
    }
    const redis = new OwnRedis(await freePort());
    await redis.start();
    return {
      kind: 'redis',
      redisUrl: redis.url,
      outage: { begin: () => redis.kill(), end: () => redis.start() },
      connections: () => connectionsAt(redis.url),
      close: () => redis.close(),
    };
  });
});

const own = ON_PATH ? describe : describe.skip;

own('Redis as it may be', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let store: QueueStore;

  beforeAll(async () => {
    database = await testDatabase();
    store = await openQueueStore(database.connectionString);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const options = (redisUrl: string, woken: string[], warnings: object[]) => ({
    redisUrl,
    pool: store.pool,
    connectionString: database.connectionString,
    tx: store.tx,
    outbox: store.outbox,
    handlers: {
      process: async (id: string) => {
        woken.push(id);
        return {};
      },
      deliver: async () => ({}),
      tick: async () => undefined,
    },
    roles: new Set(['relay', 'worker'] as const),
    concurrency: { process: 2, deliver: 2 },
    log: {
      info: () => undefined,
      warn: (facts: object) => void warnings.push(facts),
      error: () => undefined,
    },
  });

  test('a Redis that is not there yet is waited for, and what was accepted meanwhile is woken', async () => {
    const redis = new OwnRedis(await freePort());
    const woken: string[] = [];
    const queues = await startQueues(options(redis.url, woken, []));
    expect(await queues.ping(300)).toBe(false);
    await store.put([{ queue: 'process', id: 'early', jobId: 'early' }]);
    queues.poke();
    await new Promise((done) => setTimeout(done, 600));
    expect(await store.outbox.depth()).toBe(1);
    await redis.start();
    const begun = Date.now();
    while (woken.length === 0 && Date.now() - begun < 5000) await new Promise((done) => setTimeout(done, 10));
    expect(woken).toEqual(['early']);
    await queues.stop(1000);
    await redis.close();
  });

  test('stop while Redis never came ends', async () => {
    const queues = await startQueues(options(`redis://127.0.0.1:${await freePort()}`, [], []));
    const begun = Date.now();
    await queues.stop(500);
    expect(Date.now() - begun).toBeLessThan(2000);
  });

  test('a Redis that evicts keys is warned about', async () => {
    // BullMQ warns on the console as well.
    const quiet = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const redis = new OwnRedis(await freePort(), [
      '--maxmemory',
      '100mb',
      '--maxmemory-policy',
      'allkeys-lru',
    ]);
    await redis.start();
    const warnings: object[] = [];
    const queues = await startQueues(options(redis.url, [], warnings));
    const begun = Date.now();
    while (warnings.length === 0 && Date.now() - begun < 3000)
      await new Promise((done) => setTimeout(done, 10));
    expect(warnings).toEqual([{ policy: 'allkeys-lru' }]);
    await queues.stop(1000);
    await redis.close();
    quiet.mockRestore();
  });
});
