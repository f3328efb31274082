// What does a row of deliveries say?

import type { ContentItem, DeliveryRecord, DeliveryState } from '../../../domain/delivery.ts';
import type { DeliveryId, EventId, RecipientId, Ref } from '../../../domain/identity.ts';

export interface DeliveryRow {
  readonly seq: string;
  readonly id: DeliveryId;
  readonly event_id: EventId;
  readonly action: string;
  readonly recipient: RecipientId;
  readonly role: string;
  readonly subject: Ref;
  readonly case_ref: Ref;
  readonly persons: readonly Ref[];
  readonly lane: string;
  readonly content: readonly ContentItem[];
  readonly claimed_basis: string;
  readonly evaluate_only: boolean;
  readonly task: Ref | null;
  readonly not_before: Date;
  readonly planned_at: Date;
  readonly state: DeliveryState;
  readonly effect: DeliveryRecord['effect'];
  readonly rule: string;
  readonly basis: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly next_at: Date | null;
  readonly first_attempt_at: Date | null;
  readonly updated_at: Date;
}

/** Columns of `DeliveryRow`, of a table called `d`. */
export const DELIVERY_COLUMNS = `d.seq, d.id, d.event_id, d.action, d.recipient, d.role, d.subject, d.case_ref, d.persons, d.lane,
  d.content, d.claimed_basis, d.evaluate_only, d.task, d.not_before, d.planned_at, d.state, d.effect, d.rule, d.basis,
  d.reason, d.attempts, d.next_at, d.first_attempt_at, d.updated_at`;

/** A delivery as its row says. While one is being sent, its row keeps the time it was due (HOT), and nothing is next. */
export function readDelivery(row: DeliveryRow): DeliveryRecord {
  return {
    id: row.id,
    eventId: row.event_id,
    action: row.action,
    recipient: row.recipient,
    role: row.role,
    subject: row.subject,
    case: row.case_ref,
    persons: row.persons,
    lane: row.lane,
    content: row.content,
    claimedBasis: row.claimed_basis,
    evaluateOnly: row.evaluate_only,
    ...(row.task !== null && { task: row.task }),
    notBefore: row.not_before,
    plannedAt: row.planned_at,
    state: row.state,
    effect: row.effect,
    rule: row.rule,
    basis: row.basis,
    ...(row.reason !== null && { reason: row.reason }),
    attempts: row.attempts,
    ...(row.next_at !== null && row.state !== 'sending' && { nextAt: row.next_at }),
    ...(row.first_attempt_at !== null && { firstAttemptAt: row.first_attempt_at }),
    updatedAt: row.updated_at,
  };
}
