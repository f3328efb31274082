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
  /** Mean milliseconds between two kills. */
  readonly everyMs: number;
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

const WITHOUT_REDIS = ['gateway', 'worker', 'postgres tree', 'postmaster'] as const;
const WITH_REDIS = ['redis killed', 'redis flushed', 'worker', 'gateway', 'postgres tree'] as const;

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
export async function strike({ site, random, kills, everyMs, tell }: NemesisOptions): Promise<Blows> {
  const blows: Blows = {};
  const count = (what: string): void => {
    blows[what] = (blows[what] ?? 0) + 1;
  };
  const kinds = site.redis ? WITH_REDIS : WITHOUT_REDIS;
  for (let killed = 0; killed < kills; ) {
    await sleep(random.between(everyMs * 0.5, everyMs * 1.5));
    if (random.chance(0.5)) count(`fault ${await misbehave(site, random)}`);
    const what = victim(site, random, kinds);
    if ((await KILLS[what]?.(site, random)) !== true) continue;
    killed++;
    count(what);
    if (killed % 20 === 0) tell?.(`${killed} of ${kills} kills`);
  }
  return blows;
}

/**
 * In turn as the seed says; but a gateway that is still starting is mostly let come up: a gateway that is never there
 * acknowledges nothing, and then nothing is proved.
 */
function victim(site: Site, random: Random, kinds: readonly [string, ...string[]]): string {
  const chosen = random.pick(kinds);
  const spare = random.chance(0.75);
  return chosen === 'gateway' && spare && !site.gateway.isReady() ? 'postmaster' : chosen;
}

async function misbehave(site: Site, random: Random): Promise<string> {
  const system = random.pick(SYSTEMS);
  const kind = random.pick(FAULTS);
  const order: FaultOrder = { kind, times: random.between(1, 4), ms: random.between(100, 4000), retryAfter: 1 };
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
