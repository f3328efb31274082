// May this process be the api of this data directory? Only one at a time may.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GatewayError } from '../../domain/failure.ts';
import { tryLock } from './lock-file.ts';

/** A role held until it is released; the death of the process releases it too. */
export interface HeldRole {
  release(): Promise<void>;
}

/**
 * Takes a role of a data directory. A second living holder is refused with LENKE_DATA_DIR_IN_USE {pid, directory};
 * the lock of a process that died is taken over.
 */
export async function takeRole(directory: string, role: 'api'): Promise<HeldRole> {
  await mkdir(directory, { recursive: true });
  const attempt = await tryLock(join(directory, `${role}.lock`));
  if (!attempt.taken) throw new GatewayError('LENKE_DATA_DIR_IN_USE', { pid: attempt.pid, directory });
  return { release: attempt.release };
}
