// What do the queues promise, whichever backend carries them?

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { GatewayError } from '../../src/domain/failure.ts';
import type { OutboxJob, Tx } from '../../src/store/types.ts';
import { startQueues } from '../../queues/start.ts';
import type { QueueOptions, QueueRole, Queues } from '../../queues/types.ts';
import type { QueueName } from '../../queues/names.ts';
import { testDatabase } from '../support/postgres.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { openQueueStore } from './queue-store.ts';
import type { QueueStore } from './queue-store.ts';

/** What differs between the backends under test. */
export interface BackendUnderTest {
  readonly kind: 'postgresql' | 'redis';
  readonly redisUrl?: string;
  /** Takes the backend away so that everything it forgot is forgotten; absent when it is not ours to kill. */
  readonly outage?: { begin(connectionString: string): Promise<void>; end(): Promise<void> };
  /** Connections of the queues that are open at the server. */
  connections(store: QueueStore): Promise<number>;
  close(): Promise<void>;
}

interface Call {
  readonly queue: QueueName;
  readonly id: string;
  readonly at: number;
}

type Answer = (id: string, calls: number) => Promise<{ again?: Date }> | { again?: Date };

const EVERYTHING: readonly QueueRole[] = ['relay', 'worker', 'tick'];
const WORKER_FILE = fileURLToPath(new URL('./queue-worker-process.ts', import.meta.url));

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what: string, true_: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await true_())) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await sleep(10);
  }
}

const job = (id: string, more: Partial<OutboxJob> = {}): OutboxJob => ({
  queue: 'deliver',
  id,
  jobId: id,
  ...more,
});
const ids = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** Everything a handler was called for, and what it answers. */
function recorder(): {
  calls: Call[];
  answer: (to: Answer) => void;
  of(id: string): Call[];
  handlers: QueueOptions['handlers'];
} {
  const calls: Call[] = [];
  const state: { answer: Answer } = { answer: () => ({}) };
  const of = (id: string): Call[] => calls.filter((call) => call.id === id);
  const handle = (queue: QueueName) => async (id: string) => {
    calls.push({ queue, id, at: Date.now() });
    return state.answer(id, of(id).length);
  };
  return {
    calls,
    of,
    answer: (to) => {
      state.answer = to;
    },
    handlers: { process: handle('process'), deliver: handle('deliver'), tick: async () => undefined },
  };
}

/** A log that keeps its lines. */
function memoryLog(): {
  lines: { level: string; facts: object; message: string }[];
  log: QueueOptions['log'];
} {
  const lines: { level: string; facts: object; message: string }[] = [];
  const at = (level: string) => (facts: object, message: string) =>
    void lines.push({ level, facts, message });
  return { lines, log: { info: at('info'), warn: at('warn'), error: at('error') } };
}

export function queueContract(open: () => Promise<BackendUnderTest>): void {
  let backend: BackendUnderTest;
  let database: TestDatabase;
  let store: QueueStore;
  let seen: ReturnType<typeof recorder>;
  let log: ReturnType<typeof memoryLog>;
  let started: Queues[];
  let children: ChildProcess[];
  // Job ids live for an hour on Redis: no two tests may share one.
  let round = 0;

  beforeAll(async () => {
    backend = await open();
  });
  afterAll(async () => {
    await backend?.close();
  });
  beforeEach(async () => {
    round += 1;
    database = await testDatabase();
    store = await openQueueStore(database.connectionString);
    seen = recorder();
    log = memoryLog();
    started = [];
    children = [];
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(started.map((queues) => queues.stop(3000)));
    await store.close();
    await database.drop();
  });

  async function start(more: Partial<QueueOptions> = {}): Promise<Queues> {
    const queues = await startQueues({
      ...(backend.redisUrl === undefined ? {} : { redisUrl: backend.redisUrl }),
      pool: store.pool,
      connectionString: database.connectionString,
      tx: store.tx,
      outbox: store.outbox,
      handlers: seen.handlers,
      roles: new Set(EVERYTHING),
      concurrency: { process: 4, deliver: 8 },
      lockMs: 1500,
      log: log.log,
      ...more,
    });
    started.push(queues);
    return queues;
  }

  const name = (text: string): string => `${text}${round}-${process.pid}`;

  async function startProcess(mode: 'again' | 'hang', lockMs: number): Promise<ChildProcess> {
    const task = { connectionString: database.connectionString, redisUrl: backend.redisUrl, lockMs, mode };
    const child = spawn(process.execPath, ['--no-warnings', WORKER_FILE, JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    if (!child.stdout) throw new Error('no stdout');
    await once(child.stdout, 'data');
    return child;
  }

  const createCalls = (): Promise<unknown> =>
    store.pool.query(
      'create table calls (id text, pid int, done boolean default false, at timestamptz default clock_timestamp())',
    );

  describe('waking', () => {
    test('an outbox row wakes the handler of its queue with its id', async () => {
      const queues = await start();
      await store.put([job(name('evt'), { queue: 'process' }), job(name('dlv'))]);
      queues.poke();
      await until('both woken', () => seen.calls.length === 2);
      expect(seen.calls.map(({ queue, id }) => `${queue} ${id}`).sort()).toEqual([
        `deliver ${name('dlv')}`,
        `process ${name('evt')}`,
      ]);
      // On Redis a handler may run before the relay's commit.
      await until('outbox empty', async () => (await store.outbox.depth()) === 0);
    });

    test('a row nobody poked for leaves with the next poll', async () => {
      await start();
      await sleep(50);
      await store.put([job(name('quiet'))]);
      await until('woken', () => seen.calls.length === 1, 2000);
    });

    test('the same job id put twice wakes once while the first is not done', async () => {
      const queues = await start();
      seen.answer(async () => {
        await sleep(200);
        return {};
      });
      await store.put([job(name('twice')), job(name('twice'))]);
      queues.poke();
      await until('woken', () => seen.calls.length === 1);
      await store.put([job(name('twice'))]);
      queues.poke();
      await until('handed over', async () => (await store.outbox.depth()) === 0);
      await sleep(400);
      expect(seen.calls).toHaveLength(1);
    });

    test('ids BullMQ would refuse are woken all the same', async () => {
      const queues = await start();
      const odd = [`${round}${process.pid}`, `a:b:${name('c')}`, `æ%/${name('d')}`];
      await store.put(odd.map((id) => job(id)));
      queues.poke();
      await until('all woken', () => seen.calls.length === 3);
      expect(seen.calls.map(({ id }) => id).sort()).toEqual(odd.sort());
    });

    test('nothing is woken before notBefore, and not much later either', async () => {
      const queues = await start();
      const notBefore = new Date(Date.now() + 700);
      await store.put([job(name('later'), { notBefore }), job(name('past'), { notBefore: new Date(0) })]);
      queues.poke();
      await until('both woken', () => seen.calls.length === 2);
      const late = (seen.of(name('later'))[0]?.at ?? 0) - notBefore.getTime();
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(1000);
    });

    test('an earlier job overtakes one that waits for tomorrow', async () => {
      const queues = await start();
      await store.put([job(name('tomorrow'), { notBefore: new Date(Date.now() + 86_400_000) })]);
      queues.poke();
      await until('delayed', async () => (await queues.depth())['deliver']?.delayed === 1);
      await store.put([job(name('soon'), { notBefore: new Date(Date.now() + 300) })]);
      queues.poke();
      await until('woken', () => seen.of(name('soon')).length === 1, 2000);
    });

    test('more rows than a batch all leave on one poke', async () => {
      const queues = await start({ relay: { batch: 20, pollMs: 60_000 } });
      await sleep(50);
      await store.put(ids(name('many'), 205).map((id) => job(id)));
      queues.poke();
      await until('all woken', () => seen.calls.length === 205);
      expect(new Set(seen.calls.map(({ id }) => id)).size).toBe(205);
    });

    test('pokes during a run are not forgotten', async () => {
      const queues = await start({ relay: { pollMs: 60_000 } });
      for (const id of ids(name('poked'), 60)) {
        await store.put([job(id)]);
        queues.poke();
      }
      await until('all woken', () => seen.calls.length === 60, 5000);
    });
  });

  describe('the hand-over', () => {
    test('a relay that dies between addBulk and commit loses nothing and wakes nobody twice', async () => {
      const dying = { left: 5 };
      const tx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
        store.tx(async (inner) => {
          const result = await work(inner);
          if (Number(result) > 0 && dying.left-- > 0) throw new Error('killed before commit');
          return result;
        });
      const queues = await start({ tx, relay: { pollMs: 50 } });
      await store.put(ids(name('torn'), 30).map((id) => job(id)));
      queues.poke();
      await until('handed over', async () => (await store.outbox.depth()) === 0);
      await until('all woken', () => new Set(seen.calls.map(({ id }) => id)).size === 30);
      await sleep(200);
      expect(dying.left).toBeLessThan(0);
      expect(seen.calls).toHaveLength(30);
    });

    test('several relays share the outbox without a double', async () => {
      await Promise.all([1, 2, 3].map(() => start({ relay: { pollMs: 20, batch: 7 } })));
      await store.put(ids(name('shared'), 200).map((id) => job(id)));
      await until('all woken', () => seen.calls.length >= 200);
      await sleep(200);
      expect(seen.calls).toHaveLength(200);
    });
  });

  describe('answers of a handler', () => {
    test('again wakes the same id once more at that moment, without failing it', async () => {
      const queues = await start();
      const again = new Date(Date.now() + 500);
      seen.answer((_id, calls) => (calls === 1 ? { again } : {}));
      await store.put([job(name('again'))]);
      queues.poke();
      await until('delayed', async () => (await queues.depth())['deliver']?.delayed === 1);
      await until('woken twice', () => seen.calls.length === 2);
      expect(seen.calls[1]?.at).toBeGreaterThanOrEqual(again.getTime());
      await until('queue empty', async () => (await queues.depth())['deliver']?.active === 0);
      expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
    });

    test('again in the past wakes at once', async () => {
      const queues = await start();
      seen.answer((_id, calls) => (calls < 5 ? { again: new Date(0) } : {}));
      await store.put([job(name('past'))]);
      queues.poke();
      await until('woken five times', () => seen.calls.length === 5, 3000);
    });

    test('a handler that throws is woken again later, and only its code is told', async () => {
      const queues = await start();
      seen.answer((_id, calls) => {
        if (calls === 1) throw new Error('Kari Nordmann 12345678901');
        if (calls === 2) throw new GatewayError('LENKE_STORE_BUSY', { place: 'secret' });
        return {};
      });
      await store.put([job(name('throws'))]);
      queues.poke();
      await until('woken three times', () => seen.calls.length === 3);
      const told = JSON.stringify(log.lines);
      expect(told).toContain('LENKE_INTERNAL');
      expect(told).toContain('LENKE_STORE_BUSY');
      expect(told).not.toMatch(/Nordmann|secret/);
      const [first, second] = seen.calls;
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(100);
    });
  });

  describe('several processes', () => {
    test('two worker processes that send jobs to later finish every one of them (bullmq 4814)', async () => {
      await createCalls();
      await Promise.all([startProcess('again', 3000), startProcess('again', 3000)]);
      const queues = await start({ roles: new Set(['relay']) });
      const all = ids(name('both'), 300);
      await store.put(all.map((id) => job(id)));
      queues.poke();
      const done = async (): Promise<number> =>
        Number((await store.pool.query('select count(distinct id) as n from calls where done')).rows[0].n);
      await until('all done', async () => (await done()) === 300, 20_000).catch(() => undefined);
      expect(await done()).toBe(300);
      const { rows } = await store.pool.query('select pid, count(*)::int as n from calls group by pid');
      expect(rows).toHaveLength(2);
      // At least once: a lock that was lost on a busy machine may wake one more time, silence may not.
      const calls = rows.reduce((sum, row) => sum + row.n, 0);
      expect(calls).toBeGreaterThanOrEqual(600);
      expect(calls).toBeLessThanOrEqual(610);
    });

    test('jobs of a worker process that was killed are taken by another', async () => {
      await createCalls();
      const child = await startProcess('hang', 1000);
      const queues = await start({ roles: new Set(['relay']) });
      const all = ids(name('killed'), 12);
      await store.put(all.map((id) => job(id)));
      queues.poke();
      const called = async (): Promise<number> =>
        Number((await store.pool.query('select count(distinct id) as n from calls')).rows[0].n);
      await until('8 in hand', async () => (await called()) === 8);
      child.kill('SIGKILL');
      await start({ roles: new Set(['worker']), lockMs: 1000 });
      await until('all woken here', () => new Set(seen.calls.map(({ id }) => id)).size === 12, 10_000);
    });
  });

  describe('outage', () => {
    test('the backend going away loses nothing of the outbox and comes back by itself', async () => {
      if (!backend.outage) return;
      const queues = await start();
      await store.put([job(name('before'))]);
      queues.poke();
      await until('woken', () => seen.calls.length === 1);

      await backend.outage.begin(database.connectionString);
      const during = ids(name('during'), 50);
      for (const id of during) {
        const begun = Date.now();
        await store.put([job(id)]);
        queues.poke();
        expect(Date.now() - begun).toBeLessThan(1000);
      }
      await sleep(1200);
      await backend.outage.end();

      await until('all woken', () => during.every((id) => seen.of(id).length > 0), 20_000);
      expect(await queues.ping(2000)).toBe(true);
      const errors = log.lines
        .filter(({ level }) => level === 'error')
        .map(({ facts }) => JSON.stringify(facts));
      expect(errors.length).toBeLessThanOrEqual(new Set(errors).size);

      await store.put([job(name('after'))]);
      queues.poke();
      await until('woken', () => seen.of(name('after')).length === 1);
    });

    test('a job in hand while the backend goes away is woken again or finished, never stuck', async () => {
      if (!backend.outage) return;
      const queues = await start();
      const gate = Promise.withResolvers<void>();
      seen.answer(async (id, calls) => {
        if (id === name('hand') && calls === 1) await gate.promise;
        return {};
      });
      await store.put([job(name('hand'))]);
      queues.poke();
      await until('in hand', () => seen.calls.length === 1);
      await backend.outage.begin(database.connectionString);
      gate.resolve();
      await sleep(500);
      await backend.outage.end();
      await until('queue answers', () => queues.ping(1000), 20_000);
      const left = async (): Promise<number> => {
        const { waiting = 0, active = 0, delayed = 0 } = (await queues.depth())['deliver'] ?? {};
        return waiting + active + delayed;
      };
      await until('nothing left', async () => (await left()) === 0, 20_000);
      await store.put([job(name('next'))]);
      queues.poke();
      await until('woken', () => seen.of(name('next')).length === 1);
    });

    test('stop during an outage ends in time', async () => {
      if (!backend.outage) return;
      const queues = await start();
      await backend.outage.begin(database.connectionString);
      await sleep(100);
      const begun = Date.now();
      await queues.stop(1000);
      expect(Date.now() - begun).toBeLessThan(4000);
      await backend.outage.end();
    });
  });

  describe('stopping', () => {
    test('stop waits for running jobs, takes no more, and leaves nothing open', async () => {
      const queues = await start({ concurrency: { process: 1, deliver: 2 } });
      const state = { finished: 0 };
      seen.answer(async () => {
        await sleep(300);
        state.finished += 1;
        return {};
      });
      await store.put(ids(name('stop'), 10).map((id) => job(id)));
      queues.poke();
      await until('two in hand', () => seen.calls.length === 2);
      await queues.stop(5000);
      expect(state.finished).toBe(seen.calls.length);
      expect(seen.calls.length).toBeLessThanOrEqual(4);
      await until('connections closed', async () => (await backend.connections(store)) === 0, 2000);

      seen.answer(() => ({}));
      await start();
      await until('the rest is woken', () => new Set(seen.calls.map(({ id }) => id)).size === 10);
    });

    test('a job cut off by the deadline is woken again by the next process', async () => {
      const queues = await start({ lockMs: 600 });
      seen.answer((_id, calls) => (calls === 1 ? new Promise(() => undefined) : {}));
      await store.put([job(name('cut'))]);
      queues.poke();
      await until('in hand', () => seen.calls.length === 1);
      const begun = Date.now();
      await queues.stop(300);
      expect(Date.now() - begun).toBeLessThan(2000);
      await start({ lockMs: 600 });
      await until('woken again', () => seen.calls.length === 2, 10_000);
    });
  });

  describe('looking on', () => {
    test('depth counts what waits, runs and is delayed', async () => {
      const queues = await start({ concurrency: { process: 1, deliver: 1 } });
      const gate = Promise.withResolvers<void>();
      seen.answer(async () => {
        await gate.promise;
        return {};
      });
      const notBefore = new Date(Date.now() + 60_000);
      await store.put([...ids(name('deep'), 3).map((id) => job(id)), job(name('slow'), { notBefore })]);
      queues.poke();
      await until('one active', () => seen.calls.length === 1);
      expect((await queues.depth())['deliver']).toEqual({ waiting: 2, active: 1, delayed: 1 });
      expect((await queues.depth())['process']).toEqual({ waiting: 0, active: 0, delayed: 0 });
      gate.resolve();
      expect(await queues.ping(1000)).toBe(true);
      expect(queues.backend).toBe(backend.kind);
    });

    test('tick is called about once a second, never twice at a time, and survives a throw', async () => {
      const ticks = { calls: 0, running: 0, most: 0 };
      const tick = async (): Promise<void> => {
        ticks.calls += 1;
        ticks.running += 1;
        ticks.most = Math.max(ticks.most, ticks.running);
        await sleep(ticks.calls === 1 ? 1500 : 10);
        ticks.running -= 1;
        if (ticks.calls === 2) throw new Error('once');
      };
      await start({ roles: new Set(['tick']), handlers: { ...seen.handlers, tick } });
      await sleep(4300);
      expect(ticks.most).toBe(1);
      expect(ticks.calls).toBeGreaterThanOrEqual(3);
      expect(ticks.calls).toBeLessThanOrEqual(5);
    });
  });
}
