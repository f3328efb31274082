// From which states may a delivery come here?

import { DELIVERY_STATES, mayMove, type DeliveryState } from '../../../domain/delivery.ts';

/** States that may move to `to`, by the table of legal moves. */
export function movesTo(to: DeliveryState): readonly DeliveryState[] {
  return DELIVERY_STATES.filter((from) => mayMove(from, to));
}
