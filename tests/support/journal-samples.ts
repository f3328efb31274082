// What do an event and a delivery look like in a test? Nobody's: ids and codes only.

import {
  deliveryId,
  eventId,
  parseRecipientId,
  parseRef,
  type RecipientId,
  type Ref,
} from '../../src/domain/identity.ts';
import type { PathwayEvent } from '../../src/domain/event.ts';
import type { PlannedDelivery } from '../../src/store/journal/types.ts';

/** The moment tests stand at. */
export const NOON = new Date('2026-11-22T12:00:00.000Z');

/** NOON and some. */
export function after(ms: number): Date {
  return new Date(NOON.getTime() + ms);
}

export function refOf(text: string): Ref {
  const ref = parseRef(text);
  if (!ref) throw new Error(`not a reference: ${text}`);
  return ref;
}

export function recipientOf(text: string): RecipientId {
  const id = parseRecipientId(text);
  if (!id) throw new Error(`not a recipient: ${text}`);
  return id;
}

/** An accepted event; `key` makes its id. */
export function sampleEvent(key: string, change: Partial<PathwayEvent> = {}): PathwayEvent {
  return {
    id: eventId(key),
    code: 'E_LIVEBIRTH',
    subject: refOf('Patient/mother'),
    case: refOf('EpisodeOfCare/case'),
    at: NOON,
    receivedAt: NOON,
    source: 'hospital',
    correlation: `corr-${key}`,
    triggers: [{ reference: refOf('Patient/child'), version: 1 }],
    status: 'accepted',
    trail: [],
    ...change,
  };
}

/** A queued delivery; `key` makes its id, `lane` its line. */
export function sampleDelivery(
  key: string,
  lane: string,
  change: Partial<PlannedDelivery> = {},
): PlannedDelivery {
  return {
    id: deliveryId(key),
    eventId: eventId('birth'),
    action: 'A-CHILD-REF',
    recipient: recipientOf('habu'),
    role: 'habu',
    subject: refOf('Patient/child'),
    case: refOf('EpisodeOfCare/case'),
    persons: [],
    lane,
    content: [
      { reference: refOf('ServiceRequest/ref'), version: 1, classes: ['D1', 'D2'], essential: true },
      { reference: refOf('Patient/child'), version: 3, classes: ['D1'], essential: true },
    ],
    claimedBasis: 'HPL45',
    evaluateOnly: false,
    notBefore: NOON,
    plannedAt: NOON,
    state: 'queued',
    effect: 'permit',
    rule: 'R5-TREATMENT',
    basis: 'HPL45',
    ...change,
  };
}
