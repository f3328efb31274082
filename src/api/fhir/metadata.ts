// What can this server do? A CapabilityStatement built from what is loaded.

import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes';
import { CANONICAL } from '../../pipeline/canonical.ts';
import { compartments } from '../../fhir/search/compartments.ts';
import type { ApiParts } from '../parts.ts';
import { mayCreate } from './write.ts';

const INTERACTIONS = [
  'read',
  'vread',
  'update',
  'patch',
  'delete',
  'history-instance',
  'history-type',
  'create',
  'search-type',
] as const;

/** Where our operations are defined (profiles/fsh/operations.fsh), each based on R4's own. */
const DEFINITIONS = `${CANONICAL}/OperationDefinition`;

type Resource = CapabilityStatementRestResource;
type TypeName = NonNullable<Resource['type']>;

/** The CapabilityStatement of this gateway. */
export function capabilities(parts: ApiParts): CapabilityStatement {
  const base = `${parts.baseUrl()}/fhir`;
  return {
    resourceType: 'CapabilityStatement',
    id: 'lenke',
    url: `${base}/metadata`,
    name: 'Lenke',
    title: 'Lenke FHIR gateway',
    status: 'active',
    date: parts.clock.now().toISOString(),
    kind: 'instance',
    software: { name: 'Lenke' },
    implementation: { description: `Lenke (${parts.config.environment})`, url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'application/json'],
    patchFormat: ['application/json-patch+json', 'application/fhir+json'],
    rest: [
      {
        mode: 'server',
        documentation:
          'JSON only. A person number is searched for by POST _search, never in an address. Accepted is not delivered: the header Lenke-Event names the events to look for under /ops/v1.',
        security: {
          cors: false,
          description: 'Authorization: Bearer with a token of the organisation that calls.',
        },
        resource: [...servedTypes(parts).map((type) => resource(parts, type)), ...operationsOnly(parts)],
        interaction: [
          { code: 'transaction' },
          { code: 'batch' },
          { code: 'search-system' },
          { code: 'history-system' },
        ],
        compartment: compartments()
          .filter((type) => parts.types.has(type))
          .map(
            (type) =>
              `http://hl7.org/fhir/CompartmentDefinition/${type.charAt(0).toLowerCase()}${type.slice(1)}`,
          ),
        operation: [
          {
            name: 'process-message',
            definition: `${DEFINITIONS}/lenke-process-message`,
          },
          { name: 'meta', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-meta' },
        ],
      },
    ],
    messaging: [
      {
        endpoint: [
          {
            protocol: { system: 'http://terminology.hl7.org/CodeSystem/message-transport', code: 'http' },
            address: `${base}/$process-message`,
          },
        ],
        reliableCache: parts.config.messageCacheDays * 24 * 60,
        documentation:
          'Both ids new: processed. Both seen: the first answer again. Header seen with a new Bundle: processed again. Bundle seen under another header: 409.',
      },
    ],
  };
}

function servedTypes(parts: ApiParts): readonly TypeName[] {
  const known = (type: string): type is TypeName => parts.validator.knowsType(type);
  return [...parts.types].filter(known).toSorted();
}

function resource(parts: ApiParts, type: TypeName): Resource {
  const own = parts.searchParameters.of(type);
  // FHIR knows no empty lists: one without members is left out.
  const includes = own.filter((item) => item.kind === 'reference').map((item) => `${type}:${item.code}`);
  const revIncludes = revIncludesOf(parts, type);
  return {
    type,
    interaction: INTERACTIONS.map((code) => ({ code })),
    versioning: 'versioned',
    readHistory: true,
    updateCreate: mayCreate(parts),
    conditionalCreate: true,
    conditionalRead: 'full-support',
    conditionalUpdate: true,
    conditionalDelete: parts.config.conditionalDelete,
    referencePolicy: ['literal', 'logical', 'local'],
    ...(includes.length > 0 && { searchInclude: ['*', ...includes] }),
    ...(revIncludes.length > 0 && { searchRevInclude: ['*', ...revIncludes] }),
    searchParam: [
      { name: '_id', type: 'token' },
      ...own
        .filter((item) => item.code !== '_id')
        .map((item) => ({
          name: item.code,
          type: item.kind,
          ...(item.definition !== undefined && { definition: item.definition }),
        })),
    ],
    operation: [
      { name: 'validate', definition: `${DEFINITIONS}/lenke-validate` },
      { name: 'meta', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-meta' },
      ...ownOperations(type),
    ],
  };
}

const R4_DEFINITIONS = 'http://hl7.org/fhir/OperationDefinition';

/** Operations of a type besides those every type has, and where they are defined. */
const OWN_OPERATIONS: Readonly<Partial<Record<TypeName, Readonly<Record<string, string>>>>> = {
  Patient: { everything: `${R4_DEFINITIONS}/Patient-everything` },
  CarePlan: { everything: `${DEFINITIONS}/lenke-everything` },
  EpisodeOfCare: { everything: `${DEFINITIONS}/lenke-everything` },
  // Applied as R4 says, with parameters beyond R4's: the definition is our own.
  PlanDefinition: { apply: `${DEFINITIONS}/lenke-apply` },
  ValueSet: {
    expand: `${R4_DEFINITIONS}/ValueSet-expand`,
    'validate-code': `${R4_DEFINITIONS}/ValueSet-validate-code`,
  },
  CodeSystem: {
    'validate-code': `${R4_DEFINITIONS}/CodeSystem-validate-code`,
    lookup: `${R4_DEFINITIONS}/CodeSystem-lookup`,
  },
};

function ownOperations(type: TypeName): { name: string; definition: string }[] {
  return Object.entries(OWN_OPERATIONS[type] ?? {}).map(([name, definition]) => ({ name, definition }));
}

/** Asked also where they are not stored: terminology is that of the validator, a plan is sent along. */
function operationsOnly(parts: ApiParts): Resource[] {
  const types: readonly TypeName[] = ['CodeSystem', 'PlanDefinition', 'ValueSet'];
  return types
    .filter((type) => !parts.types.has(type))
    .map((type) => ({ type, documentation: 'Not stored; operations only.', operation: ownOperations(type) }));
}

/** References of the served types that may name `type`. */
function revIncludesOf(parts: ApiParts, type: string): string[] {
  return servedTypes(parts).flatMap((source) =>
    parts.searchParameters
      .of(source)
      .filter((item) => item.kind === 'reference' && item.targets.includes(type))
      .map((item) => `${source}:${item.code}`),
  );
}
