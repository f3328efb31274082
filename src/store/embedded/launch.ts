// Does the server come up? Starts the process and waits until it says `ready`.

import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../../domain/failure.ts';
import type { Binaries } from './binaries.ts';
import type { Layout } from './layout.ts';
import { isPostmasterOf, pidFileOf, readPostmaster } from './postmaster.ts';
import { giveCluster, type RunAs } from './run-as.ts';
import { serverArguments } from './settings.ts';

/** The pid file is a few bytes in the page cache: looking often costs nothing and saves start-up time. */
const LOOK_EVERY_MS = 4;

/** After a kill of the postmaster its children need a moment to notice; the server refuses to start until then. */
const ATTEMPTS = 20;
const BETWEEN_ATTEMPTS_MS = 150;

/**
 * Starts a server on the cluster and returns its process id when it is ready; `launched` is called when its process is
 * there. Crash recovery is the server's own.
 */
export async function launch(
  layout: Layout,
  binaries: Binaries,
  runAs: RunAs,
  port: number,
  launched: () => void = () => undefined,
): Promise<number> {
  await giveCluster(layout.cluster, layout.directory, runAs);
  for (let attempt = 1; ; attempt++) {
    await removeFalsePidFile(layout.cluster);
    const started = await startOnce(layout, binaries, runAs, port, launched);
    if (typeof started === 'number') return started;
    const isLastBackendLeaving = /still in use|lock file .* already exists/.test(started.log);
    if (isLastBackendLeaving && attempt < ATTEMPTS) {
      await sleep(BETWEEN_ATTEMPTS_MS);
      continue;
    }
    throw new GatewayError('LENKE_POSTGRES_START', { reason: reasonOf(started.log), log: layout.log });
  }
}

/** A pid file that names a living process which is not this server would make PostgreSQL refuse for ever. */
async function removeFalsePidFile(cluster: string): Promise<void> {
  const named = await readPostmaster(cluster);
  if (named && !(await isPostmasterOf(named.pid, cluster))) await rm(pidFileOf(cluster), { force: true });
}

async function startOnce(
  layout: Layout,
  binaries: Binaries,
  runAs: RunAs,
  port: number,
  launched: () => void,
): Promise<number | { log: string }> {
  const log = await open(layout.log, 'a', 0o600);
  const before = (await log.stat()).size;
  const { file, args } = runAs.command(binaries.postgres, serverArguments(layout.cluster, port));
  const child = spawn(file, args, {
    ...runAs.ids,
    ...(binaries.env && { env: binaries.env }),
    cwd: layout.cluster,
    stdio: ['ignore', log.fd, log.fd],
    // A group of its own: Ctrl-C in the terminal is for the gateway, which stops the server when its own work is done.
    detached: true,
  });
  child.unref();
  const spawned = new Promise<void>((resolve) => child.once('spawn', resolve).once('error', () => resolve()));
  await spawned;
  await log.close();
  launched();
  const isReady = await waitUntilReady(child, layout.cluster);
  if (isReady && child.pid !== undefined) return child.pid;
  return { log: await tail(layout.log, before) };
}

/** As long as the process lives it may be recovering, and that takes what it takes. */
async function waitUntilReady(child: ChildProcess, cluster: string): Promise<boolean> {
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const said = await readPostmaster(cluster);
    if (said?.ready && said.pid === child.pid) return true;
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}

async function tail(path: string, from: number): Promise<string> {
  const size = (await stat(path)).size;
  return (await readFile(path)).subarray(Math.max(from, size - 4_000)).toString('utf8');
}

function reasonOf(log: string): string {
  const line = log.split('\n').find((text) => /FATAL|PANIC|error|cannot|denied/i.test(text));
  const said = line?.replace(/^.*?(FATAL|PANIC):\s*/, '').trim();
  return said ? `${said}.` : 'The process could not be started.';
}
