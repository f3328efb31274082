// What must a person look at, and who has?

import type { Finding, Mover } from '../../domain/finding.ts';
import type { DeliveryId, EventId } from '../../domain/identity.ts';
import { readPage } from '../page.ts';
import type { FindingJournal } from './types.ts';
import type { Tx } from '../tx.ts';

interface FindingRow {
  readonly seq: string;
  readonly id: string;
  readonly code: string;
  readonly mover: Mover;
  readonly facts: Finding['facts'];
  readonly event_id: EventId | null;
  readonly delivery_id: DeliveryId | null;
  readonly at: Date;
  readonly closed_at: Date | null;
}

// What was closed and happens again must be looked at again.
const OPEN = `insert into findings (id, code, mover, facts, event_id, delivery_id, at) values ($1, $2, $3, $4::jsonb, $5, $6, $7)
  on conflict (id) do update set facts = excluded.facts, at = excluded.at, closed_at = null
    where findings.closed_at is not null`;

const LIST = 'select seq, id, code, mover, facts, event_id, delivery_id, at, closed_at from findings';

/** Builds the journal of findings. */
export function createFindingJournal(query: Tx['query']): FindingJournal {
  return {
    async open(tx, finding) {
      const { id, code, mover, facts, eventId, deliveryId, at } = finding;
      await tx.query(OPEN, [id, code, mover, JSON.stringify(facts), eventId, deliveryId, at]);
    },
    async close(tx, id, at) {
      await tx.query('update findings set closed_at = $2 where id = $1 and closed_at is null', [id, at]);
    },
    list: (filter, page) =>
      readPage(
        query,
        LIST,
        [
          ['closed_at is null', filter.open === true ? true : undefined],
          ['closed_at is not null', filter.open === false ? true : undefined],
          ['code = ?', filter.code],
          ['event_id = ?', filter.eventId],
        ],
        page,
        readFinding,
      ),
  };
}

function readFinding(row: FindingRow): Finding {
  return {
    id: row.id,
    code: row.code,
    mover: row.mover,
    facts: row.facts,
    ...(row.event_id !== null && { eventId: row.event_id }),
    ...(row.delivery_id !== null && { deliveryId: row.delivery_id }),
    at: row.at,
    ...(row.closed_at !== null && { closedAt: row.closed_at }),
  };
}
