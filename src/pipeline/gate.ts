// May the bytes leave at this very moment? Asked when the connection stands; until they are written, no consent changes.

import type { DeliveryRecord } from '../domain/delivery.ts';
import type { Recipient } from '../domain/recipient.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { Gate } from '../exchange/contract.ts';
import { auditDecision } from './audit-decision.ts';
import { type DecidedNow, type DecidedToSend, decideHeld } from './decide-now.ts';
import type { Ports } from './ports.ts';

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
 * now is acknowledged after them.
 */
export function createGate(
  delivery: DeliveryRecord,
  recipient: Recipient,
  before: DecidedToSend,
  ports: Ports,
): DeliveryGate {
  const state: { shut?: Shut; isOpen?: boolean; ended?: Promise<void> } = {};
  const open: Gate = async () => {
    const answer = Promise.withResolvers<(() => void) | undefined>();
    const left = Promise.withResolvers<void>();
    const held = ports.store.tx(async (tx) => {
      // A transaction that the database asks to do again must not open twice.
      if (state.isOpen) return;
      const now = await decideHeld(delivery, recipient, before, ports, tx);
      const shut = compare(before, now);
      if (shut) {
        state.shut = shut;
        return;
      }
      state.isOpen = true;
      answer.resolve(left.resolve);
      await left.promise;
      const entry = auditDecision('lenke', delivery, now.verdict, ports.clock.now());
      await ports.store.audit.write(tx, [{ ...entry, action: 'send', classes: goingIn(now.verdict) }]);
    });
    state.ended = held.then(
      () => answer.resolve(undefined),
      (error: unknown) => {
        if (!state.isOpen) state.shut = { why: 'unknown', error };
        else
          ports.observe.error({ deliveryId: delivery.id, err: error }, 'a send was not written to the audit');
        answer.resolve(undefined);
      },
    );
    return answer.promise;
  };
  return { open, shut: () => state.shut, closed: () => state.ended ?? Promise.resolve() };
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
