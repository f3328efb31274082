// Something the pathway must not lose sight of was withheld: who is told?

import type { Delivery } from '../../domain/delivery.ts';
import type { Tx } from '../../store/types.ts';
import { openFinding } from '../findings.ts';
import { ownEvent } from '../own-event.ts';
import type { Ports } from '../ports.ts';

/** Opens the finding and raises the event that the action names for this case; most deliveries name none. */
export async function tellWithheld(
  tx: Tx,
  delivery: Delivery,
  verdict: { readonly rule: string; readonly basis: string },
  ports: Ports,
): Promise<void> {
  const action = ports.pathway.actions.find(({ id }) => id === delivery.action);
  const { onWithheld } = action?.sends.find((send) => send.onWithheld) ?? {};
  if (!onWithheld || delivery.evaluateOnly) return;
  const { rule, basis } = verdict;
  const about = { eventId: delivery.eventId, deliveryId: delivery.id };
  await openFinding(tx, ports, onWithheld.finding, { action: delivery.action, rule, basis }, about);
  const [lead] = delivery.content.filter(({ essential }) => essential);
  if (!lead) return;
  const event = ownEvent(
    onWithheld.event,
    {
      case: delivery.case,
      subject: delivery.subject,
      triggers: [{ reference: lead.reference, version: lead.version }],
      at: ports.clock.now(),
      correlation: delivery.id,
    },
    [delivery.id, rule],
  );
  await ports.store.events.insert(tx, [event]);
  await ports.store.outbox.put(tx, [{ queue: 'process', id: event.id, jobId: `p-${event.id}` }]);
  tx.afterCommit(() => ports.waker.poke());
}
