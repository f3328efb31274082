// Do single resources come, change and go as R4 says? Over real HTTP and a real store.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { call, codeOf, created, patient, type Loose } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const observation = (text: string): string =>
  `{"resourceType":"Observation","status":"final","code":{"text":"weight"},"valueQuantity":{"value":${text}}}`;

function put(id: string, body: unknown, headers = {}): ReturnType<typeof call> {
  return call(gateway, 'PUT', `/fhir/Patient/${id}`, { body, headers });
}

describe('create, read, update, delete', () => {
  test('create answers 201 with ETag, Last-Modified, Location and the resource', async () => {
    const seen = await call(gateway, 'POST', '/fhir/Patient', { body: patient() });
    expect(seen.status).toBe(201);
    expect(seen.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    expect(seen.headers.get('etag')).toBe('W/"1"');
    expect(seen.headers.get('location')).toBe(`${gateway.url}/fhir/Patient/${seen.json.id}/_history/1`);
    expect(Date.parse(seen.headers.get('last-modified') ?? '')).not.toBeNaN();
    expect(seen.json.meta.versionId).toBe('1');
  });

  test('numbers keep the digits they were sent with', async () => {
    const seen = await call(gateway, 'POST', '/fhir/Observation', { body: observation('3500.00') });
    expect(seen.text).toContain('"value":3500.00');
    const again = await call(gateway, 'GET', `/fhir/Observation/${seen.json.id}`);
    expect(again.text).toContain('"value":3500.00');
  });

  test.each([
    ['minimal', 201, undefined],
    ['representation', 201, 'Patient'],
    ['OperationOutcome', 201, 'OperationOutcome'],
  ])('Prefer return=%s', async (wish, status, type) => {
    const seen = await call(gateway, 'POST', '/fhir/Patient', {
      body: patient(),
      headers: { prefer: `return=${wish}` },
    });
    expect(seen.status).toBe(status);
    expect(seen.json?.resourceType).toBe(type);
  });

  test('read knows 200, 304, 404, 410, and HEAD', async () => {
    const id = await created(gateway, patient());
    expect((await call(gateway, 'GET', `/fhir/Patient/${id}`)).json.id).toBe(id);
    const head = await call(gateway, 'HEAD', `/fhir/Patient/${id}`);
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', 'W/"1"']);
    const known = await call(gateway, 'GET', `/fhir/Patient/${id}`, {
      headers: { 'if-none-match': 'W/"1"' },
    });
    expect([known.status, known.text]).toEqual([304, '']);
    expect((await call(gateway, 'GET', '/fhir/Patient/none')).status).toBe(404);
    const deleted = await call(gateway, 'DELETE', `/fhir/Patient/${id}`);
    expect(deleted.status).toBe(204);
    expect((await call(gateway, 'GET', `/fhir/Patient/${id}`)).status).toBe(410);
    expect((await call(gateway, 'GET', `/fhir/Patient/${id}/_history/1`)).status).toBe(200);
    expect((await call(gateway, 'DELETE', `/fhir/Patient/${id}`)).status).toBe(204);
  });

  test('update checks id and If-Match, and creates where nothing was', async () => {
    expect((await put('mine', patient({ id: 'mine' }))).status).toBe(201);
    const second = await put('mine', patient({ id: 'mine', active: false }), { 'if-match': 'W/"1"' });
    expect([second.status, second.headers.get('etag')]).toEqual([200, 'W/"2"']);
    const stale = await put('mine', patient({ id: 'mine' }), { 'if-match': 'W/"1"' });
    expect([stale.status, codeOf(stale)]).toEqual([412, 'LENKE_VERSION_CONFLICT']);
    const other = await put('mine', patient({ id: 'other' }));
    expect([other.status, other.json.issue[0].expression]).toEqual([400, ['Patient.id']]);
    expect((await put('mine', patient())).status).toBe(400);
    expect((await put('mine', patient({ id: 'mine' }), { 'if-match': 'old' })).status).toBe(400);
    expect((await put('a_b', patient({ id: 'a_b' }))).json.issue[0].details.coding[0].code).toBe(
      'LENKE_ID_INVALID',
    );
  });

  test('conditions decide over create, update and delete', async () => {
    const identifier = [{ system: 'urn:test', value: 'c1' }];
    const headers = { 'if-none-exist': 'identifier=urn:test|c1' };
    const first = await call(gateway, 'POST', '/fhir/Patient', { body: patient({ identifier }), headers });
    const second = await call(gateway, 'POST', '/fhir/Patient', { body: patient({ identifier }), headers });
    expect([first.status, second.status, second.json.id]).toEqual([201, 200, first.json.id]);
    const where = '/fhir/Patient?identifier=urn:test|c1';
    const changed = await call(gateway, 'PUT', where, { body: patient({ identifier, active: false }) });
    expect([changed.status, changed.json.id, changed.json.meta.versionId]).toEqual([200, first.json.id, '2']);
    expect((await call(gateway, 'DELETE', where)).status).toBe(204);
    expect((await call(gateway, 'GET', `/fhir/Patient/${first.json.id}`)).status).toBe(410);
  });

  test.each([
    ['no condition', 'PUT', '/fhir/Patient'],
    ['no condition', 'DELETE', '/fhir/Patient'],
    ['unknown parameter', 'DELETE', '/fhir/Patient?shoe=1'],
    ['unknown parameter beside a good one', 'DELETE', '/fhir/Patient?active=true&shoe=1'],
  ])('%s: %s %s is refused', async (_why, method, path) => {
    const seen = await call(gateway, method, path, method === 'PUT' ? { body: patient() } : {});
    expect([seen.status, codeOf(seen)]).toEqual([400, 'LENKE_CONDITION']);
  });

  test('history tells every version, newest first, page by page', async () => {
    const id = await created(gateway, patient());
    await call(gateway, 'PUT', `/fhir/Patient/${id}`, { body: patient({ id, active: false }) });
    await call(gateway, 'DELETE', `/fhir/Patient/${id}`);
    const all = await call(gateway, 'GET', `/fhir/Patient/${id}/_history`);
    expect(all.json.type).toBe('history');
    expect(all.json.total).toBe(3);
    expect(all.json.entry.map((entry: Loose) => [entry.request.method, entry.response.status])).toEqual([
      ['DELETE', '204 No Content'],
      ['PUT', '200 OK'],
      ['POST', '201 Created'],
    ]);
    const page = await call(gateway, 'GET', `/fhir/Patient/${id}/_history?_count=2`);
    const next = page.json.link.find((link: Loose) => link.relation === 'next').url;
    const rest = await call(gateway, 'GET', next.slice(gateway.url.length));
    expect(rest.json.entry).toHaveLength(1);
    expect((await call(gateway, 'GET', '/fhir/Patient/none/_history')).status).toBe(404);
    expect((await call(gateway, 'GET', '/fhir/Patient/_history')).json.entry.length).toBeGreaterThan(2);
  });
});
