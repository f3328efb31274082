// A withdrawal that was acknowledged by one process is seen by the next read of another, which remembers the case.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openStore } from '../../src/store/connect.ts';
import type { Store } from '../../src/store/types.ts';
import { motherCase } from '../../src/sandbox/people.ts';
import { consentOf } from '../support/race/withdrawal.ts';
import { ADMIN, type Json, type ReadSite, referenceOf, startReadSite } from '../support/read-site.ts';
import type { Ref } from '../../src/domain/identity.ts';

let site: ReadSite;
let elsewhere: Store;
let use: string;
let mother: Ref;

beforeAll(async () => {
  site = await startReadSite();
  await site.submit(ADMIN, 'POST', '', motherCase({ n: 73, exposure: 'use', barnevernConsent: 'none' }));
  const found = await site.all(ADMIN, '/Observation');
  const reported = found.find((one) => JSON.stringify(one['code']).includes('reported-use')) ?? {};
  mother = String((reported['subject'] as Json)['reference']) as Ref;
  use = referenceOf(reported);
  elsewhere = await openStore({ connectionString: site.running.connectionString, poolSize: 2 });
});
afterAll(async () => {
  await elsewhere.close();
  await site.running.stop();
});

const statusOf = async (path: string) => (await site.call('rusteam', 'GET', path)).status;
const totalOf = async () =>
  Number((await site.call('rusteam', 'GET', `/Observation?_id=${use.split('/')[1]}`)).json['total']);
const says = (status: string) =>
  elsewhere.tx((tx) =>
    elsewhere.records.execute(
      tx,
      [
        {
          kind: 'update',
          id: 'consent-to-rusteam',
          resource: consentOf('consent-to-rusteam', mother, status),
        },
      ],
      new Date(),
    ),
  );

test('thirty times given and withdrawn elsewhere, among other reads and writes: each read tells what was said last', async () => {
  const state = { isOver: false };
  const noise = Array.from({ length: 6 }, async (_, n) => {
    while (!state.isOver) {
      if (n === 0) await site.call(ADMIN, 'POST', '/Patient', { resourceType: 'Patient', active: true });
      else await statusOf(n % 2 === 0 ? `/${use}` : `/${mother}`);
    }
  });
  const told: unknown[] = [];
  for (let round = 0; round < 30; round += 1) {
    await says('active');
    told.push([await statusOf(`/${use}`), await totalOf()]);
    await says('inactive');
    told.push([await totalOf(), await statusOf(`/${use}`)]);
  }
  state.isOver = true;
  await Promise.all(noise);
  expect(told).toEqual(Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? [200, 1] : [0, 404])));
}, 120_000);
