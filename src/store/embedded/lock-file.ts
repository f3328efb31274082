// Who holds this? A file that names its holder, taken by one process at a time and taken over from the dead.

import { link, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { sqlState } from '../sql-state.ts';
import { processMark } from './process-mark.ts';

/** A lock that was taken, or the process that holds it. */
export type LockAttempt =
  | { readonly taken: true; readonly release: () => Promise<void> }
  | { readonly taken: false; readonly pid: number };

/** A takeover lasts microseconds; one that is this old was left by a process that died inside it. */
const DEAD_TAKEOVER_MS = 5_000;

/** Tries to take the lock at `path` once. A lock of a dead process is taken over. */
export async function tryLock(path: string): Promise<LockAttempt> {
  const mine = `${process.pid} ${(await processMark(process.pid)) ?? ''}\n`;
  for (;;) {
    if (await createWhole(path, mine)) return { taken: true, release: () => releaseLock(path, mine) };
    const holder = await livingHolder(path);
    if (holder !== undefined) return { taken: false, pid: holder };
    await clearDead(path, mine);
  }
}

/** The living process named in the lock file; undefined when it is free, dead or unreadable. */
export async function livingHolder(path: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : livingIn(text);
}

async function livingIn(text: string): Promise<number | undefined> {
  const named = /^(\d+) (\S*)\n$/.exec(text);
  if (!named) return undefined;
  const pid = Number(named[1]);
  return (await processMark(pid)) === named[2] ? pid : undefined;
}

/** Creates the file with its content or not at all: `open` with O_EXCL would show an empty file to others for a moment. */
async function createWhole(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content, { flag: 'wx', mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (sqlState(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** Removes a dead process's lock. Guarded by a second lock, or two heirs could remove one another's new lock. */
async function clearDead(path: string, mine: string): Promise<void> {
  const guard = `${path}.takeover`;
  if (!(await createWhole(guard, mine))) return forgetDeadTakeover(guard);
  // Only a file that is there and names a dead process: it cannot change while we hold the guard. One that is absent
  // may be a new holder's before we get to remove it.
  const found = await readFile(path, 'utf8').catch(() => undefined);
  const isDead = found !== undefined && (await livingIn(found)) === undefined;
  if (isDead) await unlink(path).catch(() => {});
  await unlink(guard).catch(() => {});
}

async function forgetDeadTakeover(guard: string): Promise<void> {
  const found = await stat(guard).catch(() => undefined);
  if (found && Date.now() - found.mtimeMs > DEAD_TAKEOVER_MS) await unlink(guard).catch(() => {});
}

async function releaseLock(path: string, mine: string): Promise<void> {
  const content = await readFile(path, 'utf8').catch(() => undefined);
  if (content === mine) await unlink(path).catch(() => {});
}
