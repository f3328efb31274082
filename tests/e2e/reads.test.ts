// A caller sees over /fhir what the law lets it see, and nothing else: by read, search, history, includes, links and writes.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { type FhirResource, loadClasses } from '../../src/disclosure/classify.ts';
import { loadLaw } from '../../src/disclosure/law.ts';
import { motherCase } from '../../src/sandbox/people.ts';
import { mother, motherPatient } from '../../src/sandbox/persons.ts';
import { MAPPINGS } from '../support/mappings.ts';
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

const law = loadLaw(join(MAPPINGS, 'law', 'no.yaml'));
const classify = loadClasses(join(MAPPINGS, 'law', 'classes.yaml'));
/** Who gives care to her: the seats of the care team and those who manage an episode (mother-case.ts). */
const CARERS = ['fhs', 'fastlege', 'jordmor', 'kk-pol', 'lar', 'nfi'];

let site: ReadSite;
let stored: readonly Json[];
let patient: string;
let team: Json;

beforeAll(async () => {
  site = await startReadSite();
  await site.submit(ADMIN, 'POST', '', motherCase({ n: 81, exposure: 'lar' }));
  [team = {}] = await site.all(ADMIN, '/CareTeam');
  patient = String((team['subject'] as Json)['reference']);
  // A seat of mental health: its part carries D6, which nfi may have only by a person's choice.
  const participant = [
    ...(team['participant'] as Json[]),
    { role: [tk('role', 'nfi')], member: { reference: 'Organization/nfi' } },
    { role: [tk('role', 'dps')], member: { display: 'Syntetisk DPS' } },
  ];
  await site.submit(ADMIN, 'PUT', `/${referenceOf(team)}`, { ...team, participant });
  stored = await site.all(ADMIN, '/?_count=500');
});
afterAll(() => site.running.stop());

const tk = (name: string, code: string) => ({
  coding: [{ system: `https://lenke.example/fhir/CodeSystem/tk-${name}`, code }],
});
const isAboutNobody = (resource: Json) => classify.aboutNobody.has(String(resource['resourceType']));
const aboutHer = () => stored.filter((resource) => !isAboutNobody(resource));

/** By the matrix alone: who gives care has what its row says T of; the consent of the case ended, so C opens nothing. */
function expected(role: string, resource: Json): boolean {
  const { classes } = classify(resource as unknown as FhirResource, { mother: patient, children: new Set() });
  return CARERS.includes(role) && classes.every((one) => law.cell(role, one, 'PRE').includes('T'));
}

describe('what the matrix says', () => {
  test.each(Object.keys(READERS))('%s reads exactly what its row lets it', async (caller) => {
    for (const resource of aboutHer()) {
      const { status, text } = await site.call(caller, 'GET', `/${referenceOf(resource)}`);
      const sees = expected(caller, resource);
      expect([referenceOf(resource), status]).toEqual([referenceOf(resource), sees ? 200 : 404]);
      expect(sees || !text.includes(String(resource['id']))).toBe(true);
    }
  });

  test.each(Object.keys(READERS))(
    '%s finds what it may read, and its totals count nothing else',
    async (caller) => {
      const types = [...new Set(aboutHer().map((resource) => String(resource['resourceType'])))];
      for (const type of types) {
        const seen = aboutHer().filter((one) => one['resourceType'] === type && expected(caller, one));
        const { json } = await site.call(caller, 'GET', `/${type}?_total=accurate`);
        expect([type, json['total']]).toEqual([type, seen.length]);
        expect(
          entriesOf(json)
            .map(({ resource }) => referenceOf(resource))
            .toSorted(),
        ).toEqual(seen.map(referenceOf).toSorted());
        const counted = await site.call(caller, 'GET', `/${type}?_summary=count`);
        expect(counted.json['total']).toBe(seen.length);
      }
    },
  );

  test('registers are everybody’s', async () => {
    const { status } = await site.call(STRANGER, 'GET', '/Organization/habu');
    expect(status).toBe(200);
  });
});

describe('who may not know', () => {
  const nowhere = '0b5b1d5e-0000-4000-8000-000000000000';
  const told = async (path: string) => {
    const { status, text, headers } = await site.call(STRANGER, 'GET', path, undefined, {
      'x-request-id': 'same',
      'x-correlation-id': 'same',
    });
    const names = [...headers.keys()].filter((name) => name !== 'date');
    return { status, text, names };
  };

  test('is answered as if it were not there, in status, body and headers', async () => {
    for (const resource of aboutHer()) {
      const type = String(resource['resourceType']);
      for (const rest of ['', '/_history', '/_history/1', '/$meta'])
        expect(await told(`/${referenceOf(resource)}${rest}`)).toEqual(
          await told(`/${type}/${nowhere}${rest}`),
        );
    }
    expect(await told(`/${patient}/$everything`)).toEqual(await told(`/Patient/${nowhere}/$everything`));
  });

  test('finds nothing by search, chain, reverse chain, include, compartment or history', async () => {
    const found = async (path: string) =>
      entriesOf((await site.call(STRANGER, 'GET', path)).json).map((entry) => entry.resource);
    const id = patient.slice('Patient/'.length);
    for (const path of [
      '/Patient?_total=accurate',
      `/Patient?_id=${id}`,
      `/Observation?subject=${patient}`,
      '/Observation?subject:Patient._id=' + id,
      '/Patient?_has:Observation:subject:status=final',
      `/${patient}/Observation`,
      `/${patient}/*`,
      '/Patient/_history',
      '/_history?_count=1000',
      '/EpisodeOfCare?_include=*&_revinclude=*',
    ]) {
      const personal = (await found(path)).filter((one) => one !== undefined && !isAboutNobody(one));
      expect([path, personal]).toEqual([path, []]);
    }
    const history = await site.call(STRANGER, 'GET', '/_history?_count=1000');
    expect(history.text).not.toContain(id);
    expect(history.json['total']).toBeUndefined();
    // Asked inside a transaction it is the same history: the same eyes look.
    const request = { method: 'GET', url: '_history?_count=1000' };
    const inside = await site.call(STRANGER, 'POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ request }],
    });
    expect([inside.status, inside.text.includes(id)]).toEqual([200, false]);
    const [answered] = entriesOf(inside.json);
    expect(answered?.resource).toMatchObject({ type: 'history', entry: history.json['entry'] });
  });

  test('nothing that everybody sees brings it along', async () => {
    const { text } = await site.call(STRANGER, 'GET', '/Organization?_revinclude=*&_revinclude:iterate=*');
    expect(text).not.toContain(patient);
    const byTeam = await site.call(STRANGER, 'GET', '/Organization?_has:CareTeam:participant:status=active');
    expect(entriesOf(byTeam.json)).toEqual([]);
  });

  test('can neither change nor delete it, and a condition does not hit it', async () => {
    const before = (await site.call(ADMIN, 'GET', `/${patient}`)).text;
    const id = patient.slice('Patient/'.length);
    expect((await site.call(STRANGER, 'DELETE', `/${patient}`)).status).toBe(204);
    expect((await site.call(STRANGER, 'DELETE', `/Patient?_id=${id}`)).status).toBe(204);
    const operations = [{ op: 'replace', path: '/gender', value: 'other' }];
    for (const path of [`/${patient}`, `/Patient?_id=${id}`]) {
      const { status } = await site.call(STRANGER, 'PATCH', path, operations, {
        'content-type': 'application/json-patch+json',
      });
      expect(status).toBe(404);
    }
    const put = await site.call(STRANGER, 'PUT', `/${patient}`, { resourceType: 'Patient', id });
    expect(put.status).toBe(409);
    expect(put.text).toContain('LENKE_ID_REFUSED');
    expect((await site.call(ADMIN, 'GET', `/${patient}`)).text).toBe(before);
  });

  test('a reference to it is as broken as one to nothing', async () => {
    const about = (reference: string) =>
      site.call(STRANGER, 'POST', '/Observation', {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'x' },
        subject: { reference },
      });
    const [there, not] = [await about(patient), await about(`Patient/${nowhere}`)];
    expect([there.status, codeOf(there.json)]).toEqual([not.status, codeOf(not.json)]);
    expect(there.status).toBeGreaterThanOrEqual(400);
  });
});

const codeOf = (outcome: Json) => JSON.stringify(outcome).match(/LENKE_[A-Z_]+/)?.[0];

describe('a person somebody else has here already', () => {
  const who = mother(81);
  const condition = `identifier=${who.identifier.system}|${who.identifier.value}`;
  const form = () => new URLSearchParams({ identifier: `${who.identifier.system}|${who.identifier.value}` });
  const sent = () => ({ ...motherPatient(who, '4204'), name: [{ family: 'Sendt', given: ['Syntetisk'] }] });

  test('is made by a conditional create as far as its sender can tell, and stays one Patient', async () => {
    expect((await site.call(STRANGER, 'POST', '/Patient/_search', form())).json['total']).toBe(0);
    const made = await site.call(STRANGER, 'POST', '/Patient', sent(), { 'if-none-exist': condition });
    expect(made.status).toBe(201);
    expect(made.headers.get('etag')).toBe('W/"1"');
    expect(made.json).toMatchObject({ name: [{ family: 'Sendt' }], meta: { versionId: '1' } });
    const read = await site.call(STRANGER, 'GET', `/Patient/${String(made.json['id'])}`);
    expect(read.text).toBe(made.text);
    const found = await site.call(STRANGER, 'POST', '/Patient/_search', form());
    expect(found.json['total']).toBe(1);
    expect(entriesOf(found.json)[0]?.resource).toEqual(made.json);
    const history = await site.call(STRANGER, 'GET', `/Patient/${String(made.json['id'])}/_history`);
    expect(entriesOf(history.json).map((entry) => entry.resource)).toEqual([made.json]);
    const again = await site.call(STRANGER, 'POST', '/Patient', sent(), { 'if-none-exist': condition });
    expect([again.status, again.text]).toEqual([200, made.text]);
    const real = await site.call(ADMIN, 'POST', '/Patient/_search', form());
    expect(real.json['total']).toBe(1);
    expect(entriesOf(real.json)[0]?.resource['name']).not.toEqual(made.json['name']);
  });

  test('its sender may change and delete what it sent, and the record stays as it was', async () => {
    const before = (await site.call(ADMIN, 'GET', `/${patient}`)).text;
    const put = await site.call(STRANGER, 'PUT', `/${patient}`, {
      ...sent(),
      id: patient.slice(8),
      active: false,
    });
    expect([put.status, put.headers.get('etag')]).toEqual([200, 'W/"2"']);
    expect((await site.call(STRANGER, 'GET', `/${patient}`)).json['active']).toBe(false);
    expect((await site.call(STRANGER, 'DELETE', `/${patient}`)).status).toBe(204);
    expect((await site.call(STRANGER, 'GET', `/${patient}`)).status).toBe(410);
    const again = await site.call(STRANGER, 'POST', '/Patient', sent(), { 'if-none-exist': condition });
    expect(again.status).toBe(201);
    expect((await site.call(STRANGER, 'GET', `/Patient/${String(again.json['id'])}`)).text).toBe(again.text);
    expect((await site.call(ADMIN, 'GET', `/${patient}`)).text).toBe(before);
  });
});

describe('who sees a part', () => {
  test('is told that it is one, and what is cut out is not in it', async () => {
    const { json, text, status } = await site.call('nfi', 'GET', `/${referenceOf(team)}`);
    expect(status).toBe(200);
    expect(text).not.toContain('dps');
    expect(text).not.toContain('Syntetisk DPS');
    expect((json['meta'] as Json)['tag']).toEqual([
      { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' },
    ]);
    expect((await site.call('fhs', 'GET', `/${referenceOf(team)}`)).text).toContain('Syntetisk DPS');
  });

  test('cannot replace, patch or delete the whole', async () => {
    const part = (await site.call('nfi', 'GET', `/${referenceOf(team)}`)).json;
    const path = `/${referenceOf(team)}`;
    const put = await site.call('nfi', 'PUT', path, { ...part, status: 'inactive' });
    expect([put.status, codeOf(put.json)]).toEqual([409, 'LENKE_UPDATE_NARROWED']);
    expect((await site.call('nfi', 'DELETE', path)).status).toBe(409);
    const patch = await site.call(
      'nfi',
      'PATCH',
      path,
      [{ op: 'replace', path: '/status', value: 'inactive' }],
      {
        'content-type': 'application/json-patch+json',
      },
    );
    expect(codeOf(patch.json)).toBe('LENKE_UPDATE_NARROWED');
    expect((await site.call(ADMIN, 'GET', path)).text).toContain('Syntetisk DPS');
  });
});

describe('a protected address', () => {
  const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'V' }];

  test('is seen by nobody who is let in by the law, found by nobody, and sorts nobody', async () => {
    const { json } = await site.call(ADMIN, 'GET', `/${patient}`);
    const [address] = json['address'] as Json[];
    const city = String(address?.['city']);
    const found = async (caller: string) =>
      (
        await site.call(
          caller,
          'GET',
          `/Patient?address-city=${encodeURIComponent(city)}&_id=${patient.slice(8)}`,
        )
      ).json['total'];
    expect((await site.call('fhs', 'GET', `/${patient}`)).text).toContain(city);
    expect(await found('fhs')).toBe(1);
    const meta = { ...(json['meta'] as Json), security };
    expect((await site.call(ADMIN, 'PUT', `/${patient}`, { ...json, meta })).status).toBe(200);
    const read = await site.call('fhs', 'GET', `/${patient}`);
    expect([read.status, read.json['address'], read.json['telecom']]).toEqual([200, undefined, undefined]);
    expect(read.text).toContain('SUBSETTED');
    expect(await found('fhs')).toBe(0);
    expect(await found(ADMIN)).toBe(1);
    for (const order of ['address-city', '-address', 'birthdate,address-postalcode'])
      expect((await site.call('fhs', 'GET', `/Patient?_sort=${order}`)).status).toBe(400);
    const history = await site.call('fhs', 'GET', `/${patient}/_history`);
    expect(history.text).not.toContain(city);
    expect((await site.call('fhs', 'GET', `/Observation?_include=Observation:subject`)).text).not.toContain(
      city,
    );
    expect((await site.call('fhs', 'GET', `/${patient}/$everything`)).text).not.toContain(city);
  });
});

describe('what a caller wrote', () => {
  test('it sees, byte for byte, and somebody else does not', async () => {
    const made = await site.call('nav', 'POST', '/Patient', motherPatient(mother(82), '4204'));
    expect(made.status).toBe(201);
    const path = `/Patient/${String(made.json['id'])}`;
    expect((await site.call('nav', 'GET', path)).text).toBe(made.text);
    expect((await site.call(STRANGER, 'GET', path)).status).toBe(404);
    expect((await site.call('nav', 'DELETE', path)).status).toBe(204);
    expect((await site.call('nav', 'GET', path)).status).toBe(410);
    expect((await site.call(STRANGER, 'GET', path)).status).toBe(404);
  });
});

describe('paging', () => {
  test('pages are full of what may be seen, and end', async () => {
    const seen = aboutHer().filter((one) => one['resourceType'] === 'Observation' && expected('fhs', one));
    const first = await site.call('fhs', 'GET', '/Observation?_count=1');
    expect(entriesOf(first.json)).toHaveLength(1);
    expect(linkOf(first.json, 'next')).toBeDefined();
    expect((await site.all('fhs', '/Observation?_count=1')).map(referenceOf).toSorted()).toEqual(
      seen.map(referenceOf).toSorted(),
    );
    const stranger = await site.call(STRANGER, 'GET', '/Observation?_count=1');
    expect([entriesOf(stranger.json), linkOf(stranger.json, 'next')]).toEqual([[], undefined]);
  });
});
