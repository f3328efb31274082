// Promise: what law or consent withholds, what the ward stopped and what an operator paused does not leave; what may leave does, in order.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { epikrise, objection } from '../../src/sandbox/people.ts';
import {
  aboutChild,
  childrenAt,
  deliveryIn,
  deliveryTo,
  made,
  openCase,
  sendBirth,
  settled,
  until,
} from '../support/site/play.ts';
import { startSite, type Site } from '../support/site/site.ts';

interface Resent {
  readonly count: number;
  readonly deliveries: readonly string[];
  readonly left: readonly { readonly id: string; readonly why: string }[];
}

let site: Site;
let next = 1;

beforeAll(async () => {
  // One process does everything; waits of about a second, so that there is time to object between two attempts.
  site = await startSite({ workers: 0, env: { LENKE_RETRY_CLASS: 'urgent', LENKE_SWEEP_SECONDS: '2' } });
}, 120_000);
afterAll(() => site.stop(), 60_000);
beforeEach(() => site.receivers.heal());

/** A mother nobody else in this file uses, with her case. */
async function someMother(): Promise<number> {
  const n = next++;
  await openCase(site, n);
  return n;
}

const resend = (ids: readonly string[]): Promise<Resent> =>
  site.client.post('/resends', { ids, reason: 'somebody asked for it' });

/** Requests a system has seen under a delivery's id. */
async function seen(system: string, delivery: string): Promise<readonly { at: string; answered: unknown }[]> {
  const { order } = await site.receivers.received(system);
  return order.filter(({ requestId }) => requestId === delivery);
}

describe('withheld deliveries are never sent', () => {
  test('a notice to barnevern is recorded as withheld, and a resend by hand leaves it alone', async () => {
    const event = await sendBirth(site, await someMother());
    await settled(site, event);
    const withheld = await deliveryIn(site, event, 'barnevern', 'withheld');
    expect(withheld).toMatchObject({ effect: 'deny', rule: 'R9-DENY', attempts: 0 });
    const resent = await resend([withheld.id]);
    expect(resent).toMatchObject({ count: 0, left: [{ id: withheld.id }] });
    for (const system of ['habu', 'kommune', 'fastlege', 'kk'])
      expect(await seen(system, withheld.id)).toEqual([]);
  });

  test('a referral objected to before the birth is withheld, even when resent by hand', async () => {
    const n = await someMother();
    await site.client.submit('', objection({ n, role: 'habu' }));
    const event = await sendBirth(site, n);
    await settled(site, event);
    const withheld = await deliveryIn(site, event, 'habu', 'withheld');
    expect(withheld.rule).toMatch(/^R4/);
    expect(await resend([withheld.id])).toMatchObject({ count: 1, deliveries: [withheld.id] });
    await until('it was judged again', async () => {
      const again = await deliveryTo(site, event, 'habu');
      return (
        again?.state === 'withheld' &&
        (
          await site.query(`select 1 from audit where delivery_id = $1 and action = 'decide' offset 1`, [
            withheld.id,
          ])
        ).length > 0
      );
    });
    expect(await seen('habu', withheld.id)).toEqual([]);
    expect(await childrenAt(site, 'habu', n)).toEqual([]);
    expect(await aboutChild(site, 'kommune', 'Communication', n)).toHaveLength(1);
  });

  test.each(['down', 'error500'] as const)(
    'an objection that comes while the delivery waits to be tried again stops it (%s)',
    async (kind) => {
      const n = await someMother();
      await site.receivers.fault('habu', { kind, times: 2 });
      const event = await sendBirth(site, n);
      await deliveryIn(site, event, 'habu', 'retrying');
      await site.client.submit('', objection({ n, role: 'habu' }));
      const after = (await site.receivers.received('habu')).requests;
      // Cancelled with the objection when it waited, withheld at the gate when an attempt was under way.
      const stopped = await until('the delivery to habu is stopped', async () => {
        const delivery = await deliveryTo(site, event, 'habu');
        return delivery && ['cancelled', 'withheld'].includes(delivery.state) && delivery;
      });
      expect(stopped.reason).toMatch(/objection:Consent\//);
      // At most the attempt that was already under way when the objection was made.
      expect((await seen('habu', stopped.id)).length).toBeLessThanOrEqual(Math.max(after, 2));
      await site.receivers.heal();
      await sleep(3000);
      expect((await deliveryTo(site, event, 'habu'))?.state).toBe(stopped.state);
      expect(await childrenAt(site, 'habu', n)).toEqual([]);
    },
  );
});

describe('a ward that stops a referral is obeyed', () => {
  /** The Task by which the ward stops it, set to cancelled. */
  async function stop(event: string): Promise<void> {
    const tasks = await made(site, event, 'Task');
    const task = tasks.find(({ code }) => JSON.stringify(code).includes('referral-control'));
    if (!task) throw new Error('there is no Task to stop it by');
    await site.client.put(`/Task/${String(task['id'])}`, { ...task, status: 'cancelled' });
  }

  test('before it left: nothing arrives', async () => {
    const n = await someMother();
    await site.client.post('/pauses', { recipient: 'habu', reason: 'the ward thinks' });
    const event = await sendBirth(site, n);
    await deliveryIn(site, event, 'fastlege', 'confirmed');
    await stop(event);
    const stopped = await deliveryIn(site, event, 'habu', 'cancelled');
    await resume('habu');
    await settled(site, event);
    expect(await seen('habu', stopped.id)).toEqual([]);
    expect(await childrenAt(site, 'habu', n)).toEqual([]);
    expect((await made(site, event, 'ServiceRequest'))[0]?.['status']).toBe('revoked');
  });

  test('after it arrived: the receiver gets the same referral, revoked', async () => {
    const n = await someMother();
    const event = await sendBirth(site, n);
    await settled(site, event);
    expect((await aboutChild(site, 'habu', 'ServiceRequest', n)).map(({ status }) => status)).toEqual([
      'active',
    ]);
    await stop(event);
    await until('HABU holds the revoked referral', async () => {
      const held = await aboutChild(site, 'habu', 'ServiceRequest', n);
      return held.length === 1 && held[0]?.status === 'revoked';
    });
  });
});

async function resume(recipient: string): Promise<void> {
  await fetch(`${site.url}/ops/v1/pauses/${recipient}`, { method: 'DELETE' });
}

describe('what may leave leaves when it may', () => {
  test('a paused recipient gets nothing and spends no attempts; resumed, it gets everything', async () => {
    const n = await someMother();
    await site.client.post('/pauses', { recipient: 'fastlege', reason: 'moving house' });
    const event = await sendBirth(site, n);
    await deliveryIn(site, event, 'habu', 'confirmed');
    await sleep(3000);
    const held = await deliveryTo(site, event, 'fastlege');
    expect(held).toMatchObject({ state: 'queued', attempts: 0 });
    expect(await seen('fastlege', held?.id ?? '')).toEqual([]);
    await resume('fastlege');
    await deliveryIn(site, event, 'fastlege', 'confirmed');
    expect(await aboutChild(site, 'fastlege', 'Communication', n)).toHaveLength(1);
  });

  test('Retry-After is honoured', async () => {
    const n = await someMother();
    await site.receivers.fault('habu', { kind: 'busy429', retryAfter: 4, times: 1 });
    const event = await sendBirth(site, n);
    const confirmed = await deliveryIn(site, event, 'habu', 'confirmed');
    const [refused, taken] = await seen('habu', confirmed.id);
    expect([refused?.answered, taken?.answered]).toEqual([429, 200]);
    expect(Date.parse(taken?.at ?? '') - Date.parse(refused?.at ?? '')).toBeGreaterThanOrEqual(4000);
  });

  test('letters about one patient arrive in their order while one stands still; other patients pass', async () => {
    const [slow, other] = [await someMother(), await someMother()];
    const letterOf = async (n: number, number: number): Promise<string> => {
      const { events } = await site.client.submit('', epikrise({ n, number }));
      const delivery = await until('it is addressed', () => deliveryTo(site, events[0] ?? '', 'fastlege'));
      return delivery.id;
    };
    await site.receivers.fault('fastlege', { kind: 'busy429', retryAfter: 4, times: 1 });
    const first = await letterOf(slow, 1);
    await until('the first letter was refused', async () => (await seen('fastlege', first)).length === 1);
    const second = await letterOf(slow, 2);
    const others = await letterOf(other, 1);
    await until('all letters arrived', async () => (await seen('fastlege', second)).length === 1);
    const { order } = await site.receivers.received('fastlege');
    const letters = order.filter(({ requestId }) => [first, second, others].includes(requestId ?? ''));
    expect(letters.map(({ requestId, answered }) => [requestId, answered])).toEqual([
      [first, 429],
      [others, 200],
      [first, 200],
      [second, 200],
    ]);
  });
});
