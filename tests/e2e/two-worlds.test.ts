// To a caller who may not know, a world with a secret and a world without it answer the same, byte for byte but for ids and dates.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { motherCase } from '../../src/sandbox/people.ts';
import { mother, motherPatient } from '../../src/sandbox/persons.ts';
import {
  ADMIN,
  entriesOf,
  type Json,
  linkOf,
  READERS,
  type ReadSite,
  referenceOf,
  startReadSite,
  STRANGER,
} from '../support/read-site.ts';

/** The secret: her whole case. Everybody asks about her in both worlds; only in one she is there. */
const SECRET = 91;
/** Somebody the asking caller sent itself, in both worlds. */
const OWN = 92;
const who = mother(SECRET);
const token = `${who.identifier.system}|${who.identifier.value}`;

let secret: ReadSite;
let empty: ReadSite;
/** What is there in the first world only, as references; and what belongs to nobody in both. */
let hidden: readonly string[];

beforeAll(async () => {
  [secret, empty] = await Promise.all([startReadSite(), startReadSite()]);
  const before = new Set((await secret.all(ADMIN, '/?_count=500')).map(referenceOf));
  await secret.submit(ADMIN, 'POST', '', motherCase({ n: SECRET, exposure: 'use' }));
  const stored = await secret.all(ADMIN, '/?_count=500');
  hidden = stored.map(referenceOf).filter((one) => !before.has(one));
  // One of them is deleted: that it was there is as secret as what is.
  const task = hidden.find((one) => one.startsWith('Task/'));
  await secret.call(ADMIN, 'DELETE', `/${task}`);
  for (const world of [secret, empty])
    for (const caller of [...Object.keys(READERS), STRANGER])
      await world.call(caller, 'POST', '/Patient', motherPatient(mother(OWN), '4204'));
});
afterAll(() => Promise.all([secret.running.stop(), empty.running.stop()]));

/** An answer without what differs from one world to the next by chance: addresses, ids, moments, sealed links. */
function shape(world: ReadSite, text: string): string {
  const ids = new Map<string, string>();
  return text
    .replaceAll(world.running.url, 'http://world')
    .replaceAll(world.running.sandbox, 'http://sandbox')
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      ids.set(id, ids.get(id) ?? `id-${ids.size}`);
      return ids.get(id) ?? '';
    })
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, 'then')
    .replaceAll(/(_page|_cursor)=[\w-]+/g, '$1=sealed');
}

type Ask = readonly [
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
];

async function told(world: ReadSite, caller: string, [method, path, body, headers]: Ask): Promise<string> {
  const answered = await world.call(caller, method, path, body, { 'x-request-id': 'one', ...headers });
  const names = ['etag', 'location', 'content-type', 'allow', 'lenke-event', 'cache-control', 'x-request-id'];
  const heads = names.map((name) => `${name}: ${answered.headers.get(name) ?? '-'}`);
  return shape(world, [String(answered.status), ...heads, answered.text].join('\n'));
}

async function same(caller: string, ask: Ask): Promise<void> {
  expect([ask[0], ask[1], await told(secret, caller, ask)]).toEqual([
    ask[0],
    ask[1],
    await told(empty, caller, ask),
  ]);
}

/** Callers to whom nobody has said anything and who give her no care. */
const OUTSIDERS = [STRANGER, 'habu', 'nav', 'barnevern', 'helsestasjon', 'rusteam', 'kk-fode'];
const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);
const PATCH = { 'content-type': 'application/json-patch+json' };

describe.each(OUTSIDERS)('%s', (caller) => {
  test('reads the same of everything that is hidden', async () => {
    for (const reference of hidden) {
      for (const rest of ['', '/_history', '/_history/1', '/_history/2', '/$meta', '/$validate'])
        await same(caller, ['GET', `/${reference}${rest}`]);
      await same(caller, ['HEAD', `/${reference}`, undefined, { 'if-none-match': 'W/"1"' }]);
    }
    const patient = hidden.find((one) => one.startsWith('Patient/'));
    await same(caller, ['GET', `/${patient}/$everything`]);
    const episode = hidden.find((one) => one.startsWith('EpisodeOfCare/'));
    await same(caller, ['GET', `/${episode}/$everything`]);
  });

  test('finds the same, however it asks', async () => {
    const patient = hidden.find((one) => one.startsWith('Patient/')) ?? '';
    const id = patient.slice('Patient/'.length);
    await same(caller, ['POST', '/Patient/_search', form({ identifier: token })]);
    await same(caller, ['POST', '/Observation/_search', form({ 'subject:Patient.identifier': token })]);
    for (const path of [
      '/Patient?_total=accurate&_count=1',
      '/Patient?_total=estimate',
      '/Patient?_summary=count',
      `/Patient?_id=${id}`,
      '/Patient?identifier:missing=false&_sort=family',
      '/Patient?_sort=-_lastUpdated',
      '/Patient?gender:not=male',
      `/Observation?subject=${patient}&_total=accurate`,
      '/Observation?subject:Patient.gender=female',
      '/Observation?subject.gender=female&_summary=count',
      '/Patient?_has:Observation:subject:status=final',
      '/Patient?_has:Consent:patient:status=active&_summary=count',
      '/Practitioner?_has:Observation:performer:status=final',
      '/Organization?_has:CareTeam:participant:status=active&_total=accurate',
      '/Organization?_id=fhs&_revinclude=*',
      '/Organization?_id=fhs&_revinclude=EpisodeOfCare:organization&_include:iterate=EpisodeOfCare:patient',
      `/${patient}/Observation`,
      `/${patient}/*?_summary=count`,
      '/?_type=Patient,EpisodeOfCare,CareTeam&_total=accurate',
      '/Patient/_history',
      '/EpisodeOfCare/_history?_count=1',
      '/_history?_count=1&_since=2020-01-01',
      '/Patient/$meta',
      '/$meta',
      '/Task?_include=Task:for&_total=accurate',
    ])
      await same(caller, ['GET', path]);
  });

  test('changes the same, and is refused the same', async () => {
    const patient = hidden.find((one) => one.startsWith('Patient/')) ?? '';
    const episode = hidden.find((one) => one.startsWith('EpisodeOfCare/')) ?? '';
    const observation = (subject: Json) => ({
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      subject,
    });
    const entry = (method: string, url: string, resource?: Json) => ({
      ...(resource && { resource }),
      request: { method, url },
    });
    const bundle = (type: string, ...list: readonly object[]) => ({
      resourceType: 'Bundle',
      type,
      entry: list,
    });
    const asks: readonly Ask[] = [
      ['DELETE', `/${episode}`],
      ['DELETE', `/${episode}`, undefined, { 'if-match': 'W/"1"' }],
      ['DELETE', `/Observation?subject=${patient}`],
      ['PATCH', `/${episode}`, [{ op: 'replace', path: '/status', value: 'finished' }], PATCH],
      ['PATCH', `/Patient?_id=${patient.slice(8)}`, [{ op: 'add', path: '/active', value: false }], PATCH],
      ['POST', '/Observation', observation({ reference: patient })],
      ['POST', '/Observation', observation({ reference: `Patient?identifier=${token}` })],
      ['POST', '', bundle('batch', entry('GET', patient), entry('DELETE', episode))],
      ['POST', '', bundle('transaction', entry('GET', `Patient?_id=${patient.slice(8)}&_total=accurate`))],
      ['POST', '', bundle('transaction', entry('GET', patient))],
      ['POST', '', bundle('transaction', entry('DELETE', episode))],
      ['POST', '', bundle('transaction', entry('POST', 'Observation', observation({ reference: patient })))],
    ];
    for (const ask of asks) await same(caller, ask);
  });

  test('makes the person, finds what it made, changes it and deletes it, as if nobody knew her', async () => {
    const sent = motherPatient(who, '4204') as unknown as Json;
    const made = async (world: ReadSite): Promise<string> => {
      const found = await world.call(caller, 'POST', '/Patient/_search', form({ identifier: token }));
      return `/Patient/${String(entriesOf(found.json)[0]?.resource['id'])}`;
    };
    await same(caller, ['POST', '/Patient', sent, { 'if-none-exist': `identifier=${token}` }]);
    await same(caller, ['POST', '/Patient', sent, { 'if-none-exist': `identifier=${token}` }]);
    await same(caller, ['POST', '/Patient/_search', form({ identifier: token, _total: 'accurate' })]);
    const both = async (ask: (path: string) => Ask) => {
      const [one, other] = await Promise.all([
        told(secret, caller, ask(await made(secret))),
        told(empty, caller, ask(await made(empty))),
      ]);
      expect(one).toEqual(other);
    };
    await both((path) => ['GET', path]);
    await both((path) => ['GET', `${path}/_history`]);
    await both((path) => ['PUT', path, { ...sent, id: path.slice('/Patient/'.length) }]);
    await both((path) => ['PUT', path, { ...sent, id: path.slice('/Patient/'.length), gender: 'unknown' }]);
    await both((path) => ['GET', path]);
    await both((path) => ['GET', `${path}/_history/1`]);
    await both((path) => ['PATCH', path, [{ op: 'replace', path: '/active', value: false }], PATCH]);
    await both((path) => ['DELETE', path, undefined, { 'if-match': 'W/"1"' }]);
    const paths = await Promise.all([made(secret), made(empty)]);
    await both((path) => ['DELETE', path]);
    expect(await told(secret, caller, ['GET', paths[0]])).toEqual(
      await told(empty, caller, ['GET', paths[1]]),
    );
  });
});

test('the secret world has a secret, and who gives her care sees it', async () => {
  expect(hidden.length).toBeGreaterThan(5);
  expect(linkOf((await secret.call('fhs', 'GET', '/Observation?_count=1')).json, 'next')).toBeDefined();
  expect(entriesOf((await empty.call('fhs', 'GET', '/Observation')).json)).toEqual([]);
});

describe('a plan that may be seen and names a secret', () => {
  const SHARED = 93;
  const tk = (name: string, value: string) => ({
    coding: [{ system: `https://lenke.example/fhir/CodeSystem/tk-${name}`, code: value }],
  });

  /** The same in both worlds, but for which secret the plan names: one who gives her care may know of neither. */
  async function tell(world: ReadSite, id: string, category: string): Promise<void> {
    await world.submit(ADMIN, 'POST', '', motherCase({ n: SHARED, exposure: 'lar' }));
    const [team = {}] = await world.all(ADMIN, '/CareTeam?status=active');
    const participant = [
      ...(team['participant'] as Json[]),
      { role: [tk('role', 'nfi')], member: { reference: 'Organization/nfi' } },
    ];
    await world.submit(ADMIN, 'PUT', `/${referenceOf(team)}`, { ...team, participant });
    const { subject } = team;
    const condition = { resourceType: 'Condition', id, category: [tk('concern', category)], subject };
    await world.submit(ADMIN, 'PUT', `/Condition/${id}`, condition);
    await world.submit(ADMIN, 'PUT', '/CarePlan/names-a-secret', {
      resourceType: 'CarePlan',
      id: 'names-a-secret',
      status: 'active',
      intent: 'plan',
      category: [tk('plan', 'pathway')],
      subject,
      addresses: [{ reference: `Condition/${id}`, type: 'Condition', display: category }],
    });
  }
  beforeAll(() =>
    Promise.all([tell(secret, 'secret-mind', 'mental-health'), tell(empty, 'secret-home', 'caregiving')]),
  );

  test('is the same plan whatever the secret is', async () => {
    const read = await secret.call('nfi', 'GET', '/CarePlan/names-a-secret');
    expect([read.status, read.text.includes('masked')]).toEqual([200, true]);
    for (const path of [
      '/CarePlan/names-a-secret',
      '/CarePlan/names-a-secret/_history/1',
      '/CarePlan/names-a-secret/_history',
      '/CarePlan?_id=names-a-secret&_include=CarePlan:condition',
      '/CarePlan?_id=names-a-secret&_elements=addresses',
      '/CarePlan?condition=Condition/secret-mind&_total=accurate',
      '/CarePlan?condition=secret-home',
      '/CarePlan?condition:Condition.category=mental-health',
      '/CarePlan?condition.category=caregiving&_summary=count',
      '/CarePlan?_has:Condition:subject:category=mental-health',
      '/Condition?_has:CarePlan:condition:_id=names-a-secret',
      '/Condition/secret-mind',
      '/Condition/secret-home',
      // Of two plans one has a condition: those that have none come in the order they were made, and events race.
      '/CarePlan?category=pathway,birth-plan&_sort=condition',
      '/CarePlan?category=pathway,birth-plan&_sort=-condition',
    ])
      await same('nfi', ['GET', path]);
  });

  test('and is changed the same', async () => {
    const patch = (value: string): Ask => [
      'PATCH',
      '/CarePlan/names-a-secret',
      [{ op: 'test', path: '/addresses/0/reference', value }],
      PATCH,
    ];
    await same('nfi', patch('Condition/secret-mind'));
    await same('nfi', patch('Condition/secret-home'));
    const title = [{ op: 'add', path: '/title', value: 'Ny' }];
    await same('nfi', ['PATCH', '/CarePlan/names-a-secret', title, PATCH]);
    const entry = [{ request: { method: 'DELETE', url: 'CarePlan?condition=Condition/secret-mind' } }];
    await same('nfi', ['POST', '', { resourceType: 'Bundle', type: 'batch', entry }]);
    await same('nfi', ['GET', '/CarePlan/names-a-secret']);
  });
});
