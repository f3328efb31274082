// Whatever the gateway writes says where it comes from: the event, the rules, the versions it was planned from.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { profileUrl } from '../../profiles/which.ts';
import { birth, motherCase } from '../../src/sandbox/people.ts';
import { shippedValidator } from '../unit/profiles/shipped.ts';
import { type RunningGateway, startRunning } from '../support/running.ts';

interface Origin {
  readonly resourceType: string;
  readonly id: string;
  readonly target: readonly { readonly reference: string }[];
  readonly reason?: readonly { readonly coding: readonly { readonly code: string }[] }[];
  readonly entity: readonly { readonly what: { reference?: string; identifier?: { value: string } } }[];
}

let running: RunningGateway;
let born = '';
beforeAll(async () => {
  running = await startRunning();
  await running.client.submit('', motherCase({ n: 81 }));
  const { events } = await running.client.submit('', birth({ n: 81 }));
  born = events[0] ?? '';
  await running.settle(born);
});
afterAll(() => running.stop());

const origins = async (query: string): Promise<readonly Origin[]> => {
  const found = await running.client.read<{ entry?: { resource: Origin }[] }>(
    `/Provenance?${query}&_count=100`,
  );
  return (found.entry ?? []).map(({ resource }) => resource);
};
const ofBirth = async (): Promise<Origin> => {
  const all = await origins('_sort=_lastUpdated');
  const found = all.find(({ entity }) =>
    entity.some(({ what }) => what.identifier?.value === `urn:uuid:${born.replace('evt-', '')}`),
  );
  if (!found) throw new Error('no origin of the birth');
  return found;
};

test('a birth has one, with everything it wrote, the rules that did and the versions it was planned from', async () => {
  const one = await ofBirth();
  const types = [...new Set(one.target.map(({ reference }) => reference.split('/')[0]))];
  expect(types).toEqual(
    expect.arrayContaining(['CarePlan', 'CareTeam', 'EpisodeOfCare', 'ServiceRequest', 'Task']),
  );
  expect(one.reason?.[0]?.coding.map(({ code }) => code)).toContain('A-CHILD-REF');
  expect(one.entity[0]?.what.reference).toMatch(/^Observation\/[^/]+\/_history\/1$/);
  for (const { reference } of one.target)
    expect(await running.client.read<{ id: string }>(`/${reference}`)).toMatchObject({
      resourceType: reference.split('/')[0],
    });
  const [referral] = one.target.filter(({ reference }) => reference.startsWith('ServiceRequest/'));
  expect((await origins(`target=${referral?.reference ?? ''}`)).map(({ id }) => id)).toEqual([one.id]);
});

test('it is valid by its profile, and holds no name, number or content', async () => {
  const one = await ofBirth();
  const faults = shippedValidator()
    .validate(one, { profiles: [profileUrl('lenke-provenance')] })
    .filter(({ severity }) => severity === 'error' || severity === 'fatal');
  expect(faults).toEqual([]);
  expect(JSON.stringify(one)).not.toMatch(/\d{11}|Syntetisk (mor|barn)|family|given/);
});

test('the same birth again leaves it as it was', async () => {
  const before = await ofBirth();
  const { events } = await running.client.submit('', birth({ n: 81 }));
  for (const event of events) await running.settle(event);
  expect(await ofBirth()).toEqual(before);
});

test('it is sent to nobody', async () => {
  for (const system of ['habu', 'kommune', 'fastlege', 'kk'])
    expect(await running.held(system, 'Provenance')).toEqual([]);
});
