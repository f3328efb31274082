// Does /ops/v1 show and steer what happened? Routes over real HTTP, answers checked against openapi.json.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { openApi } from '../../../src/api/ops/openapi.ts';
import { OPS_ROUTES } from '../../../src/api/ops/routes.ts';
import { SCHEMAS } from '../../../src/api/ops/schemas.ts';
import { deliveryId, eventId } from '../../../src/domain/identity.ts';
import { call, type Loose, type Seen } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';
import { DELIVERIES, EVENT, fillJournal } from './ops-samples.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
  await fillJournal(gateway);
});
afterAll(() => gateway.close());

const ajv = formats.default(new Ajv({ allErrors: true, strict: false }));
ajv.addSchema({ $id: 'lenke', components: { schemas: SCHEMAS } });

/** The answer follows the schema the document promises. */
function keepsPromise(seen: Seen, schema: string): void {
  const check = ajv.compile({ $ref: `lenke#/components/schemas/${schema}` });
  check(seen.json);
  expect(check.errors ?? []).toEqual([]);
}

describe('reading', () => {
  test.each([
    ['events', '/events', 'EventPage', 1],
    [
      'events of a case',
      '/events?case=EpisodeOfCare/e&code=E_LIVEBIRTH&status=accepted&since=2026-01-01T00:00:00Z',
      'EventPage',
      1,
    ],
    ['events of no case', '/events?case=EpisodeOfCare/other', 'EventPage', 0],
    ['deliveries', '/deliveries', 'DeliveryPage', 3],
    ['deliveries by state', '/deliveries?state=withheld', 'DeliveryPage', 1],
    [
      'deliveries by recipient, event and case',
      `/deliveries?recipient=habu&event=${EVENT}&case=EpisodeOfCare/e`,
      'DeliveryPage',
      3,
    ],
    ['findings', '/findings?open=true&code=LENKE_NO_RECIPIENT', 'FindingPage', 1],
    ['timers', '/timers?state=open&dueBefore=2027-01-01T00:00:00Z', 'TimerPage', 1],
    ['counts', '/counts', 'CountList', 1],
    ['recipients', '/recipients', 'RecipientList', 2],
    ['pauses', '/pauses', 'PauseList', 0],
    ['search parameters', '/search-parameters', 'SearchParameterList', 0],
  ])('%s', async (_why, path, schema, count) => {
    const seen = await call(gateway, 'GET', `/ops/v1${path}`);
    expect(seen.status).toBe(200);
    keepsPromise(seen, schema);
    expect(seen.json.items).toHaveLength(count);
  });

  test('an event comes with its deliveries, timers and findings', async () => {
    const seen = await call(gateway, 'GET', `/ops/v1/events/${EVENT}`, {
      headers: { 'accept-language': 'nb' },
    });
    keepsPromise(seen, 'EventDetail');
    const { deliveries, timers, findings } = seen.json;
    expect([deliveries.length, timers.length, findings.length]).toEqual([3, 1, 1]);
    expect(findings[0].text).toContain('har ingen mottaker');
  });

  test('a delivery comes with verdict and attempts', async () => {
    const seen = await call(gateway, 'GET', `/ops/v1/deliveries/${DELIVERIES[0]}`);
    keepsPromise(seen, 'DeliveryDetail');
    expect(seen.json).toMatchObject({
      state: 'withheld',
      effect: 'deny',
      rule: 'R9-DENY',
      basis: 'HPL21',
      tries: [],
    });
  });

  test('a look at what receivers answered is audited', async () => {
    const seen = await call(gateway, 'GET', `/ops/v1/deliveries/${DELIVERIES[1]}?outcomes=true`);
    expect(seen.status).toBe(200);
    const { items } = await gateway.store.audit.list({}, { limit: 10 });
    expect(items.map((item) => [item.action, item.caller, item.detail])).toEqual([
      ['read', 'operator', 'outcomes'],
    ]);
  });

  test('pages follow one another without losing or repeating', async () => {
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const query: string = after === undefined ? '' : `&after=${after}`;
      const seen = await call(gateway, 'GET', `/ops/v1/deliveries?limit=1${query}`);
      ids.push(...seen.json.items.map((item: Loose) => item.id));
      after = seen.json.next;
    } while (after !== undefined);
    expect(ids.toSorted()).toEqual([...DELIVERIES].toSorted());
  });

  test('recipients tell how many wait', async () => {
    const seen = await call(gateway, 'GET', '/ops/v1/recipients');
    const [habu] = seen.json.items;
    expect(habu).toMatchObject({
      id: 'habu',
      waiting: 2,
      states: { withheld: 1, queued: 2 },
      breaker: { state: 'closed' },
    });
  });

  test('queues tell what waits', async () => {
    keepsPromise(await call(gateway, 'GET', '/ops/v1/queues'), 'Queues');
  });
});

describe('steering', () => {
  test('a recipient is paused and resumed', async () => {
    const body = { recipient: 'habu', reason: 'maintenance' };
    const paused = await call(gateway, 'POST', '/ops/v1/pauses', { body });
    expect([paused.status, paused.json.by]).toEqual([201, 'operator']);
    const listed = await call(gateway, 'GET', '/ops/v1/pauses');
    expect(listed.json.items).toMatchObject([{ recipient: 'habu', reason: 'maintenance' }]);
    keepsPromise(listed, 'PauseList');
    const resumed = await call(gateway, 'DELETE', '/ops/v1/pauses/habu');
    keepsPromise(resumed, 'Woken');
    expect((await call(gateway, 'DELETE', '/ops/v1/pauses/nobody')).status).toBe(404);
  });

  test('a resend needs a reason unless it only counts', async () => {
    const ids = [DELIVERIES[1]];
    const without = await call(gateway, 'POST', '/ops/v1/resends', { body: { ids } });
    expect([without.status, without.json.code]).toEqual([422, 'LENKE_RESEND_REASON']);
    const counted = await call(gateway, 'POST', '/ops/v1/resends', { body: { ids, dryRun: true } });
    expect(counted.status).toBe(202);
    keepsPromise(counted, 'Resend');
  });

  test('the same Idempotency-Key does it once; another request under it is refused', async () => {
    const before = gateway.resends.length;
    const options = {
      body: { filter: { recipient: 'habu', event: EVENT }, reason: 'receiver is back' },
      headers: { 'idempotency-key': 'k1' },
    };
    const first = await call(gateway, 'POST', '/ops/v1/resends', options);
    const second = await call(gateway, 'POST', '/ops/v1/resends', options);
    expect([first.status, second.status, second.text]).toEqual([202, 202, first.text]);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(gateway.resends).toHaveLength(before + 1);
    expect(gateway.resends.at(-1)).toMatchObject({ by: 'operator', limit: 100, filter: { eventId: EVENT } });
    const other = await call(gateway, 'POST', '/ops/v1/resends', {
      ...options,
      body: { ids: [DELIVERIES[0]], reason: 'x' },
    });
    expect([other.status, other.json.code]).toEqual([422, 'LENKE_IDEMPOTENCY_KEY']);
    const newKey = await call(gateway, 'POST', '/ops/v1/resends', {
      ...options,
      headers: { 'idempotency-key': 'k2' },
    });
    expect(newKey.status).toBe(202);
    expect(gateway.resends).toHaveLength(before + 2);
  });

  test('deliveries are stopped', async () => {
    const seen = await call(gateway, 'POST', '/ops/v1/stops', {
      body: { ids: DELIVERIES, reason: 'wrong child' },
    });
    keepsPromise(seen, 'Stopped');
    expect(seen.json.stopped).toBe(3);
  });
});

describe('refusing', () => {
  test.each([
    ['unknown parameter', 'GET', '/events?shoe=1', undefined, 400, 'LENKE_OPS_INPUT'],
    ['limit that is none', 'GET', '/events?limit=many', undefined, 400, 'LENKE_OPS_INPUT'],
    ['limit too large', 'GET', '/events?limit=100000', undefined, 400, 'LENKE_OPS_INPUT'],
    ['state that is none', 'GET', "/deliveries?state=x'or'1'='1", undefined, 400, 'LENKE_OPS_INPUT'],
    ['cursor that is none', 'GET', '/events?after=xyz', undefined, 400, 'LENKE_SEARCH_CURSOR'],
    ['unknown event', 'GET', `/events/${eventId('none')}`, undefined, 404, 'LENKE_OPS_NOT_FOUND'],
    ['no event id', 'GET', '/events/x', undefined, 404, 'LENKE_OPS_NOT_FOUND'],
    ['unknown delivery', 'GET', `/deliveries/${deliveryId('none')}`, undefined, 404, 'LENKE_OPS_NOT_FOUND'],
    ['unknown path', 'GET', '/shoes', undefined, 404, 'LENKE_PATH_UNKNOWN'],
    ['method', 'PUT', '/events', undefined, 405, 'LENKE_METHOD'],
    ['neither ids nor filter', 'POST', '/resends', { reason: 'x' }, 400, 'LENKE_OPS_INPUT'],
    ['empty filter', 'POST', '/resends', { filter: {}, reason: 'x' }, 400, 'LENKE_OPS_INPUT'],
    ['no ids', 'POST', '/stops', { ids: [], reason: 'x' }, 400, 'LENKE_OPS_INPUT'],
    ['truncated body', 'POST', '/pauses', '{"recipient"', 400, 'LENKE_UNREADABLE'],
    [
      'unknown recipient',
      'POST',
      '/pauses',
      { recipient: 'nobody', reason: 'x' },
      404,
      'LENKE_OPS_NOT_FOUND',
    ],
  ])('%s: %s %s', async (_why, method, path, body, status, code) => {
    const seen = await call(gateway, method, `/ops/v1${path}`, { ...(body !== undefined && { body }) });
    expect([seen.status, seen.json.code]).toEqual([status, code]);
    expect(seen.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(seen.json.type).toBe(`docs/failures.md#${code}`);
    keepsPromise(seen, 'Problem');
  });

  test('a caller without the scope ops is refused', async () => {
    const seen = await call(gateway, 'GET', '/ops/v1/events', { token: 'hospital-token-0001' });
    expect([seen.status, seen.json.code]).toEqual([403, 'LENKE_CALLER_SCOPE']);
  });
});

describe('pages of the pathway', () => {
  test.each([
    ['the flowchart of a place by name', '/pathways/L%C3%B8renskog/flowchart', 'Lørenskog (3222)'],
    ['the flowchart of a place by number', '/pathways/4204/flowchart', 'Kristiansand (4204)'],
    ['the states', '/pathways/states', '<svg'],
  ])('%s is HTML that runs nothing', async (_reason, path, holds) => {
    const seen = await call(gateway, 'GET', `/ops/v1${path}`);
    expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(seen.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(seen.text).toContain(holds);
    expect(seen.text).not.toContain('<script');
  });

  test.each(['Atlantis', '%E0%A4%A'])('of %s there is none', async (place) => {
    const seen = await call(gateway, 'GET', `/ops/v1/pathways/${place}/flowchart`);
    expect([seen.status, seen.json.code]).toEqual([404, 'LENKE_PLACE_UNKNOWN']);
  });
});

describe('openapi.json', () => {
  test('is served, and names every route', async () => {
    const seen = await call(gateway, 'GET', '/ops/v1/openapi.json', { token: '' });
    expect(seen.json.openapi).toBe('3.1.0');
    for (const route of OPS_ROUTES) {
      expect(seen.json.paths[route.path][route.method.toLowerCase()].operationId).toBe(route.operationId);
      expect(SCHEMAS).toHaveProperty(route.answer);
    }
  });

  test('docs/openapi.json is not stale', () => {
    const written = readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8');
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(openApi())));
  });
});

describe('who received what', () => {
  test('is not told to another organisation that may use /fhir', async () => {
    const seen = await call(gateway, 'GET', '/fhir/Patient/p/$disclosures', { token: 'hospital-token-0001' });
    expect([seen.status, seen.text.includes('LENKE_CALLER_SCOPE')]).toEqual([403, true]);
  });

  test('a thought without a recipient is no question', async () => {
    const seen = await call(gateway, 'POST', '/ops/v1/disclosure/explain', {
      body: { subject: 'Patient/p' },
    });
    expect([seen.status, seen.json.code]).toEqual([400, 'LENKE_OPS_INPUT']);
  });
});
