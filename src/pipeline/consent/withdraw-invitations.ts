// Whom was an invitation meant for who may not know of her any more? Taken off it, in words that say nothing of why.

import type { Provision } from '../../disclosure/consents.ts';
import { readConsents } from '../../disclosure/consents.ts';
import { parseRef, type Ref } from '../../domain/identity.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { PartyReference } from '../../network/directory.ts';
import type { Resource } from '../../pathway/case/case-view.ts';
import type { Tx } from '../../store/types.ts';
import type { LegalView } from '../sending/legal-view.ts';
import { mayKnowOf } from '../planning/permits.ts';
import type { Ports } from '../ports.ts';

/** Requests that invite somebody, where they name whom, and in which statuses they still do. */
const INVITING: Readonly<Record<string, { readonly element: string; readonly open: readonly string[] }>> = {
  Appointment: { element: 'participant', open: ['proposed', 'pending', 'booked', 'waitlist'] },
  CommunicationRequest: { element: 'recipient', open: ['draft', 'active', 'on-hold'] },
  ServiceRequest: { element: 'performer', open: ['draft'] },
};

/**
 * Takes recipients the consent named, and whom the law does not let know of her now, off what invites them and has not come yet. An
 * invitation that nobody else was asked to is cancelled. The words are the law file's; they name no reason.
 */
export async function withdrawInvitations(
  tx: Tx,
  previous: JsonObject,
  found: Ref,
  legal: LegalView,
  ports: Ports,
): Promise<void> {
  const named = readConsents([previous], ports.law).flatMap(({ actors }) => actors);
  const shutOut = ports.directory.recipients.filter(
    (recipient) => isNamed(recipient, named) && !mayKnowOf(recipient, legal, ports),
  );
  if (shutOut.length === 0) return;
  const resources = (await ports.store.records.caseBundle(
    found,
    { types: ['EpisodeOfCare', ...Object.keys(INVITING)], near: [legal.evidence.mother], follow: false },
    tx,
  )) as readonly Resource[];
  for (const resource of resources) {
    const reference = parseRef(`${resource.resourceType}/${resource.id ?? ''}`);
    if (!reference || !withoutThem(resource, shutOut, ports)) continue;
    await ports.store.records.amend(
      tx,
      reference,
      (current) => withoutThem(current, shutOut, ports),
      ports.clock.now(),
    );
  }
}

function isNamed(
  { organization, services, identifiers, roles }: Recipient,
  actors: Provision['actors'],
): boolean {
  const own = [organization, ...services, ...identifiers];
  return actors.some(({ keys, role }) =>
    keys.length > 0 ? keys.some((key) => own.includes(key)) : role !== undefined && roles.includes(role),
  );
}

/** The invitation without these recipients; undefined when it names none of them, is over, or has happened. */
function withoutThem(
  resource: JsonObject,
  shutOut: readonly Recipient[],
  { directory, clock, law }: Ports,
): JsonObject | undefined {
  const kind = INVITING[resource.resourceType];
  const start = resource['start'];
  if (!kind?.open.includes(String(resource['status']))) return undefined;
  if (typeof start === 'string' && Date.parse(start) < clock.now().getTime()) return undefined;
  const all = (resource[kind.element] ?? []) as readonly PartyReference[];
  const left = all.filter((one) => {
    const who = directory.byReference(actorOf(one));
    return !who || !shutOut.some(({ id }) => id === who.id);
  });
  if (left.length === all.length) return undefined;
  const others = left.filter((one) => !(actorOf(one).reference ?? '').startsWith('Patient/'));
  const { nb, nn, en } = law.consent.invitation;
  const words = [...new Set([nb, nn, en])].join(' / ');
  const { [kind.element]: _named, ...rest } = resource;
  const kept = { ...rest, ...(left.length > 0 && { [kind.element]: left }) } as JsonObject;
  return others.length > 0 ? kept : ended(kept, words);
}

/** A participant holds its reference in `actor`; recipients and performers are the reference. */
function actorOf(one: PartyReference & { readonly actor?: PartyReference }): PartyReference {
  return one.actor ?? one;
}

function ended(resource: JsonObject, words: string): JsonObject {
  if (resource.resourceType === 'Appointment') return { ...resource, status: 'cancelled', comment: words };
  if (resource.resourceType === 'CommunicationRequest')
    return { ...resource, status: 'revoked', statusReason: { text: words } };
  return { ...resource, status: 'revoked', note: [{ text: words }] };
}
