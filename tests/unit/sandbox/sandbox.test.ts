import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createFhirSender, type FhirSender } from '../../../src/exchange/fhir/sender.ts';
import type { Recipient } from '../../../src/domain/recipient.ts';
import { mother, referral } from '../../../src/sandbox/people.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/start.ts';
import type { ReceivedReport } from '../../../src/sandbox/received.ts';
import { delivery, openGate, permitted, recipient } from '../../support/permitted.ts';

const FROM = { name: 'Lenke', endpoint: 'https://lenke.example/fhir' };
const FNR = 'urn:oid:2.16.578.1.12.4.1.4.1';

/** Content with two links inside and one to outside. */
const CONTENT = [
  {
    resourceType: 'Patient',
    id: 'aaaaaaaa-1111-4111-8111-111111111111',
    identifier: [{ system: FNR, value: mother().number }],
  },
  {
    resourceType: 'ServiceRequest',
    id: 'bbbbbbbb-2222-4222-8222-222222222222',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/aaaaaaaa-1111-4111-8111-111111111111' },
  },
  {
    resourceType: 'Task',
    id: 'cccccccc-3333-4333-8333-333333333333',
    status: 'requested',
    intent: 'order',
    code: { coding: [{ code: 'fulfill' }] },
    focus: { reference: 'ServiceRequest/bbbbbbbb-2222-4222-8222-222222222222' },
    for: { reference: 'Patient/elsewhere' },
  },
];

/** A searchset as far as these tests look. */
interface Found {
  readonly total: number;
  readonly entry: readonly { readonly resource: { readonly id: string; readonly [key: string]: unknown } }[];
}

async function json<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

describe('the sandbox', () => {
  let sandbox: Sandbox;
  let sender: FhirSender;
  const lines: object[] = [];

  const ask = (path: string, init: RequestInit = {}) => fetch(`${sandbox.url}${path}`, init);
  const put = (path: string, body: object) => ask(path, { method: 'PUT', body: JSON.stringify(body) });
  const fault = (body: object, system = 'habu') => put(`/${system}/_sandbox/fault`, body);
  const received = async (system = 'habu'): Promise<ReceivedReport> =>
    json(await ask(`/${system}/_sandbox/received`));
  const to = (system = 'habu', format: 'fhir-transaction' | 'fhir-message' = 'fhir-transaction'): Recipient =>
    recipient(`${sandbox.url}/${system}/fhir`, format, { timeoutMs: 1500, id: system });
  const send = (key: string, where = to()) =>
    sender.send(
      permitted(delivery(key)),
      sender.write(permitted(delivery(key)), CONTENT, where, FROM),
      where,
      new AbortController().signal,
      openGate,
    );

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, log: (line) => lines.push(line) });
    sender = createFhirSender({ credential: () => undefined });
  });
  afterEach(async () => {
    for (const system of ['habu', 'fastlege', 'kk', 'kommune'])
      await ask(`/${system}/_sandbox/reset`, { method: 'POST' });
  });
  afterAll(async () => {
    await sender.close();
    await sandbox.stop();
  });

  test.each<['fhir-transaction' | 'fhir-message']>([['fhir-transaction'], ['fhir-message']])(
    'takes a %s from the gateway once, however often it comes',
    async (format) => {
      expect(await send('a', to('habu', format))).toMatchObject({ result: 'confirmed', duplicate: false });
      expect(await send('a', to('habu', format))).toMatchObject({ result: 'confirmed' });
      const report = await received();
      expect(report.requests).toBe(2);
      expect(report.resources).toBe(3);
      expect(Object.values(report.identifiers)).toEqual(Array.from(Object.keys(report.identifiers), () => 1));
      expect(Object.values(report.requestIds)).toMatchObject([{ count: 2, hashes: [expect.any(String)] }]);
    },
  );

  test.each<[object, object, boolean]>([
    [{ kind: 'down', times: 1 }, { result: 'retry', code: 'LENKE_RECIPIENT_UNREACHABLE' }, false],
    [{ kind: 'slow', ms: 100, times: 1 }, { result: 'confirmed' }, true],
    [{ kind: 'slow', ms: 2500, times: 1 }, { result: 'retry', code: 'LENKE_RECIPIENT_TIMEOUT' }, false],
    [{ kind: 'error500', times: 1 }, { result: 'retry', code: 'LENKE_RECIPIENT_ERROR' }, false],
    [
      { kind: 'busy429', retryAfter: 7, times: 1 },
      { result: 'retry', code: 'LENKE_RECIPIENT_BUSY', retryAfterMs: 7000 },
      false,
    ],
    [{ kind: 'conflict409', times: 1 }, { result: 'confirmed', duplicate: true }, true],
    [{ kind: 'cut-after-work', times: 1 }, { result: 'retry', code: 'LENKE_RECIPIENT_UNREACHABLE' }, true],
    [{ kind: 'wrong-content-type', times: 1 }, { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' }, true],
    [{ kind: 'none' }, { result: 'confirmed' }, true],
  ])('misbehaves as told, heals, and holds nothing twice: %j', async (how, expected, done) => {
    await fault(how);
    expect(await send('f')).toMatchObject(expected);
    expect((await received()).resources > 0).toBe(done);
    expect(await send('f')).toMatchObject({ result: 'confirmed' });
    const report = await received();
    expect(report.resources).toBe(3);
    expect(Object.values(report.identifiers).every((count) => count === 1)).toBe(true);
  });

  test('stays down until told otherwise, alone', async () => {
    await fault({ kind: 'down' });
    for (const key of ['a', 'b']) expect(await send(key)).toMatchObject({ result: 'retry' });
    expect(await send('a', to('kk'))).toMatchObject({ result: 'confirmed' });
    await fault({ kind: 'none' });
    expect(await send('a')).toMatchObject({ result: 'confirmed' });
  });

  test('says "duplicate" only of work that was done', async () => {
    await fault({ kind: 'conflict409', times: 1 });
    const answer = await ask('/habu/fhir', {
      method: 'POST',
      body: '{"resourceType":"Bundle","type":"transaction","entry":[{}]}',
    });
    expect(answer.status).toBe(400);
  });

  test.each<[object, string]>([
    [{ kind: 'sleepy' }, 'kind'],
    [{ kind: 'slow', ms: -1 }, 'ms'],
    [{}, 'kind'],
  ])('refuses the fault %j', async (body, place) => {
    const answer = await fault(body);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(place);
  });

  test('reads, searches, updates with If-Match, and says what it can', async () => {
    const body = referral({ n: 1 });
    await ask('/kk/fhir/Patient', {
      method: 'POST',
      body: JSON.stringify({ resourceType: 'Patient', identifier: [mother(1).identifier] }),
    });
    const sent = await ask('/kk/fhir', { method: 'POST', body: JSON.stringify(body) });
    expect(sent.status).toBe(200);
    const found = await json<Found>(await ask('/kk/fhir/Task?status=requested'));
    const task = found.entry[0]?.resource ?? { id: '' };
    const read = await ask(`/kk/fhir/Task/${task.id}`);
    expect([read.status, read.headers.get('etag'), read.headers.get('content-type')]).toEqual([
      200,
      'W/"1"',
      'application/fhir+json; charset=utf-8',
    ]);
    const change = (match: string) =>
      ask(`/kk/fhir/Task/${task.id}`, {
        method: 'PUT',
        headers: { 'if-match': match },
        body: JSON.stringify({ ...task, status: 'accepted' }),
      });
    expect((await change('W/"1"')).status).toBe(200);
    expect((await change('W/"1"')).status).toBe(412);
    expect((await json<{ fhirVersion: string }>(await ask('/kk/fhir/metadata'))).fhirVersion).toBe('4.0.1');
    expect((await ask('/kk/fhir/Task/none')).status).toBe(404);
    expect((await ask('/kk/fhir/Task?colour=red')).status).toBe(400);
    expect((await ask('/kk/fhir/nothing/here/at/all')).status).toBe(404);
    expect((await ask('/kk/fhir', { method: 'POST', body: '{' })).status).toBe(400);
  });

  test('finds a person by POST _search and refuses the number in an address', async () => {
    await send('a');
    const query = `identifier=${FNR}|${mother().number}`;
    const found = await json<Found>(
      await ask('/habu/fhir/Patient/_search', { method: 'POST', body: new URLSearchParams(query) }),
    );
    expect(found.total).toBe(1);
    expect((await ask(`/habu/fhir/Patient?${query}`)).status).toBe(400);
  });

  test('logs neither content nor queries', async () => {
    await send('a');
    await ask('/habu/fhir/Patient?identifier=urn:x|secret');
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${mother().number}|secret`));
  });

  test('answers a referral: accepts its Task, and tells the gateway under the gateway’s id', async () => {
    const calls: {
      method: string | undefined;
      url: string | undefined;
      token: string | undefined;
      body: string;
    }[] = [];
    const gateway = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        calls.push({ method: request.method, url: request.url, token: request.headers.authorization, body });
        response.writeHead(200, { 'content-type': 'application/fhir+json', etag: 'W/"4"' });
        response.end(
          JSON.stringify({
            resourceType: 'Task',
            id: 'x',
            status: 'requested',
            for: { reference: 'Patient/gateway' },
          }),
        );
      });
    }).listen(0, '127.0.0.1');
    await once(gateway, 'listening');
    const bound = gateway.address();
    const port = typeof bound === 'object' ? bound?.port : 0;
    await put('/habu/_sandbox/reply', { url: `http://127.0.0.1:${port}/fhir`, token: 't1' });
    await send('a');
    for (let wait = 0; wait < 50 && calls.length < 2; wait++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls.map(({ method, url }) => [method, url])).toEqual(
      ['GET', 'PUT'].map((method) => [method, '/fhir/Task/cccccccc-3333-4333-8333-333333333333']),
    );
    expect(calls[1]?.token).toBe('Bearer t1');
    expect(JSON.parse(calls[1]?.body ?? '')).toMatchObject({
      status: 'accepted',
      for: { reference: 'Patient/gateway' },
    });
    const own = (await json<Found>(await ask('/habu/fhir/Task'))).entry[0]?.resource;
    expect(own?.['status']).toBe('accepted');

    // a person there changes her mind
    await put(`/habu/fhir/Task/${own?.id ?? ''}`, {
      ...own,
      status: 'rejected',
    });
    for (let wait = 0; wait < 50 && calls.length < 4; wait++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(JSON.parse(calls[3]?.body ?? '')).toMatchObject({ status: 'rejected' });
    gateway.closeAllConnections();
    gateway.close();
  });
});

async function startProcess(...more: string[]) {
  const child = spawn(process.execPath, ['--no-warnings', 'src/sandbox/process.ts', '--port', '0', ...more], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line]: Buffer[] = await once(child.stdout, 'data');
  const { url } = JSON.parse(String(line));
  expect((await fetch(`${url}/habu/fhir/metadata`)).status).toBe(200);
  return child;
}

describe('the sandbox process', () => {
  test('says where it is, and stops when asked', async () => {
    const child = await startProcess('--systems', 'habu');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('tied, it stops with its parent', async () => {
    const child = await startProcess('--tied');
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
