// Where is the test run's PostgreSQL, and which runs left one behind? Named after the process that runs Jest.

import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopEmbedded } from '../../src/store/embedded/stop.ts';

const PREFIX = 'lenke-test-';

/** Jest's workers inherit this from its main process, where global-setup.ts writes it. */
export const DIRECTORY_VARIABLE = 'LENKE_TEST_POSTGRES';

/** Data directory of the run whose main process is `pid`. */
export function directoryOfRun(pid: number): string {
  return join(tmpdir(), `${PREFIX}${pid}`);
}

/** Stops the server of a run and removes its files. */
export async function removeRun(directory: string): Promise<void> {
  await stopEmbedded(directory);
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}

/** Removes what runs that were killed left behind. */
export async function removeDeadRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length) : Number.NaN);
    if (Number.isInteger(pid) && !isAlive(pid)) await removeRun(join(tmpdir(), name));
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
