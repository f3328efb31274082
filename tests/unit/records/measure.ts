// How fast is the records room? A script, no test: `node tests/unit/records/measure.ts [patients]`; prints operations per second.

import { readdirSync, readFileSync } from 'node:fs';
import type { JsonObject } from '../../../src/domain/json.ts';
import { NOW, search, testStore, type TestStore } from './support.ts';

const CALLERS = 16;
const SECONDS = 2;
const TICK_US = 10_000;

function patient(n: number): JsonObject {
  return {
    resourceType: 'Patient',
    identifier: [
      { use: 'official', system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: String(10_000_000_000 + n) },
      { use: 'usual', system: 'https://lenke.example/local', value: `L-${n}` },
    ],
    active: true,
    name: [
      {
        use: 'official',
        family: `Familie${n % 4000}`,
        given: [`Fornavn${n % 300}`, `Mellom${n % 50}`],
        text: `Fornavn${n % 300} Familie${n % 4000}`,
      },
    ],
    telecom: [
      { system: 'phone', value: `+47900${n}`, use: 'mobile' },
      { system: 'email', value: `p${n}@example.no` },
    ],
    gender: n % 2 ? 'female' : 'male',
    birthDate: `19${String(50 + (n % 50)).padStart(2, '0')}-0${1 + (n % 9)}-1${n % 10}`,
    address: [
      {
        use: 'home',
        line: [`Gata ${n % 200}`],
        city: `By${n % 60}`,
        postalCode: String(1000 + (n % 8000)),
        country: 'NO',
      },
    ],
    maritalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: 'M' }],
    },
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'nb' }] } }],
  };
}

function request(subject: string, n: number): JsonObject {
  return {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    subject: { reference: subject },
    code: { coding: [{ system: 'http://snomed.info/sct', code: String(100_000 + (n % 40)) }] },
    authoredOn: new Date(NOW.getTime() - (n % 500_000) * 60_000).toISOString(),
    note: [{ text: 'x'.repeat(200) }],
  };
}

/** CPU of the server so far, all its processes, in µs; Linux only. On a shared machine it says more than the rate. */
function serverCpu(parent: string): number {
  const fields = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      } catch {
        return [];
      }
    });
  const own = fields.filter((each) => each[1] === parent);
  return own.reduce((sum, each) => sum + (Number(each[11]) + Number(each[12])) * TICK_US, 0);
}

async function parentOf(store: TestStore): Promise<string> {
  const [row] = await store.query<{ pid: number }>('select pg_backend_pid() as pid');
  return readFileSync(`/proc/${row?.pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1] ?? '';
}

type Rate = (name: string, callers: number, work: (n: number) => Promise<unknown>) => Promise<void>;

function createRate(server: string): Rate {
  return async (name, callers, work) => {
    let done = 0;
    const end = performance.now() + SECONDS * 1000;
    const [cpu, database] = [process.cpuUsage(), serverCpu(server)];
    const loop = async (): Promise<void> => {
      while (performance.now() < end) {
        await work(done);
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: callers }, loop));
    const used = process.cpuUsage(cpu);
    const node = (used.user + used.system) / done;
    const postgres = (serverCpu(server) - database) / done;
    const line = [
      name.padEnd(40),
      `${callers} callers`,
      `${Math.round(done / SECONDS)}/s`.padStart(8),
      `${node.toFixed(0)} µs Node`,
      `${postgres.toFixed(0)} µs PostgreSQL`,
    ];
    process.stdout.write(`${line.join('  ')}\n`);
  };
}

/** A mother's case with a child: 61 resources. */
function family(): (JsonObject & { id: string })[] {
  return [
    { ...patient(1), id: 'mother' },
    { resourceType: 'EpisodeOfCare', id: 'case', patient: { reference: 'Patient/mother' } },
    { resourceType: 'RelatedPerson', id: 'related', patient: { reference: 'Patient/mother' } },
    {
      ...patient(2),
      id: 'child',
      link: [{ other: { reference: 'RelatedPerson/related' }, type: 'seealso' }],
    },
    { resourceType: 'EpisodeOfCare', id: 'child-case', patient: { reference: 'Patient/child' } },
    ...Array.from({ length: 56 }, (_, n) => ({
      ...request(n % 3 ? 'Patient/mother' : 'Patient/child', n),
      id: `case-${n}`,
    })),
  ];
}

async function fill(store: TestStore, patients: number): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < patients; from += 200) {
    const batch = Array.from({ length: 200 }, (_, at) => ({ ...patient(from + at), id: `p${from + at}` }));
    const requests = batch.flatMap((each, at) =>
      [0, 1].map((n) => ({
        ...request(`Patient/${each.id}`, (from + at) * 2 + n),
        id: `s${from + at}-${n}`,
      })),
    );
    await store.tx((tx) => store.records.createIfAbsent(tx, [...batch, ...requests], NOW));
    ids.push(...batch.map((each) => each.id));
  }
  await store.query('vacuum analyze');
  return ids;
}

async function main(patients: number): Promise<void> {
  const store = await testStore();
  const rate = createRate(await parentOf(store));
  const began = performance.now();
  const ids = await fill(store, patients);
  process.stdout.write(`${patients * 3} records in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  const [size] = await store.query<{ mb: number }>(
    "select sum(pg_total_relation_size(c.oid))/1e6 as mb from pg_class c where relname in ('records','idx_eq','idx_ref','idx_str','idx_ord','history')",
  );
  process.stdout.write(`database ${Number(size?.mb).toFixed(0)} MB\n`);
  const id = (n: number): string => ids[(n * 7919) % ids.length] ?? '';
  let fresh = 1_000_000;
  const one = (resource: JsonObject): Promise<unknown> => store.run({ kind: 'create', resource });
  const transaction = (): Promise<unknown> => {
    fresh += 1;
    const n = fresh;
    const identifier = search(`Patient?identifier=urn:oid:2.16.578.1.12.4.1.4.1|${10_000_000_000 + n}`);
    return store.run(
      { kind: 'create', resource: patient(n), fullUrl: 'urn:uuid:p', ifNoneExist: identifier },
      ...Array.from(
        { length: 9 },
        (_, at) =>
          ({ kind: 'create', resource: request('urn:uuid:p', n + at), fullUrl: `urn:uuid:s${at}` }) as const,
      ),
    );
  };
  await store.tx((tx) => store.records.createIfAbsent(tx, family(), NOW));
  await store.query('create table bare (id text primary key, content text)');
  const text = JSON.stringify(patient(1));
  for (const callers of [1, CALLERS]) {
    await rate('bare: begin, insert one row, commit', callers, () =>
      store.tx((tx) => tx.query('insert into bare values ($1, $2)', [`b${(fresh += 1)}`, text], 'bare')),
    );
    await rate('bare: read one row', callers, (n) =>
      store.query('select * from records where type = 103 and id = $1', [id(n)], 'bare-read'),
    );
    await rate('create Patient', callers, () => one(patient((fresh += 1))));
    await rate('transaction of 10, 1 conditional', callers, transaction);
    await rate('update, one value changed', callers, (n) =>
      store.run({
        kind: 'update',
        id: id(n),
        resource: { ...patient((n * 7919) % ids.length), active: n % 3 === 0 },
      }),
    );
    await rate('read', callers, (n) => store.records.read('Patient', id(n)));
    await rate('identifier search', callers, (n) =>
      store.records.search(
        search(
          `Patient?identifier=urn:oid:2.16.578.1.12.4.1.4.1|${10_000_000_000 + ((n * 7919) % patients)}`,
        ),
      ),
    );
    await rate('subject search + _include', callers, (n) =>
      store.records.search(search(`ServiceRequest?subject=Patient/${id(n)}&_include=ServiceRequest:subject`)),
    );
    await rate('name prefix, 20 rows', callers, (n) =>
      store.records.search(search(`Patient?name=familie${n % 4000}&_count=20`)),
    );
    await rate('status + date, sort date, 20 rows', callers, (n) =>
      store.records.search(
        search(`ServiceRequest?status=active&authored=ge2026-0${1 + (n % 9)}-01&_sort=-authored&_count=20`),
      ),
    );
    await rate('subject + date', callers, (n) =>
      store.records.search(search(`ServiceRequest?subject=Patient/${id(n)}&authored=ge2020-01-01`)),
    );
    await rate('case of 61 resources', callers, () => store.records.caseBundle('EpisodeOfCare/case'));
    await rate('gender:not, 20 rows', callers, () =>
      store.records.search(search('Patient?gender:not=male&_count=20')),
    );
  }
  const scans = await store.query<{ relname: string; seq_scan: string }>(
    "select relname, seq_scan from pg_stat_user_tables where relname in ('records','history','idx_eq','idx_ref','idx_str','idx_ord')",
  );
  process.stdout.write(
    `sequential scans: ${scans.map((row) => `${row.relname} ${row.seq_scan}`).join(', ')}\n`,
  );
  await store.drop();
}

await main(Number(process.argv[2] ?? 17_000));
process.exit(0);
