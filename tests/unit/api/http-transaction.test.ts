// Does every sentence of R4's http chapter about transactions hold? The chapter's anchor is the first column.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call, entry, named, patient, refused, type Loose, type Seen, type Sentence } from './calls.ts';
import { MOTHER, observation, setGender, statuses } from './entries.ts';
import { fhirCalls } from './at-fhir.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const { transaction, read, idOf } = fhirCalls(() => gateway);

const TRANSACTION: readonly Sentence[] = [
  [
    'trules',
    'order: delete, create, update, read, whatever the order of the entries',
    async () => {
      const old = await idOf(named('order-old'));
      const kept = await idOf(named('order-kept'));
      const seen = await transaction(
        entry(
          'GET',
          'Patient?identifier=urn:test|order-old,urn:test|order-new,urn:test|order-kept&_total=accurate',
        ),
        entry('PUT', `Patient/${kept}`, named('order-kept', { id: kept, active: false })),
        entry('POST', 'Patient', named('order-new')),
        entry('DELETE', `Patient/${old}`),
      );
      expect(statuses(seen)).toEqual(['200', '200', '201', '204']);
      const [found] = seen.json.entry;
      expect(found.resource.entry.map((item: Loose) => item.resource.identifier[0].value).toSorted()).toEqual(
        ['order-kept', 'order-new'],
      );
      expect(found.resource.entry.find((item: Loose) => item.resource.id === kept).resource.active).toBe(
        false,
      );
    },
  ],
  [
    'trules',
    'an identity that two entries resolve to fails the whole, also through conditions',
    async () => {
      const id = await idOf(named('twice'));
      const before = await gateway.rows();
      const seen = await transaction(
        entry('PUT', `Patient/${id}`, named('twice', { id, active: false })),
        entry('DELETE', 'Patient?identifier=urn:test|twice'),
      );
      expect(refused(seen)).toEqual([400, 'LENKE_ENTRY_REQUEST']);
      expect(seen.json.issue[0].expression).toEqual(['Bundle.entry[1]']);
      expect([await gateway.rows(), (await read(`Patient/${id}`)).json.meta.versionId]).toEqual([
        before,
        '1',
      ]);
    },
  ],
  [
    'trules',
    'a conditional update of what another entry makes fails the whole',
    async () => {
      const seen = await transaction(
        entry('POST', 'Patient', named('made-here')),
        entry('PUT', 'Patient?identifier=urn:test|made-here', named('made-here', { active: false })),
      );
      expect([...refused(seen), seen.json.issue[0].expression[0]]).toEqual([
        400,
        'LENKE_ENTRY_REQUEST',
        'Bundle.entry[1]',
      ]);
    },
  ],
  [
    'trules',
    'references by urn:uuid, by relative and absolute fullUrl and in narrative lead to the new ids',
    async () => {
      const base = 'http://elsewhere.example/fhir';
      const narrative = `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${MOTHER}">x</a></div>`;
      const seen = await transaction(
        { fullUrl: MOTHER, ...entry('POST', 'Patient', patient()) },
        { fullUrl: `${base}/Patient/77`, ...entry('POST', 'Patient', patient()) },
        entry(
          'POST',
          'Observation',
          observation({ reference: MOTHER }, { text: { status: 'generated', div: narrative } }),
        ),
        {
          fullUrl: `${base}/Observation/5`,
          ...entry('POST', 'Observation', observation({ reference: 'Patient/77' })),
        },
        entry('POST', 'Observation', observation({ reference: `${base}/Patient/77` })),
      );
      const places: string[] = seen.json.entry.map((item: Loose) =>
        new URL(item.response.location).pathname.slice(6),
      );
      const [mother, other, ...observations] = places.map((place) => place.replace(/\/_history.*/, ''));
      const stored = await Promise.all(observations.map((place) => read(place)));
      expect(stored.map((one) => one.json.subject.reference)).toEqual([mother, other, other]);
      expect(stored[0]?.json.text.div).toContain(`href="${mother}"`);
    },
  ],
  [
    'trules',
    'a reference with our own address means what is here, unless it is the fullUrl of an entry',
    async () => {
      const id = await idOf(patient());
      const own = `${gateway.url}/fhir/Patient`;
      const seen = await transaction(
        { fullUrl: `${own}/77`, ...entry('POST', 'Patient', patient()) },
        entry('POST', 'Observation', observation({ reference: `${own}/77` })),
        entry('POST', 'Observation', observation({ reference: `${own}/${id}` })),
        entry('POST', 'Observation', observation({ reference: `http://other.example/fhir/Patient/${id}` })),
      );
      const places: string[] = seen.json.entry.map((item: Loose) =>
        new URL(item.response.location).pathname.slice(6).replace(/\/_history.*/, ''),
      );
      const stored = await Promise.all(places.slice(1).map((place) => read(place)));
      expect(stored.map((one) => one.json.subject.reference)).toEqual([
        places[0],
        `Patient/${id}`,
        `http://other.example/fhir/Patient/${id}`,
      ]);
      const single = await call(gateway, 'POST', '/fhir/Observation', {
        body: observation({ reference: `${own}/nobody` }),
      });
      expect(refused(single)).toEqual([422, 'LENKE_REFERENCE_BROKEN']);
    },
  ],
  [
    'trules',
    'a conditional reference leads to the one that answers; none and several name the entry',
    async () => {
      const id = await idOf(named('ref-one'));
      for (const _ of [1, 2]) await idOf(named('ref-two'));
      const refer = (value: string): Promise<Seen> =>
        transaction(
          entry('POST', 'Patient', patient()),
          entry('POST', 'Observation', observation({ reference: `Patient?identifier=urn:test|${value}` })),
        );
      const seen = await refer('ref-one');
      const made = await read(new URL(seen.json.entry[1].response.location).pathname.slice(6));
      expect(made.json.subject.reference).toBe(`Patient/${id}`);
      const none = await refer('ref-none');
      expect([...refused(none), none.json.issue[0].expression[0]]).toEqual([
        422,
        'LENKE_REFERENCE_BROKEN',
        'Bundle.entry[1].resource.subject.reference',
      ]);
      const several = await refer('ref-two');
      expect([...refused(several), several.json.issue[0].expression[0]]).toEqual([
        412,
        'LENKE_MULTIPLE_MATCHES',
        'Bundle.entry[1].resource.subject.reference',
      ]);
    },
  ],
  [
    'trules',
    'ifNoneExist makes one, and the references of others lead to what was there',
    async () => {
      const id = await idOf(named('ine'));
      const seen = await transaction(
        {
          fullUrl: MOTHER,
          ...entry('POST', 'Patient', named('ine'), { ifNoneExist: 'identifier=urn:test|ine' }),
        },
        entry('POST', 'Observation', observation({ reference: MOTHER })),
      );
      expect(statuses(seen)).toEqual(['200', '201']);
      const made = await read(new URL(seen.json.entry[1].response.location).pathname.slice(6));
      expect(made.json.subject.reference).toBe(`Patient/${id}`);
    },
  ],
  [
    'trules',
    'ifMatch inside: a stale version names its entry and nothing is stored',
    async () => {
      const id = await idOf(patient());
      const before = await gateway.rows();
      const seen = await transaction(
        entry('POST', 'Patient', patient()),
        entry('PUT', `Patient/${id}`, patient({ id, active: false }), { ifMatch: 'W/"3"' }),
      );
      expect([...refused(seen), seen.json.issue[0].expression[0]]).toEqual([
        412,
        'LENKE_VERSION_CONFLICT',
        'Bundle.entry[1]',
      ]);
      expect(await gateway.rows()).toBe(before);
      const good = await transaction(entry('DELETE', `Patient/${id}`, undefined, { ifMatch: 'W/"1"' }));
      expect(statuses(good)).toEqual(['204']);
    },
  ],
  [
    'trules',
    'reads inside: current, a version, by condition, and 304 for what the caller has',
    async () => {
      const id = await idOf(named('inside'));
      await call(gateway, 'PUT', `/fhir/Patient/${id}`, { body: named('inside', { id, active: false }) });
      const since = new Date(Date.now() + 5000).toISOString();
      const seen = await transaction(
        entry('GET', `Patient/${id}`),
        entry('GET', `Patient/${id}/_history/1`),
        entry('GET', `Patient/${id}`, undefined, { ifNoneMatch: 'W/"2"' }),
        entry('GET', `Patient/${id}`, undefined, { ifModifiedSince: since }),
        entry('HEAD', `Patient/${id}`),
      );
      expect(statuses(seen)).toEqual(['200', '200', '304', '304', '200']);
      expect(seen.json.entry.map((item: Loose) => item.resource?.meta.versionId)).toEqual([
        '2',
        '1',
        undefined,
        undefined,
        undefined,
      ]);
      const missing = await transaction(entry('GET', 'Patient/none'));
      expect([...refused(missing), missing.json.issue[0].expression[0]]).toEqual([
        404,
        'LENKE_NOT_FOUND',
        'Bundle.entry[0]',
      ]);
    },
  ],
  [
    'trules',
    'searches inside: shaped, counted, over several types, and with links that go on',
    async () => {
      const value = 'urn:test|inside-search';
      const many = Array.from({ length: 3 }, () =>
        entry('POST', 'Patient', named('inside-search', { gender: 'male' })),
      );
      const seen = await transaction(
        entry('GET', `Patient?identifier=${value}&_count=2&_elements=gender`),
        entry('GET', `Patient?identifier=${value}&_summary=count`),
        entry('GET', `?_type=Patient,Observation&_count=1`),
        ...many,
      );
      expect(statuses(seen)).toEqual(['200', '200', '200', '201', '201', '201']);
      const [page, counted, several] = seen.json.entry.map((item: Loose) => item.resource);
      expect(Object.keys(page.entry[0].resource).sort()).toEqual(['gender', 'id', 'meta', 'resourceType']);
      expect([counted.total, counted.entry, several.entry.length]).toEqual([3, undefined, 1]);
      expect(page.link[0]).toEqual({
        relation: 'self',
        url: `${gateway.url}/fhir/Patient?identifier=urn%3Atest%7Cinside-search&_count=2&_elements=gender`,
      });
      const next: string = page.link.find((link: Loose) => link.relation === 'next').url;
      const rest = await call(gateway, 'GET', next.slice(gateway.url.length));
      expect(rest.json.entry).toHaveLength(1);
      expect(Object.keys(rest.json.entry[0].resource)).not.toContain('identifier');
    },
  ],
  [
    'trules',
    'a read inside is shaped too, and a shape that cannot be is told at its entry',
    async () => {
      const id = await idOf(named('inside-shape', { gender: 'male' }));
      const seen = await transaction(entry('GET', `Patient/${id}?_elements=gender`));
      expect(Object.keys(seen.json.entry[0].resource).sort()).toEqual([
        'gender',
        'id',
        'meta',
        'resourceType',
      ]);
      const wrong = await transaction(entry('GET', `Patient/${id}?_summary=short`));
      expect([...refused(wrong), wrong.json.issue[0].expression[0]]).toEqual([
        400,
        'LENKE_SEARCH_VALUE',
        'Bundle.entry[0].request',
      ]);
    },
  ],
  [
    'transaction',
    'several faults are told at once, each with its entry',
    async () => {
      const seen = await transaction(
        entry('PATCH', 'Patient/none', setGender('male')),
        entry('PUT', 'Patient/x', patient({ id: 'x' }), { ifMatch: 'old' }),
        entry('GET', 'metadata'),
        { fullUrl: MOTHER, ...entry('POST', 'Patient', patient()) },
      );
      expect(seen.json.issue.map((issue: Loose) => issue.expression[0])).toEqual([
        'Bundle.entry[0].request.url',
        'Bundle.entry[1].request.ifMatch',
        'Bundle.entry[2].request.url',
      ]);
    },
  ],
  [
    'transaction',
    'a history inside tells what the transaction itself has done; its links go on outside',
    async () => {
      const id = await idOf(patient());
      const seen = await transaction(
        entry('GET', `Patient/${id}/_history?_count=1`),
        entry('PUT', `Patient/${id}`, patient({ id, gender: 'male' })),
        entry('GET', 'Patient/_history?_count=1&_elements=gender'),
        entry('GET', '_history?_count=1'),
        entry('GET', `Patient/${id}/_history?_summary=count`),
      );
      const told = [0, 2, 3].map((nth) => seen.json.entry[nth].resource);
      for (const history of told)
        expect([history.type, history.entry[0].response.etag, history.entry[0].resource.gender]).toEqual([
          'history',
          'W/"2"',
          'male',
        ]);
      expect(told[1].entry[0].resource.active).toBeUndefined();
      expect([seen.json.entry[4].resource.total, seen.json.entry[4].resource.entry]).toEqual([2, undefined]);
      const next = told[0].link.find((one: Loose) => one.relation === 'next').url;
      const rest = await read(next.slice(`${gateway.url}/fhir/`.length));
      expect(rest.json.entry.map((one: Loose) => one.response.etag)).toEqual(['W/"1"']);
      expect(refused(await transaction(entry('GET', 'Patient/never/_history')))).toEqual([
        404,
        'LENKE_NOT_FOUND',
      ]);
      for (const query of ['shoe=1', '_since=soon', '_cursor=x'])
        expect((await transaction(entry('GET', `Patient/_history?${query}`))).status).toBe(400);
    },
  ],
  [
    'transaction',
    'five hundred linked entries are one transaction',
    async () => {
      const entries = Array.from({ length: 500 }, (_, n) =>
        n === 0
          ? { fullUrl: MOTHER, ...entry('POST', 'Patient', named('many')) }
          : entry('POST', 'Observation', observation({ reference: MOTHER })),
      );
      const seen = await transaction(...entries);
      expect([seen.status, new Set(statuses(seen)).size, seen.json.entry.length]).toEqual([200, 1, 500]);
      const direct = await read(
        `Observation?subject=${new URL(seen.json.entry[0].response.location).pathname.split('/').slice(2, 4).join('/')}&_summary=count`,
      );
      expect(direct.json.total).toBe(499);
    },
  ],
];

test.each(TRANSACTION)('http.html#%s: %s', async (_anchor, _promise, run) => run());
