// A region's births are played to the sixth birthday: nothing invalid, nothing lost, and the same seed plays the same lives.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OpenPipeline } from '../../src/cli/gateway.ts';
import { loadConfig } from '../../src/config/load.ts';
import { fixedClock } from '../../src/domain/clock.ts';
import { openPipeline } from '../../src/main/open-pipeline.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import { codeSystem } from '../../src/pipeline/canonical.ts';
import type { Observer } from '../../src/pipeline/ports.ts';
import { rebuild } from '../../src/pipeline/telling/rebuild.ts';
import { checkAll, type Counted } from '../../src/sandbox/simulate/check.ts';
import { createRandom } from '../../src/sandbox/simulate/random.ts';
import { createReceiver, nothingReceived } from '../../src/sandbox/simulate/receiver.ts';
import { isKept, type SimulationReport } from '../../src/sandbox/simulate/report.ts';
import { sharesWith } from '../../src/sandbox/simulate/shares.ts';
import { simulate } from '../../src/sandbox/simulate/simulate.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

interface Played {
  readonly report: SimulationReport;
  readonly pipeline: OpenPipeline;
  readonly counted: Counted;
  close(): Promise<void>;
}

async function playSmall(births: number): Promise<Played> {
  const database: TestDatabase = await testDatabase();
  const config = loadConfig({ DATABASE_URL: database.connectionString, LENKE_LAYER: 'no-krs' }, {});
  const clock = fixedClock(new Date(0));
  const received = nothingReceived();
  const random = createRandom(3);
  const findings: Record<string, number> = {};
  const observe: Observer = {
    count: (name, { code = '' }) => {
      if (name === 'lenke_findings_total') findings[code] = (findings[code] ?? 0) + 1;
    },
    time: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const pipeline = await openPipeline(config, {
    clock,
    observe,
    random: random.next,
    sender: (validator) => createReceiver({ validator, clock, random, away: 0.1 }, received),
  });
  const counted = (name: string) => (name === 'lenke_findings_total' ? findings : {});
  const report = await simulate(
    {
      births,
      years: 7,
      seed: 3,
      year: '2026-01-01',
      shares: sharesWith({ lar: 0.5 }),
      tell: () => undefined,
      stopping: new AbortController().signal,
    },
    { ports: pipeline.ports, clock, received, counted, forgotten: () => 0 },
  );
  const taken = { submissions: 0, resources: 0, events: 0, refused: 0, withoutCase: 0 };
  return {
    report,
    pipeline,
    counted: { taken, received, findings, forgotten: 0, memory: [], cases: [] },
    async close() {
      await pipeline.close();
      await database.drop();
    },
  };
}

const played: Played[] = [];
beforeAll(async () => {
  played.push(await playSmall(2));
}, 400_000);
afterAll(async () => {
  for (const one of played) await one.close();
});

const first = (): Played => {
  const [one] = played;
  if (!one) throw new Error('nothing was played');
  return one;
};

test('every promise of a simulation is kept to the sixth birthday', () => {
  const { report } = first();
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(isKept(report)).toBe(true);
  expect(report.checks.length).toBeGreaterThan(8);
  expect(report.lives['played']).toBe(2);
  expect(report.to.slice(0, 4)).toBe('2032');
});

test('the lives reach their birth, their discharge and the deadlines of the sixth year', () => {
  const { report } = first();
  expect(report.events['E_LIVEBIRTH'] ?? report.timers.length).toBeGreaterThan(0);
  const codes = report.timers.filter(({ state }) => state !== 'open').map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['T-DAY42', 'T-PHYS4M', 'T-FHS5Y', 'T-RESCREEN-P']));
  expect(report.received.requests).toBeGreaterThan(0);
});

test('the same seed plays the same lives, byte for byte of what leaves', async () => {
  const again = await playSmall(2);
  played.push(again);
  const figures = ({ report: { lives, came, ran, deliveries, received, timers, findings } }: Played) => ({
    lives,
    came,
    ran,
    deliveries,
    received,
    timers,
    findings,
  });
  expect(figures(again)).toEqual(figures(first()));
}, 400_000);

test('a deadline that nobody let ring is noticed', async () => {
  const { pipeline, counted } = first();
  const { ports } = pipeline;
  const [known] = (await ports.store.timers.list({}, { limit: 1 })).items;
  if (!known) throw new Error('no timer was started');
  const due = new Date(ports.clock.now().getTime() - 1000);
  await ports.store.tx((tx) =>
    ports.store.timers.insert(tx, [{ ...known, id: 'nobody-lets-it-ring', due, state: 'open' }]),
  );
  const broken = (await checkAll(counted, ports)).filter(({ ok }) => !ok).map(({ name }) => name);
  expect(broken).toEqual(['no timer is lost']);
});

describe('a case played again from its events', () => {
  const cases = async (): Promise<readonly string[]> => {
    const { store } = first().pipeline.ports;
    const { items } = await store.events.list({ code: 'E_CONTACT' }, { limit: 10 });
    return items.map((event) => event.case);
  };
  const again = async (caseRef: string, apply = false) => {
    const found = await rebuild({ case: caseRef, apply, by: 'test' }, first().pipeline.ports);
    if (!found) throw new Error('no case');
    const wrong = found.machines.filter(({ stored, replayed }) => stored !== replayed);
    return { ...found, wrong };
  };

  test('stands where it stood', async () => {
    expect((await cases()).length).toBe(2);
    for (const one of await cases()) {
      const { events, machines, wrong } = await again(one);
      expect(events).toBeGreaterThan(5);
      expect(machines.map(({ machine }) => machine)).toContain('child');
      expect(wrong).toEqual([]);
    }
  });

  test('shows a state that somebody overwrote, and mends it when asked', async () => {
    const { ports } = first().pipeline;
    const all = await Promise.all((await cases()).map((one) => again(one)));
    const known = all.find(({ machines }) => machines[0]?.stored !== 'S_CONCERN') ?? all[0];
    const [hers] = known?.machines ?? [];
    if (!known || !hers?.episode) throw new Error('no machine');
    const tag = [{ system: codeSystem('tk-state'), code: 'S_CONCERN' }];
    const amended = (tags: readonly object[]) => (now: JsonObject) => ({
      ...now,
      meta: { ...(now['meta'] as object), tag: tags },
    });
    const { episode } = hers;
    await ports.store.tx((tx) => ports.store.records.amend(tx, episode, amended(tag), ports.clock.now()));
    const found = await again(known.case);
    // A birth shows by itself that she has come at least so far: what the records prove is not lost with the tag.
    expect(found.wrong.map(({ replayed }) => replayed)).toEqual([hers.replayed]);
    expect((await again(known.case, true)).mended).toBe(1);
    const after = await again(known.case);
    expect([after.wrong, after.machines[0]?.stored]).toEqual([[], hers.stored]);
  });

  test('is nothing for an episode that is no case', async () => {
    expect(
      await rebuild({ case: 'EpisodeOfCare/none', apply: true, by: 'test' }, first().pipeline.ports),
    ).toBeUndefined();
  });
});
