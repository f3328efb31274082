// Does a search bring what it should: includes, pages while others write, hostile texts, a whole case?

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/domain/json.ts';
import type { SearchPage } from '../../../src/store/records/types.ts';
import { everyPage, NOW, search, testStore, type TestStore } from './support.ts';

let store: TestStore;
beforeAll(async () => {
  store = await testStore({ integrity: false });
});
afterAll(() => store.drop());

function idsOf(page: SearchPage, mode: string): string[] {
  return page.matches
    .filter((match) => match.mode === mode)
    .map(({ stored }) => `${stored.type}/${stored.id}`)
    .sort();
}

describe('includes', () => {
  beforeAll(async () => {
    await store.create({ resourceType: 'Organization' }, 'org');
    await store.create(
      { resourceType: 'Patient', managingOrganization: { reference: 'Organization/org' } },
      'mother',
    );
    await store.create({ resourceType: 'Encounter', subject: { reference: 'Patient/mother' } }, 'enc1');
    await store.create({ resourceType: 'Encounter', subject: { reference: 'Patient/mother' } }, 'enc2');
    await store.create({ resourceType: 'Encounter', subject: { reference: 'Patient/nobody' } }, 'enc3');
    await store.create({ resourceType: 'Group' }, 'mother');
  });
  test.each([
    [
      'Encounter?subject=Patient/mother&_include=Encounter:subject',
      ['Encounter/enc1', 'Encounter/enc2'],
      ['Patient/mother'],
    ],
    ['Encounter?_id=enc3&_include=Encounter:subject', ['Encounter/enc3'], []],
    ['Encounter?_id=enc1&_include=Encounter:subject:Group', ['Encounter/enc1'], []],
    ['Encounter?_id=enc1&_include=Patient:organization', ['Encounter/enc1'], []],
    [
      'Patient?_id=mother&_include=Patient:organization&_revinclude=Encounter:subject',
      ['Patient/mother'],
      ['Encounter/enc1', 'Encounter/enc2', 'Organization/org'],
    ],
    ['Patient?_id=mother&_revinclude=Encounter:patient:Group', ['Patient/mother'], []],
    ['Organization?_id=org&_revinclude=Patient:organization&_count=0', [], []],
  ])('%s', async (text, matches, included) => {
    const page = await store.records.search(search(text));
    expect(idsOf(page, 'match')).toEqual(matches);
    expect(idsOf(page, 'include')).toEqual(included);
  });
});

test.each([
  '',
  '&_sort=_id',
  '&_sort=birthdate',
  '&_sort=-birthdate',
  '&_sort=family',
  '&_sort=_lastUpdated',
  '&_sort=birthdate,-family,_id',
  '&organization.name=hus',
  '&_has:Group:member:actual=true',
  '&organization.name=hus&_sort=-birthdate,family',
])('pages under concurrent writes give each row that was there throughout exactly once (%s)', async (by) => {
  const tag = `page${by.replaceAll(',', ' ')}`;
  await store.run({ kind: 'update', id: 'house', resource: { resourceType: 'Organization', name: 'Hus' } });
  const make = (n: number): JsonObject => ({
    resourceType: 'Patient',
    meta: { tag: [{ system: 'page', code: tag }] },
    managingOrganization: { reference: 'Organization/house' },
    ...(n % 5 !== 0 && {
      birthDate: `19${String(50 + (n % 7))}`,
      name: [{ family: `F${n % 3}` }, { family: `G${n % 4}` }],
    }),
  });
  const stay = await Promise.all(Array.from({ length: 60 }, (_, n) => store.create(make(n))));
  const member = stay.map((id) => ({ entity: { reference: `Patient/${id}` } }));
  await store.create({ resourceType: 'Group', type: 'person', actual: true, member });
  const leave = await Promise.all(Array.from({ length: 20 }, (_, n) => store.create(make(n))));
  let n = 0;
  const disturb = async (): Promise<unknown> => {
    n += 1;
    const gone = leave.pop();
    return Promise.all([
      store.create(make(n)),
      gone === undefined ? undefined : store.run({ kind: 'delete', type: 'Patient', id: gone }),
      // Changes nothing the page is sorted by; sorting by _lastUpdated is left alone.
      by.includes('lastUpdated')
        ? undefined
        : store.run({ kind: 'update', id: stay[n] ?? '', resource: { ...make(n), active: true } }),
    ]);
  };
  const seen = await everyPage(
    store,
    `Patient?_tag=${encodeURIComponent(`page|${tag}`)}&_count=7${by}`,
    disturb,
  );
  expect(new Set(seen).size).toBe(seen.length);
  expect(stay.filter((id) => !seen.includes(id))).toEqual([]);
});

test('a cursor of another search, or none at all, is refused', async () => {
  for (const status of ['final', 'amended']) await store.create({ resourceType: 'Observation', status });
  const page = await store.records.search(search('Observation?_count=1'));
  const cursor = page.next ?? '';
  await expect(store.records.search({ ...search('Observation?status=final'), cursor })).rejects.toMatchObject(
    { code: 'LENKE_SEARCH_CURSOR' },
  );
  await expect(store.records.search({ ...search('Observation'), cursor: 'x.y' })).rejects.toMatchObject({
    code: 'LENKE_SEARCH_CURSOR',
  });
  await expect(store.records.search({ ...search('Observation?_count=3'), cursor })).resolves.toMatchObject({
    matches: expect.any(Array),
  });
});

const hostile = ["' or 1=1 --", '%', '_', '\\', '\u0000', '\ud800', '}{', '"', '$1', 'x'.repeat(5000)];
const asked = [
  'name',
  'name:contains',
  'name:exact',
  'identifier',
  '_id',
  'organization',
  '_tag',
  '_profile',
];

test.each(asked)('hostile texts asked of %s are values, never SQL', async (name) => {
  const [parameter = '', modifier] = name.split(':');
  for (const value of hostile) {
    const criteria = [{ parameter, values: [value], ...(modifier !== undefined && { modifier }) }];
    const found = await store.records.search({ type: 'Patient', includes: [], sort: [], criteria }).then(
      ({ matches }) => matches.length,
      (error: { code: string }) => (error.code === 'LENKE_SEARCH_VALUE' ? 0 : error.code),
    );
    expect(found).toBe(0);
  }
});

test('an id that can be none is not there', async () => {
  expect(await store.records.read('Patient', "' or 1=1")).toBeUndefined();
});

test('texts with NUL, lone surrogates and great length are stored and found', async () => {
  const family = `Nul\u0000 \ud800${'ø'.repeat(3000)}`;
  const id = await store.create({ resourceType: 'Patient', name: [{ family }] });
  const page = await store.records
    .search(search(`Patient?family=${encodeURIComponent('nul \ufffd')}`))
    .catch(() => undefined);
  expect(page).toBeDefined();
  expect(
    (await store.records.search(search('Patient?family=nul'))).matches.map(({ stored }) => stored.id),
  ).toEqual([id]);
});

const to = (reference: string): { reference: string } => ({ reference });

test('a case is its episode, the patients linked to it and all that points at them, without strangers', async () => {
  const put = (resource: JsonObject & { id: string }): Promise<unknown> =>
    store.tx((tx) => store.records.createIfAbsent(tx, [resource], NOW));
  await put({ resourceType: 'Patient', id: 'c-mother' });
  await put({ resourceType: 'EpisodeOfCare', id: 'c-case', patient: to('Patient/c-mother') });
  await put({ resourceType: 'Observation', id: 'c-obs', subject: to('Patient/c-mother') });
  await put({ resourceType: 'Encounter', id: 'c-enc', episodeOfCare: [to('EpisodeOfCare/c-case')] });
  await put({ resourceType: 'RelatedPerson', id: 'c-related', patient: to('Patient/c-mother') });
  await put({
    resourceType: 'Patient',
    id: 'c-child',
    link: [{ other: to('RelatedPerson/c-related'), type: 'seealso' }],
  });
  await put({
    resourceType: 'Patient',
    id: 'c-twin',
    link: [{ other: to('Patient/c-mother'), type: 'seealso' }],
  });
  await put({ resourceType: 'EpisodeOfCare', id: 'c-child-case', patient: to('Patient/c-child') });
  await put({ resourceType: 'Observation', id: 'c-child-obs', subject: to('Patient/c-child') });
  await put({ resourceType: 'Observation', id: 'c-gone', subject: to('Patient/c-child') });
  await put({ resourceType: 'Patient', id: 'c-stranger' });
  await put({ resourceType: 'Observation', id: 'c-strange-obs', subject: to('Patient/c-stranger') });
  await store.run({ kind: 'delete', type: 'Observation', id: 'c-gone' });
  const found = await store.records.caseBundle('EpisodeOfCare/c-case');
  expect(found.map((resource) => String(resource['id'])).sort()).toEqual(
    [
      'c-case',
      'c-child',
      'c-child-case',
      'c-child-obs',
      'c-enc',
      'c-mother',
      'c-obs',
      'c-related',
      'c-twin',
    ].sort(),
  );
  expect(await store.records.caseBundle('EpisodeOfCare/none')).toEqual([]);
});
