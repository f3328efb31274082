// Plans are resources: others' can be stored and applied to a patient over HTTP, and what we cannot do is refused with its place.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createValidator } from '../../src/fhir/validator/validator.ts';
import { shippedProfiles } from '../../src/fhir/profiles.ts';
import { motherCase } from '../../src/sandbox/people.ts';
import { path, planOf } from '../support/apply.ts';
import type { Loose } from '../unit/api/calls.ts';
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
    headers: { 'Content-Type': 'application/fhir+json' },
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
