// Has an earlier run proven this very text? Then what it read stands beside Node's compile cache and is not worked out again.

import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/** Where Node keeps what it compiled, a folder per version of Node and per user; undefined when it keeps nothing. */
export function provenDirectory(): string | undefined {
  return getCompileCacheDir?.();
}

/**
 * The value of `prove`, or what it gave in an earlier run for the same `of`: all that the value leans on, the text and the
 * versions of whoever reads it included. What `prove` throws is never kept. A kept value is taken only from a file that is
 * ours, that nobody else may write, and whose digest is right; whatever is wrong with it, `prove` is asked again. Without a
 * directory, or when it cannot be written, each run proves for itself.
 */
export function proven<T>(
  of: readonly string[],
  prove: () => T,
  directory: string | undefined = provenDirectory(),
): T {
  if (directory === undefined) return prove();
  const key = digest(JSON.stringify([process.version, ...of]));
  const file = join(directory, `lenke-${key}.json`);
  const kept = readKept(file, key);
  if (kept !== undefined) return kept as T;
  const value = prove();
  keep(file, key, value);
  return value;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** First line: what it is for, and the digest of the rest. */
function headOf(key: string, body: string): string {
  return `${key} ${digest(body)}\n`;
}

function readKept(file: string, key: string): unknown {
  const text = readOurs(file);
  if (text === undefined) return undefined;
  const body = text.slice(text.indexOf('\n') + 1);
  return text.startsWith(headOf(key, body)) ? JSON.parse(body) : undefined;
}

/** The text of a file that only we can have written; undefined when there is none. */
function readOurs(file: string): string | undefined {
  try {
    const opened = openSync(file, 'r');
    try {
      const { uid, mode } = fstatSync(opened);
      // Windows has no such bits: there the folder is inside the user's own.
      const ours = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
      return ours ? readFileSync(opened, 'utf8') : undefined;
    } finally {
      closeSync(opened);
    }
  } catch {
    // Not there, or not readable: it is proven again.
    return undefined;
  }
}

/** Written aside and moved: two processes that keep the same at once leave one whole file. */
function keep(file: string, key: string, value: unknown): void {
  const body = JSON.stringify(value);
  // What JSON cannot hold (NaN, undefined, an infinite number) would come back as something else.
  if (body === undefined || !isDeepStrictEqual(JSON.parse(body), value)) return;
  const aside = `${file}.${process.pid}`;
  try {
    writeFileSync(aside, headOf(key, body) + body, { mode: 0o600, flag: 'wx' });
    renameSync(aside, file);
  } catch {
    // A folder we may not write: nothing is kept, and nothing is lost.
    rmSync(aside, { force: true });
  }
}
