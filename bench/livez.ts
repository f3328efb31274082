// Does the gateway still answer while it works on something large? Latency of /livez during large bodies, one kind after the other.

import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { table } from '../src/cli/output.ts';
import { largeBundle } from './large-bundle.ts';
import type { Post, Posted } from './livez/poster.ts';
import { startChild } from './pipeline/child.ts';
import { percentile, round } from './pipeline/numbers.ts';

export interface BenchOptions {
  /** Seconds of each kind of body. */
  readonly seconds?: number;
  readonly tell?: (text: string) => void;
}

/** Milliseconds of /livez while one kind of body was sent again and again; the posts that were answered, and their median. */
export interface LivezRow {
  readonly name: string;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly asked: number;
  readonly posts: number;
  readonly postMs: number;
  readonly status: string;
}

export interface BenchResult {
  readonly node: string;
  readonly rows: readonly LivezRow[];
  /** Resident memory of the gateway at the end, megabytes. */
  readonly rssMb: number;
}

/** What is promised: the 99th percentile while large inputs are validated. */
const BAR_MS = 10;
const MB = 1_000_000;
/** Between two askings; a monitor is not in such a hurry. */
const GAP_MS = 2;

interface Kind {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly packed?: boolean;
}

function inParameters(bundle: string): string {
  return `{"resourceType":"Parameters","parameter":[{"name":"resource","resource":${bundle}}]}`;
}

function kinds(): readonly Kind[] {
  const path = '/fhir/Bundle/$validate';
  const seven = largeBundle(7 * MB);
  const large = largeBundle(25 * MB);
  return [
    { name: '$validate 7 MB', path, text: seven },
    { name: '$validate 25 MB', path, text: large },
    { name: '$validate 25 MB, gzip', path, text: large, packed: true },
    { name: '$validate 7 MB in Parameters', path, text: inParameters(seven) },
    { name: '$validate 7 MB, thousands of faults', path, text: largeBundle(7 * MB, { faultIn: 3 }) },
    { name: '$validate 7 MB, cut off', path, text: seven.slice(0, -10) },
    { name: 'transaction 7 MB, refused', path: '/fhir', text: largeBundle(7 * MB, { type: 'transaction' }) },
  ];
}

async function livez(url: string, agent: Agent): Promise<number> {
  const began = performance.now();
  const [response] = await once(get(`${url}/livez`, { agent }), 'response');
  response.resume();
  await once(response, 'end');
  return performance.now() - began;
}

/** Asks /livez again and again until `until` is over. */
async function ask(url: string, until: Promise<unknown>): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const state = { over: false };
  void until.finally(() => (state.over = true));
  const times: number[] = [];
  while (!state.over) {
    times.push(await livez(url, agent));
    await pause(GAP_MS);
  }
  agent.destroy();
  return times;
}

async function posts(post: Post, seconds: number): Promise<Posted[]> {
  const worker = new Worker(new URL('./livez/poster.ts', import.meta.url), { workerData: post });
  const all: Posted[] = [];
  const end = performance.now() + seconds * 1000;
  // The first one starts the thread and warms it; it counts like the others, for somebody has to be first.
  while (performance.now() < end) {
    worker.postMessage('go');
    const [posted]: Posted[] = await once(worker, 'message');
    if (posted) all.push(posted);
  }
  await worker.terminate();
  return all;
}

async function measure(url: string, { name, path, text, packed }: Kind, seconds: number): Promise<LivezRow> {
  const plain = Buffer.from(text);
  const bytes = packed === true ? gzipSync(plain) : plain;
  const work = posts({ url: url + path, bytes, ...(packed === true && { encoding: 'gzip' }) }, seconds);
  const times = await ask(url, work);
  const done = await work;
  return {
    name,
    p50: round(percentile(times, 0.5)),
    p99: round(percentile(times, 0.99)),
    max: round(Math.max(...times)),
    asked: times.length,
    posts: done.length,
    postMs: round(
      percentile(
        done.map(({ ms }) => ms),
        0.5,
      ),
      0,
    ),
    status: [...new Set(done.map(({ status }) => status))].join(', '),
  };
}

/**
 * Runs it: a gateway of its own, the kinds of bodies one after the other. The first row is without any, measured between
 * the kinds: it says what the machine does to everybody.
 */
export async function bench({
  seconds = 8,
  tell = () => undefined,
}: BenchOptions = {}): Promise<BenchResult> {
  const directory = mkdtempSync(join(tmpdir(), 'lenke-bench-livez-'));
  const env = { LENKE_DATA: directory, LENKE_PORT: '0', LENKE_LOG: 'warn', LENKE_MAX_BODY: '67108864' };
  const gateway = await startChild('bin/lenke.mjs', ['serve', '--json'], env);
  try {
    const idle: number[] = [];
    const rows: LivezRow[] = [];
    for (const kind of kinds()) {
      tell(kind.name);
      idle.push(...(await ask(gateway.url, pause(seconds * 250))));
      rows.push(await measure(gateway.url, kind, seconds));
    }
    return { node: process.version, rows: [quiet(idle), ...rows], rssMb: round(gateway.rssMb(), 0) };
  } finally {
    await gateway.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

function quiet(times: readonly number[]): LivezRow {
  return {
    name: 'nothing else',
    p50: round(percentile(times, 0.5)),
    p99: round(percentile(times, 0.99)),
    max: round(Math.max(...times)),
    asked: times.length,
    posts: 0,
    postMs: 0,
    status: '',
  };
}

/** The result as rows for people. */
export function rowsOf({ rows, rssMb }: BenchResult): readonly (readonly string[])[] {
  const ms = (value: number): string => value.toFixed(1).padStart(6);
  const bar = ({ name, p99 }: LivezRow): string => {
    if (!name.startsWith('$validate')) return 'reported';
    return `p99 ${BAR_MS} ms ${p99 < BAR_MS ? 'reached' : 'MISSED'}`;
  };
  return [
    ['milliseconds of /livez during', 'p50', 'p99', 'longest', 'asked', 'bodies', 'median', 'status', 'bar'],
    ...rows.map((row) => [
      row.name,
      ms(row.p50),
      ms(row.p99),
      ms(row.max),
      String(row.asked),
      String(row.posts),
      `${row.postMs} ms`,
      row.status,
      bar(row),
    ]),
    ['resident memory of the gateway at the end', `${rssMb} MB`],
  ];
}

if (process.argv[1]?.endsWith('bench/livez.ts') === true) {
  const result = await bench({ tell: (text) => process.stderr.write(`${text}\n`) });
  console.log(process.argv.includes('--json') ? JSON.stringify(result) : table(rowsOf(result)));
}
