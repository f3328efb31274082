// What has she said? FHIR Consents as yes, no and objection, each with whom, which classes, which way, why and when.

import type { Law } from './law.ts';

/** One answer about recipients and classes. */
export interface Provision {
  /** `Consent/<id>`. */
  readonly consent: string;
  /** Yes; no (a first-class answer, DT-8); or an objection or block (pbrl § 5-3, pjl § 17), which also stops treatment sharing. */
  readonly kind: 'permit' | 'refusal' | 'objection';
  readonly patient: string;
  /** References and identifiers of those who answered. */
  readonly performers: readonly string[];
  /** Whom it speaks of; an objection that names nobody speaks of everybody. */
  readonly actors: readonly Actor[];
  /** Whose information it speaks of; absent: whoever gives it. */
  readonly sources?: readonly Actor[];
  /** Data classes; an objection or a no without any is about all, a yes without any about none. */
  readonly classes: readonly string[];
  /** `disclose` lets content out, `collect` lets the receiver fetch it; an objection without any stops both. */
  readonly actions: readonly string[];
  /** Codes of v3-ActReason; empty: any purpose. */
  readonly purposes: readonly string[];
  readonly given?: Date;
  readonly from?: Date;
  readonly until?: Date;
}

/** A recipient as a provision names it: an organisation, or a role of any organisation. */
export interface Actor {
  readonly role?: string;
  readonly keys: readonly string[];
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
  readonly purpose?: readonly Coding[];
  readonly code?: readonly Concept[];
  readonly data?: readonly unknown[];
  readonly dataPeriod?: Period;
  readonly provision?: readonly ProvisionElement[];
}
interface ConsentResource {
  readonly id?: string;
  readonly status?: string;
  readonly dateTime?: string;
  readonly patient?: Reference;
  readonly performer?: readonly Reference[];
  readonly organization?: readonly Reference[];
  readonly sourceAttachment?: unknown;
  readonly sourceReference?: unknown;
  readonly category?: readonly Concept[];
  readonly policyRule?: Concept;
  readonly provision?: ProvisionElement;
}

/** Reads the Consents among the resources of a case. One that is neither active nor rejected says nothing. */
export function readConsents(
  resources: readonly { readonly resourceType: string }[],
  law: Pick<Law, 'objections'>,
): readonly Provision[] {
  return resources
    .filter((resource) => resource.resourceType === 'Consent')
    .flatMap((resource) => readConsent(resource as ConsentResource, law));
}

function readConsent(consent: ConsentResource, law: Pick<Law, 'objections'>): readonly Provision[] {
  const patient = consent.patient?.reference;
  if (patient === undefined || !consent.provision) return [];
  if (consent.status !== 'active' && consent.status !== 'rejected') return [];
  if (isObjection(consent, law)) return consent.status === 'active' ? objectionsOf(consent, patient) : [];
  // The root provision sets the frame; its children say yes or no inside it. A root without children speaks itself.
  const elements = consent.provision.provision ?? [consent.provision];
  return elements.flatMap((element) => {
    const isNo = consent.status === 'rejected' || element.type === 'deny';
    if (isNo) return [toProvision(consent, patient, element, 'refusal')];
    return element.type === 'permit' && isPermit(consent, element)
      ? [toProvision(consent, patient, element, 'permit')]
      : [];
  });
}

function isObjection(
  { category, policyRule }: ConsentResource,
  { objections }: Pick<Law, 'objections'>,
): boolean {
  return (
    codes(category ?? []).some((code) => objections.categories.includes(code)) ||
    codes(policyRule ? [policyRule] : []).some((code) => objections.policies.includes(code))
  );
}

/** Every "no" of an objection; one that cannot be told apart is about everybody and everything. Exceptions are not read: they would permit. */
function objectionsOf(consent: ConsentResource, patient: string): readonly Provision[] {
  const root = consent.provision ?? {};
  const children = root.provision ?? [];
  const said = [...(root.type === 'deny' ? [root] : []), ...children.filter(({ type }) => type !== 'permit')];
  return (said.length > 0 ? said : [{}]).map((element) =>
    toProvision(consent, patient, element, 'objection'),
  );
}

/** Signed or documented, by somebody, at a time; and limited by nothing that is not understood here (DT-8). */
function isPermit(consent: ConsentResource, element: ProvisionElement): boolean {
  const signed = consent.sourceAttachment !== undefined || consent.sourceReference !== undefined;
  const documented = (consent.organization ?? []).length > 0;
  const limited = element.code ?? element.data ?? element.dataPeriod ?? element.class;
  const times = [consent.dateTime, ...periodsOf(consent, element)];
  return (
    (signed || documented) &&
    (consent.performer ?? []).length > 0 &&
    consent.dateTime !== undefined &&
    limited === undefined &&
    times.every((text) => text === undefined || !Number.isNaN(Date.parse(text)))
  );
}

function periodsOf(
  { provision }: ConsentResource,
  element: ProvisionElement,
): readonly (string | undefined)[] {
  return [element.period?.start, element.period?.end, provision?.period?.start, provision?.period?.end];
}

function toProvision(
  consent: ConsentResource,
  patient: string,
  element: ProvisionElement,
  kind: Provision['kind'],
): Provision {
  const frame = consent.provision?.period;
  return {
    consent: `Consent/${consent.id ?? ''}`,
    kind,
    patient,
    performers: (consent.performer ?? []).flatMap(referenceKeys),
    actors: (element.actor ?? []).filter((actor) => !isSource(actor)).map(toActor),
    ...sourcesOf(element),
    classes: dataClasses([...(element.class ?? []), ...(element.securityLabel ?? [])]),
    actions: codes(element.action ?? []),
    purposes: (element.purpose ?? []).flatMap(({ code }) => code ?? []),
    ...time('given', consent.dateTime),
    ...time('from', later(element.period?.start, frame?.start)),
    ...time('until', earlier(element.period?.end, frame?.end)),
  };
}

type ActorElement = NonNullable<ProvisionElement['actor']>[number];

/** v3-ParticipationType: who is in charge of the information, beside those who may have it (R4 SecurityRoleType). */
const CUSTODIAN = { system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'CST' };

function isSource({ role }: ActorElement): boolean {
  return (role?.coding ?? []).some(
    ({ system, code }) => system === CUSTODIAN.system && code === CUSTODIAN.code,
  );
}

function sourcesOf({ actor }: ProvisionElement): Pick<Provision, 'sources'> {
  const sources = (actor ?? []).filter(isSource).map((one) => {
    const coding = (one.role?.coding ?? []).filter(({ system }) => system !== CUSTODIAN.system);
    return toActor({ ...one, role: { coding } });
  });
  return sources.length === 0 ? {} : { sources };
}

function toActor({ role, reference }: ActorElement): Actor {
  return { ...roleOf(role), keys: referenceKeys(reference) };
}

function roleOf(role: Concept | undefined): { readonly role?: string } {
  const [code] = codes(role ? [role] : []);
  return code === undefined ? {} : { role: code };
}

function codes(concepts: readonly Concept[]): readonly string[] {
  return concepts.flatMap((concept) => (concept.coding ?? []).flatMap((coding) => coding.code ?? []));
}

function dataClasses(codings: readonly Coding[]): readonly string[] {
  return codings.flatMap((coding) =>
    coding.system?.endsWith('tk-data-class') && coding.code ? [coding.code] : [],
  );
}

/** References and identifiers by which somebody is pointed at. */
export function referenceKeys(reference: Reference | undefined): readonly string[] {
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

function later(one: string | undefined, other: string | undefined): string | undefined {
  return earlier(one, other) === one ? (other ?? one) : (one ?? other);
}

/** A date alone as an end means the end of that day; Norwegian days end at most 23:00 UTC, and ending early is the safe side. */
function time<K extends string>(key: K, text: string | undefined): { readonly [P in K]?: Date } {
  if (text === undefined) return {};
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? {} : ({ [key]: at } as { readonly [P in K]?: Date });
}
