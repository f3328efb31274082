// By what does a receiver recognise a resource it may have got before? By a business identifier, never by our id.

import { contentId } from '../../domain/identity.ts';
import { isObject, items } from '../../domain/json.ts';
import type { Json } from '../contract.ts';

/** System of identifiers that are URIs, such as `urn:uuid:…` (best practice identifier.md: the fallback). */
export const URI_SYSTEM = 'urn:ietf:rfc:3986';

/** R4 types without an `identifier` element: recognised by a tag. A test compares both lists with the definitions. */
export const WITHOUT_IDENTIFIER: ReadonlySet<string> = new Set(
  (
    'AuditEvent Binary CapabilityStatement CompartmentDefinition GraphDefinition ImplementationGuide Linkage ' +
    'MedicationKnowledge MedicinalProductContraindication MedicinalProductIndication MedicinalProductInteraction ' +
    'MedicinalProductManufactured MedicinalProductUndesirableEffect MessageHeader NamingSystem ' +
    'OperationDefinition OperationOutcome Parameters Provenance SearchParameter Subscription SubscriptionStatus ' +
    'SubstanceNucleicAcid SubstancePolymer SubstanceProtein SubstanceReferenceInformation ' +
    'SubstanceSourceMaterial TerminologyCapabilities VerificationResult'
  ).split(' '),
);

/** R4 types whose `identifier` is one Identifier, not a list. */
export const SINGLE_IDENTIFIER: ReadonlySet<string> = new Set(
  (
    'AdverseEvent Bundle Composition ConceptMap MedicinalProductIngredient QuestionnaireResponse ' +
    'SpecimenDefinition SubstanceSpecification TestReport TestScript'
  ).split(' '),
);

/** National identifiers that name the same person or organisation everywhere (norwegian-interop.md 1.2), best first. */
const NATIONAL: Readonly<Record<string, readonly string[]>> = {
  // fødselsnummer, D-nummer, felles hjelpenummer; a hospital's own H-nummer is not unique
  Patient: ['4.1', '4.2', '4.3'].map((part) => `urn:oid:2.16.578.1.12.4.1.${part}`),
  // HPR
  Practitioner: ['urn:oid:2.16.578.1.12.4.1.4.4'],
  // organisasjonsnummer, RESH
  Organization: ['urn:oid:2.16.578.1.12.4.1.4.101', 'urn:oid:2.16.578.1.12.4.1.4.102'],
};

/** Registers the receiver keeps itself: found or created there, never overwritten by what we narrowed. */
const REGISTERS: ReadonlySet<string> = new Set([
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'HealthcareService',
  'Location',
  'Endpoint',
]);

/** System and value of an Identifier or token. */
export interface Token {
  readonly system: string;
  readonly value: string;
}

/** How a resource travels: with its identifier, and the condition under which it is created or updated. */
export interface Identified {
  readonly resource: Json;
  readonly method: 'POST' | 'PUT';
  /** Search condition without `?`. */
  readonly condition: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `urn:uuid:` of a resource of ours: its id when that is a UUID, else one derived from type and id. */
export function uuidUrn(type: string, id: string): string {
  return `urn:uuid:${UUID.test(id) ? id : contentId('fhir', type, id)}`;
}

/** System and value of an Identifier that has both and is not an old one. */
export function readToken(value: unknown): Token | undefined {
  if (!isObject(value) || value['use'] === 'old') return undefined;
  const { system, value: text } = value;
  return typeof system === 'string' && typeof text === 'string' ? { system, value: text } : undefined;
}

/** The identifiers of a resource that have system and value, also where the element is single. */
export function tokensOf(resource: Json): readonly Token[] {
  const found = resource['identifier'];
  if (found === undefined) return [];
  const list = Array.isArray(found) ? items(found) : [found];
  return list.map(readToken).filter((token) => token !== undefined);
}

function nationalToken(resource: Json): Token | undefined {
  const systems = NATIONAL[resource.resourceType];
  if (!systems) return undefined;
  const tokens = tokensOf(resource);
  return systems
    .map((system) => tokens.find((token) => token.system === system))
    .find((token) => token !== undefined);
}

/** What neither FHIR nor a query escapes: nearly every system and number that is sent. */
const PLAIN = /^[\w.:/-]*$/;

/** FHIR escapes of comma, bar, dollar and backslash, then percent escapes where a query needs them. */
function escaped(value: string): string {
  if (PLAIN.test(value)) return value;
  const plain = value.replaceAll(/[\\,|$]/g, String.raw`\$&`);
  return encodeURIComponent(plain).replaceAll('%3A', ':').replaceAll('%2F', '/');
}

function query(parameter: 'identifier' | '_tag', ...tokens: readonly Token[]): string {
  return `${parameter}=${tokens.map(({ system, value }) => `${escaped(system)}|${escaped(value)}`).join(',')}`;
}

/** `meta.versionId` as a number; 1 when there is none. */
function versionOf(resource: Json): number {
  const meta = resource['meta'];
  const version = isObject(meta) ? Number(meta['versionId']) : Number.NaN;
  return Number.isInteger(version) ? version : 1;
}

/** Adds our identifier (or tag) unless it is there; `resource` itself is not changed. */
function withOwn(
  resource: Json,
  own: Token,
): { resource: Json; parameter: 'identifier' | '_tag'; token: Token } {
  const type = resource.resourceType;
  if (WITHOUT_IDENTIFIER.has(type)) {
    const meta = isObject(resource['meta']) ? resource['meta'] : {};
    const tag = [...items(meta['tag']), { system: own.system, code: own.value }];
    return { resource: { ...resource, meta: { ...meta, tag } }, parameter: '_tag', token: own };
  }
  if (SINGLE_IDENTIFIER.has(type)) {
    const [given] = tokensOf(resource);
    if (given) return { resource, parameter: 'identifier', token: given };
    return { resource: { ...resource, identifier: own }, parameter: 'identifier', token: own };
  }
  const list = items(resource['identifier']);
  const known = tokensOf(resource).some((token) => token.system === own.system && token.value === own.value);
  return {
    resource: known ? resource : { ...resource, identifier: [...list, own] },
    parameter: 'identifier',
    token: own,
  };
}

/**
 * How `resource` is recognised. A first version is created unless the receiver holds it; a later one updates what it
 * holds. Persons and organisations with a national number are found by it and never overwritten: the receiver's own
 * register knows more than what was narrowed for it. When such a number came after the first version, our own
 * identifier is asked for too, so a child sent without a number is not made a second time.
 */
export function identify(resource: Json, urn: string): Identified {
  const own = { system: URI_SYSTEM, value: urn };
  const { resource: identified, parameter, token } = withOwn(resource, own);
  const later = versionOf(resource) > 1;
  const national = nationalToken(resource);
  if (national) {
    return {
      resource: identified,
      method: 'POST',
      condition: query('identifier', national, ...(later ? [own] : [])),
    };
  }
  const method = later && !REGISTERS.has(resource.resourceType) ? 'PUT' : 'POST';
  return { resource: identified, method, condition: query(parameter, token) };
}
