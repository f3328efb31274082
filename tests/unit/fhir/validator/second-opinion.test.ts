// What did comparing with HL7's Java engine on inputs of our own teach us? Each row was wrong once.

import { describe, expect, test } from '@jest/globals';
import { hasErrors } from '../../../../src/fhir/issue.ts';
import { validateBytes } from '../../../../src/fhir/validator/validate-text.ts';
import { createValidator } from '../../../../src/fhir/validator/validator.ts';

const BASE = 'http://hl7.org/fhir/StructureDefinition/';
const NS = 'xmlns="http://www.w3.org/1999/xhtml"';

const patient = (more: object): object => ({ resourceType: 'Patient', ...more });
const observation = (more: object): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  ...more,
});
const narrative = (inner: string): object =>
  patient({ text: { status: 'generated', div: `<div ${NS}>${inner}</div>` } });
const practitioner = { resourceType: 'Practitioner', id: '2', active: true };
const document = (base: string, reference: string): object => ({
  resourceType: 'Bundle',
  type: 'document',
  identifier: { system: 'https://x.no/documents', value: '1' },
  timestamp: '2025-01-01T00:00:00Z',
  entry: [
    {
      fullUrl: 'https://x.no/fhir/Composition/1',
      resource: {
        resourceType: 'Composition',
        id: '1',
        status: 'final',
        type: { text: 'x' },
        date: '2025',
        author: [{ reference }],
        title: 'x',
      },
    },
    { fullUrl: `${base}/Practitioner/2`, resource: practitioner },
  ],
});
const vitalSign = (more: object): object =>
  observation({
    category: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' },
        ],
      },
    ],
    subject: { reference: 'Patient/1' },
    effectiveDateTime: '2025-01-01',
    ...more,
  });
const pressure = (...codes: string[]): object =>
  vitalSign({
    code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
    component: codes.map((code) => ({
      code: { coding: [{ system: 'http://loinc.org', code }] },
      valueQuantity: { value: 1, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
    })),
  });

const ROWS: readonly [reason: string, resource: object, verdict: 'valid' | 'invalid'][] = [
  ['blood pressure with both of its components', pressure('8480-6', '8462-4'), 'valid'],
  ['blood pressure without the diastolic one', pressure('8480-6', '8478-0'), 'invalid'],
  ['a primitive with an id and no value', patient({ _birthDate: { id: 'a' } }), 'invalid'],
  ['one in a list', patient({ name: [{ given: ['a', null], _given: [null, { id: 'b' }] }] }), 'invalid'],
  ['a primitive with value and id', patient({ birthDate: '2020', _birthDate: { id: 'a' } }), 'valid'],
  ['base64 of nothing', patient({ photo: [{ contentType: 'image/png', data: '' }] }), 'invalid'],
  ['space inside a group', patient({ photo: [{ contentType: 'image/png', data: 'Y Q = =' }] }), 'invalid'],
  ['space between groups', patient({ photo: [{ contentType: 'image/png', data: 'YWFh\nYWFh' }] }), 'valid'],
  [
    'a tab in a code',
    { resourceType: 'Basic', code: { coding: [{ system: 'https://x.no/c', code: 'a\tb' }] } },
    'invalid',
  ],
  ['white space in a reference', observation({ subject: { reference: 'Patient/ 1' } }), 'invalid'],
  ['an ampersand in an attribute', narrative('<p title="a&b">x</p>'), 'invalid'],
  ['an entity in an attribute', narrative('<p title="a&amp;b">x</p>'), 'valid'],
  ['an attribute on a closing tag', narrative('<p>x</p id="a">'), 'invalid'],
  ['a link to an anchor', narrative('<p id="a">x</p><a href="#a">y</a>'), 'valid'],
  ['a link to the resource', narrative('<a href="#">x</a>'), 'valid'],
  ['a link with a space', narrative('<a href="https://x.no/a b">x</a>'), 'invalid'],
  ['a document whose parts have one base', document('https://x.no/fhir', 'Practitioner/2'), 'valid'],
  ['a part of another base', document('https://y.no/fhir', 'Practitioner/2'), 'invalid'],
  ['that part by its whole URL', document('https://y.no/fhir', 'https://y.no/fhir/Practitioner/2'), 'valid'],
];

describe('resources', () => {
  const validator = createValidator();
  test.each(ROWS)('%s', (_reason, resource, verdict) => {
    const bytes = Buffer.from(JSON.stringify(resource));
    expect(hasErrors(validateBytes(validator, bytes)) ? 'invalid' : 'valid').toBe(verdict);
  });
});

test('a link to nothing is a warning: some of R4’s own definitions have one', () => {
  const issues = createValidator().validate(narrative('<p id="a">x</p><a href="#a">y</a><a href="#b">z</a>'));
  expect(issues.map(({ key, severity }) => `${severity} ${key}`)).toEqual(['warning narrative-link']);
});

describe('whole numbers as they were written', () => {
  const validator = createValidator();
  test.each([
    ['1', 'valid'],
    ['1.0', 'invalid'],
    ['1e2', 'invalid'],
    ['10000000', 'valid'],
  ])('%s', (number, verdict) => {
    const text = `{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"https://x.no/Observation/1",
      "resource":{"resourceType":"Observation","id":"1","status":"final","code":{"text":"x"},"valueInteger":${number}}}]}`;
    expect(hasErrors(validateBytes(validator, Buffer.from(text))) ? 'invalid' : 'valid').toBe(verdict);
  });

  test('decimals may be written in any way', () => {
    const text =
      '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.0}}';
    expect(hasErrors(validateBytes(validator, Buffer.from(text)))).toBe(false);
  });
});

describe('a choice that a differential speaks of by one of its types', () => {
  const profile = (element: readonly object[]): string[] => {
    const definition = {
      resourceType: 'StructureDefinition',
      url: 'https://x.no/p',
      name: 'P',
      type: 'Observation',
      kind: 'resource',
      derivation: 'constraint',
      baseDefinition: `${BASE}Observation`,
      differential: { element },
    };
    const validator = createValidator({ definitions: [definition] });
    return [{ valueString: 'x' }, { valueCodeableConcept: { text: 'x' } }, {}].map((value) =>
      hasErrors(validator.validate(observation(value), { profiles: ['https://x.no/p'] }))
        ? 'invalid'
        : 'valid',
    );
  };
  const shortcut = {
    id: 'Observation.value[x]:valueCodeableConcept',
    path: 'Observation.valueCodeableConcept',
  };
  const slice = { ...shortcut, path: 'Observation.value[x]', sliceName: 'valueCodeableConcept' };
  const open = {
    id: 'Observation.value[x]',
    path: 'Observation.value[x]',
    slicing: { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' },
  };
  const type = [{ code: 'CodeableConcept' }];

  test.each<[string, readonly object[], readonly string[]]>([
    ['is narrowed to it', [shortcut], ['invalid', 'valid', 'valid']],
    ['and must be there', [{ ...shortcut, min: 1 }], ['invalid', 'valid', 'invalid']],
    ['unless slicing is declared open', [open, { ...slice, type }], ['valid', 'valid', 'valid']],
    [
      'where a slice may still be demanded',
      [open, { ...slice, type, min: 1 }],
      ['invalid', 'valid', 'invalid'],
    ],
  ])('%s', (_reason, element, verdicts) => {
    expect(profile(element)).toEqual(verdicts);
  });
});

describe('answers to a Questionnaire', () => {
  const option = { valueCoding: { system: 'https://x.no/c', code: 'a' } };
  const questionnaire = {
    resourceType: 'Questionnaire',
    url: 'https://x.no/q',
    status: 'active',
    item: [
      {
        linkId: '1',
        type: 'open-choice',
        text: 'Name',
        _text: {
          extension: [
            {
              url: `${BASE}translation`,
              extension: [
                { url: 'lang', valueCode: 'nb' },
                { url: 'content', valueString: 'Navn' },
              ],
            },
          ],
        },
        answerOption: [option],
      },
    ],
  };
  const validator = createValidator({ definitions: [questionnaire] });
  test.each<[string, object, 'valid' | 'invalid']>([
    ['one of the options', { answer: [option] }, 'valid'],
    ['words of one’s own', { answer: [{ valueString: 'x' }] }, 'valid'],
    [
      'a code that is none of the options',
      { answer: [{ valueCoding: { system: 'https://x.no/c', code: 'b' } }] },
      'invalid',
    ],
    ['the text of the question', { text: 'Name', answer: [option] }, 'valid'],
    ['its translation', { text: 'Navn', answer: [option] }, 'valid'],
    ['another text', { text: 'Age', answer: [option] }, 'invalid'],
  ])('%s', (_reason, item, verdict) => {
    const response = {
      resourceType: 'QuestionnaireResponse',
      questionnaire: 'https://x.no/q',
      status: 'completed',
      item: [{ linkId: '1', ...item }],
    };
    expect(hasErrors(validator.validate(response)) ? 'invalid' : 'valid').toBe(verdict);
  });
});

describe('definitions', () => {
  const validator = createValidator();
  const profile = (element: object, more: object = {}): object => ({
    resourceType: 'StructureDefinition',
    url: 'https://x.no/p',
    name: 'P',
    status: 'draft',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: `${BASE}Patient`,
    derivation: 'constraint',
    differential: { element: [element] },
    ...more,
  });
  const at = (name: string, more: object): object => ({
    id: `Patient.${name}`,
    path: `Patient.${name}`,
    ...more,
  });
  const extension = (url: string): object =>
    profile(
      { id: 'Extension.url', path: 'Extension.url', fixedUri: url },
      {
        kind: 'complex-type',
        type: 'Extension',
        baseDefinition: `${BASE}Extension`,
        context: [{ type: 'element', expression: 'Patient' }],
      },
    );
  const list = (more: object): object => ({ resourceType: 'CodeSystem', status: 'draft', ...more });
  const set = (system: string): object => ({
    resourceType: 'ValueSet',
    status: 'draft',
    compose: { include: [{ system }] },
  });
  const search = (more: object): object => ({
    resourceType: 'SearchParameter',
    url: 'https://x.no/s',
    name: 'S',
    status: 'draft',
    description: 'x',
    code: 's',
    base: ['Patient'],
    type: 'string',
    ...more,
  });
  const concept = [{ code: 'a', concept: [{ code: 'b' }] }];
  const gender = 'http://hl7.org/fhir/ValueSet/administrative-gender';
  const constraint = (expression: string): object => ({
    constraint: [{ key: 'x-1', severity: 'error', human: 'x', expression }],
  });

  test.each<[string, object, 'valid' | 'invalid']>([
    ['a type of the base', profile(at('deceased[x]', { type: [{ code: 'boolean' }] })), 'valid'],
    ['a type the base does not have', profile(at('birthDate', { type: [{ code: 'string' }] })), 'invalid'],
    ['a fixed value of the type', profile(at('birthDate', { fixedDate: '2020' })), 'valid'],
    ['a fixed value of another type', profile(at('birthDate', { fixedString: '2020' })), 'invalid'],
    [
      'a required binding made weaker',
      profile(at('gender', { binding: { strength: 'example', valueSet: gender } })),
      'invalid',
    ],
    ['a slice without its name', profile({ id: 'Patient.name:a', path: 'Patient.name', min: 1 }), 'invalid'],
    ['an expression', profile(at('name', constraint('family.exists()'))), 'valid'],
    ['an expression cut off', profile(at('name', constraint('family.exists('))), 'invalid'],
    ['an extension that fixes its own url', extension('https://x.no/p'), 'valid'],
    ['an extension that fixes another', extension('https://x.no/q'), 'invalid'],
    ['a list that counts its concepts', list({ content: 'complete', count: 2, concept }), 'valid'],
    ['a list that counts others', list({ content: 'complete', count: 3, concept }), 'invalid'],
    ['a part of a list that counts all', list({ content: 'fragment', count: 3, concept }), 'valid'],
    ['a supplement of nothing', list({ content: 'supplement', concept }), 'invalid'],
    ['a set of a code system', set('http://hl7.org/fhir/administrative-gender'), 'valid'],
    ['a set of a value set', set(gender), 'invalid'],
    ['a search parameter', search({ expression: 'Patient.name' }), 'valid'],
    ['one whose expression is cut off', search({ expression: 'Patient.name.(' }), 'invalid'],
    ['a composite of nothing', search({ type: 'composite', expression: 'Patient.name' }), 'invalid'],
  ])('%s', (_reason, definition, verdict) => {
    expect(hasErrors(validator.validate(definition)) ? 'invalid' : 'valid').toBe(verdict);
  });
});
