// What arrives signed goes out the same way, and answers come back.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { birth, epikrise, motherCase, plan, referral } from '../../src/sandbox/people.ts';
import type { ShownEvent } from '../../src/cli/follow.ts';
import { eventually, type RunningGateway, startRunning } from '../support/running.ts';

let running: RunningGateway;

beforeAll(async () => {
  running = await startRunning();
});
afterAll(() => running.stop());

const states = (event: ShownEvent) =>
  event.deliveries.map(({ recipient, state }) => `${recipient} ${state}`).toSorted();
const submit = async (bundle: object): Promise<ShownEvent> => {
  const { events } = await running.client.submit('', bundle);
  return running.settle(events.at(-1));
};
const eventsOf = async (code: string) =>
  (await running.client.ops<{ items: { id: string }[] }>(`/events?code=${code}&limit=50`)).items;

describe('a signed referral', () => {
  test('goes to the performer it names; the receiver’s answer comes back to the referrer', async () => {
    await running.client.submit('', motherCase({ n: 21 }));
    const event = await submit(referral({ n: 21, from: 'fastlege', to: 'kk-pol' }));
    expect(states(event)).toEqual(['kk-pol confirmed']);
    const task =
      event.deliveries[0]?.content.find(({ reference }) => reference.startsWith('Task/'))?.reference ?? '';
    const received = await running.client.read<{ status: string }>(`/${task}`);
    expect(received.status).toBe('received');
    await running.client.put(`/${task}`, { ...received, status: 'accepted' });
    const [answered] = await eventually(async () => {
      const found = await eventsOf('E_REFERRAL_ANSWERED');
      return found.length > 0 ? found : undefined;
    });
    const answer = await running.settle(answered?.id);
    expect(states(answer)).toEqual(['fastlege confirmed']);
    const held = await running.held('fastlege', 'Task');
    expect(held.map(({ status }) => status)).toContain('accepted');
  });

  test('of a child whose programme already has ours is a link, not a duplicate (C-14)', async () => {
    await running.client.submit('', motherCase({ n: 22 }));
    const born = await submit(birth({ n: 22 }));
    expect(states(born)).toContain('habu confirmed');
    const before = (await running.held('habu', 'ServiceRequest')).length;
    const second = referral({ n: 22, about: 'child', from: 'lar', to: 'habu' });
    const marked = {
      ...second,
      entry: second.entry?.map((entry) =>
        entry.resource?.resourceType === 'ServiceRequest'
          ? {
              ...entry,
              resource: {
                ...entry.resource,
                category: [
                  {
                    coding: [
                      { system: 'https://lenke.example/fhir/CodeSystem/tk-service', code: 'habu-0-6' },
                    ],
                  },
                ],
              },
            }
          : entry,
      ),
    };
    const event = await submit(marked);
    expect(event.deliveries).toEqual([]);
    expect((await running.held('habu', 'ServiceRequest')).length).toBe(before);
  });
});

describe('a final epikrise', () => {
  test('of the mother goes to GP, midwife and child health service', async () => {
    await running.client.submit('', motherCase({ n: 23 }));
    const event = await submit(epikrise({ n: 23 }));
    expect(states(event)).toEqual(['fastlege confirmed', 'fhs confirmed', 'jordmor confirmed']);
    expect(event.deliveries.every(({ basis }) => basis === 'HPL45A')).toBe(true);
  });

  test('of the child is a document of its own about the child alone', async () => {
    await running.client.submit('', motherCase({ n: 24 }));
    await submit(birth({ n: 24 }));
    const event = await submit(epikrise({ n: 24, about: 'child' }));
    const subjects = new Set(
      event.deliveries
        .flatMap(({ content }) => content.map(({ reference }) => reference))
        .filter((reference) => reference.startsWith('Patient/')),
    );
    expect(subjects.size).toBe(1);
    expect(states(event)).toContain('fastlege confirmed');
  });

  test('that is not final yet goes nowhere', async () => {
    await running.client.submit('', motherCase({ n: 25 }));
    const { events } = await running.client.submit('', epikrise({ n: 25, status: 'preliminary' }));
    expect(events).toEqual([]);
  });
});

test('a changed plan goes to the team’s own systems; a birth plan only as she marks', async () => {
  await running.client.submit('', motherCase({ n: 26 }));
  expect(states(await submit(plan({ n: 26 })))).toEqual([
    'fastlege confirmed',
    'fhs confirmed',
    'jordmor confirmed',
    'kk-pol confirmed',
    'lar confirmed',
  ]);
  const birthPlan = await submit(plan({ n: 26, category: 'birth-plan', number: 2 }));
  expect(birthPlan.deliveries).toEqual([]);
  // One that does not say what it is could be a birth plan.
  const text = JSON.stringify(plan({ n: 26, number: 3 })).replaceAll('/tk-plan"', '/somebody-elses-plans"');
  const kindless = await submit(JSON.parse(text) as ReturnType<typeof plan>);
  expect(kindless.deliveries).toEqual([]);
  // Nobody gets it, and whoever wrote it is told.
  const { items } = await running.client.ops<{ items: { code: string; mover: string }[] }>(
    '/findings?code=LENKE_PLAN_KIND',
  );
  expect(items).toMatchObject([{ code: 'LENKE_PLAN_KIND', mover: 'sender' }]);
  expect(await running.searchTotal('Task', 'code=A-PLAN-KIND')).toBe(1);
});

test('a birth plan that comes along with a plan that is shared stays', async () => {
  await running.client.submit('', motherCase({ n: 28 }));
  const [shared, birthPlan] = [plan({ n: 28 }), plan({ n: 28, category: 'birth-plan', number: 2 })];
  const event = await submit({ ...shared, entry: [...(birthPlan.entry ?? []), ...(shared.entry ?? [])] });
  expect(event.deliveries).toHaveLength(5);
  const plans = event.deliveries.flatMap(({ content }) =>
    content.map(({ reference }) => reference).filter((reference) => reference.startsWith('CarePlan/')),
  );
  expect(new Set(plans).size).toBe(1);
  const sent = await running.client.read<{ category: { coding: { code: string }[] }[] }>(`/${plans[0]}`);
  expect(sent.category[0]?.coding[0]?.code).toBe('pathway');
});

test('what cannot be delivered within the horizon becomes a finding and a message to whoever asked for it', async () => {
  const hurried = await startRunning({ LENKE_RETRY_CLASS: 'hurried' });
  try {
    await hurried.client.submit('', motherCase({ n: 27 }));
    await hurried.fault('kk', { kind: 'error500', times: 1000 });
    const { events } = await hurried.client.submit('', referral({ n: 27, from: 'fastlege', to: 'kk-pol' }));
    const event = await hurried.settle(events[0]);
    expect(states(event)).toEqual(['kk-pol failed']);
    expect(event.findings.map(({ code }) => code)).toEqual(['LENKE_NOT_DELIVERED']);
    const told = await eventually(async () => {
      const { items } = await hurried.client.ops<{ items: { id: string }[] }>('/events?code=E_NOT_DELIVERED');
      return items[0];
    });
    expect(states(await hurried.settle(told.id))).toEqual(['fastlege confirmed']);
    const task =
      event.deliveries[0]?.content.find(({ reference }) => reference.startsWith('Task/'))?.reference ?? '';
    expect((await hurried.client.read<{ status: string }>(`/${task}`)).status).toBe('failed');
  } finally {
    await hurried.stop();
  }
});
