// What is struck next? Kills of processes and faults of receivers, chosen by a seed.

import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { FaultOrder } from '../site/receivers.ts';
import type { Site } from '../site/site.ts';
import type { Random } from './random.ts';

/** What was struck how often. */
export type Blows = Record<string, number>;

export interface NemesisOptions {
  readonly site: Site;
  readonly random: Random;
  readonly kills: number;
  /** Mean milliseconds between two kills, when there is work under way. */
  readonly everyMs: number;
  /** How much was acknowledged so far. */
  readonly progress: () => number;
  readonly tell?: (text: string) => void;
}

type Strike = (site: Site, random: Random) => boolean | Promise<boolean>;

/** Kills; each answers whether there was somebody to kill. */
const KILLS: Readonly<Record<string, Strike>> = {
  gateway: ({ gateway }) => gateway.signal('SIGKILL'),
  worker: ({ workers }, random) => {
    const [first, ...rest] = workers;
    return first !== undefined && random.pick([first, ...rest]).signal('SIGKILL');
  },
  'postgres tree': (site) => site.killPostgres(true),
  postmaster: (site) => site.killPostgres(false),
  'redis killed': ({ redis }) => redis?.signal('SIGKILL') ?? false,
  'redis flushed': ({ redis }) => redis !== undefined && flush(redis.output()),
};

/** The database comes back in a fraction of a second, a gateway in one or two: weighted so that both are up most of the time. */
const WITHOUT_REDIS = [
  'gateway',
  'worker',
  'postgres tree',
  'postmaster',
  'worker',
  'postgres tree',
  'postgres tree',
] as const;
const WITH_REDIS = [
  'redis killed',
  'redis flushed',
  'redis killed',
  'worker',
  'gateway',
  'postgres tree',
] as const;

const PATIENCE_MS = 10_000;

/** Receivers that misbehave, and how. Each fault heals by itself after a few requests: the load must go on. */
const SYSTEMS = ['habu', 'kommune', 'fastlege'] as const;
const FAULTS = [
  'cut-after-work',
  'error500',
  'down',
  'busy429',
  'slow',
  'wrong-content-type',
  'conflict409',
] as const;

/** Strikes until `kills` processes were killed. Resolves to what was struck how often. */
export async function strike(options: NemesisOptions): Promise<Blows> {
  const { site, random, kills, everyMs, tell } = options;
  const blows: Blows = {};
  const count = (what: string): void => {
    blows[what] = (blows[what] ?? 0) + 1;
  };
  const kinds = site.redis ? WITH_REDIS : WITHOUT_REDIS;
  for (let killed = 0; killed < kills; ) {
    const before = options.progress();
    await sleep(random.between(everyMs * 0.2, everyMs));
    // Mostly something was acknowledged between two kills; now and then the second comes while the first still hurts.
    if (random.chance(0.85)) await untilProgress(options, before);
    if (random.chance(0.5)) count(`fault ${await misbehave(site, random)}`);
    const what = random.pick(kinds);
    if ((await KILLS[what]?.(site, random)) !== true) continue;
    killed++;
    count(what);
    if (killed % 20 === 0) tell?.(`${killed} of ${kills} kills`);
  }
  return blows;
}

/** Nothing is proved by killing what does not work: waits for an acknowledgement, a slow machine's start-up at most. */
async function untilProgress({ progress, site }: NemesisOptions, before: number): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(20)) {
    if (progress() > before && site.gateway.isReady()) return;
  }
}

async function misbehave(site: Site, random: Random): Promise<string> {
  const system = random.pick(SYSTEMS);
  const kind = random.pick(FAULTS);
  const order: FaultOrder = {
    kind,
    times: random.between(1, 4),
    ms: random.between(100, 4000),
    retryAfter: 1,
  };
  await site.receivers.fault(system, order);
  return kind;
}

/** FLUSHALL: Redis lives and has forgotten everything. */
async function flush(said: string): Promise<boolean> {
  const port = Number(/port=(\d+)/.exec(said)?.[1]);
  const client = new Redis({ port, lazyConnect: true, retryStrategy: () => null, connectTimeout: 1000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.flushall();
    return true;
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}
