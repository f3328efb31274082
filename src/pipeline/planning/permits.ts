// May this role know of the case at all? Asked of the law before anybody is named in a draft.

import { deliveryId, eventId } from '../../domain/identity.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { CaseView } from '../../pathway/case/case-view.ts';
import { recipientFor } from './address.ts';
import type { LegalView } from '../sending/legal-view.ts';
import { judge, legalView } from '../sending/judge.ts';
import type { Ports } from '../ports.ts';

/**
 * True when the law permits the least that an invitation tells: who she is (D1). Only a rule that names this recipient counts;
 * nobody in the role, or a verdict that denies, is no.
 */
export function permits(role: string, view: CaseView, ports: Ports): boolean {
  const recipient = recipientFor(role, view, ports.directory, ports.clock.now());
  return recipient !== undefined && mayKnowOf(recipient, legalView(view, [], ports.law), ports, role);
}

/** True when the law lets a recipient know who she is. */
export function mayKnowOf(
  recipient: Recipient,
  legal: LegalView,
  ports: Pick<Ports, 'law' | 'clock' | 'directory'>,
  role: string = recipient.roles[0] ?? recipient.id,
): boolean {
  const { view } = legal;
  const now = ports.clock.now();
  const verdict = judge(
    {
      id: deliveryId('asked', view.case, recipient.id),
      eventId: eventId('asked', view.case),
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
    legal,
    ports,
  );
  return verdict.effect !== 'deny';
}
