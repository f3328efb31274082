// S2-75, S2-87: is the directory of offers searched like everything else? By need, level and place, with nothing but R4's parameters.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningGateway, startRunning } from '../support/running.ts';

let running: RunningGateway;
beforeAll(async () => {
  running = await startRunning();
});
afterAll(() => running.stop());

async function found(query: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const search = new URLSearchParams(query).toString();
  const bundle = await running.client.read<{ entry?: { resource: { id: string } }[] }>(
    `/HealthcareService?${search}`,
  );
  return (bundle.entry ?? []).map(({ resource }) => resource.id).toSorted();
}

const KRISTIANSAND = 'urn:oid:2.16.578.1.12.4.1.1.3402|4204';

test('need, level and place together find the offers that fit', async () => {
  const need = { 'service-category': 'alcohol', 'coverage-area:identifier': KRISTIANSAND, active: 'true' };
  expect(await found({ ...need, characteristic: 'outpatient' })).toEqual([
    'offer-digital-samtale',
    'offer-rus-poliklinikk',
  ]);
  expect(await found({ ...need, characteristic: 'inpatient' })).toEqual([
    'offer-familie-dogn',
    'offer-rus-dogn',
  ]);
  expect(await found({ ...need, characteristic: 'low-threshold' })).toEqual(['offer-rusteam-apen-dor']);
});

test('traits are found as levels are: digital, adapted to pregnancy', async () => {
  const here = { 'coverage-area:identifier': KRISTIANSAND, active: 'true' };
  expect(await found({ ...here, characteristic: 'digital' })).toEqual(['offer-digital-samtale']);
  expect(
    await found({ ...here, characteristic: 'pregnancy-adapted', 'service-category': 'alcohol' }),
  ).toEqual(['offer-familie-dogn', 'offer-rus-poliklinikk']);
});

test('an offer of another place is not found', async () => {
  const place = { 'coverage-area:identifier': 'urn:oid:2.16.578.1.12.4.1.1.3402|3222' };
  expect(await found({ ...place, 'service-category': 'alcohol' })).toEqual(['offer-lk-team']);
});

test('an offer that has ended is there for who asks for it, and not for who looks for help', async () => {
  const ended = { 'service-category': 'drugs', characteristic: 'low-threshold' };
  expect(await found({ ...ended, active: 'false' })).toEqual(['offer-dagtilbud-avsluttet']);
  expect(await found({ ...ended, active: 'true' })).not.toContain('offer-dagtilbud-avsluttet');
});
