// Is this the receipt we wait for? A receiver that took a message first and answers it later.

import type { Caller } from '../../domain/caller.ts';
import type { DeliveryRecord } from '../../domain/delivery.ts';
import { parseDeliveryId } from '../../domain/identity.ts';
import type { Json } from '../../exchange/contract.ts';
import type { Settlement } from '../../store/journal/types.ts';
import { openFinding } from '../findings.ts';
import type { Ports } from '../ports.ts';
import { settle } from '../receipt.ts';

/** MessageHeader.response of an incoming message. */
export interface LateReceipt {
  /** Id of the MessageHeader that is answered: the delivery's own id. */
  readonly identifier: string;
  readonly code: 'ok' | 'transient-error' | 'fatal-error';
}

/** The receipt a header carries; undefined when it is no answer. */
export function readReceipt(header: Json): LateReceipt | undefined {
  const { identifier, code } = (header['response'] ?? {}) as { identifier?: unknown; code?: unknown };
  if (typeof identifier !== 'string') return undefined;
  return code === 'ok' || code === 'transient-error' || code === 'fatal-error'
    ? { identifier, code }
    : undefined;
}

/**
 * Moves the delivery that is answered. False when we know of none, or the caller is not its recipient: whoever else
 * answers may not end the duty to deliver. A receipt that comes twice changes nothing.
 */
export async function receiveReceipt(receipt: LateReceipt, caller: Caller, ports: Ports): Promise<boolean> {
  const id = parseDeliveryId(`dlv-${receipt.identifier}`);
  const delivery = id && (await ports.store.deliveries.read(id));
  if (!delivery || !mayAnswer(caller, delivery, ports)) return false;
  if (delivery.state !== 'awaiting' && delivery.state !== 'overdue') return true;
  await ports.store.tx(async (tx) => {
    const now = ports.clock.now();
    const { effect, rule, basis } = delivery;
    const settlement: Settlement = {
      state: STATE[receipt.code],
      effect,
      rule,
      basis,
      ...(receipt.code !== 'ok' && { reason: 'LENKE_RECIPIENT_REFUSED' }),
    };
    if (settlement.state !== delivery.state) await settle(tx, delivery, settlement, ports);
    if (receipt.code === 'transient-error') {
      await ports.store.deliveries.requeue(tx, delivery.id, now);
      await ports.store.outbox.put(tx, [
        { queue: 'deliver', id: delivery.id, jobId: `d-${delivery.id}-t${now.getTime()}` },
      ]);
      tx.afterCommit(() => ports.waker.poke());
    }
    if (receipt.code === 'fatal-error') {
      const about = { eventId: delivery.eventId, deliveryId: delivery.id };
      await openFinding(
        tx,
        ports,
        'LENKE_RECIPIENT_REFUSED',
        { recipient: delivery.recipient, status: 0 },
        about,
      );
    }
  });
  return true;
}

/** transient-error: it passes through overdue to be sent again, with the same bytes. */
const STATE = { ok: 'confirmed', 'transient-error': 'overdue', 'fatal-error': 'refused' } as const;

function mayAnswer(caller: Caller, delivery: DeliveryRecord, ports: Ports): boolean {
  if (caller.role === 'sandbox') return true;
  const recipient = ports.directory.byId(delivery.recipient);
  return caller.replyTo === delivery.recipient || recipient?.roles.includes(caller.role) === true;
}
