// The mother's plan names what has been started for her, once, and the team has the people who take part.

import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../src/pathway/case/case-view.ts';
import { keepPlans } from '../../../src/pathway/drafts/keep-plan.ts';
import { codeSystem } from '../../../src/pipeline/canonical.ts';
import { layerData, type Made, planFor, viewOf } from '../../support/pathway-case.ts';

const MADE: Made = { event: 'E_CONCERN_CONFIRMED', has: ['pregnant', 'plan'], by: ['concern'] };

const planIn = (made: Made): Resource | undefined =>
  planFor(made).updates.find(({ resourceType }) => resourceType === 'CarePlan');
const references = (plan: Resource | undefined): readonly string[] =>
  ((plan?.['activity'] ?? []) as { reference: { reference: string } }[]).map(
    ({ reference }) => reference.reference,
  );

test('every request drafted for her stands in her plan', () => {
  const drafted = planFor(MADE)
    .drafts.filter(({ resource }) => !['CareTeam', 'Goal'].includes(resource.resourceType))
    .map(({ resource }) => `${resource.resourceType}/${resource.id}`);
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

test('a plan that is agreed takes in what was begun before it, and not what is done', () => {
  const begun = (id: string, status: string): Resource => ({
    resourceType: 'Task',
    id,
    status,
    intent: 'order',
    code: { coding: [{ system: codeSystem('tk-action'), code: 'A-ASSESS' }] },
    for: { reference: 'Patient/mother' },
  });
  const made: Made = {
    event: 'E_PLAN_AGREED',
    has: ['pregnant'],
    by: ['plan'],
    more: [begun('open', 'draft'), begun('over', 'completed')],
  };
  expect(references(planIn(made))).toContain('Task/open');
  expect(references(planIn(made))).not.toContain('Task/over');
});

describe('the plan of a child', () => {
  const CHILD_PLAN: Resource = {
    resourceType: 'CarePlan',
    id: 'child-plan',
    status: 'active',
    intent: 'plan',
    category: [{ coding: [{ system: codeSystem('tk-plan'), code: 'child' }] }],
    subject: { reference: 'Patient/child' },
    activity: ['home-visit', 'programme-start'].map((code) => ({
      detail: { code: { coding: [{ system: codeSystem('tk-activity'), code }] }, status: 'not-started' },
    })),
  };
  const made: Made = {
    event: 'E_CHILD_DISCHARGED',
    has: ['child'],
    by: ['childStay'],
    at: '2026-10-30T10:00:00Z',
    more: [CHILD_PLAN],
  };
  const planned = planFor(made);
  const kept = planned.updates.find(({ id }) => id === 'child-plan');
  const drafted = (action: string) =>
    planned.drafts.filter((draft) => draft.action === action).map(({ resource }) => resource);

  test('grows with what is begun for the child, and the request takes the place of what was planned', () => {
    const [visit] = drafted('A-HOMEVISIT');
    expect(JSON.stringify(kept?.['activity'])).toContain(`Appointment/${visit?.id ?? ''}`);
    expect(JSON.stringify(kept?.['activity'])).not.toContain('home-visit');
    // No exposure is known here, so nothing began of the programme.
    expect(JSON.stringify(kept?.['activity'])).toContain('programme-start');
  });

  test('holds the goals that are proposed for child and family (S0-03)', () => {
    const goals = drafted('A-CHILD-GOALS').filter(({ resourceType }) => resourceType === 'Goal');
    expect(goals.map((goal) => goal['lifecycleStatus'])).toEqual(['proposed', 'proposed']);
    expect(kept?.['goal']).toEqual(goals.map(({ id }) => ({ reference: `Goal/${id}` })));
  });

  test('is not written again when all stands there', () => {
    const again = planFor({ ...made, more: kept ? [kept] : [] });
    expect(again.updates.filter(({ id }) => id === 'child-plan')).toEqual([]);
  });
});

describe('what never stands in a plan the team reads', () => {
  test('a duty that is a person’s own', () => {
    const planned = planFor({ event: 'E_REPORTED_USE', has: ['pregnant', 'dated', 'plan'], by: ['use'] });
    const duties = planned.drafts.filter(({ action }) => action === 'A-DUTY32');
    expect(duties.length).toBeGreaterThan(0);
    for (const { resource } of duties) expect(JSON.stringify(planned.updates)).not.toContain(resource.id);
  });

  test('a reminder of what is late', () => {
    const planned = planFor({ event: 'T-COORD', has: ['pregnant', 'plan'] });
    expect(planned.drafts.map(({ action }) => action)).toEqual(['T-COORD']);
    expect(planned.updates).toEqual([]);
  });
});

describe('a Task about another draft', () => {
  test('follows it: the plan names what is followed', () => {
    const { pathway } = layerData('no-krs');
    const referral = { resourceType: 'ServiceRequest', id: 'r', subject: { reference: 'Patient/mother' } };
    const follower = {
      resourceType: 'Task',
      id: 't',
      for: { reference: 'Patient/mother' },
      focus: { reference: 'ServiceRequest/r' },
    };
    const drafts = [referral, follower].map((resource) => ({
      action: 'A-CHILD-REF',
      alias: resource.id,
      place: '',
      resource,
    }));
    const [kept] = keepPlans(viewOf({ event: 'E_CONTACT', has: ['plan'] }), drafts, pathway);
    expect(references(kept)).toEqual(['ServiceRequest/r']);
  });
});

const seats = (team: Resource | undefined) =>
  (
    (team?.['participant'] ?? []) as {
      role: { coding: { code: string }[] }[];
      member: { reference: string };
      period?: { end?: string };
    }[]
  )
    .filter(({ role }) => role.some(({ coding }) => coding.some(({ code }) => code === 'coordinator')))
    .map(({ member, period }) => [member.reference, period?.end ?? 'now']);

describe('the coordinator who was named', () => {
  test('takes the seat, and the one before leaves it', () => {
    const planned = planFor({ event: 'E_COORD_NAMED', has: ['coordinator'], by: ['named'] });
    const team = planned.updates.find(({ resourceType }) => resourceType === 'CareTeam');
    expect(seats(team)).toEqual([
      ['Organization/fhs', '2026-05-04'],
      ['Organization/nav', 'now'],
    ]);
    expect(planned.drafts.filter(({ resource }) => resource.resourceType === 'CareTeam')).toEqual([]);
  });

  test('makes the proposed team active', () => {
    const planned = planFor({ event: 'E_COORD_NAMED', has: ['proposedTeam'], by: ['named'] });
    const team = planned.updates.find(({ resourceType }) => resourceType === 'CareTeam');
    expect([team?.['status'], seats(team)]).toEqual(['active', [['Organization/nav', 'now']]]);
    expect(JSON.stringify(team)).toContain('Organization/fastlege');
  });

  test('gets a team when there is none', () => {
    const { drafts } = planFor({ event: 'E_COORD_NAMED', has: [], by: ['named'] });
    const [team] = drafts.map(({ resource }) => resource);
    expect([team?.resourceType, seats(team)]).toEqual(['CareTeam', [['Organization/nav', 'now']]]);
  });
});

describe('the team that is proposed', () => {
  const members = (has: readonly string[]) =>
    JSON.stringify(
      planFor({ event: 'E_CONCERN_CONFIRMED', has, by: ['concern'] }).drafts.find(
        ({ action, resource }) => action === 'A-TEAM' && resource.resourceType === 'CareTeam',
      )?.resource['participant'],
    );

  test('has NAV only with her consent (S0-105)', () => {
    expect(members(['pregnant'])).toContain('Organization/fastlege');
    expect(members(['pregnant'])).not.toContain('Organization/nav');
    expect(members(['pregnant', 'consentNav'])).toContain('Organization/nav');
  });

  test('has LAR when she is in LAR, and never barnevern without a legal basis', () => {
    expect(members(['pregnant', 'lar'])).toContain('Organization/lar');
    expect(members(['pregnant', 'lar', 'barnevernCase'])).not.toContain('barnevern');
  });
});
