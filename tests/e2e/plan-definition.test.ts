// Plans are resources: others' can be stored and applied to a patient over HTTP, and what we cannot do is refused with its place.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createValidator } from '../../src/fhir/validator/validator.ts';
import { shippedProfiles } from '../../src/fhir/profiles.ts';
import { motherCase } from '../../src/sandbox/people.ts';
import { path, planOf } from '../support/apply.ts';
import type { Loose } from '../unit/api/calls.ts';
import { layerData } from '../support/pathway-case.ts';
import { type RunningGateway, startRunning } from '../support/running.ts';

let running: RunningGateway;
let mother: string;
const validator = createValidator({ profiles: shippedProfiles() });

interface Seen {
  readonly status: number;
  // JSON of whatever was asked for, read as the test expects it.
  readonly json: Loose;
}

async function ask(method: string, address: string, body?: unknown): Promise<Seen> {
  const response = await fetch(`${running.url}/fhir/${address}`, {
    method,
    headers: {
      'Content-Type': method === 'PATCH' ? 'application/json-patch+json' : 'application/fhir+json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
}

const parameters = (...parameter: object[]) => ({ resourceType: 'Parameters', parameter });
const places = ({ json }: Seen): unknown[] =>
  json.issue.map((issue: Loose) => [issue.details.coding[0].code, issue.expression?.[0]]);

const ACTIVITY = {
  resourceType: 'ActivityDefinition',
  id: 'ultrasound',
  url: 'http://example.org/ActivityDefinition/ultrasound',
  status: 'active',
  kind: 'ServiceRequest',
  code: { text: 'Ultrasound' },
  participant: [{ type: 'practitioner', role: { coding: [{ code: 'jordmor' }] } }],
};
const PLAN = planOf({
  id: 'foreign',
  identifier: [{ system: 'http://example.org/plans', value: 'one' }],
  title: 'Somebody else wrote this',
  action: [
    {
      id: 'one',
      title: 'Ultrasound',
      condition: [
        { kind: 'applicability', expression: path("%pregnant and %subject.gender = 'female' and %wanted") },
      ],
      definitionCanonical: ACTIVITY.url,
    },
  ],
});

beforeAll(async () => {
  running = await startRunning();
  await running.client.submit('', motherCase({ n: 71 }));
  mother = `Patient/${(await ask('GET', 'Patient')).json.entry[0].resource.id}`;
  await ask('PUT', 'ActivityDefinition/ultrasound', ACTIVITY);
  await ask('PUT', 'PlanDefinition/foreign', PLAN);
});
afterAll(() => running.stop());

describe('the pathway that runs here', () => {
  const OWN = 'https://lenke.example/fhir/PlanDefinition/no-krs';
  const context = 'https://lenke.example/fhir/CodeSystem/tk-layer|no-krs';
  const search: Readonly<Record<string, [string, Record<string, string>]>> = {
    url: ['PlanDefinition', { url: OWN }],
    name: ['PlanDefinition', { name: 'No_krs' }],
    status: ['PlanDefinition', { status: 'active', url: OWN }],
    context: ['PlanDefinition', { context }],
    'an activity of it by url': [
      'ActivityDefinition',
      { url: 'https://lenke.example/fhir/ActivityDefinition/no-krs-A-SCREEN-1' },
    ],
    'an activity by name': ['ActivityDefinition', { name: 'No_krs_A_SCREEN_1', status: 'active', context }],
  };

  test.each(Object.entries(search))('is found by %s', async (_, [type, params]) => {
    const { status, json } = await ask('GET', `${type}?${new URLSearchParams(params).toString()}`);
    expect([status, json.entry?.length]).toEqual([200, 1]);
  });

  test('is read, valid by its profile', async () => {
    const { status, json } = await ask('GET', 'PlanDefinition/no-krs');
    expect([status, json.action.length]).toEqual([200, layerData('no-krs').pathway.actions.length]);
    expect(validator.validate(json).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  const plan = planOf({ id: 'no-krs', action: [{ title: 'x' }] });
  const patch = [{ op: 'replace', path: '/status', value: 'retired' }];
  test.each([
    ['PUT', 'PlanDefinition/no-krs', plan, 405, 'LENKE_OWN_DEFINITION'],
    ['DELETE', 'PlanDefinition/no-krs', undefined, 405, 'LENKE_OWN_DEFINITION'],
    ['DELETE', 'ActivityDefinition/no-krs-A-SCREEN-1', undefined, 405, 'LENKE_OWN_DEFINITION'],
    ['PUT', `PlanDefinition?url=${OWN}`, { ...plan, url: OWN }, 405, 'LENKE_OWN_DEFINITION'],
    ['PATCH', 'PlanDefinition/no-krs', patch, 405, 'LENKE_OWN_DEFINITION'],
    ['POST', 'PlanDefinition', { ...plan, url: OWN }, 409, 'LENKE_CANONICAL_TAKEN'],
    ['PUT', 'PlanDefinition/mine', { ...plan, id: 'mine', url: OWN }, 409, 'LENKE_CANONICAL_TAKEN'],
  ])('is only read: %s %s', async (method, address, body, status, code) => {
    const seen = await ask(method, address, body);
    expect([seen.status, places(seen)[0]]).toMatchObject([status, [code, expect.anything()]]);
    expect((await ask('GET', 'PlanDefinition/no-krs')).json).toMatchObject({
      status: 'active',
      meta: { versionId: '1' },
    });
    expect((await ask('GET', 'ActivityDefinition/no-krs-A-SCREEN-1')).status).toBe(200);
  });

  test('is only read, also in a transaction, of which nothing is done then', async () => {
    const seen = await ask('POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          resource: { resourceType: 'Organization', name: 'x' },
          request: { method: 'POST', url: 'Organization' },
        },
        { request: { method: 'DELETE', url: 'PlanDefinition/no-krs' } },
      ],
    });
    expect([seen.status, places(seen)]).toEqual([405, [['LENKE_OWN_DEFINITION', 'Bundle.entry[1]']]]);
    expect((await ask('GET', 'Organization?name=x')).json.entry).toBeUndefined();
  });

  test('is applied: requests for what holds for her, and every condition nobody can answer is named', async () => {
    const seen = await ask('GET', `PlanDefinition/no-krs/$apply?subject=${mother}`);
    expect(seen.status).toBe(200);
    expect(validator.validate(seen.json).filter(({ severity }) => severity === 'error')).toEqual([]);
    const [group, ...others] = seen.json.contained;
    const ids = group.action.map((one: Loose) => one.id);
    expect(ids).toEqual(expect.arrayContaining(['A-SCREEN-1']));
    expect(ids).not.toContain('A-CHILD-REF');
    const screening = others.find((one: Loose) => one.code?.coding?.[0]?.code === 'A-SCREEN-1');
    expect(screening).toMatchObject({
      resourceType: 'Task',
      status: 'requested',
      for: { reference: mother },
      owner: { reference: expect.stringMatching(/^Organization\//) },
      restriction: { period: { end: expect.any(String) } },
    });
    const outcome = others.find((one: Loose) => one.resourceType === 'OperationOutcome');
    expect(places({ ...seen, json: outcome }).map(([code]: Loose) => code)).not.toContain(
      'LENKE_PLAN_EXPRESSION',
    );
  });
});

describe('a plan we cannot run is refused when it comes', () => {
  const choosing = { ...PLAN, id: 'choosing', action: [{ title: 'x', selectionBehavior: 'exactly-one' }] };

  test('by itself, with the place in the text', async () => {
    const seen = await ask('PUT', 'PlanDefinition/choosing', choosing);
    expect([seen.status, places(seen)]).toEqual([
      422,
      [['LENKE_PLAN_UNSUPPORTED', 'PlanDefinition.action[0].selectionBehavior']],
    ]);
    expect(seen.json.issue[0].extension).toHaveLength(2);
    expect((await ask('GET', 'PlanDefinition/choosing')).status).toBe(404);
  });

  test('in a transaction, with the entry', async () => {
    const seen = await ask('POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource: choosing, request: { method: 'PUT', url: 'PlanDefinition/choosing' } }],
    });
    expect([seen.status, places(seen)]).toEqual([
      422,
      [['LENKE_PLAN_UNSUPPORTED', 'Bundle.entry[0].resource.action[0].selectionBehavior']],
    ]);
  });
});

describe('$apply', () => {
  const wanted = { name: 'parameters', resource: parameters({ name: 'wanted', valueBoolean: true }) };
  const subject = () => ({ name: 'subject', valueString: mother });
  const names = {
    'by instance': () => ask('POST', 'PlanDefinition/foreign/$apply', parameters(subject(), wanted)),
    'with a Reference for a string': () =>
      ask(
        'POST',
        'PlanDefinition/foreign/$apply',
        parameters({ name: 'subject', valueReference: { reference: mother } }, wanted),
      ),
    'by url': () =>
      ask(
        'POST',
        'PlanDefinition/$apply',
        parameters(subject(), wanted, { name: 'url', valueUri: PLAN['url'] }),
      ),
    'by identifier': () =>
      ask(
        'POST',
        'PlanDefinition/$apply',
        parameters(subject(), wanted, { name: 'identifier', valueString: 'http://example.org/plans|one' }),
      ),
    'sent along': () =>
      ask(
        'POST',
        'PlanDefinition/$apply',
        parameters(subject(), wanted, { name: 'planDefinition', resource: PLAN }),
      ),
  };
  test.each(Object.entries(names))('a plan %s is applied with the facts of the case', async (_, send) => {
    const seen = await send();
    expect([seen.status, seen.json.resourceType]).toEqual([200, 'CarePlan']);
    expect(validator.validate(seen.json).filter(({ severity }) => severity === 'error')).toEqual([]);
    const [group, request] = seen.json.contained;
    expect(group.action).toMatchObject([{ id: 'one', resource: { reference: '#request-1' } }]);
    expect(request).toMatchObject({ resourceType: 'ServiceRequest', subject: { reference: mother } });
    expect(request.performer).toEqual([{ reference: expect.stringMatching(/^Organization\//) }]);
  });

  test('by GET the parameter that is not given is a named fault, not silence', async () => {
    const seen = await ask('GET', `PlanDefinition/foreign/$apply?subject=${mother}`);
    expect(seen.status).toBe(200);
    expect(seen.json.contained.map((one: Loose) => one.resourceType)).toEqual([
      'RequestGroup',
      'OperationOutcome',
    ]);
    expect(places({ ...seen, json: seen.json.contained[1] })).toEqual([
      ['LENKE_PLAN_EXPRESSION', 'PlanDefinition.action[0].condition[0].expression'],
    ]);
  });

  test('nothing is stored by it', async () => {
    const before = (await ask('GET', '_history?_count=1')).json.entry[0].fullUrl;
    await names['by instance']();
    expect((await ask('GET', '_history?_count=1')).json.entry[0].fullUrl).toBe(before);
  });

  test.each([
    ['without a subject', 'PlanDefinition/foreign/$apply', 400, 'LENKE_OPERATION_INPUT'],
    [
      'to what is no patient',
      'PlanDefinition/foreign/$apply?subject=Organization/x',
      400,
      'LENKE_OPERATION_INPUT',
    ],
    ['to nobody', 'PlanDefinition/foreign/$apply?subject=Patient/none', 400, 'LENKE_OPERATION_INPUT'],
    [
      'with a parameter we do not know',
      'PlanDefinition/foreign/$apply?subject=Patient/1&colour=red',
      400,
      'LENKE_OPERATION_INPUT',
    ],
    ['of no plan', 'PlanDefinition/none/$apply?subject=MOTHER', 404, 'LENKE_NOT_FOUND'],
    ['without saying which', 'PlanDefinition/$apply?subject=MOTHER', 400, 'LENKE_OPERATION_INPUT'],
  ])('%s is refused', async (_, address, status, code) => {
    const seen = await ask('GET', address.replace('MOTHER', mother));
    expect([seen.status, places(seen)[0]]).toMatchObject([status, [code, expect.anything()]]);
  });
});

test('the CapabilityStatement says that plans are applied', async () => {
  const { json } = await ask('GET', 'metadata');
  const row = json.rest[0].resource.find((one: Loose) => one.type === 'PlanDefinition');
  expect(row.operation.map((one: Loose) => one.name)).toContain('apply');
});
