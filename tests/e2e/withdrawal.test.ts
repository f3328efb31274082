// A withdrawal does all it must in the moment it is acknowledged: stops, writes down, and asks a person to tell.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { deliveryId, eventId } from '../../src/domain/identity.ts';
import { deliver } from '../../src/pipeline/deliver.ts';
import { createHolds } from '../../src/pipeline/sending/hold.ts';
import { processEvent } from '../../src/pipeline/process.ts';
import { consentOf, openCase, planOn, put, withdraw } from '../support/race/withdrawal.ts';
import { startWorld, type World } from '../support/race/world.ts';
import { eventually } from '../support/running.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ isGuarded: true });
});
afterAll(() => world.stop());

const stateOf = async (id: string | undefined) => {
  const { items } = await world.ports.store.deliveries.list({}, { limit: 100 });
  return items.find((one) => one.id === id);
};
const tasksOf = async (patient: string) => {
  const found = await world.ports.store.records.search({
    type: 'Task',
    criteria: [{ parameter: 'patient', values: [patient] }],
    includes: [],
    sort: [],
    count: 10,
  });
  return found.matches.map(({ stored }) => stored.content);
};

describe('what goes out together', () => {
  test('is decided, sent and written down each by itself, however many its event planned', async () => {
    const about = await openCase(world);
    const ids = await planOn(world, about, 3);
    expect(await deliver(eventId('race', about.case), world.ports)).toEqual({});
    const states = await Promise.all(ids.map(stateOf));
    expect(states.map((one) => [one?.state, one?.attempts])).toEqual(ids.map(() => ['confirmed', 1]));
    const { items } = await world.ports.store.audit.list({ subject: about.patient }, { limit: 10 });
    const sent = items.filter(({ action }) => action === 'send').map((entry) => entry.deliveryId ?? '');
    expect(sent.toSorted()).toEqual(ids.toSorted());
  });

  test('leaves nothing when she withdrew before it was woken', async () => {
    const about = await openCase(world);
    const ids = await planOn(world, about, 3);
    const from = world.seen.received.length;
    await withdraw(about, world);
    await deliver(eventId('race', about.case), world.ports);
    expect(world.seen.received.length).toBe(from);
    expect((await Promise.all(ids.map(stateOf))).map((one) => one?.state)).toEqual(
      ids.map(() => 'cancelled'),
    );
  });

  test('holds one lock until the last has left: a withdrawal waits for it, and the next lock sees it', async () => {
    const about = await openCase(world);
    const [id] = await planOn(world, about, 1);
    const delivery = await world.ports.store.deliveries.read(deliveryId('race', about.case, '0'));
    if (!delivery || id !== delivery.id) throw new Error('nothing was planned');
    const hold = createHolds(world.ports)(delivery);
    const [one, other] = await Promise.all([hold.enter(), hold.enter()]);
    expect(other.stamp).toBe(one.stamp);
    const order: string[] = [];
    const withdrawn = withdraw(about, world).then(() => order.push('withdrawn'));
    one.leave();
    await sleep(150);
    order.push('the last leaves');
    const at = new Date();
    other.leave({ at, action: 'send', caller: 'lenke', subject: about.patient, deliveryId: delivery.id });
    await other.ended;
    await withdrawn;
    expect(order).toEqual(['the last leaves', 'withdrawn']);
    const { items } = await world.ports.store.audit.list({ deliveryId: delivery.id }, { limit: 10 });
    expect(items.filter(({ action }) => action === 'send')).toHaveLength(1);
    const next = await hold.enter();
    expect(next.stamp).not.toBe(one.stamp);
    next.leave();
    await next.ended;
  });
});

describe('a withdrawal', () => {
  test('cancels what waits, with the rule that stops it now, and writes the decision down', async () => {
    const about = await openCase(world);
    const [id] = await planOn(world, about, 1);
    await withdraw(about, world);
    expect(await stateOf(id)).toMatchObject({
      state: 'cancelled',
      reason: expect.stringMatching(/^R9-DENY no-/),
    });
    const { items } = await world.ports.store.audit.list({ subject: about.patient }, { limit: 10 });
    expect(items).toMatchObject([{ action: 'decide', effect: 'deny', rule: 'R9-DENY', deliveryId: id }]);
  });

  test('asks a person to tell who got something under it, and nobody else', async () => {
    const about = await openCase(world);
    const [id] = await planOn(world, about, 1);
    await deliver(id ?? '', world.ports);
    expect(await stateOf(id)).toMatchObject({ state: 'confirmed' });
    await withdraw(about, world);
    const [task, ...more] = await tasksOf(about.patient);
    expect(more).toEqual([]);
    expect(task).toContain('tell-withdrawal');
    expect(task).toContain('Organization/rusteam');
    // The wording is neutral: it names no finding and no class.
    expect(task).not.toMatch(/reported-use|D3|rus(?!team)/);
  });

  test('that nobody got anything under asks for nothing', async () => {
    const about = await openCase(world);
    await withdraw(about, world);
    expect(await tasksOf(about.patient)).toEqual([]);
  });

  test('a send leaves its basis and the consent in the audit', async () => {
    const about = await openCase(world);
    const [id] = await planOn(world, about, 1);
    await deliver(id ?? '', world.ports);
    // Written by the gate when the bytes are gone, a moment after the answer may be here.
    const items = await eventually(async () => {
      const found = await world.ports.store.audit.list(
        { subject: about.patient, action: 'send' },
        { limit: 10 },
      );
      return found.items.length > 0 ? found.items : undefined;
    });
    expect(items).toMatchObject([
      { rule: 'R6-CONSENT', basis: 'HPL22', evidence: [`Consent/${about.consent}`], recipient: 'rusteam' },
    ]);
  });

  test('a no is as good as a withdrawal', async () => {
    const about = await openCase(world);
    const [id] = await planOn(world, about, 1);
    await withdraw(about, world, 'rejected');
    expect(await stateOf(id)).toMatchObject({ state: 'cancelled' });
  });

  test('a consent that is written again without a change stops nothing', async () => {
    const about = await openCase(world);
    const [id] = await planOn(world, about, 1);
    await withdraw(about, world, 'active');
    expect(await stateOf(id)).toMatchObject({ state: 'queued' });
  });
});

/** Plans and sends what the events of a kind set off. */
const followUp = async (code: string) => {
  const { items } = await world.ports.store.events.list({ code, status: 'accepted' }, { limit: 50 });
  for (const { id } of items) {
    await processEvent(id, world.ports);
    for (const planned of await world.ports.store.deliveries.ofEvent(id))
      await deliver(planned.id, world.ports);
  }
};
const readTask = async (patient: string, code: string) =>
  (await tasksOf(patient))
    .map((text) => JSON.parse(text) as { status: string; code: { coding: { code: string }[] } })
    .filter((task) => task.code.coding.some((coding) => coding.code === code));

describe('who got something under it', () => {
  test('is told by a notice that names the message and nothing else, and the Task is done', async () => {
    const about = await openCase(world);
    const [id] = await planOn(world, about, 1);
    await deliver(id ?? '', world.ports);
    await followUp('E_CONSENT_ENDED');
    world.seen.bodies.length = 0;
    await withdraw(about, world);
    await followUp('E_CONSENT_ENDED');
    const [notice, ...more] = world.seen.bodies;
    expect(more).toEqual([]);
    expect(notice).toContain('consent-ended');
    expect(notice).toContain((id ?? '').replace('dlv-', ''));
    // Nothing of whom, of what, of which consent, of which service.
    expect(notice).not.toMatch(/"resourceType":"Patient"|"D3"|reported-use|rus(?!team)|[Ss]amtykke/);
    expect(notice).not.toContain(about.consent);
    expect(await readTask(about.patient, 'tell-withdrawal')).toMatchObject([{ status: 'completed' }]);
  });

  test('is told when it was narrowed to less than they got, and not when it covers all of it', async () => {
    const about = await openCase(world);
    const say = (classes: readonly string[]) =>
      put(world, consentOf(about.consent, about.patient, 'active', { classes }), about.consent);
    await say(['D2', 'D3']);
    const [id] = await planOn(world, about, 1);
    await deliver(id ?? '', world.ports);
    await say(['D3']);
    expect(await readTask(about.patient, 'tell-withdrawal')).toEqual([]);
    await say(['D2']);
    expect(await readTask(about.patient, 'tell-withdrawal')).toMatchObject([{ status: 'requested' }]);
  });

  test('an objection to them stops the notice as well: a person decides', async () => {
    const about = await openCase(world);
    const [id] = await planOn(world, about, 1);
    await deliver(id ?? '', world.ports);
    const objection = randomUUID();
    await put(
      world,
      {
        ...consentOf(objection, about.patient, 'active'),
        category: [
          {
            coding: [
              { system: 'https://lenke.example/fhir/CodeSystem/tk-consent-category', code: 'objection' },
            ],
          },
        ],
        provision: { type: 'deny' },
      },
      objection,
    );
    await followUp('E_CONSENT_ENDED');
    world.seen.bodies.length = 0;
    await withdraw(about, world);
    await followUp('E_CONSENT_ENDED');
    expect(world.seen.bodies).toEqual([]);
    expect(await readTask(about.patient, 'tell-withdrawal')).toMatchObject([{ status: 'requested' }]);
  });
});

describe('an invitation', () => {
  const inviting = (patient: string, others: readonly string[]) => ({
    resourceType: 'Appointment',
    id: randomUUID(),
    status: 'proposed',
    description: 'Møte',
    start: new Date(Date.now() + 86_400_000).toISOString(),
    end: new Date(Date.now() + 90_000_000).toISOString(),
    participant: [patient, ...others].map((reference) => ({ actor: { reference }, status: 'needs-action' })),
  });
  const read = async (id: string) =>
    JSON.parse((await world.ports.store.records.read('Appointment', id))?.content ?? '{}') as Record<
      string,
      unknown
    >;

  test('to whom she took her consent back from is withdrawn, in words that say nothing of why', async () => {
    const about = await openCase(world);
    const meeting = inviting(about.patient, ['HealthcareService/rusteam', 'HealthcareService/fhs']);
    const alone = inviting(about.patient, ['HealthcareService/rusteam']);
    for (const one of [meeting, alone]) await put(world, one, one.id);
    await withdraw(about, world);
    const left = await read(meeting.id);
    expect(left['status']).toBe('proposed');
    expect(JSON.stringify(left['participant'])).toContain('HealthcareService/fhs');
    expect(JSON.stringify(left)).not.toContain('rusteam');
    // Whoever was invited reads one of the languages; none of them says why.
    const { nb, nn, en } = world.ports.law.consent.invitation;
    expect(await read(alone.id)).toMatchObject({ status: 'cancelled', comment: `${nb} / ${nn} / ${en}` });
    expect([nb, nn, en].join()).not.toMatch(/samtyk|consent|barnevern|child welfare/i);
    expect(world.ports.law.consent.invitation.nb).not.toMatch(/samtykke|trukket|rus/i);
  });
});

describe('a move', () => {
  const livingIn = (patient: string, code: string) => ({
    resourceType: 'Patient',
    id: patient.replace('Patient/', ''),
    active: true,
    address: [
      {
        use: 'home',
        city: 'Byen',
        _district: {
          extension: [
            {
              url: 'http://hl7.no/fhir/StructureDefinition/no-basis-municipalitycode',
              valueCoding: { system: 'urn:oid:2.16.578.1.12.4.1.1.3402', code },
            },
          ],
        },
      },
    ],
  });
  const moveTo = (patient: string, code: string) =>
    put(world, livingIn(patient, code), patient.replace('Patient/', ''));

  test('asks anew for a consent that names an organisation of the old municipality, once', async () => {
    const about = await openCase(world);
    await moveTo(about.patient, '4204');
    expect(await tasksOf(about.patient)).toEqual([]);
    await moveTo(about.patient, '4203');
    await moveTo(about.patient, '4203');
    const [task, ...more] = await tasksOf(about.patient);
    expect(more).toEqual([]);
    expect(task).toContain('reconfirm-consent');
    expect(task).toContain(`Consent/${about.consent}`);
  });

  test('stops what a consent to a role alone would let go to whoever plays it there, until she is asked', async () => {
    const about = await openCase(world);
    const say = () =>
      put(world, consentOf(about.consent, about.patient, 'active', { isNamed: false }), about.consent);
    await moveTo(about.patient, '4204');
    await say();
    const [id] = await planOn(world, about, 1);
    expect(await stateOf(id)).toMatchObject({ state: 'queued' });
    await moveTo(about.patient, '4203');
    expect(await stateOf(id)).toMatchObject({ state: 'cancelled' });
    const [task] = await readTask(about.patient, 'reconfirm-consent');
    const asked = task as unknown as { id: string; resourceType: string };
    await put(world, { ...asked, status: 'completed' }, asked.id);
    const [again] = await planOn(world, { ...about, case: about.case }, 2).then((all) => all.slice(-1));
    await deliver(again ?? '', world.ports);
    expect(await stateOf(again)).toMatchObject({ state: 'confirmed' });
  });
});
