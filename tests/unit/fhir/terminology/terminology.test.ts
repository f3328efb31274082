// Is a code in a value set, as far as can be told offline?

import { describe, expect, test } from '@jest/globals';
import { Terminology } from '../../../../src/fhir/terminology/terminology.ts';
import { isUcum } from '../../../../src/fhir/terminology/ucum.ts';
import { readPacked } from '../../../../src/fhir/validator/source.ts';

const CS = 'https://x.no/cs';
const VS = 'https://x.no/vs/';

const set = (id: string, compose: object): object => ({ resourceType: 'ValueSet', url: VS + id, compose });

const resources: Record<string, unknown>[] = [
  {
    resourceType: 'CodeSystem',
    url: CS,
    content: 'complete',
    caseSensitive: false,
    property: [{ code: 'kind', type: 'code' }],
    concept: [
      {
        code: 'A',
        display: 'Alfa',
        designation: [{ language: 'nn', value: 'Alfa på nynorsk' }],
        concept: [{ code: 'A1', property: [{ code: 'kind', valueCode: 'x' }] }, { code: 'A2' }],
      },
      { code: 'B' },
    ],
  },
  { resourceType: 'CodeSystem', url: `${CS}/fragment`, content: 'fragment', concept: [{ code: 'F' }] },
  { ...set('all', { include: [{ system: CS }] }) },
  { ...set('listed', { include: [{ system: CS, concept: [{ code: 'A1' }] }] }) },
  {
    ...set('is-a', { include: [{ system: CS, filter: [{ property: 'concept', op: 'is-a', value: 'A' }] }] }),
  },
  {
    ...set('under', {
      include: [{ system: CS, filter: [{ property: 'concept', op: 'descendent-of', value: 'A' }] }],
    }),
  },
  { ...set('kind', { include: [{ system: CS, filter: [{ property: 'kind', op: '=', value: 'x' }] }] }) },
  {
    ...set('regex', { include: [{ system: CS, filter: [{ property: 'code', op: 'regex', value: 'A.' }] }] }),
  },
  {
    ...set('odd filter', {
      include: [{ system: CS, filter: [{ property: 'concept', op: 'generalizes', value: 'A' }] }],
    }),
  },
  { ...set('without', { include: [{ system: CS }], exclude: [{ system: CS, concept: [{ code: 'B' }] }] }) },
  { ...set('both', { include: [{ valueSet: [`${VS}is-a`, `${VS}without`] }] }) },
  {
    ...set('snomed', {
      include: [
        { system: 'http://snomed.info/sct', filter: [{ property: 'concept', op: 'is-a', value: '1' }] },
      ],
    }),
  },
  { ...set('fragment', { include: [{ system: `${CS}/fragment` }] }) },
  { ...set('circle', { include: [{ valueSet: [`${VS}circle`] }] }) },
  {
    resourceType: 'ValueSet',
    url: `${VS}expanded`,
    expansion: {
      contains: [{ system: CS, code: 'A', abstract: true, contains: [{ system: CS, code: 'A1' }] }],
    },
  },
];

const terminology = new Terminology(readPacked('terminology')).with(resources);

describe('memberOf', () => {
  const ROWS: readonly [string, string, string | undefined, string, boolean | undefined][] = [
    ['a code of the system', 'all', CS, 'A2', true],
    ['case does not count where the system says so', 'all', CS, 'a2', true],
    ['a code the system does not have', 'all', CS, 'Q', false],
    ['another system', 'all', 'https://y.no', 'A', false],
    ['no system asked for', 'all', undefined, 'B', true],
    ['no system given', 'all', '', 'B', false],
    ['listed', 'listed', CS, 'A1', true],
    ['not listed', 'listed', CS, 'A2', false],
    ['is-a holds the ancestor', 'is-a', CS, 'A', true],
    ['is-a leaves out others', 'is-a', CS, 'B', false],
    ['descendent-of leaves out the ancestor', 'under', CS, 'A', false],
    ['descendent-of holds children', 'under', CS, 'A1', true],
    ['property filter', 'kind', CS, 'A1', true],
    ['property filter, other', 'kind', CS, 'A2', false],
    ['regex filter', 'regex', CS, 'A1', true],
    ['regex filter, whole code', 'regex', CS, 'A', false],
    ['a filter we do not know leaves it open', 'odd filter', CS, 'A', undefined],
    ['excluded', 'without', CS, 'B', false],
    ['sets of one include are intersected', 'both', CS, 'A1', true],
    ['outside one of the sets', 'both', CS, 'B', false],
    ['SNOMED CT cannot be told', 'snomed', 'http://snomed.info/sct', '2', undefined],
    ['a fragment knows what it has', 'fragment', `${CS}/fragment`, 'F', true],
    ['a fragment does not know what it lacks', 'fragment', `${CS}/fragment`, 'G', undefined],
    ['a circle ends, and tells nothing', 'circle', CS, 'A', undefined],
    ['an expansion', 'expanded', CS, 'A1', true],
    ['abstract codes of an expansion are none', 'expanded', CS, 'A', false],
  ];
  test.each(ROWS)('%s', (_reason, id, system, code, expected) => {
    expect(terminology.memberOf(VS + id)?.(system, code)).toBe(expected);
  });

  const CORE: readonly [string, string, string | undefined, string, boolean | undefined][] = [
    ['administrative gender', 'administrative-gender|4.0.1', undefined, 'female', true],
    ['currency', 'currencies', undefined, 'NOK', true],
    ['no currency', 'currencies', undefined, 'NKR', false],
    ['mime type', 'mimetypes', undefined, 'application/fhir+json', true],
    ['no mime type', 'mimetypes', undefined, 'png', false],
    ['language', 'all-languages', 'urn:ietf:bcp:47', 'nn-NO', true],
    ['a variant of digits', 'all-languages', 'urn:ietf:bcp:47', 'de-DE-1996', true],
    ['an extension', 'all-languages', 'urn:ietf:bcp:47', 'nb-u-hc-h23', true],
    ['no language', 'all-languages', 'urn:ietf:bcp:47', 'norsk', false],
    ['v3 hierarchy', 'v3-ActEncounterCode', 'http://terminology.hl7.org/CodeSystem/v3-ActCode', 'IMP', true],
  ];
  test.each(CORE)('HL7: %s', (_reason, id, system, code, expected) => {
    expect(
      terminology.memberOf(`http://hl7.org/fhir/ValueSet/${id}`)?.(system, code) ??
        terminology.memberOf(`http://terminology.hl7.org/ValueSet/${id}`)?.(system, code),
    ).toBe(expected);
  });

  test('an unknown value set is undefined', () =>
    expect(terminology.memberOf('https://none')).toBeUndefined());

  test('displays are the display and the designations', () => {
    expect(terminology.codeSystem(CS)?.displays('a')).toEqual(['Alfa', 'Alfa på nynorsk']);
  });
});

describe('isUcum', () => {
  const ROWS: readonly [string, boolean | undefined][] = [
    ['mg', true],
    ['mm[Hg]', true],
    ['10*3/uL', true],
    ['kg/m2', true],
    ['/min', true],
    ['{score}', true],
    ['%', true],
    ['mL/min/{1.73_m2}', true],
    ['m g', false],
    ['', false],
    ['mg//L', false],
    ['mg}', false],
    ['blah', false],
    ['[stone_av]', true],
    ['ng/mL{FEU}', true],
    ['meter', false],
    ['x'.repeat(100), undefined],
  ];
  test.each(ROWS)('%j → %s', (code, expected) => expect(isUcum(code)).toBe(expected));
});
