// Do timers, outbox, messages and audit keep their promises?

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Timer } from '../../../src/domain/timer.ts';
import { deliveryId, eventId } from '../../../src/domain/identity.ts';
import type { AuditEntry, OutboxJob } from '../../../src/store/types.ts';
import { after, NOON, refOf } from '../../support/journal-samples.ts';
import { testRooms, type Rooms } from '../../support/rooms.ts';

const CASE = refOf('EpisodeOfCare/case');

describe('the small rooms of the store', () => {
  let rooms: Rooms;

  beforeAll(async () => {
    rooms = await testRooms();
  });

  beforeEach(async () => {
    await rooms.query('truncate timers, outbox, messages');
  });

  afterAll(() => rooms.close());

  const begin = (header: string, bundle: string, sender = 'hospital') =>
    rooms.tx((tx) => rooms.messages.begin(tx, sender, header, bundle));

  describe('timers', () => {
    test('due ones are taken oldest first, once, and are breached', async () => {
      const [late, now, later] = [timer('a', after(-5)), timer('b', NOON), timer('c', after(1))];
      await rooms.tx((tx) => rooms.timers.insert(tx, [now, late, later]));
      const take = (limit: number) => rooms.tx((tx) => rooms.timers.takeDue(tx, NOON, limit));
      expect(await take(1)).toEqual([{ ...late, state: 'breached' }]);
      expect(await take(10)).toEqual([{ ...now, state: 'breached' }]);
      expect(await take(10)).toEqual([]);
    });

    test('several tickers at once never take the same timer', async () => {
      await rooms.tx((tx) =>
        rooms.timers.insert(
          tx,
          Array.from({ length: 60 }, (_, n) => timer(`t${n}`, after(-n))),
        ),
      );
      const taken = await Promise.all(
        Array.from({ length: 6 }, () => rooms.tx((tx) => rooms.timers.takeDue(tx, NOON, 20))),
      );
      const ids = taken.flat().map((each) => each.id);
      expect(new Set(ids).size).toBe(ids.length);
      const rest = await rooms.tx((tx) => rooms.timers.takeDue(tx, NOON, 100));
      expect(ids.length + rest.length).toBe(60);
    });

    test('a timer without an anchor never fires, and gets its date when planned again', async () => {
      await rooms.tx((tx) => rooms.timers.insert(tx, [timer('a', undefined)]));
      expect(await rooms.tx((tx) => rooms.timers.takeDue(tx, after(1e12), 10))).toEqual([]);
      await rooms.tx((tx) => rooms.timers.insert(tx, [timer('a', NOON)]));
      await rooms.tx((tx) => rooms.timers.insert(tx, [timer('a', after(9))]));
      const { items } = await rooms.timers.list(
        { case: CASE, state: 'open', dueBefore: after(1) },
        { limit: 10 },
      );
      expect(items).toEqual([timer('a', NOON)]);
    });

    test('are ended by case, subject, code and the event that cancels them', async () => {
      const child = refOf('Patient/child');
      await rooms.tx((tx) =>
        rooms.timers.insert(tx, [
          timer('a', NOON),
          timer('b', NOON, { subject: child }),
          timer('c', NOON, { code: 'T-OTHER' }),
          timer('d', NOON, { case: refOf('EpisodeOfCare/other') }),
        ]),
      );
      const end = (filter: Parameters<Rooms['timers']['end']>[1]) =>
        rooms.tx((tx) => rooms.timers.end(tx, filter, 'cancelled', NOON));
      expect(await end({ case: CASE, onEvent: 'E_NOTHING' })).toBe(0);
      expect(await end({ case: CASE, code: 'T-OTHER', spare: [timer('c', NOON).subject] })).toBe(0);
      expect(await end({ case: CASE, subject: child, onEvent: 'E_STOP' })).toBe(1);
      expect(await end({ case: CASE, code: 'T-OTHER' })).toBe(1);
      expect(await end({ case: CASE })).toBe(1);
      expect(await end({ case: CASE })).toBe(0);
      expect(
        (await rooms.timers.list({ eventId: eventId('birth'), state: 'open' }, { limit: 9 })).items,
      ).toHaveLength(1);
    });

    test('asking among 100,000 open timers reads an index and nothing else', async () => {
      await rooms.query(
        `insert into timers (id, code, action, subject, case_ref, event_id, due, late, cancel_on, state)
         select 'n' || n, 'T-DUTY33', 'A', 'Patient/p' || n, 'EpisodeOfCare/c' || n, 'evt', $1::timestamptz + n * interval '1 minute',
           false, '{}', 'open' from generate_series(1, 100000) n`,
        [NOON],
      );
      await rooms.query('analyze timers');
      const plan = await rooms.query<{ 'QUERY PLAN': string }>(
        `explain (analyze, buffers, timing off, summary off) select id from timers
          where state = 'open' and due is not null and due <= $1 order by due for update skip locked limit 100`,
        [after(60_000 * 20)],
      );
      const text = plan.map((row) => row['QUERY PLAN']).join('\n');
      expect(text).toContain('Index Scan using timers_due');
      expect(text).not.toContain('Seq Scan');
      const pages = Number(/shared hit=(\d+)/.exec(text)?.[1] ?? Number.POSITIVE_INFINITY);
      expect(pages).toBeLessThan(100);
      const began = performance.now();
      const taken = await rooms.tx((tx) => rooms.timers.takeDue(tx, after(60_000 * 20), 100));
      expect(taken).toHaveLength(20);
      expect(performance.now() - began).toBeLessThan(250);
    });
  });

  describe('the outbox', () => {
    test('gives back what was put, in order, and not before the moment it names', async () => {
      const put: OutboxJob[] = [
        { queue: 'process', id: 'evt-1', jobId: 'j1' },
        { queue: 'deliver', id: 'dlv-1', jobId: 'j2', notBefore: after(5) },
      ];
      await rooms.tx((tx) => rooms.outbox.put(tx, put));
      expect(await rooms.outbox.depth()).toBe(2);
      expect(await rooms.tx((tx) => rooms.outbox.take(tx, 10))).toEqual(put);
      expect(await rooms.outbox.depth()).toBe(0);
    });

    test('several relays at once hand over each row exactly once', async () => {
      for (let batch = 0; batch < 4; batch++) await rooms.tx((tx) => rooms.outbox.put(tx, jobs(100)));
      const takenBy = await Promise.all(
        Array.from({ length: 6 }, async () => {
          const mine: OutboxJob[] = [];
          for (;;) {
            const some = await rooms.tx(async (tx) => {
              const rows = await rooms.outbox.take(tx, 17);
              await sleep(Math.random() * 2);
              return rows;
            });
            if (some.length === 0) return mine;
            mine.push(...some);
          }
        }),
      );
      expect(takenBy.flat()).toHaveLength(400);
      expect(await rooms.outbox.depth()).toBe(0);
    });

    test('a relay that dies loses nothing, and blocks nobody meanwhile', async () => {
      await rooms.tx((tx) => rooms.outbox.put(tx, jobs(10)));
      const dying = rooms.tx(async (tx) => {
        expect(await rooms.outbox.take(tx, 4)).toHaveLength(4);
        expect(await rooms.tx((other) => rooms.outbox.take(other, 100))).toHaveLength(6);
        throw new Error('killed');
      });
      await expect(dying).rejects.toThrow('killed');
      expect(await rooms.tx((tx) => rooms.outbox.take(tx, 100))).toHaveLength(4);
    });

    test('what is rolled back was never put, and nobody is poked', async () => {
      const poked: string[] = [];
      const failing = rooms.tx(async (tx) => {
        await rooms.outbox.put(tx, jobs(1));
        tx.afterCommit(() => poked.push('no'));
        throw new Error('refused');
      });
      await expect(failing).rejects.toThrow('refused');
      await rooms.tx(async (tx) => {
        await rooms.outbox.put(tx, jobs(2));
        tx.afterCommit(() => poked.push('yes'));
      });
      expect(poked).toEqual(['yes']);
      expect(await rooms.outbox.depth()).toBe(2);
    });
  });

  describe('messages', () => {
    test('the four cases', async () => {
      expect(await begin('h1', 'b1')).toEqual({ kind: 'new' });
      await rooms.tx((tx) => rooms.messages.finish(tx, 'hospital', 'h1', 'b1', 200, '{"ok":1.00}', NOON));
      expect(await begin('h1', 'b1')).toEqual({ kind: 'repeat', status: 200, response: '{"ok":1.00}' });
      expect(await begin('h1', 'b2')).toEqual({ kind: 'header-seen' });
      expect(await begin('h2', 'b1')).toEqual({ kind: 'bundle-seen' });
      expect(await begin('h1', 'b1', 'another sender')).toEqual({ kind: 'new' });
      await rooms.tx((tx) => rooms.messages.finish(tx, 'hospital', 'h2', 'b2', 200, '{}', NOON));
      // Both known, but not together: the bundle came under another header, which is the error.
      expect(await begin('h2', 'b1')).toEqual({ kind: 'bundle-seen' });
    });

    test('of callers with the same ids at once, one processes and the others get its answer', async () => {
      const worked: string[] = [];
      const call = () =>
        rooms.tx(async (tx) => {
          const found = await rooms.messages.begin(tx, 'hospital', 'h', 'b');
          if (found.kind !== 'new') return found;
          worked.push('once');
          await sleep(10);
          await rooms.messages.finish(tx, 'hospital', 'h', 'b', 201, 'answer', NOON);
          return found;
        });
      const answers = await Promise.all(Array.from({ length: 8 }, call));
      expect(worked).toEqual(['once']);
      expect(answers.filter((each) => each.kind === 'repeat' && each.response === 'answer')).toHaveLength(7);
    });

    test('messages whose ids cross wait for one another without a deadlock', async () => {
      const pairs = Array.from({ length: 40 }, (_, n) => [`x${n % 3}`, `y${(n >> 1) % 3}`] as const);
      const kinds = await Promise.all(
        pairs.map(([header, bundle]) =>
          rooms.tx(async (tx) => {
            const found = await rooms.messages.begin(tx, 'hospital', header, bundle);
            if (found.kind === 'new' || found.kind === 'header-seen')
              await rooms.messages.finish(tx, 'hospital', header, bundle, 200, '', NOON);
            return found.kind;
          }),
        ),
      );
      expect(kinds.filter((kind) => kind === 'new').length).toBeGreaterThan(0);
      // A bundle is processed under one header only, however they came.
      const rows = await rooms.query<{ most: number }>(
        'select max(n)::int as most from (select count(*) as n from messages group by bundle_id) t',
      );
      expect(rows).toEqual([{ most: 1 }]);
    });

    test('answers that are old are forgotten', async () => {
      await rooms.tx((tx) => rooms.messages.finish(tx, 's', 'old', 'old', 200, '', after(-1)));
      await rooms.tx((tx) => rooms.messages.finish(tx, 's', 'new', 'new', 200, '', NOON));
      expect(await rooms.messages.prune(NOON)).toBe(1);
      expect(await begin('old', 'old', 's')).toEqual({ kind: 'new' });
      expect((await begin('new', 'new', 's')).kind).toBe('repeat');
    });
  });

  describe('the audit', () => {
    test('pages newest first, filters, and gives back what was written', async () => {
      const subject = refOf('Patient/audited');
      const full: AuditEntry = {
        at: NOON,
        action: 'decide',
        caller: 'lenke',
        recipient: 'habu',
        subject,
        classes: ['D1', 'D9'],
        effect: 'narrow',
        rule: 'R5',
        basis: 'HPL45',
        lawVersion: '2026-1',
        evidence: ['Consent/1'],
        eventId: eventId('birth'),
        deliveryId: deliveryId('a'),
        detail: 'test',
      };
      const bare = (n: number): AuditEntry => ({ at: after(n), action: 'read', caller: `c${n}`, subject });
      await rooms.tx((tx) => rooms.audit.write(tx, [full, ...[1, 2, 3, 4].map(bare)]));
      await rooms.tx((tx) => rooms.audit.write(tx, [{ at: NOON, action: 'pause', caller: 'x' }]));
      const first = await rooms.audit.list({ subject }, { limit: 3 });
      expect(first.items).toEqual([bare(4), bare(3), bare(2)]);
      const second = await rooms.audit.list({ subject }, { limit: 3, after: first.next ?? '' });
      expect(second).toEqual({ items: [bare(1), full] });
      expect((await rooms.audit.list({ deliveryId: deliveryId('a') }, { limit: 9 })).items).toEqual([full]);
      expect((await rooms.audit.list({ since: after(3) }, { limit: 9 })).items).toHaveLength(2);
    });

    test('cannot be changed or removed', async () => {
      for (const text of ["update audit set caller = 'y'", 'delete from audit', 'truncate audit'])
        await expect(rooms.query(text)).rejects.toMatchObject({ code: 'LENKE_INTERNAL' });
    });
  });
});

function timer(id: string, due: Date | undefined, change: Partial<Timer> = {}): Timer {
  return {
    id,
    code: 'T-DUTY33',
    action: 'A-DUTY',
    subject: refOf('Patient/mother'),
    case: CASE,
    eventId: eventId('birth'),
    ...(due && { due }),
    late: false,
    cancelOn: ['E_STOP'],
    state: 'open',
    ...change,
  };
}

function jobs(count: number): OutboxJob[] {
  return Array.from({ length: count }, (_, n) => ({ queue: 'deliver', id: `dlv-${n}`, jobId: `job-${n}` }));
}
