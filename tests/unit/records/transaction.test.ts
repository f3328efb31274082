// Does a transaction do all of it or nothing, with every form of reference?

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/domain/json.ts';
import type { Interaction } from '../../../src/store/records/types.ts';
import { search, testStore, type TestStore } from './support.ts';

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.drop());
beforeEach(() => store.query('truncate records, history, idx_eq, idx_ref, idx_str, idx_ord'));

const person = (value: string): JsonObject => ({
  resourceType: 'Patient',
  identifier: [{ system: 'sys', value }],
});
const about = (reference: string, more: object = {}): JsonObject => ({
  resourceType: 'Observation',
  subject: { reference },
  ...more,
});

async function subjectAfter(...interactions: Interaction[]): Promise<unknown> {
  const results = await store.run(...interactions);
  const observation = results.find(({ resource }) => resource?.resourceType === 'Observation')?.resource;
  return observation?.['subject'];
}

async function rows(): Promise<number> {
  const [row] = await store.query<{ n: string }>(
    `select (select count(*) from records) + (select count(*) from history) + (select count(*) from idx_eq)
       + (select count(*) from idx_ref) + (select count(*) from idx_str) + (select count(*) from idx_ord) as n`,
  );
  return Number(row?.n);
}

const create = (fullUrl: string): Interaction => ({
  kind: 'create',
  resource: person('a'),
  id: 'mother',
  fullUrl,
});

describe('every form of reference leads to the resource', () => {
  const urn = 'urn:uuid:8d1c1f3e-0000-4000-8000-000000000001';
  test.each<[string, Interaction[], string]>([
    ['urn:uuid of an entry', [create(urn), { kind: 'create', resource: about(urn) }], 'Patient/mother'],
    ['urn:uuid of a later entry', [{ kind: 'create', resource: about(urn) }, create(urn)], 'Patient/mother'],
    [
      'absolute fullUrl',
      [create('http://x/fhir/Patient/7'), { kind: 'create', resource: about('http://x/fhir/Patient/7') }],
      'Patient/mother',
    ],
    [
      'relative to the fullUrl of its entry',
      [
        create('http://x/fhir/Patient/7'),
        { kind: 'create', resource: about('Patient/7'), fullUrl: 'http://x/fhir/Observation/1' },
      ],
      'Patient/mother',
    ],
    [
      'conditional, answered in the call',
      [create(urn), { kind: 'create', resource: about('Patient?identifier=sys|a') }],
      'Patient/mother',
    ],
    [
      'conditional, percent-encoded',
      [create(urn), { kind: 'create', resource: about('Patient?identifier=sys%7Ca') }],
      'Patient/mother',
    ],
    [
      'literal to an entry of the call',
      [create(urn), { kind: 'create', resource: about('Patient/mother') }],
      'Patient/mother',
    ],
    [
      'versioned literal',
      [create(urn), { kind: 'create', resource: about('Patient/mother/_history/1') }],
      'Patient/mother/_history/1',
    ],
    [
      'contained',
      [{ kind: 'create', resource: about('#p', { contained: [{ resourceType: 'Patient', id: 'p' }] }) }],
      '#p',
    ],
    [
      'elsewhere',
      [{ kind: 'create', resource: about('https://other.example/fhir/Patient/1') }],
      'https://other.example/fhir/Patient/1',
    ],
  ])('%s', async (_, interactions, expected) => {
    expect(await subjectAfter(...interactions)).toEqual({ reference: expected });
  });

  test('conditional, answered by what is stored', async () => {
    await store.create(person('a'), 'stored');
    expect(await subjectAfter({ kind: 'create', resource: about('Patient?identifier=sys|a') })).toEqual({
      reference: 'Patient/stored',
    });
  });

  test('the entry of a conditional create that found its resource', async () => {
    await store.create(person('a'), 'stored');
    const results = await store.run(
      {
        kind: 'create',
        resource: person('a'),
        fullUrl: urn,
        ifNoneExist: search('Patient?identifier=sys|a'),
      },
      { kind: 'create', resource: about(urn) },
    );
    expect(results[0]).toMatchObject({ outcome: 'existing', stored: { id: 'stored', version: 1 } });
    expect(results[1]?.resource).toMatchObject({ subject: { reference: 'Patient/stored' } });
  });

  test('inside contained resources, extensions, uris and narrative; not in identifiers', async () => {
    const [, result] = await store.run(create(urn), {
      kind: 'create',
      resource: about(urn, {
        contained: [{ resourceType: 'Condition', id: 'c', subject: { reference: urn } }],
        extension: [
          { url: 'u', valueUri: urn },
          { url: 'v', valueReference: { reference: urn } },
        ],
        identifier: [{ system: 'urn:ietf:rfc:3986', value: urn }],
        text: { status: 'generated', div: `<div><a href="${urn}">x</a></div>` },
      }),
    });
    expect(result?.resource).toMatchObject({
      contained: [{ subject: { reference: 'Patient/mother' } }],
      extension: [{ valueUri: 'Patient/mother' }, { valueReference: { reference: 'Patient/mother' } }],
      identifier: [{ value: urn }],
      text: { div: '<div><a href="Patient/mother">x</a></div>' },
    });
  });

  test('a stored Bundle keeps the names of its own entries', async () => {
    const own = 'urn:uuid:8d1c1f3e-0000-4000-8000-00000000000f';
    const entry = [
      { fullUrl: own, resource: { resourceType: 'Patient' } },
      { resource: about(own) },
      { resource: about(urn) },
    ];
    const [, result] = await store.run(create(urn), {
      kind: 'create',
      resource: { resourceType: 'Bundle', type: 'document', entry },
    });
    expect(result?.resource).toMatchObject({
      entry: [
        {},
        { resource: { subject: { reference: own } } },
        { resource: { subject: { reference: 'Patient/mother' } } },
      ],
    });
  });
});

describe('a failing entry leaves nothing behind', () => {
  const good: Interaction[] = [
    { kind: 'create', resource: person('x'), fullUrl: 'urn:uuid:x' },
    { kind: 'update', id: 'u', resource: about('urn:uuid:x') },
  ];
  const broken: readonly [string, Interaction, string, string][] = [
    [
      'urn:uuid without an entry',
      { kind: 'create', resource: about('urn:uuid:nowhere') },
      'LENKE_REFERENCE_BROKEN',
      '.resource.subject.reference',
    ],
    [
      'conditional without an answer',
      { kind: 'create', resource: about('Patient?identifier=sys|none') },
      'LENKE_REFERENCE_BROKEN',
      '.resource.subject.reference',
    ],
    [
      'conditional with two answers',
      { kind: 'create', resource: about('Patient?identifier=sys|two') },
      'LENKE_MULTIPLE_MATCHES',
      '.resource.subject.reference',
    ],
    [
      'conditional on an unknown parameter',
      { kind: 'create', resource: about('Patient?shoe=44') },
      'LENKE_CONDITION',
      '.resource.subject.reference',
    ],
    [
      'literal to nothing',
      { kind: 'create', resource: about('Patient/nobody') },
      'LENKE_REFERENCE_BROKEN',
      '.resource.subject.reference',
    ],
    [
      'literal to what is deleted',
      { kind: 'create', resource: about('Patient/gone') },
      'LENKE_REFERENCE_BROKEN',
      '.resource.subject.reference',
    ],
    [
      'wrong If-Match',
      { kind: 'update', id: 'two-a', resource: person('two'), ifMatch: 4 },
      'LENKE_VERSION_CONFLICT',
      '',
    ],
    [
      'conditional update with two answers',
      { kind: 'update-where', resource: person('two'), where: search('Patient?identifier=sys|two') },
      'LENKE_MULTIPLE_MATCHES',
      '.request',
    ],
    ['id taken', { kind: 'create', resource: person('y'), id: 'two-a' }, 'LENKE_WRITE_CONFLICT', ''],
    ['read of nothing', { kind: 'read', type: 'Patient', id: 'nobody' }, 'LENKE_NOT_FOUND', ''],
    ['read of what is deleted', { kind: 'read', type: 'Patient', id: 'gone' }, 'LENKE_DELETED', ''],
    ['the same resource twice', { kind: 'delete', type: 'Observation', id: 'u' }, 'LENKE_ENTRY_REQUEST', ''],
  ];
  test.each(broken.flatMap((row) => [0, 1, 2].map((at) => [...row, at] as const)))(
    '%s',
    async (_name, bad, code, place, at) => {
      await store.create(person('two'), 'two-a');
      await store.create(person('two'), 'two-b');
      await store.create(person('gone'), 'gone');
      await store.run({ kind: 'delete', type: 'Patient', id: 'gone' });
      const before = await rows();
      const interactions = good.toSpliced(at, 0, bad);
      const error: unknown = await store.run(...interactions).then(
        () => undefined,
        (failed: unknown) => failed,
      );
      expect(error).toMatchObject({ code });
      // Of two entries on one resource the later one is named.
      const named = code === 'LENKE_ENTRY_REQUEST' ? Math.max(at, interactions.indexOf(good[1] ?? bad)) : at;
      expect(error).toMatchObject({ facts: { expression: `Bundle.entry[${named}]${place}` } });
      expect(await rows()).toBe(before);
    },
  );
});
