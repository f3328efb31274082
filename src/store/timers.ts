// Which deadlines run, and which are due? Asking costs what is due, not what is open.

import type { EventId, Ref } from '../domain/identity.ts';
import type { Timer, TimerState } from '../domain/timer.ts';
import { combine, readPage } from './page.ts';
import type { Store } from './types.ts';
import type { TimerCount, TimerStore } from './journal/types.ts';

interface TimerRow {
  readonly seq: string;
  readonly id: string;
  readonly code: string;
  readonly action: string;
  readonly subject: Ref;
  readonly case_ref: Ref;
  readonly event_id: EventId;
  readonly due: Date | null;
  readonly late: boolean;
  readonly cancel_on: readonly string[];
  readonly state: TimerState;
}

const COLUMNS = 'seq, id, code, action, subject, case_ref, event_id, due, late, cancel_on, state';

// Planning again changes nothing, but for a timer whose anchor was unknown and now is known.
const INSERT = `insert into timers (id, code, action, subject, case_ref, event_id, due, late, cancel_on, state)
  select id, code, action, subject, "case", "eventId", due, late, "cancelOn", state
    from json_to_recordset($1::json) as t(id text, code text, action text, subject text, "case" text, "eventId" text,
      due timestamptz, late boolean, "cancelOn" text[], state text)
  on conflict (id) do update set due = excluded.due, late = excluded.late
    where timers.state = 'open' and timers.due is null and excluded.due is not null`;

const TAKE_DUE = `update timers set state = 'breached', ended_at = $1 where id = any(array(
    select id from timers where state = 'open' and due is not null and due <= $1
     order by due for update skip locked limit $2))
  returning ${COLUMNS}`;

// A min() over the partial index of what is due would read all of it when statistics are old; the first row of its order does not.
const NEXT_DUE = `select due from timers where state = 'open' and due is not null order by due limit 1`;

const COUNTS = `select code, state, count(*)::int as count, count(*) filter (where late)::int as late,
    count(*) filter (where due is null)::int as undated from timers group by code, state order by code, state`;

const MEET = `update timers set state = 'met', ended_at = $2 where id = any($1::text[]) and state = 'breached'`;

/** Builds the timers. */
export function createTimerStore(query: Store['query']): TimerStore {
  return {
    async insert(tx, timers) {
      if (timers.length > 0) await tx.query(INSERT, [JSON.stringify(timers)], 'timers-insert');
    },
    async end(tx, filter, state, at) {
      const { where, values } = combine([
        ["state = 'open'", true],
        ['case_ref = ?', filter.case],
        ['subject = ?', filter.subject],
        ['code = ?', filter.code],
        ['? = any(cancel_on)', filter.onEvent],
        ['subject <> all(?::text[])', filter.spare],
      ]);
      const [stateAt, timeAt] = [`$${values.length + 1}`, `$${values.length + 2}::timestamptz`];
      const text = `update timers set state = ${stateAt}, ended_at = ${timeAt} ${where} returning id`;
      return (await tx.query(text, [...values, state, at], nameOfEnd(filter))).length;
    },
    async takeDue(tx, now, limit) {
      const rows = await tx.query<TimerRow>(TAKE_DUE, [now, limit], 'timers-take-due');
      return rows.sort(byDue).map(readTimer);
    },
    async meet(tx, ids, at) {
      await tx.query(MEET, [ids, at], 'timers-meet');
    },
    async nextDue() {
      return (await query<{ due: Date }>(NEXT_DUE, [], 'timers-next-due'))[0]?.due;
    },
    counts: () => query<TimerCount>(COUNTS),
    list: (filter, page) =>
      readPage(
        query,
        `select ${COLUMNS} from timers`,
        [
          ['case_ref = ?', filter.case],
          ['event_id = ?', filter.eventId],
          ['state = ?', filter.state],
          ['due < ?', filter.dueBefore],
        ],
        page,
        readTimer,
      ),
  };
}

/**
 * Ends are of one case, and its open timers are walked along whatever else is asked: one plan for each shape is right for any
 * values, and planning it costs more than running it.
 */
function nameOfEnd(filter: Parameters<TimerStore['end']>[1]): string {
  const more = (['subject', 'code', 'onEvent', 'spare'] as const).filter((key) => filter[key] !== undefined);
  return ['timers-end', ...more].join('-');
}

/** RETURNING promises no order. */
function byDue(one: TimerRow, other: TimerRow): number {
  return Number(one.due) - Number(other.due) || Number(one.seq) - Number(other.seq);
}

function readTimer(row: TimerRow): Timer {
  return {
    id: row.id,
    code: row.code,
    action: row.action,
    subject: row.subject,
    case: row.case_ref,
    eventId: row.event_id,
    ...(row.due !== null && { due: row.due }),
    late: row.late,
    cancelOn: row.cancel_on,
    state: row.state,
  };
}
