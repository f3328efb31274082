// Is what is odd but legal answered as R4 says? What clients, browsers and scripts send; the chapter's anchor is the first column.

import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bundle, call, entry, patient, refused, type Loose, type Seen, type Sentence } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const send = (
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Seen> => call(gateway, method, `/fhir${path}`, { headers, ...(body !== undefined && { body }) });
const put = (id: string, more: object = {}): Promise<Seen> =>
  send('PUT', `/Patient/${id}`, patient({ id, ...more }));
const URN = 'urn:uuid:3b1f0d3e-6f1c-4f9b-9d2a-0c4a7f7f1a11';
const OTHER = 'urn:uuid:7c0a2b54-30a5-4c6e-8f27-5b8f0f7f1a22';

const ADDRESSES: readonly Sentence[] = [
  [
    'general',
    'ids and types mind their case; a slash too many does no harm',
    async () => {
      await put('case', { gender: 'male' });
      await put('CASE', { gender: 'female' });
      expect((await send('GET', '/Patient/case')).json.gender).toBe('male');
      expect((await send('GET', '/Patient/CASE')).json.gender).toBe('female');
      expect(refused(await send('GET', '/patient/case'))).toEqual([404, 'LENKE_TYPE_UNKNOWN']);
      for (const path of ['/Patient/case/', '//Patient//case', '/Patient/c%61se'])
        expect([path, (await send('GET', path)).json.gender]).toEqual([path, 'male']);
    },
  ],
  [
    'head',
    'HEAD has the status and headers of GET wherever there is a GET, and no body',
    async () => {
      await put('head');
      const paths = [
        '/metadata',
        '/Patient/head',
        '/Patient/head/_history',
        '/Patient/head/_history/1',
        '/Patient/_history?_count=1',
        '/_history?_count=1',
        '/Patient?_id=head',
        '/?_type=Patient&_id=head',
        '/Patient/head/Observation',
        '/Patient/head/$everything',
        '/Patient/head/$meta',
        '/Patient/none',
        '/Shoe/1',
      ];
      for (const path of paths) {
        const [head, full] = [await send('HEAD', path), await send('GET', path)];
        const told = (seen: Seen): unknown[] =>
          ['etag', 'last-modified', 'content-type'].map((name) => seen.headers.get(name));
        expect([path, head.status, head.text, told(head)]).toEqual([path, full.status, '', told(full)]);
      }
    },
  ],
  [
    'general',
    'a method that does not fit an address is 405, and Allow says which do',
    async () => {
      const allowed: Readonly<Record<string, string>> = {
        '/': 'GET, HEAD, POST',
        '/metadata': 'GET, HEAD',
        '/Patient': 'DELETE, GET, HEAD, PATCH, POST, PUT',
        '/Patient/x': 'DELETE, GET, HEAD, PATCH, PUT',
        '/Patient/x/_history': 'GET, HEAD',
        '/Patient/x/_history/1': 'GET, HEAD',
        '/Patient/_search': 'GET, HEAD, POST',
        '/Patient/x/_search': 'POST',
        '/Patient/_history': 'GET, HEAD',
        '/$meta': 'GET, HEAD, POST',
      };
      for (const [path, list] of Object.entries(allowed)) {
        const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
        for (const method of methods.filter((one) => !list.includes(one))) {
          const seen = await send(method, path);
          const told = seen.headers.get('allow')?.split(', ').toSorted().join(', ');
          expect([method, path, seen.status, told]).toEqual([method, path, 405, list]);
        }
      }
    },
  ],
];

const BODIES: readonly Sentence[] = [
  [
    'mime-type',
    'a body may come packed, with a byte order mark, and with its charset in quotes',
    async () => {
      const text = JSON.stringify(patient({ gender: 'other' }));
      const packed: readonly (readonly [string, Uint8Array])[] = [
        ['gzip', gzipSync(text)],
        ['GZIP', gzipSync(text)],
        ['br', brotliCompressSync(text)],
        ['deflate', deflateSync(text)],
      ];
      for (const [coding, body] of packed) {
        const seen = await send('POST', '/Patient', body, { 'content-encoding': coding });
        expect([coding, seen.status, seen.json.gender]).toEqual([coding, 201, 'other']);
      }
      expect((await send('POST', '/Patient', `\ufeff${text}`)).json.gender).toBe('other');
      const quoted = { 'content-type': 'application/fhir+json; charset="UTF-8"' };
      expect((await send('POST', '/Patient', text, quoted)).status).toBe(201);
      expect((await send('POST', '/Patient', text, { 'content-encoding': 'zstd' })).status).toBe(415);
      expect((await send('POST', '/Patient', text, { 'content-encoding': 'gzip' })).status).toBe(400);
    },
  ],
  [
    'update',
    'an update is the whole resource: tags, profiles and labels it leaves out are gone, those it has are kept',
    async () => {
      const meta = {
        tag: [{ system: 'urn:t', code: 'a' }],
        security: [{ system: 'urn:s', code: 'b' }],
        profile: ['http://hl7.org/fhir/StructureDefinition/Patient'],
        source: 'urn:x',
      };
      expect((await put('labels', { meta })).json.meta).toMatchObject(meta);
      expect((await put('labels', { meta, gender: 'male' })).json.meta).toMatchObject(meta);
      expect(Object.keys((await put('labels')).json.meta).toSorted()).toEqual(['lastUpdated', 'versionId']);
    },
  ],
  [
    'delete',
    'a second delete is 204 too and makes no version; what is made again goes on counting',
    async () => {
      await put('twice');
      for (const etag of ['W/"2"', null]) {
        const gone = await send('DELETE', '/Patient/twice');
        expect([gone.status, gone.headers.get('etag')]).toEqual([204, etag]);
      }
      const again = await put('twice');
      expect([again.status, again.headers.get('etag')]).toEqual([201, 'W/"3"']);
      const { json } = await send('GET', '/Patient/twice/_history');
      expect(json.entry.map((one: Loose) => one.request.method)).toEqual(['PUT', 'DELETE', 'PUT']);
    },
  ],
  [
    'patch',
    'a FHIRPath Patch that deletes what is not there changes nothing; one that replaces it cannot be done',
    async () => {
      await put('fp');
      const change = (type: string, more: object[]): Promise<Seen> =>
        send('PATCH', '/Patient/fp', {
          resourceType: 'Parameters',
          parameter: [
            {
              name: 'operation',
              part: [
                { name: 'type', valueCode: type },
                { name: 'path', valueString: 'Patient.birthDate' },
                ...more,
              ],
            },
          ],
        });
      const gone = await change('delete', []);
      expect([gone.status, gone.json.meta.versionId]).toEqual([200, '1']);
      const replaced = await change('replace', [{ name: 'value', valueDate: '1990-01-01' }]);
      expect(refused(replaced)).toEqual([422, 'LENKE_PATCH_FAILED']);
    },
  ],
];

const BUNDLES: readonly Sentence[] = [
  [
    'trules',
    'entries may refer to one another in a circle, and to themselves',
    async () => {
      const linked = (to: string): object =>
        patient({ link: [{ other: { reference: to }, type: 'seealso' }] });
      const seen = await send(
        'POST',
        '',
        bundle(
          'transaction',
          { fullUrl: URN, ...entry('POST', 'Patient', linked(OTHER)) },
          { fullUrl: OTHER, ...entry('POST', 'Patient', linked(URN)) },
        ),
      );
      const places = seen.json.entry.map((one: Loose) => new URL(one.response.location).pathname.slice(5));
      const links: string[] = [];
      for (const place of places) links.push((await send('GET', place)).json.link[0].other.reference);
      const names = places.map((place: string) => place.slice(1).replace(/\/_history.*/, ''));
      expect(links).toEqual([names[1], names[0]]);
      const alone = await send(
        'POST',
        '',
        bundle('transaction', { fullUrl: URN, ...entry('POST', 'Patient', linked(URN)) }),
      );
      const own = new URL(alone.json.entry[0].response.location).pathname.slice(5);
      const { id, link } = (await send('GET', own)).json;
      expect(link[0].other.reference).toBe(`Patient/${id}`);
    },
  ],
  [
    'trules',
    'what cannot stand in a transaction names its entry; nothing is done',
    async () => {
      const before = await gateway.rows();
      const cannot: readonly (readonly [string, string])[] = [
        ['GET', 'metadata'],
        ['GET', '$meta'],
        ['GET', 'Patient/x/$everything'],
        ['POST', 'Patient/x'],
        ['get', 'Patient/x'],
        ['GET', ''],
        ['OPTIONS', 'Patient'],
      ];
      for (const [method, url] of cannot) {
        const seen = await send(
          'POST',
          '',
          bundle('transaction', entry('POST', 'Patient', patient()), entry(method, url)),
        );
        const [issue] = seen.json.issue;
        expect([method, url, seen.status, issue.expression[0].slice(0, 15)]).toEqual([
          method,
          url,
          400,
          'Bundle.entry[1]',
        ]);
      }
      expect(await gateway.rows()).toBe(before);
    },
  ],
  [
    'brules',
    'entries of a batch see what those before them did, and one that fails undoes no other',
    async () => {
      const seen = await send(
        'POST',
        '',
        bundle(
          'batch',
          entry('PUT', 'Patient/batch1', patient({ id: 'batch1' })),
          entry('PUT', 'Patient/batch1', patient({ id: 'batch1', gender: 'male' }), { ifMatch: 'W/"1"' }),
          entry('PUT', 'Patient/batch1', patient({ id: 'batch1', gender: 'other' }), { ifMatch: 'W/"1"' }),
          entry('DELETE', 'Patient/batch1'),
          entry('GET', 'Patient/batch1'),
        ),
      );
      expect(seen.json.entry.map((one: Loose) => one.response.status.slice(0, 3))).toEqual([
        '201',
        '200',
        '412',
        '204',
        '410',
      ]);
    },
  ],
];

test.each([...ADDRESSES, ...BODIES, ...BUNDLES])('http.html#%s: %s', async (_anchor, _promise, run) => run());
