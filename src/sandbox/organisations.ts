// Which synthetic organisations are there? The senders and receivers of the sandbox, with their numbers.

import type { Identifier, Reference } from '@medplum/fhirtypes';
import { organisationNumber } from './numbers.ts';

/** Organisation numbers (ENH): norwegian-interop.md 1.2. */
export const ORGANISATION_SYSTEM = 'urn:oid:2.16.578.1.12.4.1.4.101';

/** An organisation or a service with a number of its own (underenhet). */
export interface SyntheticOrganisation {
  readonly name: string;
  readonly number: string;
}

function organisation(n: number, name: string): SyntheticOrganisation {
  return { name, number: organisationNumber(n) };
}

/** By recipient id (pathway.md sections 2 and 6). The numbers never change: mappings/network names them. */
export const ORGANISATIONS = {
  hospital: organisation(1, 'Syntetisk sykehus Sørlandet HF'),
  'kk-pol': organisation(2, 'Syntetisk kvinneklinikk, poliklinikk'),
  'kk-fode': organisation(3, 'Syntetisk kvinneklinikk, fødeavdeling'),
  'kk-barsel': organisation(4, 'Syntetisk kvinneklinikk, barselavdeling'),
  nfi: organisation(5, 'Syntetisk nyfødtintensiv'),
  habu: organisation(6, 'Syntetisk HABU 0-6'),
  lar: organisation(7, 'Syntetisk LAR-team'),
  abup: organisation(8, 'Syntetisk ABUP'),
  kommune: organisation(10, 'Syntetisk kommune Kristiansand'),
  fhs: organisation(11, 'Syntetisk forsterket helsestasjon'),
  helsestasjon: organisation(12, 'Syntetisk helsestasjon'),
  jordmor: organisation(13, 'Syntetisk jordmortjeneste'),
  rusteam: organisation(14, 'Syntetisk rusteam'),
  barnevern: organisation(15, 'Syntetisk barnevernstjeneste'),
  nav: organisation(16, 'Syntetisk NAV-kontor'),
  fastlege: organisation(20, 'Syntetisk legesenter'),
} as const satisfies Record<string, SyntheticOrganisation>;

/** A key of `ORGANISATIONS`. */
export type OrganisationKey = keyof typeof ORGANISATIONS;

/** Identifier of an organisation: its organisation number. */
export function organisationIdentifier(key: OrganisationKey): Identifier {
  return { system: ORGANISATION_SYSTEM, value: ORGANISATIONS[key].number };
}

/** Logical reference to an organisation by its number; servers do not share ids. */
export function organisationReference(key: OrganisationKey): Reference<never> {
  return { type: 'Organization', identifier: organisationIdentifier(key), display: ORGANISATIONS[key].name };
}

/** Health personnel numbers (HPR): norwegian-interop.md 1.2. */
const HEALTH_PERSONNEL = 'urn:oid:2.16.578.1.12.4.1.4.4';
/** Where nobody knows whom she works for. */
const UNPLACED = 99;

/**
 * Who signs for an organisation of the sandbox: a synthetic person by number, the same one each time. An organisation signs
 * nothing itself. `owner` is a reference to it, by number or by id.
 */
export function signerOf(owner: Reference | undefined): Reference<never> {
  const at = Object.entries(ORGANISATIONS).findIndex(
    ([key, { number }]) => owner?.identifier?.value === number || owner?.reference === `Organization/${key}`,
  );
  const place = String(at < 0 ? UNPLACED : at + 1).padStart(2, '0');
  return { type: 'Practitioner', identifier: { system: HEALTH_PERSONNEL, value: `99990${place}` } };
}
