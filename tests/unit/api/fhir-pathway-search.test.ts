// The search parameters of the pathway find over HTTP what their definitions say, and metadata tells where they are defined.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { definitions } from '../../../profiles/definitions.ts';
import { shippedProfiles } from '../../../src/fhir/profiles.ts';
import { createValidationPool } from '../../../src/fhir/validator/pool.ts';
import { createValidator } from '../../../src/fhir/validator/validator.ts';
import { call, created, patient, type Loose } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';

const TK = 'https://lenke.example/fhir/CodeSystem';
const MUNICIPALITY = 'http://hl7.no/fhir/StructureDefinition/no-basis-municipalitycode';
const VOLVEN = 'urn:oid:2.16.578.1.12.4.1.1.3402';

const own = (list: string, code: string) => ({ coding: [{ system: `${TK}/tk-${list}`, code }] });

const residentOf = (code: string): object =>
  patient({
    address: [
      {
        district: 'Prøveby',
        _district: { extension: [{ url: MUNICIPALITY, valueCoding: { system: VOLVEN, code } }] },
      },
    ],
  });

const team = (coordinator: string, other: string): object => ({
  resourceType: 'CareTeam',
  status: 'active',
  subject: { reference: 'Patient/p' },
  participant: [
    { role: [own('role', 'coordinator')], member: { reference: coordinator } },
    { role: [own('role', 'fastlege')], member: { reference: other } },
    {
      role: [own('role', 'coordinator')],
      member: { reference: 'PractitionerRole/c' },
      period: { end: '2026-01-01' },
    },
  ],
});

const consent = (role: string, recipient: string, dataClass: string): object => ({
  resourceType: 'Consent',
  status: 'active',
  scope: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
  },
  category: [own('consent-category', 'disclosure-release')],
  patient: { reference: 'Patient/p' },
  policyRule: { text: 'x' },
  provision: {
    type: 'deny',
    provision: [
      {
        type: 'permit',
        actor: [{ role: own('role', role), reference: { reference: recipient } }],
        securityLabel: [{ system: `${TK}/tk-data-class`, code: dataClass }],
      },
    ],
  },
});

const task = (start: string, end: string): object => ({
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  restriction: { period: { start, end } },
});

const POINTED_AT = [
  ['Patient', 'p'],
  ['PractitionerRole', 'a'],
  ['PractitionerRole', 'b'],
  ['PractitionerRole', 'c'],
  ['Organization', 'barnevern'],
  ['Organization', 'nav'],
] as const;

let gateway: Gateway;
const ids = new Map<string, string>();
beforeAll(async () => {
  const validator = createValidator({ profiles: shippedProfiles() });
  gateway = await startGateway(
    {},
    {
      types: new Set([
        'Patient',
        'CareTeam',
        'Consent',
        'Task',
        'PractitionerRole',
        'Organization',
        'EpisodeOfCare',
      ]),
      validator,
      validation: createValidationPool({ validator }),
    },
  );
  // What the others point at.
  for (const [type, id] of POINTED_AT) {
    const body = { resourceType: type, id, active: true, ...(type === 'Organization' && { name: id }) };
    const { status, text } = await call(gateway, 'PUT', `/fhir/${type}/${id}`, { body });
    if (status !== 201) throw new Error(`not created: ${text}`);
  }
  const stored: Readonly<Record<string, object>> = {
    kristiansand: residentOf('4204'),
    oslo: residentOf('0301'),
    hers: team('PractitionerRole/a', 'PractitionerRole/b'),
    theirs: team('PractitionerRole/b', 'PractitionerRole/a'),
    barnevern: consent('barnevern', 'Organization/barnevern', 'D3'),
    nav: consent('nav', 'Organization/nav', 'D7'),
    overdue: task('2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z'),
    later: task('2026-12-01T00:00:00Z', '2026-12-24T00:00:00Z'),
  };
  for (const [name, resource] of Object.entries(stored)) {
    const { resourceType } = resource as { readonly resourceType: string };
    ids.set(await created(gateway, resource, resourceType), name);
  }
});
afterAll(() => gateway.close());

async function found(query: string): Promise<readonly (string | undefined)[]> {
  const { status, json } = await call(gateway, 'GET', `/fhir/${query}`, {
    headers: { prefer: 'handling=strict' },
  });
  expect(status).toBe(200);
  return (json.entry ?? []).map((entry: Loose) => ids.get(entry.resource.id)).toSorted();
}

/** Types an operation is for; one for the system is for all. */
function resourcesOf(definition: object): readonly string[] {
  const types: unknown = Reflect.get(definition, 'resource');
  return Reflect.get(definition, 'system') === true || !Array.isArray(types)
    ? ['Resource']
    : types.map(String);
}

describe('search parameters of the pathway', () => {
  test.each([
    ['the number of the municipality', 'Patient?municipality=4204', ['kristiansand']],
    ['its list and number', `Patient?municipality=${VOLVEN}|0301`, ['oslo']],
    ['another list', 'Patient?municipality=urn:other|4204', []],
    ['who coordinates, not who takes part', 'CareTeam?coordinator=PractitionerRole/a', ['hers']],
    ['who coordinated until yesterday', 'CareTeam?coordinator=PractitionerRole/c', []],
    ['together with a parameter of R4', 'CareTeam?coordinator=PractitionerRole/b&status=active', ['theirs']],
    ['the role of a recipient', 'Consent?recipient-role=barnevern', ['barnevern']],
    ['a recipient', 'Consent?recipient=Organization/nav', ['nav']],
    ['a data class', `Consent?data-class=${TK}/tk-data-class|D3`, ['barnevern']],
    ['one of two data classes', 'Consent?data-class=D3,D7', ['barnevern', 'nav']],
    ['what should have been done', 'Task?due=lt2026-11-01', ['overdue']],
    ['what is due then', 'Task?due=2026-12', ['later']],
  ])('%s', async (_what, query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  test('metadata names each with its definition, and our operations with theirs', async () => {
    const { json } = await call(gateway, 'GET', '/fhir/metadata');
    const [rest] = json.rest;
    const named = rest.resource.flatMap((one: Loose) =>
      (one.searchParam ?? [])
        .filter((item: Loose) => item.definition)
        .map((item: Loose) => `${one.type}.${item.name} ${item.definition}`),
    );
    const defined = definitions()
      .filter(({ resourceType }) => resourceType === 'SearchParameter')
      .map((one) => `${String(one.base)}.${String(one.code)} ${one.url}`);
    expect(named.toSorted()).toEqual(defined.toSorted());
    const operations = [...rest.operation, ...rest.resource.flatMap((one: Loose) => one.operation)];
    const known = new Map(
      definitions()
        .filter(({ resourceType }) => resourceType === 'OperationDefinition')
        .map((one) => [one.url, Reflect.get(one, 'code')]),
    );
    // Those R4 defines are done as R4 defines them.
    const ours = operations.filter((one: Loose) => !one.definition.startsWith('http://hl7.org/fhir/'));
    expect(ours.filter((one: Loose) => known.get(one.definition) !== one.name)).toEqual([]);
    const served = new Set(rest.resource.map((one: Loose) => one.type));
    const offered = definitions().filter(
      (one) =>
        one.resourceType === 'OperationDefinition' &&
        resourcesOf(one).some((type) => type === 'Resource' || served.has(type)),
    );
    expect(new Set(ours.map((one: Loose) => one.name))).toEqual(new Set(offered.map(({ code }) => code)));
  });
});

describe('operations are as they are defined', () => {
  const operation = (id: string) => definitions().find((one) => one.id === id);

  test.each([
    ['lenke-validate', 'system', '/fhir/$validate'],
    ['lenke-validate', 'type', '/fhir/Patient/$validate'],
    ['lenke-validate', 'instance', '/fhir/Patient/ID/$validate'],
    ['lenke-process-message', 'system', '/fhir/$process-message'],
    ['lenke-process-message', 'type', '/fhir/MessageHeader/$process-message'],
  ])('%s on %s answers exactly when the definition says so', async (id, level, path) => {
    const offered: unknown = Reflect.get(operation(id) ?? {}, level);
    const known = [...ids].find(([, name]) => name === 'oslo')?.[0] ?? '';
    const seen = await call(gateway, 'POST', path.replace('ID', known), { body: residentOf('0301') });
    // A message must be a Bundle: a refusal of the body shows that the operation is there.
    expect([200, 422].includes(seen.status) || (seen.status === 400 && id.endsWith('message'))).toBe(offered);
  });

  test('profile may be repeated, and the resource is held against each', async () => {
    const profiles = ['lenke-patient-mother', 'lenke-patient-protected'].map(
      (one) => `profile=https://lenke.example/fhir/StructureDefinition/${one}`,
    );
    const one = await call(gateway, 'POST', `/fhir/Patient/$validate?${profiles[0]}`, {
      body: residentOf('0301'),
    });
    const both = await call(gateway, 'POST', `/fhir/Patient/$validate?${profiles.join('&')}`, {
      body: residentOf('0301'),
    });
    expect(both.json.issue.length).toBeGreaterThan(one.json.issue.length);
  });
});
