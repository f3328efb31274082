// May this worker send this delivery now? Takes it for one attempt, or says why not.

import { STANDING, type DeliveryState } from '../../../domain/delivery.ts';
import type { DeliveryId, EventId } from '../../../domain/identity.ts';
import type { Claim } from '../types.ts';
import type { Tx } from '../../tx.ts';
import { DELIVERY_COLUMNS, readDelivery, type DeliveryRow } from './row.ts';

interface Standing {
  readonly state: DeliveryState;
  readonly next_at: Date;
  readonly lease_until: Date | null;
  readonly paused: boolean;
  readonly ahead: DeliveryId | null;
}

type Claimed = Extract<Claim, { kind: 'claimed' }>;

/** A row of what was taken; without one when nothing was. */
type TakenRow = { readonly left: readonly DeliveryId[] } & (DeliveryRow | { readonly id: null });

// Ahead in the line is what was planned before, and whatever of the line is under way right now (a resend by hand
// puts an old delivery back before one that may be leaving this moment).
const AHEAD = `a.standing and a.lane = d.lane and (a.seq < d.seq
  or (a.seq > d.seq and a.state = 'sending' and a.lease_until > $2))`;

const TAKE = `update deliveries d set state = 'sending', attempts = attempts + 1,
    lease_until = $2::timestamptz + make_interval(secs => $3::float8 / 1000),
    first_attempt_at = coalesce(first_attempt_at, $2), updated_at = $2
  where d.id = $1
    and ((d.state in ('queued', 'retrying') and d.next_at <= $2) or (d.state = 'sending' and d.lease_until <= $2))
    and not exists (select from pauses p where p.recipient = d.recipient)
    and not exists (select from deliveries a where ${AHEAD})
  returning ${DELIVERY_COLUMNS}`;

// Those of an event, and beside them who could not be taken: `d` in the outer query is as it was before.
const TAKE_OF = `with taken as (${TAKE.replace('d.id = $1', 'd.event_id = $1')})
  select w.left, t.* from (select array(select d.id from deliveries d
      where d.event_id = $1 and d.state in ('queued', 'retrying', 'sending') and d.id not in (select id from taken)
      order by d.seq) as left) w
    left join taken t on true order by t.seq`;

const ASK = `select d.state, d.next_at, d.lease_until,
    exists (select from pauses p where p.recipient = d.recipient) as paused,
    (select a.id from deliveries a where ${AHEAD} order by a.seq limit 1) as ahead
  from deliveries d where d.id = $1`;

const WAIT_FOR = 'select state from deliveries where id = $1 for share';

/** Between taking and asking the world may move; three looks are more than any two workers can spoil. */
const LOOKS = 3;

/** See `DeliveryJournal.claimOf`. */
export async function claimOf(
  tx: Tx,
  event: EventId,
  now: Date,
  leaseMs: number,
): Promise<{ claimed: readonly Claimed[]; left: readonly DeliveryId[] }> {
  const rows = await tx.query<TakenRow>(TAKE_OF, [event, now, leaseMs], 'deliveries-take');
  const claimed = rows.flatMap((row): readonly Claimed[] =>
    row.id === null ? [] : [{ kind: 'claimed', delivery: readDelivery(row), attempt: row.attempts }],
  );
  return { claimed, left: rows[0]?.left ?? [] };
}

/** See `DeliveryJournal.claim`. The ordinary case is one statement. */
export async function claim(tx: Tx, id: DeliveryId, now: Date, leaseMs: number): Promise<Claim> {
  for (let look = 0; look < LOOKS; look++) {
    const taken = (await tx.query<DeliveryRow>(TAKE, [id, now, leaseMs], 'delivery-take'))[0];
    if (taken) return { kind: 'claimed', delivery: readDelivery(taken), attempt: taken.attempts };
    const standing = (await tx.query<Standing>(ASK, [id, now]))[0];
    const answer = explain(standing, now);
    if (answer && answer.kind !== 'behind') return answer;
    if (answer && (await stillHolds(tx, answer.ahead))) return answer;
  }
  return { kind: 'not-due', at: now };
}

/** Why it was not taken; undefined when it could be now. */
function explain(standing: Standing | undefined, now: Date): Claim | undefined {
  if (!standing) return { kind: 'unknown' };
  const { state, paused, ahead } = standing;
  if (state !== 'queued' && state !== 'retrying' && state !== 'sending') return { kind: 'ended', state };
  if (paused) return { kind: 'paused' };
  const at = state === 'sending' ? standing.lease_until : standing.next_at;
  if (at !== null && at > now) return { kind: 'not-due', at };
  return ahead === null ? undefined : { kind: 'behind', ahead };
}

/**
 * Waits for whoever is settling the one ahead this very moment. Without it a wake-up could be lost: the settler did not
 * see this delivery yet, and this worker does not see the settlement yet.
 */
async function stillHolds(tx: Tx, ahead: DeliveryId): Promise<boolean> {
  const rows = await tx.query<{ state: DeliveryState }>(WAIT_FOR, [ahead]);
  const found = rows[0];
  return found !== undefined && STANDING.has(found.state);
}
