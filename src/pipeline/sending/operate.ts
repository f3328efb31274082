// What may an operator do? Stop deliveries that have not left; pause and resume a recipient.

import { GatewayError } from '../../domain/failure.ts';
import { type DeliveryId, parseDeliveryId } from '../../domain/identity.ts';
import { cancelWaiting } from './cancel.ts';
import type { Ports } from '../ports.ts';

/** Stops deliveries that have not left. Returns how many. */
export async function cancelDeliveries(
  ids: readonly string[],
  reason: string,
  by: string,
  ports: Ports,
): Promise<number> {
  const known = ids.flatMap((id): DeliveryId[] => {
    const found = parseDeliveryId(id);
    return found ? [found] : [];
  });
  const now = ports.clock.now();
  return ports.store.tx(async (tx) => {
    const stopped = await cancelWaiting(tx, { ids: known }, reason, ports);
    await ports.store.audit.write(
      tx,
      stopped.map(({ id, recipient, subject }) => ({
        at: now,
        action: 'stop',
        caller: by,
        recipient,
        subject,
        deliveryId: id,
        detail: reason.slice(0, 200),
      })),
    );
    return stopped.length;
  });
}

/** Pauses a recipient: its deliveries wait and spend no attempts. */
export async function pauseRecipient(
  recipient: string,
  reason: string,
  by: string,
  ports: Ports,
): Promise<void> {
  const found = ports.directory.byId(recipient);
  if (!found) throw new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'recipient' });
  const now = ports.clock.now();
  await ports.store.tx(async (tx) => {
    await ports.store.pauses.set(tx, found.id, reason, by, now);
    await ports.store.audit.write(tx, [
      { at: now, action: 'pause', caller: by, recipient: found.id, detail: reason.slice(0, 200) },
    ]);
  });
}

/** Ends a pause; what waited is woken. Returns how many. */
export async function resumeRecipient(recipient: string, ports: Ports): Promise<number> {
  const found = ports.directory.byId(recipient);
  if (!found) throw new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'recipient' });
  return ports.store.tx(async (tx) => {
    const waiting = await ports.store.pauses.clear(tx, found.id);
    await ports.store.outbox.put(
      tx,
      waiting.map((id) => ({ queue: 'deliver', id, jobId: `d-${id}-u${ports.clock.now().getTime()}` })),
    );
    tx.afterCommit(() => ports.waker.poke());
    return waiting.length;
  });
}
