// One plan and one team are read by a stranger's system through a whole pregnancy and the child's first year: each activity has one
// who does it, and there is one coordinator all the way (S0-07, S0-23, S0-38, S0-85).

import { afterEach, expect, test } from '@jest/globals';
import { play, type Scenario } from '../support/scenario.ts';
import {
  born,
  by,
  concern,
  dating,
  discharge,
  episode,
  find,
  lar,
  patient,
  pregnancy,
  reported,
  sharedPlan,
} from '../support/scenario-pieces.ts';

type Json = Record<string, unknown>;
interface Ref {
  readonly reference?: string;
  readonly identifier?: { readonly value?: string };
}
interface Seat {
  readonly role: readonly { readonly coding?: readonly { readonly code: string }[] }[];
  readonly member?: Ref;
  readonly period?: { readonly end?: string };
}
interface Activity {
  readonly reference?: Ref;
  readonly detail?: {
    readonly code: { readonly coding: readonly { readonly code: string }[] };
    readonly performer?: readonly Ref[];
  };
}

let scenario: Scenario | undefined;
afterEach(async () => {
  await scenario?.stop();
  scenario = undefined;
});

/** Who does a request: owner, performer, sender, or the one participant who is there to do it. */
function performers(request: Json): readonly unknown[] {
  switch (request['resourceType']) {
    case 'Task':
      return [request['owner'] ?? []].flat();
    case 'ServiceRequest':
      return [request['performer'] ?? []].flat();
    case 'CommunicationRequest':
      return [request['sender'] ?? []].flat();
    default:
      return (
        (request['participant'] ?? []) as { type?: readonly { coding: { code: string }[] }[] }[]
      ).filter(({ type }) => type?.some(({ coding }) => coding.some(({ code }) => code === 'PPRF')));
  }
}

/** A plan as an EPJ reads it: every request it names is fetched by its reference. */
async function readPlan(played: Scenario, category: string) {
  const plans = (await played.all('CarePlan')).filter(
    (plan) => plan['status'] === 'active' && JSON.stringify(plan['category']).includes(`"${category}"`),
  );
  expect(plans).toHaveLength(1);
  const [plan] = plans;
  const activity = (plan?.['activity'] ?? []) as readonly Activity[];
  const steps = await Promise.all(
    activity.map(async ({ reference, detail }) => {
      if (detail)
        return { code: detail.code.coding[0]?.code ?? '', type: 'detail', by: detail.performer?.length ?? 0 };
      const request = await played.running.client.read<Json>(`/${reference?.reference ?? ''}`);
      const code = /"(A-[A-Z0-9-]+)"/.exec(JSON.stringify(request))?.[1] ?? String(request['resourceType']);
      return { code, type: String(request['resourceType']), by: performers(request).length };
    }),
  );
  expect(steps.filter((step) => step.by !== 1)).toEqual([]);
  expect(new Set(activity.map((one) => JSON.stringify(one))).size).toBe(activity.length);
  return {
    id: String(plan?.['id']),
    codes: steps.map(({ code }) => code),
    goals: (plan?.['goal'] ?? []) as Ref[],
  };
}

const coordinators = (team: Json | undefined) =>
  ((team?.['participant'] ?? []) as Seat[]).filter(
    ({ role, period }) =>
      period?.end === undefined &&
      role.some(({ coding }) => coding?.some(({ code }) => code === 'coordinator')),
  );

async function expectOneCoordinator(played: Scenario): Promise<void> {
  const teams = (await played.all('CareTeam')).filter(({ status }) => status === 'active');
  expect(teams.map((team) => coordinators(team).length)).toEqual(teams.map(() => 1));
}

const name = async (played: Scenario, key: Parameters<typeof by>[0]) => {
  const task = await find(played, 'Task', 'A-COORD');
  await played.change(`Task/${String(task?.['id'])}`, {
    status: 'completed',
    lastModified: '2026-03-10T10:00:00Z',
    output: [{ type: { text: 'coordinator' }, valueReference: by(key) }],
  });
};

test('one plan and one team live from the first concern to the first birthday', async () => {
  scenario = await play('no-krs', '2026-03-09T10:00:00Z');
  await scenario.send(patient(45), episode('planned', '2026-03-09'), lar, dating('2026-03-09', '2026-10-12'));
  await scenario.send(pregnancy('2026-03-09'), concern('2026-03-09'));

  // The team is proposed; naming the coordinator makes it one.
  expect((await scenario.all('CareTeam')).map(({ status }) => status)).toEqual(['proposed']);
  await name(scenario, 'fhs');
  const [team] = await scenario.all('CareTeam');
  expect([team?.['status'], coordinators(team)[0]?.member]).toEqual(['active', by('fhs')]);
  expect(JSON.stringify(team)).toContain('Organization/lar');

  await scenario.send(sharedPlan('2026-03-12'));
  const agreed = await readPlan(scenario, 'pathway');
  expect(agreed.codes).toEqual(expect.arrayContaining(['A-W34', 'A-TOUR', 'A-TRANSFER35', 'A-REVIEW']));
  expect(agreed.goals).toHaveLength(1);

  // What comes grows the same plan, and what only a person may do never stands there.
  await scenario.at('2026-06-01T10:00:00Z');
  await scenario.send(reported('2026-06-01', true));
  const grown = await readPlan(scenario, 'pathway');
  expect(grown.id).toBe(agreed.id);
  expect(grown.codes).toEqual(expect.arrayContaining([...agreed.codes, 'A-BRIEF', 'A-REF-TSB']));
  expect(JSON.stringify(await scenario.all('Task'))).toContain('assess-32');
  expect(grown.codes).not.toContain('A-DUTY32');
  await expectOneCoordinator(scenario);

  await born(scenario, { n: 45, at: '2026-10-08T04:12:00Z' });
  const first = await readPlan(scenario, 'child');
  expect(first.codes.toSorted()).toEqual(['home-visit', 'programme-start', 'rescreen-parents']);
  await expectOneCoordinator(scenario);

  // Home: what was planned is now under way, as requests.
  await scenario.at('2026-10-12T10:00:00Z');
  await discharge(scenario, 'child', '2026-10-12T09:00:00Z');
  await discharge(scenario, 'mother', '2026-10-12T09:00:00Z');
  const home = await readPlan(scenario, 'child');
  expect(home.id).toBe(first.id);
  expect(home.codes).toEqual(
    expect.arrayContaining(['A-HOMEVISIT', 'A-HABU-ENROL', 'A-RESCREEN-P', 'A-WEEKLY', 'A-PHYS4M']),
  );
  expect(home.codes).not.toEqual(expect.arrayContaining(['home-visit']));
  expect(home.codes).not.toContain('A-DUTY33');
  expect(home.goals).toHaveLength(2);

  // A letter for each stay waits; signed by a person it goes, and not before.
  const letters = await scenario.all('Composition');
  expect(letters.map(({ status }) => status)).toEqual(['preliminary', 'preliminary']);
  expect((await scenario.deliveries()).filter((one) => one.includes('A-EPIKRISE-FAN'))).toEqual([]);
  await scenario.change(`Composition/${String(letters[0]?.['id'])}`, {
    status: 'final',
    attester: [{ mode: 'professional', party: by('kk-barsel') }],
  });
  expect(await scenario.deliveries()).toEqual(
    expect.arrayContaining(['fastlege A-EPIKRISE-FAN confirmed', 'fhs A-EPIKRISE-FAN confirmed']),
  );

  await scenario.at('2026-11-20T10:00:00Z');
  expect((await readPlan(scenario, 'child')).codes).toEqual(
    expect.arrayContaining(['A-HABU-CONSULT', 'A-INDIV-INT']),
  );

  await scenario.at('2027-10-09T10:00:00Z');
  expect((await readPlan(scenario, 'child')).id).toBe(first.id);
  expect((await readPlan(scenario, 'pathway')).id).toBe(agreed.id);
  await expectOneCoordinator(scenario);
  expect(await scenario.findings()).not.toContain('LENKE_DRAFT_INVALID');
}, 120_000);
