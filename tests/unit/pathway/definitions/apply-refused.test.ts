// PlanDefinition/$apply: what the gateway does not do is refused with its place, never ignored.

import { describe, expect, test } from '@jest/globals';
import { ACTIVITY, path, planOf, refusal } from '../../../support/apply.ts';

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
