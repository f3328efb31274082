// Who are the synthetic people? Any number of mothers, each with children and a GP, the same on every run.

import type { Address, Identifier, Patient } from '@medplum/fhirtypes';
import { organisationReference, organisationIdentifier } from './organisations.ts';
import { addDays, personNumber } from './numbers.ts';
import { municipality, onPrimitive, ownIdentifier, PERSON_SYSTEM, sandboxId } from './parts.ts';

/** Names nobody has. */
const FAMILY = [
  'Testgran',
  'Prøvebekk',
  'Syntesen',
  'Attrappdal',
  'Øvingsli',
  'Modellvik',
  'Skisseberg',
] as const;
const GIVEN = [
  'Lys',
  'Mild',
  'Rolig',
  'Klar',
  'Varm',
  'Stille',
  'Frisk',
  'Vennlig',
  'Tålmodig',
  'Åpen',
  'Trygg',
] as const;

/** Municipalities with synthetic addresses; the code is the kommunenummer (list 3402). */
const MUNICIPALITIES: Readonly<
  Record<string, { name: string; postalCode: string; city: string; state: string }>
> = {
  '4204': { name: 'Kristiansand', postalCode: '4610', city: 'Kristiansand S', state: 'Agder' },
  '4203': { name: 'Arendal', postalCode: '4836', city: 'Arendal', state: 'Agder' },
  '3222': { name: 'Lørenskog', postalCode: '1461', city: 'Lørenskog', state: 'Akershus' },
};

/** A mother of the sandbox. */
export interface Mother {
  /** Which one: 0 is the mother of the demo. */
  readonly n: number;
  readonly id: string;
  readonly birthDate: string;
  readonly number: string;
  readonly family: string;
  readonly given: string;
  readonly identifier: Identifier;
}

/** Birth dates walk through 1988-01-01 to 1998-12-31 (4,018 days; 37 has no factor in common); number 0 is 28 in 2026. */
const DAYS = 4018;
const FIRST_DAY = 3697;

function pick<T>(list: readonly [T, ...T[]], at: number): T {
  return list[at % list.length] ?? list[0];
}

/** The n-th mother: her own person number for every n up to 600,000. */
export function mother(n = 0): Mother {
  const birthDate = addDays('1988-01-01', (FIRST_DAY + 37 * n) % DAYS);
  const number = personNumber(birthDate, 'female', Math.floor(n / DAYS));
  return {
    n,
    id: sandboxId('mother', n),
    birthDate,
    number,
    family: pick(FAMILY, n),
    given: pick(GIVEN, n),
    identifier: { system: PERSON_SYSTEM, value: number },
  };
}

/** A synthetic address; an unknown municipality has a code and nothing else. */
export function address(code: string): Address {
  const place = MUNICIPALITIES[code];
  return {
    use: 'home',
    line: ['Attrappveien 1'],
    ...(place && {
      city: place.city,
      district: place.name,
      state: place.state,
      postalCode: place.postalCode,
    }),
    ...onPrimitive('district', municipality(code)),
    country: 'NO',
  };
}

/** Her Patient resource, as the municipality that follows her has it. */
export function motherPatient(who: Mother, code: string): Patient {
  return {
    resourceType: 'Patient',
    identifier: [who.identifier],
    active: true,
    name: [{ use: 'official', family: who.family, given: [who.given] }],
    gender: 'female',
    birthDate: who.birthDate,
    address: [address(code)],
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'nb' }] }, preferred: true }],
    generalPractitioner: [organisationReference('fastlege')],
  };
}

/** What is known of a child when it is born. */
export interface ChildFacts {
  readonly gender: 'female' | 'male';
  readonly at: string;
  /** False: no fødselsnummer yet, only the hospital's own H-nummer. */
  readonly hasNumber: boolean;
  /** 1 or 2 for twins; absent for one child. */
  readonly order?: number;
}

/** Id of the `index`-th child of a mother's birth at `at`. */
export function childId(of: Mother, at: string, index: number): string {
  return sandboxId('child', of.n, at, index);
}

/** Identifiers of a child: fødselsnummer, or H-nummer (assigner is mandatory) beside the sender's UUID. */
export function childIdentifiers(
  of: Mother,
  facts: ChildFacts,
  index: number,
): [Identifier, ...Identifier[]] {
  const own = ownIdentifier(childId(of, facts.at, index));
  if (facts.hasNumber) {
    return [
      { system: PERSON_SYSTEM, value: personNumber(facts.at.slice(0, 10), facts.gender, of.n * 2 + index) },
      own,
    ];
  }
  // no-basis-Patient fixes system "HNR"; the pair is not unique in the country, so the UUID carries the identity.
  const local: Identifier = {
    type: { coding: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.8327', code: 'HNR' }] },
    system: 'HNR',
    value: `H${String(of.n).padStart(7, '0')}-${index + 1}`,
    assigner: { type: 'Organization', identifier: organisationIdentifier('hospital') },
  };
  return [own, local];
}

/** The newborn's Patient resource, as the hospital writes it. */
export function childPatient(of: Mother, facts: ChildFacts, index: number, code: string): Patient {
  return {
    resourceType: 'Patient',
    identifier: childIdentifiers(of, facts, index),
    active: true,
    name: [{ use: 'temp', family: of.family, given: [facts.gender === 'female' ? 'Jente' : 'Gutt'] }],
    gender: facts.gender,
    birthDate: facts.at.slice(0, 10),
    ...onPrimitive('birthDate', [
      { url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime', valueDateTime: facts.at },
    ]),
    ...(facts.order === undefined ? { multipleBirthBoolean: false } : { multipleBirthInteger: facts.order }),
    address: [address(code)],
    managingOrganization: organisationReference('hospital'),
  };
}
