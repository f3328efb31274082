// Does PostgreSQL walk the index the design says, for each kind of search? EXPLAIN of the statements that are really run.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/domain/json.ts';
import { createRecords } from '../../../src/store/records/records.ts';
import type { Store } from '../../../src/store/types.ts';
import { NOW, search, testStore, type TestStore } from './support.ts';

const PATIENTS = 3000;

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

let store: TestStore;
let records: TestStore['records'];
const seen: Statement[] = [];

function patient(n: number): JsonObject & { id: string } {
  return {
    resourceType: 'Patient',
    id: `p${n}`,
    identifier: [{ system: 'urn:id', value: `v${n}` }],
    name: [{ family: `Familie${n % 700}` }],
    gender: n % 2 ? 'female' : 'male',
    birthDate: `19${50 + (n % 50)}-01-01`,
    managingOrganization: { reference: `Organization/o${n % 40}` },
  };
}

function observation(n: number): JsonObject & { id: string } {
  return {
    resourceType: 'Observation',
    id: `s${n}`,
    status: 'final',
    code: { coding: [{ system: 'urn:c', code: `c${n % 300}` }] },
    subject: { reference: `Patient/p${n % PATIENTS}` },
    effectiveDateTime: new Date(NOW.getTime() - n * 3_600_000).toISOString(),
    valueQuantity: { value: n % 500, code: 'mg' },
  };
}

beforeAll(async () => {
  store = await testStore({ integrity: false });
  for (let from = 0; from < PATIENTS; from += 500) {
    const batch = Array.from({ length: 500 }, (_, at) => from + at);
    const resources = batch.flatMap((n) => [patient(n), observation(n), observation(n + PATIENTS)]);
    await store.tx((tx) => store.records.createIfAbsent(tx, resources, NOW));
  }
  const organizations = Array.from({ length: 40 }, (_, n) => ({
    resourceType: 'Organization',
    id: `o${n}`,
    name: `Hus ${n}`,
  }));
  await store.tx((tx) => store.records.createIfAbsent(tx, organizations, NOW));
  await store.query('vacuum analyze');
  const watched: Store['query'] = async (text, values = [], name) => {
    seen.push({ text, values });
    return store.query(text, values, name);
  };
  records = createRecords({ query: watched, tx: store.tx });
}, 60_000);
afterAll(() => store.drop());

async function plansOf(text: string): Promise<string> {
  seen.length = 0;
  await records.search(search(text));
  const plans: string[] = [];
  for (const statement of seen) {
    const rows = await store.query<{ 'QUERY PLAN': string }>(
      `explain (costs off) ${statement.text}`,
      statement.values,
    );
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  return plans.join('\n\n');
}

test.each([
  ['identifier', 'Patient?identifier=urn:id|v7', ['idx_eq_hash']],
  ['alternatives', 'Patient?identifier=urn:id|v7,urn:id|v8', ['idx_eq_hash']],
  ['reference', 'Observation?subject=Patient/p7', ['idx_ref_target']],
  ['string prefix', 'Patient?family=familie17', ['idx_str_val']],
  ['date, newest first', 'Observation?date=ge2026-11-01&_count=20', ['idx_ord_hi']],
  ['sorted by date', 'Observation?_sort=date&_count=20', ['idx_ord_lo']],
  ['sorted by two keys', 'Patient?_sort=family,birthdate&_count=20', ['idx_str_val']],
  ['id', 'Patient?_id=p7', ['records_type_id']],
  ['all of a type', 'Patient?_count=20', ['records_type_res']],
  ['chain', 'Observation?subject:Patient.identifier=urn:id|v7', ['idx_eq_hash', 'idx_ref_target']],
  ['chain of two', 'Observation?patient.organization._id=o3&code=c3', ['records_type_id', 'idx_ref_target']],
  ['_has', 'Patient?_has:Observation:patient:code=c7', ['idx_eq_hash', 'records_idh']],
  ['composite', 'Observation?code-value-quantity=c7$gt5', ['idx_eq_hash']],
  [
    'includes',
    'Observation?subject=Patient/p7&_include=Observation:subject',
    ['idx_ref_target', 'records_type_id'],
  ],
  [
    'reverse includes',
    'Patient?_id=p7&_revinclude=Observation:subject',
    ['records_type_id', 'idx_ref_target'],
  ],
])('%s', async (_why, text, indexes) => {
  const plans = await plansOf(text);
  for (const index of indexes) expect(plans).toContain(index);
  expect(plans).not.toMatch(/Seq Scan on (?:records|history|idx_)/);
});
