// What a person sends on an order, in an emergency or by her own choice: drafted, signed, carried, and hers until the receiver answers.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codeSystem } from '../../src/pipeline/canonical.ts';
import { type Named, play, type Scenario } from '../support/scenario.ts';
import { born, by, find, happened, lar, MOTHER, openCase, tk } from '../support/scenario-pieces.ts';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await play('no-krs', '2026-05-11T10:00:00Z');
  await openCase(scenario, 51, '2026-05-11', '2026-11-23');
  await scenario.send(lar);
}, 120_000);
afterAll(() => scenario.stop());

/** Health personnel by synthetic numbers: they sign in person. */
const HPR = 'urn:oid:2.16.578.1.12.4.1.4.4';
const SIGNER = { identifier: { system: HPR, value: '9999001' } };
const OTHER = { identifier: { system: HPR, value: '9999002' } };

/** The classes a person has decided on. */
const classes = (...values: readonly string[]) =>
  values.map((value) => ({
    type: { text: 'data-class' },
    valueCoding: { system: codeSystem('tk-data-class'), code: value },
  }));

const decided = (id: string, code: string, over: object): Named => ({
  resourceType: 'Task',
  id,
  status: 'completed',
  intent: 'order',
  code: tk('task', code),
  for: MOTHER,
  owner: SIGNER,
  ...over,
});

const sent = async (action: string) =>
  (await scenario.deliveries()).filter((one) => one.includes(` ${action} `));
const draftOf = async (category: string) => {
  const found = await find(scenario, 'CommunicationRequest', category);
  return { found, reference: `CommunicationRequest/${String(found?.['id'])}` };
};
/** Status of the Task by which the message is its sender's until the receiver answers. */
const dutyOf = async (reference: string) => {
  const duties = (await scenario.all('Task')).filter(
    (one) =>
      JSON.stringify(one['code']).includes('duty-receipt') &&
      JSON.stringify(one['focus']).includes(reference),
  );
  return duties.map(({ status }) => status);
};
async function answered(
  reference: string,
  from: 'fastlege' | 'fhs' | 'barnevern',
  id: string,
  at = '2026-05-11T10:00:00Z',
): Promise<void> {
  const answer = happened('E_SIGNED_ACK', at);
  await scenario.send({ ...answer, id, about: [{ reference }], sender: by(from) });
}

describe('an emergency', () => {
  const declaration = decided('emergency', 'emergency', {
    reasonCode: { text: 'Bevisstløs hjemme.' },
    restriction: { recipient: [by('fastlege')], period: { end: '2026-05-12T10:00:00Z' } },
    output: classes('D1', 'D5', 'D10'),
  });

  test('that is declared gets a draft of the message, with the classes, and a review by somebody else in five days', async () => {
    await scenario.send(declaration);
    const review = await find(scenario, 'Task', 'emergency-review');
    expect(review).toMatchObject({ status: 'requested', focus: { reference: scenario.ref('emergency') } });
    expect(review?.['owner']).not.toEqual(SIGNER);
    expect((await scenario.timers())['T-EMERGENCY-REVIEW']?.due).toBe('2026-05-16');
    const { found } = await draftOf('emergency');
    expect(found).toMatchObject({
      status: 'draft',
      priority: 'stat',
      sender: SIGNER,
      recipient: [by('fastlege')],
    });
    const meta = found?.['meta'] as { security: { code: string }[] } | undefined;
    expect(meta?.security.map(({ code }) => code)).toEqual(['D1', 'D5', 'D10']);
    expect(await sent('A-EMERGENCY-SEND')).toEqual([]);
  });

  test('signed in another name goes nowhere, and somebody is told', async () => {
    const { reference } = await draftOf('emergency');
    await scenario.change(reference, { status: 'active', sender: OTHER });
    expect(await sent('A-EMERGENCY-SEND')).toEqual([]);
    expect(await scenario.findings()).toContain('LENKE_NOT_SIGNED');
    await scenario.change(reference, { status: 'draft', sender: SIGNER });
  });

  test('signed by who declared it goes at once, and is hers until the receiver itself has answered', async () => {
    const { reference } = await draftOf('emergency');
    await scenario.change(reference, { status: 'active' });
    expect(await sent('A-EMERGENCY-SEND')).toEqual(['fastlege A-EMERGENCY-SEND confirmed']);
    const held = await scenario.running.held('fastlege', 'CommunicationRequest');
    expect(held.map(({ priority }) => priority)).toContain('stat');
    expect(await dutyOf(reference)).toEqual(['in-progress']);
    await answered(reference, 'fhs', 'not-theirs');
    expect(await dutyOf(reference)).toEqual(['in-progress']);
    await answered(reference, 'fastlege', 'theirs');
    expect(await dutyOf(reference)).toEqual(['completed']);
  });
});

describe('what a person has chosen for a recipient', () => {
  test('goes signed, and nothing of another class than she chose', async () => {
    await scenario.send(
      decided('choice', 'choose-content', {
        restriction: { recipient: [by('fastlege')] },
        output: classes('D1', 'D11'),
      }),
    );
    const { reference } = await draftOf('chosen');
    expect(await sent('A-CHOICE-SEND')).toEqual([]);
    await scenario.change(reference, { status: 'active' });
    expect(await sent('A-CHOICE-SEND')).toEqual(['fastlege A-CHOICE-SEND confirmed']);
    expect(await dutyOf(reference)).toEqual(['in-progress']);
    await answered(reference, 'fastlege', 'chosen-answer');
    expect(await dutyOf(reference)).toEqual(['completed']);
  });

  test('to a recipient she did not choose it is withheld, and she is told that it is hers', async () => {
    const first = (await draftOf('chosen')).found as Record<string, unknown>;
    const { id: _id, meta, identifier: _identifier, ...again } = first;
    const { security } = meta as { security: object };
    await scenario.send({
      ...again,
      meta: { security },
      resourceType: 'CommunicationRequest',
      id: 'elsewhere',
      status: 'active',
      recipient: [by('nav')],
    });
    expect(await sent('A-CHOICE-SEND')).toContain('nav A-CHOICE-SEND withheld');
    expect(await scenario.findings()).toContain('LENKE_DUTY_WITHHELD');
    expect(await find(scenario, 'Task', 'A-DUTY-STUCK')).toMatchObject({ owner: SIGNER });
  });
});

describe('an order from barnevern', () => {
  test('before the birth opens nothing: it is about a child that is born', async () => {
    await scenario.send(
      decided('early-order', 'bv-order', {
        focus: { display: 'Pålegg av 11. mai' },
        restriction: { recipient: [by('barnevern')] },
        output: classes('D1', 'D3'),
      }),
    );
    const { reference } = await draftOf('order-answer');
    await scenario.change(reference, { status: 'active' });
    expect(await sent('A-ORDER-SEND')).toEqual(['barnevern A-ORDER-SEND withheld']);
  });

  test('names the child: the answer is signed, is permitted by the order alone, and is hers to deliver', async () => {
    await born(scenario, { n: 51, at: '2026-11-12T04:12:00Z', ga0: '2026-02-16' });
    const child = (await scenario.all('Patient')).find(
      (one) => `Patient/${String(one['id'])}` !== scenario.ref('mother'),
    );
    await scenario.send(
      decided('order', 'bv-order', {
        for: { reference: `Patient/${String(child?.['id'])}` },
        focus: { display: 'Pålegg av 12. november' },
        output: classes('D1', 'D8'),
      }),
    );
    const drafts = (await scenario.all('CommunicationRequest')).filter(
      (one) => one['status'] === 'draft' && JSON.stringify(one['category']).includes('order-answer'),
    );
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({ sender: SIGNER, recipient: [{ reference: 'Organization/barnevern' }] });
    const reference = `CommunicationRequest/${String(drafts[0]?.['id'])}`;
    await scenario.change(reference, { status: 'active' });
    expect(await sent('A-ORDER-SEND')).toContain('barnevern A-ORDER-SEND planned');
    const { items } = await scenario.running.client.ops<{ items: { action: string; rule: string }[] }>(
      '/deliveries?recipient=barnevern&limit=500',
    );
    expect(items.filter(({ action }) => action === 'A-ORDER-SEND').map(({ rule }) => rule)).toContain(
      'R3-ORDER',
    );
    expect((await scenario.timers())['T-ORDER-ACK']?.due).toBe('2026-11-13');
    expect(await dutyOf(reference)).toEqual(['in-progress']);
    await answered(reference, 'barnevern', 'order-answer', '2026-11-12T05:12:00Z');
    expect(await dutyOf(reference)).toEqual(['completed']);
  }, 60_000);
});
