// Who gets what, and may they? Steps 7 and 8: every send of a plan is addressed, pinned, classified and decided.

import type { ContentItem, Delivery } from '../domain/delivery.ts';
import type { PathwayEvent } from '../domain/event.ts';
import { deliveryId, type Ref } from '../domain/identity.ts';
import type { Recipient } from '../domain/recipient.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { Resource } from '../pathway/case-view.ts';
import type { PlannedSend } from '../pathway/plan.ts';
import type { PlannedDelivery, Tx } from '../store/types.ts';
import { addressSend } from './address.ts';
import { judge, type LegalView } from './judge.ts';
import type { Ports } from './ports.ts';

/** A decided delivery, or a send nobody is there to get. */
export interface Decided {
  readonly planned: PlannedSend;
  /** Role or kind of reference that was asked for. */
  readonly asked: string;
  readonly recipient?: Recipient;
  readonly delivery?: PlannedDelivery;
  readonly verdict?: Verdict;
}

/** Decides every send; one without essential content is none. */
export async function decideSends(
  tx: Tx,
  event: PathwayEvent,
  sends: readonly PlannedSend[],
  legal: LegalView,
  ports: Ports,
): Promise<readonly Decided[]> {
  const decided: Decided[] = [];
  for (const planned of sends) {
    const content = await pinContent(tx, planned, legal, ports);
    if (!content.some(({ essential }) => essential)) continue;
    for (const { recipient, asked, evaluateOnly } of addressSend(planned, legal.view, ports.directory)) {
      // Nobody to be withheld from is nothing to mend.
      if (!recipient && evaluateOnly) continue;
      if (!recipient) decided.push({ planned, asked });
      else if (!planned.send.notSelf || recipient.id !== event.source) {
        decided.push({
          planned,
          asked,
          recipient,
          ...decideOne(event, planned, recipient, evaluateOnly, content, legal, ports),
        });
      }
    }
  }
  return decided;
}

/** Content at the versions it has now, with its data classes, and the organisations it names. */
async function pinContent(
  tx: Tx,
  planned: PlannedSend,
  legal: LegalView,
  ports: Ports,
): Promise<readonly ContentItem[]> {
  const children = new Set<string>(legal.view.children.map(({ reference }) => reference));
  const byRef = new Map(
    legal.resources.map((resource) => [`${resource.resourceType}/${resource.id ?? ''}`, resource]),
  );
  const items: ContentItem[] = [];
  const named = new Set<string>();
  const add = async (reference: Ref, essential: boolean): Promise<void> => {
    const resource = byRef.get(reference) ?? (await readCurrent(tx, reference, ports));
    if (!resource) return;
    items.push({
      reference,
      version: versionOf(resource),
      classes: ports.classify(resource, children),
      essential,
    });
    for (const match of JSON.stringify(resource).matchAll(ORGANIZATION)) if (match[1]) named.add(match[1]);
  };
  for (const { reference, essential } of planned.content) await add(reference, essential);
  for (const reference of [...named].toSorted()) await add(reference as Ref, false);
  return items;
}

/** Organisations travel along: our references to them mean nothing elsewhere. */
const ORGANIZATION = /"reference":"(Organization\/[A-Za-z0-9.-]+)"/g;

async function readCurrent(tx: Tx, reference: Ref, ports: Ports): Promise<Resource | undefined> {
  const [type = '', id = ''] = reference.split('/');
  const stored = await ports.store.records.read(type, id, tx);
  return stored && !stored.deleted ? (JSON.parse(stored.content) as Resource) : undefined;
}

function versionOf(resource: Resource): number {
  return Number((resource['meta'] as { versionId?: string } | undefined)?.versionId ?? 1);
}

function decideOne(
  event: PathwayEvent,
  planned: PlannedSend,
  recipient: Recipient,
  evaluateOnly: boolean,
  content: readonly ContentItem[],
  legal: LegalView,
  ports: Ports,
): { delivery: PlannedDelivery; verdict: Verdict } {
  const now = ports.clock.now();
  const delivery: Delivery = {
    id: deliveryId(planned.action, event.case, planned.key, recipient.id),
    eventId: event.id,
    action: planned.action,
    recipient: recipient.id,
    role: recipient.roles[0] ?? recipient.id,
    subject: planned.subject,
    case: event.case,
    lane: `${planned.subject}|${recipient.id}`,
    content,
    claimedBasis: planned.send.basis,
    evaluateOnly,
    ...(planned.task && { task: planned.task }),
    notBefore: new Date(now.getTime() + planned.send.delayMs),
    plannedAt: now,
  };
  const verdict = judge(delivery, recipient, legal, ports);
  const state =
    verdict.effect === 'deny' ? 'withheld' : evaluateOnly || !recipient.endpoint ? 'planned' : 'queued';
  const { effect, rule, basis } = verdict;
  return {
    verdict,
    delivery: {
      ...delivery,
      state,
      effect,
      rule,
      basis,
      ...(verdict.effect === 'deny' && { reason: verdict.reason }),
    },
  };
}
