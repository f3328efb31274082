// What the pathway writes is valid before it is written: new resources, moves, plans and teams alike.

import { expect, test } from '@jest/globals';
import { createValidator } from '../../../src/fhir/validator/validator.ts';
import type { Plan } from '../../../src/pathway/plan.ts';
import type { Ports } from '../../../src/pipeline/ports.ts';
import { validateOut } from '../../../src/pipeline/planning/validate-out.ts';
import { planFor } from '../../support/pathway-case.ts';

const PORTS = { validator: createValidator() } as unknown as Ports;
const MADE = { event: 'E_CONCERN_CONFIRMED', has: ['pregnant', 'plan'], by: ['concern'] } as const;
const planned = planFor(MADE);

const spoilt = (plan: Plan, type: string): Plan => ({
  ...plan,
  updates: plan.updates.map((resource) =>
    resource.resourceType === type ? { ...resource, status: 'no-such-status' } : resource,
  ),
});

test('what is valid goes through whole', () => {
  const valid = validateOut(planned, PORTS);
  expect(planned.updates.map(({ resourceType }) => resourceType).toSorted()).toEqual([
    'CarePlan',
    'EpisodeOfCare',
  ]);
  expect([valid.drafts, valid.updates, valid.sends, valid.refused]).toEqual([
    planned.drafts,
    planned.updates,
    planned.sends,
    [],
  ]);
});

test.each([
  ['CarePlan', 'plan'],
  ['EpisodeOfCare', 'state'],
])(
  'a changed %s that is not valid is not written and becomes a finding; the rest goes on',
  (type, action) => {
    const { updates, drafts, refused } = validateOut(spoilt(planned, type), PORTS);
    expect(refused.map((one) => [one.action, one.type])).toEqual([[action, type]]);
    expect(updates.map(({ resourceType }) => resourceType)).not.toContain(type);
    expect(drafts).toEqual(planned.drafts);
  },
);

test('a change of an action that is not valid takes the action’s drafts and sends with it', () => {
  const made = planFor({ event: 'E_103_ENDED', has: ['pregnant', 'retention'] });
  const { drafts, updates, refused } = validateOut(spoilt(made, 'Flag'), PORTS);
  expect(refused.map((one) => [one.action, one.type])).toEqual([['A-103-END', 'Flag']]);
  expect([drafts.filter(({ action }) => action === 'A-103-END'), updates]).toEqual([[], []]);
});

test('a plan does not name a request that was refused', () => {
  const drafts = planned.drafts.map((draft) =>
    draft.action === 'A-REF-KK' ? { ...draft, resource: { ...draft.resource, status: 'wrong' } } : draft,
  );
  const { updates, refused } = validateOut({ ...planned, drafts }, PORTS);
  const gone = planned.drafts.find(({ action }) => action === 'A-REF-KK');
  expect(refused.map(({ action }) => action)).toEqual(['A-REF-KK']);
  expect(JSON.stringify(planned.updates)).toContain(gone?.resource.id);
  expect(JSON.stringify(updates)).not.toContain(gone?.resource.id);
});
