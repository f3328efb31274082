// Is the embedded PostgreSQL there? Attaches to the one that runs, or starts it.

import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../../domain/failure.ts';
import { silent, type StoreLog } from '../store-log.ts';
import { findRunning, type RunningServer } from './attach.ts';
import { findBinaries } from './binaries.ts';
import { choosePort } from './free-port.ts';
import { initialise } from './initialise.ts';
import { launch } from './launch.ts';
import { layoutOf, type Layout } from './layout.ts';
import { livingHolder, tryLock } from './lock-file.ts';
import { isPostmasterOf, readPostmaster } from './postmaster.ts';
import { processMark } from './process-mark.ts';
import { chooseRunAs } from './run-as.ts';
import { stopServer } from './stop.ts';
import { supervise } from './supervise.ts';

export interface EmbeddedOptions {
  /** Data directory; made when absent. */
  readonly directory: string;
  readonly log?: StoreLog;
  /**
   * Adopt a running server whose owner died: `stop` then stops it. For the process that is the gateway; a command that
   * only looks in leaves it running.
   */
  readonly adopt?: boolean;
  /** Called when the server's process has been started and is not yet ready. */
  readonly launched?: () => void;
  /** As root, do without user namespaces (what Docker's default profile does). For tests. */
  readonly forbidNamespace?: boolean;
}

/** A server this process may use. */
export interface EmbeddedServer {
  /** Stays the same over restarts of the server. Holds the password: never log it. */
  readonly connectionString: string;
  /** True when another process started it. */
  readonly attached: boolean;
  readonly pid: number;
  /** Stops the server when this process started or adopted it; an attached process leaves it running. */
  stop(): Promise<void>;
  /** Watches the server and starts it again when it died. The returned function ends the watch. */
  supervise(): () => void;
}

/** Another process may be making a cluster and recovering it; longer than that nobody waits. */
const OTHERS_START_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 10;
/** A server that says it is ready, and lets nobody in for this long, is not ours to start again. */
const ANSWERS_WITHIN_MS = 15_000;

/**
 * Starts the embedded PostgreSQL of `directory`, or attaches to it. Two processes may start at the same moment: one starts
 * the server, the other attaches. Throws LENKE_POSTGRES_START {reason, log}.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const layout = layoutOf(options.directory);
  const log = options.log ?? silent;
  const first = await bringUp(layout, options, log, false).catch((error: unknown) => {
    throw asStartFailure(error, layout);
  });
  let pid = first.server.pid;
  let owns = first.started || (options.adopt === true && (await adoptOrphan(layout)));
  const watches = new Set<() => void>();
  let restart: Promise<unknown> = Promise.resolve();
  return {
    connectionString: first.server.connectionString,
    attached: !first.started,
    get pid() {
      return pid;
    },
    async stop() {
      for (const end of watches) end();
      // A restart that is under way would come up after the stop.
      await restart.catch(() => {});
      if (owns) await stopServer(layout);
    },
    supervise() {
      const startAgain = async () => {
        const again = await bringUp(layout, options, log, true);
        pid = again.server.pid;
        owns = owns || again.started;
      };
      const end = supervise(layout, log, () => {
        const current = startAgain();
        restart = current;
        return current;
      });
      watches.add(end);
      return end;
    },
  };
}

/** One server, running; `started` tells whether this process did it. */
async function bringUp(
  layout: Layout,
  options: EmbeddedOptions,
  log: StoreLog,
  keepPort: boolean,
): Promise<{ server: RunningServer; started: boolean }> {
  await mkdir(layout.directory, { recursive: true });
  for (let waited = 0; waited < OTHERS_START_WITHIN_MS; waited += LOOK_EVERY_MS) {
    const running = await findRunning(layout);
    if (running) return { server: running, started: false };
    const lock = await tryLock(layout.startLock);
    if (lock.taken) return startHolding(layout, options, log, keepPort, lock.release);
    await sleep(LOOK_EVERY_MS);
  }
  throw new GatewayError('LENKE_POSTGRES_START', {
    reason: 'Another process is starting it and does not finish.',
    log: layout.log,
  });
}

/** The start itself, with the lock held; somebody may have been faster between the look and the lock. */
async function startHolding(
  layout: Layout,
  options: EmbeddedOptions,
  log: StoreLog,
  keepPort: boolean,
  release: () => Promise<void>,
): Promise<{ server: RunningServer; started: boolean }> {
  try {
    const living = await findLiving(layout);
    if (living) return { server: living, started: false };
    return { server: await startNew(layout, options, log, keepPort), started: true };
  } finally {
    await release();
  }
}

/**
 * The server that runs. One that is still recovering, because whoever started it was killed, is waited for: a second one
 * could not start beside it, and would only take another port from under everybody who knows the first.
 */
async function findLiving(layout: Layout): Promise<RunningServer | undefined> {
  for (let patience = ANSWERS_WITHIN_MS; patience > 0; ) {
    const began = performance.now();
    const running = await findRunning(layout);
    if (running) return running;
    const said = await readPostmaster(layout.cluster);
    if (!said || !(await isPostmasterOf(said.pid, layout.cluster))) return undefined;
    await sleep(LOOK_EVERY_MS);
    // Recovery takes what it takes; a server that calls itself ready must answer.
    if (said.ready) patience -= performance.now() - began;
  }
  throw new GatewayError('LENKE_POSTGRES_START', {
    reason: 'It runs and does not answer.',
    log: layout.log,
  });
}

async function startNew(
  layout: Layout,
  options: EmbeddedOptions,
  log: StoreLog,
  keepPort: boolean,
): Promise<RunningServer> {
  const began = performance.now();
  const binaries = await findBinaries(layout);
  const runAs = await chooseRunAs(options.forbidNamespace);
  await initialise(layout, binaries, runAs);
  const port = await choosePort(layout, keepPort);
  const pid = await launch(layout, binaries, runAs, port, options.launched);
  await writeFile(layout.owner, `${process.pid} ${(await processMark(process.pid)) ?? ''}\n`, {
    mode: 0o600,
  });
  const server = await findRunning(layout);
  if (!server)
    throw new GatewayError('LENKE_POSTGRES_START', {
      reason: 'It started and does not answer.',
      log: layout.log,
    });
  log('postgres started', { pid, port, ms: Math.round(performance.now() - began), as: runAs.kind });
  return server;
}

/** Two may want to; the lock lets one. */
async function adoptOrphan(layout: Layout): Promise<boolean> {
  const lock = await tryLock(layout.startLock);
  if (!lock.taken) return false;
  const isOrphan = (await livingHolder(layout.owner)) === undefined;
  if (isOrphan) await becomeOwner(layout);
  await lock.release();
  return isOrphan;
}

async function becomeOwner(layout: Layout): Promise<void> {
  await writeFile(layout.owner, `${process.pid} ${(await processMark(process.pid)) ?? ''}\n`, {
    mode: 0o600,
  });
}

/** What the file system refuses (a folder that cannot be written, a full disk) names itself in its message. */
function asStartFailure(error: unknown, layout: Layout): GatewayError {
  if (error instanceof GatewayError) return error;
  const reason = `${error instanceof Error ? error.message : String(error)}.`;
  return new GatewayError('LENKE_POSTGRES_START', { reason, log: layout.log }, { cause: error });
}
