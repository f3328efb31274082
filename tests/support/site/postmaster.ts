// How is a PostgreSQL server killed? Like a power cut: the postmaster, or the whole tree at once.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Process number of the embedded server of a data directory; undefined when none is named. */
export function postmasterOf(directory: string): number | undefined {
  const pid = Number(read(join(directory, 'postgres', 'postmaster.pid')).split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 && isPostgres(pid) ? pid : undefined;
}

/** `kill -9` of the postmaster, and with `tree` of all its children in the same moment. False when none runs. */
export function killPostgres(directory: string, tree: boolean): boolean {
  const pid = postmasterOf(directory);
  if (pid === undefined) return false;
  for (const one of tree ? [pid, ...childrenOf(pid)] : [pid]) kill(one);
  return true;
}

function isPostgres(pid: number): boolean {
  return read(`/proc/${pid}/cmdline`).includes('postgres');
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && parentOf(pid) === parent);
}

/** Field 4 of /proc/<pid>/stat; the name in brackets before it may hold anything. */
function parentOf(pid: number): number {
  const stat = read(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went by itself.
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
