// Does every sentence of R4's http chapter about the entries of batch and transaction hold? The chapter's anchor is the first column.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  codeOf,
  created,
  entry,
  named,
  patient,
  refused,
  type Loose,
  type Seen,
  type Sentence,
} from './calls.ts';
import { MOTHER, binary, observation, setGender, statuses } from './entries.ts';
import { fhirCalls } from './at-fhir.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const { post, transaction, read, idOf } = fhirCalls(() => gateway);

const INSIDE: readonly Sentence[] = [
  [
    'patch',
    'patches inside: JSON Patch in a Binary, FHIRPath Patch, by condition, and they see urn:uuid',
    async () => {
      const id = await idOf(named('p-in'));
      const weight = await created(gateway, observation({ display: 'x' }), 'Observation');
      const parameters = {
        resourceType: 'Parameters',
        parameter: [
          {
            name: 'operation',
            part: [
              { name: 'type', valueCode: 'replace' },
              { name: 'path', valueString: 'Observation.subject' },
              { name: 'value', valueReference: { reference: MOTHER } },
            ],
          },
        ],
      };
      const seen = await transaction(
        { fullUrl: MOTHER, ...entry('POST', 'Patient', patient()) },
        entry('PATCH', 'Patient?identifier=urn:test|p-in', setGender('female')),
        entry('PATCH', `Observation/${weight}`, parameters),
      );
      expect(statuses(seen)).toEqual(['201', '200', '200']);
      expect((await read(`Patient/${id}`)).json.gender).toBe('female');
      const made = new URL(seen.json.entry[0].response.location).pathname.split('/')[3];
      expect((await read(`Observation/${weight}`)).json.subject.reference).toBe(`Patient/${made}`);
    },
  ],
  [
    'patch',
    'a patch inside that fails, or comes to something invalid, names its entry and stores nothing',
    async () => {
      const id = await idOf(patient());
      const before = await gateway.rows();
      const wrong = await transaction(
        entry('POST', 'Patient', patient()),
        entry('PATCH', `Patient/${id}`, setGender('shoe')),
      );
      expect([wrong.status, wrong.json.issue[0].expression]).toEqual([
        422,
        ['Bundle.entry[1].resource.gender'],
      ]);
      const failing = await transaction(
        entry('PATCH', `Patient/${id}`, binary([{ op: 'remove', path: '/gender' }])),
      );
      expect([...refused(failing), failing.json.issue[0].expression[0]]).toEqual([
        422,
        'LENKE_PATCH_FAILED',
        'Bundle.entry[0].resource',
      ]);
      const stale = await transaction(
        entry('PATCH', `Patient/${id}`, setGender('male'), { ifMatch: 'W/"5"' }),
      );
      expect([...refused(stale), stale.json.issue[0].expression[0]]).toEqual([
        412,
        'LENKE_VERSION_CONFLICT',
        'Bundle.entry[0].request.ifMatch',
      ]);
      expect(await gateway.rows()).toBe(before);
    },
  ],
  [
    'ops',
    'Prefer decides what the entries carry',
    async () => {
      const ask = async (wish: string): Promise<Loose> =>
        (await post('transaction', [entry('POST', 'Patient', patient())], { prefer: `return=${wish}` })).json
          .entry[0];
      expect((await ask('minimal')).resource).toBeUndefined();
      expect((await ask('representation')).resource.resourceType).toBe('Patient');
      expect((await ask('OperationOutcome')).response.outcome.resourceType).toBe('OperationOutcome');
    },
  ],
];

const TOGETHER: readonly Sentence[] = [
  [
    'concurrency',
    'transactions that patch the same two resources in opposite order all succeed, and none is lost',
    async () => {
      const ids = [await idOf(named('both-a')), await idOf(named('both-b'))];
      const add = (value: number): object =>
        binary([{ op: 'add', path: '/name', value: [{ text: String(value) }] }]);
      const seen = await Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          transaction(
            ...(n % 2 === 0 ? ids : ids.toReversed()).map((id) => entry('PATCH', `Patient/${id}`, add(n))),
          ),
        ),
      );
      expect(seen.map(({ status }) => status)).toEqual(seen.map(() => 200));
      const now = await Promise.all(ids.map((id) => read(`Patient/${id}`)));
      expect(now.map(({ json }) => json.meta.versionId)).toEqual(['13', '13']);
      expect(new Set(now.map(({ json }) => json.name[0].text)).size).toBe(1);
    },
  ],
];

const BATCH: readonly Sentence[] = [
  [
    'batch',
    'entries stand alone: reads, patches and conditions answer each for itself',
    async () => {
      const id = await idOf(named('batch'));
      const seen = await post('batch', [
        entry('PATCH', `Patient/${id}`, setGender('male')),
        entry('PATCH', `Patient/${id}`, setGender('shoe')),
        entry('GET', `Patient/${id}`, undefined, { ifNoneMatch: 'W/"2"' }),
        entry('GET', 'Patient?identifier=urn:test|batch'),
        entry('GET', `Patient/${id}/_history`),
        entry('HEAD', `Patient/${id}`),
        entry('PUT', `Patient/${id}`, named('batch', { id }), { ifMatch: 'W/"1"' }),
        entry('DELETE', `Patient?identifier=urn:test|batch`),
      ]);
      expect(statuses(seen)).toEqual(['200', '422', '304', '200', '200', '200', '412', '204']);
      expect(seen.json.entry[3].resource.type).toBe('searchset');
      expect(seen.json.entry[4].resource.type).toBe('history');
      expect(seen.json.entry[5].resource).toBeUndefined();
      expect(seen.json.entry[1].response.outcome.issue[0].expression).toEqual(['Patient.gender']);
    },
  ],
  [
    'batch',
    'Prefer handling=strict holds for the searches inside',
    async () => {
      const ask = (prefer: string): Promise<Seen> =>
        post('batch', [entry('GET', 'Patient?shoe=1')], { prefer });
      expect(statuses(await ask('handling=strict'))).toEqual(['400']);
      expect(statuses(await ask('handling=lenient'))).toEqual(['200']);
    },
  ],
  [
    'batch',
    'a Bundle that is neither batch nor transaction is refused',
    async () => {
      expect(codeOf(await post('collection', []))).toBe('LENKE_BUNDLE_TYPE');
    },
  ],
];

test.each([...INSIDE, ...TOGETHER, ...BATCH])('http.html#%s: %s', async (_anchor, _promise, run) => run());
