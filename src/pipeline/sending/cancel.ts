// What must not leave any more? Cancels deliveries that have not left, and lets those go that stood behind them.

import type { DeliveryRecord } from '../../domain/delivery.ts';
import type { DeliveryJournal } from '../../store/journal/types.ts';
import type { Tx } from '../../store/types.ts';
import type { Ports } from '../ports.ts';
import { wakeNext } from '../receipt.ts';

/** Cancels what matches and has not left; returns it. */
export async function cancelWaiting(
  tx: Tx,
  filter: Parameters<DeliveryJournal['cancel']>[1],
  reason: string,
  ports: Ports,
): Promise<readonly DeliveryRecord[]> {
  const { deliveries } = ports.store;
  const cancelled = await deliveries.cancel(tx, filter, reason, ports.clock.now());
  const lanes = [...new Set(cancelled.map(({ lane }) => lane))];
  for (const next of lanes.length > 0 ? await deliveries.firstsOf(tx, lanes) : [])
    await wakeNext(tx, next, ports);
  return cancelled;
}
