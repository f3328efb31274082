// How long does each kind of search take? A script, no test: `node tests/unit/records/measure-search.ts [patients]`; one caller, milliseconds.

import type { JsonObject } from '../../../src/domain/json.ts';
import { createParameterRoom } from '../../../src/store/search-parameters/room.ts';
import { createLiveParameters } from '../../../src/fhir/search/live.ts';
import { directoryOfRun, removeRun } from '../../support/postgres-directory.ts';
import { NOW, search, testStore, type TestStore } from './support.ts';

const RUNS = 40;

function patient(n: number): JsonObject {
  return {
    resourceType: 'Patient',
    identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: String(10_000_000_000 + n) }],
    active: true,
    name: [{ use: 'official', family: `Familie${n % 4000}`, given: [`Fornavn${n % 300}`] }],
    telecom: [{ system: 'phone', value: `+47900${n}` }],
    gender: n % 100 === 0 ? 'other' : n % 2 ? 'female' : 'male',
    birthDate: `19${String(50 + (n % 50)).padStart(2, '0')}-0${1 + (n % 9)}-1${n % 10}`,
    address: [{ city: `By${n % 60}`, postalCode: String(1000 + (n % 8000)) }],
    managingOrganization: { reference: `Organization/o${n % 50}` },
  };
}

function observation(n: number, at: number): JsonObject {
  return {
    resourceType: 'Observation',
    status: at === 0 ? 'final' : 'amended',
    code: {
      coding: [{ system: 'http://loinc.org', code: `c${n % 400}`, display: `Display ${n % 400}` }],
      text: 'Måling',
    },
    subject: { reference: `Patient/p${n}` },
    effectiveDateTime: new Date(NOW.getTime() - (n % 500_000) * 60_000).toISOString(),
    valueQuantity: { value: n % 200, system: 'http://unitsofmeasure.org', code: 'mg', unit: 'mg' },
  };
}

async function fill(store: TestStore, patients: number): Promise<void> {
  const organizations = Array.from({ length: 50 }, (_, n) => ({
    resourceType: 'Organization',
    id: `o${n}`,
    name: `Sykehus ${n}`,
    ...(n > 0 && { partOf: { reference: `Organization/o${Math.floor((n - 1) / 3)}` } }),
  }));
  await store.tx((tx) => store.records.createIfAbsent(tx, organizations, NOW));
  for (let from = 0; from < patients; from += 200) {
    const batch = Array.from({ length: 200 }, (_, at) => ({ ...patient(from + at), id: `p${from + at}` }));
    const observations = batch.flatMap((_, at) =>
      [0, 1].map((n) => ({ ...observation(from + at, n), id: `s${from + at}-${n}` })),
    );
    await store.tx((tx) => store.records.createIfAbsent(tx, [...batch, ...observations], NOW));
  }
  await store.query('vacuum analyze');
}

/** `#` is a number that differs from run to run. */
const SEARCHES = [
  'Patient?identifier=urn:oid:2.16.578.1.12.4.1.4.1|1000000####',
  'Observation?subject=Patient/p####&_include=Observation:subject',
  'Patient?family=familie####',
  'Observation?subject:Patient.identifier=1000000####',
  'Observation?subject:Patient.family=familie####',
  'Observation?patient.gender=female&_count=20',
  'Observation?patient.gender=other&_count=20',
  'Observation?patient.organization.name=sykehus 7&_count=20',
  'Observation?patient.organization:below=o0&_count=20',
  'Observation?patient.birthdate=1950-01-10&code=c#&_count=20',
  'Patient?_has:Observation:patient:code=c###&_count=20',
  'Patient?_has:Observation:patient:status=final&_count=20',
  'Patient?_has:Observation:patient:value-quantity=gt198&gender=female&_count=20',
  'Observation?code-value-quantity=c###$gt50||mg&_count=20',
  'Observation?value-quantity=gt198||mg&_count=20',
  'Observation?code:text=måling&_count=20',
  'Observation?code:text=ingen&_count=20',
  'Observation?code:text=måling&subject=Patient/p####',
  'Patient?organization=Organization/o7&_sort=family,-birthdate&_count=20',
  'Patient?_sort=family,given&_count=20',
  'Observation?status=final&date=ge2026-0#-01&_sort=-date&_count=20',
  'Patient?family=familie####&_sort=gender&_count=20',
  'Patient?_id=p####&_revinclude=*&_include=*',
  'Observation?patient.gender=female&_total=accurate&_count=1',
  'Observation?code=c7&_total=accurate&_count=1',
  'Patient?name:contains=ilie39##&_count=20',
] as const;

function spread(times: readonly number[], part: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1).padStart(8);
}

async function measure(store: TestStore, text: string): Promise<void> {
  const times: number[] = [];
  let found = 0;
  for (let n = 0; n < RUNS + 5; n += 1) {
    let digit = n * 7919;
    const asked = text.replaceAll('#', () => String((digit = Math.floor(digit / 3) + 1) % 9 || 1));
    const began = performance.now();
    const page = await store.records.search(search(asked));
    if (n >= 5) times.push(performance.now() - began);
    found += page.matches.length;
    if (performance.now() - began > 2000) break;
  }
  const line = [
    text.padEnd(86),
    spread(times, 0.5),
    spread(times, 0.99),
    String(Math.round(found / (RUNS + 5))).padStart(6),
  ];
  process.stdout.write(`${line.join(' ')}\n`);
}

async function reindex(store: TestStore): Promise<void> {
  const live = createLiveParameters();
  const room = createParameterRoom({ query: store.query, tx: store.tx, parameters: live, graceSeconds: 0 });
  await store.create({
    resourceType: 'SearchParameter',
    status: 'active',
    code: 'nick',
    base: ['Patient'],
    type: 'string',
    expression: 'Patient.name.given',
  });
  const began = performance.now();
  while ((await room.step()) === 'working');
  const [row] = await room.list();
  process.stdout.write(
    `reindexed ${row?.done} resources in ${((performance.now() - began) / 1000).toFixed(1)} s, ${row?.state}\n`,
  );
}

async function main(patients: number): Promise<void> {
  const store = await testStore({ integrity: false });
  const began = performance.now();
  await fill(store, patients);
  process.stdout.write(`${patients * 3} records in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  process.stdout.write(`${'search'.padEnd(86)}   p50 ms   p99 ms  found\n`);
  for (const text of SEARCHES) await measure(store, text);
  await reindex(store);
  await store.drop();
  await removeRun(directoryOfRun(process.pid));
}

await main(Number(process.argv[2] ?? 20_000));
process.exit(0);
