// Does a server run on this cluster? What postmaster.pid says, and whether it is true.

import { readFile, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { processMark } from './process-mark.ts';

/** What the server wrote about itself. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** Path of the server's own lock file. */
export function pidFileOf(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

/** Reads postmaster.pid: line 1 is the process, line 4 the port, line 8 the status. Undefined when there is none. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(pidFileOf(cluster), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7] === 'ready' };
}

/**
 * True when `pid` really is the server of `cluster`. A process number is used again, after a restart of a container
 * almost surely, so on Linux the working folder decides: the server always stands in its cluster.
 */
export async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if ((await processMark(pid)) === undefined) return false;
  if (process.platform !== 'linux') return true;
  const standsIn = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return standsIn === (await realpath(cluster).catch(() => cluster));
}
