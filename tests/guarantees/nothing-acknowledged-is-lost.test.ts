// Promise: what was acknowledged arrives, once, whatever is killed. Real processes, real kills, a checker that believes nobody.

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { drill, type DrillReport } from '../support/chaos/drill.ts';

/** The seed of a failed run plays the same blows again: LENKE_CHAOS_SEED. LENKE_CHAOS_KILLS makes it longer or shorter. */
const SEED = Number(process.env['LENKE_CHAOS_SEED'] ?? Math.floor(Math.random() * 1e9));
const KILLS = Number(process.env['LENKE_CHAOS_KILLS'] ?? 200);
const REDIS_KILLS = Math.min(KILLS, 40);
/** Twice what a kill takes on two cores that others use too, and the start. */
const PER_KILL_MS = 4_000;
const AROUND_MS = 300_000;

const tell = (text: string): void => void process.stderr.write(`  ${text}\n`);

/** Every list must be empty; shown whole, so that a failure names what it is about. */
function expectKept(report: DrillReport): void {
  const { seed, settled, lost, twice, changed, leaked, stuck, surprises } = report;
  expect({ seed, settled, lost, twice, changed, leaked, stuck, surprises }).toEqual({
    seed,
    settled: true,
    lost: [],
    twice: [],
    changed: [],
    leaked: [],
    stuck: [],
    surprises: {},
  });
  // A run in which nothing was sent, or nothing had to be repeated, proves nothing.
  expect(report.acknowledged).toBeGreaterThan(report.kills);
  expect(report.sendings).toBeGreaterThan(report.acknowledged);
  expect(report.exits.every((code) => code === 0)).toBe(true);
}

function summary({ blows, acknowledged, sendings, starts, seconds }: DrillReport): string {
  return JSON.stringify({ acknowledged, sendings, blows, starts, seconds });
}

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

describe('every acknowledged birth reaches HABU, the child health service and the GP exactly once', () => {
  test(
    `when gateway, workers and PostgreSQL are killed ${KILLS} times under load`,
    async () => {
      tell(`LENKE_CHAOS_SEED=${SEED} LENKE_CHAOS_KILLS=${KILLS}`);
      const report = await drill({ seed: SEED, kills: KILLS, tell });
      tell(summary(report));
      expectKept(report);
    },
    KILLS * PER_KILL_MS + AROUND_MS,
  );

  const onRedis = hasRedis ? test : test.skip;
  if (!hasRedis) tell('skipped: no redis-server on PATH');
  onRedis(
    `when Redis too is killed and flushed, ${REDIS_KILLS} times`,
    async () => {
      tell(`LENKE_CHAOS_SEED=${SEED} LENKE_CHAOS_KILLS=${REDIS_KILLS} with Redis`);
      const report = await drill({ seed: SEED, kills: REDIS_KILLS, redis: true, tell });
      tell(summary(report));
      expectKept(report);
    },
    REDIS_KILLS * PER_KILL_MS + AROUND_MS,
  );
});
