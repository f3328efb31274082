// What became of it? Records the new state with the attempt that led there, and who in the line may go now.

import { ENDED, STANDING, type DeliveryRecord } from '../../../domain/delivery.ts';
import type { DeliveryId } from '../../../domain/identity.ts';
import type { Settlement } from '../types.ts';
import type { Tx } from '../../tx.ts';
import { movesTo } from './moves-to.ts';
import { refuseMove } from './refuse-move.ts';
import { DELIVERY_COLUMNS, readDelivery, type DeliveryRow } from './row.ts';

// $11 is the number of the attempt that speaks. A worker whose lease ran out may still report that the receiver took or
// refused it (same bytes, same ids), but not send the delivery of its successor back to wait.
// first_waiting looks with a snapshot younger than our hold on the row, or a neighbour planned meanwhile were missed.
// What is withheld when its turn comes was not tried: the attempt it was taken for does not count.
const SETTLE = `with moved as (
    update deliveries d set state = $2, standing = $3, effect = coalesce($4, effect), rule = coalesce($5, rule),
      basis = coalesce($6, basis), reason = $7, next_at = $8, lease_until = null, updated_at = $9,
      attempts = attempts - case when $2 = 'withheld' and state = 'sending' then 1 else 0 end
    where id = $1 and state = any($10::text[])
      and ($11::int is null or attempts = $11 or $2 not in ('retrying', 'failed'))
    returning ${DELIVERY_COLUMNS}),
  tried as (
    insert into attempts (delivery_id, n, started_at, ms, result, code, status, outcome, bytes_hash)
    select moved.id, t.n, t."startedAt", t.ms, t.result, t.code, t.status, t.outcome, t."bytesHash"
      from moved, json_to_record($12::json) as t(n int, "startedAt" timestamptz, ms int, result text, code text,
        status int, outcome text, "bytesHash" text)
     where t.n is not null
    on conflict (delivery_id, n) do nothing)
  select d.*, case when not $3 then first_waiting(d.lane) end as next from moved d`;

/** See `DeliveryJournal.settle`. `reason` is the reason of the new state: none given, none kept. */
export async function settle(
  tx: Tx,
  id: DeliveryId,
  settlement: Settlement,
  now: Date,
): Promise<{ delivery: DeliveryRecord; next?: DeliveryId }> {
  const rows = await tx.query<DeliveryRow & { next: DeliveryId | null }>(
    SETTLE,
    valuesOf(id, settlement, now),
    'delivery-settle',
  );
  const moved = rows[0];
  if (!moved) throw await refuseMove(tx, id, settlement.state);
  const delivery = readDelivery(moved);
  return moved.next === null ? { delivery } : { delivery, next: moved.next };
}

function valuesOf(id: DeliveryId, settlement: Settlement, now: Date): readonly unknown[] {
  const { state, effect, rule, basis, reason, attempt } = settlement;
  const isWaiting = state === 'queued' || state === 'retrying';
  const nextAt = settlement.nextAt ?? (isWaiting ? now : undefined);
  return [
    id,
    state,
    STANDING.has(state),
    effect,
    rule,
    basis,
    reason,
    ENDED.has(state) ? undefined : nextAt,
    now,
    movesTo(state),
    attempt?.n,
    attempt ? JSON.stringify(attempt) : '{}',
  ];
}
