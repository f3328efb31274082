// A change by PATCH means what the same change by PUT means: it is validated, becomes an event, and is delivered.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { motherCase, referral } from '../../src/sandbox/people.ts';
import { type RunningGateway, startRunning } from '../support/running.ts';

let running: RunningGateway;
beforeAll(async () => {
  running = await startRunning();
});
afterAll(() => running.stop());

const ACTIVATE = [{ op: 'replace', path: '/status', value: 'active' }];

/** A referral that is only a draft; its id. */
async function draft(n: number): Promise<string> {
  await running.client.submit('', motherCase({ n }));
  const answer = await fetch(`${running.url}/fhir`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(referral({ n, from: 'fastlege', to: 'kk-pol', status: 'draft' })),
  });
  expect([answer.status, answer.headers.get('lenke-event')]).toEqual([200, null]);
  return /ServiceRequest\/([^/"]+)\/_history/.exec(await answer.text())?.[1] ?? '';
}

async function send(method: string, path: string, body: unknown, type: string): Promise<Response> {
  const headers = { 'content-type': type };
  return fetch(`${running.url}/fhir/${path}`, { method, headers, body: JSON.stringify(body) });
}

async function deliveries(answer: Response): Promise<readonly string[]> {
  const event = await running.settle(answer.headers.get('lenke-event') ?? undefined);
  return [event.code, ...event.deliveries.map(({ recipient, state }) => `${recipient} ${state}`)];
}

test('a draft that a JSON Patch makes active is sent to the performer', async () => {
  const id = await draft(41);
  const answer = await send('PATCH', `ServiceRequest/${id}`, ACTIVATE, 'application/json-patch+json');
  expect(answer.status).toBe(200);
  expect(await deliveries(answer)).toEqual(['E_REFERRAL_ACTIVE', 'kk-pol confirmed']);
});

test('so is one that a FHIRPath Patch inside a transaction makes active', async () => {
  const id = await draft(42);
  const part = [
    { name: 'type', valueCode: 'replace' },
    { name: 'path', valueString: 'ServiceRequest.status' },
    { name: 'value', valueCode: 'active' },
  ];
  const resource = { resourceType: 'Parameters', parameter: [{ name: 'operation', part }] };
  const entry = [{ resource, request: { method: 'PATCH', url: `ServiceRequest/${id}` } }];
  const answer = await send(
    'POST',
    '',
    { resourceType: 'Bundle', type: 'transaction', entry },
    'application/fhir+json',
  );
  expect(answer.status).toBe(200);
  expect(await deliveries(answer)).toEqual(['E_REFERRAL_ACTIVE', 'kk-pol confirmed']);
});

test('one that a patch makes invalid is refused, and nothing happens', async () => {
  const id = await draft(43);
  const wrong = [{ op: 'replace', path: '/status', value: 'shoe' }];
  const answer = await send('PATCH', `ServiceRequest/${id}`, wrong, 'application/json-patch+json');
  expect([answer.status, answer.headers.get('lenke-event')]).toEqual([422, null]);
  const held = await running.client.read<{ status: string; meta: { versionId: string } }>(
    `/ServiceRequest/${id}`,
  );
  expect([held.status, held.meta.versionId]).toEqual(['draft', '1']);
});
