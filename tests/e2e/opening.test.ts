// A first contact opens a case for a woman nobody had one for; a new concern opens a closed one again, and never a second.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/domain/json.ts';
import type { Ref } from '../../src/domain/identity.ts';
import { recordedOf } from '../../src/pathway/states/move-states.ts';
import { codeSystem } from '../../src/pipeline/canonical.ts';
import { sandboxId } from '../../src/sandbox/parts.ts';
import { drawLife, type Life } from '../../src/sandbox/simulate/life.ts';
import { randomOf } from '../../src/sandbox/simulate/random.ts';
import * as write from '../../src/sandbox/simulate/resources.ts';
import { sharesWith } from '../../src/sandbox/simulate/shares.ts';
import { type InProcess, openInProcess } from '../support/in-process.ts';

const running: { world?: InProcess } = {};
beforeAll(async () => {
  running.world = await openInProcess('no-krs', '2026-04-01T10:00:00Z');
}, 60_000);
afterAll(() => running.world?.close());

function world(): InProcess {
  if (!running.world) throw new Error('not open');
  return running.world;
}

const lifeOf = (n: number): Life => ({
  ...drawLife(n, '2026-10-01', randomOf(1, n), sharesWith({ nothingFound: 1 })),
  found: '2026-03-02',
});

const told = (life: Life, event: string, day: string) => ({
  resourceType: 'Communication',
  id: sandboxId('opening', life.n, event, day),
  status: 'completed',
  category: [{ coding: [{ system: codeSystem('tk-event'), code: event }] }],
  subject: { reference: `Patient/${life.patient}` },
  sent: `${day}T09:00:00Z`,
});

async function episodesOf(life: Life): Promise<readonly JsonObject[]> {
  const { matches } = await world().ports.store.records.search({
    type: 'EpisodeOfCare',
    criteria: [{ parameter: 'patient', values: [`Patient/${life.patient}`] }],
    includes: [],
    sort: [],
    count: 10,
  });
  return matches.map(({ stored }) => JSON.parse(stored.content) as JsonObject);
}

async function eventsOf(caseRef: Ref): Promise<readonly string[]> {
  const { items } = await world().ports.store.events.list({ case: caseRef }, { limit: 50 });
  return items.map(({ code, status }) => `${code} ${status}`).toReversed();
}

const refOf = (episode: JsonObject | undefined): Ref => `EpisodeOfCare/${String(episode?.['id'])}`;

test('a contact about a woman without a case opens one, planned, with its first Task', async () => {
  const life = lifeOf(700);
  const hands = world().hands(`EpisodeOfCare/${life.episode}`);
  await hands.put(write.person(life), told(life, 'E_CONTACT', '2026-04-01'));
  await world().drain();
  const [opened, ...more] = await episodesOf(life);
  expect([hands.refused(), more.length, opened?.['status']]).toEqual([0, 0, 'planned']);
  expect(await eventsOf(refOf(opened))).toEqual(['E_CONTACT processed']);
  const drafted = await world().ports.store.records.caseBundle(refOf(opened));
  expect(JSON.stringify(drafted)).toContain('"A-OPEN"');

  await hands.put(told(life, 'E_CONTACT', '2026-04-02'));
  await world().drain();
  expect((await episodesOf(life)).length).toBe(1);
  expect((await eventsOf(refOf(opened))).length).toBe(2);
});

test('a new concern opens the case that a negative screening closed: the same one, with a new period', async () => {
  const life = lifeOf(701);
  const caseRef: Ref = `EpisodeOfCare/${life.episode}`;
  const hands = world().hands(caseRef);
  await hands.put(write.person(life), write.episode(life), write.pregnancy(life, '2026-03-02'));
  await hands.put(write.screening(life, '2026-03-03', 'low-risk'));
  await world().drain();
  await hands.change(caseRef, { status: 'finished', period: { start: '2026-03-02', end: '2026-03-10' } });
  await hands.put(told(life, 'E_NEW_CONCERN', '2026-04-01'));
  await world().drain();
  const [episode, ...more] = await episodesOf(life);
  expect([hands.refused(), more.length]).toEqual([0, 0]);
  expect(episode).toMatchObject({
    status: 'active',
    period: { start: '2026-04-01' },
    statusHistory: [{ status: 'finished', period: { start: '2026-03-02', end: '2026-03-10' } }],
  });
  expect(episode && recordedOf(episode)).toBe('S_CONCERN');
  const tasks = (await hands.read()).filter((one) => JSON.stringify([one['code']]).includes('"A-OPEN"'));
  expect(tasks.map(({ status }) => status)).toEqual(['requested', 'requested']);
  const issues = world().ports.validator.validate(episode);
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('what else comes about a closed case finds none, and a new concern without any case opens none', async () => {
  const life = lifeOf(702);
  const caseRef: Ref = `EpisodeOfCare/${life.episode}`;
  const hands = world().hands(caseRef);
  await hands.put(write.person(life), told(life, 'E_NEW_CONCERN', '2026-04-01'));
  expect(await episodesOf(life)).toEqual([]);
  await hands.put(write.episode(life));
  await hands.change(caseRef, { status: 'finished' });
  await hands.put(write.reportedUse(life, '2026-04-02', true));
  await world().drain();
  expect(await eventsOf(caseRef)).toEqual(['E_CONTACT processed']);
});
