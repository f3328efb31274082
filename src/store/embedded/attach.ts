// Is a server running on this cluster that lets us in?

import { readFile } from 'node:fs/promises';
import pg from 'pg';
import type { Layout } from './layout.ts';
import { isPostmasterOf, readPostmaster } from './postmaster.ts';
import { connectionStringOf } from './settings.ts';

/** A server that runs. */
export interface RunningServer {
  readonly pid: number;
  readonly connectionString: string;
}

const ANSWER_WITHIN_MS = 5_000;

/** The running server, after it has answered; undefined when there is none (or it is still starting or stopping). */
export async function findRunning(layout: Layout): Promise<RunningServer | undefined> {
  const said = await readPostmaster(layout.cluster);
  if (!said?.ready || !(await isPostmasterOf(said.pid, layout.cluster))) return undefined;
  const password = (await readFile(layout.password, 'utf8').catch(() => '')).trim();
  const connectionString = connectionStringOf(said.port, password);
  return (await answers(connectionString)) ? { pid: said.pid, connectionString } : undefined;
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: ANSWER_WITHIN_MS });
  // A server that dies meanwhile raises an event nobody else listens to.
  client.on('error', () => {});
  const isIn = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end().catch(() => {});
  return isIn;
}
