// Do the operations answer as R4 defines them?

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compartmentText } from '../../../src/fhir/compartment/build.ts';
import { readFileSync } from 'node:fs';
import { call, created, patient, refused, type Loose, type Seen } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const ask = (path: string): Promise<Seen> => call(gateway, 'GET', `/fhir/${path}`);
const post = (path: string, ...parameter: object[]): Promise<Seen> =>
  call(gateway, 'POST', `/fhir/${path}`, { body: { resourceType: 'Parameters', parameter } });
type Resource = { readonly resourceType: string; readonly [key: string]: unknown };
const make = (body: Resource): Promise<string> => created(gateway, body, body.resourceType);
const observation = (subject: string, more: object = {}): Resource => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  subject: { reference: subject },
  ...more,
});
const found = (seen: Seen, mode: string): string[] =>
  (seen.json.entry ?? [])
    .filter((item: Loose) => item.search.mode === mode)
    .map((item: Loose) => `${item.resource.resourceType}/${item.resource.id}`);
const valueOf = (seen: Seen, name: string): unknown => {
  const parameter = seen.json.parameter.find((item: Loose) => item.name === name);
  return parameter && Object.entries(parameter).find(([key]) => key.startsWith('value'))?.[1];
};

/** A mother, her Observation of 2024 and of 2026, an Organization she is with; and a stranger's Observation. */
async function aCase(): Promise<Record<'mother' | 'hospital' | 'early' | 'late' | 'other', string>> {
  const hospital = `Organization/${await make({ resourceType: 'Organization', name: 'h' })}`;
  const mother = `Patient/${await make({ resourceType: 'Patient', managingOrganization: { reference: hospital } })}`;
  const stranger = `Patient/${await make({ resourceType: 'Patient' })}`;
  const early = `Observation/${await make(observation(mother, { effectiveDateTime: '2024-05-01' }))}`;
  const late = `Observation/${await make(observation(mother, { effectiveDateTime: '2026-05-01', focus: [{ reference: stranger }] }))}`;
  const other = `Observation/${await make(observation(stranger))}`;
  return { mother, hospital, early, late, other };
}

describe('$everything', () => {
  test('gives the patient, her compartment, and what belongs to nobody; not another patient', async () => {
    const { mother, hospital, early, late } = await aCase();
    const seen = await ask(`${mother}/$everything`);
    expect([seen.status, seen.json.type]).toEqual([200, 'searchset']);
    expect(found(seen, 'match')).toEqual([mother, early, late]);
    expect(found(seen, 'include')).toEqual([hospital]);
    expect(
      (await post(`${mother}/$everything`, { name: '_type', valueCode: 'Observation' })).json.entry,
    ).toHaveLength(2);
  });

  test('pages give every member once, and _type, _since, start and end narrow', async () => {
    const { mother, early, late } = await aCase();
    const members: string[] = [];
    let path: string | undefined = `${mother}/$everything?_count=1`;
    while (path !== undefined) {
      const page: Seen = await ask(path);
      members.push(...found(page, 'match'));
      path = page.json.link
        .find((item: Loose) => item.relation === 'next')
        ?.url.slice(gateway.url.length + 6);
    }
    expect(members).toEqual([mother, early, late]);
    const narrowed = async (query: string): Promise<string[]> =>
      found(await ask(`${mother}/$everything?${query}`), 'match');
    expect(await narrowed('_type=Observation,Organization')).toEqual([early, late]);
    expect(await narrowed('start=2025')).toEqual([mother, late]);
    expect(await narrowed('end=2024-12-31')).toEqual([mother, early]);
    expect(await narrowed('start=2025&_count=1&_type=Observation')).toEqual([late]);
    expect(await narrowed('_since=2999')).toEqual([]);
    expect(await narrowed('_since=2001')).toHaveLength(3);
  });

  test('what is asked for must be there, and be readable', async () => {
    const { mother, hospital } = await aCase();
    expect(refused(await ask('Patient/none/$everything'))).toEqual([404, 'LENKE_NOT_FOUND']);
    expect(refused(await ask(`${hospital}/$everything`))).toEqual([400, 'LENKE_OPERATION_INPUT']);
    for (const query of ['_type=Shoe', 'start=soon', '_count=few', '_since=x']) {
      expect(refused(await ask(`${mother}/$everything?${query}`))).toEqual([400, 'LENKE_OPERATION_INPUT']);
    }
    const next = (await ask(`${mother}/$everything?_count=1`)).json.link[1].url.slice(gateway.url.length + 6);
    expect(
      refused(await ask(next.replace(mother, `Patient/${await make({ resourceType: 'Patient' })}`))),
    ).toEqual([400, 'LENKE_SEARCH_CURSOR']);
  });

  test('an episode comes with what points at it and what it refers to', async () => {
    const mother = `Patient/${await make({ resourceType: 'Patient' })}`;
    const episode = `EpisodeOfCare/${await make({ resourceType: 'EpisodeOfCare', status: 'active', patient: { reference: mother } })}`;
    const encounter = `Encounter/${await make({ resourceType: 'Encounter', status: 'planned', class: { code: 'AMB' }, episodeOfCare: [{ reference: episode }] })}`;
    const seen = await ask(`${episode}/$everything`);
    expect([found(seen, 'match'), found(seen, 'include')]).toEqual([[episode, encounter], [mother]]);
  });

  test('the compartment is that of R4, for every type of it', () => {
    const file = new URL('../../../src/fhir/compartment/generated/patient.json', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(compartmentText());
    const rows: Record<string, string[]> = JSON.parse(readFileSync(file, 'utf8'));
    const missing = Object.entries(rows).flatMap(([type, codes]) =>
      codes
        .filter((code) => !gateway.parts.searchParameters.get(type, code))
        .map((code) => `${type}:${code}`),
    );
    expect(missing).toEqual([]);
  });
});

test('$meta tells the labels of a resource, of a type and of the system', async () => {
  const tag = { system: 'urn:test', code: 'mine' };
  const id = await make({
    resourceType: 'Organization',
    name: 'm',
    meta: { tag: [tag], security: [{ code: 'R' }] },
  });
  await make({ resourceType: 'Patient', meta: { tag: [{ code: 'theirs' }, tag] } });
  const one = valueOf(await ask(`Organization/${id}/$meta`), 'return') as Loose;
  expect([one.versionId, one.tag]).toEqual(['1', [tag]]);
  const type = valueOf(await ask('Organization/$meta'), 'return') as Loose;
  expect(type).toEqual({ tag: [tag], security: [{ code: 'R' }] });
  const system = valueOf(await ask('$meta'), 'return') as Loose;
  expect(system.tag).toHaveLength(2);
  expect(refused(await ask('Patient/none/$meta'))).toEqual([404, 'LENKE_NOT_FOUND']);
  // R4 operations.html: every operation is there by POST; GET is the short form of those that change nothing.
  for (const path of [`Organization/${id}/$meta`, 'Organization/$meta', '$meta']) {
    const posted = await call(gateway, 'POST', `/fhir/${path}`, { body: { resourceType: 'Parameters' } });
    expect([path, posted.status, posted.text]).toEqual([path, 200, (await ask(path)).text]);
  }
});

describe('terminology', () => {
  const GENDER = 'http://hl7.org/fhir/ValueSet/administrative-gender';
  const SYSTEM = 'http://hl7.org/fhir/administrative-gender';
  const codes = (seen: Seen): string[] =>
    (seen.json.expansion.contains ?? []).map((item: Loose) => item.code);

  test('$expand gives the codes, filtered and page by page', async () => {
    const seen = await ask(`ValueSet/$expand?url=${GENDER}`);
    expect([seen.json.expansion.total, codes(seen)]).toEqual([4, ['male', 'female', 'other', 'unknown']]);
    expect(seen.json.expansion.contains[0]).toEqual({ system: SYSTEM, code: 'male', display: 'Male' });
    expect(codes(await ask(`ValueSet/$expand?url=${GENDER}&filter=MALE`))).toEqual(['male', 'female']);
    const page = await ask(`ValueSet/$expand?url=${GENDER}&offset=1&count=2`);
    expect([page.json.expansion.total, page.json.expansion.offset, codes(page)]).toEqual([
      4,
      1,
      ['female', 'other'],
    ]);
    expect(gateway.parts.validator.validate(seen.json).filter((issue) => issue.severity === 'error')).toEqual(
      [],
    );
  });

  test('$expand follows filters, exclusions and other value sets of one that is sent along', async () => {
    const compose = {
      include: [
        { valueSet: [GENDER] },
        {
          system: 'http://hl7.org/fhir/issue-type',
          filter: [{ property: 'concept', op: 'descendent-of', value: 'security' }],
        },
      ],
      exclude: [{ system: SYSTEM, concept: [{ code: 'unknown' }] }],
    };
    const seen = await post('ValueSet/$expand', {
      name: 'valueSet',
      resource: { resourceType: 'ValueSet', status: 'draft', compose },
    });
    expect(codes(seen)).toEqual([
      'male',
      'female',
      'other',
      'login',
      'unknown',
      'expired',
      'forbidden',
      'suppressed',
    ]);
  });

  test.each([
    ['in it', `url=${GENDER}&system=${SYSTEM}&code=male`, true],
    ['under its name', `url=${GENDER}&system=${SYSTEM}&code=male&display=male`, true],
    ['under another name', `url=${GENDER}&system=${SYSTEM}&code=male&display=Female`, false],
    ['not in it', `url=${GENDER}&system=${SYSTEM}&code=boy`, false],
    ['of another system', `url=${GENDER}&system=urn:x&code=male`, false],
    [
      'by a grammar',
      'url=http://hl7.org/fhir/ValueSet/mimetypes&system=urn:ietf:bcp:13&code=text/plain',
      true,
    ],
  ])('ValueSet/$validate-code: %s', async (_why, query, result) => {
    expect(valueOf(await ask(`ValueSet/$validate-code?${query}`), 'result')).toBe(result);
  });

  test('a coding and a concept are taken in the body; one right code is enough', async () => {
    const url = { name: 'url', valueUri: GENDER };
    const coding = { name: 'coding', valueCoding: { system: SYSTEM, code: 'female' } };
    expect(valueOf(await post('ValueSet/$validate-code', url, coding), 'display')).toBe('Female');
    const concept = {
      name: 'codeableConcept',
      valueCodeableConcept: {
        coding: [
          { system: 'urn:x', code: 'y' },
          { system: SYSTEM, code: 'other' },
        ],
      },
    };
    expect(valueOf(await post('ValueSet/$validate-code', url, concept), 'result')).toBe(true);
  });

  test('CodeSystem/$validate-code and $lookup know the code systems', async () => {
    expect(valueOf(await ask(`CodeSystem/$validate-code?url=${SYSTEM}&code=male`), 'result')).toBe(true);
    expect(valueOf(await ask(`CodeSystem/$validate-code?url=${SYSTEM}&code=boy`), 'result')).toBe(false);
    expect(
      valueOf(await ask('CodeSystem/$validate-code?url=http://unitsofmeasure.org&code=mg/dL'), 'result'),
    ).toBe(true);
    expect(valueOf(await ask(`CodeSystem/$lookup?system=${SYSTEM}&code=male`), 'display')).toBe('Male');
    expect(refused(await ask(`CodeSystem/$lookup?system=${SYSTEM}&code=boy`))).toEqual([
      404,
      'LENKE_CODE_UNKNOWN',
    ]);
  });

  test('what is not loaded, or has no list here, is told so and never called wrong', async () => {
    expect(refused(await ask('ValueSet/$expand?url=urn:none'))).toEqual([404, 'LENKE_TERMINOLOGY_UNKNOWN']);
    expect(refused(await ask('ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/mimetypes'))).toEqual([
      422,
      'LENKE_NOT_ENUMERABLE',
    ]);
    expect(refused(await ask('CodeSystem/$validate-code?url=urn:none&code=1'))).toEqual([
      404,
      'LENKE_TERMINOLOGY_UNKNOWN',
    ]);
    expect(refused(await ask('ValueSet/$expand'))).toEqual([400, 'LENKE_OPERATION_INPUT']);
    expect(refused(await ask(`ValueSet/$validate-code?url=${GENDER}`))).toEqual([
      400,
      'LENKE_OPERATION_INPUT',
    ]);
  });
});

test('$lastn is not offered', async () => {
  const id = await created(gateway, patient());
  expect(refused(await ask(`Patient/${id}/$lastn`))).toEqual([404, 'LENKE_PATH_UNKNOWN']);
  expect(refused(await ask('Observation/$lastn'))).toEqual([404, 'LENKE_PATH_UNKNOWN']);
});
