// The same event over the same case gives the same plan, and the plan is what the pathway says.

import { describe, expect, test } from '@jest/globals';
import type { EventId } from '../../../src/domain/identity.ts';
import { viewCase, type Resource } from '../../../src/pathway/case/case-view.ts';
import { plan, type Plan } from '../../../src/pathway/plan.ts';
import { addresseeFor } from '../../../src/pipeline/planning/address.ts';
import { codeSystem } from '../../../src/pipeline/canonical.ts';
import { createValidator } from '../../../src/fhir/validator/validator.ts';
import { STILLBIRTH, TWINS, WITHOUT_NUMBER } from '../../../src/sandbox/people.ts';
import { bornCase } from '../../support/case.ts';
import { frozen } from '../../support/frozen.ts';
import { shippedData } from '../../support/mappings.ts';

const data = shippedData();
const AT = new Date('2026-10-08T04:12:00Z');

function planOf(
  options: Parameters<typeof bornCase>[0] = {},
  code = 'E_LIVEBIRTH',
  change: (resources: Resource[]) => Resource[] = (same) => same,
): Plan {
  const { resources, caseRef, triggers } = bornCase(options);
  const view = viewCase(caseRef, change(resources), triggers, data.pathway.parameters, data.pathway.zone);
  if (!view) throw new Error('no case');
  return plan({
    pathway: data.pathway,
    view,
    event: { id: 'evt-1' as EventId, code, at: AT },
    triggers,
    now: AT,
    system: codeSystem,
    addressOf: (role) => addresseeFor(role, view, data.directory, AT),
  });
}

test('planning changes nothing of the case, though drafts may hold parts of it', () => {
  const { drafts, updates } = planOf();
  expect(drafts.length).toBeGreaterThan(10);
  expect(planOf({}, 'E_LIVEBIRTH', frozen)).toMatchObject({ drafts, updates });
});

const actions = ({ applied }: Plan) => applied.map(({ action }) => action);
const without = (type: string) => (resources: Resource[]) =>
  resources.filter((resource) => resource.resourceType !== type);

test('what is true of one referral does not decide about another that came with it', () => {
  const { resources, caseRef } = bornCase();
  const patient = resources.find(({ resourceType }) => resourceType === 'Patient');
  const request = (id: string, ours: boolean): Resource => ({
    resourceType: 'ServiceRequest',
    id,
    status: 'active',
    intent: 'order',
    ...(ours && {
      identifier: [{ system: 'https://lenke.example/fhir/NamingSystem/referral', value: 'synthetic' }],
    }),
    subject: { reference: `Patient/${patient?.id ?? ''}` },
    performer: [{ reference: 'Organization/kk-pol' }],
  });
  const triggers = [request('known', true), request('fresh', false)];
  const { parameters, zone } = data.pathway;
  const view = viewCase(caseRef, [...resources, ...triggers], triggers, parameters, zone);
  if (!view) throw new Error('no case');
  const made = plan({
    pathway: data.pathway,
    view,
    event: { id: 'evt-2' as EventId, code: 'E_REFERRAL_ACTIVE', at: AT },
    triggers,
    now: AT,
    system: codeSystem,
    addressOf: (role) => addresseeFor(role, view, data.directory, AT),
  });
  expect(made.applied).toContainEqual({ action: 'A-REFERRAL-ROUTE', times: 1 });
  expect(made.skipped).toContainEqual({ action: 'A-REFERRAL-ROUTE', why: 'condition-false' });
  const tasks = made.drafts.map(({ resource }) => resource['focus']);
  expect(tasks).toEqual([{ reference: 'ServiceRequest/fresh' }]);
});

describe('a live birth', () => {
  test.each([
    ['LAR is exposure', { mother: { exposure: 'lar' as const } }, true],
    ['reported use is exposure', { mother: { exposure: 'use' as const } }, true],
    ['nothing recorded is no exposure', { mother: { exposure: 'none' as const } }, false],
  ])('%s: the child is referred %#', (_reason, options, referred) => {
    expect(actions(planOf(options)).includes('A-CHILD-REF')).toBe(referred);
    expect(actions(planOf(options)).includes('A-DUTY33')).toBe(referred);
    expect(actions(planOf(options))).toContain('A-CHILD-NOTICE');
  });

  test('the meeting of LAR belongs to LAR only', () => {
    expect(actions(planOf())).toContain('A-LARMEET');
    expect(actions(planOf({ mother: { exposure: 'use' } }))).not.toContain('A-LARMEET');
  });

  test('every draft is a valid resource', () => {
    const validator = createValidator();
    for (const options of [
      {},
      { birth: { children: TWINS } },
      { birth: { children: WITHOUT_NUMBER } },
      { mother: { coordinator: false as const } },
    ]) {
      for (const draft of planOf(options).drafts) {
        const errors = validator.validate(draft.resource).filter(({ severity }) => severity === 'error');
        expect([draft.action, draft.alias, errors]).toEqual([draft.action, draft.alias, []]);
      }
    }
  });

  test('twins: one referral, one notice, one episode each', () => {
    const { drafts } = planOf({ birth: { children: TWINS } });
    const count = (alias: string) =>
      new Set(drafts.filter((draft) => draft.alias === alias).map(({ resource }) => resource.id)).size;
    expect([count('referral'), count('notice'), count('childEpisode')]).toEqual([2, 2, 2]);
  });

  test('planned twice it gives the same ids', () => {
    const ids = (made: Plan) => made.drafts.map(({ resource }) => resource.id);
    expect(ids(planOf())).toEqual(ids(planOf()));
  });

  test('a child whose Patient did not come along gets one', () => {
    const { drafts } = planOf({}, 'E_LIVEBIRTH', (resources) =>
      resources.filter((resource) => resource['birthDate'] !== '2026-10-08'),
    );
    expect(drafts.some(({ alias }) => alias === 'childPatient')).toBe(true);
  });

  test('without dating the windows are counted back from the birth', () => {
    expect(actions(planOf({ mother: { dated: false, exposure: 'use' } }))).toContain('A-CHILD-REF');
  });

  test('placement: LAR is NFI, no answers is indeterminate', () => {
    const placement = (made: Plan) =>
      JSON.stringify(made.drafts.find(({ alias }) => alias === 'placement')?.resource['reasonCode']);
    expect(placement(planOf())).toContain('NFI');
    expect(placement(planOf({ mother: { exposure: 'none' } }))).toContain('INDETERMINATE');
  });

  test('deadlines are calendar arithmetic in Oslo', () => {
    const due = Object.fromEntries(planOf().timers.map(({ code, due: at }) => [code, at?.toISOString()]));
    expect(due).toEqual({
      'T-HABUREF': undefined,
      'T-CONTRA': '2026-12-03T05:12:00.000Z',
      'T-DUTY33': '2026-10-09T04:12:00.000Z',
      'T-LARMEET': '2026-10-11T04:12:00.000Z',
    });
  });

  test('nobody coordinates: said, not guessed', () => {
    const made = planOf({ mother: { coordinator: false } });
    expect(made.unfilled.map(({ role }) => role)).toContain('coordinator');
  });

  test('without a GP of hers the directory’s GP service is told', () => {
    const made = planOf({}, 'E_LIVEBIRTH', (resources) =>
      resources.map((resource) => ({ ...resource, generalPractitioner: [] })),
    );
    expect(actions(made)).toContain('A-CHILD-NOTICE');
  });

  test('each knower has a duty Task of their own, with no name in it', () => {
    const tasks = planOf().drafts.filter(({ alias }) => alias === 'assess33');
    expect(tasks.length).toBeGreaterThanOrEqual(4);
    expect(new Set(tasks.map(({ resource }) => JSON.stringify(resource['owner']))).size).toBe(tasks.length);
    expect(JSON.stringify(tasks)).not.toContain('display');
  });
});

describe('a loss', () => {
  test('cancels first and refers nobody', () => {
    const made = planOf({ birth: { children: STILLBIRTH } }, 'E_LOSS');
    expect(actions(made)).toEqual(['A-LOSS-CANCEL', 'A-LOSS-CARE']);
    expect(made.sends).toEqual([]);
  });

  test('of one twin stops nothing of the other', () => {
    const made = planOf({ birth: { children: [{ gender: 'female' }, { outcome: 'stillbirth' }] } }, 'E_LOSS');
    expect(made.skipped).toContainEqual({ action: 'A-LOSS-CANCEL', why: 'condition-false' });
  });
});

test('an event of another code plans nothing of the birth', () => {
  expect(actions(planOf({}, 'E_REFERRAL_ANSWERED'))).toEqual(['A-REFERRAL-ANSWER']);
});

test('a mother without care team still gets her child referred', () => {
  expect(actions(planOf({}, 'E_LIVEBIRTH', without('CareTeam')))).toContain('A-CHILD-REF');
});
