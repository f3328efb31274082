// What else happens? Effects of actions that end something: timers, deliveries that have not left, a stopped referral.

import type { DeliveryRecord } from '../../domain/delivery.ts';
import type { PathwayEvent } from '../../domain/event.ts';
import { contentId, type DeliveryId, parseRef, type Ref } from '../../domain/identity.ts';
import type { JsonObject } from '../../domain/json.ts';
import { type CaseView, referenceOf, type Resource } from '../../pathway/case/case-view.ts';
import type { Plan } from '../../pathway/plan.ts';
import type { PlannedDelivery } from '../../store/journal/types.ts';
import type { Tx } from '../../store/types.ts';
import { cancelWaiting } from '../sending/cancel.ts';
import { stopWaiting } from '../consent/consent-change.ts';
import type { Ports } from '../ports.ts';

/** Runs the effects of a plan inside its transaction. */
export async function runEffects(
  tx: Tx,
  event: PathwayEvent,
  effects: Plan['effects'],
  view: CaseView,
  ports: Ports,
): Promise<void> {
  for (const { effect, action, trigger, subject } of effects) {
    switch (effect) {
      case 'cancel-timers':
        await ports.store.timers.end(tx, { case: event.case }, 'cancelled', ports.clock.now());
        break;
      case 'cancel-deliveries':
        await cancelSends(tx, event, action, ports);
        break;
      case 'cancel-child':
        if (subject) await cancelChild(tx, view, event, subject, ports);
        break;
      case 'cancel-consented':
        // What still stands on another consent, or says that this one ended, goes its way: the law decides, not the rule's name.
        await stopWaiting(tx, event.source, event.case, ports);
        break;
      case 'stop-message':
        await stopMessage(tx, event, parseRef(`${trigger?.resourceType ?? ''}/${trigger?.id ?? ''}`), ports);
        break;
      case 'stop-referral':
        if (trigger) await stopReferral(tx, event, parseRef(referenceOf(trigger['focus'])), ports);
        break;
    }
  }
}

/** A loss stops whatever waits to leave; what belongs to her own treatment is spared (D-07, facts/pathway.md 8.4 rule 9). */
async function cancelSends(tx: Tx, event: PathwayEvent, by: string, ports: Ports): Promise<void> {
  const spares = ports.pathway.actions.find(({ id }) => id === by)?.spares ?? [];
  const ids = (await ports.store.deliveries.waiting(event.case, tx))
    .filter(({ action }) => !spares.includes(action))
    .map(({ id }) => id);
  if (ids.length > 0) await cancelWaiting(tx, { ids }, event.code, ports);
}

/** A child that died: its timers, what has not left about it, and what services were already asked for it. */
async function cancelChild(
  tx: Tx,
  view: CaseView,
  event: PathwayEvent,
  subject: Ref,
  ports: Ports,
): Promise<void> {
  await ports.store.timers.end(tx, { case: event.case, subject }, 'cancelled', ports.clock.now());
  await cancelWaiting(tx, { case: event.case, subject }, event.code, ports);
  for (const resource of view.resources.filter((one) => isAsked(one, subject)))
    await stopReferral(tx, event, parseRef(`ServiceRequest/${resource.id ?? ''}`), ports);
}

function isAsked(resource: Resource, subject: Ref): boolean {
  return (
    resource.resourceType === 'ServiceRequest' &&
    resource['status'] === 'active' &&
    referenceOf(resource['subject']) === subject
  );
}

/** What carries the message and has not left does not leave; what has left is for the signer to call back herself. */
async function stopMessage(
  tx: Tx,
  event: PathwayEvent,
  message: Ref | undefined,
  ports: Ports,
): Promise<void> {
  if (!message) return;
  const carrying = await ports.store.deliveries.carrying(message, tx);
  const ids = carrying
    .filter(({ content }) => content.some((item) => item.reference === message && item.essential))
    .map(({ id }) => id);
  if (ids.length > 0) await cancelWaiting(tx, { ids }, event.code, ports);
}

/** Action under which cancellations stand in the journal. */
const STOP = 'A-REFERRAL-STOP';

/** The ward stopped a referral: what has not left is cancelled; whoever has it gets the revoked referral. */
async function stopReferral(
  tx: Tx,
  event: PathwayEvent,
  reference: Ref | undefined,
  ports: Ports,
): Promise<void> {
  if (!reference) return;
  const { store, clock } = ports;
  const revoked = await revoke(tx, reference, ports);
  const carrying = (await store.deliveries.carrying(reference, tx)).filter(
    ({ action, content }) =>
      action !== STOP && content.some((item) => item.reference === reference && item.essential),
  );
  const waiting = carrying.filter(({ state }) =>
    ['planned', 'queued', 'retrying', 'withheld'].includes(state),
  );
  if (waiting.length > 0) await cancelWaiting(tx, { ids: waiting.map(({ id }) => id) }, event.code, ports);
  const told = carrying.filter(({ state }) =>
    ['confirmed', 'awaiting', 'sending', 'overdue'].includes(state),
  );
  if (!revoked || told.length === 0) return;
  const cancellations = told.map((delivery) =>
    cancellationOf(delivery, event, reference, revoked, clock.now()),
  );
  const fresh = await store.deliveries.plan(tx, cancellations);
  await store.outbox.put(
    tx,
    fresh.map((id) => ({ queue: 'deliver', id, jobId: `d-${id}-0` })),
  );
  if (fresh.length > 0) tx.afterCommit(() => ports.waker.poke());
}

/** The referral with status revoked; its new version. */
async function revoke(tx: Tx, reference: Ref, ports: Ports): Promise<number | undefined> {
  const revoked = (referral: JsonObject): JsonObject => ({ ...referral, status: 'revoked' });
  const stored = await ports.store.records.amend(tx, reference, revoked, ports.clock.now());
  return stored?.version;
}

/** The same delivery with the revoked referral in it; it stands in the same line, so it cannot overtake. */
function cancellationOf(
  sent: DeliveryRecord,
  event: PathwayEvent,
  reference: Ref,
  version: number,
  now: Date,
): PlannedDelivery {
  const { effect, rule, basis } = sent;
  return {
    id: `dlv-${contentId('cancellation', sent.id, String(version))}` as DeliveryId,
    eventId: event.id,
    action: STOP,
    recipient: sent.recipient,
    role: sent.role,
    subject: sent.subject,
    case: sent.case,
    persons: sent.persons,
    lane: sent.lane,
    content: sent.content.map((item) => (item.reference === reference ? { ...item, version } : item)),
    claimedBasis: sent.claimedBasis,
    evaluateOnly: false,
    ...(sent.task && { task: sent.task }),
    notBefore: now,
    plannedAt: now,
    state: 'queued',
    effect,
    rule,
    basis,
  };
}
