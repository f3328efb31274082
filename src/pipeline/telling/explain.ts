// Would this go to that recipient? A question of an operator, about a delivery that is there or one that is only thought of.

import { explain, type Explanation } from '../../disclosure/explain.ts';
import type { ContentItem, Delivery } from '../../domain/delivery.ts';
import { GatewayError } from '../../domain/failure.ts';
import { deliveryId, eventId, parseDeliveryId, parseRef, type Ref } from '../../domain/identity.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { DataClass } from '../../domain/data-class.ts';
import { readLegal } from '../sending/decide-now.ts';
import type { LegalView } from '../sending/legal-view.ts';
import { giverOf } from '../sending/judge.ts';
import type { Ports } from '../ports.ts';
import { caseOf } from '../intake/case-of.ts';

/** A delivery by its id, or a person, a recipient and classes. */
export type ExplainQuestion =
  | { readonly delivery: string }
  | {
      readonly subject: string;
      readonly recipient: string;
      readonly classes: readonly DataClass[];
      /** Recipient id of who gives it, where a consent names the giver. */
      readonly from?: string;
      /** True: may it read this over /fhir, instead of: may it be sent this. */
      readonly reading?: boolean;
    };

/** The answer, with what was asked. */
export interface ExplainAnswer extends Explanation {
  readonly recipient: string;
  readonly role: string;
  readonly subject: string;
}

/**
 * Explains, and writes down who asked. Throws LENKE_OPS_NOT_FOUND for a delivery or recipient that is not there, and for a
 * person without a case.
 */
export async function explainDisclosure(
  question: ExplainQuestion,
  by: string,
  ports: Ports,
): Promise<ExplainAnswer> {
  const { delivery, recipient, legal } = await ('delivery' in question
    ? ofDelivery(question.delivery, ports)
    : ofThought(question, ports));
  const giver = giverOf(delivery.content, ports.directory);
  const explanation = explain({
    delivery,
    law: ports.law,
    phase: legal.phase,
    now: ports.clock.now(),
    organizations: [recipient.organization, ...recipient.services, ...recipient.identifiers],
    evidence: legal.evidence,
    ...(giver && { giver }),
    ...('reading' in question && question.reading && { reading: true }),
  });
  const { role, subject } = delivery;
  await ports.store.audit.write(ports.store.alone, [
    {
      at: ports.clock.now(),
      action: 'read',
      caller: by,
      recipient: recipient.id,
      subject,
      detail: 'disclosure/explain',
    },
  ]);
  return { ...explanation, recipient: recipient.id, role, subject };
}

interface Found {
  readonly delivery: Delivery;
  readonly recipient: Recipient;
  readonly legal: LegalView;
}

async function ofDelivery(id: string, ports: Ports): Promise<Found> {
  const known = parseDeliveryId(id);
  const delivery = known && (await ports.store.deliveries.read(known));
  if (!delivery) throw new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'delivery' });
  return {
    delivery,
    recipient: recipientOf(delivery.recipient, ports),
    legal: await readLegal(delivery, ports),
  };
}

async function ofThought(
  { subject, recipient: asked, classes, from }: Extract<ExplainQuestion, { readonly subject: string }>,
  ports: Ports,
): Promise<Found> {
  const recipient = recipientOf(asked, ports);
  const person = parseRef(subject);
  const found = person && (await caseOf(ports, undefined, person))?.case;
  if (!person || !found) throw new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'case' });
  const legal = await readLegal({ case: found }, ports);
  const delivery = thought(person, found, recipient, classes, legal, ports.clock.now());
  if (from === undefined) return { delivery, recipient, legal };
  const given = { from: recipientOf(from, ports).organization };
  return {
    delivery: { ...delivery, content: delivery.content.map((item) => ({ ...item, ...given })) },
    recipient,
    legal,
  };
}

function recipientOf(id: string, ports: Ports): Recipient {
  const recipient = ports.directory.byId(id);
  if (!recipient) throw new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'recipient' });
  return recipient;
}

/** One item per class: of the person asked about; what only a mother has stands in a child's record as a quotation. */
function thought(
  subject: Ref,
  caseRef: Ref,
  recipient: Recipient,
  classes: readonly DataClass[],
  legal: LegalView,
  now: Date,
): Delivery {
  const isMother = subject === legal.evidence.mother;
  const items = classes.map((dataClass): ContentItem => {
    const quoted = !isMother && !OF_A_CHILD.has(dataClass);
    return {
      reference: subject,
      version: 1,
      classes: [dataClass],
      essential: true,
      ...(quoted && { quotes: [dataClass] }),
    };
  });
  return {
    id: deliveryId('explain', caseRef, recipient.id, ...classes),
    eventId: eventId('explain', caseRef),
    action: 'explain',
    recipient: recipient.id,
    role: recipient.roles[0] ?? recipient.id,
    subject,
    case: caseRef,
    persons: [subject],
    lane: 'explain',
    content: items,
    claimedBasis: '',
    evaluateOnly: true,
    notBefore: now,
    plannedAt: now,
  };
}

const OF_A_CHILD: ReadonlySet<DataClass> = new Set(['D0', 'D1', 'D8', 'D9', 'D11', 'D12']);
