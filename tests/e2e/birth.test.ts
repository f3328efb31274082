// A birth becomes a delivered 0–6 referral: through the public API, on real PostgreSQL, to receivers over real HTTP.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  birth,
  birthMessage,
  mother,
  motherCase,
  objection,
  STILLBIRTH,
  TWINS,
  WITHOUT_NUMBER,
} from '../../src/sandbox/people.ts';
import type { ShownEvent } from '../../src/cli/follow.ts';
import { eventually, type RunningGateway, startRunning } from '../support/running.ts';

let running: RunningGateway;

beforeAll(async () => {
  running = await startRunning();
});
afterAll(() => running.stop());

const open = (n: number, options: object = {}) => running.client.submit('', motherCase({ n, ...options }));
const states = (event: ShownEvent) =>
  Object.fromEntries(
    event.deliveries.map(({ action, recipient, state }) => [`${action} ${recipient}`, state]),
  );

async function referralsAt(n: number): Promise<number> {
  const born = birth({ n }).entry?.find(({ resource }) => resource?.resourceType === 'Patient')?.resource as {
    identifier: { value: string }[];
  };
  const { identifiers } = await running.received('habu');
  return Object.entries(identifiers)
    .filter(([key]) => key.startsWith('Patient|') && key.endsWith(born.identifier[0]?.value ?? '?'))
    .reduce((sum, [, count]) => sum + count, 0);
}

describe('a live birth', () => {
  test('reaches HABU, child health and GP by itself, and barnevern only as withheld', async () => {
    await open(1);
    const { events } = await running.client.submit('', birth({ n: 1 }));
    const event = await running.settle(events[0]);
    expect(states(event)).toEqual({
      'A-CHILD-REF habu': 'confirmed',
      'A-CHILD-NOTICE fhs': 'confirmed',
      'A-CHILD-NOTICE fastlege': 'confirmed',
      'A-CHILD-NOTICE barnevern': 'withheld',
    });
    const withheld = event.deliveries.find(({ recipient }) => recipient === 'barnevern');
    expect(withheld).toMatchObject({ rule: 'R9-DENY', basis: 'HPL21', attempts: 0 });
    expect(event.deliveries.find(({ recipient }) => recipient === 'habu')).toMatchObject({
      rule: 'R5-TREATMENT',
      basis: 'HPL45',
      effect: 'permit',
    });
    // The scenario's birth lies in the past, so its deadlines may already have passed.
    expect(event.findings.filter(({ code }) => code !== 'LENKE_TIMER_BREACHED')).toEqual([]);
  });

  test('makes the child’s record: episode, plan, team with one coordinator, duty Tasks, deadlines', async () => {
    const { items } = await running.client.ops<{ items: { id: string; code: string }[] }>(
      '/events?code=E_LIVEBIRTH&limit=50',
    );
    const event = await running.settle(items.at(-1)?.id);
    const created = event.trail.find(({ step }) => step === 'draft')?.note?.split(' ') ?? [];
    const types = created.map((reference) => reference.split('/')[0]);
    expect(types).toEqual(
      expect.arrayContaining([
        'EpisodeOfCare',
        'CareTeam',
        'CarePlan',
        'ServiceRequest',
        'Task',
        'Communication',
      ]),
    );
    const team = await running.client.read<{ participant: { role: { coding: { code: string }[] }[] }[] }>(
      `/${created.find((reference) => reference.startsWith('CareTeam/')) ?? ''}`,
    );
    const coordinators = team.participant.filter(({ role }) => role[0]?.coding[0]?.code === 'coordinator');
    expect(coordinators).toHaveLength(1);
    const codes = event.timers.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['T-DUTY33', 'T-HABUREF', 'T-CONTRA', 'T-LARMEET']));
    expect(event.timers.find(({ code }) => code === 'T-DUTY33')?.due).toBe('2026-10-09T04:12:00.000Z');
    expect(event.timers.find(({ code }) => code === 'T-HABUREF')?.state).toBe('met');
  });

  test('sent again, in new resources, refers the child once', async () => {
    await open(2);
    const first = await running.client.submit('', birth({ n: 2 }));
    await running.settle(first.events[0]);
    const again = birth({ n: 2 });
    const withoutConditions = {
      ...again,
      entry: again.entry?.map((entry) => ({
        ...entry,
        request: { method: entry.request?.method, url: entry.request?.url },
      })),
    };
    const second = await running.client.submit('', withoutConditions);
    const event = await running.settle(second.events[0]);
    expect(event.deliveries).toEqual([]);
    expect(await referralsAt(2)).toBe(1);
  });

  test('as a message sent twice gets the first answer again', async () => {
    await open(3);
    const message = birthMessage({ n: 3 });
    const first = await running.client.submit('/$process-message', message);
    const second = await running.client.submit('/$process-message', message);
    expect(second.body).toEqual(first.body);
    const { items } = await running.client.ops<{ items: { id: string }[] }>(
      '/events?code=E_LIVEBIRTH&limit=1',
    );
    const event = await running.settle(items[0]?.id);
    expect(states(event)['A-CHILD-REF habu']).toBe('confirmed');
    expect(await referralsAt(3)).toBe(1);
  });

  test('of twins gives each child its own referral and notices', async () => {
    await open(4, { fetuses: 2 });
    const { events } = await running.client.submit('', birth({ n: 4, children: TWINS }));
    expect(events).toHaveLength(1);
    const event = await running.settle(events[0]);
    const confirmed = event.deliveries
      .filter(({ state }) => state === 'confirmed')
      .map(({ action, recipient }) => `${action} ${recipient}`);
    expect(confirmed.toSorted()).toEqual([
      'A-CHILD-NOTICE fastlege',
      'A-CHILD-NOTICE fastlege',
      'A-CHILD-NOTICE fhs',
      'A-CHILD-NOTICE fhs',
      'A-CHILD-REF habu',
      'A-CHILD-REF habu',
    ]);
  });

  test('of a child without a person number is referred all the same', async () => {
    await open(5);
    const { events } = await running.client.submit('', birth({ n: 5, children: WITHOUT_NUMBER }));
    expect(states(await running.settle(events[0]))['A-CHILD-REF habu']).toBe('confirmed');
  });

  test('of a mother without a case is acknowledged, counted and not kept', async () => {
    const before = await running.client.ops<{ items: { count: number }[] }>('/counts');
    const { status, events, body } = await running.client.submit('', birth({ n: 900 }));
    expect([status, events]).toEqual([200, []]);
    expect(JSON.stringify(body)).toContain('LENKE_NO_CASE');
    const after = await running.client.ops<{ items: { count: number }[] }>('/counts');
    const sum = (counts: { items: { count: number }[] }) =>
      counts.items.reduce((total, { count }) => total + count, 0);
    expect(sum(after)).toBe(sum(before) + 1);
    expect(
      await running.searchTotal(
        'Patient',
        `identifier=${mother(900).identifier.system ?? ''}|${mother(900).number}`,
      ),
    ).toBe(0);
  });
});

describe('who may know', () => {
  test('a parent’s refusal withholds the referral and gives the ward something to decide', async () => {
    await open(6);
    await running.client.submit('', objection({ n: 6, role: 'habu' }));
    const { events } = await running.client.submit('', birth({ n: 6 }));
    const event = await running.settle(events[0]);
    const habu = event.deliveries.find(({ recipient }) => recipient === 'habu');
    expect(habu).toMatchObject({ state: 'withheld', rule: 'R4-OBJECTION' });
    expect(event.findings.map(({ code }) => code)).toContain('LENKE_REFERRAL_WITHHELD');
    expect(await referralsAt(6)).toBe(0);
    const told = await eventually(
      async () =>
        (await running.client.ops<{ items: { id: string }[] }>('/events?code=E_REFERRAL_WITHHELD')).items[0],
    );
    const task = (await running.settle(told.id)).trail.find(({ step }) => step === 'draft')?.note ?? '';
    expect(await running.client.read<object>(`/${task}`)).toMatchObject({
      status: 'requested',
      code: { coding: [{ code: 'referral-withheld' }] },
    });
    expect(states(event)['A-CHILD-NOTICE fhs']).toBe('confirmed');
  });

  test('NAV as coordinator gets nothing without consent', async () => {
    await open(7, { coordinator: 'nav' });
    const { events } = await running.client.submit('', birth({ n: 7 }));
    const event = await running.settle(events[0]);
    expect(event.deliveries.find(({ recipient }) => recipient === 'nav')).toMatchObject({
      state: 'withheld',
      rule: 'R9-DENY',
    });
  });

  test('a consent that still names barnevern opens a draft for a person and never a send', async () => {
    await open(8, { barnevernConsent: 'in-force' });
    const { events } = await running.client.submit('', birth({ n: 8 }));
    const event = await running.settle(events[0]);
    // Given before the birth, it ended with it, whatever its period says.
    expect(event.deliveries.find(({ recipient }) => recipient === 'barnevern')).toMatchObject({
      state: 'withheld',
    });
  });

  test('outside the region of an FHS the ordinary child health centre is told, narrowed', async () => {
    await open(9, { municipality: '4203', coordinator: false });
    const { events } = await running.client.submit('', birth({ n: 9, municipality: '4203' }));
    const event = await running.settle(events[0]);
    const told = event.deliveries.find(({ recipient }) => recipient === 'helsestasjon');
    expect(told).toMatchObject({ state: 'confirmed', effect: 'narrow' });
    // D3 is "C|P" to an ordinary child health centre: the exposure stays here, the birth goes.
    expect(told?.content.some(({ reference }) => reference.startsWith('Observation/'))).toBe(true);
    const bodies = await running.held('kommune', 'Observation');
    const children = (await running.held('kommune', 'Patient')).map(({ id }) => `Patient/${String(id)}`);
    const here = bodies.filter((one) => JSON.stringify(one['code']).includes('prenatal-exposure'));
    expect(here.length).toBeLessThan(children.length);
    // Nobody coordinates this case: that is for a person to mend.
    const codes = event.findings.map(({ code }) => code).filter((code) => code !== 'LENKE_TIMER_BREACHED');
    expect(codes).toEqual(['LENKE_NO_RECIPIENT']);
  });
});

describe('a loss', () => {
  test('a stillbirth refers nobody and cancels what is open', async () => {
    await open(10);
    const { events } = await running.client.submit('', birth({ n: 10, children: STILLBIRTH }));
    const event = await running.settle(events[0]);
    expect(event.code).toBe('E_LOSS');
    expect(event.deliveries).toEqual([]);
    expect(event.trail.find(({ step }) => step === 'summary')?.note).toContain('A-LOSS-CARE');
  });
});
