// Does the journal of events keep its promise: one planner per case, in the order of acceptance?

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventId } from '../../../src/domain/identity.ts';
import { after, NOON, refOf, sampleEvent } from '../../support/journal-samples.ts';
import { testRooms, type Rooms } from '../../support/rooms.ts';

describe('the journal of events', () => {
  let rooms: Rooms;

  beforeAll(async () => {
    rooms = await testRooms();
  });

  beforeEach(async () => {
    await rooms.query('truncate events, unknown_counts, findings');
  });

  afterAll(() => rooms.close());

  const insert = (...events: ReturnType<typeof sampleEvent>[]) =>
    rooms.tx((tx) => rooms.events.insert(tx, events));

  test('the same event twice is one event, and only new ids come back', async () => {
    const [a, b] = [sampleEvent('a'), sampleEvent('b')];
    expect(await insert(b, a)).toEqual([b.id, a.id]);
    expect(await insert(a, b, sampleEvent('c'))).toEqual([eventId('c')]);
    expect(await insert()).toEqual([]);
  });

  test('two who accept the same event at once make it once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => insert(sampleEvent('same'))));
    expect(answers.flat()).toEqual([eventId('same')]);
  });

  test('what is read is what was accepted, and the trail is kept', async () => {
    const event = sampleEvent('one', { at: after(-1), receivedAt: after(1) });
    await insert(event);
    expect(await rooms.events.read(event.id)).toEqual(event);
    const trail = [{ step: 'plan', ms: 3, counts: { drafts: 2 }, note: 'R9' }];
    await rooms.tx((tx) => rooms.events.finish(tx, event.id, 'processed', trail));
    expect(await rooms.events.read(event.id)).toEqual({ ...event, status: 'processed', trail });
    expect(await rooms.events.read(eventId('none'))).toBeUndefined();
  });

  test('whichever event of a case wakes the planner, the oldest is planned first', async () => {
    const [a, b] = [sampleEvent('a'), sampleEvent('b')];
    await insert(a, b);
    const first = await rooms.tx((tx) => rooms.events.claimFirst(tx, b.id, NOON));
    expect(first).toEqual({ event: a, tries: 0 });
    expect(await rooms.tx((tx) => rooms.events.claimFirst(tx, eventId('none'), NOON))).toBeUndefined();
    await rooms.tx((tx) => rooms.events.finish(tx, a.id, 'processed', []));
    await rooms.tx((tx) => rooms.events.finish(tx, b.id, 'failed', []));
    expect(await rooms.tx((tx) => rooms.events.claimFirst(tx, b.id, NOON))).toBeUndefined();
  });

  test('a wake-up whose event is planned already does not wait for who plans other events of the case', async () => {
    const [a, b] = [sampleEvent('a'), sampleEvent('b')];
    await insert(a);
    await rooms.tx((tx) => rooms.events.finish(tx, a.id, 'processed', []));
    const planning = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const planner = rooms.tx(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('case ' || $1, 0))`, [a.case]);
      locked.resolve();
      await planning.promise;
    });
    await locked.promise;
    expect(await rooms.tx((tx) => rooms.events.claimFirst(tx, a.id, NOON))).toBeUndefined();
    await insert(b);
    const waiting = rooms.tx((tx) => rooms.events.claimFirst(tx, a.id, NOON));
    planning.resolve();
    await planner;
    expect(await waiting).toEqual({ event: b, tries: 0 });
  });

  test('an event that waits for its next try holds the later ones of its case, and of no other', async () => {
    const [a, b] = [sampleEvent('a'), sampleEvent('b')];
    const other = sampleEvent('o', { case: refOf('EpisodeOfCare/other') });
    await insert(a, b, other);
    await rooms.tx((tx) => rooms.events.postpone(tx, a.id, after(100)));
    expect(await rooms.tx((tx) => rooms.events.claimFirst(tx, b.id, after(99)))).toBeUndefined();
    expect(await rooms.tx((tx) => rooms.events.claimFirst(tx, other.id, after(99)))).toBeDefined();
    expect(await rooms.tx((tx) => rooms.events.claimFirst(tx, b.id, after(100)))).toEqual({
      event: a,
      tries: 1,
    });
  });

  test('with many planners at once, each case is planned in order and by one at a time', async () => {
    const cases = ['one', 'two', 'three'];
    const events = Array.from({ length: 30 }, (_, n) =>
      sampleEvent(`e${n}`, { case: refOf(`EpisodeOfCare/${cases[n % 3]}`) }),
    );
    await insert(...events);
    const planned = new Map<string, string[]>();
    const busy = new Set<string>();
    const planOne = (id: (typeof events)[number]['id']) =>
      rooms.tx(async (tx) => {
        const first = await rooms.events.claimFirst(tx, id, NOON);
        if (!first) return;
        const { event } = first;
        expect(busy.has(event.case)).toBe(false);
        busy.add(event.case);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
        planned.set(event.case, [...(planned.get(event.case) ?? []), event.id]);
        await rooms.events.finish(tx, event.id, 'processed', []);
        busy.delete(event.case);
      });
    await Promise.all([...events].reverse().map((event) => planOne(event.id)));
    for (const name of cases) {
      const mine = events.filter((event) => event.case === `EpisodeOfCare/${name}`);
      expect(planned.get(`EpisodeOfCare/${name}`)).toEqual(mine.map((event) => event.id));
    }
  });

  test('a planner that dies leaves its event accepted', async () => {
    const event = sampleEvent('one');
    await insert(event);
    const dying = rooms.tx(async (tx) => {
      await rooms.events.claimFirst(tx, event.id, NOON);
      await rooms.events.finish(tx, event.id, 'processed', []);
      throw new Error('killed');
    });
    await expect(dying).rejects.toThrow('killed');
    expect(await rooms.tx((tx) => rooms.events.claimFirst(tx, event.id, NOON))).toMatchObject({ event });
  });

  test('the sweep finds the first forgotten event of each case', async () => {
    const [a, b] = [sampleEvent('a'), sampleEvent('b')];
    const other = sampleEvent('o', { case: refOf('EpisodeOfCare/other'), receivedAt: after(-5) });
    const done = sampleEvent('d', { case: refOf('EpisodeOfCare/done'), receivedAt: after(-9) });
    await insert(a, b, other, done);
    await rooms.tx((tx) => rooms.events.finish(tx, done.id, 'processed', []));
    expect(await rooms.events.forgotten(NOON, 10)).toEqual([other.id]);
    expect(await rooms.events.forgotten(after(1), 10)).toEqual([other.id, a.id]);
    expect(await rooms.events.forgotten(after(1), 1)).toEqual([other.id]);
  });

  test('lists filter and page newest first', async () => {
    const events = Array.from({ length: 5 }, (_, n) => sampleEvent(`e${n}`, { receivedAt: after(n) }));
    await insert(...events, sampleEvent('x', { code: 'E_CONSENT', case: refOf('EpisodeOfCare/x') }));
    const first = await rooms.events.list({ code: 'E_LIVEBIRTH' }, { limit: 3 });
    const second = await rooms.events.list({ code: 'E_LIVEBIRTH' }, { limit: 3, after: first.next ?? '' });
    expect([...first.items, ...second.items]).toEqual([...events].reverse());
    expect(second.next).toBeUndefined();
    const one = await rooms.events.list(
      { case: refOf('EpisodeOfCare/x'), status: 'accepted', since: NOON },
      { limit: 9 },
    );
    expect(one.items.map((event) => event.code)).toEqual(['E_CONSENT']);
  });

  test('of an event without a case only a count per day is kept', async () => {
    const late = new Date('2026-11-22T23:59:59.999Z');
    await rooms.tx(async (tx) => {
      await rooms.events.countUnknown(tx, 'E_LIVEBIRTH', NOON);
      await rooms.events.countUnknown(tx, 'E_LIVEBIRTH', late);
      await rooms.events.countUnknown(tx, 'E_LIVEBIRTH', new Date(late.getTime() + 1));
    });
    expect(await rooms.events.unknownCounts()).toEqual([
      { code: 'E_LIVEBIRTH', day: '2026-11-23', count: 1 },
      { code: 'E_LIVEBIRTH', day: '2026-11-22', count: 2 },
    ]);
  });

  test('the same finding twice is one; closed and happening again, it is open again', async () => {
    const finding = {
      id: 'f1',
      code: 'LENKE_NO_RECIPIENT',
      mover: 'mapping' as const,
      facts: { role: 'habu' },
      eventId: eventId('one'),
      at: NOON,
    };
    const open = (at: Date) => rooms.tx((tx) => rooms.findings.open(tx, { ...finding, at }));
    await open(NOON);
    await open(after(1));
    expect((await rooms.findings.list({ open: true }, { limit: 9 })).items).toEqual([finding]);
    await rooms.tx((tx) => rooms.findings.close(tx, 'f1', after(2)));
    expect((await rooms.findings.list({ open: true }, { limit: 9 })).items).toEqual([]);
    const closed = await rooms.findings.list(
      { open: false, code: finding.code, eventId: finding.eventId },
      { limit: 9 },
    );
    expect(closed.items).toEqual([{ ...finding, closedAt: after(2) }]);
    await open(after(3));
    expect((await rooms.findings.list({}, { limit: 9 })).items).toEqual([{ ...finding, at: after(3) }]);
  });
});
