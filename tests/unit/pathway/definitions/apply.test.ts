// PlanDefinition/$apply: the CarePlan, nested actions, offsets, and conditions that are false, empty or wrong.

import { describe, expect, test } from '@jest/globals';
import { ACTIVITY, applied, path, planOf } from '../../../support/apply.ts';

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

  test('a group may have a time of its own, an Age too', () => {
    const age = { value: 30, unit: 'a', system: 'http://unitsofmeasure.org', code: 'a' };
    const { actions } = applied(planOf({ action: [{ timingAge: age, action: [{ title: 'In' }] }] }));
    expect(actions).toMatchObject([{ timingAge: age, action: [{ title: 'In' }] }]);
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

describe('expressions that only the engine knows', () => {
  /** As the gateway gives its facts: behind the variables, worked out when they are read. */
  const ground: object = Object.defineProperty(Object.create(null) as object, 'fact', {
    get: () => true,
    enumerable: true,
  });

  test.each([
    ['dates', '%subject.birthDate <= today() - 18 years'],
    ['dates of the focus', 'Patient.birthDate <= today() - 18 years'],
    ['variables beside them', '%known and today() > @2020-01-01'],
    ['facts beside them', '%fact and today() > @2020-01-01'],
  ])('decide as others do: %s', (_, expression) => {
    const { actions, said } = applied(
      planOf({
        action: [{ title: 'One', condition: [{ kind: 'applicability', expression: path(expression) }] }],
      }),
      { variables: { known: true }, ground },
    );
    expect(said).toEqual([]);
    expect(actions).toHaveLength(1);
  });
});
