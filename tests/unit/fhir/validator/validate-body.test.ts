// Is a body of $validate answered the same way at once and by a thread, and does nobody wait for a large one?

import { afterAll, describe, expect, test } from '@jest/globals';
import { GatewayError } from '../../../../src/domain/failure.ts';
import { createValidationPool, type ValidationPool } from '../../../../src/fhir/validator/pool.ts';
import type { BodyQuestion } from '../../../../src/fhir/validator/validate-body.ts';
import { createValidator } from '../../../../src/fhir/validator/validator.ts';
import { largeBundle } from '../../../../bench/large-bundle.ts';
import { ordinaryNumber } from '../../../support/ordinary-number.ts';

const PROFILE = 'https://x.no/named';
const definitions = [
  {
    resourceType: 'StructureDefinition',
    url: PROFILE,
    name: 'Named',
    type: 'Patient',
    kind: 'resource',
    derivation: 'constraint',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    differential: { element: [{ id: 'Patient.name', path: 'Patient.name', min: 1 }] },
  },
];
const validator = createValidator({ definitions });
const atOnce = createValidationPool({ validator, inlineLimit: Infinity });
const inThread = createValidationPool({ validator, validatorOptions: { definitions }, inlineLimit: 0 });
afterAll(async () => {
  await atOnce.close();
  await inThread.close();
});

const QUESTION: BodyQuestion = {
  type: 'Patient',
  profiles: [],
  hasStored: false,
  language: 'nb',
  maxDepth: 50,
  syntheticOnly: true,
};

/** What a pool says: the outcome's keys with their places, the profiles of a stored resource, or the failure. */
async function said(pool: ValidationPool, bytes: Uint8Array, question: BodyQuestion): Promise<unknown> {
  try {
    const answer = await pool.validateBody([Buffer.from(bytes)], question);
    if (answer.kind === 'stored') return answer;
    const { text } = answer;
    return JSON.parse(typeof text === 'string' ? text : new TextDecoder().decode(text));
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { code: error.code, facts: error.facts };
  }
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value, undefined, 1));
}

const patient = { resourceType: 'Patient', gender: 'kvinne', birthDate: '1990-02-30' };

const BODIES: readonly [string, Uint8Array, Partial<BodyQuestion>, RegExp][] = [
  ['a valid resource', json({ resourceType: 'Patient' }), {}, /"severity":"information"/],
  ['a resource with two faults', json(patient), {}, /binding-required.*date-impossible/],
  ['a profile in the address', json({ resourceType: 'Patient' }), { profiles: [PROFILE] }, /cardinality-min/],
  [
    'Parameters with resource and profile',
    json({
      resourceType: 'Parameters',
      parameter: [
        { name: 'profile', valueUri: PROFILE },
        { name: 'resource', resource: patient },
      ],
    }),
    {},
    /"valueInteger":1[0-9].*binding-required.*cardinality-min/,
  ],
  [
    'Parameters without a resource, about a stored one',
    json({ resourceType: 'Parameters', parameter: [{ name: 'profile', valueUri: PROFILE }] }),
    { hasStored: true },
    /"stored".*named/,
  ],
  ['Parameters that are no list', json({ resourceType: 'Parameters', parameter: {} }), {}, /LENKE_NOT_VALID/],
  ['mode delete', json(patient), { mode: 'delete' }, /"issue":\[\{"severity":"information"/],
  ['a mode that is none', json(patient), { mode: 'odd' }, /LENKE_SEARCH_VALUE/],
  ['another type than the address says', json({ resourceType: 'Basic' }), {}, /LENKE_TYPE_MISMATCH/],
  ['a list', json([patient]), {}, /LENKE_TYPE_MISMATCH/],
  ['text cut off', json(patient).subarray(0, -5), {}, /LENKE_UNREADABLE.*"line":4/],
  ['nothing', Buffer.alloc(0), {}, /LENKE_UNREADABLE/],
  ['a key twice', Buffer.from('{"resourceType":"Patient",\n"id":"a","id":"b"}'), {}, /LENKE_DUPLICATE_KEY/],
  [
    'bytes that are no UTF-8',
    Buffer.from('{"resourceType":"Patient","id":"\xff"}', 'latin1'),
    {},
    /LENKE_NOT_UTF8/,
  ],
  ['a NUL', Buffer.from('{"resourceType":"Patient","id":"\\u0000"}'), {}, /LENKE_CONTROL_CHARACTER/],
  ['nesting of 60', Buffer.from('['.repeat(60) + ']'.repeat(60)), {}, /LENKE_TOO_DEEP.*"limit":50/],
  [
    'the number of somebody real',
    json({
      resourceType: 'Patient',
      identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: ordinaryNumber() }],
    }),
    {},
    /LENKE_REAL_PERSON/,
  ],
];

describe('a body of $validate', () => {
  test.each(BODIES)(
    '%s: the same answer at once and by a thread',
    async (_reason, bytes, change, expected) => {
      const question = { ...QUESTION, ...change };
      const here = await said(atOnce, bytes, question);
      expect(await said(inThread, bytes, question)).toEqual(here);
      expect(JSON.stringify(here)).toMatch(expected);
    },
  );

  test('the bytes may come in pieces that share their memory with others', async () => {
    const whole = json(patient);
    const pieces = [whole.subarray(0, 20), whole.subarray(20, 31), whole.subarray(31)];
    const answer = await inThread.validateBody(pieces, QUESTION);
    expect(answer.kind).toBe('outcome');
    expect(whole.toString()).toBe(json(patient).toString());
  });

  test('a body that is refused leaves the thread as it is', async () => {
    let started = 0;
    const pool = createValidationPool({ inlineLimit: 0, onThread: () => started++ });
    await expect(pool.validateBody([Buffer.from('{')], QUESTION)).rejects.toMatchObject({
      code: 'LENKE_UNREADABLE',
    });
    expect(await pool.validateBody([json({ resourceType: 'Patient' })], QUESTION)).toMatchObject({
      kind: 'outcome',
    });
    expect(started).toBe(1);
    await pool.close();
  });

  test('a large one keeps nobody waiting: reading, validating and writing the answer happen elsewhere', async () => {
    const bytes = Buffer.from(largeBundle(8_000_000, { faultIn: 6 }));
    const pieces = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, i) =>
      bytes.subarray(i * 65_536, (i + 1) * 65_536),
    );
    // Read here, it takes some hundred milliseconds, whatever the machine; a tenth of that is left for moving the bytes. The least
    // of a few: what the collector does meanwhile for the whole of this process is not what it cost.
    const costs: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const before = used();
      const answer = await inThread.validateBody(pieces, { ...QUESTION, type: 'Bundle' });
      costs.push(used() - before);
      expect(answer.kind === 'outcome' && answer.text.length).toBeGreaterThan(500_000);
    }
    expect(Math.min(...costs)).toBeLessThan(60);
  });
});

/** CPU milliseconds of this thread; wall time where Node cannot tell. */
function used(): number {
  if (typeof process.threadCpuUsage !== 'function') return performance.now();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
