// What has she said? FHIR Consents as provisions and objections, each with the recipients, classes and times it speaks of.

import type { DataClass } from '../domain/verdict.ts';

/** One "yes" or "no" about recipients and classes. */
export interface Provision {
  /** `Consent/<id>`. */
  readonly consent: string;
  /** Given or refused: a consent permits; an objection (pbrl § 5-3) or block denies. */
  readonly kind: 'permit' | 'objection';
  readonly patient: string;
  /** Recipient roles (tk-role); with `organizations` empty and this empty it speaks of everybody. */
  readonly roles: readonly string[];
  readonly organizations: readonly string[];
  /** Data classes; empty: all. */
  readonly classes: readonly string[];
  readonly given?: Date;
  readonly from?: Date;
  readonly until?: Date;
}

interface Coding {
  readonly system?: string;
  readonly code?: string;
}
interface Concept {
  readonly coding?: readonly Coding[];
}
interface Reference {
  readonly reference?: string;
  readonly identifier?: { readonly system?: string; readonly value?: string };
}
interface Period {
  readonly start?: string;
  readonly end?: string;
}
interface ProvisionElement {
  readonly type?: string;
  readonly period?: Period;
  readonly actor?: readonly { readonly role?: Concept; readonly reference?: Reference }[];
  readonly action?: readonly Concept[];
  readonly class?: readonly Coding[];
  readonly securityLabel?: readonly Coding[];
  readonly provision?: readonly ProvisionElement[];
}
interface ConsentResource {
  readonly id?: string;
  readonly status?: string;
  readonly dateTime?: string;
  readonly patient?: Reference;
  readonly category?: readonly Concept[];
  readonly provision?: ProvisionElement;
}

/** Reads the Consents among the resources of a case. Anything but an active Consent says nothing. */
export function readConsents(resources: readonly { readonly resourceType: string }[]): readonly Provision[] {
  return resources
    .filter((resource) => resource.resourceType === 'Consent')
    .flatMap((resource) => readConsent(resource as ConsentResource));
}

function readConsent(consent: ConsentResource): readonly Provision[] {
  const patient = consent.patient?.reference;
  if (consent.status !== 'active' || patient === undefined || !consent.provision) return [];
  const objection = codes(consent.category ?? []).includes('objection');
  // The root provision sets the frame; its children say yes or no inside it. A root without children speaks itself.
  const elements = consent.provision.provision ?? [consent.provision];
  return elements
    .filter((element) => (objection ? true : element.type === 'permit' && discloses(element)))
    .map((element) => ({
      consent: `Consent/${consent.id ?? ''}`,
      kind: objection ? ('objection' as const) : ('permit' as const),
      patient,
      roles: (element.actor ?? []).flatMap((actor) => codes(actor.role ? [actor.role] : [])),
      organizations: (element.actor ?? []).flatMap((actor) => referenceKeys(actor.reference)),
      classes: dataClasses([...(element.class ?? []), ...(element.securityLabel ?? [])]),
      ...time('given', consent.dateTime),
      ...time('from', element.period?.start ?? consent.provision?.period?.start),
      ...time('until', earlier(element.period?.end, consent.provision?.period?.end)),
    }));
}

function discloses(element: ProvisionElement): boolean {
  return element.action === undefined || codes(element.action).includes('disclose');
}

function codes(concepts: readonly Concept[]): readonly string[] {
  return concepts.flatMap((concept) => (concept.coding ?? []).flatMap((coding) => coding.code ?? []));
}

function dataClasses(codings: readonly Coding[]): readonly string[] {
  return codings.flatMap((coding) =>
    coding.system?.endsWith('tk-data-class') && coding.code ? [coding.code] : [],
  );
}

function referenceKeys(reference: Reference | undefined): readonly string[] {
  const { system, value } = reference?.identifier ?? {};
  return [
    ...(reference?.reference === undefined ? [] : [reference.reference]),
    ...(value === undefined ? [] : [`${system ?? ''}|${value}`]),
  ];
}

function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Date.parse(one) < Date.parse(other) ? one : other;
}

/** A date alone as an end means the end of that day; Norwegian days end at most 23:00 UTC, and ending early is the safe side. */
function time<K extends string>(key: K, text: string | undefined): { readonly [P in K]?: Date } {
  if (text === undefined) return {};
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? {} : ({ [key]: at } as { readonly [P in K]?: Date });
}

/** Who is asked about, when. */
export interface ProvisionQuestion {
  readonly role: string;
  readonly row: string;
  readonly organizations: readonly string[];
  readonly patients: ReadonlySet<string>;
  readonly dataClass: DataClass;
  readonly now: Date;
  /** Birth, when consents given before it have ended with it. */
  readonly endedAtBirth?: Date;
}

/** True when the provision speaks of this recipient, class, person and moment. */
export function speaksOf(provision: Provision, question: ProvisionQuestion): boolean {
  if (!question.patients.has(provision.patient)) return false;
  if (provision.from && provision.from > question.now) return false;
  if (provision.until && provision.until <= question.now) return false;
  if (provision.classes.length > 0 && !provision.classes.includes(question.dataClass)) return false;
  if (provision.kind === 'permit' && endedAtBirth(provision, question)) return false;
  return speaksOfRecipient(provision, question);
}

function endedAtBirth(provision: Provision, { endedAtBirth: birth }: ProvisionQuestion): boolean {
  if (birth === undefined) return false;
  return provision.given === undefined || provision.given < birth;
}

function speaksOfRecipient(provision: Provision, question: ProvisionQuestion): boolean {
  const named = provision.roles.length > 0 || provision.organizations.length > 0;
  // A consent must name somebody; an objection that names nobody is against everybody.
  if (!named) return provision.kind === 'objection';
  return (
    provision.roles.some((role) => role === question.role || role === question.row) ||
    provision.organizations.some((organization) => question.organizations.includes(organization))
  );
}
