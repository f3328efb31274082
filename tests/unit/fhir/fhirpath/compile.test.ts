// Do compiled paths give what fhirpath.js gives, and are the pathway's facts native?

import { describe, expect, test } from '@jest/globals';
import { createRequire } from 'node:module';
import { compileFhirPath, FhirPathError } from '../../../../src/fhir/fhirpath/compile.ts';
import { frozen } from '../../../support/frozen.ts';
import { FACTS } from './facts.ts';

const require = createRequire(import.meta.url);
const fhirpath: typeof import('fhirpath') = require('fhirpath');
const r4: Parameters<typeof fhirpath.compile>[1] = require('fhirpath/fhir-context/r4');

const TK = 'https://lenke.example/fhir/CodeSystem/tk-observation';
const coded = (code: string, more: object): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: TK, code }] },
  ...more,
});

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  active: true,
  birthDate: '1990-05-04',
  gender: 'female',
  _birthDate: { extension: [{ url: 'http://x/time', valueDateTime: '1990-05-04T10:00:00Z' }] },
  _deceasedDateTime: { extension: [{ url: 'http://x/absent', valueCode: 'unknown' }] },
  name: [
    { use: 'official', family: 'Prøve', given: ['Anne', 'Marie'] },
    { use: 'nickname', given: ['Mia'] },
  ],
  identifier: [
    { system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: '1' },
    { system: 'urn:x', value: '22', period: { start: '2020-01-01', end: '2021' } },
  ],
  telecom: [
    { system: 'phone', value: '1', rank: 2 },
    { system: 'email', value: 'a@b', rank: 1 },
  ],
  contact: [{ gender: 'male' }],
  multipleBirthInteger: 2,
  extension: [
    { url: 'http://x/a', valueString: 'A' },
    { url: 'http://x/b', valueQuantity: { value: 3, unit: 'mg' } },
  ],
  contained: [{ resourceType: 'Organization', id: 'o', name: 'Sykehus' }],
  managingOrganization: { reference: '#o' },
};
const observation = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
  valueQuantity: { value: 120.5, unit: 'mmHg' },
  effectiveDateTime: '2024-03-01T10:00:00+01:00',
  component: [
    { code: { text: 'a' }, valueInteger: 4 },
    { code: { text: 'b' }, valueInteger: 9 },
    { code: { text: 'c' }, valueBoolean: true },
  ],
};
const questionnaire = {
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  item: [
    { linkId: '1', item: [{ linkId: '1.1', answer: [{ valueCoding: { code: 'y', system: 's' } }] }] },
    { linkId: '2', answer: [{ valueDecimal: 0.1 }, { valueDecimal: 0.2 }] },
  ],
};
const bundle = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: patient },
    { resource: observation },
    { resource: coded('pregnancy-outcome', { valueCodeableConcept: { coding: [{ code: 'livebirth' }] } }) },
    { resource: coded('nas-total', { valueInteger: 9 }) },
    {
      resource: coded('reported-use', {
        valueBoolean: true,
        effectiveDateTime: '2024-02-01',
        component: [{ code: {}, valueCodeableConcept: { coding: [{ system: 'urn:oid:8717', code: '1' }] } }],
      }),
    },
    {
      resource: coded('urine-tox-summary', {
        effectiveDateTime: '2024-06-01',
        valueCodeableConcept: { coding: [{ code: 'positive-unexplained' }] },
      }),
    },
    {
      resource: {
        resourceType: 'MedicationStatement',
        status: 'active',
        medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'N07BC02' }] },
      },
    },
    {
      resource: {
        resourceType: 'CareTeam',
        status: 'active',
        participant: [{ role: [{ coding: [{ system: 'x/tk-role', code: 'coordinator' }] }] }],
      },
    },
  ],
};
const env = {
  ga0: '2024-01-01',
  t2Start: '2024-04-01',
  windowEnd: '2024-10-01',
  yes: true,
  no: false,
  many: ['a', 'b'],
  none: [],
  limit: 5,
  larActive: true,
  larInPregnancy: true,
  reportedUse: true,
  positiveConfirmedAny: false,
  alcoholExposed: false,
  newbornPositive: false,
  pethPositive: false,
  exposed: true,
  inclusionDecided: false,
  habitFormingRx: false,
  t23Unconfirmed: false,
  t23PositiveConfirmed: false,
  t23ReportedUse: false,
  t23PethPositive: false,
  t23ReportedNone: true,
  t23NegativeOk: true,
  t23GapOk: true,
};

/** reason, expression, input; the answer is fhirpath.js's. */
const SAME: readonly [string, string, object][] = [
  ['path', 'name.given', patient],
  ['type at the root', 'Patient.name.family', patient],
  ['another type at the root is empty', 'Observation.status', patient],
  ['type at the root of a bundle', 'Bundle.entry.resource.ofType(Patient).gender', bundle],
  ['missing is empty', 'name.suffix', patient],
  ['index', 'name[1].given', patient],
  ['index out of range', 'name[5].given', patient],
  ['exists', 'name.exists()', patient],
  ['exists with criteria', "name.exists(use = 'official')", patient],
  ['empty', 'photo.empty()', patient],
  ['not of empty is empty', 'photo.active.not()', patient],
  ['all of nothing is true', 'photo.all(false)', patient],
  ['all', 'name.all(given.exists())', patient],
  ['where', "name.where(use = 'nickname').given", patient],
  ['select', 'name.select(given.first())', patient],
  ['count', 'name.given.count()', patient],
  ['first', 'name.given.first()', patient],
  ['last', 'name.given.last()', patient],
  ['tail', 'name.given.tail()', patient],
  ['skip', 'name.given.skip(1)', patient],
  ['take', 'name.given.take(2)', patient],
  ['single', "name.where(use='official').family.single()", patient],
  ['union has no doubles', '(name.given | name.given).count()', patient],
  ['combine keeps doubles', 'name.given.combine(name.given).count()', patient],
  ['intersect', "name.given.intersect('Mia' | 'Per')", patient],
  ['exclude', "name.given.exclude('Mia' | 'Per')", patient],
  ['distinct', "('a' | 'b' | 'a').distinct()", patient],
  ['isDistinct', 'identifier.system.isDistinct()', patient],
  ['subsetOf', "('Mia').subsetOf(name.given)", patient],
  ['in', "gender in ('female' | 'male')", patient],
  ['in of empty is empty', "maritalStatus.text in ('x')", patient],
  ['contains operator', "name.given contains 'Mia'", patient],
  ['equals of empty is empty', "photo.title = 'x'", patient],
  ['not equals', "gender != 'male'", patient],
  ['collections of different size differ', "name.given = 'Mia'", patient],
  ['equivalent ignores case', "name[0].family ~ 'PRØVE'", patient],
  ['not equivalent', "gender !~ 'male'", patient],
  ['and with empty and false', 'photo.exists() and photo.title = 1', patient],
  ['and with empty and true is empty', "active and photo.title = 'x'", patient],
  ['or with empty and true', "photo.title = 'x' or active", patient],
  ['or with empty and false is empty', "photo.title = 'x' or active.not()", patient],
  ['xor', 'active xor false', patient],
  ['xor with empty is empty', "active xor (photo.title = 'x')", patient],
  ['implies from false', 'active.not() implies false', patient],
  ['implies from empty to true', "(photo.title = 'x') implies true", patient],
  ['implies from true to empty', "active implies (photo.title = 'x')", patient],
  ['choice element', 'multipleBirth', patient],
  ['choice element ofType', 'value.ofType(Quantity).unit', observation],
  ['choice element ofType of another type', 'value.ofType(string)', observation],
  ['choice element as', '(value as Quantity).value', observation],
  ['choice element as()', 'value.as(Quantity).unit', observation],
  ['choice element is', 'value is Quantity', observation],
  ['choice element is another', 'value is string', observation],
  ['choice of integers', 'component.value.ofType(integer).where($this > 5)', observation],
  ['choice of date', 'effective.ofType(dateTime).exists()', observation],
  ['resource is', 'entry.first().resource is Patient', bundle],
  ['resource is with namespace', 'entry.first().resource.is(FHIR.Patient)', bundle],
  ['string plus', "name[0].family + ', ' + name[0].given.first()", patient],
  ['string plus empty is empty', 'name[0].family + name[0].suffix', patient],
  ['ampersand takes empty as nothing', 'name[0].family & name[0].suffix', patient],
  ['toString of a boolean', 'active.toString()', patient],
  ['toInteger', 'identifier[1].value.toInteger() + 1', patient],
  ['convertsToInteger', "'x'.convertsToInteger()", patient],
  ['join', "name.given.join('-')", patient],
  ['split', "'a,b'.split(',')", patient],
  ['startsWith', "birthDate.toString().startsWith('1990')", patient],
  ['endsWith', "identifier.first().system.endsWith('4.1')", patient],
  ['contains function', "name[0].family.contains('øv')", patient],
  ['matches', "identifier[1].value.matches('^[0-9]{2}$')", patient],
  ['replaceMatches', "'a1b2'.replaceMatches('[0-9]', '-')", patient],
  ['substring', "'abcdef'.substring(2, 3)", patient],
  ['substring outside is empty', "'abc'.substring(9)", patient],
  ['argument sees the outer focus', "name.where(use='official').given.where($this.startsWith('A'))", patient],
  ['indexOf', "'abc'.indexOf('c')", patient],
  ['length', 'name[0].family.length()', patient],
  ['upper', 'gender.upper()', patient],
  ['iif', "iif(active, 'yes', 'no')", patient],
  ['iif without else', "iif(active.not(), 'yes')", patient],
  ['arithmetic precedence', '2 + 3 * 4 - 6 / 4', patient],
  ['div and mod', '7 div 2 + 7 mod 2', patient],
  ['division by zero is empty', '1 / 0', patient],
  ['decimals are exact', '0.1 + 0.2 = 0.3', patient],
  ['minus sign', '-5 + 3', patient],
  ['round', '3.14159.round(2)', patient],
  ['repeat', 'repeat(item).linkId', questionnaire],
  ['descendants', 'descendants().linkId', questionnaire],
  ['children', 'children().linkId', questionnaire],
  ['aggregate', 'telecom.rank.aggregate($this + $total, 0)', patient],
  ['$index', 'name.where($index = 1).given', patient],
  ['trace', "name.trace('x').given.count()", patient],
  ['extension function', "extension('http://x/a').value", patient],
  ['extension of a primitive', "birthDate.extension('http://x/time').value", patient],
  ['element with only an extension exists', 'deceased.exists()', patient],
  ['hasValue', 'birthDate.hasValue()', patient],
  ['date literal equals', 'birthDate = @1990-05-04', patient],
  ['date literal less', 'birthDate < @2000-01-01', patient],
  ['date of other precision is empty', 'birthDate < @1990', patient],
  [
    'dates of other precision decided by the year',
    'identifier[1].period.start <= identifier[1].period.end',
    patient,
  ],
  ['dateTime with offsets', 'effective = @2024-03-01T09:00:00Z', observation],
  ['dateTime after', 'effective > @2024-03-01T08:59:59Z', observation],
  ['time literal', '@T12:00 < @T13:30', patient],
  ['string comparison', "'abc' < 'abd'", patient],
  ['scalar variable', 'telecom.where(rank < %limit).count()', patient],
  ['collection variable', "'b' in %many", patient],
  ['empty variable', '%none.empty()', patient],
  ['boolean variables', '%yes and %no.not()', patient],
  ['%resource inside where', 'contact.where(%resource.active).gender', patient],
  ['%context', '%context.id', patient],
  ['quoted name', '`name`.`given`.count()', patient],
  ['comments', 'name /* all */ .given // of them\n .count()', patient],
  ['empty literal', '{}.empty()', patient],
  ['parentheses', '(1 + 2) * 3', patient],
];

const fromEngine = (expression: string, input: object): unknown => {
  const variables = { ...env, resource: input, rootResource: input };
  return fhirpath.evaluate(structuredClone(input), expression, variables, r4, {
    async: false,
    traceFn: () => undefined,
  });
};

describe('compileFhirPath', () => {
  test.each(SAME)('%s', (_reason, expression, input) => {
    const compiled = compileFhirPath(expression);
    expect({ native: compiled.native, result: compiled(input, env) }).toEqual({
      native: true,
      result: fromEngine(expression, input),
    });
  });

  test.each(FACTS)('the fact %s is native and the same', (_id, expression) => {
    const compiled = compileFhirPath(expression);
    expect({ native: compiled.native, result: compiled(bundle, env) }).toEqual({
      native: true,
      result: fromEngine(expression, bundle),
    });
  });

  const OWN: readonly [string, string, unknown, object, unknown[]][] = [
    ['any is exists with a criterion', "name.any(use = 'official')", patient, {}, [true]],
    ['resolve() follows contained', 'managingOrganization.resolve().name', patient, {}, ['Sykehus']],
    [
      'resolve() asks the environment',
      'generalPractitioner.resolve().id',
      { generalPractitioner: [{ reference: 'Practitioner/9' }] },
      { resolve: (reference: string) => ({ id: reference.slice(-1) }) },
      ['9'],
    ],
    ['resolve() of the unknown is empty', 'link.resolve()', { link: { reference: 'Patient/9' } }, {}, []],
    [
      'memberOf() asks the environment',
      "code.memberOf('http://vs')",
      { code: 'a' },
      { memberOf: () => true },
      [true],
    ],
    ['memberOf() is empty when nobody knows', "code.memberOf('http://vs')", { code: 'a' }, {}, []],
    ['equivalent ignores order (fhirpath.js does not)', "('a' | 'b') ~ ('b' | 'a')", patient, {}, [true]],
    [
      'sums have no binary noise (fhirpath.js has)',
      'item.answer.value.ofType(decimal).sum()',
      questionnaire,
      {},
      [0.3],
    ],
    ['an array is a collection', 'count()', [1, 2, 3], {}, [3]],
    ['no input is empty', 'name.exists()', undefined, {}, [false]],
    ['undefined variable value is empty', '%maybe.empty()', patient, { maybe: undefined }, [true]],
    ['quoted variable', "%'a-b' & %`c d`", patient, { 'a-b': 'x', 'c d': 'y' }, ['xy']],
    [
      'text of a date compares as text',
      'effective.toString() >= %from',
      observation,
      { from: '2024-03-01' },
      [true],
    ],
    [
      'choice found in resources inside a bundle',
      'entry.resource.ofType(Observation).value.ofType(integer)',
      bundle,
      {},
      [9],
    ],
    ['given root type', 'HumanName.family', { family: 'x' }, {}, []],
  ];
  test.each(OWN)('%s', (_reason, expression, input, variables, expected) => {
    expect(compileFhirPath(expression)(input, { ...variables })).toEqual(expected);
  });

  test('rootType names an input without resourceType', () => {
    expect(compileFhirPath('HumanName.family', { rootType: 'HumanName' })({ family: 'x' })).toEqual(['x']);
  });

  const FALLBACK: readonly [string, string, unknown[]][] = [
    ['quantities', "120 'mg' > 100 'mg'", [true]],
    ['date arithmetic', '@2020-01-31 + 1 month = @2020-02-29', [true]],
    ['date functions', 'now() > @2020-01-01T00:00:00Z', [true]],
    ['types of System', '1 is System.Integer', [true]],
  ];
  test.each(FALLBACK)('the engine does %s', (_reason, expression, expected) => {
    const compiled = compileFhirPath(expression);
    expect(compiled.native).toBe(false);
    expect(compiled(observation)).toEqual(expected);
  });

  const WRONG: readonly [string, string, number][] = [
    ['unclosed parenthesis', 'name.where(use', 14],
    ['unclosed text', "name = 'x", 7],
    ['two operands', 'name name', 5],
    ['unknown function', 'name.wehre(true)', 5],
    ['empty', '', 0],
    ['stray operator', '= 1', 0],
  ];
  test.each(WRONG)('a syntax fault tells its place: %s', (_reason, expression, offset) => {
    expect(() => compileFhirPath(expression)).toThrow(
      expect.objectContaining({ name: 'FhirPathError', expression, offset }),
    );
  });

  const FAULTS: readonly [string, string][] = [
    ['variable that is not there', '%missing'],
    ['several values where one is needed', "name.given.startsWith('A')"],
    ['numbers and text in order', "telecom.rank.first() > 'x'"],
    ['text and number added', "'a' + 1"],
  ];
  test.each(FAULTS)('an evaluation fault is a FhirPathError: %s', (_reason, expression) => {
    expect(() => compileFhirPath(expression)(patient)).toThrow(FhirPathError);
  });

  test('the input is never changed, though what an expression gives may be a part of it', () => {
    const input = frozen(structuredClone(bundle));
    for (const [, expression] of [...FACTS, ...SAME])
      expect(compileFhirPath(expression)(input, env)).toEqual(compileFhirPath(expression)(bundle, env));
  });

  test.each([
    ['a list is given as it stands', 'Patient.name', { name: [{ use: 'usual' }] }, [{ use: 'usual' }]],
    ['a gap with nothing beside it is left out', 'Patient.x', { x: ['a', null, 'b'] }, ['a', 'b']],
    [
      'a gap is what stands beside it',
      'Patient.x',
      { x: ['a', null], _x: [null, { id: 'i' }] },
      ['a', { id: 'i' }],
    ],
    ['what is only beside it', 'Patient.x', { _x: [null, { id: 'i' }] }, [{ id: 'i' }]],
    ['null is nothing, also of a choice', 'Patient.value', { value: null, valueString: 'a' }, []],
    ['a choice by its extensions alone', 'Patient.value', { _valueString: { id: 'i' } }, [{ id: 'i' }]],
  ])('a member of one resource: %s', (_reason, expression, fields, found) => {
    const resource = { resourceType: 'Patient', ...fields };
    expect(compileFhirPath(expression)(resource)).toEqual(found);
    expect(compileFhirPath(expression)([resource, resource])).toEqual([...found, ...found]);
  });

  const TEXTS: readonly [string, object][] = [
    ['the same text', { x: 'a' }],
    ['another text', { x: 'b' }],
    ['a longer text', { x: 'aba' }],
    ['a text in capitals', { x: 'A' }],
    ['an empty text', { x: '' }],
    ['a date', { x: '2026-01-01' }],
    ['nothing', {}],
    ['null', { x: null }],
    ['a list of one', { x: ['a'] }],
    ['a number', { x: 1 }],
    ['only an extension', { _x: { id: 'a' } }],
  ];
  const ASKED = ["x = 'a'", "x in ('a' | 'c')", "x.startsWith('a')", "x.endsWith('a')", "x.contains('b')"];
  test.each(TEXTS.flatMap(([reason, fields]) => ASKED.map((asked) => [asked, reason, fields] as const)))(
    '%s of %s: as when each side is a list',
    (asked, _reason, fields) => {
      const resource = { resourceType: 'Basic', ...fields };
      const answer = (expression: string, input: unknown = resource): unknown => {
        try {
          return compileFhirPath(expression)(input);
        } catch (error) {
          return error instanceof FhirPathError ? 'fault' : error;
        }
      };
      // `$this.x` is the same question, asked a step at a time.
      const stepwise = asked.replace(/^x/, '$this.x');
      expect(answer(asked)).toEqual(answer(stepwise));
      expect(answer(asked, [resource, resource])).toEqual(answer(stepwise, [resource, resource]));
      expect(answer(asked, 'a')).toEqual(answer(stepwise, 'a'));
    },
  );

  test("x = 'a'", () => {
    expect([{ x: 'a' }, { x: 'b' }, {}].map((one) => compileFhirPath("x = 'a'")(one))).toEqual([
      [true],
      [false],
      [],
    ]);
  });

  test.each([
    ['of what is asked', 'name.where(%resource.active)', {}, 1],
    ['as given', 'name.where(%resource.active)', { resource: { active: false } }, 0],
    ['the root is the resource', 'name.where(%rootResource.active)', { resource: { active: false } }, 0],
    ['the root as given', 'name.where(%rootResource.active)', { rootResource: { active: false } }, 0],
    ['the context is what is asked', 'name.where(%context.active)', {}, 1],
    ['the context as given', 'name.where(%context.active)', { context: { active: false } }, 0],
  ])('%%resource, %%rootResource and %%context: %s', (_reason, expression, given, count) => {
    const resource = { resourceType: 'Patient', active: true, name: [{ use: 'usual' }] };
    expect(compileFhirPath(expression)(resource, given)).toHaveLength(count);
  });
});
