// May I have a database? An empty one on the run's shared embedded server, gone when it is dropped.

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../src/store/migrate.ts';
import { startEmbedded } from '../../src/store/embedded/start.ts';
import { DIRECTORY_VARIABLE, directoryOfRun } from './postgres-directory.ts';

const MIGRATED = 'lenke_migrated';
const MIGRATING = 'lenke_migrating';
const MIGRATING_LOCK = 4_711;

/** A database of one test file. */
export interface TestDatabase {
  readonly connectionString: string;
  /** Removes it, together with connections that are still open. */
  drop(): Promise<void>;
}

/** A fresh, empty database. The first call of a run starts the server (about 1 s), later ones attach (about 50 ms). */
export async function testDatabase(): Promise<TestDatabase> {
  // template0: template1 cannot be copied while another test file is copying it.
  return copyOf(await serverOfRun(), 'template0');
}

/** A fresh database with our tables in it: a copy of one that was migrated once in the run, in half the time. */
export async function migratedDatabase(): Promise<TestDatabase> {
  const server = await serverOfRun();
  await migrateOnce(server);
  return copyOf(server, MIGRATED);
}

async function serverOfRun(): Promise<string> {
  const directory = process.env[DIRECTORY_VARIABLE] ?? directoryOfRun(process.pid);
  return (await startEmbedded({ directory })).connectionString;
}

async function copyOf(server: string, template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(server, `create database ${name} template ${template}`);
  return {
    connectionString: databaseOf(server, name),
    drop: () => administer(server, `drop database if exists ${name} with (force)`),
  };
}

/** Test files run beside one another: one migrates, under a lock, and the name appears when it is done. */
async function migrateOnce(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${MIGRATING_LOCK})`);
    const found = await client.query('select 1 from pg_database where datname = $1', [MIGRATED]);
    if (found.rowCount !== 0) return;
    await client.query(`drop database if exists ${MIGRATING} with (force)`);
    await client.query(`create database ${MIGRATING} template template0`);
    await migrate({ connectionString: databaseOf(server, MIGRATING) });
    await client.query(`alter database ${MIGRATING} rename to ${MIGRATED}`);
  } finally {
    // Ends the session and with it the lock.
    await client.end();
  }
}

function databaseOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(statement);
  await client.end();
}
