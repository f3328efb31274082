// Do sixteen callers on a few keys see one order of things? Conditional creates, updates and reads, checked call by call.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { call, named, type Seen as Answered } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';
import { findFaults, type Seen } from './linearizable.ts';

const CALLERS = 16;
const KEYS = 4;
const CALLS = 40;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const versionOf = (seen: Answered): number => Number(/"(\d+)"/.exec(seen.headers.get('etag') ?? '')?.[1]);

interface Caller {
  readonly seen: Seen[];
  readonly odd: string[];
  /** What this caller last saw of each key. */
  readonly last: Map<string, { id: string; version: number }>;
}

/** A random step, the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

async function step(me: Caller, key: string, roll: number, value: string): Promise<void> {
  const known = me.last.get(key);
  const body = (id?: string): object =>
    named(key, { ...(id !== undefined && { id }), language: 'nb', name: [{ text: value }] });
  const where = `identifier=urn:test|${key}`;
  const from = performance.now();
  const note = (seen: Answered, what: Seen['what']): void => {
    me.seen.push({ key, from, to: performance.now(), what });
    const version = versionOf(seen);
    const id = seen.json?.id ?? known?.id;
    if (Number.isInteger(version) && id !== undefined) me.last.set(key, { id, version });
  };
  if (!known || roll < 0.2) {
    const seen = await call(gateway, 'POST', '/fhir/Patient', {
      body: body(),
      headers: { 'if-none-exist': where },
    });
    if (seen.status !== 200 && seen.status !== 201) return void me.odd.push(`create ${seen.status}`);
    return note(seen, { kind: 'create', id: seen.json.id, made: seen.status === 201 });
  }
  if (roll < 0.4) {
    const seen = await call(gateway, 'PUT', `/fhir/Patient?${where}`, { body: body() });
    if (seen.status !== 200) return void me.odd.push(`conditional update ${seen.status}`);
    return note(seen, { kind: 'write', id: seen.json.id, version: versionOf(seen), value });
  }
  if (roll < 0.7) {
    const headers = { 'if-match': `W/"${known.version}"` };
    const seen = await call(gateway, 'PUT', `/fhir/Patient/${known.id}`, { body: body(known.id), headers });
    if (seen.status !== 200 && seen.status !== 412) return void me.odd.push(`swap ${seen.status}`);
    const version = seen.status === 200 ? versionOf(seen) : undefined;
    return note(seen, { kind: 'swap', expected: known.version, version, value });
  }
  const seen = await call(gateway, 'GET', `/fhir/Patient/${known.id}`);
  if (seen.status !== 200) return void me.odd.push(`read ${seen.status}`);
  return note(seen, { kind: 'read', version: versionOf(seen), value: seen.json.name[0].text });
}

test('every call of sixteen callers can be explained by one order; 409 and 412 only to who really conflicts', async () => {
  const callers = Array.from({ length: CALLERS }, (): Caller => ({ seen: [], odd: [], last: new Map() }));
  await Promise.all(
    callers.map(async (me, nth) => {
      const roll = dice(nth + 1);
      for (let n = 0; n < CALLS; n += 1) {
        await step(me, `key-${Math.floor(roll() * KEYS)}`, roll(), `${nth}-${n}`);
      }
    }),
  );
  const seen = callers.flatMap((me) => me.seen);
  expect(callers.flatMap((me) => me.odd)).toEqual([]);
  expect(seen).toHaveLength(CALLERS * CALLS);
  expect(findFaults(seen)).toEqual([]);
  const swaps = seen.flatMap(({ what }) => (what.kind === 'swap' ? [what.version] : []));
  // The test means something only when both happened.
  expect([swaps.includes(undefined), swaps.some((version) => version !== undefined)]).toEqual([true, true]);
}, 60_000);

test('two conditions that share an identifier never make two', async () => {
  for (let round = 0; round < 10; round += 1) {
    const value = `shared-${round}`;
    const body = named(value, { active: true });
    const conditions = [`identifier=urn:test|${value}`, `identifier=urn:test|${value}&active=true`];
    const seen = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        call(gateway, 'POST', '/fhir/Patient', {
          body,
          headers: { 'if-none-exist': conditions[n % 2] ?? '' },
        }),
      ),
    );
    expect(seen.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200, 200, 200, 200, 200, 200, 200, 201,
    ]);
    expect(new Set(seen.map(({ json }) => json.id)).size).toBe(1);
  }
});

test('no reader sees a part of a transaction', async () => {
  const ids = ['whole-a', 'whole-b'];
  const write = (n: number): Promise<Answered> =>
    call(gateway, 'POST', '/fhir', {
      body: {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: ids.map((id) => ({
          resource: named(id, { id, name: [{ text: String(n) }] }),
          request: { method: 'PUT', url: `Patient/${id}` },
        })),
      },
    });
  await write(0);
  const torn: string[] = [];
  const reading = { on: true };
  const reader = (async () => {
    while (reading.on) {
      const seen = await call(gateway, 'GET', '/fhir/Patient?identifier=urn:test|whole-a,urn:test|whole-b');
      const values = new Set(
        seen.json.entry.map((item: { resource: { name: [{ text: string }] } }) => item.resource.name[0].text),
      );
      if (values.size !== 1 || seen.json.entry.length !== 2) torn.push([...values].join());
    }
  })();
  for (let n = 1; n <= 40; n += 1) await write(n);
  reading.on = false;
  await reader;
  expect(torn).toEqual([]);
});

describe('the checker', () => {
  const made: Seen = { key: 'k', from: 0, to: 1, what: { kind: 'create', id: 'i', made: true } };
  const swap = (from: number, to: number, expected: number, version: number | undefined): Seen => ({
    key: 'k',
    from,
    to,
    what: { kind: 'swap', expected, version, value: 'v' },
  });
  test.each([
    ['a second creation', [made, { ...made, what: { kind: 'create', id: 'j', made: true } }]],
    ['a lost update', [made, swap(2, 3, 1, 2), swap(2, 3, 1, 2)]],
    ['a gap', [made, swap(2, 3, 2, 3)]],
    ['a refusal without a conflict', [made, swap(2, 3, 1, undefined)]],
    [
      'a stale read',
      [made, swap(2, 3, 1, 2), { key: 'k', from: 4, to: 5, what: { kind: 'read', version: 1, value: 'v' } }],
    ],
    ['a dirty read', [made, { key: 'k', from: 2, to: 3, what: { kind: 'read', version: 2, value: 'v' } }]],
    ['a version out of order', [made, swap(6, 7, 1, 2), swap(2, 3, 2, 3)]],
  ] as const)('finds %s', (_what, calls) => {
    expect(findFaults(calls)).not.toEqual([]);
  });

  test('finds nothing in calls that fit', () => {
    expect(
      findFaults([
        made,
        swap(2, 5, 1, 2),
        swap(3, 6, 1, undefined),
        { key: 'k', from: 4, to: 7, what: { kind: 'read', version: 1, value: '' } },
      ]),
    ).toEqual([]);
  });
});
