// Which profiles do the 114 cases use? Differentials only, as people ship them: the validator makes the snapshots.

export const U = 'https://example.no/fhir/StructureDefinition/';
const FNR = 'urn:oid:2.16.578.1.12.4.1.4.1';
const DNR = 'urn:oid:2.16.578.1.12.4.1.4.2';

type Element = Record<string, unknown>;

function profile(
  id: string,
  type: string,
  element: Element[],
  base = `http://hl7.org/fhir/StructureDefinition/${type}`,
): object {
  return {
    resourceType: 'StructureDefinition',
    id,
    url: U + id,
    name: id,
    status: 'draft',
    fhirVersion: '4.0.1',
    kind: type === 'Extension' ? 'complex-type' : 'resource',
    abstract: false,
    type,
    baseDefinition: base,
    derivation: 'constraint',
    ...(type === 'Extension' && {
      context: [{ type: 'element', expression: id === 'trap-complex' ? 'ServiceRequest' : 'Address' }],
    }),
    differential: {
      element: element.map((one) => ({ path: String(one['id']).replaceAll(/:[^.]+/g, ''), ...one })),
    },
  };
}

const slicing = (type: string, path: string, rules = 'open', ordered = false): object => ({
  discriminator: [{ type, path }],
  rules,
  ordered,
});
const slice = (id: string, min: number, max: string, more: Element = {}): Element => ({
  id,
  sliceName: id.slice(id.lastIndexOf(':') + 1),
  min,
  max,
  ...more,
});
const need = (id: string, more: Element = {}): Element => ({ id, min: 1, ...more });
const only = (...codes: string[]): Element => ({ type: codes.map((code) => ({ code })) });
const rule = (key: string, human: string, expression: string): Element => ({
  constraint: [{ key, human, expression, severity: 'error' }],
});
const coded = (system: string, code: string): object => ({ coding: [{ system, code }] });

export const PROFILES: readonly object[] = [
  profile('no-municipality', 'Extension', [
    { id: 'Extension' },
    { id: 'Extension.extension', max: '0' },
    { id: 'Extension.url', fixedUri: `${U}no-municipality` },
    {
      id: 'Extension.value[x]',
      ...only('Coding'),
      binding: { strength: 'required', valueSet: 'https://example.no/fhir/ValueSet/no-municipality-vs' },
    },
  ]),
  profile('no-pathway-patient', 'Patient', [
    { id: 'Patient.identifier', min: 1, slicing: slicing('value', 'system') },
    slice(
      'Patient.identifier:fnr',
      0,
      '1',
      rule('no-fnr-11', 'Fødselsnummer must have 11 digits', "value.matches('^[0-9]{11}$')"),
    ),
    need('Patient.identifier:fnr.system', { fixedUri: FNR }),
    need('Patient.identifier:fnr.value'),
    slice('Patient.identifier:dnr', 0, '1'),
    need('Patient.identifier:dnr.system', { fixedUri: DNR }),
    need('Patient.identifier:dnr.value'),
    need('Patient.name'),
    need('Patient.name.family'),
    need('Patient.birthDate'),
    { id: 'Patient.address.extension', slicing: slicing('value', 'url') },
    slice('Patient.address.extension:municipality', 0, '1', {
      type: [{ code: 'Extension', profile: [`${U}no-municipality`] }],
    }),
    { id: 'Patient.deceased[x]', ...only('dateTime') },
  ]),
  profile('no-pathway-bundle', 'Bundle', [
    { id: 'Bundle.type', patternCode: 'transaction' },
    { id: 'Bundle.entry', slicing: slicing('type', 'resource', 'closed') },
    slice('Bundle.entry:patient', 1, '1'),
    need('Bundle.entry:patient.resource', {
      type: [{ code: 'Patient', profile: [`${U}no-pathway-patient`] }],
    }),
    slice('Bundle.entry:sr', 1, '*'),
    need('Bundle.entry:sr.resource', only('ServiceRequest')),
    slice('Bundle.entry:cp', 0, '1'),
    need('Bundle.entry:cp.resource', only('CarePlan')),
  ]),
  profile('no-pathway-qr', 'QuestionnaireResponse', [
    need('QuestionnaireResponse.questionnaire'),
    need('QuestionnaireResponse.subject', {
      type: [{ code: 'Reference', targetProfile: [`${U}no-pathway-patient`] }],
    }),
    {
      id: 'QuestionnaireResponse.status',
      binding: { strength: 'required', valueSet: 'https://example.no/fhir/ValueSet/pathway-qr-status' },
    },
    need('QuestionnaireResponse.item'),
    need('QuestionnaireResponse.item.linkId'),
  ]),
  profile('trap-bp', 'Observation', [
    { id: 'Observation.code', patternCodeableConcept: coded('http://loinc.org', '85354-9') },
    { id: 'Observation.value[x]', max: '0' },
    { id: 'Observation.component', min: 2, slicing: slicing('pattern', 'code') },
    slice('Observation.component:sys', 1, '1'),
    { id: 'Observation.component:sys.code', patternCodeableConcept: coded('http://loinc.org', '8480-6') },
    { id: 'Observation.component:sys.value[x]', min: 1, ...only('Quantity') },
    { id: 'Observation.component:sys.value[x].code', patternCode: 'mm[Hg]' },
    slice('Observation.component:dia', 1, '1'),
    { id: 'Observation.component:dia.code', patternCodeableConcept: coded('http://loinc.org', '8462-4') },
  ]),
  profile('trap-exists', 'Patient', [
    { id: 'Patient.telecom', slicing: slicing('exists', 'period') },
    slice('Patient.telecom:current', 0, '1'),
    { id: 'Patient.telecom:current.period', max: '0' },
    slice('Patient.telecom:old', 0, '*'),
    need('Patient.telecom:old.value'),
    need('Patient.telecom:old.period'),
  ]),
  profile('trap-org-a', 'Organization', [
    { id: 'Organization.active', patternBoolean: true },
    need('Organization.name'),
  ]),
  profile('trap-profile-disc', 'Patient', [
    { id: 'Patient.generalPractitioner', slicing: slicing('profile', 'resolve()') },
    slice('Patient.generalPractitioner:orgA', 1, '1', {
      type: [{ code: 'Reference', targetProfile: [`${U}trap-org-a`] }],
    }),
  ]),
  profile('trap-type-disc', 'Patient', [
    { id: 'Patient.generalPractitioner', slicing: slicing('type', 'resolve()', 'closed') },
    slice('Patient.generalPractitioner:org', 0, '1', {
      type: [{ code: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Organization'] }],
    }),
    slice('Patient.generalPractitioner:prac', 1, '1', {
      type: [{ code: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Practitioner'] }],
    }),
  ]),
  profile('trap-nested', 'Patient', [
    { id: 'Patient.contact', slicing: slicing('value', 'gender') },
    slice('Patient.contact:mother', 0, '1'),
    { id: 'Patient.contact:mother.telecom', min: 1, slicing: slicing('value', 'system') },
    slice('Patient.contact:mother.telecom:phone', 1, '1'),
    need('Patient.contact:mother.telecom:phone.system', { patternCode: 'phone' }),
    need('Patient.contact:mother.telecom:phone.value'),
    need('Patient.contact:mother.gender', { patternCode: 'female' }),
  ]),
  profile(
    'trap-reslice',
    'Patient',
    [
      { id: 'Patient.identifier:fnr', slicing: slicing('value', 'use') },
      slice('Patient.identifier:fnr/official', 1, '1'),
      need('Patient.identifier:fnr/official.use', { patternCode: 'official' }),
      need('Patient.identifier:fnr/official.period'),
    ],
    `${U}no-pathway-patient`,
  ),
  profile('trap-ordered', 'Patient', [
    { id: 'Patient.name', min: 1, slicing: slicing('value', 'use', 'openAtEnd', true) },
    slice('Patient.name:official', 1, '1'),
    need('Patient.name:official.use', { patternCode: 'official' }),
    slice('Patient.name:maiden', 0, '1'),
    need('Patient.name:maiden.use', { patternCode: 'maiden' }),
  ]),
  profile('trap-sr', 'ServiceRequest', [
    {
      id: 'ServiceRequest',
      ...rule(
        'sr-order',
        'authoredOn required when status is active',
        "status = 'active' implies authoredOn.exists()",
      ),
    },
    {
      id: 'ServiceRequest.contained',
      max: '1',
      type: [{ code: 'Patient', profile: [`${U}no-pathway-patient`] }],
    },
    slice('ServiceRequest.extension:cx', 0, '1', {
      type: [{ code: 'Extension', profile: [`${U}trap-complex`] }],
    }),
    need('ServiceRequest.code'),
    { id: 'ServiceRequest.code.coding', min: 1, slicing: slicing('value', 'system', 'closed') },
    slice('ServiceRequest.code.coding:sct', 1, '1'),
    need('ServiceRequest.code.coding:sct.system', { patternUri: 'http://snomed.info/sct' }),
    need('ServiceRequest.code.coding:sct.code'),
    slice('ServiceRequest.code.coding:local', 0, '1'),
    need('ServiceRequest.code.coding:local.system', { patternUri: 'https://example.no/cs' }),
    { id: 'ServiceRequest.quantity[x]', ...only('Quantity') },
    { id: 'ServiceRequest.occurrence[x]', ...only('dateTime', 'Period'), slicing: slicing('type', '$this') },
    slice('ServiceRequest.occurrence[x]:occurrencePeriod', 0, '1', only('Period')),
    need('ServiceRequest.occurrence[x]:occurrencePeriod.start'),
    {
      id: 'ServiceRequest.note',
      ...rule('note-no-foo', 'note must not contain foo', "text.contains('foo').not()"),
    },
    { id: 'ServiceRequest.note.text', maxLength: 10 },
    { id: 'ServiceRequest.patientInstruction', max: '0' },
  ]),
  profile('trap-complex', 'Extension', [
    { id: 'Extension' },
    { id: 'Extension.extension', min: 1, slicing: slicing('value', 'url') },
    slice('Extension.extension:unit', 1, '1'),
    { id: 'Extension.extension:unit.extension', max: '0' },
    { id: 'Extension.extension:unit.url', fixedUri: 'unit' },
    { id: 'Extension.extension:unit.value[x]', ...only('string') },
    slice('Extension.extension:level', 0, '1'),
    { id: 'Extension.extension:level.extension', max: '0' },
    { id: 'Extension.extension:level.url', fixedUri: 'level' },
    { id: 'Extension.extension:level.value[x]', ...only('integer') },
    { id: 'Extension.url', fixedUri: `${U}trap-complex` },
    { id: 'Extension.value[x]', max: '0' },
  ]),
  {
    resourceType: 'ValueSet',
    url: 'https://example.no/fhir/ValueSet/no-municipality-vs',
    status: 'draft',
    compose: {
      include: [
        { system: 'urn:oid:2.16.578.1.12.4.1.1.3402', concept: [{ code: '0301' }, { code: '4601' }] },
      ],
    },
  },
  {
    resourceType: 'ValueSet',
    url: 'https://example.no/fhir/ValueSet/pathway-qr-status',
    status: 'draft',
    compose: {
      include: [
        {
          system: 'http://hl7.org/fhir/questionnaire-answers-status',
          concept: [{ code: 'completed' }, { code: 'amended' }],
        },
      ],
    },
  },
];
