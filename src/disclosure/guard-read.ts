// May this caller see this resource, and how much? The decision that guards a send, asked by somebody who comes to look.

import type { ContentItem, Delivery } from '../domain/delivery.ts';
import { deliveryId, eventId, parseRecipientId, type RecipientId, type Ref } from '../domain/identity.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { CasePersons, Classification, Classify, FhirResource } from './classify.ts';
import { decide } from './decide.ts';
import type { CaseEvidence } from './gather.ts';
import type { Phase } from './law-file.ts';
import type { Law } from './law.ts';
import { redact } from './redact.ts';
import type { Giver } from './speaks.ts';

/** Who looks: a role of an organisation. */
export interface Reader {
  readonly id: string;
  /** Row of the matrix it is judged by. */
  readonly role: string;
  /** References and identifiers it is known by. */
  readonly organizations: readonly string[];
}

/** The case that is looked into, as the law sees it now. */
export interface ReadCase {
  readonly case: Ref;
  readonly law: Law;
  readonly phase: Phase;
  readonly now: Date;
  readonly evidence: CaseEvidence;
  readonly persons: CasePersons;
  /** True when somebody of the case has a protected address. */
  readonly addressProtected: boolean;
}

/** A verdict on what resources of one kind carry, and the item it was taken on. */
export interface ReadVerdict {
  readonly verdict: Verdict;
  readonly item: ContentItem;
}

/** True when somebody has said whose information may be given: then it matters who says a resource. */
export function asksWhoGives({ provisions }: CaseEvidence): boolean {
  return provisions.some(({ sources }) => sources !== undefined);
}

/** What a verdict depends on besides reader and case: resources with the same key are judged alike. */
export function readKey({ of, classes, quotes, parts, marks }: Classification): string {
  return [of ?? '', classes.join(), quotes.join(), parts.join(), marks.join()].join('|');
}

/**
 * Decides as `decide` does for a delivery of this resource alone to the reader. What a person's signed act would carry is
 * not permitted (see `Way.reads`): the act was signed for one message. What is about no person of the case is denied.
 */
export function guardRead(reader: Reader, found: Classification, of: ReadCase, giver?: Giver): ReadVerdict {
  const subject = found.of ?? of.evidence.mother;
  const { classes, quotes, parts, marks } = found;
  const item: ContentItem = {
    reference: subject,
    version: 1,
    classes,
    essential: true,
    of: subject,
    ...(quotes.length > 0 && { quotes }),
    ...(parts.length > 0 && { parts }),
    ...(marks.length > 0 && { marks }),
  };
  const { law, phase, now, evidence } = of;
  const { organizations } = reader;
  const delivery = thought(reader, item, of);
  const asked = { delivery, law, phase, now, organizations, evidence, ...(giver && { giver }) };
  return { item, verdict: decide({ ...asked, reading: true }) };
}

function thought(reader: Reader, item: ContentItem, { case: caseRef, now }: ReadCase): Delivery {
  return {
    id: READ,
    eventId: READ_EVENT,
    action: 'read',
    recipient: parseRecipientId(reader.id) ?? NOBODY,
    role: reader.role,
    subject: item.of ?? item.reference,
    case: caseRef,
    persons: [],
    lane: 'read',
    content: [item],
    claimedBasis: '',
    evaluateOnly: true,
    notBefore: now,
    plannedAt: now,
  };
}

const READ = deliveryId('read');
const READ_EVENT = eventId('read');
const NOBODY = 'nobody' as RecipientId;

const OBSERVATION_VALUE = 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue';

/** That something was left out (R4 resource.html, SUBSETTED): a client must not take it for the whole. */
const SUBSETTED = { system: OBSERVATION_VALUE, code: 'SUBSETTED' };

/**
 * The resource as the reader may see it: undefined, not at all; the very same object, whole. What is cut is cut as for a
 * send, with its security labels, and marked as a part.
 */
export function showRead(
  { verdict, item }: ReadVerdict,
  resource: FhirResource,
  { persons, addressProtected }: ReadCase,
  classify: Classify,
): FhirResource | undefined {
  if (verdict.effect === 'deny') return undefined;
  const hasAddress = addressProtected && mayHoldAddress(resource, classify);
  if (verdict.effect === 'permit' && !hasAddress) return resource;
  const [shown] = redact(verdict.delivery, [{ item, resource }], { classify, persons, addressProtected });
  if (!shown) return undefined;
  return shown.cut ? subsetted(shown.resource) : resource;
}

/** A person, something with a person inside it, or something told in words. */
function mayHoldAddress(resource: FhirResource, { protectedAddress }: Classify): boolean {
  const { contained, text } = resource;
  return protectedAddress.types.includes(resource.resourceType) || (contained ?? text) !== undefined;
}

/** The resource with the mark of a part. */
export function subsetted<T extends FhirResource>(resource: T): T {
  const meta = (resource['meta'] ?? {}) as { readonly tag?: readonly object[] };
  return { ...resource, meta: { ...meta, tag: [...(meta.tag ?? []), SUBSETTED] } };
}
