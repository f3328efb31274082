// How does the server stop? Fast and clean: open transactions are rolled back, everything committed is on disk.

import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findBinaries } from './binaries.ts';
import { layoutOf, type Layout } from './layout.ts';
import { isPostmasterOf, readPostmaster } from './postmaster.ts';
import { processMark } from './process-mark.ts';

const run = promisify(execFile);

/** A checkpoint of a busy server takes seconds; after this it is asked to stop at once and recovers at the next start. */
const CLEAN_STOP_MS = 20_000;
const LOOK_EVERY_MS = 5;

/** Stops the server of a data directory, whoever started it. Nothing happens when none runs. */
export async function stopEmbedded(directory: string): Promise<void> {
  await stopServer(layoutOf(directory));
}

/** Stops the server and waits until its process is gone. */
export async function stopServer(layout: Layout): Promise<void> {
  const said = await readPostmaster(layout.cluster);
  if (!said || !(await isPostmasterOf(said.pid, layout.cluster))) return;
  await rm(layout.owner, { force: true });
  if (process.platform === 'win32') return stopOnWindows(layout);
  signal(said.pid, 'SIGINT');
  if (await isGoneWithin(said.pid, CLEAN_STOP_MS)) return;
  signal(said.pid, 'SIGQUIT');
  await isGoneWithin(said.pid, CLEAN_STOP_MS);
}

/** Windows has no SIGINT for others: pg_ctl speaks to the server there. */
async function stopOnWindows(layout: Layout): Promise<void> {
  const { pgCtl } = await findBinaries(layout);
  await run(pgCtl, ['stop', '-D', layout.cluster, '-m', 'fast', '-w']);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It went by itself.
  }
}

async function isGoneWithin(pid: number, ms: number): Promise<boolean> {
  for (let waited = 0; waited < ms; waited += LOOK_EVERY_MS) {
    if ((await processMark(pid)) === undefined) return true;
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}
