// Does the journal of deliveries keep its promises: lines in order, one worker at a time, only legal moves?

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DELIVERY_STATES, mayMove, type Attempt, type DeliveryState } from '../../../src/domain/delivery.ts';
import { deliveryId, eventId, type DeliveryId } from '../../../src/domain/identity.ts';
import type { Claim, PlannedDelivery, Settlement } from '../../../src/store/journal/types.ts';
import { after, NOON, recipientOf, refOf, sampleDelivery } from '../../support/journal-samples.ts';
import { testRooms, type Rooms } from '../../support/rooms.ts';

const LEASE_MS = 60_000;

describe('the journal of deliveries', () => {
  let rooms: Rooms;

  beforeAll(async () => {
    rooms = await testRooms();
  });

  beforeEach(async () => {
    await rooms.query('truncate deliveries, delivery_contents, attempts, pauses');
  });

  afterAll(() => rooms.close());

  const plan = (...all: PlannedDelivery[]) => rooms.tx((tx) => rooms.deliveries.plan(tx, all));
  const claim = (id: DeliveryId, now = NOON): Promise<Claim> =>
    rooms.tx((tx) => rooms.deliveries.claim(tx, id, now, LEASE_MS));
  const settle = (id: DeliveryId, settlement: Settlement, now = NOON) =>
    rooms.tx((tx) => rooms.deliveries.settle(tx, id, settlement, now));

  const sweep = (ms: number) => rooms.deliveries.forgotten(after(ms), after(ms - 30_000), 10);

  test('planning twice gives the same deliveries once, and says which were new, in order', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((key) => sampleDelivery(key, 'lane'));
    if (!a || !b || !c) throw new Error('samples');
    expect(await plan(b, a, b)).toEqual([b.id, a.id]);
    expect(await plan(a, c, b)).toEqual([c.id]);
    expect((await rooms.deliveries.ofEvent(a.eventId)).map((each) => each.id)).toEqual([b.id, a.id, c.id]);
  });

  test('what is read is what was planned', async () => {
    const full = sampleDelivery('full', 'lane', {
      task: refOf('Task/one'),
      state: 'withheld',
      effect: 'deny',
      reason: 'R6',
      notBefore: after(1),
    });
    await plan(full);
    const { notBefore, plannedAt, ...rest } = full;
    expect(await rooms.deliveries.read(full.id)).toEqual({
      ...rest,
      notBefore,
      plannedAt,
      attempts: 0,
      updatedAt: plannedAt,
    });
    expect(await rooms.deliveries.read(deliveryId('nobody'))).toBeUndefined();
    expect(await claim(deliveryId('nobody'))).toEqual({ kind: 'unknown' });
    expect(await claim(full.id)).toEqual({ kind: 'ended', state: 'withheld' });
  });

  test('all of an event that may go are taken at once; one behind another, one paused and one that waits are left', async () => {
    const [first, behind, other] = [
      sampleDelivery('first', 'lane'),
      sampleDelivery('behind', 'lane'),
      sampleDelivery('other', 'elsewhere'),
    ];
    const held = sampleDelivery('held', 'held', { recipient: recipientOf('paused') });
    const late = sampleDelivery('late', 'later', { notBefore: after(10) });
    const ended = sampleDelivery('ended', 'ended', { state: 'withheld', effect: 'deny', reason: 'R6' });
    await plan(first, behind, other, held, late, ended);
    await rooms.query(`insert into pauses (recipient, reason, by, at) values ($1, 'test', 'test', now())`, [
      held.recipient,
    ]);
    const claimOf = (now = NOON) =>
      rooms.tx((tx) => rooms.deliveries.claimOf(tx, first.eventId, now, LEASE_MS));
    const taken = await claimOf();
    expect(taken.claimed.map(({ delivery, attempt }) => [delivery.id, delivery.state, attempt])).toEqual([
      [first.id, 'sending', 1],
      [other.id, 'sending', 1],
    ]);
    expect(taken.left).toEqual([behind.id, held.id, late.id]);
    const again = await claimOf(after(10));
    expect(again.claimed.map(({ delivery }) => delivery.id)).toEqual([late.id]);
    expect(again.left).toEqual([first.id, behind.id, other.id, held.id]);
    const dead = await claimOf(after(LEASE_MS + 10));
    expect(dead.claimed.map(({ attempt }) => attempt)).toEqual([2, 2, 2]);
  });

  test('two who are woken for an event take each of its deliveries once', async () => {
    const all = ['a', 'b', 'c'].map((key) => sampleDelivery(key, key));
    await plan(...all);
    const [event] = all.map(({ eventId: id }) => id);
    if (!event) throw new Error('samples');
    const both = await Promise.all(
      [1, 2, 3, 4].map(() => rooms.tx((tx) => rooms.deliveries.claimOf(tx, event, NOON, LEASE_MS))),
    );
    const taken = both.flatMap(({ claimed }) => claimed.map(({ delivery }) => delivery.id));
    expect(taken.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
  });

  test('a claim counts an attempt, leases, and starts the retry horizon once', async () => {
    const one = sampleDelivery('one', 'lane');
    await plan(one);
    const first = await claim(one.id);
    expect(first).toMatchObject({
      kind: 'claimed',
      attempt: 1,
      delivery: { state: 'sending', firstAttemptAt: NOON },
    });
    expect(await claim(one.id, after(LEASE_MS - 1))).toEqual({ kind: 'not-due', at: after(LEASE_MS) });
    await settle(one.id, { state: 'retrying', nextAt: after(5_000), attempt: tried(one.id, 1, 'retry') });
    expect(await claim(one.id, after(4_999))).toEqual({ kind: 'not-due', at: after(5_000) });
    const second = await claim(one.id, after(5_000));
    expect(second).toMatchObject({ kind: 'claimed', attempt: 2, delivery: { firstAttemptAt: NOON } });
  });

  test('not before its time', async () => {
    const late = sampleDelivery('late', 'lane', { notBefore: after(10) });
    await plan(late);
    expect(await claim(late.id)).toEqual({ kind: 'not-due', at: after(10) });
    expect(await claim(late.id, after(10))).toMatchObject({ kind: 'claimed' });
  });

  test('when its worker died and the lease ran out, another takes it again, with the same content', async () => {
    const one = sampleDelivery('one', 'lane');
    await plan(one);
    await claim(one.id);
    const again = await claim(one.id, after(LEASE_MS));
    expect(again).toMatchObject({ kind: 'claimed', attempt: 2, delivery: { content: one.content } });
    // The first worker was only slow: it may not send its successor's delivery back, but it may report success.
    const slow: Settlement = { state: 'retrying', nextAt: after(1), attempt: tried(one.id, 1, 'retry') };
    await expect(settle(one.id, slow)).rejects.toMatchObject({ code: 'LENKE_ILLEGAL_MOVE' });
    const done = await settle(one.id, { state: 'confirmed', attempt: tried(one.id, 1, 'confirmed') });
    expect(done.delivery.state).toBe('confirmed');
  });

  test('giving back spends no attempt', async () => {
    const one = sampleDelivery('one', 'lane');
    await plan(one);
    await claim(one.id);
    await rooms.tx((tx) => rooms.deliveries.release(tx, one.id, after(500)));
    expect(await rooms.deliveries.read(one.id)).toMatchObject({
      state: 'queued',
      attempts: 0,
      nextAt: after(500),
    });
    expect(await claim(one.id)).toEqual({ kind: 'not-due', at: after(500) });
    const taken = await claim(one.id, after(500));
    expect(taken).toMatchObject({ kind: 'claimed', attempt: 1, delivery: { firstAttemptAt: after(500) } });
  });

  test('a delivery that stands still holds its own line only, and wakes the next when it ends', async () => {
    const [a, b, c] = [sampleDelivery('a', 'one'), sampleDelivery('b', 'one'), sampleDelivery('c', 'two')];
    await plan(a, b, c);
    expect(await claim(b.id)).toEqual({ kind: 'behind', ahead: a.id });
    expect(await claim(c.id)).toMatchObject({ kind: 'claimed' });
    await claim(a.id);
    const waiting = await settle(a.id, { state: 'retrying', nextAt: after(1_000) });
    expect(waiting.next).toBeUndefined();
    expect(await claim(b.id)).toEqual({ kind: 'behind', ahead: a.id });
    await claim(a.id, after(1_000));
    const ended = await settle(a.id, { state: 'failed' });
    expect(ended.next).toBe(b.id);
    expect(await claim(b.id)).toMatchObject({ kind: 'claimed' });
  });

  test('what is withheld when its turn comes has spent no attempt', async () => {
    const one = sampleDelivery('one', 'lane');
    await plan(one);
    await claim(one.id);
    await settle(one.id, { state: 'withheld' });
    expect(await rooms.deliveries.read(one.id)).toMatchObject({ state: 'withheld', attempts: 0 });
    expect(await rooms.deliveries.attempts(one.id)).toEqual([]);
  });

  test.each<DeliveryState>(['awaiting', 'confirmed', 'refused', 'failed', 'withheld'])(
    'what follows %s in its line may go exactly when the line is free',
    async (state) => {
      const [a, b] = [sampleDelivery('a', 'one'), sampleDelivery('b', 'one')];
      await plan(a, b);
      await claim(a.id);
      const { next } = await settle(a.id, { state });
      expect(next).toBe(state === 'awaiting' ? undefined : b.id);
      expect((await claim(b.id)).kind).toBe(state === 'awaiting' ? 'behind' : 'claimed');
    },
  );

  test('under many workers a line is served in order and never by two at once', async () => {
    const lanes = ['one', 'two', 'three', 'four'];
    const all = Array.from({ length: 40 }, (_, n) => sampleDelivery(`d${n}`, lanes[n % 4] ?? 'one'));
    await plan(...all);
    const underWay = new Map<string, number>();
    const done = new Map<string, string[]>();
    const most = { atOnce: 0 };
    const wake = async (id: DeliveryId): Promise<void> => {
      const claimed = await claim(id);
      if (claimed.kind !== 'claimed') return;
      const { lane } = claimed.delivery;
      underWay.set(lane, (underWay.get(lane) ?? 0) + 1);
      most.atOnce = Math.max(most.atOnce, underWay.get(lane) ?? 0);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
      done.set(lane, [...(done.get(lane) ?? []), id]);
      underWay.set(lane, (underWay.get(lane) ?? 0) - 1);
      const { next } = await settle(id, { state: 'confirmed' });
      if (next) await wake(next);
    };
    // Everything is woken once, in any order, and some twice; nobody is woken by a sweep.
    await Promise.all(
      [...all, ...all.slice(0, 10)].sort(() => Math.random() - 0.5).map((each) => wake(each.id)),
    );
    expect(most.atOnce).toBe(1);
    for (const lane of lanes) {
      expect(done.get(lane)).toEqual(all.filter((each) => each.lane === lane).map((each) => each.id));
    }
  });

  test('a delivery planned while the one ahead is settled is not forgotten', async () => {
    for (let round = 0; round < 30; round++) {
      const lane = `race-${round}`;
      const [a, b] = [sampleDelivery(`${lane}-a`, lane), sampleDelivery(`${lane}-b`, lane)];
      await plan(a);
      await claim(a.id);
      const [settled, claimed] = await Promise.all([
        rooms.tx(async (tx) => {
          const result = await rooms.deliveries.settle(tx, a.id, { state: 'confirmed' }, NOON);
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
          return result;
        }),
        new Promise((resolve) => setTimeout(resolve, Math.random() * 3))
          .then(() => plan(b))
          .then(() => claim(b.id)),
      ]);
      expect([settled.next, claimed.kind === 'claimed' ? b.id : undefined]).toContain(b.id);
    }
  });

  test('a resend by hand goes back to its old place, but not beside one that is leaving', async () => {
    const [a, b] = [sampleDelivery('a', 'one'), sampleDelivery('b', 'one')];
    await plan(a, b);
    await claim(a.id);
    await settle(a.id, { state: 'refused', reason: 'LENKE_RECIPIENT_REFUSED' });
    await claim(b.id);
    const resent = await rooms.tx((tx) => rooms.deliveries.requeue(tx, a.id, after(1)));
    expect(resent).toMatchObject({
      state: 'queued',
      attempts: 1,
      firstAttemptAt: after(1),
      nextAt: after(1),
    });
    expect(resent.reason).toBeUndefined();
    expect(await claim(a.id, after(1))).toEqual({ kind: 'behind', ahead: b.id });
    expect((await settle(b.id, { state: 'confirmed' })).next).toBe(a.id);
    expect(await claim(a.id, after(1))).toMatchObject({ kind: 'claimed', attempt: 2 });
    const notEnded = rooms.tx((tx) => rooms.deliveries.requeue(tx, a.id, after(1)));
    await expect(notEnded).rejects.toMatchObject({
      code: 'LENKE_ILLEGAL_MOVE',
      facts: { from: 'sending', to: 'queued' },
    });
  });

  test('only the moves of the table are made', async () => {
    const targets = DELIVERY_STATES.filter((state) => state !== 'sending');
    for (const from of DELIVERY_STATES) {
      for (const to of targets) {
        const id = deliveryId(from, to);
        await plan(sampleDelivery('x', `${from}-${to}`, { id }));
        await rooms.query('update deliveries set state = $2 where id = $1', [id, from]);
        const moved = await settle(id, { state: to }).then(
          (result) => ({ state: result.delivery.state }),
          (error: unknown) => error,
        );
        const refused = { code: 'LENKE_ILLEGAL_MOVE', facts: { from, to } };
        expect(moved).toMatchObject(mayMove(from, to) ? { state: to } : refused);
      }
    }
    await expect(settle(deliveryId('nobody'), { state: 'confirmed' })).rejects.toMatchObject({
      code: 'LENKE_OPS_NOT_FOUND',
    });
  });

  test('an attempt is kept with its settlement, once', async () => {
    const one = sampleDelivery('one', 'lane');
    await plan(one);
    await claim(one.id);
    const attempt: Attempt = {
      ...tried(one.id, 1, 'retry'),
      code: 'LENKE_RECIPIENT_BUSY',
      status: 429,
      outcome: '{}',
    };
    await settle(one.id, { state: 'retrying', nextAt: NOON, attempt });
    await claim(one.id);
    const last = tried(one.id, 2, 'confirmed');
    const { delivery } = await settle(one.id, {
      state: 'confirmed',
      effect: 'narrow',
      rule: 'R4-LIMIT',
      basis: 'HPL25',
      attempt: last,
    });
    expect(delivery).toMatchObject({ effect: 'narrow', rule: 'R4-LIMIT', basis: 'HPL25', attempts: 2 });
    expect(await rooms.deliveries.attempts(one.id)).toEqual([attempt, last]);
  });

  test('cancels what has not left, and nothing else', async () => {
    const states: DeliveryState[] = [...DELIVERY_STATES];
    const all = states.map((state) => sampleDelivery(state, state));
    await plan(...all);
    for (const state of states)
      await rooms.query('update deliveries set state = $2 where id = $1', [deliveryId(state), state]);
    const other = sampleDelivery('other', 'other', { case: refOf('EpisodeOfCare/other') });
    await plan(other);
    const cancelled = await rooms.tx((tx) =>
      rooms.deliveries.cancel(tx, { case: refOf('EpisodeOfCare/case') }, 'stopped', after(1)),
    );
    expect(cancelled.map((each) => each.id)).toEqual(
      ['planned', 'withheld', 'queued', 'retrying'].map((state) => deliveryId(state)),
    );
    expect(cancelled.every((each) => each.state === 'cancelled' && each.reason === 'stopped')).toBe(true);
    expect(await rooms.tx((tx) => rooms.deliveries.cancel(tx, {}, 'all', NOON))).toEqual([]);
    const byId = await rooms.tx((tx) =>
      rooms.deliveries.cancel(tx, { ids: [other.id], action: 'A-CHILD-REF' }, 'x', NOON),
    );
    expect(byId).toHaveLength(1);
    expect(await claim(other.id)).toEqual({ kind: 'ended', state: 'cancelled' });
  });

  test('a cancellation frees the line, and the first of it can be asked for', async () => {
    const [a, b] = [sampleDelivery('a', 'one'), sampleDelivery('b', 'one')];
    await plan(a, b);
    const firsts = await rooms.tx(async (tx) => {
      await rooms.deliveries.cancel(tx, { ids: [a.id] }, 'stopped', NOON);
      return rooms.deliveries.firstsOf(tx, ['one', 'one', 'empty']);
    });
    expect(firsts).toEqual([b.id]);
  });

  test('a paused recipient is not sent to, and the end of the pause says whom to wake', async () => {
    const [a, b, c] = [sampleDelivery('a', 'one'), sampleDelivery('b', 'one'), sampleDelivery('c', 'two')];
    const other = sampleDelivery('o', 'three', { recipient: recipientOf('fhs') });
    await plan(a, b, c, other);
    await rooms.tx((tx) => rooms.pauses.set(tx, recipientOf('habu'), 'moving house', 'operator', NOON));
    expect(await rooms.pauses.list()).toEqual([
      { recipient: 'habu', reason: 'moving house', by: 'operator', at: NOON },
    ]);
    expect(await claim(a.id)).toEqual({ kind: 'paused' });
    expect(await claim(other.id)).toMatchObject({ kind: 'claimed' });
    expect(await rooms.deliveries.read(a.id)).toMatchObject({ attempts: 0, state: 'queued' });
    expect(await rooms.deliveries.forgotten(after(1), after(1), 10)).toEqual([]);
    const woken = await rooms.tx((tx) => rooms.pauses.clear(tx, recipientOf('habu')));
    expect(woken).toEqual([a.id, c.id]);
    expect(await claim(a.id)).toMatchObject({ kind: 'claimed' });
  });

  test('the sweep finds what the queue forgot: first of its line, due, or with a lease that ran out', async () => {
    const [a, b, c] = [sampleDelivery('a', 'one'), sampleDelivery('b', 'one'), sampleDelivery('c', 'two')];
    const later = sampleDelivery('l', 'three', { notBefore: after(900_000) });
    const held = sampleDelivery('w', 'four', { state: 'withheld' });
    await plan(a, b, c, later, held);
    expect(await sweep(30_000)).toEqual([]);
    expect(new Set(await sweep(30_001))).toEqual(new Set([a.id, c.id]));
    await claim(c.id, after(10));
    expect(await sweep(60_009)).toEqual([a.id]);
    expect(new Set(await sweep(60_011))).toEqual(new Set([a.id, c.id]));
  });

  test('what carries a resource is found, whatever the version', async () => {
    const a = sampleDelivery('a', 'one');
    const b = sampleDelivery('b', 'two', {
      content: [
        { reference: refOf('ServiceRequest/ref'), version: 2, classes: ['D1'], essential: true },
        { reference: refOf('ServiceRequest/ref'), version: 3, classes: ['D1'], essential: true },
      ],
    });
    await plan(a, b, sampleDelivery('c', 'three', { content: [] }));
    const found = await rooms.deliveries.carrying(refOf('ServiceRequest/ref'));
    expect(found.map((each) => each.id)).toEqual([a.id, b.id]);
    expect(await rooms.deliveries.carrying(refOf('ServiceRequest/other'))).toEqual([]);
    const inside = await rooms.tx((tx) => rooms.deliveries.carrying(refOf('Patient/child'), tx));
    expect(inside.map((each) => each.id)).toEqual([a.id]);
  });

  test('lists page newest first without losing or repeating, and filter', async () => {
    const all = Array.from({ length: 7 }, (_, n) => sampleDelivery(`d${n}`, `lane${n}`));
    await plan(...all);
    const seen: string[] = [];
    const page = { after: undefined as string | undefined };
    do {
      const { items, next } = await rooms.deliveries.list(
        {},
        { limit: 3, ...(page.after && { after: page.after }) },
      );
      seen.push(...items.map((item) => item.id));
      page.after = next;
      // What is written between two pages is newer than both.
      await plan(sampleDelivery(`new-${seen.length}`, 'new'));
    } while (page.after !== undefined);
    expect(seen).toEqual(all.map((each) => each.id).reverse());
    const filtered = async (filter: Parameters<Rooms['deliveries']['list']>[0]) =>
      (await rooms.deliveries.list(filter, { limit: 100 })).items.length;
    await claim(deliveryId('d0'));
    expect(await filtered({ state: 'sending' })).toBe(1);
    expect(await filtered({ recipient: 'fhs' })).toBe(0);
    expect(
      await filtered({ eventId: eventId('birth'), case: refOf('EpisodeOfCare/case'), since: NOON }),
    ).toBe(10);
    expect(await filtered({ since: after(1) })).toBe(0);
    await expect(rooms.deliveries.list({}, { limit: 1, after: 'bm9uc2Vuc2U' })).rejects.toMatchObject({
      code: 'LENKE_SEARCH_CURSOR',
    });
  });

  test('counts by recipient and state, with the oldest', async () => {
    await plan(
      sampleDelivery('a', 'one', { plannedAt: after(5) }),
      sampleDelivery('b', 'two'),
      sampleDelivery('c', 'three', { state: 'withheld' }),
    );
    expect(await rooms.deliveries.counts()).toEqual([
      { recipient: 'habu', state: 'queued', count: 2, oldest: NOON },
      { recipient: 'habu', state: 'withheld', count: 1, oldest: NOON },
    ]);
  });

  test('taking a delivery for an attempt touches no index (HOT)', async () => {
    const all = Array.from({ length: 5 }, (_, n) => sampleDelivery(`d${n}`, `lane${n}`));
    await plan(...all);
    const hot = await rooms.tx(async (tx) => {
      const text = `select pg_stat_get_xact_tuples_hot_updated('deliveries'::regclass)::int as hot`;
      const before = (await tx.query<{ hot: number }>(text))[0]?.hot ?? 0;
      for (const each of all) await rooms.deliveries.claim(tx, each.id, NOON, LEASE_MS);
      return ((await tx.query<{ hot: number }>(text))[0]?.hot ?? 0) - before;
    });
    expect(hot).toBe(5);
  });
});

function tried(id: DeliveryId, n: number, result: Attempt['result']): Attempt {
  return { deliveryId: id, n, startedAt: NOON, ms: 12, result, bytesHash: 'abc' };
}
