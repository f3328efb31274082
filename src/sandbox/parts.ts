// What do the builders share? Codes, identifiers, entries and fullUrls, each one line of FHIR.

import type {
  Bundle,
  BundleEntry,
  CodeableConcept,
  Coding,
  Extension,
  Identifier,
  Reference,
  Resource,
} from '@medplum/fhirtypes';
import { contentId } from '../domain/identity.ts';

export const PERSON_SYSTEM = 'urn:oid:2.16.578.1.12.4.1.4.1';
export const UUID_SYSTEM = 'urn:ietf:rfc:3986';
export const LOINC = 'http://loinc.org';
export const SNOMED = 'http://snomed.info/sct';
export const ATC = 'http://www.whocc.no/atc';
export const UCUM = 'http://unitsofmeasure.org';
export const FAMILY_RELATION = 'http://hl7.no/fhir/CodeSystem/no-basis-family-relation';
export const DOCUMENT_TYPE = 'urn:oid:2.16.578.1.12.4.1.1.9602';

/** Coding in one of our own code systems (pathway.md 5.6): `tk('role', 'coordinator')`. */
export function tk(name: string, code: string): Coding {
  return { system: `https://lenke.example/fhir/CodeSystem/tk-${name}`, code };
}

/** A CodeableConcept of codings. */
export function concept(...coding: Coding[]): CodeableConcept {
  return { coding };
}

/** The identifier a sandbox sender gives a resource: a UUID of what it is about, so a repeat is recognised. */
export function ownIdentifier(id: string): Identifier {
  return { system: UUID_SYSTEM, value: `urn:uuid:${id}` };
}

/** UUID of something in the sandbox; the same parts give the same UUID. */
export function sandboxId(...parts: readonly (string | number)[]): string {
  return contentId('sandbox', ...parts.map(String));
}

/** Reference to an entry of the same Bundle. */
export function entryReference(id: string): Reference<never> {
  return { reference: `urn:uuid:${id}` };
}

/** Condition that finds the holder of an identifier. */
export function identifierQuery(identifier: Identifier): string {
  return `identifier=${identifier.system}|${identifier.value}`;
}

/** Entry of a transaction that creates the resource once, however often it is sent. */
export function createOnce(id: string, resource: Resource, identifier: Identifier): BundleEntry {
  return {
    fullUrl: `urn:uuid:${id}`,
    resource,
    request: { method: 'POST', url: resource.resourceType, ifNoneExist: identifierQuery(identifier) },
  };
}

/** A transaction of entries. */
export function transaction(id: string, timestamp: string, entry: BundleEntry[]): Bundle {
  return { resourceType: 'Bundle', id, type: 'transaction', timestamp, entry };
}

/** An extension on a primitive element; the FHIR types we use know no `_name` properties. */
export function onPrimitive(
  name: string,
  extension: Extension[],
): Record<`_${string}`, { extension: Extension[] }> {
  return { [`_${name}`]: { extension } };
}

/** Kommunenummer on the primitive `Address.district` (no-basis-municipalitycode; norwegian-interop.md 1.3). */
export function municipality(code: string): Extension[] {
  return [
    {
      url: 'http://hl7.no/fhir/StructureDefinition/no-basis-municipalitycode',
      valueCoding: {
        system: 'https://register.geonorge.no/subregister/sosi-kodelister/kartverket/kommunenummer-alle',
        code,
      },
    },
  ];
}
