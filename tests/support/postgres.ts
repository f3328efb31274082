// May I have a database? An empty one on the run's shared embedded server, gone when it is dropped.

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startEmbedded } from '../../src/store/embedded/start.ts';
import { DIRECTORY_VARIABLE, directoryOfRun } from './postgres-directory.ts';

/** A database of one test file. */
export interface TestDatabase {
  readonly connectionString: string;
  /** Removes it, together with connections that are still open. */
  drop(): Promise<void>;
}

/** A fresh, empty database. The first call of a run starts the server (about 1 s), later ones attach (about 50 ms). */
export async function testDatabase(): Promise<TestDatabase> {
  const directory = process.env[DIRECTORY_VARIABLE] ?? directoryOfRun(process.pid);
  const server = await startEmbedded({ directory });
  const name = `test_${randomBytes(8).toString('hex')}`;
  // template0: template1 cannot be copied while another test file is copying it.
  await administer(server.connectionString, `create database ${name} template template0`);
  const url = new URL(server.connectionString);
  url.pathname = `/${name}`;
  return {
    connectionString: url.href,
    drop: () => administer(server.connectionString, `drop database if exists ${name} with (force)`),
  };
}

async function administer(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(statement);
  await client.end();
}
