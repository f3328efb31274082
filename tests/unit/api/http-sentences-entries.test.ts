// Do Bundles and conditions answer what R4's http chapter says, entry by entry? The chapter's anchor is the first column.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bundle, call, entry, named, patient, type Loose, type Sentence } from './calls.ts';
import { fhirCalls, header, outcome } from './at-fhir.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const { send, put } = fhirCalls(() => gateway);

const TOGETHER: readonly Sentence[] = [
  [
    'trules',
    'the answers come in the order of the entries, each with status, location, etag and time',
    async () => {
      await put('t1');
      await put('t2');
      const seen = await send(
        'POST',
        '',
        bundle(
          'transaction',
          entry('GET', 'Patient/t2'),
          entry('PUT', 'Patient/t2', patient({ id: 't2', gender: 'male' })),
          entry('POST', 'Patient', patient()),
          entry('DELETE', 'Patient/t1'),
        ),
      );
      const { entry: answers, type } = seen.json;
      expect([seen.status, type]).toEqual([200, 'transaction-response']);
      expect(answers.map((one: Loose) => one.response.status.slice(0, 3))).toEqual([
        '200',
        '200',
        '201',
        '204',
      ]);
      // Reads come last: what they show has been changed by then.
      expect(answers[0].resource.gender).toBe('male');
      expect(answers[1].response).toMatchObject({
        location: `${gateway.url}/fhir/Patient/t2/_history/2`,
        etag: 'W/"2"',
        lastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      });
      expect(answers[2].response.location).toMatch(/\/fhir\/Patient\/[\w-]+\/_history\/1$/);
    },
  ],
  [
    'trules',
    'references by urn:oid, by version, to contained resources and to a fragment are kept or resolved',
    async () => {
      const OID = 'urn:oid:1.2.3.4.5';
      const observation = (more: object): object => ({
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'x' },
        ...more,
      });
      const made = await put('t3');
      expect(made.status).toBe(201);
      const seen = await send(
        'POST',
        '',
        bundle(
          'transaction',
          { fullUrl: OID, ...entry('POST', 'Patient', patient()) },
          entry('POST', 'Observation', observation({ subject: { reference: OID } })),
          entry('POST', 'Observation', observation({ subject: { reference: 'Patient/t3/_history/1' } })),
          entry(
            'POST',
            'Observation',
            observation({ contained: [patient({ id: 'c' })], subject: { reference: '#c' } }),
          ),
        ),
      );
      expect(seen.status).toBe(200);
      const at = (nth: number): string => new URL(seen.json.entry[nth].response.location).pathname;
      const subjects: string[] = [];
      for (const nth of [1, 2, 3])
        subjects.push((await call(gateway, 'GET', at(nth))).json.subject.reference);
      expect(subjects).toEqual([
        at(0)
          .replace('/fhir/', '')
          .replace(/\/_history.*/, ''),
        'Patient/t3/_history/1',
        '#c',
      ]);
    },
  ],
  [
    'trules',
    'one fault undoes all; the outcome names the entry',
    async () => {
      const before = await gateway.rows();
      const seen = await send(
        'POST',
        '',
        bundle(
          'transaction',
          entry('POST', 'Patient', patient()),
          entry('POST', 'Patient', { resourceType: 'Patient', gender: 'x' }),
        ),
      );
      expect(outcome(seen)).toEqual([422, 'OperationOutcome', 'error', 'string']);
      expect(seen.json.issue[0].expression[0]).toMatch(/^Bundle\.entry\[1\]/);
      expect(await gateway.rows()).toBe(before);
    },
  ],
  [
    'ccreate',
    'If-None-Exist with a leading ?, with a type, and of several parameters',
    async () => {
      const made = await send('POST', 'Patient', named('ine', { gender: 'male' }), {
        'if-none-exist': 'identifier=urn:test|ine',
      });
      expect(made.status).toBe(201);
      for (const condition of [
        '?identifier=urn:test|ine',
        'Patient?identifier=urn:test|ine',
        'identifier=urn:test%7Cine&gender=male',
      ]) {
        const again = await send('POST', 'Patient', named('ine'), { 'if-none-exist': condition });
        expect([condition, again.status, again.json?.id]).toEqual([condition, 200, made.json.id]);
        expect(header(again, 'location')).toBe(header(made, 'location'));
        expect(header(again, 'etag')).toBe('W/"1"');
      }
    },
  ],
  [
    'batch',
    'histories, searches and operations stand in a batch; faults answer for themselves',
    async () => {
      await put('b1');
      const seen = await send(
        'POST',
        '',
        bundle(
          'batch',
          entry('GET', 'Patient/b1/_history'),
          entry('GET', 'Patient?_id=b1&_elements=gender'),
          entry('GET', 'Patient/b1/$everything'),
          entry('GET', 'Patient/never'),
          entry('DELETE', 'Patient/b1'),
          entry('GET', `${gateway.url}/fhir/metadata`),
        ),
      );
      expect(seen.json.type).toBe('batch-response');
      expect(seen.json.entry.map((one: Loose) => one.response.status.slice(0, 3))).toEqual([
        '200',
        '200',
        '200',
        '404',
        '204',
        '200',
      ]);
      expect(seen.json.entry[3].response.outcome.resourceType).toBe('OperationOutcome');
      expect(seen.json.entry[0].resource.type).toBe('history');
    },
  ],
  [
    'cdelete',
    'none is 204, one is gone, and a condition that says nothing is refused',
    async () => {
      await send('POST', 'Patient', named('cd'));
      expect((await send('DELETE', 'Patient?identifier=urn:test|cd')).status).toBe(204);
      expect((await send('DELETE', 'Patient?identifier=urn:test|cd')).status).toBe(204);
      expect((await send('GET', 'Patient?identifier=urn:test|cd')).json.total).toBe(0);
      for (const path of ['Patient', 'Patient?', 'Patient?_count=1', 'Patient?shoe=1'])
        expect([path, (await send('DELETE', path)).status]).toEqual([path, 400]);
    },
  ],
];

test.each(TOGETHER)('http.html#%s: %s', async (_anchor, _promise, run) => run());
