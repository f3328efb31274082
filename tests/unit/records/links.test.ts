// Do searches follow references as R4's search chapter says? One row per sentence; the first column is its anchor.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/domain/json.ts';
import { createRecords } from '../../../src/store/records/records.ts';
import { everyPage, search, testStore, type TestStore } from './support.ts';

/** With hardly any room every link is too wide to list, and is asked for with each batch: the answers are the same. */
const NARROW = { farKeys: 1, farContents: 1, candidates: 2 };

let store: TestStore;
let narrow: TestStore['records'];
const to = (reference: string): { reference: string } => ({ reference });
const code = (...codes: string[]): JsonObject['code'] => ({ coding: codes.map((one) => ({ code: one })) });

const SAMPLES: Readonly<Record<string, JsonObject>> = {
  north: { resourceType: 'Organization', name: 'Nord' },
  ward: { resourceType: 'Organization', name: 'Post 3', partOf: to('Organization/north') },
  bed: { resourceType: 'Organization', name: 'Seng', partOf: to('Organization/ward') },
  south: { resourceType: 'Organization', name: 'Sør' },
  anna: {
    resourceType: 'Patient',
    gender: 'female',
    birthDate: '1990-01-02',
    name: [{ family: 'Ås', given: ['Anna'] }],
    managingOrganization: to('Organization/north'),
    generalPractitioner: [to('Practitioner/gp')],
  },
  berit: {
    resourceType: 'Patient',
    gender: 'female',
    name: [{ family: 'Berg' }],
    managingOrganization: to('Organization/south'),
  },
  carl: { resourceType: 'Patient', gender: 'male', managingOrganization: to('Organization/ward') },
  gp: { resourceType: 'Practitioner', name: [{ family: 'Doktor' }] },
  crowd: { resourceType: 'Group', type: 'person', actual: true, member: [{ entity: to('Patient/anna') }] },
  o1: {
    resourceType: 'Observation',
    status: 'final',
    code: code('pulse'),
    subject: to('Patient/anna'),
    valueQuantity: { value: 60, code: '/min' },
    performer: [to('Practitioner/gp')],
  },
  o2: { resourceType: 'Observation', status: 'final', code: code('pulse'), subject: to('Patient/berit') },
  o3: { resourceType: 'Observation', status: 'amended', code: code('weight'), subject: to('Patient/carl') },
  o4: { resourceType: 'Observation', status: 'final', code: code('pulse'), subject: to('Group/crowd') },
  o5: {
    resourceType: 'Observation',
    status: 'final',
    code: code('panel'),
    subject: to('Patient/anna'),
    hasMember: [to('Observation/o1')],
  },
  e1: {
    resourceType: 'Encounter',
    status: 'finished',
    subject: to('Patient/anna'),
    serviceProvider: to('Organization/bed'),
  },
  a1: {
    resourceType: 'AuditEvent',
    entity: [{ what: to('Observation/o3') }],
    agent: [{ requestor: true, who: to('Practitioner/gp') }],
  },
  list: {
    resourceType: 'List',
    status: 'current',
    mode: 'working',
    entry: [{ item: to('Observation/o2') }, { item: to('Patient/carl') }, { item: to('Observation/o3') }],
  },
  q: { resourceType: 'Questionnaire', url: 'http://q.example/birth', status: 'active' },
  answer: {
    resourceType: 'QuestionnaireResponse',
    questionnaire: 'http://q.example/birth|1',
    status: 'completed',
    subject: to('Patient/anna'),
  },
};

beforeAll(async () => {
  store = await testStore({ integrity: false });
  for (const [id, resource] of Object.entries(SAMPLES)) await store.create(resource, id);
  narrow = createRecords({ query: store.query, tx: store.tx, limits: NARROW });
});
afterAll(() => store.drop());

describe('chains and _has', () => {
  test.each([
    ['#chaining', 'with a type', 'Observation?subject:Patient.name=anna', ['o1', 'o5']],
    ['#chaining', 'without a type, all that may be there', 'Observation?subject.name=berg', ['o2']],
    ['#chaining', 'into another type', 'Observation?subject:Group.member=Patient/anna', ['o4']],
    ['#chaining', 'by a parameter of one type only', 'Observation?patient.gender=female', ['o1', 'o2', 'o5']],
    ['#chaining', 'two levels', 'Observation?subject:Patient.organization.name=nord', ['o1', 'o5']],
    ['#chaining', 'three levels', 'Encounter?service-provider.partof.partof.name=nord', ['e1']],
    ['#chaining', 'modifiers at the end', 'Observation?subject:Patient.gender:not=female', ['o3']],
    ['#chaining', 'missing at the end', 'Observation?subject:Patient.birthdate:missing=true', ['o2', 'o3']],
    [
      '#chaining',
      'exact at the end, which the index does not know',
      'Observation?subject:Patient.given:exact=anna',
      [],
    ],
    ['#chaining', 'the same with its case', 'Observation?subject:Patient.given:exact=Anna', ['o1', 'o5']],
    [
      '#chaining',
      'alternatives at the end',
      'Observation?subject:Patient.family=berg,as',
      ['o1', 'o2', 'o5'],
    ],
    ['#chaining', 'by id', 'Observation?subject:Patient._id=anna,carl', ['o1', 'o3', 'o5']],
    [
      '#chaining',
      'two chains are independent',
      'Observation?subject:Patient.gender=female&performer:Practitioner.name=doktor',
      ['o1'],
    ],
    ['#chaining', 'beside a plain criterion', 'Observation?subject:Patient.name=anna&code=panel', ['o5']],
    ['#chaining', 'to the same type', 'Observation?has-member:Observation.code=pulse', ['o5']],
    [
      '#chaining',
      'by a quantity with its unit',
      'Observation?has-member:Observation.value-quantity=60||/min',
      ['o5'],
    ],
    ['#chaining', 'nobody answers', 'Observation?subject:Patient.name=nobody', []],
    [
      '#chaining',
      'through a canonical address',
      'QuestionnaireResponse?questionnaire.status=active&questionnaire:Questionnaire.url=http://q.example/birth',
      ['answer'],
    ],
    ['#chaining', 'nobody has that address', 'QuestionnaireResponse?questionnaire.status=draft', []],
    [
      '#has',
      'by a canonical address',
      'Questionnaire?_has:QuestionnaireResponse:questionnaire:status=completed',
      ['q'],
    ],
    ['#has', 'something points here', 'Patient?_has:Observation:patient:code=pulse', ['anna', 'berit']],
    ['#has', 'and answers', 'Patient?_has:Observation:patient:status=amended', ['carl']],
    [
      '#has',
      'nested',
      'Patient?_has:Observation:patient:_has:AuditEvent:entity:agent=Practitioner/gp',
      ['carl'],
    ],
    ['#has', 'alternatives', 'Patient?_has:Observation:patient:code=weight,panel', ['anna', 'carl']],
    [
      '#has',
      'two are both required',
      'Patient?_has:Observation:patient:code=pulse&_has:Encounter:patient:status=finished',
      ['anna'],
    ],
    ['#has', 'of one type of subject', 'Group?_has:Observation:subject:code=pulse', ['crowd']],
    [
      '#has',
      'at the end of a chain',
      'Observation?subject:Patient._has:Group:member:_id=crowd',
      ['o1', 'o5'],
    ],
    ['#has', 'before a chain', 'Patient?_has:Encounter:patient:service-provider.name=seng', ['anna']],
    ['#has', 'with a modifier', 'Patient?_has:Observation:patient:code:not=pulse', ['anna', 'carl']],
    ['#list', 'what the list names', 'Observation?_list=list', ['o2', 'o3']],
    ['#list', 'of the type that is searched', 'Patient?_list=list', ['carl']],
    ['#list', 'with another criterion', 'Observation?_list=list&status=final', ['o2']],
    ['#list', 'of a list that is not there', 'Observation?_list=none', []],
    ['#reference', ':below goes down the tree', 'Organization?partof:below=north', ['bed', 'ward']],
    [
      '#reference',
      ':below of what points into it',
      'Patient?organization:below=Organization/north',
      ['anna', 'carl'],
    ],
    [
      '#reference',
      ':above goes up the tree',
      'Patient?organization:above=Organization/bed',
      ['anna', 'carl'],
    ],
    ['#reference', ':above of a root', 'Patient?organization:above=south', ['berit']],
  ])('search.html%s: %s', async (_anchor, _sentence, text, expected) => {
    expect((await everyPage(store, `${text}&_count=1`)).sort()).toEqual(expected);
    const { total } = await store.records.search({ ...search(text), count: 0 });
    expect(total).toBe(expected.length);
    expect((await everyPage({ ...store, records: narrow }, `${text}&_count=1`)).sort()).toEqual(expected);
    expect((await narrow.search({ ...search(text), count: 0 })).total).toBe(expected.length);
  });
});

describe('includes', () => {
  test.each([
    [
      '#include',
      'each once',
      'Observation?code=pulse&_include=Observation:subject',
      ['Group/crowd', 'Patient/anna', 'Patient/berit'],
    ],
    ['#include', 'of one type', 'Observation?code=pulse&_include=Observation:subject:Group', ['Group/crowd']],
    [
      '#include',
      'of a type of what was included, without :iterate',
      'Observation?_id=o1&_include=Observation:subject&_include=Patient:organization',
      ['Patient/anna'],
    ],
    [
      '#include',
      ':iterate',
      'Observation?_id=o1&_include=Observation:subject&_include:iterate=Patient:organization',
      ['Organization/north', 'Patient/anna'],
    ],
    [
      '#include',
      ':iterate until nothing is left',
      'Encounter?_id=e1&_include=Encounter:service-provider&_include:iterate=Organization:partof',
      ['Organization/bed', 'Organization/north', 'Organization/ward'],
    ],
    ['#include', '*', 'Observation?_id=o1&_include=*', ['Patient/anna', 'Practitioner/gp']],
    ['#include', 'Type:*', 'Patient?_id=anna&_include=Patient:*', ['Organization/north', 'Practitioner/gp']],
    [
      '#include',
      'canonical',
      'QuestionnaireResponse?_id=answer&_include=QuestionnaireResponse:questionnaire',
      ['Questionnaire/q'],
    ],
    ['#include', 'a match is no include', 'Observation?_id=o5,o1&_include=Observation:has-member', []],
    [
      '#revinclude',
      'what points here',
      'Patient?_id=carl&_revinclude=Observation:subject',
      ['Observation/o3'],
    ],
    [
      '#revinclude',
      ':iterate',
      'Patient?_id=carl&_revinclude=Observation:subject&_revinclude:iterate=AuditEvent:entity',
      ['AuditEvent/a1', 'Observation/o3'],
    ],
    ['#revinclude', '*', 'Patient?_id=carl&_revinclude=*', ['List/list', 'Observation/o3']],
    ['#revinclude', 'Type:*', 'Patient?_id=carl&_revinclude=List:*', ['List/list']],
    [
      '#revinclude',
      'and from there on',
      'Organization?_id=north&_revinclude=Patient:organization&_include:iterate=Patient:general-practitioner',
      ['Patient/anna', 'Practitioner/gp'],
    ],
  ])('search.html%s: %s', async (_anchor, _sentence, text, expected) => {
    const { matches } = await store.records.search(search(text));
    const included = matches.filter(({ mode }) => mode === 'include');
    expect(included.map(({ stored }) => `${stored.type}/${stored.id}`).sort()).toEqual(expected);
  });
});

describe('compartments and several types', () => {
  const ids = async (query: Parameters<TestStore['records']['search']>[0]): Promise<string[]> => {
    const { matches } = await store.records.search(query);
    return matches.map(({ stored }) => `${stored.type}/${stored.id}`).sort();
  };
  const compartment = { type: 'Patient', id: 'anna' };

  test('a compartment holds what points at its resource', async () => {
    expect(await ids({ ...search('Observation?code=pulse'), compartment })).toEqual(['Observation/o1']);
    expect(await ids({ ...search('Encounter'), compartment })).toEqual(['Encounter/e1']);
    expect(await ids({ ...search('Observation'), compartment: { type: 'Practitioner', id: 'gp' } })).toEqual([
      'Observation/o1',
    ]);
    await expect(ids({ ...search('Organization'), compartment })).rejects.toMatchObject({
      code: 'LENKE_COMPARTMENT',
    });
  });

  test('several types come newest first, page after page', async () => {
    const types = ['Observation', 'Encounter', 'Group', 'QuestionnaireResponse'];
    const query = { type: 'Resource', types, compartment, criteria: [], includes: [], sort: [], count: 2 };
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.records.search({ ...query, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.matches.map(({ stored }) => stored.id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(['answer', 'e1', 'o5', 'o1', 'crowd']);
    expect((await store.records.search({ ...query, count: 0 })).total).toBe(5);
  });
});

test('search.html#total: the first page says how many there are when it is all there is, without counting', async () => {
  const total = async (text: string): Promise<number | undefined> =>
    (await store.records.search(search(text))).total;
  expect(await total('Observation?code=pulse')).toBe(3);
  expect(await total('Observation?code=pulse&_count=2')).toBeUndefined();
  expect(await total('Observation?code=pulse&_count=2&_total=accurate')).toBe(3);
  expect(await total('Observation?code=pulse&_total=none')).toBeUndefined();
});

test('a page has no more includes than fit, and says so', async () => {
  const records = createRecords({ query: store.query, tx: store.tx, limits: { included: 2 } });
  const cut = await records.search(search('Observation?code=pulse&_include=Observation:subject'));
  expect([cut.includesCut, cut.matches.filter(({ mode }) => mode === 'include').length]).toEqual([true, 2]);
  const whole = await records.search(search('Observation?_id=o1&_include=*'));
  expect(whole.includesCut).toBeUndefined();
});

test('a search that finds next to nothing ends its page early, and its next pages find the rest', async () => {
  const records = createRecords({
    query: store.query,
    tx: store.tx,
    limits: { candidates: 1, farKeys: 1, farContents: 1 },
  });
  const first = await records.search(search('Observation?subject:Patient.gender=female&_count=1'));
  expect(first.scans).toEqual(['subject.']);
  const found = await everyPage({ ...store, records }, 'Observation?subject:Patient.gender=female&_count=1');
  expect(found.toSorted()).toEqual(['o1', 'o2', 'o5']);
});
