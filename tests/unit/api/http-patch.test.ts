// Does every sentence of R4's http chapter about PATCH hold? The chapter's anchor is the first column.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { created, named, patient, refused, type Seen, type Sentence } from './calls.ts';
import { fhirCalls } from './at-fhir.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const { send, idOf } = fhirCalls(() => gateway);

const JSON_PATCH = { 'content-type': 'application/json-patch+json' };
const set = (path: string, value: unknown): object[] => [{ op: 'add', path, value }];
const fhirPatch = (path: string, value: string): object => ({
  resourceType: 'Parameters',
  parameter: [
    {
      name: 'operation',
      part: [
        { name: 'type', valueCode: 'add' },
        { name: 'path', valueString: 'Patient' },
        { name: 'name', valueString: path },
        { name: 'value', valueCode: value },
      ],
    },
  ],
});

const PATCH: readonly Sentence[] = [
  [
    'patch',
    'JSON Patch changes a part and answers like an update',
    async () => {
      const id = await idOf(patient());
      const seen = await send('PATCH', `Patient/${id}`, set('/gender', 'female'), JSON_PATCH);
      expect([seen.status, seen.json.gender, seen.headers.get('etag')]).toEqual([200, 'female', 'W/"2"']);
      expect(seen.headers.get('location')).toBe(`${gateway.url}/fhir/Patient/${id}/_history/2`);
    },
  ],
  [
    'patch',
    'FHIRPath Patch changes a part',
    async () => {
      const id = await idOf(patient());
      const seen = await send('PATCH', `Patient/${id}`, fhirPatch('gender', 'male'));
      expect([seen.status, seen.json.gender]).toEqual([200, 'male']);
    },
  ],
  [
    'patch',
    'beyond R4: a JSON Merge Patch changes the members it names',
    async () => {
      const id = await idOf(patient({ gender: 'male' }));
      const headers = { 'content-type': 'application/merge-patch+json' };
      const seen = await send('PATCH', `Patient/${id}`, { active: null, birthDate: '2001-02-03' }, headers);
      expect([seen.status, seen.json.active, seen.json.gender, seen.json.birthDate]).toEqual([
        200,
        undefined,
        'male',
        '2001-02-03',
      ]);
    },
  ],
  [
    'patch',
    'numbers keep their digits',
    async () => {
      const body =
        '{"resourceType":"Observation","status":"final","code":{"text":"w"},"valueQuantity":{"value":1.00}}';
      const id = await created(gateway, body, 'Observation');
      const patch =
        '[{"op":"add","path":"/component","value":[{"code":{"text":"c"},"valueQuantity":{"value":2.50}}]}]';
      const seen = await send('PATCH', `Observation/${id}`, patch, JSON_PATCH);
      expect([seen.text.includes('"value":1.00'), seen.text.includes('"value":2.50')]).toEqual([true, true]);
    },
  ],
  [
    'patch',
    'the result is validated like an update; nothing is stored when it is wrong',
    async () => {
      const id = await idOf(patient());
      const seen = await send('PATCH', `Patient/${id}`, set('/gender', 'shoe'), JSON_PATCH);
      expect([seen.status, seen.json.issue[0].expression]).toEqual([422, ['Patient.gender']]);
      expect((await send('GET', `Patient/${id}`)).headers.get('etag')).toBe('W/"1"');
    },
  ],
  [
    'patch',
    'If-Match is kept',
    async () => {
      const id = await idOf(patient());
      const patchIf = (version: number): Promise<Seen> =>
        send('PATCH', `Patient/${id}`, set('/gender', 'other'), {
          ...JSON_PATCH,
          'if-match': `W/"${version}"`,
        });
      expect(refused(await patchIf(2))).toEqual([412, 'LENKE_VERSION_CONFLICT']);
      expect((await patchIf(1)).status).toBe(200);
    },
  ],
  [
    'patch',
    'a condition finds the one: none is 404, several are 412',
    async () => {
      const path = 'Patient?identifier=urn:test|cp';
      expect(refused(await send('PATCH', path, set('/gender', 'male'), JSON_PATCH))).toEqual([
        404,
        'LENKE_NOT_FOUND',
      ]);
      await idOf(named('cp'));
      expect((await send('PATCH', path, set('/gender', 'male'), JSON_PATCH)).json.gender).toBe('male');
      await idOf(named('cp'));
      expect(refused(await send('PATCH', path, set('/gender', 'male'), JSON_PATCH))).toEqual([
        412,
        'LENKE_MULTIPLE_MATCHES',
      ]);
    },
  ],
  [
    'patch',
    'what was never there is 404, what is gone 410, a test that fails 422, no patch 400',
    async () => {
      const id = await idOf(patient());
      const ask = (path: string, body: unknown): Promise<Seen> => send('PATCH', path, body, JSON_PATCH);
      expect(refused(await ask('Patient/none', set('/gender', 'male')))).toEqual([404, 'LENKE_NOT_FOUND']);
      const tested = await ask(`Patient/${id}`, [{ op: 'test', path: '/active', value: false }]);
      expect(refused(tested)).toEqual([422, 'LENKE_PATCH_FAILED']);
      expect(refused(await ask(`Patient/${id}`, '"x"'))).toEqual([400, 'LENKE_PATCH_INVALID']);
      expect(refused(await ask(`Patient/${id}`, set('/id', 'other')))).toEqual([400, 'LENKE_ID_MISMATCH']);
      await send('DELETE', `Patient/${id}`);
      expect(refused(await ask(`Patient/${id}`, set('/gender', 'male')))).toEqual([410, 'LENKE_DELETED']);
    },
  ],
  [
    'patch',
    'XML Patch is 415 and says what would be taken',
    async () => {
      const seen = await send('PATCH', 'Patient/1', '<diff/>', {
        'content-type': 'application/xml-patch+xml',
      });
      expect(refused(seen)).toEqual([415, 'LENKE_MEDIA_TYPE']);
      expect(seen.headers.get('accept-patch')).toContain('application/json-patch+json');
    },
  ],
  [
    'patch',
    'callers that patch the same resource without If-Match all succeed',
    async () => {
      const id = await idOf(patient());
      const all = await Promise.all(
        Array.from({ length: 16 }, (_, n) =>
          send(
            'PATCH',
            `Patient/${id}`,
            [
              {
                op: 'add',
                path: n % 2 ? '/multipleBirthInteger' : '/birthDate',
                value: n % 2 ? n : `2000-01-${10 + n}`,
              },
            ],
            JSON_PATCH,
          ),
        ),
      );
      expect(all.map((seen) => seen.status)).toEqual(all.map(() => 200));
      expect((await send('GET', `Patient/${id}`)).headers.get('etag')).toBe('W/"17"');
    },
  ],
];

test.each(PATCH)('http.html#%s: %s', async (_anchor, _promise, run) => run());
