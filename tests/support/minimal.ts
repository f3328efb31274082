// What is the least a resource of a type must hold? Made from R4's definitions: required elements, first codes.

import type { ElementDef } from '../../src/fhir/validator/definitions.ts';
import { Library, typeUrl } from '../../src/fhir/validator/library.ts';
import { readPacked } from '../../src/fhir/validator/source.ts';
import { expandValueSet } from '../../src/fhir/terminology/expand.ts';
import type { Terminology } from '../../src/fhir/terminology/terminology.ts';

const PRIMITIVES: Readonly<Record<string, unknown>> = {
  base64Binary: 'AAAA',
  boolean: true,
  canonical: 'http://example.org/x',
  code: 'x',
  date: '2026-01-01',
  dateTime: '2026-01-01',
  decimal: 1,
  id: 'x',
  instant: '2026-01-01T00:00:00Z',
  integer: 1,
  markdown: 'x',
  oid: 'urn:oid:1.2.3',
  positiveInt: 1,
  string: 'x',
  time: '12:00:00',
  unsignedInt: 1,
  uri: 'urn:x',
  url: 'http://example.org',
  uuid: 'urn:uuid:0e3c8a0e-9d4d-4a55-8f0e-6a3a3a7f1c01',
  xhtml: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>',
};

/** Types of which nothing is required, and which must hold something. */
const LEAST: Readonly<Record<string, object>> = {
  Attachment: { title: 'x' },
  Money: { value: 1 },
  Period: { start: '2026-01-01' },
  Quantity: { value: 1 },
  ProdCharacteristic: { shape: 'x' },
};

const PERSON = { actor: { display: 'x' }, status: 'accepted' };
const CONCEPT = { text: 'x' };

/** What an invariant asks for beyond required elements. */
const MORE: Readonly<Record<string, object>> = {
  AllergyIntolerance: {
    clinicalStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' },
      ],
    },
  },
  Appointment: { participant: [PERSON] },
  AppointmentResponse: { actor: { display: 'x' } },
  Bundle: { type: 'collection' },
  CapabilityStatement: { description: 'x', implementation: { description: 'x' }, rest: [{ mode: 'server' }] },
  Consent: { policyRule: CONCEPT },
  EventDefinition: { trigger: [{ type: 'named-event', name: 'x' }] },
  ImmunizationRecommendation: { recommendation: [{ vaccineCode: [CONCEPT], forecastStatus: CONCEPT }] },
  InsurancePlan: { name: 'x' },
  Linkage: {
    item: [
      { type: 'source', resource: { display: 'x' } },
      { type: 'alternate', resource: { display: 'x' } },
    ],
  },
  Organization: { name: 'x' },
  StructureDefinition: { type: 'x', differential: { element: [{ id: 'x', path: 'x' }] } },
  TerminologyCapabilities: { description: 'x', implementation: { description: 'x' } },
};

interface Making {
  readonly library: Library;
  readonly terminology: Terminology;
}

function codeOf(making: Making, element: ElementDef): { system?: string; code: string } {
  const { binding } = element;
  const found = binding && expandValueSet(making.terminology, binding.valueSet.replace(/\|.*$/, ''));
  const first = found?.kind === 'codes' ? found.codes[0] : undefined;
  if (first) return { code: first.code, ...(first.system !== undefined && { system: first.system }) };
  return {
    code:
      binding?.valueSet.includes('mimetypes') === true
        ? 'text/plain'
        : binding?.valueSet.includes('languages')
          ? 'nb'
          : 'x',
  };
}

function valueOf(making: Making, element: ElementDef, type: string): unknown {
  if (element.fixed !== undefined) return element.fixed;
  if (type === 'code') return codeOf(making, element).code;
  if (type in PRIMITIVES) return PRIMITIVES[type];
  if (type === 'Coding') return codeOf(making, element);
  if (type === 'CodeableConcept')
    return element.binding?.strength === 'required' ? { coding: [codeOf(making, element)] } : { text: 'x' };
  if (type === 'Reference') return { display: 'x' };
  if (type === 'BackboneElement' || type === 'Element' || type === '') {
    const path = element.contentReference?.replace(/^.*#/, '') ?? element.path;
    return childrenOf(making, path.split('.')[0] ?? '', path);
  }
  if (type === 'Resource') return { resourceType: 'Basic', code: { text: 'x' } };
  const made = childrenOf(making, type, type);
  return Object.keys(made).length > 0 ? made : (LEAST[type] ?? { id: 'x' });
}

function childrenOf(making: Making, type: string, path: string): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const element of making.library.get(typeUrl(type))?.snapshot ?? []) {
    const rest = element.path.startsWith(`${path}.`) ? element.path.slice(path.length + 1) : '';
    if (rest === '' || rest.includes('.') || element.sliceName !== undefined || (element.min ?? 0) < 1)
      continue;
    const [first] = element.types ?? [];
    const code = first?.code ?? '';
    const key = rest.endsWith('[x]')
      ? rest.slice(0, -3) + code.charAt(0).toUpperCase() + code.slice(1)
      : rest;
    const value = valueOf(making, element, code);
    made[key] = (element.max ?? 1) > 1 ? [value] : value;
  }
  return made;
}

/** The least valid resource of a type. */
export function minimalResource(type: string, terminology: Terminology): object {
  const making = { library: new Library(readPacked('structures')), terminology };
  return { resourceType: type, ...childrenOf(making, type, type), ...MORE[type] };
}
