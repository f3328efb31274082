// Do the parameters come from R4's definitions, all of them, and are expressions understood or refused?

import { describe, expect, test } from '@jest/globals';
import { buildSearchParameters } from '../../../../src/fhir/search/build.ts';
import { buildShapes } from '../../../../src/fhir/search/build-shapes.ts';
import { collect } from '../../../../src/fhir/search/collect.ts';
import { parseExpression, UnsupportedExpression } from '../../../../src/fhir/search/expression.ts';
import { createSearchParameters } from '../../../../src/fhir/search/parameters.ts';
import { indexResource } from '../../../../src/fhir/search/index-resource.ts';

const parameters = createSearchParameters();

test('the generated files are not stale', () => {
  expect(buildSearchParameters(true)).toBe(true);
  expect(buildShapes(true)).toBe(true);
});

test('numbers of parameters differ, and every one with rows of its own has a bit', () => {
  const all = parameters.resources
    .flatMap((type) => parameters.of(type))
    .filter(({ kind }) => kind !== 'composite');
  expect(all.length).toBeGreaterThan(2000);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all.every(({ bit }) => bit !== undefined)).toBe(true);
});

test('what is not offered has a reason', () => {
  expect(parameters.unsupported('Location', 'near')).toBe('special');
  expect(parameters.unsupported('Observation', 'code-value-quantity')).toBeUndefined();
  expect(parameters.unsupported('Patient', '_content')).toBe('no expression');
  expect(parameters.unsupported('Patient', 'name')).toBeUndefined();
});

function read(expression: string, resource: object): unknown {
  return collect(
    resource,
    parseExpression(expression).map((path) => path.slice(1)),
  );
}

describe('expressions', () => {
  test.each([
    ['Patient.name.given', { name: [{ given: ['a', 'b'] }, { given: ['c'] }] }, ['a', 'b', 'c']],
    ['Observation.value as Quantity', { valueQuantity: { value: 1 }, valueString: 'x' }, [{ value: 1 }]],
    ['(Observation.value as Quantity) | (Observation.value.ofType(string))', { valueString: 'x' }, ['x']],
    ['Observation.value', { valueString: 'x', valueSet: 'y' }, ['x']],
    [
      "Patient.telecom.where(system='phone').value",
      {
        telecom: [
          { system: 'email', value: '1' },
          { system: 'phone', value: '2' },
        ],
      },
      ['2'],
    ],
    [
      'Observation.subject.where(resolve() is Patient)',
      { subject: { reference: 'http://x/Patient/1' } },
      [{ reference: 'http://x/Patient/1' }],
    ],
    ['Observation.subject.where(resolve() is Patient)', { subject: { reference: 'Group/1' } }, []],
    [
      'Observation.subject.where(resolve() is Patient)',
      { subject: { type: 'Patient', identifier: {} } },
      [{ type: 'Patient', identifier: {} }],
    ],
    [
      "Task.extension('http://e').value.ofType(Reference)",
      { extension: [{ url: 'http://e', valueReference: { reference: 'a' } }] },
      [{ reference: 'a' }],
    ],
    [
      "CareTeam.participant.where(role.coding.where(code = 'x').exists()).member",
      {
        participant: [
          { role: [{ coding: [{ code: 'y' }] }], member: 1 },
          { role: [{ coding: [{ code: 'z' }, { code: 'x' }] }], member: 2 },
          { role: [{ text: 'x' }], member: 3 },
        ],
      },
      [2],
    ],
    [
      "CareTeam.participant.where(role.coding.where(code = 'x').exists() and period.end.empty()).member",
      {
        participant: [
          { role: [{ coding: [{ code: 'x' }] }], member: 1, period: { end: '2026' } },
          { role: [{ coding: [{ code: 'x' }] }], member: 2, period: { start: '2026' } },
          { role: [{ coding: [{ code: 'x' }] }], member: 3 },
        ],
      },
      [2, 3],
    ],
    [
      "Patient.address.district.extension('http://e').value.ofType(Coding)",
      {
        address: [
          { district: 'a' },
          { district: 'b', _district: { extension: [{ url: 'http://e', valueCoding: { code: '1' } }] } },
          { _district: { extension: [{ url: 'http://e', valueCoding: { code: '2' } }] } },
        ],
      },
      [{ code: '1' }, { code: '2' }],
    ],
    ['Bundle.entry[0].resource', { entry: [{ resource: 1 }, { resource: 2 }] }, [1]],
    ['(A.x | A.y).text', { x: { text: 1 }, y: { text: 2 } }, [1, 2]],
  ])('%s', (expression, resource, expected) => {
    expect(read(expression, resource)).toEqual(expected);
  });
  test.each([
    'Patient.name.exists()',
    'Patient.name.where(use != "x")',
    'Patient.name +',
    'Patient..name',
    'a.b.trace(1)',
    "P.where(x='1' and y='2')",
    "P.where(x.y = '1')",
    "P.where(x.where(y = '1'))",
    "P.where(x.where(y = '1').exists() or z.empty())",
    "P.where(x.where(y = '1').exists() and z)",
    '',
  ])('%s is refused', (expression) => {
    expect(() => parseExpression(expression)).toThrow(UnsupportedExpression);
  });
});

test("ours stand after R4's, each with its definition, so that none of R4's loses its bit", () => {
  const own = parameters.resources
    .flatMap((type) => parameters.of(type))
    .filter(({ definition }) => definition);
  expect(own.map(({ type, code }) => `${type}.${code}`).toSorted()).toEqual([
    'CareTeam.coordinator',
    'Consent.data-class',
    'Consent.recipient',
    'Consent.recipient-role',
    'Patient.municipality',
    'Task.due',
  ]);
  const consent = parameters.of('Consent');
  expect(consent.slice(-3).map(({ code }) => code)).toEqual(['data-class', 'recipient', 'recipient-role']);
});

test("a parameter of ours is read beside R4's", () => {
  const ours = createSearchParameters([
    {
      code: 'case',
      base: ['Task'],
      type: 'reference',
      expression: "Task.extension('https://lenke.example/case').value.ofType(Reference)",
      target: ['EpisodeOfCare'],
    },
  ]);
  const task = {
    resourceType: 'Task',
    id: 't',
    extension: [{ url: 'https://lenke.example/case', valueReference: { reference: 'EpisodeOfCare/1' } }],
  };
  expect(indexResource(task, ours.of('Task')).ref).toHaveLength(1);
  expect(ours.get('Task', 'case')?.bit).toBe(parameters.of('Task').length);
  const observation = createSearchParameters([
    { code: 'ours', base: ['Observation'], type: 'token', expression: 'Observation.status' },
  ]);
  expect(observation.get('Observation', 'ours')?.bit).toBe(
    parameters.of('Observation').filter(({ kind }) => kind !== 'composite').length,
  );
  expect(() =>
    createSearchParameters([{ code: 'x', base: ['Task'], type: 'token', expression: 'Task.foo()' }]),
  ).toThrow(UnsupportedExpression);
});
