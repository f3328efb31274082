// Is every resource type of R4 served when the setting asks for it, by the same code?

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createValidator } from '../../src/fhir/validator/validator.ts';
import { minimalResource } from '../support/minimal.ts';
import { startRunning, type RunningGateway } from '../support/running.ts';

const validator = createValidator();
const TYPES = validator.types().toSorted();

let all: RunningGateway;
beforeAll(async () => {
  all = await startRunning({ LENKE_TYPES: 'all' });
}, 60_000);
afterAll(() => all.stop());

interface Seen {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into JSON as it is
  readonly json: any;
}

async function ask(
  method: string,
  path: string,
  body?: unknown,
  type = 'application/fhir+json',
): Promise<Seen> {
  const response = await fetch(`${all.url}/fhir/${path}`, {
    method,
    headers: { 'content-type': type },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
}

test('the CapabilityStatement names all 146 types', async () => {
  const { json } = await ask('GET', 'metadata');
  expect(json.rest[0].resource.map((row: { type: string }) => row.type)).toEqual(TYPES);
  expect(TYPES).toHaveLength(146);
});

test.each(TYPES)(
  '%s is created, read, found, changed, patched, told in history and deleted',
  async (type) => {
    const resource = minimalResource(type, validator.terminology());
    const made = await ask('POST', type, resource);
    expect([made.status, made.json?.resourceType]).toEqual([201, type]);
    const { id } = made.json;
    const path = `${type}/${id}`;
    const patch = [{ op: 'add', path: '/language', value: 'nb' }];
    const statuses = [
      (await ask('GET', path)).status,
      (await ask('PUT', path, { ...resource, id, language: 'en' })).status,
      (await ask('PATCH', path, patch, 'application/json-patch+json')).status,
      (await ask('GET', `${path}/_history/2`)).status,
    ];
    expect(statuses).toEqual([200, 200, 200, 200]);
    expect((await ask('GET', `${type}?_id=${id}`)).json.entry[0].resource.language).toBe('nb');
    expect((await ask('GET', `${path}/_history`)).json.total).toBe(3);
    expect([(await ask('DELETE', path)).status, (await ask('GET', path)).status]).toEqual([204, 410]);
  },
);

test('without the setting a type the pathway has no use for is refused by name', async () => {
  const pathway = await startRunning();
  const response = await fetch(`${pathway.url}/fhir/Account`);
  const body = (await response.json()) as { issue: [{ details: { coding: [{ code: string }] } }] };
  await pathway.stop();
  expect([response.status, body.issue[0].details.coding[0].code]).toEqual([404, 'LENKE_TYPE_NOT_SERVED']);
});
