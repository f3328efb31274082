// Is a JSON value of this FHIR type, as far as it can be told without a schema?

import { isObject } from '../../domain/json.ts';
import { Unsupported } from './error.ts';

/** FHIR types with the subtypes that count as them. */
const SUBTYPES: ReadonlyMap<string, readonly string[]> = new Map([
  ['string', ['string', 'code', 'id', 'markdown']],
  ['integer', ['integer', 'positiveInt', 'unsignedInt']],
  ['uri', ['uri', 'url', 'canonical', 'oid', 'uuid']],
  ['Quantity', ['Quantity', 'Age', 'Count', 'Distance', 'Duration']],
]);

/** Resources that are no DomainResource. */
const NOT_DOMAIN: ReadonlySet<unknown> = new Set(['Bundle', 'Binary', 'Parameters']);

const DATATYPES: ReadonlySet<string> = new Set([
  'Address',
  'Age',
  'Annotation',
  'Attachment',
  'BackboneElement',
  'CodeableConcept',
  'Coding',
  'ContactDetail',
  'ContactPoint',
  'Contributor',
  'Count',
  'DataRequirement',
  'Distance',
  'Dosage',
  'Duration',
  'Element',
  'ElementDefinition',
  'Expression',
  'Extension',
  'HumanName',
  'Identifier',
  'MarketingStatus',
  'Meta',
  'Money',
  'Narrative',
  'ParameterDefinition',
  'Period',
  'Population',
  'ProdCharacteristic',
  'ProductShelfLife',
  'Quantity',
  'Range',
  'Ratio',
  'Reference',
  'RelatedArtifact',
  'SampledData',
  'Signature',
  'SubstanceAmount',
  'Timing',
  'TriggerDefinition',
  'UsageContext',
]);

/** True for the names of complex datatypes. */
export function isDatatype(name: string): boolean {
  return DATATYPES.has(name);
}

/** A type name without the FHIR namespace; the System types are left to the engine. */
export function plainType(name: string): string {
  if (name.startsWith('System.')) throw new Unsupported(name);
  return name.replace(/^FHIR\./, '');
}

/** The type and its subtypes, for choosing among `value[x]` properties. */
export function typeAndSubtypes(type: string): readonly string[] {
  return SUBTYPES.get(type) ?? [type];
}

/** A test whether a value is of the type; throws Unsupported when JSON alone cannot tell. */
export function typeTest(type: string): (value: unknown) => boolean {
  switch (type) {
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'integer':
      return (value) => Number.isInteger(value);
    case 'decimal':
      return (value) => typeof value === 'number';
    case 'Resource':
      return (value) => isObject(value) && value['resourceType'] !== undefined;
    case 'DomainResource':
      return (value) =>
        isObject(value) && value['resourceType'] !== undefined && !NOT_DOMAIN.has(value['resourceType']);
    default:
      if (!/^[A-Z]/.test(type) || DATATYPES.has(type)) throw new Unsupported(type);
      return (value) => isObject(value) && value['resourceType'] === type;
  }
}
