// May I have a whole site? Gateway, workers, receivers and database as processes of their own, on free ports, in a directory that goes away.

import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createClient, type Client } from '../../../src/cli/client.ts';
import { stopEmbedded } from '../../../src/store/embedded/stop.ts';
import { keep, type Kept } from './kept-process.ts';
import { freePorts } from './ports.ts';
import { killPostgres } from './postmaster.ts';
import { receiversAt, type Receivers } from './receivers.ts';

/** What the site is made of. */
export interface SiteOptions {
  /** Settings of gateway and workers, over those of the site. */
  readonly env?: Readonly<Record<string, string>>;
  /** Worker processes beside the gateway; 0: the gateway does everything. */
  readonly workers?: number;
  /** Queues on a Redis of the site's own. */
  readonly redis?: boolean;
}

/** A site that runs. */
export interface Site {
  readonly url: string;
  readonly client: Client;
  readonly receivers: Receivers;
  readonly gateway: Kept;
  readonly workers: readonly Kept[];
  readonly sandbox: Kept;
  readonly redis: Kept | undefined;
  readonly directory: string;
  /** Rows of the embedded database, read over a connection of their own. */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** `kill -9` of the database. */
  killPostgres(tree: boolean): boolean;
  /** Everything all processes wrote. */
  output(): string;
  /** Stops gently and removes everything (`keepLogs`: all but the logs). Resolves to the exit codes of workers and gateway. */
  stop(keepLogs?: boolean): Promise<readonly (number | null)[]>;
}

const ROOT = join(import.meta.dirname, '..', '..', '..');
const TIED = ['--no-warnings', '--import', join(import.meta.dirname, 'tied.mjs')];
const PREFIX = 'lenke-site-';
const READY = /"pid": \d+/;

/** Locks of about a second: what died is noticed within two. */
export const SHORT_LOCKS: Readonly<Record<string, string>> = {
  LENKE_JOB_LOCK_MS: '1000',
  LENKE_LEASE_MS: '2000',
  LENKE_SWEEP_SECONDS: '1',
};

/** Starts a site and waits until everything is ready. */
export async function startSite(options: SiteOptions = {}): Promise<Site> {
  await removeDeadSites();
  const directory = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const [port = 0, sandboxPort = 0, redisPort = 0] = await freePorts(3);
  const redis = options.redis === true ? keepRedis(directory, redisPort) : undefined;
  await redis?.whenReady();
  const sandbox = keepSandbox(directory, sandboxPort);
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const env = {
    ...surroundings(),
    LENKE_DATA: join(directory, 'data'),
    LENKE_PORT: String(port),
    LENKE_BASE_URL: `http://127.0.0.1:${port}`,
    LENKE_SANDBOX_URL: sandboxUrl,
    LENKE_RETRY_CLASS: 'chaos',
    // Two processes and what a killed one leaves behind must fit into the 60 connections of the embedded server.
    LENKE_DATABASE_POOL: '8',
    LENKE_LOG: 'info',
    ...(redis && { REDIS_URL: `redis://127.0.0.1:${redisPort}` }),
    ...options.env,
  };
  const count = options.workers ?? 1;
  const gateway = keepGateway(directory, 'gateway', count === 0 ? 'api,worker,tick' : 'api,tick', env);
  await gateway.whenReady();
  const workers = Array.from({ length: count }, (_, at) =>
    keepGateway(directory, `worker-${at + 1}`, 'worker', env),
  );
  await Promise.all([sandbox, ...workers].map((kept) => kept.whenReady()));
  return siteOf({ directory, url: `http://127.0.0.1:${port}`, sandboxUrl, gateway, workers, sandbox, redis });
}

interface Parts {
  readonly directory: string;
  readonly url: string;
  readonly sandboxUrl: string;
  readonly gateway: Kept;
  readonly workers: readonly Kept[];
  readonly sandbox: Kept;
  readonly redis: Kept | undefined;
}

function siteOf(parts: Parts): Site {
  const { directory, url, gateway, workers, sandbox, redis } = parts;
  const data = join(directory, 'data');
  const all = [gateway, ...workers, sandbox, ...(redis ? [redis] : [])];
  return {
    url,
    client: createClient(url, undefined),
    receivers: receiversAt(parts.sandboxUrl),
    gateway,
    workers,
    sandbox,
    redis,
    directory,
    query: (text, values = []) => queryOnce(data, text, values),
    killPostgres: (tree) => killPostgres(data, tree),
    output: () => all.map((kept) => kept.output()).join('\n'),
    async stop(keepLogs = false) {
      const codes = [await Promise.all(workers.map((worker) => worker.stop())), await gateway.stop()].flat();
      await Promise.all([sandbox.stop(), redis?.stop()]);
      await stopEmbedded(data);
      rmSync(keepLogs ? data : directory, { recursive: true, force: true, maxRetries: 5 });
      return codes;
    },
  };
}

/** PATH and HOME only: no setting of the developer's shell may decide what a test proves. */
function surroundings(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' };
}

function keepGateway(
  directory: string,
  name: string,
  roles: string,
  env: Readonly<Record<string, string>>,
): Kept {
  const args = [...TIED, join(ROOT, 'bin', 'lenke.mjs'), 'serve', '--roles', roles, '--json'];
  return keep({ name, file: process.execPath, args, env, log: join(directory, `${name}.log`), ready: READY });
}

function keepSandbox(directory: string, port: number): Kept {
  const args = [
    '--no-warnings',
    join(ROOT, 'src', 'sandbox', 'process.ts'),
    '--port',
    String(port),
    '--tied',
  ];
  return keep({
    name: 'sandbox',
    file: process.execPath,
    args,
    env: surroundings(),
    log: join(directory, 'sandbox.log'),
    ready: /"url"/,
  });
}

/** A Redis that keeps nothing over a restart: killing it is the worst that can happen to it. */
function keepRedis(directory: string, port: number): Kept {
  const dir = join(directory, 'redis');
  mkdirSync(dir);
  return keep({
    name: 'redis',
    file: 'redis-server',
    args: ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'no'],
    env: surroundings(),
    log: join(directory, 'redis.log'),
    ready: /Ready to accept connections/,
  });
}

async function queryOnce<Row>(data: string, text: string, values: readonly unknown[]): Promise<Row[]> {
  const read = (name: string) => readFileSync(join(data, name), 'utf8').trim();
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(read('postgres.port')),
    user: 'lenke',
    password: read('postgres.password'),
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows as Row[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Databases of test runs that were killed; their processes ended with them, the servers did not. */
async function removeDeadSites(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^lenke-site-(\d+)-/.exec(name)?.[1]);
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    const directory = join(tmpdir(), name);
    await stopEmbedded(join(directory, 'data'));
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
