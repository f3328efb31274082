// Where is the test run's PostgreSQL, and which runs left one behind? Named after the process that runs Jest.

import { existsSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopEmbedded } from '../../src/store/embedded/stop.ts';

const PREFIX = 'lenke-test-';

/** Jest's workers inherit this from its main process, where global-setup.ts writes it. */
export const DIRECTORY_VARIABLE = 'LENKE_TEST_POSTGRES';

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm';
/** The server's log of changes is at most 1 GB; the rest are databases of a few MB that are dropped, and room to spare. */
const ROOM_BYTES = 6 * 1024 ** 3;

/**
 * Memory where there is plenty of it, else the disk: some hundred databases are made and dropped in a run, and each waits for
 * the disk a dozen times (fsync stays on, as for everybody). No test takes the power away, so none is weaker for it.
 */
function directoryOfRuns(): string {
  if (!existsSync(IN_MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  return Math.min(bavail * bsize, process.availableMemory()) < ROOM_BYTES ? tmpdir() : IN_MEMORY;
}

/** Data directory of the run whose main process is `pid`. Asked once in a run: what follows from free memory may change. */
export function directoryOfRun(pid: number): string {
  return join(directoryOfRuns(), `${PREFIX}${pid}`);
}

/** Stops the server of a run and removes its files. */
export async function removeRun(directory: string): Promise<void> {
  await stopEmbedded(directory);
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}

/** Removes what runs that were killed left behind. */
export async function removeDeadRuns(): Promise<void> {
  for (const place of [tmpdir(), IN_MEMORY].filter((one) => existsSync(one))) {
    for (const name of readdirSync(place)) {
      const pid = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length) : Number.NaN);
      if (Number.isInteger(pid) && !isAlive(pid)) await removeRun(join(place, name));
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
