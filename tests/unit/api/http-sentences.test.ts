// Does each interaction answer what R4's http chapter says, header by header? The chapter's anchor is the first column.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call, patient, type Loose, type Seen, type Sentence } from './calls.ts';
import { fhirCalls, header, outcome } from './at-fhir.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const { send, put } = fhirCalls(() => gateway);

const VERSIONS: readonly Sentence[] = [
  [
    'read',
    'the answer holds the id asked for, its version, and headers that say the same',
    async () => {
      const made = await put('r1');
      const seen = await send('GET', 'Patient/r1');
      expect([seen.status, seen.json.id, seen.json.meta.versionId]).toEqual([200, 'r1', '1']);
      expect(header(seen, 'etag')).toBe('W/"1"');
      expect(Date.parse(header(seen, 'last-modified'))).toBe(
        Math.floor(Date.parse(seen.json.meta.lastUpdated) / 1000) * 1000,
      );
      expect(header(seen, 'content-type')).toBe('application/fhir+json; charset=utf-8');
      expect(header(made, 'location')).toBe(`${gateway.url}/fhir/Patient/r1/_history/1`);
    },
  ],
  [
    'read',
    'what never was is 404, what is gone is 410, in an OperationOutcome; its version before is still there',
    async () => {
      await put('r2');
      const gone = await send('DELETE', 'Patient/r2');
      expect(gone.status).toBe(204);
      expect(outcome(await send('GET', 'Patient/never'))).toEqual([
        404,
        'OperationOutcome',
        'error',
        'string',
      ]);
      expect(outcome(await send('GET', 'Patient/r2'))).toEqual([410, 'OperationOutcome', 'error', 'string']);
      expect((await send('HEAD', 'Patient/r2')).status).toBe(410);
      expect((await send('GET', 'Patient/r2/_history/1')).status).toBe(200);
      expect((await send('GET', 'Patient/r2/_history/2')).status).toBe(410);
      expect((await send('GET', 'Patient/r2/_history/9')).status).toBe(404);
      expect((await send('GET', 'Patient/r2/_history/x')).status).toBe(404);
    },
  ],
  [
    'cread',
    'If-None-Match takes a list, a strong form and a star',
    async () => {
      await put('r3');
      for (const tag of ['W/"1"', '"1"', 'W/"9", W/"1"', '*'])
        expect([tag, (await send('GET', 'Patient/r3', undefined, { 'if-none-match': tag })).status]).toEqual([
          tag,
          304,
        ]);
      for (const tag of ['W/"2"', '"x"'])
        expect((await send('GET', 'Patient/r3', undefined, { 'if-none-match': tag })).status).toBe(200);
    },
  ],
  [
    'update',
    '201 with Location for a new id, 200 for one that is there, and versions count up',
    async () => {
      const [made, changed] = [await put('u1'), await put('u1', { gender: 'male' })];
      expect([made.status, changed.status]).toEqual([201, 200]);
      expect([header(made, 'etag'), header(changed, 'etag')]).toEqual(['W/"1"', 'W/"2"']);
      expect(header(changed, 'location')).toBe(`${gateway.url}/fhir/Patient/u1/_history/2`);
    },
  ],
  [
    'update',
    'a body of another type, without id or with another is 400 and changes nothing',
    async () => {
      await put('u2');
      const bodies = [
        { resourceType: 'Observation', id: 'u2', status: 'final', code: { text: 'x' } },
        patient(),
        patient({ id: 'other' }),
      ];
      for (const body of bodies) expect((await send('PUT', 'Patient/u2', body)).status).toBe(400);
      expect((await send('GET', 'Patient/u2')).json.meta.versionId).toBe('1');
    },
  ],
  [
    'concurrency',
    'If-Match in every form; a stale one is 412 with an outcome',
    async () => {
      await put('c1');
      for (const [nth, tag] of ['W/"1"', '"2"', '3'].entries())
        expect(
          (
            await send('PUT', 'Patient/c1', patient({ id: 'c1', multipleBirthInteger: nth }), {
              'if-match': tag,
            })
          ).status,
        ).toBe(200);
      const stale = await send('PUT', 'Patient/c1', patient({ id: 'c1' }), { 'if-match': 'W/"1"' });
      expect(outcome(stale)).toEqual([412, 'OperationOutcome', 'error', 'string']);
      expect((await send('DELETE', 'Patient/c1', undefined, { 'if-match': 'W/"1"' })).status).toBe(412);
      expect((await send('DELETE', 'Patient/c1', undefined, { 'if-match': 'W/"4"' })).status).toBe(204);
    },
  ],
  [
    'ops',
    'Prefer decides the body of create, update, patch and delete; headers stay',
    async () => {
      for (const [method, path, status] of [
        ['POST', 'Patient', 201],
        ['PUT', 'Patient/p1', 201],
      ] as const) {
        const body = method === 'PUT' ? patient({ id: 'p1' }) : patient();
        const minimal = await send(method, path, body, { prefer: 'return=minimal' });
        expect([minimal.status, minimal.text, header(minimal, 'etag')]).toEqual([status, '', 'W/"1"']);
        expect(header(minimal, 'location')).toContain('/_history/1');
      }
      const whole = await send('POST', 'Patient', patient(), { prefer: 'return=representation' });
      expect(whole.json.resourceType).toBe('Patient');
      const told = await send('POST', 'Patient', patient(), { prefer: 'return=OperationOutcome' });
      expect([told.status, told.json.resourceType]).toEqual([201, 'OperationOutcome']);
      expect(
        (await send('DELETE', 'Patient/p1', undefined, { prefer: 'return=OperationOutcome' })).status,
      ).toBe(200);
    },
  ],
  [
    'history',
    'an instance is told newest first, a deletion among it, with what was asked and answered',
    async () => {
      await put('h1');
      await put('h1', { gender: 'male' });
      await send('DELETE', 'Patient/h1');
      await put('h1', { gender: 'other' });
      const { json } = await send('GET', 'Patient/h1/_history');
      expect([json.type, json.total]).toEqual(['history', 4]);
      expect(
        json.entry.map((one: Loose) => [
          one.request.method,
          one.request.url,
          one.response.status.slice(0, 3),
          one.response.etag,
        ]),
      ).toEqual([
        ['PUT', 'Patient/h1', expect.stringMatching(/20[01]/), 'W/"4"'],
        ['DELETE', 'Patient/h1', '204', 'W/"3"'],
        ['PUT', 'Patient/h1', '200', 'W/"2"'],
        ['PUT', 'Patient/h1', '201', 'W/"1"'],
      ]);
      expect(json.entry.map((one: Loose) => one.resource?.meta.versionId)).toEqual([
        '4',
        undefined,
        '2',
        '1',
      ]);
      expect(new Set(json.entry.map((one: Loose) => one.fullUrl))).toEqual(
        new Set([`${gateway.url}/fhir/Patient/h1`]),
      );
    },
  ],
  [
    'history',
    'pages go on by link; HEAD tells the headers',
    async () => {
      for (const gender of ['male', 'female', 'other', 'unknown']) await put('h2', { gender });
      const seen: string[] = [];
      let path: string | undefined = 'Patient/h2/_history?_count=2';
      while (path !== undefined) {
        const { json }: Seen = await send('GET', path);
        seen.push(...json.entry.map((one: Loose) => one.resource.meta.versionId));
        path = json.link
          .find((one: Loose) => one.relation === 'next')
          ?.url.slice(`${gateway.url}/fhir/`.length);
      }
      expect(seen).toEqual(['4', '3', '2', '1']);
      const head = await send('HEAD', 'Patient/h2/_history');
      expect([head.status, head.text]).toEqual([200, '']);
    },
  ],
];

const FORMS: readonly Sentence[] = [
  [
    'mime-type',
    '_format goes before Accept, in every short and long form of JSON; another is 406 with an outcome',
    async () => {
      await put('f1');
      for (const format of [
        'json',
        'application/json',
        'application/fhir%2Bjson',
        'application/fhir+json',
        'text/json',
      ])
        expect([
          format,
          (await send('GET', `Patient/f1?_format=${format}`, undefined, { accept: 'application/fhir+xml' }))
            .status,
        ]).toEqual([format, 200]);
      for (const format of ['xml', 'application/fhir%2Bxml', 'ttl'])
        expect(outcome(await send('GET', `Patient/f1?_format=${format}`))).toEqual([
          406,
          'OperationOutcome',
          'error',
          'string',
        ]);
      expect(
        (
          await send('GET', 'Patient/f1', undefined, {
            accept: 'application/fhir+xml, application/fhir+json;q=0.5',
          })
        ).status,
      ).toBe(200);
    },
  ],
  [
    'mime-type',
    'a body in XML is 415, plain application/json and a charset are taken',
    async () => {
      expect(
        (await send('POST', 'Patient', '<Patient/>', { 'content-type': 'application/fhir+xml' })).status,
      ).toBe(415);
      for (const type of [
        'application/json',
        'application/fhir+json; charset=UTF-8',
        'application/fhir+json;fhirVersion=4.0',
      ])
        expect((await send('POST', 'Patient', patient(), { 'content-type': type })).status).toBe(201);
    },
  ],
  [
    'general',
    'an unknown type is 404, a method that does not fit 405 with Allow, both in an outcome',
    async () => {
      expect(outcome(await send('GET', 'Shoe/1'))).toEqual([404, 'OperationOutcome', 'error', 'string']);
      const wrong = await send('DELETE', 'metadata');
      expect(outcome(wrong)).toEqual([405, 'OperationOutcome', 'error', 'string']);
      expect(header(wrong, 'allow')).toContain('GET');
      expect((await send('POST', 'Patient/x1', patient())).status).toBe(405);
      expect((await send('GET', 'Patient/a_b')).status).toBe(400);
      expect((await send('GET', `Patient/${'a'.repeat(65)}`)).status).toBe(400);
    },
  ],
  [
    'capabilities',
    'the statement names the version of FHIR, its formats, and itself as an instance; OPTIONS is no interaction',
    async () => {
      const { json } = await call(gateway, 'GET', '/fhir/metadata', { token: '' });
      expect([json.resourceType, json.fhirVersion, json.kind, json.status]).toEqual([
        'CapabilityStatement',
        '4.0.1',
        'instance',
        'active',
      ]);
      expect((await call(gateway, 'GET', '/fhir/metadata?mode=full', { token: '' })).status).toBe(200);
      expect((await send('GET', 'Patient', undefined, { authorization: 'Bearer wrong' })).status).toBe(401);
    },
  ],
];

test.each([...VERSIONS, ...FORMS])('http.html#%s: %s', async (_anchor, _promise, run) => run());
