// What a caller may see is decided at every look: a consent opens and its withdrawal shuts at once, and every look is written down.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { shippedProfiles } from '../../src/fhir/profiles.ts';
import { createValidator } from '../../src/fhir/validator/validator.ts';
import { birth, motherCase } from '../../src/sandbox/people.ts';
import {
  ADMIN,
  entriesOf,
  type Json,
  type ReadSite,
  referenceOf,
  startReadSite,
} from '../support/read-site.ts';

let site: ReadSite;
let mother: string;
let child: string;
let reported: Json;

beforeAll(async () => {
  site = await startReadSite();
  await site.submit(ADMIN, 'POST', '', motherCase({ n: 71, exposure: 'use', barnevernConsent: 'none' }));
  const found = await site.all(ADMIN, '/Observation');
  reported = found.find((one) => JSON.stringify(one['code']).includes('reported-use')) ?? {};
  mother = String((reported['subject'] as Json)['reference']);
});
afterAll(() => site.running.stop());

const code = (system: string, value: string) => ({ coding: [{ system, code: value }] });
const tk = (name: string, value: string) => code(`https://lenke.example/fhir/CodeSystem/tk-${name}`, value);

function consentTo(role: string, classes: readonly string[], status = 'active'): Json {
  return {
    resourceType: 'Consent',
    id: `consent-to-${role}`,
    status,
    scope: code('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
    category: [code('http://loinc.org', '59284-0')],
    patient: { reference: mother },
    dateTime: new Date().toISOString(),
    performer: [{ reference: mother }],
    organization: [{ reference: 'Organization/fhs' }],
    policyRule: code('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'OPTIN'),
    provision: {
      type: 'deny',
      provision: [
        {
          type: 'permit',
          actor: [{ role: tk('role', role), reference: { reference: `Organization/${role}` } }],
          action: [code('http://terminology.hl7.org/CodeSystem/consentaction', 'disclose')],
          securityLabel: classes.map((one) => ({
            system: 'https://lenke.example/fhir/CodeSystem/tk-data-class',
            code: one,
          })),
        },
      ],
    },
  };
}

const sees = async (caller: string, reference: string) =>
  (await site.call(caller, 'GET', `/${reference}`)).status === 200;

describe('a consent', () => {
  test('opens what it names to whom it names, at once, and shuts again when it is withdrawn', async () => {
    const use = referenceOf(reported);
    expect(await sees('barnevern', use)).toBe(false);
    const given = await site.call(
      ADMIN,
      'PUT',
      '/Consent/consent-to-barnevern',
      consentTo('barnevern', ['D3']),
    );
    expect(given.status).toBe(201);
    expect(await sees('barnevern', use)).toBe(true);
    expect(await sees('barnevern', mother)).toBe(false);
    expect(await sees('nav', use)).toBe(false);
    const total = async () =>
      (await site.call('barnevern', 'GET', '/Observation?_total=accurate')).json['total'];
    expect(await total()).toBe(1);
    // A change made while it was open keeps nothing open.
    const note = [{ op: 'add', path: '/note', value: [{ text: 'Sett.' }] }];
    const patched = await site.call('barnevern', 'PATCH', `/${use}`, note, {
      'content-type': 'application/json-patch+json',
    });
    expect(patched.status).toBe(200);
    expect(await sees('barnevern', use)).toBe(true);
    await site.call(
      ADMIN,
      'PUT',
      '/Consent/consent-to-barnevern',
      consentTo('barnevern', ['D3'], 'inactive'),
    );
    expect(await sees('barnevern', use)).toBe(false);
    expect(await total()).toBe(0);
  });

  test('given before the birth is over with it', async () => {
    const use = referenceOf(reported);
    await site.call(ADMIN, 'PUT', '/Consent/consent-to-barnevern', consentTo('barnevern', ['D3']));
    expect(await sees('barnevern', use)).toBe(true);
    await site.submit(ADMIN, 'POST', '', birth({ n: 71, at: new Date(Date.now() + 1000).toISOString() }));
    const patients = await site.all(ADMIN, '/Patient');
    child = patients.map(referenceOf).find((one) => one !== mother) ?? '';
    expect(child).not.toBe('');
    expect(await sees('barnevern', use)).toBe(false);
  });

  test('an objection shuts what a treatment relation opened', async () => {
    expect(await sees('fhs', referenceOf(reported))).toBe(true);
    const objection = {
      ...consentTo('fhs', []),
      id: 'objection',
      category: [tk('consent-category', 'objection')],
      policyRule: tk('legal-basis', 'PBRL5-3'),
      provision: { type: 'deny' },
    };
    expect((await site.call(ADMIN, 'PUT', '/Consent/objection', objection)).status).toBe(201);
    expect(await sees('fhs', referenceOf(reported))).toBe(false);
  });
});

describe('a batch', () => {
  test('looks anew with each entry', async () => {
    const shut = { ...consentTo('nav', ['D1', 'D3']), status: 'inactive' };
    await site.call(ADMIN, 'PUT', '/Consent/consent-to-nav', consentTo('nav', ['D1', 'D3']));
    const entry = (method: string, url: string, resource?: Json) => ({
      ...(resource && { resource }),
      request: { method, url },
    });
    const use = referenceOf(reported);
    const bundle = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [entry('GET', use), entry('PUT', 'Consent/own', { ...shut, id: 'own' }), entry('GET', use)],
    };
    const { json } = await site.call('nav', 'POST', '', bundle);
    const statuses = (json['entry'] as { response: { status: string } }[]).map(
      ({ response }) => response.status,
    );
    expect(statuses).toHaveLength(3);
    expect(statuses[0]).toBe(statuses[2]);
  });
});

describe('every look', () => {
  test('is told to her: who looked, and who was shown nothing', async () => {
    await site.call('nav', 'GET', `/${referenceOf(reported)}`);
    // Looks are written together, within a fifth of a second.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { json } = await site.call(ADMIN, 'GET', `/${mother}/$disclosures`);
    const events = entriesOf(json).map((entry) => JSON.stringify(entry.resource));
    const looks = events.filter((text) => text.includes('"access"'));
    expect(looks.some((text) => text.includes('Organization/fhs') && text.includes('"outcome":"0"'))).toBe(
      true,
    );
    expect(looks.some((text) => text.includes('Organization/nav') && text.includes('"outcome":"4"'))).toBe(
      true,
    );
    const validator = createValidator({ profiles: shippedProfiles() });
    const problems = entriesOf(json).flatMap(({ resource }) =>
      validator.validate(resource).filter(({ severity }) => severity === 'error' || severity === 'fatal'),
    );
    expect(problems).toEqual([]);
  });
});
