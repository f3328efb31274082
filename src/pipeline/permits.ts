// May this role know of the case at all? Asked of the law before anybody is named in a draft.

import type { PathwayEvent } from '../domain/event.ts';
import type { DeliveryId } from '../domain/identity.ts';
import type { CaseView } from '../pathway/case-view.ts';
import { recipientFor } from './address.ts';
import { judge, legalView } from './judge.ts';
import type { Ports } from './ports.ts';

/**
 * True when the law permits the least that an invitation tells: who she is (D1). Only a rule that names this recipient counts;
 * nobody in the role, or a verdict that denies, is no.
 */
export function permits(role: string, view: CaseView, event: PathwayEvent, ports: Ports): boolean {
  const recipient = recipientFor(role, view, ports.directory);
  if (!recipient) return false;
  const now = ports.clock.now();
  const verdict = judge(
    {
      id: `dlv-asked-${role}` as DeliveryId,
      eventId: event.id,
      action: 'asked',
      recipient: recipient.id,
      role,
      subject: view.mother.reference,
      case: view.case,
      persons: [view.mother.reference],
      lane: `${view.mother.reference}|${recipient.id}`,
      content: [{ reference: view.mother.reference, version: 1, classes: ['D1'], essential: true }],
      claimedBasis: '',
      evaluateOnly: true,
      notBefore: now,
      plannedAt: now,
    },
    recipient,
    legalView(view, [], ports.law),
    ports,
  );
  return verdict.effect !== 'deny';
}
