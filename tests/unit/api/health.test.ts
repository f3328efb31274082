// Are we alive, ready and able to stop? Health, failures of the store, and the graceful end.

import { describe, expect, test } from '@jest/globals';
import { GatewayError } from '../../../src/domain/failure.ts';
import { call } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';

const BODY = { resourceType: 'Patient', active: true };

async function withGateway(
  change: Parameters<typeof startGateway>[1],
  work: (gateway: Gateway) => Promise<void>,
): Promise<void> {
  const gateway = await startGateway({}, change);
  try {
    await work(gateway);
  } finally {
    await gateway.close();
  }
}

describe('health', () => {
  test('all is well', () =>
    withGateway({}, async (gateway) => {
      const ready = await call(gateway, 'GET', '/readyz', { token: '' });
      expect([ready.status, ready.json]).toEqual([
        200,
        { ready: true, checks: { database: true, queue: true, data: true } },
      ]);
      const text = (await call(gateway, 'GET', '/metrics', { token: '' })).text;
      expect(text).toContain('lenke_requests_total{surface="health",interaction="none",status="2xx"');
    }));

  test('a queue that is down is named, and life goes on', () =>
    withGateway({ queuePing: () => Promise.reject(new Error('down')) }, async (gateway) => {
      const ready = await call(gateway, 'GET', '/readyz', { token: '' });
      expect([ready.status, ready.json.checks.queue, ready.json.checks.database]).toEqual([503, false, true]);
      expect((await call(gateway, 'POST', '/fhir/Patient', { body: BODY })).status).toBe(201);
    }));

  test('a store that is down: /livez answers, /readyz names it, writes are 503 with Retry-After', () =>
    withGateway({}, async (gateway) => {
      await gateway.store.close();
      expect((await call(gateway, 'GET', '/livez', { token: '' })).status).toBe(200);
      const ready = await call(gateway, 'GET', '/readyz', { token: '' });
      expect([ready.status, ready.json.checks.database]).toEqual([503, false]);
      Object.assign(gateway.store, { close: async () => {} });
    }));

  test.each([
    ['LENKE_STORE_DOWN', 503, '5'],
    ['LENKE_STORE_BUSY', 503, '1'],
    ['LENKE_STOPPING', 503, '5'],
    ['LENKE_WRITE_CONFLICT', 409, null],
  ] as const)('%s answers %d', (code, status, retryAfter) =>
    withGateway({ accept: () => Promise.reject(new GatewayError(code)) }, async (gateway) => {
      const seen = await call(gateway, 'POST', '/fhir/Patient', { body: BODY });
      expect([seen.status, seen.headers.get('retry-after')]).toEqual([status, retryAfter]);
      expect(seen.json.issue[0].details.coding[0].code).toBe(code);
    }),
  );

  test('an unknown fault is 500 with the correlation, and its words go nowhere', () =>
    withGateway({ accept: () => Promise.reject(new Error('Kari Nordmann 13816512345')) }, async (gateway) => {
      const headers = { 'x-correlation-id': 'conv-1' };
      const seen = await call(gateway, 'POST', '/fhir/Patient', { body: BODY, headers });
      expect([seen.status, seen.json.issue[0].details.coding[0].code]).toEqual([500, 'LENKE_INTERNAL']);
      expect(seen.json.issue[0].diagnostics).toContain('conv-1');
      expect(seen.text).not.toContain('Kari');
      const line = gateway.log.find((item) => item.includes('request failed')) ?? '';
      expect(line).toContain('conv-1');
      expect(line).not.toContain('Kari');
    }));
});

describe('stopping', () => {
  test('running calls finish, new ones are not taken', async () => {
    const gates: (() => void)[] = [];
    const gateway = await startGateway(
      {},
      {
        accept: () =>
          new Promise((resolve) => {
            gates.push(() => resolve({ kind: 'refused', issues: [] }));
          }),
      },
    );
    const running = call(gateway, 'POST', '/fhir/Patient', { body: BODY });
    while (gates.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const stopped = gateway.listening.stop(5_000);
    await expect(call(gateway, 'GET', '/livez')).rejects.toThrow('fetch failed');
    gates.forEach((open) => open());
    expect((await running).status).toBe(422);
    const began = performance.now();
    await stopped;
    expect(performance.now() - began).toBeLessThan(2_000);
    await gateway.close();
  });

  test('what does not finish in time is cut off', async () => {
    const gateway = await startGateway({}, { accept: () => new Promise(() => {}) });
    const running = call(gateway, 'POST', '/fhir/Patient', { body: BODY }).catch(() => 'cut');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await gateway.listening.stop(50);
    expect(await running).toBe('cut');
    await gateway.close();
  });
});
