// May the bytes leave at this very moment? Asked when the connection stands; until they are written, no consent changes.

import type { DeliveryRecord } from '../../domain/delivery.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { Gate } from '../../exchange/contract.ts';
import type { AuditEntry } from '../../store/types.ts';
import { auditDecision } from './audit-decision.ts';
import { type DecidedNow, type DecidedToSend, decideHeld } from './decide-now.ts';
import type { Hold } from './hold.ts';
import type { Ports } from '../ports.ts';

/** Why the gate stayed shut. */
export type Shut =
  | { readonly why: 'denied'; readonly verdict: Verdict & { readonly effect: 'deny' } }
  /** Less may go than was written: write it anew. */
  | { readonly why: 'changed' }
  /** The store did not answer: nothing is known, nothing goes. */
  | { readonly why: 'unknown'; readonly error: unknown };

/** The gate of one attempt. */
export interface DeliveryGate {
  readonly open: Gate;
  /** Resolves when the lock is given back and the send stands in the audit; at once when the gate was never asked. */
  closed(): Promise<void>;
  /** Why nothing left; undefined when the gate was never asked, or opened. */
  shut(): Shut | undefined;
}

/**
 * A gate for what was decided as `before`. `open` decides again under the lock of the case's persons and holds the lock
 * until the bytes are handed to the connection: a withdrawal that was acknowledged is always seen, and one that comes
 * now is acknowledged after them. What goes out beside it may hold the same lock.
 */
export function createGate(
  delivery: DeliveryRecord,
  recipient: Recipient,
  before: DecidedToSend,
  hold: Hold,
  ports: Ports,
): DeliveryGate {
  const state: { shut?: Shut; ended?: Promise<void> } = {};
  const open: Gate = async () => {
    try {
      const held = await hold.enter();
      const now = await decideHeld(delivery, recipient, before, held, ports).catch((error: unknown) => {
        held.leave();
        throw error;
      });
      state.ended = held.ended.catch((error: unknown) =>
        ports.observe.error({ deliveryId: delivery.id, err: error }, 'a send was not written to the audit'),
      );
      const shut = compare(before, now);
      if (!shut) return () => held.leave(sentEntry(delivery, now.verdict, ports));
      state.shut = shut;
      held.leave();
    } catch (error) {
      state.shut = { why: 'unknown', error };
    }
    return undefined;
  };
  return { open, shut: () => state.shut, closed: () => state.ended ?? Promise.resolve() };
}

function sentEntry(delivery: DeliveryRecord, verdict: Verdict, ports: Ports): AuditEntry {
  const entry = auditDecision('lenke', delivery, verdict, ports.clock.now());
  return { ...entry, action: 'send', classes: goingIn(verdict) };
}

/** What left, not what was asked for: a class that was cut out was received by nobody. */
function goingIn({ classes }: Verdict): readonly string[] {
  const going = classes.filter(({ effect }) => effect === 'permit').map(({ dataClass }) => dataClass);
  return [...new Set(going)];
}

function compare(
  before: DecidedNow,
  { verdict, addressProtected, isStale }: DecidedNow & { readonly isStale: boolean },
): Shut | undefined {
  if (verdict.effect === 'deny') return { why: 'denied', verdict };
  if (isStale || before.verdict.effect === 'deny') return { why: 'changed' };
  const { allowed } = verdict.delivery;
  const isLess = [...before.verdict.delivery.allowed].some((key) => !allowed.has(key));
  return isLess || addressProtected !== before.addressProtected ? { why: 'changed' } : undefined;
}
