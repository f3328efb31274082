// Does every sentence of R4's http chapter about single resources hold? The chapter's anchor is the first column.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { call, created, named, patient, refused, type Seen, type Sentence } from './calls.ts';
import { fhirCalls } from './at-fhir.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
let strict: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
  strict = await startGateway({ LENKE_UPDATE_CREATE: 'off', LENKE_CONDITIONAL_DELETE: 'multiple' });
});
afterAll(async () => {
  await gateway.close();
  await strict.close();
});

const { send, idOf } = fhirCalls(() => gateway);

const READ: readonly Sentence[] = [
  [
    'cread',
    'If-None-Match with the version gives 304 without a body, with ETag and Last-Modified',
    async () => {
      const id = await idOf(patient());
      const seen = await send('GET', `Patient/${id}`, undefined, { 'if-none-match': 'W/"7", W/"1"' });
      expect([seen.status, seen.text, seen.headers.get('etag')]).toEqual([304, '', 'W/"1"']);
      expect(seen.headers.get('last-modified')).toMatch(/GMT$/);
      expect((await send('GET', `Patient/${id}`, undefined, { 'if-none-match': 'W/"2"' })).status).toBe(200);
    },
  ],
  [
    'cread',
    'If-Modified-Since with its own Last-Modified gives 304, with an older date 200',
    async () => {
      const id = await idOf(patient());
      const last = (await send('GET', `Patient/${id}`)).headers.get('last-modified') ?? '';
      const older = new Date(Date.parse(last) - 60_000).toUTCString();
      expect((await send('GET', `Patient/${id}`, undefined, { 'if-modified-since': last })).status).toBe(304);
      expect((await send('GET', `Patient/${id}`, undefined, { 'if-modified-since': older })).status).toBe(
        200,
      );
      expect((await send('GET', `Patient/${id}`, undefined, { 'if-modified-since': 'soon' })).status).toBe(
        200,
      );
    },
  ],
  [
    'cread',
    'If-None-Match goes before If-Modified-Since',
    async () => {
      const id = await idOf(patient());
      const headers = {
        'if-none-match': 'W/"9"',
        'if-modified-since': new Date(Date.now() + 1000).toUTCString(),
      };
      expect((await send('GET', `Patient/${id}`, undefined, headers)).status).toBe(200);
    },
  ],
  [
    'vread',
    'a version is read by its number, HEAD gives the same headers and no body',
    async () => {
      const id = await idOf(patient());
      const seen = await send('GET', `Patient/${id}/_history/1`);
      const head = await send('HEAD', `Patient/${id}/_history/1`);
      expect([seen.status, head.status, head.text]).toEqual([200, 200, '']);
      for (const name of ['etag', 'last-modified', 'content-type', 'content-length']) {
        expect(head.headers.get(name)).toBe(seen.headers.get(name));
      }
      expect(refused(await send('GET', `Patient/${id}/_history/2`))).toEqual([404, 'LENKE_NOT_FOUND']);
    },
  ],
  [
    'async',
    'respond-async is refused by name',
    async () => {
      const seen = await send('GET', 'Patient', undefined, { prefer: 'return=minimal, respond-async' });
      expect(refused(seen)).toEqual([400, 'LENKE_RESPOND_ASYNC']);
    },
  ],
];

const WRITE: readonly Sentence[] = [
  [
    'ccreate',
    'If-None-Exist: none 201, one 200 with it, several 412',
    async () => {
      const headers = { 'if-none-exist': 'identifier=urn:test|cc' };
      expect((await send('POST', 'Patient', named('cc'), headers)).status).toBe(201);
      const again = await send('POST', 'Patient', named('cc'), headers);
      expect([again.status, again.headers.get('etag')]).toEqual([200, 'W/"1"']);
      await send('POST', 'Patient', named('cc'));
      expect(refused(await send('POST', 'Patient', named('cc'), headers))).toEqual([
        412,
        'LENKE_MULTIPLE_MATCHES',
      ]);
    },
  ],
  [
    'ccreate',
    'beyond R4: a condition in the address of a POST means the same, and is never left out in silence',
    async () => {
      const path = 'Patient?identifier=urn:test|cw';
      expect((await send('POST', path, named('cw'))).status).toBe(201);
      expect((await send('POST', path, named('cw'))).status).toBe(200);
      expect(refused(await send('POST', 'Patient?shoe=1', named('cw')))).toEqual([400, 'LENKE_CONDITION']);
    },
  ],
  [
    'update',
    'the server owns versionId and lastUpdated; the rest of meta is kept',
    async () => {
      const id = await idOf(patient());
      const meta = { versionId: '77', lastUpdated: '2000-01-01T00:00:00Z', tag: [{ code: 'x' }] };
      const seen = await send('PUT', `Patient/${id}`, patient({ id, meta, active: false }));
      expect([seen.json.meta.versionId, seen.json.meta.tag[0].code]).toEqual(['2', 'x']);
      expect(Date.parse(seen.json.meta.lastUpdated)).toBeGreaterThan(Date.parse('2020-01-01'));
    },
  ],
  [
    'update',
    'an update that changes nothing makes no version',
    async () => {
      const id = await idOf(patient());
      const seen = await send('PUT', `Patient/${id}`, patient({ id }));
      expect([seen.status, seen.headers.get('etag')]).toEqual([200, 'W/"1"']);
    },
  ],
  [
    'upsert',
    'with the setting off an unknown id is 405, a deleted one is brought back',
    async () => {
      const put = (id: string): Promise<Seen> =>
        call(strict, 'PUT', `/fhir/Patient/${id}`, { body: patient({ id }) });
      expect(refused(await put('mine'))).toEqual([405, 'LENKE_UPDATE_CREATE']);
      expect((await put('mine')).headers.get('allow')).toContain('GET');
      const id = await created(strict, patient());
      await call(strict, 'DELETE', `/fhir/Patient/${id}`);
      expect((await put(id)).status).toBe(201);
      const where = await call(strict, 'PUT', '/fhir/Patient?identifier=urn:test|up', {
        body: named('up', { id: 'own' }),
      });
      expect(refused(where)).toEqual([405, 'LENKE_UPDATE_CREATE']);
    },
  ],
  [
    'cond-update',
    'none creates under the id of the body, also again; an id of another is 409',
    async () => {
      const path = 'Patient?identifier=urn:test|cu';
      const first = await send('PUT', path, named('cu', { id: 'cu-own' }));
      expect([first.status, first.json.id]).toEqual([201, 'cu-own']);
      expect((await send('PUT', path, named('cu', { id: 'cu-own', active: false }))).status).toBe(200);
      expect(refused(await send('PUT', path, named('cu', { id: 'other' })))).toEqual([
        400,
        'LENKE_ID_MISMATCH',
      ]);
      const taken = await send('PUT', 'Patient?identifier=urn:test|none', named('none', { id: 'cu-own' }));
      expect(refused(taken)).toEqual([409, 'LENKE_ID_TAKEN']);
    },
  ],
  [
    'cond-update',
    'none without an id creates, several are 412, If-Match is kept',
    async () => {
      const path = 'Patient?identifier=urn:test|cv';
      expect((await send('PUT', path, named('cv'))).status).toBe(201);
      const stale = await send('PUT', path, named('cv', { active: false }), { 'if-match': 'W/"9"' });
      expect(refused(stale)).toEqual([412, 'LENKE_VERSION_CONFLICT']);
      await send('POST', 'Patient', named('cv'));
      expect(refused(await send('PUT', path, named('cv')))).toEqual([412, 'LENKE_MULTIPLE_MATCHES']);
    },
  ],
  [
    'delete',
    'a delete gives 204 with the ETag of the deletion; Prefer gives an outcome',
    async () => {
      const id = await idOf(patient());
      const stale = await send('DELETE', `Patient/${id}`, undefined, { 'if-match': 'W/"4"' });
      expect(refused(stale)).toEqual([412, 'LENKE_VERSION_CONFLICT']);
      const two = await send('DELETE', `Patient/${id}`, undefined, { 'if-match': 'W/"1", W/"2"' });
      expect(refused(two)).toEqual([400, 'LENKE_IF_MATCH']);
      const gone = await send('DELETE', `Patient/${id}`, undefined, { 'if-match': 'W/"1", W/"1"' });
      expect([gone.status, gone.headers.get('etag')]).toEqual([204, 'W/"2"']);
      const seen = await send('DELETE', `Patient/${await idOf(patient())}`, undefined, {
        prefer: 'return=OperationOutcome',
      });
      expect([seen.status, seen.json.resourceType]).toEqual([200, 'OperationOutcome']);
    },
  ],
  [
    'delete',
    'an update brings a deleted resource back as the next version',
    async () => {
      const id = await idOf(patient());
      await send('DELETE', `Patient/${id}`);
      const seen = await send('PUT', `Patient/${id}`, patient({ id }));
      expect([seen.status, seen.headers.get('etag')]).toEqual([201, 'W/"3"']);
    },
  ],
  [
    'cdelete',
    'single: several are 412; multiple: all go, none is 204',
    async () => {
      for (const target of [gateway, strict]) for (const _ of [1, 2]) await created(target, named('cd'));
      const path = '/fhir/Patient?identifier=urn:test|cd';
      expect(refused(await call(gateway, 'DELETE', path))).toEqual([412, 'LENKE_MULTIPLE_MATCHES']);
      expect((await call(strict, 'DELETE', path)).status).toBe(204);
      expect((await call(strict, 'GET', `${path}&_summary=count`)).json.total).toBe(0);
      expect((await call(strict, 'DELETE', path)).status).toBe(204);
    },
  ],
];

describe.each([
  ['read', READ],
  ['write', WRITE],
])('%s', (_what, rows) => {
  test.each(rows)('http.html#%s: %s', async (_anchor, _promise, run) => run());
});
