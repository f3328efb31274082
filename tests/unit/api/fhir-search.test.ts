// Does search find, page and refuse, and keep person numbers out of addresses?

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { call, codeOf, created, patient, type Loose } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

describe('search', () => {
  test('finds, counts and pages with opaque links', async () => {
    const identifier = [{ system: 'urn:page', value: 'x' }];
    for (let n = 0; n < 5; n += 1) await created(gateway, patient({ identifier }));
    const first = await call(gateway, 'GET', '/fhir/Patient?identifier=urn:page|x&_count=2&_total=accurate');
    expect([first.json.type, first.json.total, first.json.entry.length]).toEqual(['searchset', 5, 2]);
    const ids = new Set(first.json.entry.map((entry: Loose) => entry.resource.id));
    let next = first.json.link.find((link: Loose) => link.relation === 'next');
    while (next) {
      expect(next.url).not.toContain('urn:page');
      const page = await call(gateway, 'GET', next.url.slice(gateway.url.length));
      for (const entry of page.json.entry) ids.add(entry.resource.id);
      next = page.json.link.find((link: Loose) => link.relation === 'next');
    }
    expect(ids.size).toBe(5);
    expect(first.json.entry[0].fullUrl).toMatch(/^http:.*\/fhir\/Patient\//);
    const broken = await call(gateway, 'GET', '/fhir/Patient?_page=abc');
    expect(codeOf(broken)).toBe('LENKE_SEARCH_CURSOR');
  });

  test('what is not offered is named and left out, or refused under handling=strict', async () => {
    const path = '/fhir/Patient?active=true&_elements=a.b&shoe=44';
    const lenient = await call(gateway, 'GET', path);
    const outcome = lenient.json.entry.find((entry: Loose) => entry.search.mode === 'outcome').resource;
    expect(outcome.issue.map((issue: Loose) => [issue.severity, issue.expression[0]])).toEqual([
      ['warning', 'http._elements'],
      ['warning', 'http.shoe'],
    ]);
    expect(lenient.json.link[0].url).toBe(`${gateway.url}/fhir/Patient?active=true`);
    const strict = await call(gateway, 'GET', path, { headers: { prefer: 'handling=strict' } });
    expect([strict.status, codeOf(strict)]).toEqual([400, 'LENKE_SEARCH_PARAMETER']);
  });

  test.each([
    ['system of fødselsnummer', 'identifier=urn:oid:2.16.578.1.12.4.1.4.1%7C123'],
    ['system of D-nummer', 'identifier=urn:oid:2.16.578.1.12.4.1.4.2%7C123'],
    ['system of hjelpenummer', 'identifier=2.16.578.1.12.4.1.4.3|123'],
    ['eleven digits', 'identifier=13816500189'],
    ['eleven digits in a chain', 'name=13816500189'],
    ['eleven digits with a space', 'identifier=138165%2012345'],
  ])('%s must not stand in an address', async (_why, query) => {
    for (const method of ['GET', 'DELETE']) {
      const seen = await call(gateway, method, `/fhir/Patient?${query}`);
      expect([seen.status, codeOf(seen)]).toEqual([400, 'LENKE_PERSON_NUMBER_IN_URL']);
    }
    expect(gateway.log.join('')).not.toMatch(/13816500189/);
  });

  test.each([
    ['UUIDs', `subject=Patient/0c1a2b3c-4d5e-4f60-8a7b-a12345678901`],
    ['hexadecimal ids', 'subject=Patient/5fa12345678901bc'],
    ['organisation numbers', 'identifier=urn:oid:2.16.578.1.12.4.1.4.101|983974791'],
    ['days', 'date=ge2026-01-01T00:00:00.000Z'],
  ])('%s are no person numbers', async (_why, query) => {
    expect((await call(gateway, 'GET', `/fhir/Observation?${query}`)).status).toBe(200);
  });

  test('a person number is no id in an address', async () => {
    const seen = await call(gateway, 'GET', '/fhir/Patient/13816500189');
    expect([seen.status, codeOf(seen)]).toEqual([400, 'LENKE_PERSON_NUMBER_IN_URL']);
  });

  test('POST _search takes a person number and shows it in no link', async () => {
    const number = '13816500189';
    const system = 'urn:oid:2.16.578.1.12.4.1.4.1';
    for (let n = 0; n < 2; n += 1) {
      const body = {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'x' },
        identifier: [{ system, value: number }],
      };
      await created(gateway, body, 'Observation');
    }
    const seen = await call(gateway, 'POST', '/fhir/Observation/_search', {
      body: new URLSearchParams({ identifier: `${system}|${number}`, _count: '1' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(seen.json.entry).toHaveLength(1);
    const links = JSON.stringify(seen.json.link);
    expect(links).not.toContain(number);
    const next = seen.json.link.find((link: Loose) => link.relation === 'next').url;
    const page = await call(gateway, 'GET', next.slice(gateway.url.length));
    expect(page.json.entry).toHaveLength(1);
    expect(page.json.entry[0].resource.id).not.toBe(seen.json.entry[0].resource.id);
  });
});
