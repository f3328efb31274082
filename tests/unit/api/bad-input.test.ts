// Is bad input refused with a place, storing nothing and never as our own fault? The whole table over real HTTP.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { failure } from '../../../src/domain/failure.ts';
import { BAD_REQUESTS, type BadRequest } from './bad-requests.ts';
import { UNREADABLE, WRONG_KIND } from './bad-texts.ts';
import { call, codeOf, type Seen } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ LENKE_BODY_TIMEOUT: '1', LENKE_MAX_ENTRIES: '50' });
});
afterAll(() => gateway.close());

const PATHS = ['/fhir/Patient', '/fhir', '/fhir/$process-message', '/fhir/Patient/$validate'];
const TEXTS: readonly BadRequest[] = PATHS.flatMap((path) =>
  [...UNREADABLE, ...WRONG_KIND].map(([why, body, code]) => ({ why, method: 'POST', path, body, code })),
);

function hasPlace(seen: Seen): boolean {
  const [issue] = seen.json.issue;
  return issue.expression?.[0] !== undefined || issue.extension?.length === 2;
}

describe('bad input', () => {
  test.each([...TEXTS, ...BAD_REQUESTS])('$why: $method $path is refused with a place', async (row) => {
    const before = await gateway.rows();
    const seen = await call(gateway, row.method, row.path, {
      ...(row.body !== undefined && { body: row.body }),
      headers: row.headers ?? {},
    });
    expect(seen.json?.resourceType).toBe('OperationOutcome');
    const status = row.code === undefined ? 422 : failure(row.code).http;
    expect([seen.status, codeOf(seen)]).toEqual([status, row.code ?? codeOf(seen)]);
    expect(hasPlace(seen)).toBe(true);
    expect(await gateway.rows()).toBe(before);
  });

  test('SQL in a text is a text', async () => {
    const text = "'); drop table records; --";
    const body = JSON.stringify({ resourceType: 'Patient', name: [{ family: text }] });
    const seen = await call(gateway, 'POST', '/fhir/Patient', { body });
    expect([seen.status, seen.json.name[0].family]).toEqual([201, text]);
    const found = await call(gateway, 'GET', `/fhir/Patient?family:exact=${encodeURIComponent(text)}`);
    expect(found.json.entry).toHaveLength(1);
  });

  test('nothing was polluted, and nothing was our fault', () => {
    expect('polluted' in {}).toBe(false);
    expect(gateway.log.filter((line) => line.includes('"error"'))).toEqual([]);
  });
});
