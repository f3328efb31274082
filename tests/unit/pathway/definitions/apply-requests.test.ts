// PlanDefinition/$apply: what request an action leads to, by its definition, its dynamic values and its inputs.

import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../src/pathway/case/case-view.ts';
import { ACTIVITY, applied, path, planOf, SUBJECT } from '../../../support/apply.ts';

describe('dynamic values', () => {
  test('come from the definition first, then from the action, each in order', () => {
    const activity = {
      ...ACTIVITY,
      dynamicValue: [
        { path: 'code.text', expression: path("'Of the definition'") },
        { path: 'ServiceRequest.performer', expression: path("%roles.where(code = 'a').reference") },
        { path: 'occurrence', expression: path('@2027-01-02') },
      ],
    };
    const { actions, requests } = applied(
      planOf({
        action: [
          {
            title: 'One',
            definitionCanonical: ACTIVITY.url,
            dynamicValue: [
              { path: 'code.text', expression: path("'Of the action for ' & %subject.id") },
              { path: '%action.description', expression: path("'Said of the action'") },
              { path: 'note[0].text', expression: path('%setting') },
            ],
          },
        ],
      }),
      {
        definitions: [activity],
        variables: {
          roles: [
            { code: 'a', reference: { reference: 'Organization/a' } },
            { code: 'a', reference: { reference: 'Organization/b' } },
          ],
        },
      },
    );
    expect(requests).toMatchObject([
      {
        code: { text: 'Of the action for mother' },
        performer: [{ reference: 'Organization/a' }, { reference: 'Organization/b' }],
        occurrenceDateTime: '2027-01-02',
      },
    ]);
    expect(requests[0]).not.toHaveProperty('note');
    expect(actions).toMatchObject([{ description: 'Said of the action' }]);
  });

  test('$this makes the whole request', () => {
    const whole = { resourceType: 'Task', status: 'draft', intent: 'proposal', description: 'Whole' };
    const { requests } = applied(
      planOf({ action: [{ title: 'One', dynamicValue: [{ path: '$this', expression: path('%whole') }] }] }),
      { variables: { whole } },
    );
    expect(requests).toEqual([{ ...whole, id: 'request-1' }]);
  });

  test.each([
    ['an element R4 does not have', 'colour', "'red'", 'LENKE_PLAN_VALUE', '.dynamicValue[0].path'],
    ['several values for one', 'description', "('a' | 'b')", 'LENKE_PLAN_VALUE', '.dynamicValue[0].path'],
    ['a value of the wrong type', 'status', "'no-status'", 'LENKE_PLAN_REQUEST', ''],
    [
      'an expression that fails',
      'description',
      '%noSuchThing',
      'LENKE_PLAN_EXPRESSION',
      '.dynamicValue[0].expression',
    ],
  ])('%s leaves the action out and says so', (_, element, expression, code, place) => {
    const { actions, said } = applied(
      planOf({ action: [{ title: 'One', dynamicValue: [{ path: element, expression: path(expression) }] }] }),
    );
    expect(actions).toEqual([]);
    expect(said).toEqual([[code, `PlanDefinition.action[0]${place}`, 'error']]);
  });
});

describe('inputs', () => {
  const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
  const observation = (id: string, code: string, day: string): Resource => ({
    resourceType: 'Observation',
    id,
    status: 'final',
    code: loinc(code),
    subject: { reference: 'Patient/mother' },
    effectiveDateTime: day,
    valueInteger: Number(id),
  });
  const known = [SUBJECT, observation('1', '8665-2', '2026-11-01'), observation('2', '8665-2', '2026-11-20')];
  const asking = (input: object) =>
    applied(
      planOf({
        action: [
          {
            title: 'One',
            input: [{ id: 'found', type: 'Observation', ...input }],
            condition: [{ kind: 'applicability', expression: path('%found.value.exists()') }],
            dynamicValue: [
              { path: 'description', expression: path("%found.value.select(toString()).join(',')") },
            ],
          },
        ],
      }),
      { known },
    );
  const code = { path: 'code', code: [{ system: 'http://loinc.org', code: '8665-2' }] };

  test.each([
    ['a code', { codeFilter: [code] }, '1,2'],
    [
      'the last of them',
      { codeFilter: [code], sort: [{ path: 'effective', direction: 'descending' }], limit: 1 },
      '2',
    ],
    ['a period', { dateFilter: [{ path: 'effective', valuePeriod: { start: '2026-11-15' } }] }, '2'],
    [
      'how far back',
      {
        dateFilter: [
          {
            path: 'effective',
            valueDuration: { value: 2, unit: 'wk', system: 'http://unitsofmeasure.org', code: 'wk' },
          },
        ],
      },
      '2',
    ],
    [
      'a value set',
      { codeFilter: [{ path: 'status', valueSet: 'http://hl7.org/fhir/ValueSet/observation-status' }] },
      '1,2',
    ],
    ['a profile', { profile: ['http://hl7.org/fhir/StructureDefinition/Observation'] }, '1,2'],
  ])('are found by %s and are variables of the action', (_, input, text) => {
    expect(asking(input).requests).toMatchObject([{ description: text }]);
  });

  test('that are not there leave the action out, with their place', () => {
    const { actions, said } = asking({ codeFilter: [{ path: 'code', code: [{ code: 'none' }] }] });
    expect(actions).toEqual([]);
    expect(said).toEqual([['LENKE_PLAN_INPUT_MISSING', 'PlanDefinition.action[0].input[0]', 'warning']]);
  });
});

describe('definitions', () => {
  test('a nested plan is a group, its relations its own', () => {
    const inner = planOf({
      url: 'http://example.org/PlanDefinition/inner',
      action: [
        { id: 'one', title: 'Inner one', timingDateTime: '2027-01-01' },
        { id: 'two', title: 'Inner two', relatedAction: [{ actionId: 'one', relationship: 'after' }] },
      ],
    });
    const { actions, requests } = applied(
      planOf({
        action: [
          { id: 'one', title: 'Outer', definitionCanonical: 'http://example.org/PlanDefinition/inner' },
        ],
      }),
      { definitions: [inner] },
    );
    expect(actions).toMatchObject([
      {
        id: 'one',
        action: [
          { id: 'one.one' },
          { id: 'one.two', relatedAction: [{ actionId: 'one.one', relationship: 'after' }] },
        ],
      },
    ]);
    expect(requests).toHaveLength(2);
  });

  test('a Questionnaire is asked for by a Task', () => {
    const form = {
      resourceType: 'Questionnaire',
      url: 'http://example.org/Questionnaire/q',
      status: 'active',
    };
    const { requests } = applied(planOf({ action: [{ title: 'Ask', definitionCanonical: form.url }] }), {
      definitions: [form],
    });
    expect(requests).toMatchObject([{ resourceType: 'Task', input: [{ valueCanonical: form.url }] }]);
  });

  test('may be contained in the plan', () => {
    const { requests } = applied(
      planOf({
        contained: [{ ...ACTIVITY, id: 'in' }],
        action: [{ title: 'One', definitionCanonical: '#in' }],
      }),
    );
    expect(requests).toMatchObject([{ resourceType: 'ServiceRequest' }]);
  });

  test('participants are the subject, and whoever fills the role', () => {
    const activity = {
      ...ACTIVITY,
      participant: [{ type: 'patient' }, { type: 'practitioner', role: { coding: [{ code: 'habu' }] } }],
    };
    const { requests } = applied(planOf({ action: [{ definitionCanonical: ACTIVITY.url }] }), {
      definitions: [activity],
    });
    expect(requests[0]?.['performer']).toEqual([
      { reference: 'Patient/mother' },
      { reference: 'Organization/habu' },
    ]);
  });

  test('reasons go where the request has room: all of them, or the first', () => {
    const reason = [{ text: 'one' }, { text: 'two' }];
    const of = (kind: string): unknown =>
      applied(planOf({ action: [{ title: 'T', reason, definitionCanonical: ACTIVITY.url }] }), {
        definitions: [{ ...ACTIVITY, kind }],
      }).requests[0]?.['reasonCode'];
    expect(of('ServiceRequest')).toEqual(reason);
    expect(of('Task')).toEqual({ text: 'one' });
  });

  test.each([
    ['Task'],
    ['ServiceRequest'],
    ['CommunicationRequest'],
    ['MedicationRequest'],
    ['CarePlan'],
    ['Appointment'],
    ['SupplyRequest'],
    ['Contract'],
  ])('a %s is made valid', (kind) => {
    const activity = {
      ...ACTIVITY,
      kind,
      ...(kind === 'SupplyRequest' && { quantity: { value: 1 } }),
      ...(kind === 'MedicationRequest' && { productCodeableConcept: { text: 'x' } }),
    };
    const { requests } = applied(
      planOf({
        action: [{ title: 'T', timingDateTime: '2027-01-01T10:00:00Z', definitionCanonical: ACTIVITY.url }],
      }),
      { definitions: [activity], encounter: { resourceType: 'Encounter', id: 'e' } },
    );
    expect(requests.map(({ resourceType }) => resourceType)).toEqual([kind]);
  });
});

test('goals of the plan become proposed goals', () => {
  const { carePlan, others } = applied(
    planOf({
      goal: [
        {
          id: 'g',
          description: { text: 'Safe sleep' },
          target: [
            { detailCodeableConcept: { text: 'x' }, measure: { text: 'y' }, due: { value: 1, code: 'mo' } },
          ],
        },
      ],
      action: [{ title: 'One', goalId: ['g'] }],
    }),
  );
  expect(carePlan['goal']).toEqual([{ reference: '#goal-1' }]);
  expect(others.find(({ resourceType }) => resourceType === 'Goal')).toMatchObject({
    lifecycleStatus: 'proposed',
    target: [{ dueDate: '2026-12-22' }],
  });
});
