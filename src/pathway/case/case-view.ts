// What is known of this case? The resources of a case, read once: mother, children, dating, residence.

import { hash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { contentId, type Ref } from '../../domain/identity.ts';
import { indexBundle } from '../../fhir/fhirpath/bundle-index.ts';
import { toMoment } from '../timers/dates.ts';

/** A resource as the pathway reads it. */
export interface Resource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [key: string]: unknown;
}

interface Coding {
  readonly system?: string;
  readonly code?: string;
}
interface Reference {
  readonly reference?: string;
  readonly identifier?: { readonly system?: string; readonly value?: string };
}

/** A person of the case. */
export interface Party {
  readonly reference: Ref;
  readonly id: string;
  readonly resource: Resource;
}

/** A live-born child, whether the hospital sent its Patient or only said that it was born. */
export interface Child {
  readonly reference: Ref;
  readonly id: string;
  readonly stored: boolean;
  /** Says which child it is, whatever number it has so far; `keyHash` is the same without a person number in it. */
  readonly key: string;
  readonly keyHash: string;
  /** 1, 2 … in order of the report. */
  readonly order: number;
  /** dateTime of birth as reported. */
  readonly birth: string;
}

/** A case as the pathway sees it. */
export interface CaseView {
  readonly episode: Resource & { readonly id: string };
  readonly case: Ref;
  readonly mother: Party;
  /** Those that live. */
  readonly children: readonly Child[];
  /** Those that were born alive and have died. */
  readonly deceased: readonly Child[];
  readonly resources: readonly Resource[];
  readonly bundle: {
    readonly resourceType: 'Bundle';
    readonly entry: readonly { readonly resource: Resource }[];
  };
  /** Kommunenummer of the mother's home. */
  readonly municipality: string | undefined;
  readonly generalPractitioner: readonly Reference[];
  /** First day of the pregnancy; from the dating, else counted back from the birth (`dated` is then false). */
  readonly ga0: Temporal.PlainDate | undefined;
  readonly dated: boolean;
  readonly birth: Temporal.ZonedDateTime | undefined;
  readonly zone: string;
}

/** Due date by LOINC: general, from last period, from ultrasound. */
const DUE_DATE = ['11778-8', '11779-6', '11780-4', '11781-2'];
const LAST_PERIOD = '8665-2';

/**
 * Reads a case. `triggers` are the resources of the event at hand: children they report come first.
 * Undefined when the episode or its patient is not among the resources.
 */
export function viewCase(
  caseRef: Ref,
  resources: readonly Resource[],
  triggers: readonly Resource[],
  parameters: Readonly<Record<string, unknown>>,
  zone: string,
): CaseView | undefined {
  const byRef = new Map(
    resources.map((resource) => [`${resource.resourceType}/${resource.id ?? ''}`, resource]),
  );
  const episode = byRef.get(caseRef);
  const motherRef = referenceOf(episode?.['patient']);
  const patient = byRef.get(motherRef);
  if (!episode?.id || !patient?.id) return undefined;
  const births = liveBirths(resources, triggers);
  const birth = births
    .map((observation) => toMoment(text(observation['effectiveDateTime']), zone))
    .find((moment) => moment !== undefined);
  const born = childrenOf(caseRef, births, byRef);
  const dating = datingOf(resources, motherRef, Number(parameters['termDays'] ?? 280));
  return {
    episode: episode as Resource & { id: string },
    case: caseRef,
    mother: { reference: `Patient/${patient.id}`, id: patient.id, resource: patient },
    children: born.filter(({ reference }) => !isDeceased(byRef.get(reference))),
    deceased: born.filter(({ reference }) => isDeceased(byRef.get(reference))),
    resources,
    bundle: indexBundle({ resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) }),
    municipality: municipalityOf(patient),
    generalPractitioner: (patient['generalPractitioner'] ?? []) as readonly Reference[],
    ga0: dating ?? birth?.toPlainDate().subtract({ days: Number(parameters['termDays'] ?? 280) }),
    dated: dating !== undefined,
    birth,
    zone,
  };
}

function liveBirths(resources: readonly Resource[], triggers: readonly Resource[]): readonly Resource[] {
  const isLiveBirth = (resource: Resource): boolean =>
    resource.resourceType === 'Observation' &&
    hasCode(resource['code'], 'tk-observation', 'pregnancy-outcome') &&
    hasCode(resource['valueCodeableConcept'], undefined, 'livebirth') &&
    ['final', 'amended', 'corrected'].includes(text(resource['status']) ?? '');
  const reported = triggers.filter(isLiveBirth);
  const ids = new Set(reported.map(({ id }) => id));
  return [...reported, ...resources.filter((resource) => isLiveBirth(resource) && !ids.has(resource.id))];
}

function isDeceased(patient: Resource | undefined): boolean {
  return patient?.['deceasedBoolean'] === true || patient?.['deceasedDateTime'] !== undefined;
}

function childrenOf(
  caseRef: Ref,
  births: readonly Resource[],
  byRef: ReadonlyMap<string, Resource>,
): readonly Child[] {
  const episodes = [...byRef.values()].filter(
    (resource) =>
      resource.resourceType === 'EpisodeOfCare' &&
      (resource['type'] as unknown[] | undefined)?.some((type) => hasCode(type, 'tk-pathway', 'child')),
  );
  const seen = new Map<string, Child>();
  const orderAt = new Map<string, number>();
  for (const observation of births) {
    const birth = text(observation['effectiveDateTime']) ?? '';
    const focus = referenceOf((observation['focus'] as Reference[] | undefined)?.[0]);
    const patient = byRef.get(focus);
    const order = Number(patient?.['multipleBirthInteger'] ?? (orderAt.get(birth) ?? 0) + 1);
    orderAt.set(birth, order);
    const known = episodes.find((episode) => focus !== '' && referenceOf(episode['patient']) === focus);
    const key = keyOf(patient) ?? `${caseRef}|${birth}|${order}`;
    const keyHash = knownKeyHash(known) ?? hash('sha256', key).slice(0, 32);
    if (seen.has(keyHash)) continue;
    const id = patient?.id ?? contentId('child', key);
    seen.set(keyHash, {
      reference: `Patient/${id}`,
      id,
      stored: patient !== undefined,
      key: keyHash,
      keyHash,
      order,
      birth,
    });
  }
  return [...seen.values()];
}

/** Person numbers first, then any other identifier; without one the birth itself tells the child. */
function keyOf(patient: Resource | undefined): string | undefined {
  const list = (patient?.['identifier'] ?? []) as readonly { system?: string; value?: string }[];
  const national = list.find(({ system }) => system?.startsWith('urn:oid:2.16.578.1.12.4.1.4.') === true);
  const best = national ?? list.find(({ system, value }) => system !== undefined && value !== undefined);
  return best === undefined ? undefined : `${best.system ?? ''}|${best.value ?? ''}`;
}

function knownKeyHash(episode: Resource | undefined): string | undefined {
  const list = (episode?.['identifier'] ?? []) as readonly { system?: string; value?: string }[];
  return list.find(({ system }) => system?.endsWith('/NamingSystem/child-case') === true)?.value;
}

/** The latest recorded dating counts: there is one authoritative dating per pregnancy (C-11). */
function datingOf(
  resources: readonly Resource[],
  motherRef: string,
  termDays: number,
): Temporal.PlainDate | undefined {
  const observations = resources.filter(
    (resource) =>
      resource.resourceType === 'Observation' &&
      referenceOf(resource['subject']) === motherRef &&
      resource['status'] !== 'entered-in-error',
  );
  const dueDate = plainDate(latestOf(observations, DUE_DATE)?.['valueDateTime']);
  if (dueDate) return dueDate.subtract({ days: termDays });
  return plainDate(latestOf(observations, [LAST_PERIOD])?.['valueDateTime']);
}

/** The latest of one of these codes; of those of one moment the first. */
function latestOf(observations: readonly Resource[], codes: readonly string[]): Resource | undefined {
  return observations
    .filter(({ code: concept }) => codes.some((code) => hasCode(concept, 'loinc.org', code)))
    .toSorted((one, other) =>
      (text(other['effectiveDateTime']) ?? '').localeCompare(text(one['effectiveDateTime']) ?? ''),
    )[0];
}

function plainDate(value: unknown): Temporal.PlainDate | undefined {
  const found = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(value) : null;
  return found ? Temporal.PlainDate.from(found[0]) : undefined;
}

/** Kommunenummer stands as an extension on the primitive Address.district (no-basis-Address). */
/** Kommunenummer of a person's home, when the address says it. */
export function municipalityOf(patient: Resource): string | undefined {
  const addresses = (patient['address'] ?? []) as readonly {
    _district?: { extension?: readonly { url?: string; valueCoding?: Coding }[] };
    use?: string;
  }[];
  const home = addresses.find(({ use }) => use === 'home') ?? addresses[0];
  return home?._district?.extension?.find(({ url }) => url?.endsWith('municipalitycode') === true)
    ?.valueCoding?.code;
}

/** Postal code of the home address. */
export function postalCodeOf(patient: Resource): string | undefined {
  const addresses = (patient['address'] ?? []) as readonly { use?: string; postalCode?: string }[];
  return (addresses.find(({ use }) => use === 'home') ?? addresses[0])?.postalCode;
}

/** True when a CodeableConcept holds `code`, of a system that ends with or contains `system` when given. */
export function hasCode(concept: unknown, system: string | undefined, code: string): boolean {
  const codings = ((concept ?? {}) as { coding?: readonly Coding[] }).coding ?? [];
  return codings.some(
    (coding) => coding.code === code && (system === undefined || coding.system?.includes(system) === true),
  );
}

/** The literal reference of a Reference element, '' when it has none. */
export function referenceOf(element: unknown): string {
  return (element as Reference | undefined)?.reference ?? '';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
