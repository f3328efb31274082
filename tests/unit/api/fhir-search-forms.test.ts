// Does the search surface offer what R4's search and http chapters say? One row per sentence; the first column is its anchor.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keepParameters } from '../../../src/store/search-parameters/keep.ts';
import { createParameterRoom } from '../../../src/store/search-parameters/room.ts';
import { call, codeOf, type Loose } from './calls.ts';
import { startGateway, TOKENS, TYPES, type Gateway } from './gateway.ts';

let gateway: Gateway;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

async function put(type: string, id: string, resource: object): Promise<void> {
  const seen = await call(gateway, 'PUT', `/fhir/${type}/${id}`, {
    body: { resourceType: type, id, ...resource },
  });
  expect([200, 201]).toContain(seen.status);
}

const narrative = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Hei</div>' };

beforeAll(async () => {
  gateway = await startGateway({}, { types: new Set([...TYPES, 'List', 'SearchParameter']) });
  await put('Organization', 'north', { name: 'Nord' });
  for (const id of ['anna', 'berit']) {
    await put('Patient', id, {
      text: narrative,
      active: true,
      name: [{ family: id }],
      birthDate: '1990-01-01',
      contact: [{ name: { family: 'Kontakt' } }],
      managingOrganization: { reference: 'Organization/north' },
    });
    for (const n of [1, 2, 3]) {
      await put('Observation', `${id}-${n}`, {
        status: n === 3 ? 'amended' : 'final',
        code: { coding: [{ system: 'urn:c', code: `k${n}` }], text: 'Måling' },
        subject: { reference: `Patient/${id}` },
        valueQuantity: { value: n, system: 'http://unitsofmeasure.org', code: 'mg', unit: 'mg' },
      });
    }
    await put('Encounter', `${id}-e`, {
      status: 'finished',
      class: { code: 'IMP' },
      subject: { reference: `Patient/${id}` },
    });
  }
  await put('List', 'watch', {
    status: 'current',
    mode: 'working',
    entry: [{ item: { reference: 'Patient/berit' } }],
  });
});
afterAll(() => gateway.close());

const matched = (json: Loose, mode = 'match'): string[] =>
  (json.entry ?? [])
    .filter((entry: Loose) => entry.search.mode === mode)
    .map((entry: Loose) => `${entry.resource.resourceType}/${entry.resource.id}`)
    .sort();
const outcome = (json: Loose): string[] =>
  (json.entry ?? [])
    .filter((entry: Loose) => entry.search.mode === 'outcome')
    .flatMap((entry: Loose) => entry.resource.issue.map((issue: Loose) => issue.details.coding[0].code));

describe('by address and by form alike', () => {
  test.each([
    ['search.html#chaining', 'Observation', 'subject:Patient.name=anna&code=k1', ['Observation/anna-1']],
    [
      'search.html#has',
      'Patient',
      '_has:Observation:patient:value-quantity=gt2||mg&family=anna',
      ['Patient/anna'],
    ],
    ['search.html#list', 'Patient', '_list=watch', ['Patient/berit']],
    [
      'search.html#composite',
      'Observation',
      'code-value-quantity=urn:c|k2$2||mg',
      ['Observation/anna-2', 'Observation/berit-2'],
    ],
    [
      'compartmentdefinition.html',
      'Patient/anna/Observation',
      'status=final',
      ['Observation/anna-1', 'Observation/anna-2'],
    ],
    [
      'compartmentdefinition.html',
      'Patient/anna/*',
      '_type=Encounter,Observation&_count=2',
      ['Encounter/anna-e', 'Observation/anna-3'],
    ],
    [
      'http.html#search-system',
      '',
      '_type=Encounter,List',
      ['Encounter/anna-e', 'Encounter/berit-e', 'List/watch'],
    ],
    [
      'search.html#sort',
      'Observation',
      '_sort=-status,_id&_count=3&_total=none',
      ['Observation/anna-1', 'Observation/anna-2', 'Observation/berit-1'],
    ],
  ])('%s: %s?%s', async (_anchor, path, query, expected) => {
    const got = await call(gateway, 'GET', `/fhir/${path}?${query.replaceAll('|', '%7C')}`);
    expect([got.status, matched(got.json)]).toEqual([200, expected]);
    expect(outcome(got.json)).toEqual([]);
    const at = path === '' ? '/fhir/_search' : `/fhir/${path}/_search`;
    const posted = await call(gateway, 'POST', at, { body: query, headers: FORM });
    expect([posted.status, matched(posted.json)]).toEqual([200, expected]);
  });

  test('compartmentdefinition.html: a form finds all of a compartment too', async () => {
    const path = '/fhir/Patient/anna';
    const posted = await call(gateway, 'POST', `${path}/_search`, {
      body: '_type=Observation',
      headers: FORM,
    });
    expect(matched(posted.json)).toEqual(['Observation/anna-1', 'Observation/anna-2', 'Observation/anna-3']);
    const whole = await call(gateway, 'POST', `${path}/_search`, { body: '', headers: FORM });
    expect(matched(whole.json)).toEqual(matched((await call(gateway, 'GET', `${path}/*`)).json));
  });

  test('compartmentdefinition.html: every page of a compartment is reached by its links', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/fhir/Patient/anna/*?_count=1&_total=accurate';
    let total: number | undefined;
    while (path !== undefined) {
      const page = await call(gateway, 'GET', path);
      total ??= page.json.total;
      seen.push(...matched(page.json));
      const next = page.json.link.find((link: Loose) => link.relation === 'next');
      path = next?.url.slice(gateway.url.length);
    }
    expect(seen.sort()).toEqual([
      'Encounter/anna-e',
      'Observation/anna-1',
      'Observation/anna-2',
      'Observation/anna-3',
    ]);
    expect(total).toBe(4);
  });

  test.each([
    ['Patient/anna/Organization', 404, 'LENKE_COMPARTMENT'],
    ['Organization/north/Patient', 404, 'LENKE_COMPARTMENT'],
    ['Patient/anna/Shoe', 404, 'LENKE_TYPE_UNKNOWN'],
    ['Patient/anna/Task', 404, 'LENKE_TYPE_NOT_SERVED'],
    ['Patient/anna/*?_type=Organization', 404, 'LENKE_COMPARTMENT'],
    ['?_type=Shoe', 404, 'LENKE_TYPE_UNKNOWN'],
  ])('compartmentdefinition.html: %s is refused', async (path, status, code) => {
    const seen = await call(gateway, 'GET', `/fhir/${path}`);
    expect([seen.status, codeOf(seen)]).toEqual([status, code]);
  });
});

describe('how much of a resource', () => {
  const get = async (path: string): Promise<Loose> => (await call(gateway, 'GET', `/fhir/${path}`)).json;
  const SUBSETTED = {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
    code: 'SUBSETTED',
  };

  test.each([
    [
      '#summary',
      '_summary=true',
      ['active', 'birthDate', 'id', 'managingOrganization', 'meta', 'name', 'resourceType'],
    ],
    ['#summary', '_summary=text', ['id', 'meta', 'resourceType', 'text']],
    [
      '#summary',
      '_summary=data',
      ['active', 'birthDate', 'contact', 'id', 'managingOrganization', 'meta', 'name', 'resourceType'],
    ],
    ['#elements', '_elements=birthDate', ['birthDate', 'id', 'meta', 'resourceType']],
  ])('search.html%s: %s', async (_anchor, query, expected) => {
    const { entry } = await get(`Patient?_id=anna&${query}`);
    expect(Object.keys(entry[0].resource).sort()).toEqual(expected);
    expect(entry[0].resource.meta.tag).toContainEqual(SUBSETTED);
    const read = await get(`Patient/anna?${query}`);
    expect(Object.keys(read).sort()).toEqual(expected);
  });

  test('search.html#elements: required elements and the value of a choice come too, decimals as they were', async () => {
    const { entry } = await get('Observation?_id=anna-1&_elements=value');
    expect(Object.keys(entry[0].resource).sort()).toEqual([
      'code',
      'id',
      'meta',
      'resourceType',
      'status',
      'valueQuantity',
    ]);
  });

  test('search.html#elements: what is included stays whole, and the next page is as the first', async () => {
    const page = await get('Observation?code=k1&_elements=status&_include=Observation:subject&_count=1');
    const [match, included] = page.entry;
    expect(match.resource.subject).toBeUndefined();
    expect(included.resource.birthDate).toBe('1990-01-01');
    const next = page.link
      .find((link: Loose) => link.relation === 'next')
      .url.slice(`${gateway.url}/fhir/`.length);
    expect((await get(next)).entry[0].resource.subject).toBeUndefined();
  });

  test('search.html#summary: count gives the number and nothing else', async () => {
    const page = await get('Observation?status=final&_summary=count&_include=Observation:subject');
    expect([page.total, page.entry]).toEqual([4, undefined]);
  });

  test('search.html#summary: what it can not be is refused', async () => {
    const seen = await call(gateway, 'GET', '/fhir/Patient?_summary=short');
    expect([seen.status, codeOf(seen)]).toEqual([400, 'LENKE_SEARCH_VALUE']);
  });
});

describe('what is not offered, and what is slow', () => {
  test.each(['_filter=name eq x', '_query=all', '_content=x', '_text=x'])(
    'search.html#errors: %s is refused',
    async (query) => {
      const seen = await call(gateway, 'GET', `/fhir/Patient?${query}`);
      expect([seen.status, codeOf(seen)]).toEqual([400, 'LENKE_SEARCH_PARAMETER']);
    },
  );

  test('search.html#errors: an unknown end of a chain is named, and left out of the self link', async () => {
    const seen = await call(gateway, 'GET', '/fhir/Observation?subject:Patient.shoe=44&code=k1');
    expect(outcome(seen.json)).toEqual(['LENKE_SEARCH_PARAMETER']);
    expect(seen.json.link[0].url).toBe(`${gateway.url}/fhir/Observation?code=k1`);
    const strict = await call(gateway, 'GET', '/fhir/Observation?subject:Patient.shoe=44', {
      headers: { prefer: 'handling=strict' },
    });
    expect([strict.status, codeOf(strict)]).toEqual([400, 'LENKE_SEARCH_PARAMETER']);
  });

  test('a search that must read contents says so, unless something narrows it', async () => {
    const alone = await call(gateway, 'GET', '/fhir/Observation?code:text=maling');
    expect([matched(alone.json).length, outcome(alone.json)]).toEqual([6, ['LENKE_SEARCH_SCAN']]);
    const inside = await call(gateway, 'GET', '/fhir/Patient?family:contains=nn');
    expect([matched(inside.json), outcome(inside.json)]).toEqual([['Patient/anna'], ['LENKE_SEARCH_SCAN']]);
    const narrowed = await call(gateway, 'GET', '/fhir/Observation?code:text=maling&subject=Patient/anna');
    expect([matched(narrowed.json).length, outcome(narrowed.json)]).toEqual([3, []]);
  });
});

describe('person numbers stay out of addresses, also behind links', () => {
  const SYSTEM = 'urn:oid:2.16.578.1.12.4.1.4.1';
  test.each([
    ['a chain', 'Observation', `subject:Patient.identifier=${SYSTEM}|13816500189`],
    ['_has', 'Organization', `_has:Patient:organization:identifier=${SYSTEM}|13816500189`],
    ['a composite', 'Observation', 'code-value-string=k1$13816500189'],
    ['a compartment', 'Patient/anna/Observation', `subject:Patient.identifier=${SYSTEM}|13816500189`],
    ['the whole system', '', `_id=13816500189`],
  ])('%s', async (_why, path, query) => {
    const seen = await call(gateway, 'GET', `/fhir/${path}?${query.replaceAll('|', '%7C')}`);
    expect([seen.status, codeOf(seen)]).toEqual([400, 'LENKE_PERSON_NUMBER_IN_URL']);
    const posted = await call(gateway, 'POST', path === '' ? '/fhir/_search' : `/fhir/${path}/_search`, {
      body: query,
      headers: FORM,
    });
    expect(posted.status).toBe(200);
    expect(JSON.stringify(posted.json.link)).not.toContain('13816500189');
  });
});

test.each([
  [200, '13816500189'],
  [200, '13816500189.name'],
  [400, 'organization:13816500189.name'],
  [200, 'organization.13816500189'],
  [400, 'name:13816500189'],
  [200, '_has:Observation:13816500189:code'],
  [200, '_has:Observation:patient:13816500189'],
  [400, '_include:13816500189'],
])('a person number in the name of a parameter is not repeated (%#)', async (lenient, name) => {
  for (const prefer of ['handling=lenient', 'handling=strict']) {
    const seen = await call(gateway, 'POST', '/fhir/Patient/_search', {
      body: `${name}=x`,
      headers: { ...FORM, prefer },
    });
    expect(seen.status).toBe(prefer === 'handling=strict' ? 400 : lenient);
    expect(JSON.stringify(seen.json)).not.toContain('13816500189');
  }
  expect(gateway.log.join('')).not.toContain('13816500189');
});

test('the CapabilityStatement lists what a search takes: every parameter of every type is taken', async () => {
  const { json } = await call(gateway, 'GET', '/fhir/metadata');
  const [rest] = json.rest;
  expect(rest.compartment).toContain('http://hl7.org/fhir/CompartmentDefinition/patient');
  // Types that are not stored have operations only.
  for (const resource of rest.resource.filter((one: Loose) => one.searchParam)) {
    const params = resource.searchParam.map(({ name, type }: Loose) => [name, sample(type, name)]);
    const seen = await call(gateway, 'POST', `/fhir/${resource.type}/_search`, {
      body: new URLSearchParams([...params, ['_count', '1']]).toString(),
      headers: { ...FORM, prefer: 'handling=strict' },
    });
    expect([resource.type, seen.status, outcome(seen.json)]).toEqual([resource.type, 200, []]);
  }
}, 60_000);

/** A value of each type that can be read; a composite names its parts by their number. */
function sample(type: string, name: string): string {
  if (type === 'composite') return name.includes('date') ? 'a$2024' : 'a$1';
  const values: Record<string, string> = {
    number: '1',
    date: '2024',
    quantity: '1',
    uri: 'http://x.example/a',
  };
  return values[type] ?? 'a';
}

test('searchparameter-registry.html: a SearchParameter that is created becomes a parameter, and shows how far its index is', async () => {
  const body = {
    resourceType: 'SearchParameter',
    url: 'http://example.org/SearchParameter/nickname',
    name: 'nickname',
    status: 'active',
    description: 'What friends say',
    code: 'nickname',
    base: ['Patient'],
    type: 'string',
    expression: "Patient.name.where(use='nickname').given",
  };
  await put('Patient', 'blue', { name: [{ use: 'nickname', given: ['Blå'] }] });
  expect((await call(gateway, 'POST', '/fhir/SearchParameter', { body })).status).toBe(201);
  const ops = { headers: { authorization: `Bearer ${TOKENS.operator}` } };
  const progress = async (): Promise<Loose> =>
    (await call(gateway, 'GET', '/ops/v1/search-parameters', ops)).json.items[0];
  const strict = { headers: { prefer: 'handling=strict' } };
  expect((await call(gateway, 'GET', '/fhir/Patient?nickname=bla', strict)).status).toBe(400);
  const kept = keepParameters(
    createParameterRoom({ ...gateway.store, parameters: gateway.live, graceSeconds: 0 }),
    gateway.parts.log,
  );
  const until = Date.now() + 20_000;
  while ((await progress())?.state !== 'ready' && Date.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await kept.stop();
  expect(await progress()).toMatchObject({ code: 'nickname', base: ['Patient'], state: 'ready' });
  const found = await call(gateway, 'GET', '/fhir/Patient?nickname=bla', strict);
  expect(matched(found.json)).toEqual(['Patient/blue']);
  const { json } = await call(gateway, 'GET', '/fhir/metadata');
  const patient = json.rest[0].resource.find((one: Loose) => one.type === 'Patient');
  expect(patient.searchParam).toContainEqual({ name: 'nickname', type: 'string' });
}, 30_000);
