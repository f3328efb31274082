// The scenarios of facts/pathway.md section 7, played through the public API on a clock of their own.

import { afterEach, expect, test } from '@jest/globals';
import type { DutyList } from '../../src/pipeline/telling/duties.ts';
import type { ExplainedEvent } from '../../src/pipeline/telling/explain-event.ts';
import type { Rebuilt } from '../../src/pipeline/telling/rebuild.ts';
import { birth, STILLBIRTH } from '../../src/sandbox/people.ts';
import { play, type Scenario } from '../support/scenario.ts';
import {
  born,
  by,
  codesOf,
  concern,
  dating,
  dueOf,
  episode,
  find,
  happened,
  home,
  lar,
  openCase,
  patient,
  pregnancy,
  reported,
  sharedPlan,
  stateOf,
  team,
  tk,
  urine,
} from '../support/scenario-pieces.ts';

let scenario: Scenario | undefined;
afterEach(async () => {
  await scenario?.stop();
  scenario = undefined;
});

/** Health personnel by a synthetic number: signs in person. */
const SIGNER = { identifier: { system: 'urn:oid:2.16.578.1.12.4.1.4.4', value: '9999001' } };
const played = (): Scenario => {
  if (!scenario) throw new Error('nothing is played');
  return scenario;
};

test('scenario D: a positive test is acted on when it is confirmed, and not before', async () => {
  scenario = await play('no-krs', '2026-05-11T10:00:00Z');
  await openCase(scenario, 34, '2026-05-11', '2026-11-23');
  await scenario.at('2026-09-21T10:00:00Z');
  await scenario.send(urine('2026-09-21', 'positive-unexplained', 'preliminary'));
  expect(await codesOf(scenario, 'Task', 'code')).not.toContain('A-POS-ACTION');
  await scenario.at('2026-09-24T10:00:00Z');
  await scenario.change('urine-2026-09-21', { status: 'final' });
  const action = await find(scenario, 'Task', 'A-POS-ACTION');
  expect(JSON.stringify(action?.['restriction'])).toContain('2026-09-22');
  expect(await codesOf(scenario, 'ServiceRequest', 'code')).toContain('A-NFI-PLAN');
  expect(await codesOf(scenario, 'Task', 'code')).toContain('assess-32');
  await born(scenario, { n: 34, at: '2026-11-12T04:12:00Z', ga0: '2026-02-16' });
  const placement = await find(scenario, 'Task', 'placement');
  await scenario.change(`Task/${String(placement?.['id'])}`, { status: 'completed' });
  expect(dueOf(await scenario.timers(), ['T-NAS', 'T-W34', 'T-BIRTHPLAN'])).toEqual({
    'T-NAS': '2026-11-13',
    'T-W34': '2026-10-12',
    'T-BIRTHPLAN': '2026-10-19',
  });
  await home(scenario, '2026-11-12T04:12:00Z', '2026-11-25T10:00:00Z');
  expect(dueOf(await scenario.timers(), ['T-HOME', 'T-PHYS4M', 'T-PHYS4M-ESCALATE', 'T-HABU-END'])).toEqual({
    'T-HOME': '2026-12-02',
    'T-PHYS4M': '2027-03-12',
    'T-PHYS4M-ESCALATE': '2027-04-12',
    'T-HABU-END': '2032-11-12',
  });
  const sent = await scenario.deliveries();
  expect(sent.filter((one) => one.startsWith('barnevern') && !one.endsWith('withheld'))).toEqual([]);
}, 120_000);

test('scenario F: the duty of hpl § 32, the message in a person’s hand, retention to the birth', async () => {
  scenario = await play('no-krs', '2026-08-31T10:00:00Z');
  await openCase(scenario, 35, '2026-08-31', '2026-12-21');
  await scenario.change('plan', {
    activity: [
      { progress: [{ text: 'avslått' }], detail: { code: tk('measure', 'talks'), status: 'stopped' } },
    ],
  });
  await scenario.send(reported('2026-08-31', true));
  const assess = await find(scenario, 'Task', 'assess-32');
  expect(
    (await scenario.all('CommunicationRequest')).filter((one) =>
      JSON.stringify(one['category']).includes('hpl-32'),
    ),
  ).toEqual([]);
  await scenario.change(`Task/${String(assess?.['id'])}`, {
    status: 'completed',
    owner: SIGNER,
    output: [{ type: { coding: [{ code: 'criteria-met' }] }, valueBoolean: true }],
  });
  const message = await find(scenario, 'CommunicationRequest', 'hpl-32');
  expect(message?.['status']).toBe('draft');
  expect(message?.['sender']).toEqual(SIGNER);
  const written = `CommunicationRequest/${String(message?.['id'])}`;
  expect((await scenario.deliveries()).filter((one) => one.includes('A-MSG32'))).toEqual([]);
  await scenario.change(written, { status: 'active' });
  expect((await scenario.timers())['T-32-ACK']?.due).toBe('2026-09-01');
  expect(await scenario.deliveries()).toContain('rusteam A-MSG32-SEND confirmed');
  // She is to be told, by whoever signed; or the reason why not is written down.
  expect(await find(scenario, 'Task', 'tell-disclosed')).toMatchObject({
    status: 'requested',
    owner: SIGNER,
    focus: { reference: written },
  });
  // It was taken: that is no receipt, and the duty is still hers who signed.
  const dutyNow = async () => (await find(played(), 'Task', 'duty-receipt'))?.['status'];
  expect(await dutyNow()).toBe('in-progress');
  await scenario.at('2026-09-01T08:00:00Z');
  const answer = happened('E_MSG32_ACK', '2026-09-01T08:00:00Z');
  const about = [{ reference: written }];
  await scenario.send({ ...answer, id: 'not-theirs', about, sender: by('fhs') });
  expect(await dutyNow()).toBe('in-progress');
  await scenario.send({ ...answer, id: 'theirs', about, sender: by('rusteam') });
  expect(await dutyNow()).toBe('completed');
  expect(await scenario.timers()).toMatchObject({ 'T-32-CONTACT': { due: '2026-09-04' } });
  await scenario.at('2026-09-02T10:00:00Z');
  expect(await scenario.timers()).toMatchObject({ 'T-32-ACK': { state: 'met' } });
  await scenario.send({
    resourceType: 'Flag',
    id: 'flag',
    status: 'active',
    code: tk('flag', 'hol-10-3'),
    subject: { reference: '#mother' },
    period: { start: '2026-09-02T10:00:00Z' },
  });
  await scenario.at('2026-09-03T10:00:00Z');
  await scenario.send(happened('E_103_APPROVED', '2026-09-03T10:00:00Z'));
  await scenario.send(happened('E_103_CASE_ACK', '2026-09-03T10:00:00Z'));
  await scenario.at('2026-09-09T10:00:00Z');
  await scenario.send(happened('E_103_BOARD', '2026-09-09T10:00:00Z'));
  expect(await scenario.timers()).toMatchObject({
    'T-103-APPROVE': { due: '2026-09-04', state: 'met' },
    'T-103-CASE': { due: '2026-09-16', state: 'met' },
    'T-103-EXEC': { due: '2026-10-21' },
    'T-103-REVIEW': { due: '2026-12-09' },
    'T-W34': { due: '2026-11-09' },
  });
  await born(scenario, { n: 35, at: '2026-12-10T04:12:00Z', ga0: '2026-03-16' });
  const [flag] = await scenario.all('Flag');
  expect(flag?.['status']).toBe('inactive');
  expect(await codesOf(scenario, 'Task', 'code')).toContain('assess-33');
}, 120_000);

test('a report of hpl § 33 is the signer’s: sent when she signs, told to her when nobody answers', async () => {
  scenario = await play('no-krs', '2026-05-11T10:00:00Z');
  await openCase(scenario, 38, '2026-05-11', '2026-11-23');
  await scenario.send(reported('2026-05-11', true));
  await born(scenario, { n: 38, at: '2026-11-12T04:12:00Z', ga0: '2026-02-16' });
  const assess = await find(scenario, 'Task', 'assess-33');
  await scenario.change(`Task/${String(assess?.['id'])}`, {
    status: 'completed',
    owner: SIGNER,
    output: [
      { type: { text: 'criteria-met' }, valueBoolean: true },
      { type: { text: 'reasons' }, valueString: 'Skrevet av den som vurderte.' },
    ],
  });
  const message = await find(scenario, 'CommunicationRequest', 'hpl-33');
  expect(message).toMatchObject({ status: 'draft', sender: SIGNER });
  const written = `CommunicationRequest/${String(message?.['id'])}`;
  // Signed in another's name it goes nowhere, and somebody is told.
  await scenario.change(written, { status: 'active', sender: by('kk-barsel') });
  expect((await scenario.deliveries()).filter((one) => one.includes('A-MSG33'))).toEqual([]);
  expect(await scenario.findings()).toContain('LENKE_NOT_SIGNED');
  await scenario.change(written, { status: 'draft', sender: SIGNER });
  await scenario.change(written, { status: 'active' });
  // Permitted by her act; barnevern has no endpoint here, so it is hers to deliver.
  expect(await scenario.deliveries()).toContain('barnevern A-MSG33-SEND planned');
  expect(await scenario.findings()).toContain('LENKE_NO_ENDPOINT');
  expect((await scenario.deliveries()).filter((one) => one.includes('A-MESSAGE-ROUTE'))).toEqual([]);
  await takesItBack(scenario);
  await scenario.at('2026-11-14T10:00:00Z');
  // Leaders see that it is missing, and for how long; nothing of whom or what it is about.
  const leaders = await scenario.running.client.ops<DutyList>('/duties');
  expect(leaders.items).toContainEqual(
    expect.objectContaining({ duty: 'duty-receipt', service: null, open: 1, overdue: 1 }),
  );
  const missing = leaders.items.filter(({ duty }) => duty === 'assess-33');
  expect(missing.length).toBeGreaterThan(0);
  expect(missing.every(({ oldestHours }) => oldestHours > 48 && oldestHours < 60)).toBe(true);
  // § 32 is about the unborn: at birth what nobody assessed is no duty any more.
  expect(leaders.items.filter(({ duty }) => duty === 'assess-32')).toEqual([]);
  expect(missing.every(({ service, open, overdue }) => service !== null && open === overdue)).toBe(true);
  expect(JSON.stringify(leaders)).not.toMatch(/Patient|Task\/|reasons|vurderte/);
  const told = await find(scenario, 'Task', 'T-33-ACK');
  expect(told).toMatchObject({ status: 'requested', owner: SIGNER });
}, 120_000);

/** Another message of the same assessor, signed and taken back before it left. */
async function takesItBack(told: Scenario): Promise<void> {
  const first = await find(told, 'CommunicationRequest', 'hpl-33');
  const { id: _id, meta: _meta, identifier: _identifier, ...again } = first as Record<string, unknown>;
  await told.send({ ...again, resourceType: 'CommunicationRequest', id: 'again', status: 'active' });
  const planned = async () => {
    const { items } = await told.running.client.ops<{ items: { action: string; state: string }[] }>(
      '/deliveries?limit=500',
    );
    return items.filter(({ action }) => action === 'A-MSG33-SEND').map(({ state }) => state);
  };
  expect((await planned()).toSorted()).toEqual(['planned', 'planned']);
  await told.change('again', { status: 'revoked' });
  expect((await planned()).toSorted()).toEqual(['cancelled', 'planned']);
  const duties = (await told.all('Task')).filter((one) =>
    JSON.stringify(one['code']).includes('duty-receipt'),
  );
  expect(duties.map(({ status }) => String(status)).toSorted()).toEqual(['cancelled', 'in-progress']);
}

test('scenario H: a stillbirth silences everything, and her own treatment goes on', async () => {
  scenario = await play('no-krs', '2026-03-16T10:00:00Z');
  await scenario.send(patient(36), episode('planned', '2026-03-16'), lar, dating('2026-03-16', '2026-10-19'));
  await scenario.send(pregnancy('2026-03-16'));
  await scenario.send(team('fhs', 'fastlege', 'lar'), sharedPlan('2026-03-16'));
  expect(dueOf(await scenario.timers(), ['T-W34', 'T-W36'])).toEqual({
    'T-W34': '2026-09-07',
    'T-W36': '2026-09-21',
  });
  await scenario.at('2026-07-20T07:00:00Z');
  await scenario.bundle(
    birth({ n: 36, at: '2026-07-20T06:15:00Z', ga0: '2026-01-12', children: STILLBIRTH }),
  );
  const open = Object.entries(await scenario.timers()).filter(([, { state }]) => state === 'open');
  expect(open).toEqual([]);
  expect(await scenario.timers()).toMatchObject({
    'T-W34': { state: 'cancelled' },
    'T-W36': { state: 'cancelled' },
  });
  expect(await stateOf(scenario, 'mother')).toBe('S_LOSS');
  const rebuilt = await scenario.running.client.post<Rebuilt>('/rebuilds', { case: scenario.ref('case') });
  expect(rebuilt.machines.map(({ stored, replayed }) => [stored, replayed])).toEqual([['S_LOSS', 'S_LOSS']]);
  expect(rebuilt.regions).toMatchObject({ coordination: 'ACTIVE', coercion: 'NONE' });
  const [loss] = (await scenario.running.client.ops<{ items: { id: string }[] }>('/events?code=E_LOSS'))
    .items;
  const why = await scenario.running.client.ops<ExplainedEvent>(`/explain?event=${loss?.id ?? ''}`);
  expect(why.actions.filter(({ outcome }) => outcome === 'applied').map(({ id }) => id)).toEqual([
    'A-LOSS-CANCEL',
    'A-LOSS-CARE',
  ]);
  expect(await codesOf(scenario, 'Task', 'code')).toContain('bereavement-contact');
  const reminders = (await scenario.all('CommunicationRequest')).filter(({ status }) => status !== 'revoked');
  expect(reminders).toEqual([]);
  expect((await scenario.all('MedicationStatement')).map(({ status }) => status)).toEqual(['active']);
  expect((await scenario.deliveries()).filter((one) => /habu|barnevern/.test(one))).toEqual([]);
}, 120_000);

test('scenario J: Denmark has its own rows, and none of the Norwegian ones', async () => {
  scenario = await play('dk', '2026-06-22T10:00:00Z');
  await scenario.send(patient(37), episode('planned', '2026-06-22'), dating('2026-06-22', '2027-01-04'));
  await scenario.send(pregnancy('2026-06-22'), concern('2026-06-22'));
  const drafted = await codesOf(scenario, 'CommunicationRequest', 'category');
  expect(drafted).toContain('underretning');
  expect(await codesOf(scenario, 'ServiceRequest', 'code')).toMatch(/A-DK-REF-FAM/);
  await scenario.at('2026-06-24T08:00:00Z');
  await scenario.send(team('fhs', 'jordmor'), sharedPlan('2026-06-24'));
  expect(await scenario.timers()).toMatchObject({
    'T-COORD': { due: '2026-06-25' },
    'T-DK-DOGN': { due: '2026-06-24' },
    'T-DK-SAMMEN': { due: '2026-07-06' },
  });
  const all = JSON.stringify([
    await scenario.timers(),
    await scenario.all('Task'),
    await scenario.all('CommunicationRequest'),
  ]);
  const notice = await find(scenario, 'CommunicationRequest', 'underretning');
  await scenario.change(`CommunicationRequest/${String(notice?.['id'])}`, {
    status: 'active',
    sender: SIGNER,
    recipient: [{ reference: 'Organization/dk-familiemyndighed' }],
    meta: {
      security: ['D1', 'D3', 'D7'].map((value) => ({
        system: 'https://lenke.example/fhir/CodeSystem/tk-data-class',
        code: value,
      })),
    },
  });
  // Signed, but the point of barnets lov waits for its sign-off: withheld, and the signer is told.
  expect(await scenario.deliveries()).toContain('dk-familiemyndighed A-DK-SEND withheld');
  expect(await scenario.findings()).toContain('LENKE_DUTY_WITHHELD');
  expect(await find(scenario, 'Task', 'A-DUTY-STUCK')).toMatchObject({ owner: SIGNER });
  for (const absent of ['A-W34', 'T-W34', 'A-W36', 'A-DUTY33', 'A-DUTY32', 'assess-3', 'T-HABU-END'])
    expect(all).not.toContain(absent);
  expect((await scenario.deliveries()).filter((one) => /myndighed .* (?!withheld)/.test(one))).toEqual([]);
}, 120_000);
