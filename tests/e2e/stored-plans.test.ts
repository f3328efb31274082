// A plan of others that is stored and active runs when its trigger comes (LENKE_PLANS=stored); what it drafts waits for a person.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { birth, motherCase } from '../../src/sandbox/people.ts';
import { path, planOf } from '../support/apply.ts';
import { type RunningGateway, startRunning } from '../support/running.ts';
import type { Loose } from '../unit/api/calls.ts';

let running: RunningGateway;
let mother: string;

async function ask(
  method: string,
  address: string,
  body?: unknown,
): Promise<{ status: number; json: Loose; events: string[] }> {
  const response = await fetch(`${running.url}/fhir/${address}`, {
    method,
    headers: { 'Content-Type': 'application/fhir+json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    json: text === '' ? undefined : JSON.parse(text),
    events: response.headers.get('Lenke-Event')?.split(', ') ?? [],
  };
}

const SYSTEM = 'http://example.org/codes';
const activity = (id: string, kind: string) => ({
  resourceType: 'ActivityDefinition',
  id,
  url: `http://example.org/ActivityDefinition/${id}`,
  name: 'Activity',
  status: 'active',
  kind,
  intent: 'proposal',
  code: { coding: [{ system: SYSTEM, code: id }] },
  participant: [{ type: 'practitioner', role: { coding: [{ code: 'jordmor' }] } }],
  ...(kind === 'Task' && {
    dynamicValue: [
      { path: 'description', expression: path("'Seen by ' & %trigger.code.coding.code.first()") },
    ],
  }),
});
const plan = (id: string, ...action: object[]) =>
  planOf({ id, url: `http://example.org/PlanDefinition/${id}`, action });
const added = (code: string) => ({
  type: 'data-added',
  data: [{ type: 'Observation', codeFilter: [{ path: 'code', code: [{ system: SYSTEM, code }] }] }],
});
const observation = (code: string, value: number) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: SYSTEM, code }] },
  subject: { reference: mother },
  valueInteger: value,
});
const definedBy = (id: string) => ({ definitionCanonical: `http://example.org/ActivityDefinition/${id}` });

/** Requests with the code of an activity. */
async function drafted(type: string, code: string): Promise<Loose[]> {
  return ((await ask('GET', `${type}?code=${SYSTEM}|${code}`)).json.entry ?? []).map(
    (one: Loose) => one.resource,
  );
}

async function happens(code: string, value: number): Promise<void> {
  const { events } = await ask('POST', 'Observation', observation(code, value));
  for (const event of events) await running.settle(event);
}

beforeAll(async () => {
  running = await startRunning({ LENKE_PLANS: 'stored', LENKE_CONDITIONAL_DELETE: 'multiple' });
  await running.client.submit('', motherCase({ n: 73 }));
  mother = `Patient/${(await ask('GET', 'Patient')).json.entry[0].resource.id}`;
  await ask('PUT', 'ActivityDefinition/look', activity('look', 'Task'));
  await ask('PUT', 'ActivityDefinition/scan', activity('scan', 'ServiceRequest'));
  await ask(
    'PUT',
    'PlanDefinition/data',
    plan(
      'data',
      {
        id: 'high',
        title: 'High value',
        trigger: [added('weight')],
        condition: [{ kind: 'applicability', expression: path('%trigger.value > 5 and %pregnant') }],
        ...definedBy('look'),
      },
      {
        id: 'broken',
        title: 'A condition that fails',
        trigger: [added('weight')],
        condition: [{ kind: 'applicability', expression: path('%noSuchThing') }],
        ...definedBy('scan'),
      },
    ),
  );
});
afterAll(() => running.stop());

describe('data that comes', () => {
  test('sets off the action it fits, once for each, as a proposal to whoever fills the role', async () => {
    await happens('weight', 7);
    const tasks = await drafted('Task', 'look');
    expect(tasks).toMatchObject([
      {
        status: 'draft',
        intent: 'proposal',
        description: 'Seen by weight',
        for: { reference: mother },
        owner: { reference: expect.stringMatching(/^Organization\//) },
      },
    ]);
    await happens('weight', 8);
    expect(await drafted('Task', 'look')).toHaveLength(2);
  });

  test('does nothing where the condition is false, or it is other data', async () => {
    const before = (await drafted('Task', 'look')).length;
    await happens('weight', 3);
    await happens('height', 9);
    expect(await drafted('Task', 'look')).toHaveLength(before);
  });

  test('a condition that fails is unknown, and stops nothing else', async () => {
    const { events } = await ask('POST', 'Observation', observation('weight', 1));
    const codes: unknown[] = [];
    for (const event of events) {
      await running.settle(event);
      const { actions } = await running.client.ops<Loose>(`/explain?event=${event}`);
      codes.push(...actions.map(({ id, outcome }: Loose) => [id, outcome]));
    }
    expect(codes).toEqual([
      ['data.high', 'condition-false'],
      ['data.broken', 'condition-unknown'],
    ]);
    expect(await drafted('ServiceRequest', 'scan')).toEqual([]);
  });

  test('sets off nothing any more when the plan is retired', async () => {
    const before = (await drafted('Task', 'look')).length;
    const { json } = await ask('GET', 'PlanDefinition/data');
    expect((await ask('PUT', 'PlanDefinition/data', { ...json, status: 'retired' })).status).toBe(200);
    await happens('weight', 9);
    expect(await drafted('Task', 'look')).toHaveLength(before);
  });
});

test('a delete of all that answer a condition takes none of the definitions of the gateway', async () => {
  const refused = await ask('DELETE', 'PlanDefinition?status=active,retired');
  expect([refused.status, refused.json.issue[0].details.coding[0].code]).toEqual([
    405,
    'LENKE_OWN_DEFINITION',
  ]);
  expect((await ask('GET', 'PlanDefinition/no-krs')).status).toBe(200);
  expect((await ask('DELETE', 'PlanDefinition?url=http://example.org/PlanDefinition/data')).status).toBe(204);
  expect((await ask('GET', 'PlanDefinition/data')).status).toBe(410);
});

test('an event of the pathway sets off a plan of others too, beside the layer', async () => {
  await ask(
    'PUT',
    'PlanDefinition/named',
    plan('named', {
      id: 'born',
      title: 'After birth',
      trigger: [{ type: 'named-event', name: 'E_LIVEBIRTH' }],
      ...definedBy('scan'),
    }),
  );
  const { events } = await running.client.submit('', birth({ n: 73 }));
  const seen = await running.settle(events.at(-1));
  expect(await drafted('ServiceRequest', 'scan')).toMatchObject([
    { status: 'draft', subject: { reference: mother } },
  ]);
  expect(seen.deliveries.map(({ recipient }) => recipient)).toContain('habu');
});
