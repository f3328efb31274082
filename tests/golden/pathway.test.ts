// The scenarios of facts/pathway.md section 7, played through the public API on a clock of their own.

import { afterEach, expect, test } from '@jest/globals';
import { birth } from '../../src/sandbox/people.ts';
import { play, type Scenario } from '../support/scenario.ts';
import {
  barnevernConsent,
  born,
  by,
  codesOf,
  concern,
  dating,
  declined,
  discharge,
  dueOf,
  episode,
  find,
  home,
  lar,
  openCase,
  patient,
  pregnancy,
  reported,
  screened,
  sharedPlan,
  stateOf,
  stepTask,
  team,
  tk,
  urine,
} from '../support/scenario-pieces.ts';

let scenario: Scenario | undefined;
afterEach(async () => {
  await scenario?.stop();
  scenario = undefined;
});

test('scenario A: LAR, from the GP who finds the pregnancy to the sixth birthday', async () => {
  scenario = await play('no-krs', '2026-03-09T10:00:00Z');
  await scenario.send(patient(31), episode('planned', '2026-03-09'), lar, dating('2026-03-09', '2026-10-12'));
  await scenario.send(pregnancy('2026-03-09'));
  const takeover = (await scenario.all('Task')).find((task) =>
    JSON.stringify(task['code']).includes('A-LAR-TAKEOVER'),
  );
  expect(JSON.stringify(takeover?.['owner'])).toContain(by('fastlege').identifier?.value);
  expect(await codesOf(scenario, 'ServiceRequest', 'code')).toMatch(
    /A-REF-KK.*A-LAR-FHS|A-LAR-FHS.*A-REF-KK/,
  );
  expect(await scenario.deliveries()).toEqual([]);

  const toFhs = (await scenario.all('ServiceRequest')).find((one) =>
    JSON.stringify(one['code']).includes('A-LAR-FHS'),
  );
  await scenario.change(`ServiceRequest/${String(toFhs?.['id'])}`, { status: 'active' });
  expect(await scenario.deliveries()).toContain('fhs A-REFERRAL-ROUTE confirmed');

  await scenario.at('2026-03-12T10:00:00Z');
  await scenario.send(team('fhs', 'fastlege', 'jordmor', 'kk-pol', 'lar'), sharedPlan('2026-03-12'));
  expect(await stateOf(scenario, 'mother')).toBe('S_PREG.LAR');
  expect(
    dueOf(await scenario.timers(), [
      'T-AG-FIRST',
      'T-LARDOC',
      'T-W34',
      'T-W36',
      'T-W36-ESCALATE',
      'T-BIRTHPLAN',
      'T-TOUR',
    ]),
  ).toEqual({
    'T-AG-FIRST': '2026-03-23',
    'T-LARDOC': '2026-03-16',
    'T-W34': '2026-08-31',
    'T-W36': '2026-09-14',
    'T-W36-ESCALATE': '2026-09-07',
    'T-BIRTHPLAN': '2026-09-07',
    'T-TOUR': '2026-09-07',
  });

  await scenario.at('2026-03-20T12:00:00Z');
  const group = (await scenario.all('Appointment')).find((one) =>
    JSON.stringify(one['serviceType']).includes('A-AG-FIRST'),
  );
  expect(JSON.stringify(group?.['participant'])).not.toContain('barnevern');
  await scenario.change(`Appointment/${String(group?.['id'])}`, {
    status: 'fulfilled',
    start: '2026-03-20T10:00:00Z',
    end: '2026-03-20T11:00:00Z',
  });
  expect(await scenario.timers()).toMatchObject({
    'T-AG-FIRST': { state: 'met' },
    'T-AG-MONTH': { due: '2026-04-20', state: 'open' },
  });

  await scenario.at('2026-05-25T10:00:00Z');
  await scenario.send(barnevernConsent('2026-05-25'));
  const share = (await scenario.all('CommunicationRequest')).find((one) =>
    JSON.stringify(one['category']).includes('A-BV-SHARE'),
  );
  expect([share?.['status'], JSON.stringify(share?.['recipient'])]).toEqual([
    'draft',
    expect.stringContaining('barnevern'),
  ]);

  await scenario.at('2026-10-08T05:00:00Z');
  await scenario.bundle(birth({ n: 31, at: '2026-10-08T04:12:00Z' }));
  const sent = await scenario.deliveries();
  expect(sent).toEqual(
    expect.arrayContaining([
      'barnevern A-CHILD-NOTICE withheld',
      'fastlege A-CHILD-NOTICE confirmed',
      'fhs A-CHILD-NOTICE confirmed',
      'habu A-CHILD-REF confirmed',
    ]),
  );
  expect(sent.filter((one) => one.startsWith('barnevern') && !one.endsWith('withheld'))).toEqual([]);
  expect(await scenario.timers()).toMatchObject({
    'T-W34': { state: 'breached' },
    'T-DUTY33': { due: '2026-10-09' },
    'T-LARMEET': { due: '2026-10-11' },
  });

  await scenario.at('2026-10-30T10:00:00Z');
  await discharge(scenario, 'child', '2026-10-30T09:00:00Z');
  await discharge(scenario, 'mother', '2026-10-30T09:00:00Z');
  expect([await stateOf(scenario, 'mother'), await stateOf(scenario, 'child')]).toEqual(['S_POST', 'C_POST']);
  expect(
    dueOf(await scenario.timers(), [
      'T-HOME',
      'T-PHYS4M',
      'T-PHYS4M-ESCALATE',
      'T-HABU-FIRST',
      'T-BV3Y',
      'T-FHS5Y',
      'T-HABU-END',
    ]),
  ).toEqual({
    'T-HOME': '2026-11-06',
    'T-PHYS4M': '2027-02-08',
    'T-PHYS4M-ESCALATE': '2027-03-08',
    'T-HABU-FIRST': '2026-12-25',
    'T-BV3Y': '2029-07-08',
    'T-FHS5Y': '2031-10-08',
    'T-HABU-END': '2032-10-08',
  });

  await scenario.at('2026-11-20T10:00:00Z');
  expect([await stateOf(scenario, 'mother'), await stateOf(scenario, 'child')]).toEqual(['S_FU', 'C_FU06']);
  const child = (await scenario.all('Patient')).find((one) => one['birthDate'] === '2026-10-08');
  await scenario.send({
    resourceType: 'EpisodeOfCare',
    id: 'habu',
    status: 'active',
    type: [tk('service', 'habu-0-6')],
    patient: { reference: `Patient/${String(child?.['id'])}` },
    managingOrganization: by('habu'),
    period: { start: '2026-11-20' },
  });
  await scenario.at('2032-10-09T10:00:00Z');
  await scenario.change('habu', { status: 'finished', period: { start: '2026-11-20', end: '2032-10-08' } });
  expect([await stateOf(scenario, 'mother'), await stateOf(scenario, 'child')]).toEqual([
    'S_CLOSED',
    'C_CLOSED',
  ]);
  expect(await scenario.findings()).not.toContain('LENKE_DRAFT_INVALID');
  expect(await scenario.findings()).not.toContain('LENKE_PLAN_FAILED');
}, 120_000);

test('scenario B: alcohol in week 13 and a refusal: NFI is proposed, the paediatrician chooses the ward', async () => {
  scenario = await play('no-krs', '2026-04-27T10:00:00Z');
  await scenario.send(patient(32), episode('planned', '2026-04-27'), dating('2026-04-27', '2026-11-09'));
  await scenario.send(
    pregnancy('2026-04-27'),
    screened('2026-04-27', 'increased-risk'),
    concern('2026-04-27'),
    declined('2026-04-27'),
  );
  expect(await codesOf(scenario, 'ServiceRequest', 'code')).toMatch(/A-REF-FHS/);
  await scenario.send(team('fhs', 'fastlege', 'jordmor', 'kk-pol'), sharedPlan('2026-04-28'));
  expect(await stateOf(scenario, 'mother')).toBe('S_PREG.SHARED');
  await scenario.at('2026-10-06T10:00:00Z');
  await scenario.send(
    reported('2026-05-11', true),
    reported('2026-07-20', false),
    reported('2026-09-14', false),
  );
  expect(dueOf(await scenario.timers(), ['T-W34', 'T-BIRTHPLAN'])).toEqual({
    'T-W34': '2026-09-28',
    'T-BIRTHPLAN': '2026-10-05',
  });
  await born(scenario, { n: 32, at: '2026-11-05T04:12:00Z', ga0: '2026-02-02' });
  const placement = await find(scenario, 'Task', 'placement');
  expect(JSON.stringify(placement?.['reasonCode'])).toMatch(/NFI.*Oppgitt bruk/);
  expect((await codesOf(scenario, 'Task', 'code')).match(/assess-33/g)?.length).toBeGreaterThanOrEqual(3);
  await scenario.change(`Task/${String(placement?.['id'])}`, { status: 'completed' });
  expect(await stateOf(scenario, 'child')).toBe('C_NFI');
  const child = String((placement?.['for'] as { reference: string } | undefined)?.reference);
  await scenario.send(stepTask('A-PAED-DECISION', child, 'BARSEL'));
  expect(await stateOf(scenario, 'child')).toBe('C_BARSEL');
  await home(scenario, '2026-11-05T04:12:00Z', '2026-11-08T10:00:00Z');
  expect(await stateOf(scenario, 'child')).toBe('C_FU06');
  expect(
    dueOf(await scenario.timers(), [
      'T-DUTY33',
      'T-HOME',
      'T-PHYS4M',
      'T-PHYS4M-ESCALATE',
      'T-HABU-FIRST',
      'T-FHS5Y',
      'T-HABU-END',
    ]),
  ).toEqual({
    'T-DUTY33': '2026-11-06',
    'T-HOME': '2026-11-15',
    'T-PHYS4M': '2027-03-05',
    'T-PHYS4M-ESCALATE': '2027-04-05',
    'T-HABU-FIRST': '2027-01-03',
    'T-FHS5Y': '2031-11-05',
    'T-HABU-END': '2032-11-05',
  });
  const sent = await scenario.deliveries();
  expect(sent).toContain('habu A-CHILD-REF confirmed');
  expect(sent.filter((one) => one.startsWith('barnevern'))).toEqual(['barnevern A-CHILD-NOTICE withheld']);
}, 120_000);

test('scenario C: clean in the last two trimesters: maternity ward, and the programme all the same', async () => {
  scenario = await play('no-krs', '2026-02-16T10:00:00Z');
  await openCase(scenario, 33, '2026-02-16', '2026-10-26');
  await scenario.at('2026-10-27T10:00:00Z');
  const days = Array.from({ length: 9 }, (_, at) =>
    new Date(Date.UTC(2026, 3, 20 + at * 23)).toISOString().slice(0, 10),
  );
  await scenario.send(
    reported('2026-03-02', true),
    ...['2026-04-13', '2026-07-06', '2026-08-31'].map((day) => reported(day, false)),
    ...days.map((day) => urine(day, 'all-negative')),
  );
  await born(scenario, {
    n: 33,
    at: '2026-10-29T04:12:00Z',
    ga0: '2026-01-19',
    children: [{ ward: 'kk-barsel' }],
  });
  const placement = await find(scenario, 'Task', 'placement');
  expect(JSON.stringify(placement?.['reasonCode'])).toContain('BARSEL');
  await scenario.change(`Task/${String(placement?.['id'])}`, { status: 'completed' });
  expect(await stateOf(scenario, 'child')).toBe('C_BARSEL');
  await home(scenario, '2026-10-29T04:12:00Z', '2026-11-01T10:00:00Z');
  expect(
    dueOf(await scenario.timers(), [
      'T-W34',
      'T-DUTY33',
      'T-BARSEL3D',
      'T-HOME',
      'T-PHYS4M',
      'T-PHYS4M-ESCALATE',
      'T-HABU-END',
    ]),
  ).toEqual({
    'T-W34': '2026-09-14',
    'T-DUTY33': '2026-10-30',
    'T-BARSEL3D': '2026-11-01',
    'T-HOME': '2026-11-08',
    'T-PHYS4M': '2027-02-28',
    'T-PHYS4M-ESCALATE': '2027-03-29',
    'T-HABU-END': '2032-10-29',
  });
  expect(await scenario.deliveries()).toContain('habu A-CHILD-REF confirmed');
  expect(await codesOf(scenario, 'Task', 'code')).not.toContain('A-NAS');
}, 120_000);
