// What lies in the journal that /ops/v1 is tested on? One birth with three deliveries, a finding and a timer.

import { deliveryId, eventId, type DeliveryId, type EventId } from '../../../src/domain/identity.ts';
import type { PlannedDelivery } from '../../../src/store/journal/types.ts';
import type { Gateway } from './gateway.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
/** The birth. */
export const EVENT: EventId = eventId('ops-test', 'birth');
/** Its deliveries; the first is withheld. */
export const DELIVERIES: readonly DeliveryId[] = ['a', 'b', 'c'].map((name) => deliveryId('ops-test', name));

/** Writes it. */
export async function fillJournal({ store, parts }: Gateway): Promise<void> {
  const [habu] = parts.recipients;
  if (!habu) throw new Error('no recipient');
  await store.tx(async (tx) => {
    await store.events.insert(tx, [
      {
        id: EVENT,
        code: 'E_LIVEBIRTH',
        subject: 'Patient/m',
        case: 'EpisodeOfCare/e',
        at: NOW,
        receivedAt: NOW,
        source: 'hospital',
        correlation: 'c1',
        triggers: [{ reference: 'Encounter/e', version: 1 }],
        status: 'accepted',
        trail: [],
      },
    ]);
    await store.deliveries.plan(
      tx,
      DELIVERIES.map(
        (id, index): PlannedDelivery => ({
          id,
          eventId: EVENT,
          action: 'A-CHILD-REF',
          recipient: habu.id,
          role: 'habu',
          subject: 'Patient/c',
          case: 'EpisodeOfCare/e',
          persons: [],
          lane: `Patient/c habu ${index}`,
          content: [{ reference: 'ServiceRequest/s', version: 1, classes: ['D1'], essential: true }],
          claimedBasis: 'HPL45',
          evaluateOnly: false,
          notBefore: NOW,
          plannedAt: NOW,
          state: index === 0 ? 'withheld' : 'queued',
          effect: index === 0 ? 'deny' : 'permit',
          rule: 'R9-DENY',
          basis: 'HPL21',
        }),
      ),
    );
    await store.findings.open(tx, {
      id: 'finding-1',
      code: 'LENKE_NO_RECIPIENT',
      mover: 'mapping',
      facts: { action: 'A-1', role: 'habu', municipality: '4204' },
      eventId: EVENT,
      at: NOW,
    });
    await store.timers.insert(tx, [
      {
        id: 'timer-1',
        code: 'T-DUTY33',
        action: 'A-DUTY',
        subject: 'Patient/c',
        case: 'EpisodeOfCare/e',
        eventId: EVENT,
        due: NOW,
        late: false,
        cancelOn: ['E_DEATH'],
        state: 'open',
      },
    ]);
    await store.events.countUnknown(tx, 'E_LIVEBIRTH', NOW);
  });
}
