// Is anything lost when everything dies? One run: load, blows, healing, waiting until the journal is settled, the checker.

import { setTimeout as sleep } from 'node:timers/promises';
import { SHORT_LOCKS, startSite, type Site } from '../site/site.ts';
import { check, type Findings } from './check.ts';
import { startLoad } from './load.ts';
import { strike, type Blows } from './nemesis.ts';
import { createRandom } from './random.ts';

export interface DrillOptions {
  readonly seed: number;
  readonly kills: number;
  readonly redis?: boolean;
  /** Locks, lease and sweep as in production instead of short ones. */
  readonly productionLocks?: boolean;
  readonly workers?: number;
  readonly everyMs?: number;
  readonly perSecond?: number;
  readonly tell?: (text: string) => void;
}

/** What a run came to. */
export interface DrillReport extends Findings {
  readonly seed: number;
  readonly kills: number;
  readonly blows: Blows;
  readonly acknowledged: number;
  /** Sendings until the first acknowledgement, over all births. */
  readonly sendings: number;
  /** Answers to the senders that were neither 2xx nor 503, by status. */
  readonly surprises: Readonly<Record<string, number>>;
  readonly starts: Readonly<Record<string, number>>;
  readonly seconds: { readonly load: number; readonly settle: number };
  /** False: something was still under way when the patience was over. */
  readonly settled: boolean;
  /** Exit codes of workers and gateway when they were asked to stop; 0 is a clean stop. */
  readonly exits: readonly (number | null)[];
}

const SETTLE_WITHIN_MS = { short: 120_000, production: 600_000 };

/** Runs a drill on a site of its own. Fails only when the site cannot be started; what was found is in the report. */
export async function drill(options: DrillOptions): Promise<DrillReport> {
  const random = createRandom(options.seed);
  const site = await startSite({
    workers: options.workers ?? 2,
    redis: options.redis === true,
    env: { LENKE_LOG: 'warn', ...(options.productionLocks !== true && SHORT_LOCKS) },
  });
  let report: Omit<DrillReport, 'exits'> | undefined;
  try {
    report = await run(site, random, options);
  } finally {
    const failed = report === undefined || !isKept(report);
    const exits = await site.stop(failed);
    if (failed) options.tell?.(`logs are in ${site.directory}`);
    if (report) report = { ...report, exits } as DrillReport;
  }
  return report as DrillReport;
}

/** True when every promise was kept. */
export function isKept({
  settled,
  lost,
  twice,
  changed,
  leaked,
  stuck,
}: Omit<DrillReport, 'exits'>): boolean {
  return settled && [lost, twice, changed, leaked, stuck].every((list) => list.length === 0);
}

async function run(
  site: Site,
  random: ReturnType<typeof createRandom>,
  options: DrillOptions,
): Promise<Omit<DrillReport, 'exits'>> {
  const { kills, tell, everyMs = 1000, perSecond = 12 } = options;
  const began = performance.now();
  const load = startLoad({ url: site.url, random: createRandom(options.seed + 1), perSecond });
  // Nothing is proved by killing what has not begun to work.
  await sleep(2000);
  const progress = (): number => load.ledger.acknowledged().length;
  const blows = await strike({ site, random, kills, everyMs, progress, ...(tell && { tell }) });
  await heal(site);
  await load.stop();
  const loaded = performance.now();
  tell?.(`${load.ledger.acknowledged().length} births acknowledged, waiting until all is settled`);
  const patience = options.productionLocks === true ? SETTLE_WITHIN_MS.production : SETTLE_WITHIN_MS.short;
  const settled = await untilSettled(site, patience);
  const ended = performance.now();
  const found = await check(site, load.ledger);
  const acknowledged = load.ledger.acknowledged();
  if (load.surprises.size > 0) explain(site, tell);
  return {
    seed: options.seed,
    kills,
    blows,
    ...found,
    acknowledged: acknowledged.length,
    sendings: acknowledged.reduce((sum, { sendings }) => sum + sendings, 0),
    surprises: Object.fromEntries(load.surprises),
    starts: Object.fromEntries([site.gateway, ...site.workers].map((kept) => [kept.name, kept.readies()])),
    seconds: { load: seconds(loaded - began), settle: seconds(ended - loaded) },
    settled,
  };
}

/** What the gateway wrote about failures it has no name for: once the site is gone, so are its logs. */
function explain(site: Site, tell: ((text: string) => void) | undefined): void {
  const lines = site.gateway.output().split('\n');
  for (const line of lines.filter((each) => each.includes('LENKE_INTERNAL')).slice(0, 5))
    tell?.(line.slice(0, 2000));
}

/** No fault is left and everything runs. */
async function heal(site: Site): Promise<void> {
  await site.receivers.heal();
  await Promise.all(
    [site.gateway, ...site.workers, ...(site.redis ? [site.redis] : [])].map((kept) => kept.whenReady()),
  );
}

/** True when no event waits to be planned and no delivery stands, three looks in a row. */
export async function untilSettled(site: Site, withinMs: number): Promise<boolean> {
  let quiet = 0;
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(300)) {
    quiet = (await waiting(site)) === 0 ? quiet + 1 : 0;
    if (quiet === 3) return true;
  }
  return false;
}

async function waiting(site: Site): Promise<number> {
  const rows = await site
    .query<{ count: number }>(
      `select (select count(*) from events where status = 'accepted')::int
            + (select count(*) from deliveries where standing)::int as count`,
    )
    .catch(() => undefined);
  return rows?.[0]?.count ?? -1;
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
