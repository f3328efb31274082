// Does a search over HTTP find what R4's search chapter says? One row per sentence; the first column is its anchor.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundle, call, entry, type Loose, type Seen } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;

const patient = (id: string, more: object): object =>
  entry('PUT', `Patient/${id}`, { resourceType: 'Patient', id, ...more });
const observation = (id: string, more: object): object =>
  entry('PUT', `Observation/${id}`, {
    resourceType: 'Observation',
    id,
    status: 'final',
    code: { text: 'x' },
    ...more,
  });
const coding = (system: string | undefined, code: string): object => ({
  coding: [{ ...(system !== undefined && { system }), code }],
});

const POPULATION = bundle(
  'transaction',
  patient('anna', {
    identifier: [{ system: 'urn:a', value: '1' }],
    name: [{ use: 'official', family: 'Åsen', given: ['Anna', 'Marie'], text: 'Anna Marie Åsen' }],
    gender: 'female',
    birthDate: '1990-02-03',
    active: true,
    address: [{ city: 'Bergen', line: ['Storgata 1, 2. etasje'], postalCode: '5003' }],
    managingOrganization: { reference: 'Organization/north' },
    meta: { tag: [{ system: 'urn:tag', code: 'red' }], security: [{ system: 'urn:s', code: 'R' }] },
  }),
  patient('berit', {
    identifier: [{ system: 'urn:b', value: '1' }, { value: '2' }],
    name: [{ family: 'Asende', given: ['Berit'] }],
    gender: 'female',
    birthDate: '1990-02',
    active: false,
    meta: { profile: ['http://example.org/profile'] },
  }),
  patient('carl', {
    identifier: [{ system: 'urn:a', value: 'x|y,z$w' }],
    name: [{ family: 'Lie', given: ['Carl Åsen'] }, { family: 'O’Brien' }],
    gender: 'male',
    birthDate: '1990',
    deceasedBoolean: false,
    managingOrganization: { reference: 'Organization/south' },
  }),
  patient('dag', { deceasedDateTime: '2020-05-01T10:00:00+02:00' }),
  entry('PUT', 'Organization/north', {
    resourceType: 'Organization',
    id: 'north',
    name: 'North',
    partOf: { reference: 'Organization/top' },
  }),
  entry('PUT', 'Organization/south', { resourceType: 'Organization', id: 'south', name: 'South' }),
  entry('PUT', 'Organization/top', { resourceType: 'Organization', id: 'top', name: 'Top' }),
  observation('o1', {
    subject: { reference: 'Patient/anna' },
    code: coding('urn:c', 'k1'),
    effectiveDateTime: '2024-03-10T08:30:00Z',
    valueQuantity: { value: 10, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' },
  }),
  observation('o2', {
    subject: { reference: 'Patient/anna' },
    code: coding('urn:d', 'k1'),
    effectivePeriod: { start: '2024-03-10', end: '2024-03-12' },
    valueQuantity: { value: 10.4, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' },
  }),
  observation('o3', {
    subject: { reference: 'Patient/carl' },
    code: coding(undefined, 'k1'),
    effectivePeriod: { start: '2024-03-11' },
    valueQuantity: { value: 10, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
    status: 'amended',
  }),
  observation('o4', { subject: { display: 'Somebody' }, valueString: 'high', status: 'preliminary' }),
);

beforeAll(async () => {
  gateway = await startGateway();
  const seen = await call(gateway, 'POST', '/fhir', { body: POPULATION });
  if (seen.status !== 200) throw new Error(seen.text);
});
afterAll(() => gateway.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Seen> =>
  call(gateway, 'GET', `/fhir/${path}`, { headers });
const ids = (json: Loose, mode = 'match'): string[] =>
  (json.entry ?? [])
    .filter((one: Loose) => one.search.mode === mode)
    .map((one: Loose) => one.resource.id as string);
const linkOf = (json: Loose, relation: string): string | undefined =>
  json.link.find((one: Loose) => one.relation === relation)?.url;

type Row = readonly [anchor: string, sentence: string, query: string, found: readonly string[]];

const STRINGS: readonly Row[] = [
  ['string', 'starts with, without case and accents', 'Patient?family=asen', ['anna', 'berit']],
  ['string', 'folds what is asked too', 'Patient?family=ÅSEN', ['anna', 'berit']],
  ['string', 'does not find the middle', 'Patient?family=sen', []],
  ['string', ':contains finds the middle', 'Patient?family:contains=SEN', ['anna', 'berit']],
  ['string', ':exact minds case and accents, and is the whole', 'Patient?family:exact=Åsen', ['anna']],
  ['string', ':exact of another case finds nothing', 'Patient?family:exact=åsen', []],
  ['string', 'name searches every part', 'Patient?name=carl', ['carl']],
  ['string', 'a second name counts', 'Patient?family=o%E2%80%99b', ['carl']],
  ['string', 'a value may hold a space', 'Patient?given=carl%20å', ['carl']],
  ['string', 'an address is searched in its parts', 'Patient?address=berg', ['anna']],
  ['string', 'a comma is escaped', 'Patient?address=storgata%201%5C,', ['anna']],
  ['string', 'a comma that is not escaped means or', 'Patient?family=lie,asende', ['berit', 'carl']],
];

const TOKENS: readonly Row[] = [
  ['token', '[code] whatever the system', 'Patient?identifier=1', ['anna', 'berit']],
  ['token', '[system]|[code]', 'Patient?identifier=urn:a%7C1', ['anna']],
  ['token', '|[code] has no system', 'Patient?identifier=%7C2', ['berit']],
  ['token', '|[code] is not found when there is a system', 'Patient?identifier=%7C1', []],
  ['token', '[system]| finds any code', 'Patient?identifier=urn:a%7C', ['anna', 'carl']],
  ['token', 'matches are literal but not case sensitive', 'Patient?gender=Female', ['anna', 'berit']],
  ['token', 'a boolean', 'Patient?active=false', ['berit']],
  ['token', 'a code element needs no system', 'Patient?gender=male', ['carl']],
  [
    'token',
    'a code element has the system of its binding',
    'Patient?gender=http://hl7.org/fhir/administrative-gender%7Cmale',
    ['carl'],
  ],
  ['token', ':not', 'Patient?gender:not=female', ['carl', 'dag']],
  ['token', ':not of several: none of them', 'Patient?gender:not=female,male', ['dag']],
  ['token', 'a Coding without system', 'Observation?code=%7Ck1', ['o3']],
  ['token', 'a Coding of a system', 'Observation?code=urn:d%7Ck1', ['o2']],
  ['token', 'any of several', 'Observation?code=urn:c%7Ck1,urn:d%7Ck1', ['o1', 'o2']],
  ['token', ':text', 'Observation?code:text=X', ['o4']],
  ['escaping', '| , and $ in a value', 'Patient?identifier=urn:a%7Cx%5C%7Cy%5C,z%5C$w', ['carl']],
];

const DATES: readonly Row[] = [
  ['date', 'a day', 'Patient?birthdate=1990-02-03', ['anna']],
  ['date', 'a month holds the day and itself', 'Patient?birthdate=1990-02', ['anna', 'berit']],
  ['date', 'a year holds all', 'Patient?birthdate=1990', ['anna', 'berit', 'carl']],
  ['prefix', 'ne is what does not lie within', 'Patient?birthdate=ne1990-02', ['carl']],
  ['prefix', 'gt reaches beyond', 'Patient?birthdate=gt1990-02-03', ['berit', 'carl']],
  ['prefix', 'ge of a day', 'Patient?birthdate=ge1990-02-03', ['anna', 'berit', 'carl']],
  ['prefix', 'lt begins before', 'Patient?birthdate=lt1990-02-03', ['berit', 'carl']],
  ['prefix', 'sa begins after', 'Patient?birthdate=sa1990-02-02', ['anna']],
  ['prefix', 'eb ends before', 'Patient?birthdate=eb1990-02-04', ['anna']],
  [
    'prefix',
    'a range of two criteria',
    'Patient?birthdate=ge1990-02-01&birthdate=lt1990-02-04',
    ['anna', 'berit', 'carl'],
  ],
  ['date', 'a moment in another zone', 'Patient?death-date=2020-05-01T08:00:00Z', ['dag']],
  ['date', 'a zone that is escaped', 'Patient?death-date=2020-05-01T10:00:00%2B02:00', ['dag']],
  ['date', 'minutes without seconds', 'Observation?date=2024-03-10T08:30Z', ['o1']],
  ['date', 'a Period lies within the month', 'Observation?date=2024-03', ['o1', 'o2']],
  ['date', 'a Period without end goes on', 'Observation?date=gt2030', ['o3']],
  ['date', 'a Period ends before', 'Observation?date=eb2024-03-13', ['o1', 'o2']],
];

const QUANTITIES: readonly Row[] = [
  [
    'quantity',
    'a number means its precision, whatever the unit',
    'Observation?value-quantity=10',
    ['o1', 'o2', 'o3'],
  ],
  ['quantity', 'more digits are more exact', 'Observation?value-quantity=10.0', ['o1', 'o3']],
  [
    'quantity',
    'with system and code',
    'Observation?value-quantity=10%7Chttp://unitsofmeasure.org%7Ckg',
    ['o3'],
  ],
  ['quantity', 'with a unit only', 'Observation?value-quantity=10.4%7C%7Cmg', ['o2']],
  ['quantity', 'prefix and unit', 'Observation?value-quantity=gt10%7C%7Cmg', ['o2']],
  ['composite', 'both of one', 'Observation?code-value-quantity=urn:c%7Ck1$10%7C%7Cmg', ['o1']],
  [
    'composite',
    'either of two',
    'Observation?code-value-quantity=urn:c%7Ck1$10%7C%7Cmg,k1$10%7C%7Ckg',
    ['o1', 'o3'],
  ],
];

const REFERENCES: readonly Row[] = [
  ['reference', '[id]', 'Observation?subject=anna', ['o1', 'o2']],
  ['reference', '[type]/[id]', 'Observation?subject=Patient/anna', ['o1', 'o2']],
  ['reference', ':text searches what the reference shows', 'Observation?subject:text=SOME', ['o4']],
  ['reference', ':not alone, beyond R4', 'Observation?subject:not=Patient/anna', ['o3', 'o4']],
  ['reference', 'a type as modifier', 'Observation?subject:Patient=anna', ['o1', 'o2']],
  ['reference', 'another type finds nothing', 'Observation?subject=Group/anna', []],
  ['chaining', 'a chain', 'Observation?subject:Patient.family=lie', ['o3']],
  ['chaining', 'a chain of a parameter with one type', 'Observation?patient.family=lie', ['o3']],
  ['chaining', 'a chain over two', 'Observation?subject:Patient.organization.name=north', ['o1', 'o2']],
  [
    'chaining',
    'two chains need not be the same one',
    'Observation?patient.family=lie&patient.gender=male',
    ['o3'],
  ],
  ['has', 'what points here', 'Patient?_has:Observation:patient:status=amended', ['carl']],
  [
    'has',
    'nested',
    'Organization?_has:Patient:organization:_has:Observation:patient:code=urn:c%7Ck1',
    ['north'],
  ],
  ['missing', ':missing=true of a reference', 'Patient?organization:missing=true', ['berit', 'dag']],
  ['missing', ':missing=false of a date', 'Patient?birthdate:missing=false', ['anna', 'berit', 'carl']],
  ['missing', ':missing=true of a token', 'Patient?gender:missing=true', ['dag']],
];

const ALL: readonly Row[] = [
  ['id', '_id', 'Patient?_id=anna', ['anna']],
  ['id', '_id of several', 'Patient?_id=anna,carl,nobody', ['anna', 'carl']],
  ['tag', '_tag', 'Patient?_tag=urn:tag%7Cred', ['anna']],
  ['security', '_security', 'Patient?_security=R', ['anna']],
  ['uri', ':below of an address', 'Patient?_profile:below=http://example.org', ['berit']],
  ['uri', ':above of an address', 'Patient?_profile:above=http://example.org/profile/x', ['berit']],
  ['profile', '_profile', 'Patient?_profile=http://example.org/profile', ['berit']],
  ['lastUpdated', '_lastUpdated', 'Patient?_lastUpdated=gt2020', ['anna', 'berit', 'carl', 'dag']],
  ['lastUpdated', '_lastUpdated of what is to come', 'Patient?_lastUpdated=gt2999', []],
  ['combining', 'criteria are and', 'Patient?gender=female&active=true', ['anna']],
  ['combining', 'one parameter twice is and', 'Patient?given=anna&given=marie', ['anna']],
  ['combining', 'and over values of one resource', 'Patient?given=anna&given=berit', []],
];

describe('found', () => {
  test.each([...STRINGS, ...TOKENS, ...DATES, ...QUANTITIES, ...REFERENCES, ...ALL])(
    'search.html#%s: %s',
    async (_anchor, _sentence, query, found) => {
      const seen = await get(query, { prefer: 'handling=strict' });
      expect([seen.status, ids(seen.json).toSorted()]).toEqual([200, found]);
      expect(seen.json.total).toBe(found.length);
    },
  );
});

describe('order', () => {
  test.each([
    ['ascending', '_sort=birthdate&birthdate:missing=false', ['carl', 'berit', 'anna']],
    ['those without a value come last', '_sort=family', ['anna', 'berit', 'carl', 'dag']],
    ['also when it is descending', '_sort=-family', ['carl', 'berit', 'anna', 'dag']],
    ['several keys', '_sort=gender,-family', ['berit', 'anna', 'carl', 'dag']],
    ['by id', '_sort=-_id', ['dag', 'carl', 'berit', 'anna']],
    ['by time of change and id', '_sort=_lastUpdated,_id', ['anna', 'berit', 'carl', 'dag']],
  ])('search.html#sort: %s', async (_sentence, query, found) => {
    const seen = await get(`Patient?${query}`);
    expect(ids(seen.json)).toEqual(found);
    const paged: string[] = [];
    let next: string | undefined = `Patient?${query}&_count=1`;
    while (next !== undefined) {
      const { json } = await get(next);
      paged.push(...ids(json));
      next = linkOf(json, 'next')?.slice(`${gateway.url}/fhir/`.length);
    }
    expect(paged).toEqual(found);
  });
});

describe('what comes along', () => {
  test.each([
    ['include', 'Observation?_id=o1&_include=Observation:subject', ['anna']],
    ['include', 'Observation?_id=o1&_include=Observation:subject:Group', []],
    ['include', 'Observation?_id=o1&_include=*', ['anna']],
    ['include', 'Observation?_id=o1,o2&_include=Observation:patient', ['anna']],
    [
      'include',
      'Observation?_id=o1&_include=Observation:patient&_include:iterate=Patient:organization&_include:iterate=Organization:partof',
      ['anna', 'north', 'top'],
    ],
    ['include', 'Observation?_id=o1&_include=Observation:patient&_include=Patient:organization', ['anna']],
    ['revinclude', 'Patient?_id=anna&_revinclude=Observation:patient', ['o1', 'o2']],
    ['revinclude', 'Organization?_id=north&_revinclude=Patient:organization', ['anna']],
    [
      'revinclude',
      'Organization?_id=north&_revinclude=Patient:organization&_revinclude:iterate=Observation:patient',
      ['anna', 'o1', 'o2'],
    ],
  ])('search.html#%s: %s', async (_anchor, query, found) => {
    const { status, json } = await get(query);
    expect([status, ids(json, 'include').toSorted()]).toEqual([200, found]);
    expect(json.total).toBe(ids(json).length);
  });
});

describe('the answer', () => {
  test('search.html#count: a page holds as many as asked, the links go on, and every entry has its address', async () => {
    const { json } = await get('Patient?_count=3&_sort=_id');
    expect([json.resourceType, json.type, ids(json).length]).toEqual(['Bundle', 'searchset', 3]);
    expect(linkOf(json, 'self')).toBe(`${gateway.url}/fhir/Patient?_count=3&_sort=_id`);
    expect(json.entry.map((one: Loose) => one.fullUrl)).toEqual(
      ids(json).map((id) => `${gateway.url}/fhir/Patient/${id}`),
    );
    const last = await get((linkOf(json, 'next') ?? '').slice(`${gateway.url}/fhir/`.length));
    expect([ids(last.json), linkOf(last.json, 'next')]).toEqual([['dag'], undefined]);
  });

  test('search.html#count: _count=0 is the number only', async () => {
    const { json } = await get('Patient?_count=0');
    expect([json.total, json.entry]).toEqual([4, undefined]);
  });

  test.each([
    ['accurate', 4],
    ['estimate', 4],
    ['none', undefined],
  ])('search.html#total: _total=%s', async (mode, total) => {
    expect((await get(`Patient?_count=2&_total=${mode}`)).json.total).toBe(total);
  });

  test.each(['_total=many', '_count=-1', '_count=x', 'birthdate=soon', 'active:missing=maybe'])(
    'search.html#errors: %s is refused',
    async (query) => {
      const seen = await get(`Patient?${query}`);
      expect(seen.status).toBe(400);
      expect(seen.json.resourceType).toBe('OperationOutcome');
    },
  );

  test('search.html#errors: nothing found is an empty searchset, also of what does not exist', async () => {
    for (const query of [
      'Patient?_id=nobody',
      'Observation?subject=Patient/nobody',
      'Patient?identifier=urn:q%7C',
    ]) {
      const { status, json } = await get(query);
      expect([status, json.total, json.entry]).toEqual([200, 0, undefined]);
    }
  });

  test('search.html#errors: what is unknown is left out and named, or refused when that is asked for', async () => {
    const lenient = await get('Patient?shoe=44&family=lie');
    expect([lenient.status, ids(lenient.json), ids(lenient.json, 'outcome').length]).toEqual([
      200,
      ['carl'],
      1,
    ]);
    expect(linkOf(lenient.json, 'self')).toBe(`${gateway.url}/fhir/Patient?family=lie`);
    for (const query of [
      'shoe=44',
      'family:shoe=lie',
      '_include=Patient:shoe',
      '_sort=shoe',
      '_sort:up=family',
      '_shoe=1',
    ]) {
      const strict = await get(`Patient?${query}`, { prefer: 'handling=strict' });
      expect([query, strict.status]).toEqual([query, 400]);
    }
  });

  test.each([
    'gender:exact=female',
    'birthdate:contains=1990',
    'gender:in=http://example.org/vs',
    'organization:Shoe=north',
    'organization:Shoe.name=north',
    '_id:missing=true',
    '_sort:desc=family',
    '_include:deep=Patient:organization',
  ])('search.html#modifiers: %s is refused, for the modifier is not supported', async (query) => {
    const seen = await get(`Patient?${query}`);
    expect([seen.status, seen.json.resourceType]).toEqual([400, 'OperationOutcome']);
  });

  test.each(['_count=', '_sort=', '_total=', '_summary=', '_elements=', '_include=', '_has=', 'family='])(
    'search.html#errors: %s is empty, and is as if it were not there',
    async (query) => {
      const { status, json } = await get(`Patient?${query}`);
      expect([status, ids(json).length]).toEqual([200, 4]);
    },
  );

  test('search.html#errors: an empty _type means all, as none does', async () => {
    const { status, json } = await get('?_type=&_id=anna');
    expect([status, ids(json)]).toEqual([200, ['anna']]);
  });

  test('search.html#count: more than a page may hold is as many as it may', async () => {
    expect(ids((await get('Patient?_count=999999999999')).json)).toHaveLength(4);
  });

  test('search.html#conformance: the self link holds what was used, and only that', async () => {
    const used = async (query: string): Promise<string | undefined> =>
      linkOf((await get(`Patient?${query}`)).json, 'self')?.slice(`${gateway.url}/fhir/Patient`.length);
    expect(await used('family=&family=lie')).toBe('?family=lie');
    expect(await used('_include=Patient:shoe&_include=Patient:organization')).toBe(
      '?_include=Patient%3Aorganization',
    );
    expect(await used('_count=5&family=lie&_count=99999')).toBe('?family=lie&_count=1000');
    expect(await used('_count=&_sort=')).toBe('');
  });

  test('search.html#Introduction: address and form say one search together', async () => {
    const seen = await call(gateway, 'POST', '/fhir/Patient/_search?gender=female', {
      body: 'active=true&_count=5',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([seen.status, ids(seen.json)]).toEqual([200, ['anna']]);
  });

  test('search.html#Introduction: beyond R4, a GET may name _search, as some clients do', async () => {
    for (const path of ['Patient/_search?_id=anna', '_search?_type=Patient&_id=anna']) {
      const { status, json } = await get(path);
      expect([path, status, ids(json)]).toEqual([path, 200, ['anna']]);
      expect(linkOf(json, 'self')).not.toContain('_search');
    }
  });

  test('search.html#Introduction: HEAD tells the headers of a search', async () => {
    const [head, full] = [
      await call(gateway, 'HEAD', '/fhir/Patient?_id=anna'),
      await get('Patient?_id=anna'),
    ];
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(full.text)));
  });
});
