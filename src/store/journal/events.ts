// What happened, and has it been planned? Events of one case are planned one after the other.

import type { EventId } from '../../domain/identity.ts';
import { readPage } from '../page.ts';
import type { EventJournal } from './types.ts';
import type { Tx } from '../tx.ts';
import { claimFirst } from './claim-first.ts';
import { EVENT_COLUMNS, readEvent, type EventRow } from './event-row.ts';
import { newOf } from './new-of.ts';

const INSERT = `insert into events (id, code, subject, case_ref, at, received_at, source, correlation, triggers, status,
    trail, next_at)
  select id, code, subject, "case", at, "receivedAt", source, correlation, triggers, status, trail, "receivedAt"
    from json_to_recordset($1::json) as e(id text, code text, subject text, "case" text, at timestamptz,
      "receivedAt" timestamptz, source text, correlation text, triggers jsonb, status text, trail jsonb)
  on conflict (id) do nothing returning id`;

// Only the first of a case: waking one that waits behind another would find the other anyway.
const FORGOTTEN = `select id from events e where status = 'accepted' and next_at < $1
  and not exists (select from events f where f.status = 'accepted' and f.case_ref = e.case_ref and f.seq < e.seq)
  order by next_at limit $2`;

// What is accepted after our snapshot has a wake-up of its own.
const FINISH = `update events e set status = $2, trail = $3::jsonb where id = $1
  returning exists (select from events f where f.status = 'accepted' and f.case_ref = e.case_ref and f.id <> e.id) as more`;

const COUNT_UNKNOWN = `insert into unknown_counts (day, code, count) values ($1::date, $2, 1)
  on conflict (day, code) do update set count = unknown_counts.count + 1`;

const UNKNOWN_COUNTS = `select code, to_char(day, 'YYYY-MM-DD') as day, count::int from unknown_counts
  order by unknown_counts.day desc, code`;

/** Builds the journal of events. */
export function createEventJournal(query: Tx['query']): EventJournal {
  return {
    async insert(tx, events) {
      if (events.length === 0) return [];
      const rows = await tx.query<{ id: EventId }>(INSERT, [JSON.stringify(events)], 'events-insert');
      return newOf(events, rows);
    },
    claimFirst,
    async finish(tx, id, status, trail) {
      const rows = await tx.query<{ more: boolean }>(
        FINISH,
        [id, status, JSON.stringify(trail)],
        'event-finish',
      );
      return rows[0]?.more ?? false;
    },
    async postpone(tx, id, nextAt) {
      await tx.query('update events set tries = tries + 1, next_at = $2 where id = $1', [id, nextAt]);
    },
    async read(id) {
      const text = `select ${EVENT_COLUMNS} from events where id = $1`;
      const rows = await query<EventRow>(text, [id], 'event-read');
      return rows.map(readEvent)[0];
    },
    list: (filter, page) =>
      readPage(
        query,
        `select ${EVENT_COLUMNS} from events`,
        [
          ['code = ?', filter.code],
          ['case_ref = ?', filter.case],
          ['status = ?', filter.status],
          ['received_at >= ?', filter.since],
        ],
        page,
        readEvent,
      ),
    async forgotten(before, limit) {
      return (await query<{ id: EventId }>(FORGOTTEN, [before, limit])).map((row) => row.id);
    },
    async countUnknown(tx, code, at) {
      await tx.query(COUNT_UNKNOWN, [at.toISOString().slice(0, 10), code]);
    },
    unknownCounts: () => query<{ code: string; day: string; count: number }>(UNKNOWN_COUNTS),
  };
}
