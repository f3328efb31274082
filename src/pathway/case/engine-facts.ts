// Which facts need more than FHIRPath? Date arithmetic and look-ups, one function per fact of mappings/pathways/facts.yaml.

import { hasCode, referenceOf, type Resource } from './case-view.ts';
import type { EngineFact, FactInput } from './engine-fact.ts';
import { PERSON_FACTS } from './person-facts.ts';
import { TEST_FACTS, trimesterTwo } from './test-facts.ts';

/** Every engine fact this version computes. An empty result is "unknown". */
export const ENGINE_FACTS: Readonly<Record<string, EngineFact>> = {
  ...PERSON_FACTS,
  ...TEST_FACTS,
  gaDays: ({ view, today, fact }) =>
    fact('pregnant') === true && view.ga0 ? view.ga0.until(today).days : undefined,
  daysSinceBirth: ({ view, today }) => view.birth?.toPlainDate().until(today).days,
  liveChildren: ({ view }) => view.children.length,
  livingFetuses,
  offers: ({ offers }) => offers(),
  residentFhs: ({ serviceRole }) => serviceRole('childHealth') === 'fhs',
  larInPregnancy,
  inclusionDecided,
  documentType: ({ triggers }) => documentTypes(triggers)[0],
  referralDelivered,
  senderKeys: ({ triggers, keysOf }) => triggers.flatMap((trigger) => keysOf(trigger['sender'])),
  ga0: ({ view }) => view.ga0?.toString(),
  t2Start: (input) => trimesterTwo(input)?.toString(),
  windowEnd: ({ view, today }) => (view.birth?.toPlainDate() ?? today).add({ days: 1 }).toString(),
};

function livingFetuses({ view, fact }: FactInput): number {
  if (view.birth !== undefined) return 0;
  const counts = view.resources
    .filter(
      (resource) =>
        resource.resourceType === 'Observation' && hasCode(resource['code'], 'tk-observation', 'fetus-count'),
    )
    .map((resource) => Number(resource['valueInteger'] ?? 1));
  const lost = view.resources.filter(
    (resource) =>
      resource.resourceType === 'Observation' &&
      hasCode(resource['code'], 'tk-observation', 'pregnancy-outcome') &&
      ['miscarriage', 'abortion', 'stillbirth'].some((code) =>
        hasCode(resource['valueCodeableConcept'], undefined, code),
      ),
  ).length;
  const expected = counts.length > 0 ? Math.max(...counts) : 1;
  return fact('lossEvent') === true || fact('pregnant') === true ? Math.max(0, expected - lost) : 0;
}

/** LAR medicine or an episode in LAR at any time of the pregnancy (facts/pathway.md 3.1). */
function larInPregnancy({ view, today }: FactInput): boolean {
  const from = view.ga0?.toString() ?? '0000';
  const to = (view.birth?.toPlainDate() ?? today).toString();
  return view.resources.some((resource) => {
    if (resource['status'] === 'entered-in-error' || resource['status'] === 'not-taken') return false;
    const period = periodOf(resource);
    return (
      isLar(resource) &&
      (period.start ?? '0000').slice(0, 10) <= to &&
      (period.end ?? '9999').slice(0, 10) >= from
    );
  });
}

function isLar(resource: Resource): boolean {
  if (resource.resourceType === 'EpisodeOfCare')
    return concepts(resource['type']).some((type) => hasCode(type, 'tk-service', 'lar'));
  if (resource.resourceType !== 'MedicationStatement') return false;
  const codings =
    ((resource['medicationCodeableConcept'] ?? {}) as { coding?: { system?: string; code?: string }[] })
      .coding ?? [];
  return codings.some(
    ({ system, code }) => system === 'http://www.whocc.no/atc' && code?.startsWith('N07BC') === true,
  );
}

function concepts(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function periodOf(resource: Resource): { start?: string; end?: string } {
  const { period, effectivePeriod, effectiveDateTime } = resource as unknown as {
    period?: { start?: string; end?: string };
    effectivePeriod?: { start?: string; end?: string };
    effectiveDateTime?: string;
  };
  if (period ?? effectivePeriod) return period ?? effectivePeriod ?? {};
  return effectiveDateTime === undefined ? {} : { start: effectiveDateTime, end: effectiveDateTime };
}

/** The decision on this child; asked of the case, any child's. */
function inclusionDecided({ view, child }: FactInput): boolean {
  return view.resources.some(
    (resource) =>
      resource.resourceType === 'Task' &&
      resource['status'] === 'completed' &&
      hasCode(resource['code'], 'tk-task', 'inclusion-decision') &&
      (child === undefined || referenceOf(resource['for']) === child.reference) &&
      ((resource['output'] ?? []) as { valueCodeableConcept?: unknown }[]).some((output) =>
        hasCode(output.valueCodeableConcept, undefined, 'include'),
      ),
  );
}

function documentTypes(triggers: readonly Resource[]): readonly string[] {
  return triggers.flatMap((resource) => {
    const codings =
      ((resource['type'] ?? {}) as { coding?: { system?: string; code?: string }[] }).coding ?? [];
    return codings.flatMap(({ system, code }) =>
      system?.endsWith('9602') === true && code !== undefined ? [code] : [],
    );
  });
}

/** The programme already has this child's referral from us: a second one becomes a link, not a duplicate (C-14). */
function referralDelivered({ view, triggers }: FactInput): boolean {
  const ours = view.resources.filter(
    (resource) =>
      resource.resourceType === 'ServiceRequest' &&
      resource['status'] === 'active' &&
      ((resource['identifier'] ?? []) as { system?: string }[]).some(
        ({ system }) => system?.endsWith('/NamingSystem/referral') === true,
      ),
  );
  return triggers.some((trigger) => ours.some((own) => own.id === trigger.id || sameReferral(own, trigger)));
}

function sameReferral(one: Resource, other: Resource): boolean {
  const category = (resource: Resource) => concepts(resource['category']);
  return (
    referenceOf(one['subject']) === referenceOf(other['subject']) &&
    category(other).some((found) => hasCode(found, 'tk-service', 'habu-0-6')) &&
    category(one).some((found) => hasCode(found, 'tk-service', 'habu-0-6'))
  );
}
