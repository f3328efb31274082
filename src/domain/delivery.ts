// What is on its way to whom? A delivery is event × recipient × content; an attempt is one try; a receipt ends it.

import type { PinnedRef } from './event.ts';
import type { DeliveryId, EventId, RecipientId, Ref } from './identity.ts';
import type { DataClass } from './data-class.ts';

export const DELIVERY_STATES = [
  'planned',
  'withheld',
  'queued',
  'sending',
  'awaiting',
  'retrying',
  'confirmed',
  'refused',
  'failed',
  'overdue',
  'cancelled',
] as const;

/** State of a delivery; the legal moves are in `MOVES`. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** The legal moves. A resend by hand is the only way out of an ended state, and it goes through `decide` again. */
export const MOVES: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  planned: ['queued', 'withheld', 'cancelled'],
  withheld: ['queued', 'cancelled'],
  queued: ['sending', 'withheld', 'cancelled', 'failed'],
  sending: ['confirmed', 'awaiting', 'retrying', 'refused', 'failed', 'withheld'],
  awaiting: ['confirmed', 'refused', 'overdue', 'cancelled'],
  retrying: ['sending', 'withheld', 'failed', 'cancelled'],
  confirmed: ['queued'],
  refused: ['queued'],
  failed: ['queued'],
  overdue: ['confirmed', 'refused', 'queued'],
  cancelled: ['queued'],
};

/** States in which a delivery has come to its end (until a person resends it). */
export const ENDED: ReadonlySet<DeliveryState> = new Set([
  'withheld',
  'confirmed',
  'refused',
  'failed',
  'cancelled',
]);

/** States in which a delivery stands in its line and holds what comes after it for the same patient and recipient. */
export const STANDING: ReadonlySet<DeliveryState> = new Set([
  'queued',
  'sending',
  'retrying',
  'awaiting',
  'overdue',
]);

/** True when a delivery may move from `from` to `to`. */
export function mayMove(from: DeliveryState, to: DeliveryState): boolean {
  return MOVES[from].includes(to);
}

/** One resource of a delivery: pinned to its version, with the data classes it carries. */
export interface ContentItem extends PinnedRef {
  readonly classes: readonly DataClass[];
  /** When an essential item may not go, the delivery has no meaning and is withheld whole. */
  readonly essential: boolean;
  /** The person in whose record it stands; absent: the subject of the delivery. */
  readonly of?: Ref;
  /** Those of `classes` and `parts` that are the mother's, though the item stands in a child's record (D-04). */
  readonly quotes?: readonly DataClass[];
  /** Classes that only parts of it carry: a part that may not go is cut out, the rest goes. */
  readonly parts?: readonly DataClass[];
  /** What it is, where a rule asks for it: `habu-report`, `abortion`, `medical-sample`. */
  readonly marks?: readonly string[];
  /** Who says it, by reference or `system|value`: whose information it is, where a consent names the giver. */
  readonly from?: string;
}

/** What a delivery is, before anything happened to it. */
export interface Delivery {
  readonly id: DeliveryId;
  readonly eventId: EventId;
  /** Action of the pathway that asked for it, such as `A-CHILD-REF`. */
  readonly action: string;
  readonly recipient: RecipientId;
  /** Role in which the recipient gets it: the row of the matrix (`habu`, `fhs`, `fastlege`, `barnevern`). */
  readonly role: string;
  /** The patient it is about. */
  readonly subject: Ref;
  /** Case it belongs to, for looking up consents and relations again at send time. */
  readonly case: Ref;
  /** Patients of the case when it was planned: where to look for consents and relations again. */
  readonly persons: readonly Ref[];
  /** Line in which it stands: one patient × one recipient. */
  readonly lane: string;
  readonly content: readonly ContentItem[];
  /** Basis code the action claims under rules that list several (`HPL45` for a referral, `HPL45A` for an epikrise). */
  readonly claimedBasis: string;
  /** True: judged and recorded, never sent by itself (a notice to barnevern). */
  readonly evaluateOnly: boolean;
  /** Task whose status follows this delivery. */
  readonly task?: Ref;
  /** Not before this moment (a delayed delivery). */
  readonly notBefore: Date;
  readonly plannedAt: Date;
}

/** A delivery as the journal knows it. */
export interface DeliveryRecord extends Delivery {
  readonly state: DeliveryState;
  readonly effect: 'permit' | 'narrow' | 'deny';
  readonly rule: string;
  readonly basis: string;
  readonly reason?: string;
  /** Tries made so far. Waiting for a breaker, a pause or the line costs none. */
  readonly attempts: number;
  /** Next try, when one is waiting. */
  readonly nextAt?: Date;
  /** Start of the retry horizon: first try, or the last resend by hand. */
  readonly firstAttemptAt?: Date;
  readonly updatedAt: Date;
}

/** What one try came to. */
export type AttemptResult =
  | {
      readonly result: 'confirmed';
      readonly status: number;
      readonly duplicate: boolean;
      readonly locations: readonly string[];
    }
  | { readonly result: 'awaiting'; readonly status: number }
  | {
      readonly result: 'retry';
      readonly code: string;
      readonly status?: number;
      readonly retryAfterMs?: number;
      readonly outcome?: string;
    }
  | { readonly result: 'refused'; readonly code: string; readonly status: number; readonly outcome?: string };

/** One try, as the journal keeps it. `outcome` is the receiver's OperationOutcome text, for people with access to the case. */
export interface Attempt {
  readonly deliveryId: DeliveryId;
  readonly n: number;
  readonly startedAt: Date;
  readonly ms: number;
  readonly result: AttemptResult['result'];
  readonly code?: string;
  readonly status?: number;
  readonly outcome?: string;
  /** SHA-256 of the bytes sent: every attempt of a delivery carries the same. */
  readonly bytesHash: string;
}
