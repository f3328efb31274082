// Is this process alive, and is it still the one that had the number before?

import { readFile } from 'node:fs/promises';
import { sqlState } from '../sql-state.ts';

/** Field 22 of /proc/<pid>/stat, counted from field 3 (the first after the name in brackets). */
const START_TIME_FIELD = 22 - 3;

/**
 * A mark that tells a process from a later one with the same number: on Linux its start time in clock ticks since boot,
 * elsewhere the word `alive`. Undefined when there is no such process, or only its zombie.
 */
export async function processMark(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return answersSignal(pid) ? 'alive' : undefined;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // The name in brackets may itself hold spaces and brackets, so count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const isGone = fields[0] === 'Z' || fields[0] === 'X';
  return isGone ? undefined : fields[START_TIME_FIELD];
}

/** True when the operating system knows the process (also when it belongs to somebody else). */
function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return sqlState(error) === 'EPERM';
  }
}
