// How much does a birth cost, and how much of it is ours? The gateway beside a bare loop, in one run, in turns.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../src/store/embedded/start.ts';
import { birth, motherCase } from '../src/sandbox/people.ts';
import { startChild, type Child } from './pipeline/child.ts';
import { latency, throughput, type Latency, type Target } from './pipeline/load.ts';
import { growDatabase } from './pipeline/million.ts';
import { median, round } from './pipeline/numbers.ts';
import { startRedis } from './pipeline/redis.ts';
import { measureStarts, type Starts } from './pipeline/starts.ts';
import { readTemplate } from './pipeline/template.ts';

export interface BenchOptions {
  /** Seconds of load per measurement. */
  readonly seconds?: number;
  readonly rounds?: number;
  /** Also with the queues on Redis. */
  readonly redis?: boolean;
  /** Also on a store of about a million resources. */
  readonly million?: boolean;
  readonly tell?: (text: string) => void;
}

/** Of one side. */
export interface Side {
  readonly birthsPerSecond: number;
  /** Of its own process; PostgreSQL and the receiver are not in it. */
  readonly cpuMsPerBirth: number;
  readonly latency: Latency;
  readonly rssMb: number;
}

/** Gateway and bare loop on one kind of queue. `ratio`: gateway's births per second over the bare loop's. */
export interface Compared {
  readonly gateway: Side;
  readonly bare: Side;
  readonly ratio: number;
}

export interface BenchResult {
  readonly machine: { readonly cpus: number; readonly load: readonly number[]; readonly node: string };
  readonly seconds: number;
  readonly rounds: number;
  readonly postgresql: Compared;
  readonly redis?: Compared;
  readonly starts: Starts;
  /** CPU and time per birth on a large store over those on a small one. */
  readonly million?: {
    readonly resources: number;
    readonly ratio: number;
    readonly smallMs: number;
    readonly largeMs: number;
  };
}

const OPEN_LOOP_PER_SECOND = 50;
const WARM_UP = 60;

/** Runs the benchmark; takes about `rounds × seconds × 6`, and a few minutes more for a million resources. */
export async function bench(options: BenchOptions = {}): Promise<BenchResult> {
  const { seconds = 8, rounds = 3, tell = () => undefined } = options;
  const directory = mkdtempSync(join(tmpdir(), 'lenke-bench-'));
  const server = await startEmbedded({ directory });
  const receiver = await startChild('bench/pipeline/receiver.ts', []);
  try {
    const place: Place = { directory, server: server.connectionString, receiver, tell };
    const postgresql = await compare(place, 'pg', undefined, seconds, rounds);
    const redis = options.redis === true ? await onRedis(place, seconds, rounds) : undefined;
    const million = options.million === true ? await atMillion(place, seconds, rounds) : undefined;
    tell('starting and stopping');
    const starts = await measureStarts(3);
    const { cpus, loadavg } = await import('node:os');
    return {
      machine: { cpus: cpus().length, load: loadavg().map((value) => round(value)), node: process.version },
      seconds,
      rounds,
      postgresql,
      ...(redis && { redis }),
      starts,
      ...(million && { million }),
    };
  } finally {
    await receiver.stop();
    await server.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Place {
  readonly directory: string;
  readonly server: string;
  readonly receiver: Child;
  readonly tell: (text: string) => void;
}

interface Runner extends Target {
  readonly child: Child;
}

async function onRedis(place: Place, seconds: number, rounds: number): Promise<Compared | undefined> {
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => existsSync(join(folder, 'redis-server')));
  if (!found) {
    place.tell('no redis-server on PATH: skipped');
    return undefined;
  }
  const redis = await startRedis(place.directory);
  try {
    return await compare(place, 'redis', redis.url, seconds, rounds);
  } finally {
    await redis.stop();
  }
}

async function compare(
  place: Place,
  name: string,
  redis: string | undefined,
  seconds: number,
  rounds: number,
): Promise<Compared> {
  const gateway = await startGateway(place, `gateway_${name}`, redis);
  const template = await capture(place, gateway, name);
  const bare = await startBare(place, `bare_${name}`, template, redis);
  try {
    const measured = await measure([gateway, bare], seconds, rounds, (text) =>
      place.tell(`${name}: ${text}`),
    );
    const [own, other] = measured;
    if (!own || !other) throw new Error('nothing was measured');
    return { gateway: own, bare: other, ratio: round(own.birthsPerSecond / other.birthsPerSecond, 2) };
  } finally {
    for (const { child, database } of [gateway, bare]) {
      await child.stop();
      await database.end();
    }
  }
}

/** Rounds in turns, so that what else the machine does falls on both. */
async function measure(
  runners: readonly Runner[],
  seconds: number,
  rounds: number,
  tell: (text: string) => void,
): Promise<Side[]> {
  const all = runners.map(() => ({ rate: [] as number[], cpu: [] as number[], latency: [] as Latency[] }));
  const counts: number[] = [];
  for (const runner of runners) {
    await throughput(runner, WARM_UP);
    counts.push(Math.max(50, Math.round(seconds * (await throughput(runner, WARM_UP)))));
  }
  for (let turn = 0; turn < rounds; turn++) {
    for (const [at, runner] of runners.entries()) {
      const { rate, cpu } = await paced(runner, counts[at] ?? WARM_UP);
      all[at]?.rate.push(rate);
      all[at]?.cpu.push(cpu);
      tell(`round ${turn + 1} ${runner.name}: ${round(rate)} births/s, ${round(cpu)} ms CPU each`);
    }
    for (const [at, runner] of runners.entries()) {
      const found = await latency(runner, OPEN_LOOP_PER_SECOND, seconds);
      all[at]?.latency.push(found);
      tell(`round ${turn + 1} ${runner.name} at ${OPEN_LOOP_PER_SECOND}/s: ${JSON.stringify(found)}`);
    }
  }
  return all.map((one, at) => sideOf(one, runners[at]?.child));
}

async function paced(runner: Runner, count: number): Promise<{ rate: number; cpu: number }> {
  const mark = { cpu: 0 };
  // Opening the mothers' cases is not part of the birth.
  const rate = await throughput(runner, count, () => {
    mark.cpu = runner.child.cpuMs();
  });
  return { rate, cpu: (runner.child.cpuMs() - mark.cpu) / count };
}

function sideOf(
  { rate, cpu, latency: latencies }: { rate: number[]; cpu: number[]; latency: Latency[] },
  child: Child | undefined,
): Side {
  const of = (pick: (one: Latency) => number): number => round(median(latencies.map(pick)));
  return {
    birthsPerSecond: round(median(rate)),
    cpuMsPerBirth: round(median(cpu)),
    latency: {
      accept: { p50: of(({ accept }) => accept.p50), p99: of(({ accept }) => accept.p99) },
      confirmed: { p50: of(({ confirmed }) => confirmed.p50), p99: of(({ confirmed }) => confirmed.p99) },
    },
    rssMb: round(child?.rssMb() ?? 0, 0),
  };
}

async function newDatabase(place: Place, name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: place.server });
  await admin.connect();
  await admin.query(`create database ${name} template template0`);
  await admin.end();
  const url = new URL(place.server);
  url.pathname = `/${name}`;
  return url.href;
}

async function startGateway(place: Place, name: string, redis?: string): Promise<Runner> {
  const url = await newDatabase(place, name);
  return gatewayOn(place, name, url, redis);
}

async function gatewayOn(place: Place, name: string, url: string, redis?: string): Promise<Runner> {
  const child = await startChild('bin/lenke.mjs', ['serve', '--json'], {
    DATABASE_URL: url,
    LENKE_PORT: '0',
    LENKE_SANDBOX_URL: place.receiver.url,
    LENKE_LOG: 'warn',
    ...(redis !== undefined && { REDIS_URL: redis }),
  });
  return {
    name,
    url: child.url,
    database: new pg.Pool({ connectionString: url, max: 2 }),
    needsCase: true,
    child,
  };
}

async function startBare(place: Place, name: string, template: string, redis?: string): Promise<Runner> {
  const url = await newDatabase(place, name);
  const args = ['--template', template, '--database', url, '--receiver', place.receiver.url];
  const child = await startChild(
    'bench/pipeline-bare.ts',
    redis === undefined ? args : [...args, '--redis', redis],
  );
  return {
    name,
    url: child.url,
    database: new pg.Pool({ connectionString: url, max: 2 }),
    needsCase: false,
    child,
  };
}

/** Lets one birth through the gateway and keeps what it wrote, posted and answered. */
async function capture(place: Place, gateway: Runner, name: string): Promise<string> {
  await throughput(gateway, WARM_UP);
  const n = 599_999;
  const send = (bundle: object): Promise<Response> =>
    fetch(`${gateway.url}/fhir`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(bundle),
    });
  await send(motherCase({ n }));
  const response = await send(birth({ n }));
  const answer = await response.text();
  const event = response.headers.get('lenke-event') ?? '';
  await settled(gateway, event);
  const bodies = (await (await fetch(place.receiver.url)).json()) as Record<string, string>;
  const template = await readTemplate(gateway.database, event, bodies);
  const file = join(place.directory, `template-${name}.json`);
  writeFileSync(file, JSON.stringify({ ...template, answer }));
  const rows = (list: { records: readonly unknown[]; eq: readonly unknown[] }) =>
    `${list.records.length}+${list.eq.length}`;
  place.tell(
    `template: accept ${rows(template.accept)}, process ${rows(template.process)} records+tokens, ` +
      `${template.deliveries.length} deliveries, ${template.timers.length} timers, ${Object.keys(bodies).length} posts`,
  );
  return file;
}

async function settled({ database: db }: Runner, event: string): Promise<void> {
  for (;;) {
    const { rows } = await db.query(
      `select count(*)::int as count from deliveries where event_id = $1 and ended_state = 'confirmed'`,
      [event],
    );
    if ((rows as { count: number }[])[0]?.count === 3) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The same births on a small store and on one of a million resources, in turns. */
async function atMillion(place: Place, seconds: number, rounds: number): Promise<BenchResult['million']> {
  const small = await startGateway(place, 'gateway_small');
  await throughput(small, 100);
  const largeUrl = await newDatabase(place, 'gateway_large');
  const first = await gatewayOn(place, 'gateway_large', largeUrl);
  await throughput(first, 200);
  await first.child.stop();
  await first.database.end();
  const resources = await growDatabase(largeUrl, 1_000_000, place.tell);
  const large = await gatewayOn(place, 'gateway_large', largeUrl);
  const times = { small: [] as number[], large: [] as number[] };
  try {
    const count = Math.max(50, Math.round(seconds * (await throughput(small, WARM_UP))));
    await throughput(large, WARM_UP);
    for (let turn = 0; turn < rounds; turn++) {
      times.small.push(1000 / (await throughput(small, count)));
      times.large.push(1000 / (await throughput(large, count)));
      place.tell(
        `round ${turn + 1}: ${round(times.small.at(-1) ?? 0)} ms per birth, at ${resources} resources ${round(times.large.at(-1) ?? 0)} ms`,
      );
    }
    const [smallMs, largeMs] = [median(times.small), median(times.large)];
    return {
      resources,
      ratio: round(largeMs / smallMs, 2),
      smallMs: round(smallMs),
      largeMs: round(largeMs),
    };
  } finally {
    for (const { child, database: db } of [small, large]) {
      await child.stop();
      await db.end();
    }
  }
}

/** The result as rows of a table. */
export function rowsOf(result: BenchResult): readonly (readonly string[])[] {
  const { postgresql, redis, starts, million, machine } = result;
  const sides = [
    ['gateway, PostgreSQL', postgresql.gateway, postgresql.ratio],
    ['bare loop, PostgreSQL', postgresql.bare, 1],
    ...(redis
      ? ([
          ['gateway, Redis', redis.gateway, redis.ratio],
          ['bare loop, Redis', redis.bare, 1],
        ] as const)
      : []),
  ] as const;
  return [
    ['', 'births/s', 'of bare', 'CPU ms', 'accept p50/p99 ms', 'confirmed p50/p99 ms', 'RSS MB'],
    ...sides.map(([name, side, ratio]) => [
      name,
      String(side.birthsPerSecond),
      String(ratio),
      String(side.cpuMsPerBirth),
      `${side.latency.accept.p50} / ${side.latency.accept.p99}`,
      `${side.latency.confirmed.p50} / ${side.latency.confirmed.p99}`,
      String(side.rssMb),
    ]),
    ['start', `cold ${starts.coldMs} ms`, `warm ${starts.warmMs} ms`, '', '', '', String(starts.rssMb)],
    ...(million
      ? [
          [
            `${million.resources} resources`,
            `${million.smallMs} → ${million.largeMs} ms`,
            `× ${million.ratio}`,
          ],
        ]
      : []),
    [`${machine.cpus} CPUs`, `load ${machine.load.join(' ')}`, machine.node],
  ];
}
