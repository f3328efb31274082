// How much does a birth cost, and how much of it is ours? The gateway beside a bare loop, in one run, in turns.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { startEmbedded } from '../src/store/embedded/start.ts';
import { startChild } from './pipeline/child.ts';
import { throughput } from './pipeline/load.ts';
import { growDatabase } from './pipeline/million.ts';
import { median, round } from './pipeline/numbers.ts';
import { startRedis } from './pipeline/redis.ts';
import type { BenchResult, Compared } from './pipeline/result.ts';
import { measure, WARM_UP } from './pipeline/rounds.ts';
import { capture, gatewayOn, newDatabase, startBare, startGateway, type Place } from './pipeline/runner.ts';
import { measureStarts } from './pipeline/starts.ts';

export { rowsOf } from './pipeline/table.ts';

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

/** Runs the benchmark; takes about `rounds × seconds × 8`, and a few minutes more for a million resources. */
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
  // On one Redis each has a database of its own, or they would take one another's jobs.
  const bare = await startBare(place, `bare_${name}`, template, redis === undefined ? redis : `${redis}/1`);
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
