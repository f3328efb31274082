// A delivery that may leave, and somebody to send it to: for tests of what comes after the decision.

import type { Delivery } from '../../src/domain/delivery.ts';
import { deliveryId, eventId, parseRecipientId, type RecipientId } from '../../src/domain/identity.ts';
import type { Recipient, WireFormat } from '../../src/domain/recipient.ts';
import type { PermittedDelivery } from '../../src/domain/verdict.ts';
import { GatewayError } from '../../src/domain/failure.ts';

/** A recipient id that is known to be one. */
export function recipientId(text: string): RecipientId {
  const id = parseRecipientId(text);
  if (id === undefined) throw new GatewayError('LENKE_SETTINGS', { setting: 'test' });
  return id;
}

/** A delivery; the same `key` gives the same ids. */
export function delivery(key = 'test', changes: Partial<Delivery> = {}): Delivery {
  const at = new Date('2026-10-08T06:00:00Z');
  return {
    id: deliveryId(key),
    eventId: eventId(key),
    action: 'A-CHILD-REF',
    recipient: recipientId('habu'),
    role: 'habu',
    subject: 'Patient/11111111-1111-4111-8111-111111111111',
    case: 'EpisodeOfCare/22222222-2222-4222-8222-222222222222',
    persons: [],
    lane: 'Patient/11111111-1111-4111-8111-111111111111 habu',
    content: [],
    claimedBasis: 'HPL45',
    evaluateOnly: false,
    notBefore: at,
    plannedAt: at,
    ...changes,
  };
}

/**
 * The cast that disclosure/decide.ts alone may make in `src`: tests of writing and sending begin after the decision,
 * and what they send is synthetic.
 */
export function permitted(of: Delivery = delivery()): PermittedDelivery {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { delivery: of, allowed: new Set(['D1', 'D3', 'D8']) } as unknown as PermittedDelivery;
}

/** A recipient at an address. */
export function recipient(
  address: string,
  format: WireFormat = 'fhir-transaction',
  changes: { timeoutMs?: number; credential?: string; id?: string } = {},
): Recipient {
  return {
    id: recipientId(changes.id ?? 'habu'),
    name: 'Syntetisk HABU 0-6',
    roles: ['habu'],
    municipalities: [],
    organization: 'Organization/habu',
    services: [],
    identifiers: ['urn:oid:2.16.578.1.12.4.1.4.101|310000604'],
    endpoint: {
      format,
      address,
      timeoutMs: changes.timeoutMs ?? 2000,
      ...(changes.credential !== undefined && { credential: changes.credential }),
    },
    retryClass: 'standard',
  };
}

/** A gate that stands open: what is tested begins after the decision. */
export const openGate = (): Promise<() => void> => Promise.resolve(() => undefined);
