// What does the hospital send when a child is born? The same birth as a transaction or as a message.

import type { Bundle, BundleEntry, Identifier, Observation, Reference, Resource } from '@medplum/fhirtypes';
import { assumedBirthDate } from './mother-case.ts';
import { organisationReference, ORGANISATIONS, ORGANISATION_SYSTEM } from './organisations.ts';
import {
  concept,
  createOnce,
  entryReference,
  FAMILY_RELATION,
  identifierQuery,
  LOINC,
  ownIdentifier,
  sandboxId,
  SNOMED,
  tk,
  transaction,
  UCUM,
} from './parts.ts';
import {
  childId,
  childIdentifiers,
  childPatient,
  mother,
  motherPatient,
  type ChildFacts,
  type Mother,
} from './persons.ts';

/** One child of a birth. */
export interface BornChild {
  readonly outcome?: 'livebirth' | 'stillbirth';
  readonly gender?: 'female' | 'male';
  /** False: no fødselsnummer yet, only the hospital's local H-nummer. */
  readonly number?: boolean;
  /** Ward where the child is; none: not decided. */
  readonly ward?: 'kk-barsel' | 'nfi' | 'none';
  readonly grams?: number;
}

/** A birth; without options it is the birth of scenario A. */
export interface BirthOptions {
  /** Which mother; 0 by default. A mother without a case is a birth without a known case. */
  readonly n?: number;
  /** Moment of birth, ISO date-time. */
  readonly at?: string;
  readonly ga0?: string;
  /** One entry per child; one live-born girl by default. */
  readonly children?: readonly [BornChild, ...BornChild[]];
  readonly municipality?: string;
  /** Of a message: which sending it is. The same number gives the same ids; another gives new header and bundle ids. */
  readonly sending?: number;
  /** Of a message: the endpoint the hospital answers at. */
  readonly endpoint?: string;
}

interface Settled {
  readonly who: Mother;
  readonly at: string;
  readonly children: readonly BornChild[];
  readonly municipality: string;
  /** How the hospital points at the mother: conditionally in a transaction, by entry in a message. */
  readonly motherRef: Reference<never>;
}

/** Twins, both live-born. */
export const TWINS: readonly [BornChild, ...BornChild[]] = [{ gender: 'female' }, { gender: 'male' }];
/** One stillborn child: no Patient is made for it (D-03). */
export const STILLBIRTH: readonly [BornChild, ...BornChild[]] = [{ outcome: 'stillbirth' }];
/** One live-born child without a fødselsnummer. */
export const WITHOUT_NUMBER: readonly [BornChild, ...BornChild[]] = [{ number: false }];

function settle(options: BirthOptions, motherRef: (who: Mother) => Reference<never>): Settled {
  const who = mother(options.n);
  return {
    who,
    at: options.at ?? `${assumedBirthDate(options.ga0)}T04:12:00Z`,
    children: options.children ?? [{}],
    municipality: options.municipality ?? '4204',
    motherRef: motherRef(who),
  };
}

/** The birth as a transaction; the mother is found by her person number (conditional reference). */
export function birth(options: BirthOptions = {}): Bundle {
  const settled = settle(options, (who) => ({ reference: `Patient?${identifierQuery(who.identifier)}` }));
  return transaction(sandboxId('birth', settled.who.n, settled.at), settled.at, birthEntries(settled));
}

/** The birth as a message to $process-message: self-contained, so the mother's Patient is an entry too. */
export function birthMessage(options: BirthOptions = {}): Bundle {
  const settled = settle(options, (who) => entryReference(who.id));
  const content = [
    createOnce(settled.who.id, motherPatient(settled.who, settled.municipality), settled.who.identifier),
    ...birthEntries(settled),
  ];
  const sending = options.sending ?? 1;
  const headerId = sandboxId('birth-header', settled.who.n, settled.at, sending);
  const header: BundleEntry = {
    fullUrl: `urn:uuid:${headerId}`,
    resource: {
      resourceType: 'MessageHeader',
      id: headerId,
      eventCoding: tk('event', 'E_LIVEBIRTH'),
      destination: [{ name: 'Lenke', endpoint: 'https://lenke.example/fhir' }],
      sender: organisationReference('hospital'),
      source: {
        name: ORGANISATIONS.hospital.name,
        endpoint: options.endpoint ?? 'https://kk.sandbox.example/fhir',
      },
      focus: [entryReference(sandboxId('outcome', settled.who.n, settled.at, 0))],
    },
  };
  return {
    resourceType: 'Bundle',
    id: sandboxId('birth-message', settled.who.n, settled.at, sending),
    type: 'message',
    timestamp: settled.at,
    entry: [header, ...content.map(withoutRequest)],
  };
}

function withoutRequest({ fullUrl, resource }: BundleEntry): BundleEntry {
  return { ...(fullUrl !== undefined && { fullUrl }), ...(resource && { resource }) };
}

function birthEntries(settled: Settled): BundleEntry[] {
  return [
    ...once(settled, 'birth-encounter', 0, (identifier) => ({
      resourceType: 'Encounter',
      identifier: [identifier],
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
      type: [concept({ system: SNOMED, code: '3950001', display: 'Birth' })],
      subject: settled.motherRef,
      period: { start: settled.at },
      location: [{ location: ward('kk-fode') }],
      serviceProvider: organisationReference('kk-fode'),
    })),
    ...(settled.children.length > 1
      ? once(settled, 'birth-fetus-count', 0, (identifier) => ({
          ...observation(settled, identifier, concept(tk('observation', 'fetus-count'))),
          valueInteger: settled.children.length,
        }))
      : []),
    ...settled.children.flatMap((child, index) => childEntries(settled, child, index)),
  ];
}

function childEntries(settled: Settled, child: BornChild, index: number): BundleEntry[] {
  const live = child.outcome !== 'stillbirth';
  const facts: ChildFacts = {
    gender: child.gender ?? 'female',
    at: settled.at,
    hasNumber: child.number ?? true,
    ...(settled.children.length > 1 && { order: index + 1 }),
  };
  const self = entryReference(childId(settled.who, settled.at, index));
  return [
    ...(live ? liveChildEntries(settled, child, facts, index, self) : []),
    ...once(settled, 'outcome', index, (identifier) => ({
      ...observation(settled, identifier, concept(tk('observation', 'pregnancy-outcome'))),
      ...(live && { focus: [self] }),
      valueCodeableConcept: concept(tk('pregnancy-outcome', live ? 'livebirth' : 'stillbirth'), {
        system: SNOMED,
        code: live ? '281050002' : '237364002',
      }),
    })),
  ];
}

function liveChildEntries(
  settled: Settled,
  child: BornChild,
  facts: ChildFacts,
  index: number,
  self: Reference<never>,
): BundleEntry[] {
  const [identity] = childIdentifiers(settled.who, facts, index);
  const place = child.ward ?? 'nfi';
  return [
    createOnce(
      childId(settled.who, settled.at, index),
      childPatient(settled.who, facts, index, settled.municipality),
      identity,
    ),
    ...once(settled, 'mother-of', index, (identifier) => ({
      resourceType: 'RelatedPerson',
      identifier: [identifier, settled.who.identifier],
      active: true,
      patient: self,
      relationship: [concept({ system: FAMILY_RELATION, code: 'mor' })],
      name: [{ use: 'official', family: settled.who.family, given: [settled.who.given] }],
    })),
    ...once(settled, 'weight', index, (identifier) => ({
      ...observation(settled, identifier, concept({ system: LOINC, code: '8339-4' })),
      subject: self,
      valueQuantity: { value: child.grams ?? 3120, unit: 'g', system: UCUM, code: 'g' },
    })),
    ...(place === 'none'
      ? []
      : once(settled, 'child-encounter', index, (identifier) => ({
          resourceType: 'Encounter',
          identifier: [identifier],
          status: 'in-progress',
          class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
          subject: self,
          period: { start: settled.at },
          location: [{ location: ward(place), status: 'active' }],
          serviceProvider: organisationReference(place),
        }))),
  ];
}

/** A ward as a place: identified by the organisation number of the unit that runs it. */
function ward(key: 'kk-fode' | 'kk-barsel' | 'nfi'): Reference<never> {
  return {
    type: 'Location',
    identifier: { system: ORGANISATION_SYSTEM, value: ORGANISATIONS[key].number },
    display: ORGANISATIONS[key].name,
  };
}

function observation(settled: Settled, identifier: Identifier, code: Observation['code']): Observation {
  return {
    resourceType: 'Observation',
    identifier: [identifier],
    status: 'final',
    code,
    subject: settled.motherRef,
    effectiveDateTime: settled.at,
    performer: [organisationReference('kk-fode')],
  };
}

function once(
  settled: Settled,
  name: string,
  index: number,
  make: (identifier: Identifier) => Resource,
): BundleEntry[] {
  const id = sandboxId(name, settled.who.n, settled.at, index);
  const identifier = ownIdentifier(id);
  return [createOnce(id, make(identifier), identifier)];
}
