// What would this set off, and why? A resource is played on a real case: events, actions, facts, deadlines — and nothing is kept. What
// sets off nothing says why.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { explain } from '../../src/cli/pathways.ts';
import type { ExplainedEvent } from '../../src/pipeline/telling/explain-event.ts';
import { type Named, play, type Scenario } from '../support/scenario.ts';
import {
  concern,
  dating,
  declined,
  episode,
  lar,
  patient,
  pregnancy,
  reported,
  sharedPlan,
  team,
  urine,
} from '../support/scenario-pieces.ts';

interface Rehearsal {
  readonly events: readonly ExplainedEvent[];
  readonly nothing?: string;
}

const folder = mkdtempSync(join(tmpdir(), 'lenke-explain-'));
let scenario: Scenario;

beforeAll(async () => {
  scenario = await play('no-krs', '2026-03-09T10:00:00Z');
  await scenario.send(patient(46), episode('planned', '2026-03-09'), lar, dating('2026-03-09', '2026-10-12'));
  await scenario.send(pregnancy('2026-03-09'), concern('2026-03-09'), declined('2026-03-09'));
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await scenario.stop();
});

const hers = (resource: object): object =>
  JSON.parse(JSON.stringify(resource).replaceAll('"#mother"', `"${scenario.ref('mother')}"`)) as object;
const rehearse = (resource: object): Promise<Rehearsal> =>
  scenario.running.client.post<Rehearsal>('/explain', { resource });
/** A named resource as a client creates it: without the name. */
function without(named: Named): object {
  const { id: _name, ...resource } = named;
  return resource;
}

async function kept(): Promise<readonly number[]> {
  const types = ['Task', 'Observation', 'CarePlan', 'CommunicationRequest', 'AuditEvent'];
  const counts = await Promise.all(types.map(async (type) => (await scenario.all(type)).length));
  return [...counts, (await scenario.events()).length, Object.keys(await scenario.timers()).length];
}

describe('a resource that is played', () => {
  test('names the event, its actions with their facts in two languages, and the deadlines that follow', async () => {
    const { events } = await rehearse(hers(without(sharedPlan('2026-03-12'))));
    const [agreed] = events;
    expect(agreed?.event.code).toBe('E_PLAN_AGREED');
    const byId = new Map(agreed?.actions.map((action) => [action.id, action]));
    expect(byId.get('A-W34')?.outcome).toBe('applied');
    expect(byId.get('A-URINE')).toMatchObject({
      outcome: 'condition-false',
      facts: { pregnant: true, urineAgreement: false },
      asked: [
        { fact: 'pregnant', value: true, says: { nb: 'Hun er gravid', en: 'She is pregnant' } },
        { fact: 'urineAgreement', value: false },
      ],
    });
    expect(agreed?.timers.find(({ code }) => code === 'T-W36')).toMatchObject({
      due: '2026-09-13T22:00:00.000Z',
      says: { en: 'The LAR form is missing: phone LAR' },
    });
  });

  test('leaves no trace, and can be played again', async () => {
    const before = await kept();
    const once = await rehearse(hers(without(reported('2026-03-09', true))));
    const twice = await rehearse(hers(without(reported('2026-03-09', true))));
    expect(once.events.map(({ event }) => event.code)).toEqual(['E_REPORTED_USE']);
    expect(twice.events[0]?.actions).toEqual(once.events[0]?.actions);
    expect(await kept()).toEqual(before);
  });

  test('in a transaction, everything in it counts together', async () => {
    const entry = [team('fhs', 'fastlege'), urine('2026-03-09', 'positive-unexplained')].map((resource) => ({
      resource: hers(without(resource)),
      request: { method: 'POST', url: resource.resourceType },
    }));
    const { events } = await rehearse({ resourceType: 'Bundle', type: 'transaction', entry });
    const [tox] = events;
    expect(tox?.event.code).toBe('E_TOX_RESULT');
    expect(tox?.actions.find(({ id }) => id === 'A-POS-ACTION')?.outcome).toBe('applied');
  });

  test('no-rule: what means nothing here says so', async () => {
    const basic = { resourceType: 'Basic', code: { text: 'x' }, subject: { reference: '#mother' } };
    expect(await rehearse(hers(basic))).toMatchObject({ events: [], nothing: 'no-rule' });
  });

  test('no-case: a person who has no case here', async () => {
    await scenario.send({ ...patient(47), id: 'stranger' });
    const about = { ...without(pregnancy('2026-03-09')), subject: { reference: scenario.ref('stranger') } };
    expect(await rehearse(about)).toMatchObject({ events: [], nothing: 'no-case' });
  });

  test('not-changed: what is stored already means nothing new', async () => {
    const stored = await scenario.running.client.read<object>(`/${scenario.ref('pregnant')}`);
    expect(await rehearse(stored)).toMatchObject({ events: [], nothing: 'not-changed' });
  });

  test('is refused when it is not valid, with the place', async () => {
    await expect(
      rehearse({ ...hers(without(pregnancy('2026-03-09'))), status: 'perhaps' }),
    ).rejects.toMatchObject({ code: 'LENKE_CLIENT', facts: { status: 400 } });
  });
});

describe('lenke pathways explain', () => {
  async function said(what: string, language: 'nb' | 'en', json = false): Promise<[number, string]> {
    const lines: string[] = [];
    const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      lines.push(String(text));
      return true;
    });
    try {
      return [await explain(scenario.running.client, what, { json, language }), lines.join('')];
    } finally {
      spy.mockRestore();
    }
  }
  const file = (name: string, resource: object): string => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(resource));
    return path;
  };

  test.each([
    ['nb', 'Hun er gravid: ja', 'LAR-skjemaet mangler'],
    ['en', 'She is pregnant: yes', 'The LAR form is missing'],
  ] as const)('a file, in %s: each fact and each deadline in words', async (language, fact, deadline) => {
    const [code, text] = await said(file('plan.json', hers(without(sharedPlan('2026-03-12')))), language);
    expect(code).toBe(0);
    expect(text).toContain(fact);
    expect(text).toContain(deadline);
  });

  test('a case: its newest event', async () => {
    const [code, text] = await said(scenario.ref('case'), 'en', true);
    expect([code, (JSON.parse(text) as ExplainedEvent).event.case]).toEqual([0, scenario.ref('case')]);
  });

  test('a file that means nothing ends with 1', async () => {
    const basic = {
      resourceType: 'Basic',
      code: { text: 'x' },
      subject: { reference: scenario.ref('mother') },
    };
    expect((await said(file('basic.json', basic), 'en'))[0]).toBe(1);
  });
});

describe('an event that sets off nothing', () => {
  test('says why, alone and in the list', async () => {
    const { client } = scenario.running;
    const { items } = await client.ops<{ items: { id: string; code: string; nothing?: string }[] }>(
      '/events?limit=100',
    );
    const told = items.find(({ code }) => code === 'E_CONSENT_DECLINED');
    expect(told?.nothing).toBe('no-action');
    expect(await client.ops(`/events/${told?.id ?? ''}`)).toMatchObject({ nothing: 'no-action' });
    expect(items.find(({ code }) => code === 'E_CONCERN_CONFIRMED')).not.toHaveProperty('nothing');
  });

  test('names the actions that listened', async () => {
    await scenario.send({
      resourceType: 'Appointment',
      id: 'missed',
      status: 'noshow',
      start: '2026-03-09T09:00:00Z',
      end: '2026-03-09T09:30:00Z',
      participant: [{ actor: { reference: '#mother' }, status: 'accepted' }],
    });
    const { client } = scenario.running;
    const { items } = await client.ops<{ items: { id: string; nothing?: string }[] }>(
      '/events?code=E_NOSHOW',
    );
    const [missed] = items;
    expect(missed?.nothing).toBe('condition-false');
    const { trail } = await client.ops<{ trail: { step: string; note?: string }[] }>(
      `/events/${missed?.id ?? ''}`,
    );
    expect(trail.find(({ step }) => step === 'nothing')?.note?.split(' ')).toEqual(
      expect.arrayContaining(['condition-false', 'A-NOCONTACT']),
    );
  });
});
