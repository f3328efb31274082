// What does the law need to know about this delivery? Gathers it from the case and asks disclosure/decide.

import { decide } from '../disclosure/decide.ts';
import { readConsents } from '../disclosure/consents.ts';
import type { Phase } from '../disclosure/law.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Recipient } from '../domain/recipient.ts';
import type { Verdict } from '../domain/verdict.ts';
import { type CaseView, hasCode, referenceOf, type Resource } from '../pathway/case-view.ts';
import type { Ports } from './ports.ts';

/** The case as the law sees it; made once per event or attempt. */
export interface LegalView {
  readonly view: CaseView;
  /** Case resources with the drafts of this plan among them: a referral makes its performer one who gives care. */
  readonly resources: readonly Resource[];
  readonly phase: Phase;
}

/** Reads the phase of the case (matrix of facts/pathway.md 6.3). */
export function legalView(view: CaseView, drafts: readonly Resource[]): LegalView {
  const known = new Set(view.resources.map(key));
  const resources = [...view.resources, ...drafts.filter((draft) => !known.has(key(draft)))];
  return { view, resources, phase: phaseOf(view) };
}

function key(resource: Resource): string {
  return `${resource.resourceType}/${resource.id ?? ''}`;
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
export function judge(delivery: Delivery, recipient: Recipient, legal: LegalView, ports: Ports): Verdict {
  const { view, resources, phase } = legal;
  const organizations = [recipient.organization, ...recipient.services, ...recipient.identifiers];
  return decide({
    delivery,
    law: ports.law,
    phase,
    now: ports.clock.now(),
    organizations,
    provisions: readConsents(resources),
    relations: relationsOf(delivery, organizations, resources, ports),
    patients: new Set([delivery.subject, view.mother.reference]),
    ...(view.birth && { birth: new Date(view.birth.epochMilliseconds) }),
  });
}

function relationsOf(
  delivery: Delivery,
  organizations: readonly string[],
  resources: readonly Resource[],
  ports: Ports,
): readonly string[] {
  const bundle = { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) };
  const keys = new Set<string>(organizations);
  return ports.law.relations
    .filter(({ find }) =>
      find(bundle, { subject: delivery.subject }).some((reference) => pointsAt(reference, keys)),
    )
    .map(({ name }) => name);
}

function pointsAt(reference: unknown, keys: ReadonlySet<string>): boolean {
  const { reference: literal, identifier } = reference as {
    reference?: string;
    identifier?: { system?: string; value?: string };
  };
  return (
    (literal !== undefined && keys.has(literal)) ||
    (identifier?.value !== undefined && keys.has(`${identifier.system ?? ''}|${identifier.value}`))
  );
}
