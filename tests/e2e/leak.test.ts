// No byte that left holds what its receiver may not have: a region of births, and everything each system was sent, classified anew.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { classesNotFor, type Held } from '../support/leak.ts';
import { birth, epikrise, motherCase, plan, referral, TWINS } from '../../src/sandbox/people.ts';
import { type RunningGateway, startRunning } from '../support/running.ts';

let running: RunningGateway;
const held: Record<string, Held[]> = {};

/** What each pretend system stands for: the rows by whose leave it holds things. */
const SYSTEMS: Readonly<Record<string, readonly string[]>> = {
  habu: ['habu'],
  fastlege: ['fastlege'],
  kommune: ['fhs', 'helsestasjon', 'jordmor', 'rusteam'],
  kk: ['kk', 'kk-barsel', 'kk-fode', 'kk-pol', 'lar', 'nfi'],
};
const TYPES = [
  'Patient',
  'RelatedPerson',
  'Observation',
  'CarePlan',
  'CareTeam',
  'ServiceRequest',
  'Communication',
  'Task',
  'EpisodeOfCare',
  'Composition',
  'MedicationStatement',
  'Consent',
];

beforeAll(async () => {
  running = await startRunning();
  const submit = async (bundle: object) => {
    const { events } = await running.client.submit('', bundle);
    for (const event of events) await running.settle(event);
  };
  await submit(motherCase({ n: 71 }));
  await submit(birth({ n: 71 }));
  await submit(motherCase({ n: 72, municipality: '4203', coordinator: false }));
  await submit(birth({ n: 72, children: TWINS }));
  await submit(motherCase({ n: 73, exposure: 'use', barnevernConsent: 'in-force' }));
  await submit(birth({ n: 73 }));
  await submit(motherCase({ n: 74 }));
  await submit(referral({ n: 74, from: 'fastlege', to: 'kk-pol' }));
  await submit(epikrise({ n: 74 }));
  await submit(plan({ n: 74 }));
  for (const system of Object.keys(SYSTEMS)) {
    const found: Held[] = [];
    for (const type of TYPES) found.push(...((await running.held(system, type)) as unknown as Held[]));
    held[system] = found;
  }
}, 120_000);
afterAll(() => running.stop());

test('each system was sent something, so that there is something to leak', () => {
  for (const system of Object.keys(SYSTEMS))
    expect([system, (held[system] ?? []).length > 0]).toEqual([system, true]);
});

test.each(Object.entries(SYSTEMS))(
  '%s holds nothing of a class that no row of its may have',
  (system, rows) => {
    expect(classesNotFor(rows, held[system] ?? [])).toEqual([]);
  },
);

test('the check sees a leak: toxicology at a kindergarten, a consent anywhere', () => {
  const subject = { reference: 'Patient/x' };
  const tox = {
    resourceType: 'Observation',
    subject,
    code: {
      coding: [{ system: 'https://lenke.example/fhir/CodeSystem/tk-observation', code: 'urine-tox-summary' }],
    },
  };
  expect(classesNotFor(['barnehage'], [tox])).toEqual(['Observation D4']);
  expect(classesNotFor(['fastlege'], [{ resourceType: 'Consent', patient: subject }])).toEqual([
    'Consent D0',
  ]);
});

test('what an ordinary health centre alone was sent never tells of HABU', async () => {
  const outside = await running.held('kommune', 'Communication');
  expect(JSON.stringify(outside)).not.toMatch(/prenatal-exposure/);
});
