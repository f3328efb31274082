// A loss stops every timer and every send that waits, in the moment it is acknowledged and within a second, whatever else the case waits for.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OpenPipeline } from '../../src/cli/gateway.ts';
import { loadConfig } from '../../src/config/load.ts';
import { fixedClock } from '../../src/domain/clock.ts';
import { contentId, deliveryId, eventId, parseRecipientId, type Ref } from '../../src/domain/identity.ts';
import type { Timer } from '../../src/domain/timer.ts';
import { openPipeline } from '../../src/main/open-pipeline.ts';
import { codeSystem } from '../../src/pipeline/canonical.ts';
import type { Observer } from '../../src/pipeline/ports.ts';
import { ringTimers } from '../../src/pipeline/ring.ts';
import { processEvent } from '../../src/pipeline/process.ts';
import { createHands, type Hands } from '../../src/sandbox/simulate/hands.ts';
import { drawLife, type Life } from '../../src/sandbox/simulate/life.ts';
import { createRandom, randomOf } from '../../src/sandbox/simulate/random.ts';
import { createReceiver, nothingReceived } from '../../src/sandbox/simulate/receiver.ts';
import { birth, TWINS } from '../../src/sandbox/people.ts';
import { sandboxId } from '../../src/sandbox/parts.ts';
import * as write from '../../src/sandbox/simulate/resources.ts';
import { sharesWith } from '../../src/sandbox/simulate/shares.ts';
import type { PlannedDelivery } from '../../src/store/journal/types.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const NOW = new Date('2026-05-04T10:00:00Z');
const TIMERS = 3000;
const SENDS = 400;

const clock = fixedClock(NOW);
const broken = { planning: false };
const world: { database?: TestDatabase; pipeline?: OpenPipeline } = {};
const quiet = () => undefined;
const observe: Observer = { count: quiet, time: quiet, info: quiet, warn: quiet, error: quiet };

beforeAll(async () => {
  world.database = await testDatabase();
  const config = loadConfig({ DATABASE_URL: world.database.connectionString, LENKE_LAYER: 'no-krs' }, {});
  const random = createRandom(1);
  world.pipeline = await openPipeline(config, {
    clock,
    observe,
    random: random.next,
    sender: (validator) => createReceiver({ validator, clock, random, away: 0 }, nothingReceived()),
  });
}, 60_000);
afterAll(async () => {
  await world.pipeline?.close();
  await world.database?.drop();
});

function portsOf(): OpenPipeline['ports'] {
  if (!world.pipeline) throw new Error('no pipeline');
  const { ports } = world.pipeline;
  return broken.planning
    ? { ...ports, pathway: { ...ports.pathway, byEvent: new Map(), actions: [] } }
    : ports;
}

interface Case {
  readonly life: Life;
  readonly case: Ref;
  readonly hands: Hands;
}

/** A pregnancy that is followed, with an event in its line that nobody has planned yet. */
async function open(n: number): Promise<Case> {
  const life = {
    ...drawLife(n, '2026-10-01', randomOf(1, n), sharesWith()),
    ga0: '2026-01-05',
    found: '2026-03-02',
  };
  const caseRef: Ref = `EpisodeOfCare/${life.episode}`;
  const taken = { submissions: 0, resources: 0, events: 0, refused: 0, withoutCase: 0 };
  const hands = createHands(caseRef, portsOf(), taken);
  await hands.put(write.person(life), write.episode(life), write.pregnancy(life, '2026-03-02'));
  expect([taken.refused, taken.events > 0]).toEqual([0, true]);
  return { life, case: caseRef, hands };
}

async function burden({ life, case: caseRef }: Case): Promise<void> {
  const subject: Ref = `Patient/${life.patient}`;
  const timers = Array.from(
    { length: TIMERS },
    (_, n): Timer => ({
      id: contentId('burden', caseRef, String(n)),
      code: 'T-W34',
      action: 'A-W34',
      subject,
      case: caseRef,
      eventId: eventId('burden', caseRef),
      due: new Date(NOW.getTime() + n * 3_600_000),
      late: false,
      cancelOn: [],
      state: 'open',
    }),
  );
  const to = parseRecipientId('fhs');
  if (!to) throw new Error('no recipient');
  const sends = Array.from(
    { length: SENDS },
    (_, n): PlannedDelivery => ({
      id: deliveryId('burden', caseRef, String(n)),
      eventId: eventId('burden', caseRef),
      action: n % 100 === 0 ? 'A-REFERRAL-ROUTE' : 'A-PLAN-SHARE',
      recipient: to,
      role: 'fhs',
      subject,
      case: caseRef,
      persons: [subject],
      lane: `burden ${caseRef} ${n}`,
      content: [{ reference: subject, version: 1, classes: ['D1'], essential: true }],
      claimedBasis: 'HPL45',
      evaluateOnly: false,
      notBefore: NOW,
      plannedAt: NOW,
      state: n % 3 === 0 ? 'planned' : 'queued',
      effect: 'permit',
      rule: 'R8',
      basis: 'HPL45',
    }),
  );
  const { store } = portsOf();
  await store.tx(async (tx) => {
    await store.timers.insert(tx, timers);
    await store.deliveries.plan(tx, sends);
  });
}

async function standing({ case: caseRef }: Case): Promise<{ timers: number; sends: readonly string[] }> {
  const { store } = portsOf();
  const timers = await store.query<{ count: number }>(
    `select count(*)::int as count from timers where case_ref = $1 and state = 'open'`,
    [caseRef],
  );
  const sends = await store.tx((tx) => store.deliveries.waiting(caseRef, tx));
  return { timers: timers[0]?.count ?? 0, sends: [...new Set(sends.map(({ action }) => action))] };
}

test('a loss stops 3,000 timers and 400 sends before it is acknowledged, within a second, and nobody else’s', async () => {
  const other = await open(900);
  await burden(other);
  const took: number[] = [];
  for (const n of [901, 902, 903]) {
    const one = await open(n);
    await burden(one);
    const began = performance.now();
    await one.hands.put(write.loss(one.life, '2026-05-04', 'miscarriage'));
    took.push(performance.now() - began);
    // Nothing has been planned: not even what the case had before the loss.
    expect(await standing(one)).toEqual({ timers: 0, sends: ['A-REFERRAL-ROUTE'] });
  }
  // The best of three: what else the machine does is not what is promised.
  expect(Math.min(...took)).toBeLessThan(1000);
  expect((await standing(other)).timers).toBe(TIMERS);
}, 120_000);

test('planning, which comes later, starts no timer again that the loss ended', async () => {
  const one = await open(910);
  await one.hands.put(write.plan(one.life, '2026-05-03'));
  await one.hands.put(write.loss(one.life, '2026-05-04', 'abortion'));
  const { items } = await portsOf().store.events.list({ case: one.case }, { limit: 10 });
  for (const { id } of items.toReversed()) await processEvent(id, portsOf());
  const left = await portsOf().store.events.list({ case: one.case, status: 'processed' }, { limit: 10 });
  expect(left.items.map(({ code }) => code)).toEqual(expect.arrayContaining(['E_LOSS', 'E_PLAN_AGREED']));
  expect((await standing(one)).timers).toBe(0);
  clock.set(new Date('2027-05-04T10:00:00Z'));
  await ringTimers(clock.now(), 500, portsOf());
  const rung = await portsOf().store.timers.list({ case: one.case, state: 'breached' }, { limit: 10 });
  expect(rung.items).toEqual([]);
  clock.set(NOW);
});

test('a loss is taken in also where nobody could say what it stops', async () => {
  const one = await open(920);
  await burden(one);
  broken.planning = true;
  const hands = createHands(one.case, portsOf(), {
    submissions: 0,
    resources: 0,
    events: 0,
    refused: 0,
    withoutCase: 0,
  });
  await hands.put(write.loss(one.life, '2026-05-04', 'miscarriage'));
  broken.planning = false;
  const { items } = await portsOf().store.events.list({ case: one.case, code: 'E_LOSS' }, { limit: 2 });
  expect(items.map(({ status }) => status)).toEqual(['accepted']);
  expect((await standing(one)).timers).toBe(TIMERS);
  for (const { id } of items) await processEvent(id, portsOf());
  expect(await standing(one)).toEqual({ timers: 0, sends: ['A-REFERRAL-ROUTE'] });
});

test('of twins the one that lives keeps its timers; the loss of one ends nothing of the pregnancy', async () => {
  const one = await open(930);
  const subject: Ref = `Patient/${one.life.patient}`;
  const { valueCodeableConcept: _, component: __, ...observed } = write.sample(one.life, '2026-03-30', 'x');
  const code = { coding: [{ system: codeSystem('tk-observation'), code: 'fetus-count' }] };
  await one.hands.put({ ...observed, resourceType: 'Observation', id: observed.id, code, valueInteger: 2 });
  await burden(one);
  await one.hands.put(write.loss(one.life, '2026-05-04', 'miscarriage'));
  const { items } = await portsOf().store.events.list({ case: one.case }, { limit: 10 });
  for (const { id } of items.toReversed()) await processEvent(id, portsOf());
  expect((await standing(one)).timers).toBeGreaterThanOrEqual(TIMERS);
  const stored = await portsOf().store.timers.list({ case: one.case, state: 'open' }, { limit: 1 });
  expect(stored.items[0]?.subject).toBe(subject);
});

test('what happened to one child ends nothing of its twin', async () => {
  const one = await open(940);
  const { n, birth: at, ga0 } = one.life;
  await one.hands.bundle(birth({ n, at, ga0, children: TWINS }));
  const [first, second] = [0, 1].map((index): Ref => `Patient/${sandboxId('child', n, at, index)}`);
  if (!first || !second) throw new Error('no twins');
  const { store } = portsOf();
  const planAll = async () => {
    const { items } = await store.events.list({ case: one.case, status: 'accepted' }, { limit: 20 });
    for (const { id } of items.toReversed()) await processEvent(id, portsOf());
  };
  await planAll();
  const timersOf = (subject: Ref): Timer[] =>
    ['T-NAS', 'T-PHYS4M'].map((code) => ({
      id: contentId(code, subject),
      code,
      action: 'A-NAS',
      subject,
      case: one.case,
      eventId: eventId('twins', one.case),
      due: new Date('2027-01-01T10:00:00Z'),
      late: false,
      cancelOn: code === 'T-NAS' ? ['E_CHILD_DISCHARGED', 'E_CHILD_DIED'] : ['E_CHILD_DIED'],
      state: 'open',
    }));
  await store.tx((tx) => store.timers.insert(tx, [...timersOf(first), ...timersOf(second)]));
  const statesOf = async (subject: Ref) => {
    const { items } = await store.timers.list({ case: one.case }, { limit: 200 });
    const ours = items.filter(({ id }) => timersOf(subject).some((timer) => timer.id === id));
    return Object.fromEntries(ours.map(({ code, state }) => [code, state]));
  };
  const home = new Date(Date.parse(at) + 3 * 86_400_000).toISOString();
  await one.hands.change(`Encounter/${sandboxId('child-encounter', n, at, 0)}`, {
    status: 'finished',
    period: { start: at, end: home },
  });
  await planAll();
  expect([await statesOf(first), await statesOf(second)]).toEqual([
    { 'T-NAS': 'cancelled', 'T-PHYS4M': 'open' },
    { 'T-NAS': 'open', 'T-PHYS4M': 'open' },
  ]);
  await one.hands.change(first, { deceasedDateTime: home });
  await planAll();
  expect([await statesOf(first), await statesOf(second)]).toEqual([
    { 'T-NAS': 'cancelled', 'T-PHYS4M': 'cancelled' },
    { 'T-NAS': 'open', 'T-PHYS4M': 'open' },
  ]);
});
