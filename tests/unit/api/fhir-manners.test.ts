// Operations, metadata, and the manners of every answer: are they kept?

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundle, call, codeOf, created, patient, type Loose } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

describe('operations and metadata', () => {
  test('$validate says what is wrong and where, with 200, and stores nothing', async () => {
    const before = await gateway.rows();
    const body = '{\n  "resourceType": "Patient",\n  "birthDate": "1990-13-01"\n}';
    const seen = await call(gateway, 'POST', '/fhir/Patient/$validate', { body });
    expect(seen.status).toBe(200);
    const issue = seen.json.issue.find((item: Loose) => item.severity === 'error');
    expect(issue.expression).toEqual(['Patient.birthDate']);
    expect(issue.extension[0].valueInteger).toBe(3);
    const parameters = {
      resourceType: 'Parameters',
      parameter: [
        { name: 'mode', valueCode: 'create' },
        { name: 'resource', resource: patient() },
      ],
    };
    const good = await call(gateway, 'POST', '/fhir/Patient/$validate', { body: parameters });
    expect(good.json.issue.some((item: Loose) => item.severity === 'error')).toBe(false);
    expect(await gateway.rows()).toBe(before);
    const id = await created(gateway, patient());
    expect((await call(gateway, 'GET', `/fhir/Patient/${id}/$validate`)).status).toBe(200);
    expect(
      (await call(gateway, 'POST', `/fhir/Patient/$validate?mode=odd`, { body: patient() })).status,
    ).toBe(400);
  });

  test('$process-message hands a message over and passes its answer on', async () => {
    const message = { resourceType: 'Bundle', id: 'm1', type: 'message', entry: [] };
    const seen = await call(gateway, 'POST', '/fhir/$process-message', { body: message });
    expect([seen.status, seen.json.id]).toEqual([200, 'm1']);
    const wrong = await call(gateway, 'POST', '/fhir/$process-message', { body: bundle('transaction') });
    expect([wrong.status, wrong.json.issue[0].expression]).toEqual([400, ['Bundle.type']]);
  });

  test('metadata needs no caller and names what is served', async () => {
    const seen = await call(gateway, 'GET', '/fhir/metadata', { token: '' });
    expect(seen.json.resourceType).toBe('CapabilityStatement');
    expect(gateway.parts.validator.validate(seen.json).filter((issue) => issue.severity === 'error')).toEqual(
      [],
    );
    const stored = seen.json.rest[0].resource.filter((resource: Loose) => resource.interaction !== undefined);
    const types = stored.map((resource: Loose) => resource.type);
    expect(types).toEqual([...gateway.parts.types].toSorted());
    const searched = seen.json.rest[0].resource.find((resource: Loose) => resource.type === 'Patient');
    expect(searched.searchParam).toContainEqual({ name: 'identifier', type: 'token' });
  });

  test.each([
    ['unknown address', 'GET', '/fhir/Patient/1/2/3', 404, 'LENKE_PATH_UNKNOWN'],
    ['unknown type', 'GET', '/fhir/Shoe', 404, 'LENKE_TYPE_UNKNOWN'],
    ['type of R4 that is not taken', 'GET', '/fhir/Account/1', 404, 'LENKE_TYPE_NOT_SERVED'],
    ['method', 'POST', '/fhir/Patient/1', 405, 'LENKE_METHOD'],
    ['broken escape', 'GET', '/fhir/Patient/%zz', 404, 'LENKE_PATH_UNKNOWN'],
  ])('%s: %s %s answers %d %s', async (_why, method, path, status, code) => {
    const seen = await call(gateway, method, path);
    expect([seen.status, codeOf(seen)]).toEqual([status, code]);
    expect(seen.headers.get('allow')).toBe(status === 405 ? 'GET, HEAD, PUT, PATCH, DELETE' : null);
  });
});

describe('manners', () => {
  test('ids of the call are kept when harmless, and always told', async () => {
    const kept = await call(gateway, 'GET', '/fhir/metadata', {
      headers: { 'x-request-id': 'abc-1', 'x-correlation-id': 'conv:7' },
    });
    expect(kept.headers.get('x-request-id')).toBe('abc-1');
    expect(kept.headers.get('x-correlation-id')).toBe('conv:7');
    const made = await call(gateway, 'GET', '/fhir/metadata', {
      headers: { 'x-request-id': 'a b"<script>', 'x-correlation-id': '13816512345' },
    });
    expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(made.headers.get('x-correlation-id')).toBe(made.headers.get('x-request-id'));
  });

  test.each([
    ['nb', 'finnes ikke'],
    ['nn-NO,nn;q=0.9', 'finst ikkje'],
    ['de, en;q=0.5', 'No Patient'],
    ['*', 'No Patient'],
  ])('Accept-Language %s is honoured', async (language, words) => {
    const seen = await call(gateway, 'GET', '/fhir/Patient/none', {
      headers: { 'accept-language': language },
    });
    expect(seen.json.issue[0].details.text).toContain(words);
  });

  test.each([
    ['application/fhir+xml', 406],
    ['text/csv', 406],
    ['application/fhir+json;fhirVersion=3.0', 406],
    ['application/fhir+json;q=0', 406],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 200],
    ['application/fhir+json; fhirVersion=4.0', 200],
  ])('Accept %s answers %d', async (accept, status) => {
    expect((await call(gateway, 'GET', '/fhir/metadata', { headers: { accept } })).status).toBe(status);
  });

  test.each([
    ['no token', '', '/fhir/Patient', 401, 'LENKE_NO_CALLER'],
    ['wrong token', 'not-a-known-token-1', '/fhir/Patient', 401, 'LENKE_NO_CALLER'],
    ['token without the scope', 'operator-token-0001', '/fhir/Patient', 403, 'LENKE_CALLER_SCOPE'],
  ])('%s outside the sandbox is refused', async (_why, token, path, status, code) => {
    const strict = await startGateway({ LENKE_ENVIRONMENT: 'test' });
    const seen = await call(strict, 'GET', path, { token });
    await strict.close();
    expect([seen.status, codeOf(seen)]).toEqual([status, code]);
    expect(seen.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer realm="lenke"' : null);
  });

  test('in the sandbox a call without a token is the sandbox', async () => {
    expect((await call(gateway, 'GET', '/fhir/Patient', { token: '' })).status).toBe(200);
    expect((await call(gateway, 'GET', '/ops/v1/events', { token: '' })).status).toBe(200);
  });
});
