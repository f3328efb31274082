// How fast is the FHIR API, and how much of that is ours? The gateway beside a bare loop, in one run, in turns.

import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../src/store/embedded/start.ts';
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
  /** Also at a million records. */
  readonly million?: boolean;
  readonly tell?: (text: string) => void;
}

/** One operation with some callers: medians over the rounds. */
export interface Row {
  readonly operation: string;
  readonly callers: number;
  readonly gateway: Measured;
  readonly bare: Measured;
  /** The gateway's rate over the bare loop's. */
  readonly ratio: number;
  readonly aim?: number;
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
const SIZES = [100_000, 1_000_000];
const CREATED_FOR_SIZE = 3000;

interface Sides {
  readonly gateway: Child;
  readonly bare: Child;
  readonly database: pg.Client;
}

/** Runs the benchmark; takes about `rounds × seconds × 28` per size, and the time to fill the stores. */
export async function bench(options: BenchOptions = {}): Promise<BenchResult> {
  const { seconds = 3, rounds = 3, tell = () => undefined } = options;
  const directory = mkdtempSync(join(tmpdir(), 'lenke-bench-fhir-'));
  const server = await startEmbedded({ directory });
  try {
    const sizes: Sized[] = [];
    for (const records of options.million === true ? SIZES : SIZES.slice(0, 1)) {
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
  const sides: Sides = { gateway, bare, database };
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
  { gateway, bare }: Sides,
  operation: Operation,
  callers: number,
  seconds: number,
  rounds: number,
  tell: (text: string) => void,
): Promise<Row> {
  const found: Record<'gateway' | 'bare', Measured[]> = { gateway: [], bare: [] };
  for (const side of [gateway, bare]) await measure(side.url, operation, callers, 0.5);
  for (let round_ = 0; round_ < rounds; round_ += 1) {
    found.gateway.push(await measure(gateway.url, operation, callers, seconds));
    found.bare.push(await measure(bare.url, operation, callers, seconds));
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

function middle(all: readonly Measured[]): Measured {
  const of = (pick: (one: Measured) => number): number => median(all.map(pick));
  return { perSecond: of((one) => one.perSecond), p50: of((one) => one.p50), p99: of((one) => one.p99) };
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
  const head = ['', 'callers', 'per s', 'p50 ms', 'p99 ms', 'bare per s', 'of bare', 'aim'];
  const body = sizes.flatMap(({ records, rows, bytesPerPatient, rssMb }) => [
    [`${records} records`],
    ...rows.map(({ operation, callers, gateway, bare, ratio, aim }) => [
      operation,
      String(callers),
      String(gateway.perSecond),
      String(gateway.p50),
      String(gateway.p99),
      String(bare.perSecond),
      String(ratio),
      aim === undefined ? '' : String(aim),
    ]),
    [`${bytesPerPatient} bytes per Patient`, '', `${rssMb} MB RSS`],
  ]);
  return [head, ...body, [`${machine.cpus} CPUs`, `load ${machine.load.join(' ')}`, machine.node]];
}
