// An attacker with the token of a narrow role, or of an organisation in no case, tries what is neither read nor search.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { path, planOf } from '../support/apply.ts';
import { ask, bundle, idOf, type MaskedSite, NARROW, startMaskedSite } from '../support/masked-site.ts';
import { ADMIN, type ReadSite, STRANGER } from '../support/read-site.ts';

let here: MaskedSite;
let site: ReadSite;
let patient: string;
let mental: string;
let consent: string;

beforeAll(async () => {
  here = await startMaskedSite();
  ({ site, patient, mental, consent } = here);
}, 120_000);
afterAll(() => here.stop());

const tells = (text: string) => [mental, consent].some((one) => text.includes(idOf(one)));

describe('a plan that is applied reads with the eyes of its caller', () => {
  const nowhere = 'Patient/0b5b1d5e-0000-4000-8000-000000000000';
  /** A plan of the caller's own that asks what it wants to know. */
  const apply = (caller: string, subject: string, expression: string) =>
    site.call(
      caller,
      'POST',
      '/PlanDefinition/$apply',
      {
        resourceType: 'Parameters',
        parameter: [
          { name: 'subject', valueString: subject },
          {
            name: 'planDefinition',
            resource: planOf({
              action: [
                { title: 'Funnet', condition: [{ kind: 'applicability', expression: path(expression) }] },
              ],
            }),
          },
        ],
      },
      { 'x-request-id': 'one' },
    );
  const hers =
    "Bundle.entry.resource.ofType(Condition).where(category.coding.code = 'mental-health').exists()";
  const said = 'Bundle.entry.resource.ofType(Consent).exists()';

  test.each([
    ['of her mental health, to who may know', 'fhs', hers, true],
    ['of her mental health, to who may not', NARROW, hers, false],
    ['of what she has said', NARROW, said, false],
    ['of her plan, to who may know', NARROW, 'Bundle.entry.resource.ofType(CarePlan).exists()', true],
    ['of everything, to who sees everything', ADMIN, said, true],
  ])('it tells %s', async (_, caller, expression, expected) => {
    const { status, json, text } = await apply(caller, patient, expression);
    expect([status, json['resourceType']]).toEqual([200, 'CarePlan']);
    expect(text.includes('Funnet')).toBe(expected);
  });

  test('one she is unknown to is told what it would be told of nobody', async () => {
    for (const expression of ['true', hers, '%subject.name.exists()']) {
      const there = await apply(STRANGER, patient, expression);
      const not = await apply(STRANGER, nowhere, expression);
      expect(there.status).toBeGreaterThanOrEqual(400);
      expect([there.status, there.text]).toEqual([not.status, not.text]);
    }
  });
});

type Tried = readonly [
  method: string,
  address: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
];

describe('other doors', () => {
  const nowhere = 'Condition/0b5b1d5e-0000-4000-8000-000000000000';
  const same = async (
    make: (reference: string) => readonly [string, string, unknown?, Record<string, string>?],
  ) => {
    const told = async (reference: string) => {
      const [method, address, body, headers] = make(reference);
      const { status, text } = await site.call(NARROW, method, address, body, {
        'x-request-id': 'one',
        ...headers,
      });
      return {
        status,
        text: text
          .replaceAll(idOf(reference), 'id')
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, 'then'),
      };
    };
    expect(await told(mental)).toEqual(await told(nowhere));
  };

  test.each<readonly [string, (reference: string) => Tried]>([
    ['its ETag', (reference: string) => ['GET', `/${reference}`, undefined, { 'if-none-match': 'W/"1"' }]],
    [
      'its date',
      (reference: string) => [
        'GET',
        `/${reference}`,
        undefined,
        { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' },
      ],
    ],
    [
      '$validate of what names it',
      (reference: string) => [
        'POST',
        '/Observation/$validate',
        {
          resourceType: 'Observation',
          status: 'final',
          code: { text: 'x' },
          subject: { reference: patient },
          focus: [{ reference }],
        },
      ],
    ],
    ['$validate of it as it is stored', (reference: string) => ['GET', `/${reference}/$validate`]],
    ['a version of it', (reference: string) => ['GET', `/${reference}/_history/1`]],
    ['its compartment', (reference: string) => ['GET', `/${reference}/$everything`]],
    [
      'a batch that reads it',
      (reference: string) => ['POST', '', bundle('batch', ask('GET', reference), ask('DELETE', reference))],
    ],
    [
      'a transaction that leans on it',
      (reference: string) => [
        'POST',
        '',
        bundle('transaction', ask('GET', `CarePlan?condition=${reference}`)),
      ],
    ],
    [
      'search for it by POST',
      (reference: string) => ['POST', '/Condition/_search', new URLSearchParams({ _id: idOf(reference) })],
    ],
  ])('%s tells nothing', async (_, make) => {
    await same(make);
  });

  test.each(['/deliveries', '/events', '/findings', '/duties', '/timers'])(
    'what operators see at %s is shut to who only reads',
    async (address) => {
      const answered = await site.call(NARROW, 'GET', `${site.running.url}/ops/v1${address}`);
      expect([answered.status, tells(answered.text)]).toEqual([403, false]);
    },
  );
});
