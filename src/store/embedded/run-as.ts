// As whom do the server's programs run? PostgreSQL refuses root, so root must become somebody.

import { execFile } from 'node:child_process';
import { chmod, chown, lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** `nobody` in every common distribution; initdb refuses a number without a passwd entry. */
const NOBODY = 65534;

const NAMESPACE_ARGS = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];

/** How to start a program of the server, and who then owns the files, seen from here. */
export interface RunAs {
  readonly kind: 'self' | 'namespace' | 'nobody';
  command(
    program: string,
    args: readonly string[],
  ): { readonly file: string; readonly args: readonly string[] };
  readonly ids: { readonly uid: number; readonly gid: number } | undefined;
  readonly fileOwner: number | undefined;
}

const plain: RunAs = {
  kind: 'self',
  command: (file, args) => ({ file, args }),
  ids: undefined,
  fileOwner: undefined,
};

/**
 * Inside a user namespace the server believes to be nobody while its files stay root's,
 * so it works anywhere, even under a /root that nobody else may enter.
 */
const namespaced: RunAs = {
  kind: 'namespace',
  command: (program, args) => ({ file: 'unshare', args: [...NAMESPACE_ARGS, program, ...args] }),
  ids: undefined,
  fileOwner: 0,
};

/** Where namespaces are forbidden (Docker's default profile): the real nobody, who must own the files. */
const nobody: RunAs = {
  kind: 'nobody',
  command: (file, args) => ({ file, args }),
  ids: { uid: NOBODY, gid: NOBODY },
  fileOwner: NOBODY,
};

/** Chooses. An ordinary user stays who he is. `forbidNamespace` is for tests. */
export async function chooseRunAs(forbidNamespace = false): Promise<RunAs> {
  if (process.getuid?.() !== 0) return plain;
  if (forbidNamespace) return nobody;
  return run('unshare', [...NAMESPACE_ARGS, 'true']).then(
    () => namespaced,
    () => nobody,
  );
}

/** Gives the cluster to whoever the server will be; the way may have changed since the last start. */
export async function giveCluster(cluster: string, directory: string, runAs: RunAs): Promise<void> {
  const owner = runAs.fileOwner;
  if (owner === undefined) return;
  if (runAs.kind === 'nobody') await chmod(directory, (await stat(directory)).mode | 0o011);
  const found = await stat(cluster);
  if (found.uid !== owner) await giveAll(cluster, owner);
}

async function giveAll(path: string, owner: number): Promise<void> {
  const found = await lstat(path);
  if (found.isSymbolicLink()) return;
  const children = found.isDirectory() ? await readdir(path) : [];
  for (const child of children) await giveAll(join(path, child), owner);
  // The folder last: an interrupted pass is then noticed and repeated.
  await chown(path, owner, owner);
}
