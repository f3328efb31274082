// How is a decision written down? As facts/pathway.md 6.5 asks: who, whom, which classes, by which rule; no clinical content.

import type { Delivery } from '../../domain/delivery.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { AuditEntry } from '../../store/types.ts';

/** The audit entry of one decision. */
export function auditDecision(caller: string, delivery: Delivery, verdict: Verdict, at: Date): AuditEntry {
  return {
    at,
    action: 'decide',
    caller,
    recipient: delivery.recipient,
    subject: delivery.subject,
    classes: verdict.classes.map(({ dataClass }) => dataClass),
    effect: verdict.effect,
    rule: verdict.rule,
    basis: verdict.basis,
    lawVersion: verdict.lawVersion,
    evidence: [...new Set(verdict.classes.flatMap(({ evidence }) => evidence ?? []))],
    eventId: delivery.eventId,
    deliveryId: delivery.id,
    ...(verdict.effect === 'deny' && { detail: verdict.reason }),
  };
}
