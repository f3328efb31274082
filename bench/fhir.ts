// How fast is the FHIR API, and how much of that is ours? The gateway beside a bare loop, in one run, in turns.

import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../src/store/embedded/start.ts';
import { watchServer } from './fhir/cpu.ts';
import { measure, type Measured, sendAll } from './fhir/load.ts';
import { type Operation, OPERATIONS } from './fhir/operations.ts';
import { population, READER } from './fhir/samples.ts';
import { type Child, startChild } from './pipeline/child.ts';
import { growDatabase } from './pipeline/million.ts';
import { median, round } from './pipeline/numbers.ts';

export interface BenchOptions {
  /** Seconds of load per measurement. */
  readonly seconds?: number;
  readonly rounds?: number;
  /** Records in the store; 100,000 by default. The aims are those of 100,000. */
  readonly records?: number;
  /** Also at a million records. */
  readonly million?: boolean;
  readonly tell?: (text: string) => void;
}

/** One operation with some callers: medians over the rounds. */
export interface Row {
  readonly operation: string;
  readonly callers: number;
  readonly gateway: Cost;
  readonly bare: Cost;
  /** The gateway's rate over the bare loop's. */
  readonly ratio: number;
  readonly aim?: number;
}

/** A rate, and what it takes. CPU is told apart from waiting, so that it says something on a busy machine too. */
export interface Cost extends Measured {
  /** Milliseconds of CPU per operation in the process that answers, and in the database. */
  readonly cpuMs: number;
  readonly databaseCpuMs: number;
}

/** What was measured on a store of one size. */
export interface Sized {
  readonly records: number;
  readonly rows: readonly Row[];
  /** Database bytes that a created Patient takes, with its indexes. */
  readonly bytesPerPatient: number;
  readonly rssMb: number;
}

export interface BenchResult {
  readonly machine: { readonly cpus: number; readonly load: readonly number[]; readonly node: string };
  readonly seconds: number;
  readonly rounds: number;
  readonly sizes: readonly Sized[];
}

const CALLERS = [1, 16];
/** A gateway of this size is measured with its pathway's types. */
const RECORDS = 100_000;
const MILLION = 1_000_000;
const CREATED_FOR_SIZE = 3000;
/** The aims that are no rate. */
const MOST_BYTES_PER_PATIENT = 8192;
const MOST_RSS_MB = 250;
/** Seconds of load before a measurement counts. */
const WARM_SECONDS = 1;

interface Sides {
  readonly gateway: Child;
  readonly bare: Child;
  readonly database: pg.Client;
  /** Milliseconds of CPU the server has used. */
  readonly serverCpu: () => number;
}

/** Runs the benchmark; takes about `rounds × seconds × 28` per size, and the time to fill the stores. */
export async function bench(options: BenchOptions = {}): Promise<BenchResult> {
  const { seconds = 3, rounds = 3, records: smaller = RECORDS, tell = () => undefined } = options;
  const directory = mkdtempSync(join(tmpdir(), 'lenke-bench-fhir-'));
  const server = await startEmbedded({ directory });
  try {
    const sizes: Sized[] = [];
    for (const records of options.million === true ? [smaller, MILLION] : [smaller]) {
      sizes.push(await atSize(server.connectionString, records, seconds, rounds, tell));
    }
    const machine = {
      cpus: cpus().length,
      load: loadavg().map((value) => round(value)),
      node: process.version,
    };
    return { machine, seconds, rounds, sizes };
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function atSize(
  server: string,
  records: number,
  seconds: number,
  rounds: number,
  tell: (text: string) => void,
): Promise<Sized> {
  const name = `gateway_${records}`;
  const urlOf = (database: string): string =>
    Object.assign(new URL(server), { pathname: `/${database}` }).href;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name} template template0`);
  const filling = await startGateway(urlOf(name));
  await sendAll(filling.url, population());
  await filling.stop();
  const held = await growDatabase(urlOf(name), records, tell);
  await admin.query(`create database bare_${records} template ${name}`);
  await admin.end();
  const database = new pg.Client({ connectionString: urlOf(name) });
  await database.connect();
  const gateway = await startGateway(urlOf(name));
  const bare = await startChild('bench/fhir/bare.ts', ['--database', urlOf(`bare_${records}`)]);
  const sides: Sides = { gateway, bare, database, serverCpu: await watchServer(database) };
  try {
    const rows: Row[] = [];
    for (const operation of OPERATIONS) {
      for (const callers of CALLERS)
        rows.push(await compare(sides, operation, callers, seconds, rounds, tell));
    }
    const bytesPerPatient = await sizeOfPatient(sides);
    return { records: held, rows, bytesPerPatient, rssMb: round(gateway.rssMb(), 0) };
  } finally {
    await database.end();
    await gateway.stop();
    await bare.stop();
  }
}

function startGateway(database: string): Promise<Child> {
  const callers = JSON.stringify([READER]);
  const settings = { DATABASE_URL: database, LENKE_PORT: '0', LENKE_LOG: 'warn', LENKE_CALLERS: callers };
  return startChild('bin/lenke.mjs', ['serve', '--json'], settings);
}

/** In turns, so that what else the machine does falls on both. */
async function compare(
  { gateway, bare, serverCpu }: Sides,
  operation: Operation,
  callers: number,
  seconds: number,
  rounds: number,
  tell: (text: string) => void,
): Promise<Row> {
  const one = async (side: Child): Promise<Cost> => {
    const [own, server] = [side.cpuMs(), serverCpu()];
    const measured = await measure(side.url, operation, callers, seconds);
    const each = (ms: number): number => round(ms / measured.count, 3);
    return { ...measured, cpuMs: each(side.cpuMs() - own), databaseCpuMs: each(serverCpu() - server) };
  };
  const found: Record<'gateway' | 'bare', Cost[]> = { gateway: [], bare: [] };
  for (const side of [gateway, bare]) await measure(side.url, operation, callers, WARM_SECONDS);
  for (let round_ = 0; round_ < rounds; round_ += 1) {
    found.gateway.push(await one(gateway));
    found.bare.push(await one(bare));
  }
  const [own, other] = [middle(found.gateway), middle(found.bare)];
  tell(`${operation.name}, ${callers} callers: ${own.perSecond}/s, bare ${other.perSecond}/s`);
  return {
    operation: operation.name,
    callers,
    gateway: own,
    bare: other,
    ratio: round(own.perSecond / other.perSecond, 2),
    ...(callers === 16 && operation.aim !== undefined && { aim: operation.aim }),
  };
}

function middle(all: readonly Cost[]): Cost {
  const of = (pick: (one: Cost) => number): number => median(all.map(pick));
  return {
    count: of((one) => one.count),
    perSecond: of((one) => one.perSecond),
    p50: of((one) => one.p50),
    p99: of((one) => one.p99),
    cpuMs: of((one) => one.cpuMs),
    databaseCpuMs: of((one) => one.databaseCpuMs),
  };
}

/** What the database grew by per Patient, after a checkpoint. */
async function sizeOfPatient({ gateway, database }: Sides): Promise<number> {
  const bytes = async (): Promise<number> => {
    await database.query('checkpoint');
    const { rows } = await database.query('select pg_database_size(current_database())::float8 as bytes');
    return (rows as { bytes: number }[])[0]?.bytes ?? 0;
  };
  const [create] = OPERATIONS;
  if (!create) return 0;
  const count = async (): Promise<number> =>
    Number((await database.query('select count(*)::int as n from records')).rows[0].n);
  const [before, records] = [await bytes(), await count()];
  while ((await count()) < records + CREATED_FOR_SIZE) await measure(gateway.url, create, 16, 1);
  return Math.round(((await bytes()) - before) / ((await count()) - records));
}

/** The result as rows of a table. */
export function rowsOf({ sizes, machine }: BenchResult): readonly (readonly string[])[] {
  const head = [
    '',
    'callers',
    'per s',
    'p50 ms',
    'p99 ms',
    'cpu ms',
    'db cpu ms',
    'bare per s',
    'cpu ms',
    'db cpu ms',
    'of bare',
    'aim',
  ];
  const body = sizes.flatMap(({ records, rows, bytesPerPatient, rssMb }) => [
    [`${records} records`],
    ...rows.map(({ operation, callers, gateway, bare, ratio, aim }) => [
      operation,
      String(callers),
      String(gateway.perSecond),
      String(gateway.p50),
      String(gateway.p99),
      String(gateway.cpuMs),
      String(gateway.databaseCpuMs),
      String(bare.perSecond),
      String(bare.cpuMs),
      String(bare.databaseCpuMs),
      String(ratio),
      aim === undefined ? '' : String(aim),
    ]),
    [
      `${bytesPerPatient} bytes per Patient (at most ${MOST_BYTES_PER_PATIENT}), ${rssMb} MB resident (less than ${MOST_RSS_MB})`,
    ],
  ]);
  return [head, ...body, [`${machine.cpus} CPUs`, `load ${machine.load.join(' ')}`, machine.node]];
}
