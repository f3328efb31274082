// Do the entries of a Bundle happen together, or each by itself?

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundle, call, entry, patient, type Loose } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const request = (text: string): object => ({
  resourceType: 'ServiceRequest',
  status: 'active',
  intent: 'order',
  code: { text },
  subject: { display: 'x' },
});

describe('transaction and batch', () => {
  test('entries refer to each other and are stored together', async () => {
    const mother = {
      fullUrl: 'urn:uuid:9f0a5f3e-1d0e-4a8c-9d5f-0c1a2b3c4d5e',
      ...entry('POST', 'Patient', patient()),
    };
    const seen = await call(gateway, 'POST', '/fhir', {
      body: bundle(
        'transaction',
        mother,
        entry('POST', 'Observation', {
          resourceType: 'Observation',
          status: 'final',
          code: { text: 'x' },
          subject: { reference: mother.fullUrl },
        }),
        entry('GET', 'Patient?active=true&_count=1'),
      ),
    });
    expect([seen.status, seen.json.type]).toEqual([200, 'transaction-response']);
    expect(seen.json.entry.map((item: Loose) => item.response.status)).toEqual([
      '201 Created',
      '201 Created',
      '200 OK',
    ]);
    const location = new URL(seen.json.entry[1].response.location).pathname;
    const stored = await call(gateway, 'GET', location);
    expect(seen.json.entry[0].response.location).toContain(stored.json.subject.reference);
    expect(seen.json.entry[2].resource.type).toBe('searchset');
  });

  test('every faulty entry is named, and nothing is stored', async () => {
    const before = await gateway.rows();
    const seen = await call(gateway, 'POST', '/fhir', {
      body: bundle(
        'transaction',
        entry('POST', 'Patient', patient()),
        { resource: patient() },
        entry('POST', 'Patient/1', patient()),
        entry('PUT', 'Patient/1', patient({ id: '2' })),
        entry('POST', 'Shoe', { resourceType: 'Shoe' }),
        entry('DELETE', 'Patient?shoe=1'),
      ),
    });
    expect(seen.status).toBe(400);
    expect(seen.json.issue.map((issue: Loose) => issue.expression[0])).toEqual([
      'Bundle.entry[1].request',
      'Bundle.entry[2].request.url',
      'Bundle.entry[3].resource.id',
      'Bundle.entry[4].request.url',
      'Bundle.entry[5].request.url',
    ]);
    expect(seen.json.issue.every((issue: Loose) => issue.extension.length === 2)).toBe(true);
    expect(await gateway.rows()).toBe(before);
  });

  test('an event is named in Lenke-Event; a birth of no known case keeps nothing', async () => {
    const seen = await call(gateway, 'POST', '/fhir', {
      body: bundle('transaction', entry('POST', 'ServiceRequest', request('known'))),
    });
    expect(seen.headers.get('lenke-event')).toMatch(/^evt-[0-9a-f-]{36}$/);
    const before = await gateway.rows();
    const unknown = await call(gateway, 'POST', '/fhir', {
      body: bundle('transaction', entry('POST', 'ServiceRequest', request('nowhere'))),
      headers: { 'accept-language': 'nb' },
    });
    expect([unknown.status, unknown.json.entry[0].response.status]).toEqual([200, '202 Accepted']);
    expect(unknown.json.entry[0].response.outcome.issue[0].details.text).toContain('ingen kjent sak');
    expect(await gateway.rows()).toBe(before);
  });

  test('entries of a batch stand for themselves', async () => {
    const seen = await call(gateway, 'POST', '/fhir', {
      body: bundle(
        'batch',
        entry('POST', 'Patient', patient()),
        entry('GET', 'Patient/none'),
        entry('POST', 'Patient', { resourceType: 'Patient', shoe: 1 }),
        { resource: patient() },
      ),
    });
    expect(seen.json.type).toBe('batch-response');
    expect(seen.json.entry.map((item: Loose) => item.response.status)).toEqual([
      '201 Created',
      '404 Not Found',
      '422 Unprocessable Entity',
      '400 Bad Request',
    ]);
    expect(seen.json.entry[1].response.outcome.resourceType).toBe('OperationOutcome');
  });
});
