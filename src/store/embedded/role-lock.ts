// May this process be the api of this data directory? Only one at a time may.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GatewayError } from '../../domain/failure.ts';
import { directoryFailure } from './directory-failure.ts';
import { type LockAttempt, tryLock } from './lock-file.ts';

/** A role held until it is released; the death of the process releases it too. */
export interface HeldRole {
  release(): Promise<void>;
}

/**
 * Takes a role of a data directory. A second living holder is refused with LENKE_DATA_DIR_IN_USE {pid, directory};
 * the lock of a process that died is taken over. A directory the file system refuses is LENKE_DATA_DIR {directory, reason}.
 */
export async function takeRole(directory: string, role: 'api'): Promise<HeldRole> {
  const attempt = await lockIn(directory, role).catch((error: unknown) => {
    throw directoryFailure(error, directory);
  });
  if (!attempt.taken) throw new GatewayError('LENKE_DATA_DIR_IN_USE', { pid: attempt.pid, directory });
  return { release: attempt.release };
}

async function lockIn(directory: string, role: 'api'): Promise<LockAttempt> {
  await mkdir(directory, { recursive: true });
  return tryLock(join(directory, `${role}.lock`));
}
