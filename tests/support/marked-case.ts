// What does a case look like in which every resource says of itself what it is? One of each data class, marked, for a search of what left.

import type { Ref } from '../../src/domain/identity.ts';
import type { DataClass } from '../../src/domain/data-class.ts';
import type { OrganisationKey } from '../../src/sandbox/people.ts';
import type { Named } from './scenario.ts';
import {
  by,
  code,
  concern,
  dating,
  lar,
  LOINC,
  patient,
  pregnancy,
  reported,
  tk,
  urine,
} from './scenario-pieces.ts';

/** Whose it is: the mother, or a child by its number in the order of birth. */
export type Who = 'mother' | `child${number}`;

/** A mark as it stands in a resource, found again. */
export interface Mark {
  readonly n: number;
  readonly who: Who;
  readonly classes: readonly DataClass[];
}

/** `MERKE.131.mother.D4.`: what the author of the test says it is; nothing of the gateway decides it. */
export function markOf(n: number, who: Who, ...classes: readonly DataClass[]): string {
  return `MERKE.${n}.${who}.${classes.join('+')}.`;
}

/** Every mark in a text, each once. */
export function marksIn(text: string): readonly Mark[] {
  const found = new Set([...text.matchAll(/MERKE\.(\d+)\.(\w+)\.([D0-9+]+)\./g)].map(([whole]) => whole));
  return [...found].map((whole) => {
    const [, n, who, classes = ''] = whole.split('.');
    return { n: Number(n), who: who as Who, classes: classes.split('+') as DataClass[] };
  });
}

const WITH_IDENTIFIER = new Set([
  'Patient',
  'RelatedPerson',
  'EpisodeOfCare',
  'Encounter',
  'Flag',
  'Consent',
]);
const MARKS = 'https://example.org/marks';

/** The resource with its mark: in a note, or in an identifier where it has no notes. */
export function marked(resource: Named, mark: string): Named {
  if (WITH_IDENTIFIER.has(resource.resourceType)) {
    const own = (resource['identifier'] ?? []) as readonly object[];
    return { ...resource, identifier: [...own, { system: MARKS, value: mark }] };
  }
  return { ...resource, note: [{ text: mark }] };
}

const about = { reference: '#mother' };

/** Her name, and where she lives when that is secret. */
export function markedMother(n: number, municipality: string, isProtected: boolean): Named {
  const plain = patient(n, municipality);
  const [home] = (plain['address'] ?? []) as readonly object[];
  const secret = {
    address: [{ ...home, line: [`HEMMELIG.${n}`] }],
    telecom: [{ system: 'phone', value: `HEMMELIG.${n}` }],
    meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'V' }] },
  };
  return marked({ ...plain, ...(isProtected && secret) }, markOf(n, 'mother', 'D1'));
}

/** One resource of each class about her; `found` is the day. What nobody classified is D0. */
export function markedRecord(n: number, found: string): readonly Named[] {
  const mine = (resource: Named, ...classes: readonly DataClass[]) =>
    marked(resource, markOf(n, 'mother', ...classes));
  return [
    mine(dating(found, due(found)), 'D2'),
    mine(pregnancy(found), 'D2'),
    mine(concern(found), 'D3'),
    mine(reported(found, true), 'D3'),
    mine(urine(found, 'positive-unexplained'), 'D4'),
    mine(lar, 'D5'),
    mine({ ...concern(found), id: 'mental', category: [tk('concern', 'mental-health')] }, 'D6'),
    mine({ ...concern(found), id: 'caring', category: [tk('concern', 'caregiving')] }, 'D7'),
    mine(
      {
        resourceType: 'Observation',
        id: 'bv-answer',
        status: 'final',
        code: tk('observation', 'bv-contact-answer'),
        subject: about,
        effectiveDateTime: found,
        performer: [by('jordmor')],
        valueCodeableConcept: tk('bv-answer', 'accepted'),
      },
      'D9',
    ),
    mine(
      {
        resourceType: 'Flag',
        id: 'retention',
        status: 'inactive',
        code: tk('flag', 'hol-10-3'),
        subject: about,
        period: { start: found, end: found },
      },
      'D10',
    ),
    mine(
      {
        resourceType: 'RelatedPerson',
        id: 'partner',
        active: true,
        patient: about,
        relationship: [
          code('http://hl7.no/fhir/CodeSystem/no-basis-family-relation', 'ektefelleEllerPartner'),
        ],
        name: [{ family: 'Syntetisk', given: ['Partner'] }],
      },
      'D11',
    ),
    mine(
      {
        resourceType: 'Observation',
        id: 'strange',
        status: 'final',
        code: code(LOINC, '8867-4'),
        subject: about,
        effectiveDateTime: found,
        performer: [by('fastlege')],
      },
      'D0',
    ),
  ];
}

function due(found: string): string {
  return new Date(Date.parse(found) + 217 * 86_400_000).toISOString().slice(0, 10);
}

/** Names of `markedRecord`, as references of a message that tries to take all of it along. */
export function everything(found: string): readonly { readonly reference: string }[] {
  return markedRecord(0, found).map(({ id }) => ({ reference: `#${id}` }));
}

/** What a ward finds of a child: of the child, and of the mother where it tells about her. */
export function markedChild(n: number, at: number, child: Ref, day: string): readonly Named[] {
  const subject = { reference: child };
  const who: Who = `child${at}`;
  const observed = (id: string, value: object, classes: readonly DataClass[]) =>
    marked(
      {
        resourceType: 'Observation',
        id: `${id}-${at}`,
        status: 'final',
        subject,
        effectiveDateTime: day,
        performer: [by('kk-barsel')],
        ...value,
      },
      markOf(n, who, ...classes),
    );
  return [
    observed('weight', { code: code(LOINC, '8339-4'), valueQuantity: GRAMS }, ['D8']),
    observed(
      'newborn-tox',
      {
        code: tk('observation', 'newborn-tox-summary'),
        valueCodeableConcept: tk('tox-result', 'positive-unexplained'),
      },
      ['D8', 'D4'],
    ),
  ];
}

const GRAMS = { value: 3200, unit: 'g', system: 'http://unitsofmeasure.org', code: 'g' };

/** A signed referral that takes everything along. */
export function referralOf(id: string, to: OrganisationKey, subject: string, all: readonly object[]): Named {
  return {
    resourceType: 'ServiceRequest',
    id,
    status: 'active',
    intent: 'order',
    code: { text: 'Henvisning' },
    subject: { reference: subject },
    authoredOn: '2026-05-11T10:00:00Z',
    requester: by('fastlege'),
    performer: [by(to)],
    supportingInfo: all,
  };
}

/** A message somebody has written and not signed yet, to everybody, with everything. */
export function messageOf(
  id: string,
  subject: string,
  to: readonly OrganisationKey[],
  all: readonly object[],
): Named {
  return {
    resourceType: 'CommunicationRequest',
    id,
    status: 'draft',
    category: [{ text: 'Melding' }],
    subject: { reference: subject },
    payload: all.map((contentReference) => ({ contentReference })),
    authoredOn: '2026-05-11T10:00:00Z',
    sender: by('fastlege'),
    recipient: to.map(by),
  };
}
