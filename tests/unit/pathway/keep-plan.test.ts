// The mother's plan names what has been started for her, once, and the team has the people who take part.

import { expect, test } from '@jest/globals';
import type { Resource } from '../../../src/pathway/case-view.ts';
import { type Made, planFor } from '../../support/pathway-case.ts';

const MADE: Made = { event: 'E_CONCERN_CONFIRMED', has: ['pregnant', 'plan'], by: ['concern'] };

const planIn = (made: Made): Resource | undefined =>
  planFor(made).updates.find(({ resourceType }) => resourceType === 'CarePlan');
const references = (plan: Resource | undefined): readonly string[] =>
  ((plan?.['activity'] ?? []) as { reference: { reference: string } }[]).map(
    ({ reference }) => reference.reference,
  );

test('every request drafted for her stands in her plan', () => {
  const drafted = planFor(MADE).drafts.map(({ resource }) => `${resource.resourceType}/${resource.id}`);
  expect(references(planIn(MADE)).toSorted((one, other) => one.localeCompare(other))).toEqual(
    drafted.toSorted((one, other) => one.localeCompare(other)),
  );
});

test('planned again it adds nothing', () => {
  const kept = planIn(MADE);
  expect(kept).toBeDefined();
  expect(planIn({ ...MADE, has: ['pregnant'], more: kept ? [kept] : [] })).toBeUndefined();
});

test('without an active plan nothing is made up', () => {
  expect(planIn({ ...MADE, has: ['pregnant'] })).toBeUndefined();
});

test('whoever takes a referral joins the team, once', () => {
  const made: Made = { event: 'E_REFERRAL_ANSWERED', has: ['coordinator'], by: ['accepted'] };
  const team = planFor(made).updates.find(({ resourceType }) => resourceType === 'CareTeam');
  expect(JSON.stringify(team?.['participant'])).toContain('Organization/kk-pol');
  const again = planFor({ ...made, has: [], more: team ? [team] : [] });
  expect(again.updates.filter(({ resourceType }) => resourceType === 'CareTeam')).toEqual([]);
});
