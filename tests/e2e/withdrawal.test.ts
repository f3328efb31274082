// A withdrawal does all it must in the moment it is acknowledged: stops, writes down, and asks a person to tell.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deliver } from '../../src/pipeline/deliver.ts';
import { openCase, planOn, put, withdraw } from '../support/race/withdrawal.ts';
import { startWorld, type World } from '../support/race/world.ts';

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
    const { items } = await world.ports.store.audit.list(
      { subject: about.patient, action: 'send' },
      { limit: 10 },
    );
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
});
