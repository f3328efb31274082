// Who sends the births, how fast, and when are they through? A closed loop for throughput, an open one for latency.

import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { Pool } from 'undici';
import { birth, motherCase } from '../../src/sandbox/people.ts';
import { median, percentile, round } from './numbers.ts';

/** Somebody who takes births: the gateway, or the bare loop. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** Its journal: both write the same tables. */
  readonly database: pg.Pool;
  /** True when a birth needs the mother's case to be there. */
  readonly needsCase: boolean;
}

/** One way to send: how many at a time. */
const SENDERS = 16;
const ALL_WITHIN_MS = 300_000;
const POLL_MS = 50;

const AT = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
const MOMENT = {
  at: AT.toISOString(),
  ga0: new Date(AT.getTime() - 276 * 86_400_000).toISOString().slice(0, 10),
};
const counter = { n: 1 };

/** Births of fresh mothers as bytes; opens their cases first, outside of what is measured. */
export async function prepare(target: Target, count: number): Promise<string[]> {
  const from = counter.n;
  counter.n += count;
  const numbers = Array.from({ length: count }, (_, at) => from + at);
  if (target.needsCase) {
    const cases = numbers.map((n) => JSON.stringify(motherCase({ n, ga0: MOMENT.ga0 })));
    await closed(target, cases);
    await untilPlanned(target);
  }
  return numbers.map((n) => JSON.stringify(birth({ n, ...MOMENT })));
}

/** A case opened late has deadlines that come at once; each becomes an event with the next tick. */
const BUSY = `(select 1 from events where status = 'accepted' limit 1) union all
  (select 1 from timers where state = 'open' and due <= now() limit 1)`;

/** What opening a case sets off (screening, deadlines) is no part of a birth: it must be through before the births come. */
async function untilPlanned(target: Target): Promise<void> {
  const until = performance.now() + ALL_WITHIN_MS;
  while (performance.now() < until) {
    const { rows } = await target.database.query(BUSY);
    if (rows.length === 0 && (await nobodyToWake(target))) return;
    await sleep(100);
  }
  throw new Error('the cases were not planned in time');
}

/** An event that was planned with the others of its case leaves a wake-up that finds nothing: no part of a birth either. */
async function nobodyToWake({ url }: Target): Promise<boolean> {
  const answer = await fetch(`${url}/ops/v1/queues`);
  const { outbox, queues } = (await answer.json()) as Waiting;
  const waiting = Object.values(queues).map(({ waiting: jobs, active }) => jobs + active);
  return waiting.reduce((sum, jobs) => sum + jobs, outbox) === 0;
}

interface Waiting {
  readonly outbox: number;
  readonly queues: Readonly<Record<string, { readonly waiting: number; readonly active: number }>>;
}

/** Sends all bodies, at most SENDERS at a time. */
async function closed(target: Target, bodies: readonly string[]): Promise<void> {
  const pool = new Pool(target.url, { connections: SENDERS });
  const left = [...bodies];
  const sender = async (): Promise<void> => {
    for (let body = left.pop(); body !== undefined; body = left.pop()) await post(pool, body);
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  await pool.close();
}

async function post(pool: Pool, body: string): Promise<string> {
  const headers = { 'content-type': 'application/fhir+json' };
  const answer = await pool.request({ method: 'POST', path: '/fhir', headers, body });
  await answer.body.dump();
  if (answer.statusCode >= 300) throw new Error(`a birth was answered with ${answer.statusCode}`);
  return String(answer.headers['lenke-event'] ?? '');
}

/** Births per second from the first accept until the last of three confirmed deliveries each. */
export async function throughput(target: Target, count: number, onStart?: () => void): Promise<number> {
  const bodies = await prepare(target, count);
  const due = (await confirmed(target)) + 3 * count;
  onStart?.();
  const began = performance.now();
  await closed(target, bodies);
  await untilConfirmed(target, due);
  return count / ((performance.now() - began) / 1000);
}

async function confirmed({ database }: Target): Promise<number> {
  const { rows } = await database.query(
    `select count(*)::int as count from deliveries where ended_state = 'confirmed'`,
  );
  return Number((rows as { count: number }[])[0]?.count);
}

async function untilConfirmed(target: Target, due: number): Promise<void> {
  const deadline = performance.now() + ALL_WITHIN_MS;
  while ((await confirmed(target)) < due) {
    if (performance.now() > deadline) throw new Error(`${target.name}: not all deliveries were confirmed`);
    // Counting costs PostgreSQL a millisecond: asked more often it would weigh on the slower of the two.
    await sleep(POLL_MS);
  }
}

/** Milliseconds at a fixed rate, counted from the moment a birth was due to be sent. */
export interface Latency {
  readonly accept: { readonly p50: number; readonly p99: number };
  readonly confirmed: { readonly p50: number; readonly p99: number };
}

/** Sends at a fixed rate whatever the answers do. */
export async function latency(target: Target, perSecond: number, seconds: number): Promise<Latency> {
  const bodies = await prepare(target, perSecond * seconds);
  const due = (await confirmed(target)) + 3 * bodies.length;
  const pool = new Pool(target.url, { connections: 64 });
  const sent = new Map<string, number>();
  const accepted: number[] = [];
  const start = Date.now() + 100;
  await Promise.all(
    bodies.map(async (body, at) => {
      const moment = start + (at * 1000) / perSecond;
      await sleep(moment - Date.now());
      const event = await post(pool, body);
      accepted.push(Date.now() - moment);
      sent.set(event, moment);
    }),
  );
  await pool.close();
  await untilConfirmed(target, due);
  const delivered = await deliveredIn(target, sent);
  return {
    accept: { p50: round(median(accepted)), p99: round(percentile(accepted, 0.99)) },
    confirmed: { p50: round(median(delivered)), p99: round(percentile(delivered, 0.99)) },
  };
}

async function deliveredIn({ database }: Target, sent: ReadonlyMap<string, number>): Promise<number[]> {
  const { rows } = await database.query(
    `select event_id, max(updated_at) as at from deliveries
     where ended_state = 'confirmed' and event_id = any($1::text[]) group by event_id`,
    [[...sent.keys()]],
  );
  return (rows as { event_id: string; at: Date }[]).map(
    (row) => row.at.getTime() - (sent.get(row.event_id) ?? 0),
  );
}
