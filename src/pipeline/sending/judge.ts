// What does the law need to know about this delivery? Gathers it from the case and asks disclosure/decide.

import type { CasePersons } from '../../disclosure/classify.ts';
import { decide } from '../../disclosure/decide.ts';
import { gather } from '../../disclosure/gather.ts';
import type { Phase } from '../../disclosure/law-file.ts';
import type { Law } from '../../disclosure/law.ts';
import type { Giver } from '../../disclosure/speaks.ts';
import type { ContentItem, Delivery } from '../../domain/delivery.ts';
import type { Directory } from '../../network/directory.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { type CaseView, hasCode, referenceOf, type Resource } from '../../pathway/case/case-view.ts';
import type { Ports } from '../ports.ts';
import type { LegalView } from './legal-view.ts';

/** Reads the phase and the evidence of the case (matrix of facts/pathway.md 6.3). */
export function legalView(view: CaseView, drafts: readonly Resource[], law: Law): LegalView {
  const resources = drafts.length === 0 ? view.resources : withDrafts(view.resources, drafts);
  const evidence = gather(
    {
      resources,
      mother: view.mother.reference,
      children: view.children.map(({ reference }) => reference),
      ...(view.birth && { birth: new Date(view.birth.epochMilliseconds) }),
    },
    law,
  );
  return { view, resources, persons: casePersons(view), phase: phaseOf(view), evidence };
}

/** The case as it was read, and what of the drafts is new to it. */
function withDrafts(resources: readonly Resource[], drafts: readonly Resource[]): readonly Resource[] {
  const known = new Set(resources.map(key));
  return [...resources, ...drafts.filter((draft) => !known.has(key(draft)))];
}

function key(resource: Resource): string {
  return `${resource.resourceType}/${resource.id ?? ''}`;
}

function casePersons({ mother, children }: CaseView): CasePersons {
  return {
    mother: mother.reference,
    children: new Set<string>(children.map(({ reference }) => reference)),
  };
}

function phaseOf(view: CaseView): Phase {
  if (view.children.length === 0) return isLoss(view) ? 'POST' : 'PRE';
  const stays = view.resources.filter(
    (resource) =>
      resource.resourceType === 'Encounter' && referenceOf(resource['subject']) === view.mother.reference,
  );
  const discharged = stays.length > 0 && stays.every((stay) => stay['status'] === 'finished');
  return discharged ? 'POST' : 'BIRTH';
}

function isLoss(view: CaseView): boolean {
  return view.resources.some(
    (resource) =>
      hasCode(resource['code'], 'tk-observation', 'pregnancy-outcome') &&
      ['miscarriage', 'abortion', 'stillbirth'].some((code) =>
        hasCode(resource['valueCodeableConcept'], undefined, code),
      ),
  );
}

/** The verdict on a delivery to a recipient, now. */
export function judge(
  delivery: Delivery,
  recipient: Recipient,
  { phase, evidence }: LegalView,
  ports: Pick<Ports, 'law' | 'clock' | 'directory'>,
): Verdict {
  const giver = giverOf(delivery.content, ports.directory);
  return decide({
    delivery,
    law: ports.law,
    phase,
    now: ports.clock.now(),
    organizations: [recipient.organization, ...recipient.services, ...recipient.identifiers],
    ...(giver && { giver }),
    evidence,
  });
}

/** Who gives what is essential, when all of it that says so is said by one; a patient's own resource is said by nobody. */
export function giverOf(content: readonly ContentItem[], directory: Directory): Giver | undefined {
  let giver: string | undefined;
  for (const { essential, from } of content) {
    if (!essential || from === undefined) continue;
    if (giver !== undefined && giver !== from) return undefined;
    giver = from;
  }
  return giver === undefined ? undefined : giverBy(giver, directory);
}

/** The giver known by a reference or `system|value`; one nobody knows is known by that alone. */
export function giverBy(from: string, directory: Directory): Giver {
  const [system = '', value] = from.split('|');
  const known = directory.byReference(
    value === undefined ? { reference: from } : { identifier: { system, value } },
  );
  if (!known) return { keys: [from], roles: [] };
  return { keys: [known.organization, ...known.services, ...known.identifiers], roles: known.roles };
}
