// Is the CapabilityStatement true? Each of its lines is done.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundle, call, created, entry, refused, type Loose, type Seen } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
let statement: Loose;
beforeAll(async () => {
  gateway = await startGateway();
  statement = (await call(gateway, 'GET', '/fhir/metadata')).json;
});
afterAll(() => gateway.close());

/** A valid resource of each type of the test gateway. */
const SAMPLES: Readonly<Record<string, object>> = {
  Bundle: { type: 'collection' },
  Consent: {
    status: 'active',
    scope: { text: 's' },
    category: [{ text: 'c' }],
    policyRule: { text: 'p' },
  },
  Encounter: { status: 'planned', class: { code: 'AMB' } },
  EpisodeOfCare: { status: 'active', patient: { display: 'x' } },
  Observation: { status: 'final', code: { text: 'x' } },
  Organization: { name: 'x' },
  Patient: { active: true },
  ServiceRequest: { status: 'active', intent: 'order', subject: { display: 'x' } },
};
/** A value each kind of search parameter takes. */
const VALUES: Readonly<Record<string, string>> = {
  token: 'urn:x|y',
  reference: 'Patient/1',
  date: 'ge2020',
  string: 'a',
  uri: 'urn:x',
  number: '1',
  quantity: '1',
  composite: 'a$b',
};
const strict = { prefer: 'handling=strict' };

function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Seen> {
  return call(gateway, method, `/fhir/${path}`, { headers, ...(body !== undefined && { body }) });
}

function sample(type: string, more: object = {}): object {
  return { resourceType: type, ...SAMPLES[type], language: 'nb', ...more };
}

const stored = (): Loose[] => statement.rest[0].resource.filter((row: Loose) => row.interaction);

/** How each interaction of a type is done, and what it answers. */
const DO: Readonly<Record<string, (type: string, id: string) => Promise<number>>> = {
  create: async (type) => (await ask('POST', type, sample(type))).status - 1,
  read: async (type, id) => (await ask('GET', `${type}/${id}`)).status,
  vread: async (type, id) => (await ask('GET', `${type}/${id}/_history/1`)).status,
  update: async (type, id) =>
    (await ask('PUT', `${type}/${id}`, sample(type, { id, language: 'nn' }))).status,
  patch: async (type, id) =>
    (
      await ask('PATCH', `${type}/${id}`, [{ op: 'replace', path: '/language', value: 'en' }], {
        'content-type': 'application/json-patch+json',
      })
    ).status,
  'history-instance': async (type, id) => (await ask('GET', `${type}/${id}/_history`)).status,
  'history-type': async (type) => (await ask('GET', `${type}/_history`)).status,
  'search-type': async (type) => (await ask('GET', type)).status,
  delete: async (type, id) => (await ask('DELETE', `${type}/${id}`)).status - 4,
};

/** A value a parameter of that kind takes; the second part of a composite is what its name says last. */
function valueFor({ name, type }: Loose): string {
  if (type !== 'composite') return VALUES[type] ?? '';
  const part = /(date|quantity|string)$/.exec(name)?.[1] ?? 'token';
  return `${VALUES['token']}$${VALUES[part]}`;
}

describe('types', () => {
  test('every type is there, every interaction is one that is done here', () => {
    expect(stored().map((row) => row.type)).toEqual(Object.keys(SAMPLES));
    expect(new Set(stored().flatMap((row) => row.interaction.map((one: Loose) => one.code)))).toEqual(
      new Set(Object.keys(DO)),
    );
  });

  test.each(Object.keys(SAMPLES))('%s: each interaction it names is done', async (type) => {
    const row = stored().find((one) => one.type === type);
    const id = await created(gateway, sample(type), type);
    const named: string[] = row.interaction.map((one: Loose) => one.code);
    const done: [string, number][] = [];
    // Deleting comes last, whatever the order of the lines.
    for (const code of named.toSorted((a, b) => Number(a === 'delete') - Number(b === 'delete'))) {
      done.push([code, (await DO[code]?.(type, id)) ?? 0]);
    }
    expect(done.filter(([, status]) => status !== 200)).toEqual([]);
  });

  test.each(Object.keys(SAMPLES))(
    '%s: each search parameter and include is understood strictly',
    async (type) => {
      const row = stored().find((one) => one.type === type);
      const queries: string[] = [
        ...row.searchParam.map((one: Loose) => `${one.name}=${encodeURIComponent(valueFor(one))}`),
        ...(row.searchInclude ?? []).map((one: string) => `_include=${one}`),
        ...(row.searchRevInclude ?? []).map((one: string) => `_revinclude=${one}`),
      ];
      const wrong: string[] = [];
      for (const query of queries) {
        const seen = await ask('GET', `${type}?${query}`, undefined, strict);
        if (seen.status !== 200) wrong.push(`${query} ${seen.status} ${seen.json.issue[0].details.text}`);
      }
      expect(wrong).toEqual([]);
    },
  );
});

describe('flags of a type', () => {
  const patientRow = (): Loose => stored().find((row) => row.type === 'Patient');
  const where = 'identifier=urn:cap|1';
  const mine = (more: object = {}): object =>
    sample('Patient', { identifier: [{ system: 'urn:cap', value: '1' }], ...more });

  test('conditionalCreate, conditionalUpdate, conditionalDelete and conditionalRead are done as told', async () => {
    const { conditionalCreate, conditionalUpdate, conditionalDelete, conditionalRead } = patientRow();
    expect([conditionalCreate, conditionalUpdate, conditionalDelete, conditionalRead]).toEqual([
      true,
      true,
      'single',
      'full-support',
    ]);
    const headers = { 'if-none-exist': where };
    expect((await ask('POST', 'Patient', mine(), headers)).status).toBe(201);
    const again = await ask('POST', 'Patient', mine(), headers);
    expect(again.status).toBe(200);
    expect((await ask('PUT', `Patient?${where}`, mine({ active: false }))).status).toBe(200);
    const read = await ask('GET', `Patient/${again.json.id}`);
    for (const [name, header] of [
      ['if-none-match', 'etag'],
      ['if-modified-since', 'last-modified'],
    ] as const) {
      expect(
        (await ask('GET', `Patient/${again.json.id}`, undefined, { [name]: read.headers.get(header) ?? '' }))
          .status,
      ).toBe(304);
    }
    await ask('POST', 'Patient', mine());
    expect((await ask('DELETE', `Patient?${where}`)).status).toBe(412);
  });

  test('versioning, readHistory and updateCreate are as told, and follow the settings', async () => {
    const { versioning, readHistory, updateCreate } = patientRow();
    expect([versioning, readHistory, updateCreate]).toEqual(['versioned', true, true]);
    expect((await ask('PUT', 'Patient/cap-own', sample('Patient', { id: 'cap-own' }))).status).toBe(201);
    const other = await startGateway({ LENKE_UPDATE_CREATE: 'off', LENKE_CONDITIONAL_DELETE: 'multiple' });
    const [row] = (await call(other, 'GET', '/fhir/metadata')).json.rest[0].resource;
    await other.close();
    expect([row.updateCreate, row.conditionalDelete]).toEqual([false, 'multiple']);
  });
});

describe('operations and the system', () => {
  test('every operation that is named answers, under its type', async () => {
    const ids: Record<string, string> = {};
    for (const type of ['Patient', 'EpisodeOfCare']) ids[type] = await created(gateway, sample(type), type);
    const paths: Readonly<Record<string, (type: string) => [string, string, unknown?]>> = {
      validate: (type) => ['POST', `${type}/$validate`, sample(type)],
      meta: (type) => ['GET', `${type}/$meta`],
      everything: (type) => ['GET', `${type}/${ids[type]}/$everything`],
      expand: () => ['GET', 'ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/administrative-gender'],
      'validate-code': (type) => [
        'GET',
        `${type}/$validate-code?url=http://hl7.org/fhir/${type === 'ValueSet' ? 'ValueSet/' : ''}administrative-gender&code=male`,
      ],
      lookup: () => ['GET', 'CodeSystem/$lookup?system=http://hl7.org/fhir/administrative-gender&code=male'],
    };
    const wrong: string[] = [];
    for (const row of statement.rest[0].resource) {
      for (const { name, definition } of row.operation) {
        const [method = 'GET', path = '', body] = paths[name]?.(row.type) ?? [];
        const seen = await ask(method, path, body);
        if (seen.status !== 200) wrong.push(`${row.type} ${name} ${seen.status}`);
        if (!/^https?:\/\/(hl7\.org|lenke\.example)\/fhir\/OperationDefinition\/[A-Za-z]/.test(definition))
          wrong.push(definition);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('the interactions and operations of the system are done', async () => {
    const { interaction, operation } = statement.rest[0];
    expect(interaction.map((one: Loose) => one.code)).toEqual([
      'transaction',
      'batch',
      'search-system',
      'history-system',
    ]);
    expect((await ask('POST', '', bundle('transaction', entry('GET', 'Patient')))).status).toBe(200);
    expect((await ask('POST', '', bundle('batch', entry('GET', 'Patient')))).status).toBe(200);
    expect((await ask('GET', '_history')).status).toBe(200);
    expect((await ask('GET', '?_type=Patient')).status).toBe(200);
    expect(operation.map((one: Loose) => one.name)).toEqual(['process-message', 'meta']);
    expect(
      (await ask('POST', '$process-message', { resourceType: 'Bundle', type: 'message', entry: [] })).status,
    ).toBe(200);
    expect((await ask('GET', '$meta')).status).toBe(200);
  });

  test('formats and patch formats are taken, others are not', async () => {
    for (const format of statement.format) {
      expect((await ask('GET', 'Patient', undefined, { accept: format })).status).toBe(200);
      expect((await ask('POST', 'Patient', sample('Patient'), { 'content-type': format })).status).toBe(201);
    }
    expect(statement.patchFormat).toEqual(['application/json-patch+json', 'application/fhir+json']);
    expect(refused(await ask('GET', 'Patient', undefined, { accept: 'application/fhir+xml' }))).toEqual([
      406,
      'LENKE_NOT_ACCEPTABLE',
    ]);
  });
});
