// Is there a cluster? Makes one, whole or not at all.

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GatewayError } from '../../domain/failure.ts';
import type { Binaries } from './binaries.ts';
import type { Layout } from './layout.ts';
import type { RunAs } from './run-as.ts';
import { SERVER_USER } from './settings.ts';

const run = promisify(execFile);

/**
 * UTF-8, and the built-in C.UTF-8 rules that are the same on every system. Only passwords, never trust: other users of
 * the machine reach the loopback port too.
 */
const INITDB_ARGS = [
  `--username=${SERVER_USER}`,
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--auth-host=scram-sha-256',
  '--auth-local=scram-sha-256',
  '--no-instructions',
];

/** Makes the cluster when there is none; a half-made one (killed initdb) is never mistaken for a whole one. */
export async function initialise(layout: Layout, binaries: Binaries, runAs: RunAs): Promise<void> {
  if (existsSync(join(layout.cluster, 'PG_VERSION'))) return;
  const password = await storedPassword(layout);
  const draft = `${layout.cluster}.new`;
  const passwordFile = `${draft}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    if (runAs.ids) await lendTo(runAs.ids, layout, draft, passwordFile);
    const args = [...INITDB_ARGS, `--pwfile=${passwordFile}`, '-D', draft];
    const { file, args: allArgs } = runAs.command(binaries.initdb, args);
    await run(file, allArgs, {
      ...runAs.ids,
      ...(binaries.env && { env: binaries.env }),
      cwd: layout.directory,
    });
    await rename(draft, layout.cluster);
  } catch (cause) {
    throw new GatewayError(
      'LENKE_POSTGRES_START',
      { reason: initdbReason(cause, layout, runAs), log: layout.log },
      { cause },
    );
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function lendTo(
  ids: { uid: number; gid: number },
  layout: Layout,
  draft: string,
  passwordFile: string,
): Promise<void> {
  await chmod(layout.directory, 0o711);
  await chown(draft, ids.uid, ids.gid);
  await chown(passwordFile, ids.uid, ids.gid);
}

/** The password stays when a cluster is made anew, so that an interrupted first start leaves nothing unfit behind. */
async function storedPassword(layout: Layout): Promise<string> {
  const stored = await readFile(layout.password, 'utf8').catch(() => '');
  if (stored.trim() !== '') return stored.trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(layout.password, `${password}\n`, { mode: 0o600 });
  return password;
}

function initdbReason(cause: unknown, layout: Layout, runAs: RunAs): string {
  const stderr = typeof cause === 'object' && cause !== null && 'stderr' in cause ? String(cause.stderr) : '';
  const said = stderr
    .split('\n')
    // initdb itself says "error"; the server it runs to fill the cluster says FATAL or PANIC (a full disk).
    .find((text) => /error|FATAL|PANIC/.test(text))
    ?.replace(/^.*(?:FATAL|PANIC): +/, '')
    .trim();
  const isShutOut = runAs.kind === 'nobody' && (said === undefined || said.includes('Permission denied'));
  if (!isShutOut) return `${said ?? 'initdb could not be run'}.`;
  return `It runs as "nobody" here (root, and no user namespaces), who may not enter every folder above ${layout.directory}.`;
}
