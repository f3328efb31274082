// What is on its way, and how does it stand? Each verb has a file of its own in delivery/.

import { STANDING, type Attempt, type DeliveryState } from '../../domain/delivery.ts';
import type { DeliveryId } from '../../domain/identity.ts';
import { readPage, type Condition } from '../page.ts';
import type { DeliveryJournal, WaitingDelivery } from './types.ts';
import type { Tx } from '../tx.ts';
import { cancel } from './delivery/cancel.ts';
import { claim, claimOf } from './delivery/claim.ts';
import { firstsOf } from './delivery/firsts-of.ts';
import { plan } from './delivery/plan.ts';
import { release } from './delivery/release.ts';
import { requeue } from './delivery/requeue.ts';
import { DELIVERY_COLUMNS, readDelivery, type DeliveryRow } from './delivery/row.ts';
import { settle } from './delivery/settle.ts';

interface AttemptRow {
  readonly delivery_id: DeliveryId;
  readonly n: number;
  readonly started_at: Date;
  readonly ms: number;
  readonly result: Attempt['result'];
  readonly code: string | null;
  readonly status: number | null;
  readonly outcome: string | null;
  readonly bytes_hash: string;
}

const SELECT = `select ${DELIVERY_COLUMNS} from deliveries d`;

const CARRYING = `select ${DELIVERY_COLUMNS} from delivery_contents c join deliveries d on d.seq = c.delivery_seq
  where c.reference = $1 order by d.seq`;

const ATTEMPTS = `select delivery_id, n, started_at, ms, result, code, status, outcome, bytes_hash from attempts
  where delivery_id = $1 order by n`;

// Only what could go: the first of its line, and not of a paused recipient. A long dead line could otherwise fill
// every sweep and hide what was really forgotten.
const FORGOTTEN = `select d.id from deliveries d
  where d.standing and d.next_at < $1
    and ((d.state in ('queued', 'retrying') and d.next_at < $2) or (d.state = 'sending' and d.lease_until < $1))
    and not exists (select from deliveries a where a.standing and a.lane = d.lane and a.seq < d.seq)
    and not exists (select from pauses p where p.recipient = d.recipient)
  order by d.next_at limit $3`;

const OVERDUE = `select id from deliveries where standing and state = 'awaiting' and next_at < $1 order by next_at limit $2`;

const WAITING = `select id, action, rule, state from deliveries
  where case_ref = $1 and state in ('planned', 'withheld', 'queued', 'retrying') order by seq`;

const MAY_GO = `select ${DELIVERY_COLUMNS} from deliveries d
  where case_ref = $1 and state in ('planned', 'queued', 'retrying') and effect <> 'deny' order by seq limit 1000`;

// Two halves, each from an index of its own: what stands is little, and what ended is counted without its rows.
const COUNTS = `select recipient, state, count(*)::int as count, min(planned_at) as oldest
    from deliveries where standing group by recipient, state
  union all
  select recipient, ended_state, count(*)::int, min(planned_at)
    from deliveries where ended_state is not null group by recipient, ended_state
  order by recipient, state`;

/** Builds the journal of deliveries. */
export function createDeliveryJournal(query: Tx['query']): DeliveryJournal {
  return {
    plan,
    claim,
    claimOf,
    release,
    settle,
    cancel,
    requeue,
    firstsOf,
    async read(id) {
      const rows = await query<DeliveryRow>(`${SELECT} where id = $1`, [id], 'delivery-read');
      return rows.map(readDelivery)[0];
    },
    list: (filter, page, tx) =>
      readPage(
        tx?.query ?? query,
        SELECT,
        [
          ...stateIs(filter.state),
          ['recipient = ?', filter.recipient],
          ['event_id = ?', filter.eventId],
          ['case_ref = ?', filter.case],
          ['planned_at >= ?', filter.since],
        ],
        page,
        readDelivery,
      ),
    async ofEvent(id) {
      const text = `${SELECT} where event_id = $1 order by seq`;
      return (await query<DeliveryRow>(text, [id], 'delivery-of-event')).map(readDelivery);
    },
    async carrying(reference, tx) {
      const rows = await (tx
        ? tx.query<DeliveryRow>(CARRYING, [reference], 'delivery-carrying')
        : query<DeliveryRow>(CARRYING, [reference], 'delivery-carrying'));
      return rows.map(readDelivery);
    },
    async mayGo(caseRef, tx) {
      return (await tx.query<DeliveryRow>(MAY_GO, [caseRef], 'deliveries-may-go')).map(readDelivery);
    },
    waiting: (caseRef, tx) => tx.query<WaitingDelivery>(WAITING, [caseRef], 'deliveries-waiting'),
    async attempts(id) {
      return (await query<AttemptRow>(ATTEMPTS, [id])).map(readAttempt);
    },
    async forgotten(now, before, limit) {
      return (await query<{ id: DeliveryId }>(FORGOTTEN, [now, before, limit])).map((row) => row.id);
    },
    async overdue(now, limit) {
      return (await query<{ id: DeliveryId }>(OVERDUE, [now, limit])).map((row) => row.id);
    },
    counts: () => query(COUNTS),
  };
}

/** Said so that an index answers: few stand, and of what does not stand the state is indexed. */
function stateIs(state: DeliveryState | undefined): readonly Condition[] {
  if (state === undefined) return [];
  if (!STANDING.has(state)) return [['ended_state = ?', state]];
  return [
    ['standing', true],
    ['state = ?', state],
  ];
}

function readAttempt(row: AttemptRow): Attempt {
  return {
    deliveryId: row.delivery_id,
    n: row.n,
    startedAt: row.started_at,
    ms: row.ms,
    result: row.result,
    ...(row.code !== null && { code: row.code }),
    ...(row.status !== null && { status: row.status }),
    ...(row.outcome !== null && { outcome: row.outcome }),
    bytesHash: row.bytes_hash,
  };
}
