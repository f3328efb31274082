// In Denmark a yes has a direction: what A may give to B, and that B may collect it from A. Played through the public API, both ways.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Explanation } from '../../src/disclosure/explain.ts';
import { codeSystem } from '../../src/pipeline/canonical.ts';
import { type Named, play, type Scenario } from '../support/scenario.ts';
import {
  code,
  concern,
  dating,
  episode,
  MOTHER,
  patient,
  pregnancy,
  tk,
} from '../support/scenario-pieces.ts';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await play('dk', '2026-06-22T10:00:00Z');
  await scenario.send(patient(52), episode('planned', '2026-06-22'), dating('2026-06-22', '2027-01-04'));
  await scenario.send(pregnancy('2026-06-22'), concern('2026-06-22'));
}, 120_000);
afterAll(() => scenario.stop());

const AUTHORITY = 'dk-familiemyndighed';
const TREATMENT = 'dk-rusbehandling';
const CUSTODIAN = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';

const organisation = (id: string) => ({ reference: `Organization/${id}` });

/** Her yes to one half of one direction. */
const yes = (action: 'disclose' | 'collect', giver: string, receiver: string): object => ({
  type: 'permit',
  actor: [
    { role: { coding: [{ system: CUSTODIAN, code: 'CST' }] }, reference: organisation(giver) },
    { role: { text: receiver }, reference: organisation(receiver) },
  ],
  action: [code('http://terminology.hl7.org/CodeSystem/consentaction', action)],
  securityLabel: ['D1', 'D2', 'D3'].map((one) => ({ system: codeSystem('tk-data-class'), code: one })),
});

const consent = (id: string, provisions: readonly object[]): Named => ({
  resourceType: 'Consent',
  id,
  status: 'active',
  scope: code('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
  category: [tk('consent-category', 'disclosure-release')],
  patient: MOTHER,
  dateTime: '2026-06-22T09:00:00Z',
  performer: [MOTHER],
  organization: [organisation('dk-jordemoder')],
  policyRule: code('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'OPTIN'),
  provision: { type: 'deny', provision: provisions },
});

const referral = (id: string, from: string, to: string): Named => ({
  resourceType: 'ServiceRequest',
  id,
  status: 'active',
  intent: 'order',
  subject: MOTHER,
  authoredOn: '2026-06-22',
  requester: organisation(from),
  performer: [organisation(to)],
});

/** Rule and evidence of each class, asked as an operator asks. */
async function verdicts(from: string, recipient: string): Promise<readonly string[]> {
  const found = await scenario.running.client.post<Explanation>('/disclosure/explain', {
    subject: scenario.ref('mother'),
    recipient,
    from,
    classes: ['D1', 'D3'],
  });
  return found.classes.map(({ dataClass, rule, basis }) => `${dataClass} ${rule} ${basis}`);
}

const OPEN = ['D1 DK-CONSENT2 DK-SAMTYKKE', 'D3 DK-CONSENT2 DK-SAMTYKKE'];
const SHUT = ['D1 R9-DENY DK-NONE', 'D3 R9-DENY DK-NONE'];
/** State, rule and basis of the referrals to somebody. */
const sent = async (to: string) => {
  const { items } = await scenario.running.client.ops<{
    items: { action: string; state: string; rule: string; basis: string }[];
  }>(`/deliveries?recipient=${to}&limit=100`);
  return items
    .filter(({ action }) => action === 'A-REFERRAL-ROUTE')
    .map(({ state, rule, basis }) => `${state} ${rule} ${basis}`);
};

describe('her yes to the family authority giving and treatment collecting', () => {
  beforeAll(() =>
    scenario.send(
      consent('there', [yes('disclose', AUTHORITY, TREATMENT), yes('collect', AUTHORITY, TREATMENT)]),
    ),
  );

  test('opens that direction and not the other', async () => {
    expect(await verdicts(AUTHORITY, TREATMENT)).toEqual(OPEN);
    expect(await verdicts(TREATMENT, AUTHORITY)).toEqual(SHUT);
    // Scenario J: what treatment asks for from psychiatry, which she has not let it collect from.
    expect(await verdicts('dk-psykiatri', TREATMENT)).toEqual(SHUT);
  });

  test('carries what the authority signed, and withholds what treatment signed', async () => {
    await scenario.send(referral('to-treatment', AUTHORITY, TREATMENT));
    await scenario.send(referral('to-authority', TREATMENT, AUTHORITY));
    // Permitted; treatment has no endpoint here, so a person delivers it.
    expect(await sent(TREATMENT)).toEqual(['planned DK-CONSENT2 DK-SAMTYKKE']);
    expect(await sent(AUTHORITY)).toEqual(['withheld R9-DENY DK-NONE']);
  });
});

test('half of the way back opens nothing, the whole of it does; taking back one half shuts it at once', async () => {
  await scenario.send(consent('back', [yes('disclose', TREATMENT, AUTHORITY)]));
  expect(await verdicts(TREATMENT, AUTHORITY)).toEqual(SHUT);
  await scenario.send(consent('collect', [yes('collect', TREATMENT, AUTHORITY)]));
  expect(await verdicts(TREATMENT, AUTHORITY)).toEqual(OPEN);
  await scenario.change('collect', { status: 'inactive' });
  expect(await verdicts(TREATMENT, AUTHORITY)).toEqual(SHUT);
  expect(await verdicts(AUTHORITY, TREATMENT)).toEqual(OPEN);
});
