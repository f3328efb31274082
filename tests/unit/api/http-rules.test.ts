// Do the rules of R4's http chapter that hold for every interaction hold here? The chapter's anchor is the first column.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  bundle,
  call,
  created,
  entry,
  named,
  patient,
  refused,
  type Loose,
  type Seen,
  type Sentence,
} from './calls.ts';
import { fhirCalls } from './at-fhir.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const { send } = fhirCalls(() => gateway);

const RULES: readonly Sentence[] = [
  [
    'create',
    'the id of the body is ignored, and so is its versionId',
    async () => {
      const seen = await send('POST', 'Patient', patient({ id: 'wished', meta: { versionId: '9' } }));
      expect([seen.status, seen.json.meta.versionId]).toEqual([201, '1']);
      expect(seen.json.id).not.toBe('wished');
      expect((await send('GET', 'Patient/wished')).status).toBe(404);
    },
  ],
  [
    'create',
    'ids keep to their form and are never given twice',
    async () => {
      const ids = await Promise.all(Array.from({ length: 20 }, () => created(gateway, patient())));
      expect(new Set(ids).size).toBe(20);
      expect(ids.filter((id) => !/^[A-Za-z0-9\-.]{1,64}$/.test(id))).toEqual([]);
    },
  ],
  [
    'create',
    'a body of another type, none, or no JSON is 400; an invalid one 422; nothing is stored',
    async () => {
      const before = await gateway.rows();
      expect(refused(await send('POST', 'Patient', { resourceType: 'Observation' }))).toEqual([
        400,
        'LENKE_TYPE_MISMATCH',
      ]);
      expect(refused(await send('POST', 'Patient', '', { 'content-type': 'application/fhir+json' }))).toEqual(
        [400, 'LENKE_UNREADABLE'],
      );
      expect(refused(await send('POST', 'Patient', '{"resourceType":'))).toEqual([400, 'LENKE_UNREADABLE']);
      expect((await send('POST', 'Observation', { resourceType: 'Observation' })).status).toBe(422);
      expect(await gateway.rows()).toBe(before);
    },
  ],
  [
    'update',
    'a body without its id, or with another, is 400',
    async () => {
      const id = await created(gateway, patient());
      expect(refused(await send('PUT', `Patient/${id}`, patient()))).toEqual([400, 'LENKE_ID_MISMATCH']);
      expect(refused(await send('PUT', `Patient/${id}`, patient({ id: 'x' })))).toEqual([
        400,
        'LENKE_ID_MISMATCH',
      ]);
    },
  ],
  [
    'concurrency',
    'If-Match of what never was is 412; If-None-Match * makes and never overwrites',
    async () => {
      expect(
        refused(await send('PUT', 'Patient/never', patient({ id: 'never' }), { 'if-match': 'W/"1"' })),
      ).toEqual([412, 'LENKE_VERSION_CONFLICT']);
      const make = (): Promise<Seen> =>
        send('PUT', 'Patient/only-new', patient({ id: 'only-new' }), { 'if-none-match': '*' });
      expect((await make()).status).toBe(201);
      expect(refused(await make())).toEqual([412, 'LENKE_VERSION_CONFLICT']);
      const inside = entry('PUT', 'Patient/only-new', patient({ id: 'only-new', active: false }), {
        ifNoneMatch: '*',
      });
      expect(refused(await send('POST', '', bundle('transaction', inside)))).toEqual([
        412,
        'LENKE_VERSION_CONFLICT',
      ]);
    },
  ],
  [
    'concurrency',
    'If-Match * changes what is there, and is 412 for what is not; a tag that was never given here is 412',
    async () => {
      const change = (id: string, tag: string, nth: number): Promise<Seen> =>
        send('PUT', `Patient/${id}`, patient({ id, multipleBirthInteger: nth }), { 'if-match': tag });
      expect(refused(await change('star', '*', 1))).toEqual([412, 'LENKE_VERSION_CONFLICT']);
      expect((await send('PUT', 'Patient/star', patient({ id: 'star' }))).status).toBe(201);
      expect((await change('star', '*', 2)).status).toBe(200);
      for (const tag of ['W/"abc"', '"0f-3"', 'W/"999999999999"'])
        expect(refused(await change('star', tag, 3))).toEqual([412, 'LENKE_VERSION_CONFLICT']);
      for (const tag of ['W/"1", W/"2"', '', 'W/"2', 'two'])
        expect(refused(await change('star', tag, 4))).toEqual([400, 'LENKE_IF_MATCH']);
      const inside = entry('PUT', 'Patient/star', patient({ id: 'star', active: false }), { ifMatch: '*' });
      expect((await send('POST', '', bundle('transaction', inside))).status).toBe(200);
      expect((await send('DELETE', 'Patient/star', undefined, { 'if-match': '*' })).status).toBe(204);
      expect(refused(await change('star', '*', 5))).toEqual([412, 'LENKE_VERSION_CONFLICT']);
      // What is deleted is not there: it may be made again.
      const again = await send('PUT', 'Patient/star', patient({ id: 'star' }), { 'if-none-match': '*' });
      expect([again.status, again.headers.get('etag')]).toEqual([201, 'W/"5"']);
    },
  ],
  [
    'ccreate',
    'If-None-Exist may be an address, but only of the type that is created',
    async () => {
      const create = (condition: string): Promise<Seen> =>
        send('POST', 'Patient', named('typed'), { 'if-none-exist': condition });
      for (const other of ['Organization?name=x', `${gateway.url}/fhir/Observation?code=x`])
        expect(refused(await create(other))).toEqual([400, 'LENKE_CONDITION']);
      expect((await create(`${gateway.url}/fhir/Patient?identifier=urn:test|typed`)).status).toBe(201);
      expect((await create('Patient?identifier=urn:test|typed')).status).toBe(200);
      const inside = entry('POST', 'Patient', named('typed'), {
        ifNoneExist: 'Group?identifier=urn:test|typed',
      });
      expect(refused(await send('POST', '', bundle('transaction', inside)))).toEqual([
        400,
        'LENKE_CONDITION',
      ]);
    },
  ],
  [
    'batch',
    'an entry tells the moment of its version as the resource does, parts of a second and all',
    async () => {
      const seen = await send(
        'POST',
        '',
        bundle(
          'batch',
          entry('PUT', 'Patient/moment', patient({ id: 'moment' })),
          entry('GET', 'Patient/moment'),
        ),
      );
      const { meta } = seen.json.entry[1].resource;
      expect(seen.json.entry.map((one: Loose) => one.response.lastModified)).toEqual([
        meta.lastUpdated,
        meta.lastUpdated,
      ]);
    },
  ],
  [
    'versions',
    'Last-Modified is lastUpdated to the second, ETag the versionId, Location the version',
    async () => {
      const seen = await send('POST', 'Patient', patient());
      const at = new Date(seen.json.meta.lastUpdated);
      at.setMilliseconds(0);
      expect(seen.headers.get('last-modified')).toBe(at.toUTCString());
      expect(seen.headers.get('etag')).toBe(`W/"${seen.json.meta.versionId}"`);
      const location = new URL(seen.headers.get('location') ?? '').pathname;
      expect((await call(gateway, 'GET', location)).text).toBe(seen.text);
    },
  ],
  [
    'vread',
    'the version that deleted is 410, the one before it is still read',
    async () => {
      const id = await created(gateway, patient());
      await send('DELETE', `Patient/${id}`);
      expect((await send('GET', `Patient/${id}/_history/1`)).status).toBe(200);
      expect(refused(await send('GET', `Patient/${id}/_history/2`))).toEqual([410, 'LENKE_DELETED']);
      expect(refused(await send('GET', `Patient/${id}/_history/x`))).toEqual([404, 'LENKE_NOT_FOUND']);
    },
  ],
  [
    'delete',
    'what is deleted is in no search; what never was is 204',
    async () => {
      const id = await created(gateway, named('deleted'));
      await send('DELETE', `Patient/${id}`);
      expect((await send('GET', 'Patient?identifier=urn:test|deleted&_total=accurate')).json.total).toBe(0);
      expect((await send('DELETE', 'Patient/never-was')).status).toBe(204);
    },
  ],
  [
    'mime-type',
    'answers are application/fhir+json in UTF-8, failures too',
    async () => {
      for (const path of ['Patient', 'Patient/none', 'metadata', '_history']) {
        const seen = await send('GET', path, undefined, { accept: 'application/json' });
        expect(seen.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
      }
      const seen = await send('POST', 'Patient', patient({ name: [{ text: 'Åse Ærfugl Ødegård' }] }));
      expect(seen.json.name[0].text).toBe('Åse Ærfugl Ødegård');
    },
  ],
  [
    'mime-type',
    'a body in another form, version or character set is 415',
    async () => {
      for (const type of [
        'application/fhir+xml',
        'application/fhir+json; fhirVersion=3.0',
        'application/fhir+json; charset=latin1',
        'text/plain',
      ]) {
        expect(refused(await send('POST', 'Patient', patient(), { 'content-type': type }))).toEqual([
          415,
          'LENKE_MEDIA_TYPE',
        ]);
      }
    },
  ],
  [
    'general',
    'what is no interaction is 404, a method that does not fit 405 with Allow',
    async () => {
      expect(refused(await send('GET', 'Patient/1/_history/1/more'))).toEqual([404, 'LENKE_PATH_UNKNOWN']);
      const seen = await send('POST', 'metadata', {});
      expect([...refused(seen), seen.headers.get('allow')]).toEqual([405, 'LENKE_METHOD', 'GET, HEAD']);
    },
  ],
  [
    'ops',
    'Prefer is read whatever its case, and an unknown preference is no fault',
    async () => {
      const seen = await send('POST', 'Patient', patient(), { prefer: 'RETURN="minimal"; foo=bar' });
      expect([seen.status, seen.text]).toEqual([201, '']);
      expect(seen.headers.get('location')).toContain('/Patient/');
    },
  ],
  [
    'transaction',
    'one without entries is answered by one without entries',
    async () => {
      for (const type of ['transaction', 'batch']) {
        const seen = await send('POST', '', { resourceType: 'Bundle', type });
        expect([seen.status, seen.json.type, seen.json.entry]).toEqual([200, `${type}-response`, undefined]);
      }
    },
  ],
  [
    'batch',
    'entries cannot refer to one another',
    async () => {
      const uuid = 'urn:uuid:11111111-2222-4333-8444-555555555555';
      const observation = {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'x' },
        subject: { reference: uuid },
      };
      const seen = await send(
        'POST',
        '',
        bundle(
          'batch',
          { fullUrl: uuid, ...entry('POST', 'Patient', patient()) },
          entry('POST', 'Observation', observation),
        ),
      );
      expect(seen.json.entry.map((item: Loose) => item.response.status.slice(0, 3))).toEqual(['201', '422']);
    },
  ],
  [
    'integrity',
    'a reference to what is not there is refused with its place',
    async () => {
      const observation = {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'x' },
        subject: { reference: 'Patient/nobody' },
      };
      const seen = await send('POST', 'Observation', observation);
      expect([...refused(seen), seen.json.issue[0].expression]).toEqual([
        422,
        'LENKE_REFERENCE_BROKEN',
        ['Observation.subject.reference'],
      ]);
    },
  ],
];

test.each(RULES)('http.html#%s: %s', async (_anchor, _promise, run) => run());
