// Are writes planned once, and for large tables also when the first of them came to empty ones?

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Interaction } from '../../../src/store/records/types.ts';
import { openStore } from '../../../src/store/connect.ts';
import { migrate } from '../../../src/store/migrate.ts';
import type { Store } from '../../../src/store/types.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { NOW } from './support.ts';

/** Tables that only writing touches here; `records` is also read by what locks and looks up. */
const TABLES = ['idx_eq', 'idx_ref', 'idx_str', 'idx_ord', 'history'];

let store: Store;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await migrate({ connectionString: database.connectionString });
  // One connection, so that every plan is the one that was made when nothing was there; and one that takes indexes for dear,
  // as a planner does for small tables on disks.
  const url = new URL(database.connectionString);
  url.searchParams.set('options', '-c random_page_cost=1000');
  store = await openStore({ connectionString: url.href, poolSize: 1 });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const patient = (id: string, n: number): Interaction => ({
  kind: 'update',
  id,
  resource: {
    resourceType: 'Patient',
    identifier: [{ system: 'urn:id', value: `${id}-${n}` }],
    name: [{ family: `Familie${n}` }],
    birthDate: `19${50 + (n % 50)}-01-01`,
    generalPractitioner: [{ reference: `Practitioner/d${n % 7}` }],
    link: [],
  },
});

async function execute(...interactions: readonly Interaction[]): Promise<void> {
  const { records } = store;
  await store.tx((tx) => records.execute(tx, interactions, NOW));
}

async function tableScans(): Promise<number> {
  await store.query('select pg_stat_force_next_flush()');
  const [row] = await store.query<{ scans: number }>(
    `select sum(seq_scan)::int as scans from pg_stat_user_tables where relname = any ($1)`,
    [TABLES],
  );
  return row?.scans ?? -1;
}

test('no write reads a whole table, from the first one on', async () => {
  const doctors = Array.from(
    { length: 7 },
    (_, n): Interaction => ({ kind: 'update', id: `d${n}`, resource: { resourceType: 'Practitioner' } }),
  );
  const before = await tableScans();
  await execute(...doctors);
  for (let round = 0; round < 8; round += 1) {
    const many = Array.from({ length: 20 }, (_, n) => patient(`p${n}`, round * 31 + n));
    await execute(...many);
    await execute(patient('alone', round));
  }
  await execute({ kind: 'delete', type: 'Patient', id: 'p1' });
  expect(await tableScans()).toBe(before);
});

test('all writes of a connection are one prepared statement, whatever rows they bring', async () => {
  const names = await store.query<{ name: string; custom: number }>(
    `select name, custom_plans::int as custom from pg_prepared_statements where name like 'records-write%'`,
  );
  expect(names.map(({ name }) => name)).toEqual(['records-write']);
  expect(names[0]?.custom).toBeLessThanOrEqual(5);
});
