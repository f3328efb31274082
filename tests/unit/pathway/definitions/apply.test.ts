// PlanDefinition/$apply: nested actions, offsets, dynamic values, inputs, and conditions that are false, empty or wrong.

import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../src/pathway/case-view.ts';
import { apply, path, planOf, SUBJECT, validator } from '../../../support/apply.ts';

interface GroupAction {
  id?: string;
  resource?: { reference: string };
  action?: GroupAction[];
  [element: string]: unknown;
}

/** The parts of what came back, and that it is valid R4. */
function applied(...args: Parameters<typeof apply>) {
  const result = apply(...args);
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.issues));
  const faults = validator.validate(result.carePlan).filter(({ severity }) => severity === 'error');
  expect(faults).toEqual([]);
  const contained = result.carePlan['contained'] as Resource[];
  const [group, ...others] = contained;
  return {
    carePlan: result.carePlan,
    group: group as Resource,
    actions: (group?.['action'] ?? []) as GroupAction[],
    requests: others.filter(({ id }) => id?.startsWith('request-')),
    others,
    said: result.issues.map(({ key, expression, severity }) => [key, expression, severity]),
  };
}

function refusal(plan: unknown, definitions: readonly object[] = []): unknown[] {
  const result = apply(plan, { definitions });
  return result.kind === 'refused' ? result.issues.map(({ key, expression }) => [key, expression]) : [];
}

const ACTIVITY = {
  resourceType: 'ActivityDefinition',
  url: 'http://example.org/ActivityDefinition/a',
  version: '1',
  status: 'active',
  kind: 'ServiceRequest',
  intent: 'plan',
  code: { text: 'Ultrasound' },
};

describe('the CarePlan', () => {
  const { carePlan, group, actions, requests } = applied(
    planOf({ title: 'A plan', action: [{ id: 'one', title: 'First', definitionCanonical: ACTIVITY.url }] }),
    { definitions: [ACTIVITY], practitioner: { resourceType: 'Practitioner', id: 'p' } },
  );

  test('has one activity, a RequestGroup, and the request of its action contained', () => {
    expect(carePlan).toMatchObject({
      status: 'draft',
      intent: 'proposal',
      title: 'A plan',
      subject: { reference: 'Patient/mother' },
      author: { reference: 'Practitioner/p' },
      instantiatesCanonical: ['http://example.org/PlanDefinition/p'],
      activity: [{ reference: { reference: '#request-group' } }],
    });
    expect(group.resourceType).toBe('RequestGroup');
    expect(actions).toEqual([{ id: 'one', title: 'First', resource: { reference: '#request-1' } }]);
    expect(requests).toEqual([
      {
        resourceType: 'ServiceRequest',
        id: 'request-1',
        status: 'draft',
        intent: 'plan',
        instantiatesCanonical: ['http://example.org/ActivityDefinition/a|1'],
        code: { text: 'Ultrasound' },
        subject: { reference: 'Patient/mother' },
        authoredOn: '2026-11-22T10:00:00.000Z',
        requester: { reference: 'Practitioner/p' },
      },
    ]);
  });
});

describe('conditions', () => {
  const conditional = (expression: string, more: object = {}) =>
    applied(
      planOf({
        action: [
          {
            id: 'one',
            title: 'One',
            condition: [{ kind: 'applicability', expression: path(expression) }],
            ...more,
          },
        ],
      }),
    );

  test.each([
    ['true on the subject', "Patient.gender = 'female'", 1],
    ['true on the variable', "%subject.gender = 'female'", 1],
    ['true on all that is known', 'Bundle.entry.resource.ofType(Patient).exists()', 1],
    ['false', "%patient.gender = 'male'", 0],
  ])('that are %s decide without a word', (_, expression, count) => {
    const { actions, said } = conditional(expression);
    expect(actions).toHaveLength(count);
    expect(said).toEqual([]);
  });

  test.each([
    ['empty', '%subject.deceased', 'LENKE_PLAN_CONDITION_EMPTY', 'warning'],
    ['about a variable nobody knows', '%noSuchThing', 'LENKE_PLAN_EXPRESSION', 'error'],
    ['no boolean', '%subject.gender', 'LENKE_PLAN_EXPRESSION', 'error'],
    ['several values', '(true | false)', 'LENKE_PLAN_EXPRESSION', 'error'],
  ])('that are %s leave the action out and are named with their place', (_, expression, code, severity) => {
    const { actions, said, others, carePlan } = conditional(expression);
    expect(actions).toEqual([]);
    expect(said).toEqual([[code, 'PlanDefinition.action[0].condition[0].expression', severity]]);
    expect(others.find(({ id }) => id === 'outcome')).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ severity, expression: ['PlanDefinition.action[0].condition[0].expression'] }],
    });
    expect(carePlan['extension']).toEqual([
      expect.objectContaining({ valueReference: { reference: '#outcome' } }),
    ]);
  });

  test('to start and to stop are carried to whoever does it', () => {
    const stop = { kind: 'stop', expression: path('false') };
    const { actions } = applied(planOf({ action: [{ title: 'One', condition: [stop] }] }));
    expect(actions).toMatchObject([{ condition: [stop] }]);
  });
});

describe('nested actions', () => {
  const yes = [{ kind: 'applicability', expression: path('true') }];
  const no = [{ kind: 'applicability', expression: path('false') }];

  test('are made inside their group, which carries how they belong together', () => {
    const { actions, requests } = applied(
      planOf({
        action: [
          {
            id: 'group',
            groupingBehavior: 'logical-group',
            selectionBehavior: 'all',
            condition: yes,
            action: [
              { id: 'in', title: 'In' },
              { id: 'out', title: 'Out', condition: no },
            ],
          },
        ],
      }),
    );
    expect(actions).toEqual([
      {
        id: 'group',
        groupingBehavior: 'logical-group',
        selectionBehavior: 'all',
        action: [{ id: 'in', title: 'In', resource: { reference: '#request-1' } }],
      },
    ]);
    expect(requests).toMatchObject([{ resourceType: 'Task', intent: 'proposal', description: 'In' }]);
  });

  test('are not looked at when their group does not apply', () => {
    const wrong = [{ kind: 'applicability', expression: path('%noSuchThing') }];
    const { actions, said } = applied(
      planOf({ action: [{ condition: no, action: [{ title: 'In', condition: wrong }] }] }),
    );
    expect(actions).toEqual([]);
    expect(said).toEqual([]);
  });

  test('a group of which nothing applies is not there', () => {
    expect(applied(planOf({ action: [{ action: [{ title: 'In', condition: no }] }] })).actions).toEqual([]);
  });
});

describe('times', () => {
  const days = (value: number) => ({ value, unit: 'd', system: 'http://unitsofmeasure.org', code: 'd' });

  test('follow a chain of relations with offsets, by calendar across daylight saving', () => {
    const { actions, requests } = applied(
      planOf({
        action: [
          {
            id: 'c',
            title: 'C',
            relatedAction: [{ actionId: 'b', relationship: 'before-start', offsetDuration: days(1) }],
          },
          { id: 'a', title: 'A', timingDateTime: '2027-03-27T09:00:00+01:00' },
          {
            id: 'b',
            title: 'B',
            relatedAction: [{ actionId: 'a', relationship: 'after-end', offsetDuration: days(2) }],
          },
        ],
      }),
    );
    expect(actions.map((one) => [one.id, one['timingDateTime']])).toEqual([
      ['c', '2027-03-28T09:00:00+02:00'],
      ['a', '2027-03-27T09:00:00+01:00'],
      ['b', '2027-03-29T09:00:00+02:00'],
    ]);
    expect(requests.map((one) => one['restriction'])).toEqual([
      { period: { end: '2027-03-28T09:00:00+02:00' } },
      { period: { end: '2027-03-27T09:00:00+01:00' } },
      { period: { end: '2027-03-29T09:00:00+02:00' } },
    ]);
  });

  test('a range of offsets is a period, and an age counts from the birth of the subject', () => {
    const { actions } = applied(
      planOf({
        action: [
          { id: 'a', title: 'A', timingDateTime: '2026-12-01' },
          {
            id: 'b',
            title: 'B',
            relatedAction: [
              { actionId: 'a', relationship: 'after', offsetRange: { low: days(3), high: days(5) } },
            ],
          },
          {
            id: 'c',
            title: 'C',
            timingAge: { value: 30, unit: 'a', system: 'http://unitsofmeasure.org', code: 'a' },
          },
          { id: 'd', title: 'D', relatedAction: [{ actionId: 'c', relationship: 'concurrent' }] },
        ],
      }),
    );
    expect(actions[1]?.['timingPeriod']).toEqual({ start: '2026-12-04', end: '2026-12-06' });
    expect(actions[3]?.['timingDateTime']).toBe('2026-03-31');
  });

  test('a relation to what does not apply is no relation, and gives no time', () => {
    const { actions } = applied(
      planOf({
        action: [
          {
            id: 'a',
            title: 'A',
            timingDateTime: '2026-12-01',
            condition: [{ kind: 'applicability', expression: path('false') }],
          },
          {
            id: 'b',
            title: 'B',
            relatedAction: [{ actionId: 'a', relationship: 'after', offsetDuration: days(3) }],
          },
        ],
      }),
    );
    expect(actions).toEqual([{ id: 'b', title: 'B', resource: { reference: '#request-1' } }]);
  });
});

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

describe('what is not done is refused with its place', () => {
  const action = (more: object) => planOf({ action: [{ title: 'One', ...more }] });
  test.each([
    [
      'choosing among actions',
      action({ selectionBehavior: 'exactly-one' }),
      'LENKE_PLAN_UNSUPPORTED',
      '.action[0].selectionBehavior',
    ],
    [
      'doing it several times',
      action({ cardinalityBehavior: 'multiple' }),
      'LENKE_PLAN_UNSUPPORTED',
      '.action[0].cardinalityBehavior',
    ],
    [
      'a StructureMap',
      action({ transform: 'http://example.org/m' }),
      'LENKE_PLAN_UNSUPPORTED',
      '.action[0].transform',
    ],
    ['a library', planOf({ library: ['http://example.org/l'] }), 'LENKE_PLAN_UNSUPPORTED', '.library'],
    [
      'another subject than a patient',
      planOf({ subjectReference: { reference: 'Group/g' } }),
      'LENKE_PLAN_UNSUPPORTED',
      '.subjectReference',
    ],
    [
      'a definition by address',
      action({ definitionUri: 'http://example.org' }),
      'LENKE_PLAN_UNSUPPORTED',
      '.action[0].definitionUri',
    ],
    [
      'CQL',
      action({
        condition: [{ kind: 'applicability', expression: { language: 'text/cql', expression: 'true' } }],
      }),
      'LENKE_PLAN_UNSUPPORTED',
      '.action[0].condition[0].expression.language',
    ],
    [
      'FHIRPath nobody can read',
      action({ condition: [{ kind: 'applicability', expression: path('1 +') }] }),
      'LENKE_PLAN_EXPRESSION',
      '.action[0].condition[0].expression.expression',
    ],
    [
      'a path that calculates',
      action({ dynamicValue: [{ path: "code.where(text = 'x')", expression: path('1') }] }),
      'LENKE_PLAN_UNSUPPORTED',
      '.action[0].dynamicValue[0].path',
    ],
    [
      'a timer as trigger',
      action({ trigger: [{ type: 'periodic' }] }),
      'LENKE_PLAN_UNSUPPORTED',
      '.action[0].trigger[0].type',
    ],
    [
      'a relation to nothing',
      action({ relatedAction: [{ actionId: 'x', relationship: 'after' }] }),
      'LENKE_PLAN_RELATION',
      '.action[0].relatedAction[0].actionId',
    ],
    [
      'a part of a unit',
      planOf({
        action: [
          {
            id: 'a',
            title: 'A',
            relatedAction: [
              { actionId: 'a', relationship: 'after', offsetDuration: { value: 1.5, code: 'mo' } },
            ],
          },
        ],
      }),
      'LENKE_PLAN_UNSUPPORTED',
      '.action[0].relatedAction[0].offsetDuration',
    ],
    [
      'a group that is also a request',
      action({ definitionCanonical: 'http://x', action: [{ title: 'In' }] }),
      'LENKE_PLAN_UNSUPPORTED',
      '.action[0].definitionCanonical',
    ],
    [
      'a definition that is not here',
      action({ definitionCanonical: 'http://x' }),
      'LENKE_PLAN_DEFINITION_UNKNOWN',
      '.action[0].definitionCanonical',
    ],
  ])('%s', (_, plan, code, place) => {
    expect(refusal(plan)).toContainEqual([code, `PlanDefinition${place}`]);
  });

  test('a circle of relations, and a plan inside itself', () => {
    const circle = planOf({
      action: [
        { id: 'a', relatedAction: [{ actionId: 'b', relationship: 'after' }] },
        { id: 'b', relatedAction: [{ actionId: 'a', relationship: 'after' }] },
      ],
    });
    expect(refusal(circle)).toEqual([
      ['LENKE_PLAN_RELATION', 'PlanDefinition.action[0].relatedAction'],
      ['LENKE_PLAN_RELATION', 'PlanDefinition.action[1].relatedAction'],
    ]);
    const itself = planOf({ action: [{ definitionCanonical: 'http://example.org/PlanDefinition/p' }] });
    expect(refusal(itself, [itself]).at(-1)).toEqual([
      'LENKE_PLAN_UNSUPPORTED',
      expect.stringContaining('PlanDefinition.action[0].definitionCanonical'),
    ]);
  });

  test('an activity of a kind, or with an element, that leads to no request', () => {
    const plan = action({ definitionCanonical: ACTIVITY.url });
    expect(refusal(plan, [{ ...ACTIVITY, kind: 'VisionPrescription' }])).toEqual([
      ['LENKE_PLAN_UNSUPPORTED', 'PlanDefinition.action[0].definitionCanonical.resolve().kind'],
    ]);
    expect(refusal(plan, [{ ...ACTIVITY, kind: 'Task', bodySite: [{ text: 'x' }] }])).toEqual([
      ['LENKE_PLAN_UNSUPPORTED', 'PlanDefinition.action[0].definitionCanonical.resolve().bodySite'],
    ]);
  });
});
