// Which facts need more than FHIRPath? Date arithmetic and look-ups, one function per fact of mappings/pathways/facts.yaml.

import type { Temporal } from 'temporal-polyfill';
import { type CaseView, type Child, hasCode, referenceOf, type Resource } from './case-view.ts';
import { PERSON_FACTS } from './person-facts.ts';

/** What an engine fact may lean on. */
export interface FactInput {
  readonly view: CaseView;
  readonly today: Temporal.PlainDate;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Resources that mean the event at hand. */
  readonly triggers: readonly Resource[];
  /** The child the facts are about, when they are about one. */
  readonly child: Child | undefined;
  /** State of each child's machine after the event, by reference. */
  readonly childStates: ReadonlyMap<string, string>;
  /** Whether the law lets a role know of the case. */
  readonly permits: (role: string) => boolean;
  /** Role of the service that fills a key of `services` here, such as `fhs` for `childHealth`. */
  readonly serviceRole: (service: string) => string | undefined;
  /** Value of another fact. */
  readonly fact: (name: string) => unknown;
}

export type EngineFact = (input: FactInput) => unknown;

/** Every engine fact this version computes. An empty result is "unknown". */
export const ENGINE_FACTS: Readonly<Record<string, EngineFact>> = {
  ...PERSON_FACTS,
  gaDays: ({ view, today, fact }) =>
    fact('pregnant') === true && view.ga0 ? view.ga0.until(today).days : undefined,
  daysSinceBirth: ({ view, today }) => view.birth?.toPlainDate().until(today).days,
  liveChildren: ({ view }) => view.children.length,
  livingFetuses,
  residentFhs: ({ serviceRole }) => serviceRole('childHealth') === 'fhs',
  larInPregnancy,
  pethPositive: (input) => pethAtLeast(input, input.view.ga0),
  t23PethPositive: (input) => pethAtLeast(input, trimesterTwo(input)),
  t23GapOk,
  t23NegativeOk: ({ fact, parameters }) =>
    Number(fact('t23NegativeCount') ?? 0) >=
    limit(parameters['minNegativeTests'], fact('larActive') === true),
  inclusionDecided,
  documentType: ({ triggers }) => documentTypes(triggers)[0],
  referralDelivered,
  ga0: ({ view }) => view.ga0?.toString(),
  t2Start: (input) => trimesterTwo(input)?.toString(),
  windowEnd: ({ view, today }) => (view.birth?.toPlainDate() ?? today).add({ days: 1 }).toString(),
};

function trimesterTwo({ view, parameters }: FactInput): Temporal.PlainDate | undefined {
  return view.ga0?.add({ days: Number(parameters['trimester2StartDay'] ?? 84) });
}

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

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
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

/** PEth tells about the weeks before the sample, so samples of the first 28 days of a window do not count [P]. */
function pethAtLeast(input: FactInput, windowStart: Temporal.PlainDate | undefined): boolean | undefined {
  if (!windowStart) return undefined;
  const from = windowStart.add({ days: Number(input.parameters['pethWashoutDays'] ?? 28) }).toString();
  const end = textOf(input.fact('windowEnd'));
  const cutOff = Number(input.parameters['pethLowerCutOff'] ?? 0.03);
  return input.view.resources.some((resource) => {
    const sampled = textOf(resource['effectiveDateTime']).slice(0, 10);
    const value = (resource['valueQuantity'] as { value?: number } | undefined)?.value;
    return (
      resource.resourceType === 'Observation' &&
      resource['status'] === 'final' &&
      hasCode(resource['code'], undefined, 'NPU28874') &&
      sampled >= from &&
      sampled < end &&
      value !== undefined &&
      value >= cutOff
    );
  });
}

/** No hole between valid urine tests longer than the limit, from the start of the window to the birth. */
function t23GapOk(input: FactInput): boolean | undefined {
  const start = trimesterTwo(input);
  if (!start) return undefined;
  const end = input.view.birth?.toPlainDate() ?? input.today;
  const limitDays = limit(input.parameters['maxTestGapDays'], input.fact('larActive') === true);
  const days = input.view.resources
    .filter(
      (resource) =>
        resource['status'] === 'final' && hasCode(resource['code'], 'tk-observation', 'urine-tox-summary'),
    )
    .map((resource) => textOf(resource['effectiveDateTime']).slice(0, 10))
    .filter((day) => day >= start.toString() && day <= end.toString())
    .toSorted();
  let before = start;
  for (const day of [...days, end.toString()]) {
    if (before.until(day).days > limitDays) return false;
    before = before.add({ days: before.until(day).days });
  }
  return days.length > 0;
}

function limit(parameter: unknown, lar: boolean): number {
  const { shared, lar: forLar } = (parameter ?? {}) as { shared?: number; lar?: number };
  return (lar ? forLar : shared) ?? Number.NaN;
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
