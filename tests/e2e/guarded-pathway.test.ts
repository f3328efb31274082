// The pathway runs when nobody may see everything: each sends what it knows, and sees what the law lets it see of what follows.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { birth, motherCase } from '../../src/sandbox/people.ts';
import {
  ADMIN,
  entriesOf,
  type Json,
  type ReadSite,
  referenceOf,
  startReadSite,
} from '../support/read-site.ts';

let site: ReadSite;
let mother: string;

beforeAll(async () => {
  site = await startReadSite();
  // The municipality opens the case; the birth ward sits in no team of hers and may know nothing of it.
  await site.submit('fhs', 'POST', '', motherCase({ n: 51, exposure: 'lar' }));
  const [team = {}] = await site.all(ADMIN, '/CareTeam');
  mother = String((team['subject'] as Json)['reference']);
});
afterAll(() => site.running.stop());

describe('a birth from a ward that may not know of the case', () => {
  test('is taken, means the birth of a child of that case, and makes no second mother', async () => {
    expect((await site.call('kk-fode', 'GET', `/${mother}`)).status).toBe(404);
    const sent = await site.submit('kk-fode', 'POST', '', birth({ n: 51 }));
    expect(sent.status).toBe(200);
    expect(sent.headers.get('lenke-event')).toContain('evt-');
    const patients = (await site.all(ADMIN, '/Patient')).map(referenceOf);
    expect(patients).toHaveLength(2);
    expect(patients).toContain(mother);
  });

  test('gives the ward, which now gives her care, what its row lets it see', async () => {
    expect((await site.call('kk-fode', 'GET', `/${mother}`)).status).toBe(200);
    const encounters = await site.all('kk-fode', '/Encounter');
    expect(encounters.length).toBeGreaterThan(0);
  });

  test('leads to the referral of the child, which its receiver reads and takes', async () => {
    const [referral] = await site.all('habu', '/ServiceRequest');
    expect(referral).toBeDefined();
    const tasks = await site.all('habu', `/Task?focus=${referenceOf(referral ?? {})}`);
    const [task] = tasks;
    expect(task).toBeDefined();
    const patch = [{ op: 'replace', path: '/status', value: 'accepted' }];
    const taken = await site.call('habu', 'PATCH', `/${referenceOf(task ?? {})}`, patch, {
      'content-type': 'application/json-patch+json',
    });
    expect([taken.status, taken.json['status']]).toEqual([200, 'accepted']);
    expect((await site.call('nav', 'GET', `/${referenceOf(task ?? {})}`)).status).toBe(404);
  });
});

test('a conditional reference to her finds nobody beside what is no event about her', async () => {
  const bundle = birth({ n: 51 });
  const identifier = JSON.stringify(bundle).match(/Patient\?identifier=[^"]+/)?.[0];
  const observation = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    subject: { reference: identifier },
  };
  const answered = await site.call('nav', 'POST', '/Observation', observation);
  expect(answered.status).toBeGreaterThanOrEqual(400);
  expect(entriesOf((await site.call('nav', 'GET', '/Observation')).json)).toEqual([]);
});
