// Promise: a queue that is out, a receiver that is slow, a table that is locked or has no room leave /livez and reads answering, and what was accepted arrives.

import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { aboutChild, deliveryIn, openCase, sendBirth, settled } from '../support/site/play.ts';
import { SHORT_LOCKS, startSite, type Site } from '../support/site/site.ts';

/** What a probe saw while something was out. */
interface Probed {
  readonly calls: number;
  /** Anything but 200 from /livez and from a read. */
  readonly failures: readonly string[];
  readonly slowestMs: number;
}

const EVERY_MS = 50;
const ANSWER_WITHIN_MS = 2_000;
const ORGANIZATION = '/fhir/Organization/habu';

/** Asks /livez and a read every 50 ms until `work` has ended. */
async function probing<T>(site: Site, work: () => Promise<T>): Promise<{ result: T; probed: Probed }> {
  const state = { done: false, calls: 0, slowestMs: 0, failures: [] as string[] };
  const probe = async (path: string): Promise<void> => {
    while (!state.done) {
      const began = performance.now();
      const status = await statusOf(site.url + path);
      state.calls++;
      state.slowestMs = Math.max(state.slowestMs, Math.round(performance.now() - began));
      if (status !== 200) state.failures.push(`${path} ${status}`);
      await sleep(EVERY_MS);
    }
  };
  const probes = [probe('/livez'), probe(ORGANIZATION), probe('/fhir/Organization?name=HABU')];
  try {
    return { result: await work(), probed: state };
  } finally {
    state.done = true;
    await Promise.all(probes);
  }
}

async function statusOf(url: string): Promise<number | string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown';
  }
}

function expectAnswering({ calls, failures, slowestMs }: Probed): void {
  expect(failures).toEqual([]);
  expect(calls).toBeGreaterThan(10);
  expect(slowestMs).toBeLessThan(ANSWER_WITHIN_MS);
}

const WITHIN = { timeout: 120_000 };
const THREE = ['habu', 'fhs', 'fastlege'] as const;

async function expectDelivered(site: Site, event: string): Promise<void> {
  await settled(site, event);
  for (const recipient of THREE) await deliveryIn(site, event, recipient, 'confirmed');
}

/** Runs statements on a connection of its own, and keeps the last transaction open until it is told to end. */
async function holding(site: Site, statement: string): Promise<() => Promise<void>> {
  const [port] = await site.query<{ port: number }>(`select current_setting('port')::int as port`);
  const { readFileSync } = await import('node:fs');
  const password = readFileSync(`${site.directory}/data/postgres.password`, 'utf8').trim();
  const client = new pg.Client({
    host: '127.0.0.1',
    port: port?.port ?? 0,
    user: 'lenke',
    password,
    database: 'postgres',
  });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin');
  await client.query(statement);
  return async () => {
    await client.query('rollback');
    await client.end();
  };
}

/** Lets every insert into a table fail as it does on a full disk (SQLSTATE 53100), until it is told to end. */
async function withoutRoom(site: Site, table: string): Promise<() => Promise<void>> {
  await site.query(`create function no_room() returns trigger language plpgsql as $$
    begin raise exception 'no space left' using errcode = 'disk_full'; end $$`);
  await site.query(
    `create trigger no_room before insert on ${table} for each row execute function no_room()`,
  );
  return async () => {
    await site.query('drop function no_room cascade');
  };
}

describe('with the queues on PostgreSQL', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite({ workers: 1, env: SHORT_LOCKS });
  }, WITHIN.timeout);
  afterAll(() => site.stop(), WITHIN.timeout);

  test(
    'an outage of the queue holds nothing up but the deliveries',
    async () => {
      const n = 1;
      await openCase(site, n);
      await site.query('alter schema bullmq rename to bullmq_away');
      const { result: event, probed } = await probing(site, async () => {
        const accepted = await sendBirth(site, n);
        await sleep(4000);
        return accepted;
      });
      expect((await site.query(`select 1 from deliveries where ended_state = 'confirmed'`)).length).toBe(0);
      await site.query('alter schema bullmq_away rename to bullmq');
      expectAnswering(probed);
      await expectDelivered(site, event);
    },
    WITHIN.timeout,
  );

  test.each(['deliveries', 'outbox'])(
    'a locked table (%s) leaves reads answering',
    async (table) => {
      const n = table === 'outbox' ? 2 : 3;
      await openCase(site, n);
      const release = await holding(site, `lock table ${table} in access exclusive mode`);
      const { result, probed } = await probing(site, async () => {
        const birth = sendBirth(site, n);
        await sleep(4000);
        await release();
        return birth;
      });
      expectAnswering(probed);
      await expectDelivered(site, result);
    },
    WITHIN.timeout,
  );

  const unavailable = expect.objectContaining({
    code: 'LENKE_CLIENT',
    facts: expect.objectContaining({ status: 503 }),
  });
  test.each([
    ['events', 'refused', 40, unavailable],
    ['deliveries', 'planned when there is room', 41, expect.any(String)],
    ['attempts', 'sent again, and held once', 42, expect.any(String)],
  ] as const)(
    'a table without room (%s): a birth is %s; nothing acknowledged is lost, reads answer',
    async (table, _what, n, first) => {
      await openCase(site, n);
      const makeRoom = await withoutRoom(site, table);
      const { result, probed } = await probing(site, async () => {
        const answered = await sendBirth(site, n).catch((error: unknown) => error);
        await sleep(3000);
        return answered;
      });
      await makeRoom();
      expectAnswering(probed);
      expect(result).toEqual(first);
      const event = typeof result === 'string' ? result : await sendBirth(site, n);
      await expectDelivered(site, event);
      expect(await aboutChild(site, 'habu', 'ServiceRequest', n)).toHaveLength(1);
    },
    WITHIN.timeout,
  );

  test(
    'a slow receiver delays its own deliveries only',
    async () => {
      const mothers = [4, 5, 6, 7, 8, 9];
      for (const n of mothers) await openCase(site, n);
      await site.receivers.fault('habu', { kind: 'slow', ms: 3000 });
      const { result: events, probed } = await probing(site, async () => {
        const sent = await Promise.all(mothers.map((n) => sendBirth(site, n)));
        await Promise.all(sent.map((event) => deliveryIn(site, event, 'fastlege', 'confirmed')));
        const stillWaiting = await site.query(
          `select 1 from deliveries where recipient = 'habu' and standing`,
        );
        expect(stillWaiting.length).toBeGreaterThan(0);
        return sent;
      });
      expectAnswering(probed);
      await site.receivers.heal();
      for (const event of events) await expectDelivered(site, event);
    },
    WITHIN.timeout,
  );
});

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis) process.stderr.write('  skipped: no redis-server on PATH\n');
(hasRedis ? describe : describe.skip)('with the queues on Redis', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite({ workers: 1, redis: true, env: SHORT_LOCKS });
  }, WITHIN.timeout);
  afterAll(() => site.stop(), WITHIN.timeout);

  test(
    'a Redis that does not answer holds nothing up but the deliveries',
    async () => {
      const n = 1;
      await openCase(site, n);
      // Stopped, not killed: connections stay open and nobody answers, which is worse.
      site.redis?.signal('SIGSTOP');
      const { result: event, probed } = await probing(site, async () => {
        const accepted = await sendBirth(site, n);
        await sleep(6000);
        return accepted;
      });
      const ready = await statusOf(`${site.url}/readyz`);
      site.redis?.signal('SIGCONT');
      expectAnswering(probed);
      expect(ready).toBe(503);
      await expectDelivered(site, event);
    },
    WITHIN.timeout,
  );

  test(
    'a Redis that was killed and has forgotten everything costs time, not messages',
    async () => {
      const n = 2;
      await openCase(site, n);
      site.redis?.signal('SIGKILL');
      const { result: event, probed } = await probing(site, () => sendBirth(site, n));
      expect(probed.failures).toEqual([]);
      site.redis?.signal('SIGKILL');
      await expectDelivered(site, event);
    },
    WITHIN.timeout,
  );
});
