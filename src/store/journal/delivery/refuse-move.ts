// Why did the move not happen? Because there is no such delivery, or because it may not make it.

import type { DeliveryState } from '../../../domain/delivery.ts';
import { GatewayError } from '../../../domain/failure.ts';
import type { DeliveryId } from '../../../domain/identity.ts';
import type { Tx } from '../../tx.ts';

/** The failure of a move that touched no row: LENKE_OPS_NOT_FOUND, or LENKE_ILLEGAL_MOVE {from, to}. */
export async function refuseMove(tx: Tx, id: DeliveryId, to: DeliveryState): Promise<GatewayError> {
  const rows = await tx.query<{ state: DeliveryState }>('select state from deliveries where id = $1', [id]);
  const found = rows[0];
  if (!found) return new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'Delivery' });
  return new GatewayError('LENKE_ILLEGAL_MOVE', { from: found.state, to });
}
