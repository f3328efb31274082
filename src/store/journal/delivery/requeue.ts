// How does an ended delivery get another chance? By hand, in its old place in the line.

import type { DeliveryRecord } from '../../../domain/delivery.ts';
import type { DeliveryId } from '../../../domain/identity.ts';
import type { Tx } from '../../tx.ts';
import { movesTo } from './moves-to.ts';
import { refuseMove } from './refuse-move.ts';
import { DELIVERY_COLUMNS, readDelivery, type DeliveryRow } from './row.ts';

const REQUEUE = `update deliveries d set state = 'queued', standing = true, reason = null, next_at = $2,
    lease_until = null, first_attempt_at = $2, updated_at = $2
  where d.id = $1 and d.state = any($3::text[]) returning ${DELIVERY_COLUMNS}`;

/** State queued, due now, retry horizon from now. Attempts go on counting. LENKE_ILLEGAL_MOVE for what has not ended. */
export async function requeue(tx: Tx, id: DeliveryId, now: Date): Promise<DeliveryRecord> {
  const rows = await tx.query<DeliveryRow>(REQUEUE, [id, now, movesTo('queued')]);
  const requeued = rows.map(readDelivery)[0];
  if (!requeued) throw await refuseMove(tx, id, 'queued');
  return requeued;
}
