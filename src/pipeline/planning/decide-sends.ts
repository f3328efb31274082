// Who gets what, and may they? Steps 7 and 8: every send of a plan is addressed, pinned, classified and decided.

import type { CasePersons, Classification } from '../../disclosure/classify.ts';
import { namesOf } from '../../disclosure/names.ts';
import type { ContentItem, Delivery } from '../../domain/delivery.ts';
import type { PathwayEvent } from '../../domain/event.ts';
import { deliveryId, parseRef, type Ref } from '../../domain/identity.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { Resource } from '../../pathway/case/case-view.ts';
import type { PlannedSend } from '../../pathway/plan.ts';
import type { PlannedDelivery } from '../../store/journal/types.ts';
import type { Tx } from '../../store/types.ts';
import { addressSend } from './address.ts';
import type { LegalView } from '../sending/legal-view.ts';
import { judge } from '../sending/judge.ts';
import type { Ports } from '../ports.ts';

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
  const known = await readContent(tx, sends, legal, ports);
  const now = ports.clock.now();
  const decided: Decided[] = [];
  for (const planned of sends) {
    const content = pinContent(planned, known, legal.persons, ports);
    if (!content.some(({ essential }) => essential)) continue;
    for (const { recipient, asked, evaluateOnly } of addressSend(planned, legal.view, ports.directory, now)) {
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

type Known = ReadonlyMap<string, Resource>;

/** Every resource the sends hold or name, in two round trips at most: what the case lacks, and the organisations. */
async function readContent(
  tx: Tx,
  sends: readonly PlannedSend[],
  legal: LegalView,
  ports: Ports,
): Promise<Known> {
  const known = new Map(
    legal.resources.map((resource) => [`${resource.resourceType}/${resource.id ?? ''}`, resource]),
  );
  const read = async (references: Iterable<Ref>): Promise<void> => {
    const missing = [...new Set(references)].filter((reference) => !known.has(reference));
    for (const { type, id, content } of await ports.store.records.readMany(missing, tx)) {
      known.set(`${type}/${id}`, JSON.parse(content) as Resource);
    }
  };
  const wanted = sends.flatMap(({ content }) => content.map(({ reference }) => reference));
  await read(wanted);
  await read(wanted.flatMap((reference) => organizationsIn(known.get(reference))));
  return known;
}

/** Organisations travel along: our references to them mean nothing elsewhere. */
function organizationsIn(resource: Resource | undefined): readonly Ref[] {
  const found: Ref[] = [];
  for (const name of resource ? namesOf(resource).references : []) {
    const reference = name.startsWith('Organization/') ? parseRef(name) : undefined;
    if (reference) found.push(reference);
  }
  return found;
}

/** Content at the versions it has now, with its data classes and whose they are, and the organisations it names. */
function pinContent(
  planned: PlannedSend,
  known: Known,
  persons: CasePersons,
  ports: Ports,
): readonly ContentItem[] {
  const items = planned.content.flatMap(({ reference, essential }): readonly ContentItem[] => {
    const resource = known.get(reference);
    if (!resource) return [];
    const from = ports.classify.authorOf(resource);
    const found = ports.classify(resource, persons);
    return [{ ...pinItem(reference, resource, essential, planned.subject, found), ...(from && { from }) }];
  });
  const organizations = new Set(items.flatMap(({ reference }) => organizationsIn(known.get(reference))));
  const carried = [...organizations].toSorted().flatMap((reference): readonly ContentItem[] => {
    const resource = known.get(reference);
    if (!resource) return [];
    const naming = items.filter((item) => organizationsIn(known.get(item.reference)).includes(reference));
    return [{ reference, version: versionOf(resource), ...carriedByNaming(naming), essential: false }];
  });
  return [...items, ...carried];
}

/** A resource as content, at the version it has, with its data classes and whose they are. */
export function pinItem(
  reference: Ref,
  resource: Resource,
  essential: boolean,
  subject: Ref,
  { of, classes, quotes, parts, marks }: Classification,
): ContentItem {
  return {
    reference,
    version: versionOf(resource),
    classes,
    essential,
    ...(of !== undefined && of !== subject && { of }),
    ...(quotes.length > 0 && { quotes }),
    ...(parts.length > 0 && { parts }),
    ...(marks.length > 0 && { marks }),
  };
}

/**
 * An organisation goes along when something that names it goes: that HABU is named at all may be what must not be known.
 * What is essential always goes; otherwise the least demanding of those that name it decides. What only a part names
 * goes with the part: redaction drops an organisation that nothing names any more.
 */
function carriedByNaming(
  naming: readonly ContentItem[],
): Pick<ContentItem, 'classes' | 'of' | 'quotes' | 'marks'> {
  if (naming.some(({ essential }) => essential)) return { classes: [] };
  const [least] = naming.toSorted((one, other) => one.classes.length - other.classes.length);
  if (!least) return { classes: ['D0'] };
  const { classes, of, quotes, marks } = least;
  return { classes, ...(of && { of }), ...(quotes && { quotes }), ...(marks && { marks }) };
}

/** The version a resource was read at. */
export function versionOf(resource: Resource): number {
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
    persons: [legal.view.mother.reference, ...legal.view.children.map(({ reference }) => reference)],
    lane: `${planned.subject}|${recipient.id}`,
    content,
    claimedBasis: planned.send.basis,
    evaluateOnly,
    ...(planned.task && { task: planned.task }),
    notBefore: new Date(now.getTime() + planned.send.delayMs),
    plannedAt: now,
  };
  const verdict = judge(delivery, recipient, legal, ports);
  const state = stateOf(verdict, delivery, recipient, ports);
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

function stateOf(
  verdict: Verdict,
  delivery: Delivery,
  recipient: Recipient,
  ports: Ports,
): PlannedDelivery['state'] {
  if (verdict.effect === 'deny') return 'withheld';
  const waits = delivery.evaluateOnly || !recipient.endpoint || needsPerson(verdict, delivery, ports);
  return waits ? 'planned' : 'queued';
}

/** What goes on a person's signed act is sent by an action that carries what a person signed; any other only prepares it. */
export function needsPerson(
  verdict: Verdict,
  { action }: Pick<Delivery, 'action'>,
  ports: Pick<Ports, 'pathway'>,
): boolean {
  if (verdict.effect === 'deny' || !verdict.human) return false;
  const rule = ports.pathway.actions.find(({ id }) => id === action);
  return rule?.sends.some(({ signed }) => signed !== undefined) !== true;
}
