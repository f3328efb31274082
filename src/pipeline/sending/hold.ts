// Under whose lock do these bytes leave? What is sent at the same moment about the same persons holds one lock together.

import type { DeliveryRecord } from '../../domain/delivery.ts';
import type { Ref } from '../../domain/identity.ts';
import type { AuditEntry, Tx } from '../../store/types.ts';
import type { Ports } from '../ports.ts';

/** Somebody who may send while nothing that the persons have said changes. */
export interface Held {
  /** Of the case, as it was under this lock. */
  readonly stamp: string;
  /** To read more of it under the same lock. */
  readonly tx: Tx;
  /** Nothing is known to be held any more afterwards. With what left, which stands in the audit before the lock is given back. */
  leave(sent?: AuditEntry): void;
  /** Resolves when the lock is given back and what left stands in the audit; rejects when it could not be written. */
  readonly ended: Promise<void>;
}

/** A lock that several may hold. */
export interface Hold {
  /** Takes the lock, or joins who has it. Throws what the store throws. */
  enter(): Promise<Held>;
}

/** One lock under way. */
interface Holding {
  readonly taken: Promise<Pick<Held, 'stamp' | 'tx'>>;
  readonly ended: Promise<void>;
  readonly sent: AuditEntry[];
  readonly empty: () => void;
  inside: number;
}

/** The locks of what goes out together, one for each group of persons. */
export type Holds = (delivery: DeliveryRecord) => Hold;

/** Who comes while others are inside is let in: the lock is the one that was asked for, and it is given back by the last. */
export function createHolds(ports: Ports): Holds {
  const holds = new Map<string, Hold>();
  return (delivery) => {
    const persons = [...new Set([delivery.subject, ...delivery.persons])];
    const key = [delivery.case, ...delivery.persons, ...persons.toSorted()].join(' ');
    const known = holds.get(key) ?? createHold(delivery, persons, ports);
    holds.set(key, known);
    return known;
  };
}

function createHold(delivery: DeliveryRecord, persons: readonly Ref[], ports: Ports): Hold {
  const state: { now?: Holding } = {};
  const end = (holding: Holding): void => {
    if (state.now === holding) delete state.now;
  };
  return {
    async enter() {
      const holding = state.now ?? begin(delivery, persons, ports);
      state.now = holding;
      holding.inside += 1;
      const leave = (sent?: AuditEntry): void => {
        if (sent) holding.sent.push(sent);
        holding.inside -= 1;
        if (holding.inside > 0) return;
        end(holding);
        holding.empty();
      };
      try {
        return { ...(await holding.taken), leave, ended: holding.ended };
      } catch (error) {
        end(holding);
        throw error;
      }
    },
  };
}

function begin(delivery: DeliveryRecord, persons: readonly Ref[], ports: Ports): Holding {
  const taken = Promise.withResolvers<Pick<Held, 'stamp' | 'tx'>>();
  const empty = Promise.withResolvers<void>();
  const sent: AuditEntry[] = [];
  const state = { isHeld: false };
  const hold = async (tx: Tx): Promise<void> => {
    // A transaction that the database asks to do again lets nobody in twice: it writes what has left.
    if (!state.isHeld) {
      const { records } = ports.store;
      const near = { near: delivery.persons, types: ports.law.reads };
      const stamp = await records.holdAndStamp(tx, delivery.case, persons, near);
      state.isHeld = true;
      taken.resolve({ stamp, tx });
      await empty.promise;
    }
    await ports.store.audit.write(tx.last, sent);
  };
  const ended = ports.store.tx(hold);
  ended.catch(taken.reject);
  return { taken: taken.promise, ended, sent, empty: () => empty.resolve(), inside: 0 };
}
