// Can it still be stopped? What has not left is cancelled; what is under way or has arrived is not.

import type { DeliveryRecord, DeliveryState } from '../../../domain/delivery.ts';
import type { DeliveryId, Ref } from '../../../domain/identity.ts';
import { combine } from '../../page.ts';
import type { Tx } from '../../tx.ts';
import { DELIVERY_COLUMNS, readDelivery, type DeliveryRow } from './row.ts';

const NOT_LEFT: readonly DeliveryState[] = ['planned', 'queued', 'retrying', 'withheld'];

export interface CancelFilter {
  readonly ids?: readonly DeliveryId[];
  readonly case?: Ref;
  readonly subject?: Ref;
  readonly action?: string;
}

/** See `DeliveryJournal.cancel`. An empty filter cancels nothing. */
export async function cancel(
  tx: Tx,
  filter: CancelFilter,
  reason: string,
  now: Date,
): Promise<readonly DeliveryRecord[]> {
  const chosen = combine([
    ['d.id = any(?::text[])', filter.ids],
    ['d.case_ref = ?', filter.case],
    ['d.subject = ?', filter.subject],
    ['d.action = ?', filter.action],
  ]);
  if (chosen.values.length === 0) return [];
  const [states, reasonAt, nowAt] = [1, 2, 3].map((place) => `$${chosen.values.length + place}`);
  const text = `update deliveries d set state = 'cancelled', standing = false, reason = ${reasonAt}, next_at = null,
      lease_until = null, updated_at = ${nowAt}
    ${chosen.where} and d.state = any(${states}::text[]) returning ${DELIVERY_COLUMNS}`;
  const rows = await tx.query<DeliveryRow>(text, [...chosen.values, NOT_LEFT, reason, now]);
  return rows.sort((one, other) => Number(one.seq) - Number(other.seq)).map(readDelivery);
}
