// Where does a definition stand that nobody has asked for yet? As bytes in a packed file, or as a file in a folder.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { isObject } from '../../domain/json.ts';
import type { Json } from './definitions.ts';

/** Definitions by `<resourceType> <url>`. Each is read when it is asked for: of a thousand a gateway needs some dozens. */
export interface Source {
  has(key: string): boolean;
  /** The definition, parsed anew each time; undefined when there is none. */
  get(key: string): Json | undefined;
}

/** Of nothing. */
export const NO_SOURCE: Source = { has: () => false, get: () => undefined };

function parsed(text: string): Json | undefined {
  const json: unknown = JSON.parse(text);
  return isObject(json) ? json : undefined;
}

const NEWLINE = 0x0a;
const TAB = 0x09;

/** Where a definition begins and ends in a packed file. */
type Span = readonly [start: number, end: number];

function spansOf(bytes: Buffer): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  for (let at = 0; at < bytes.length; ) {
    const tab = bytes.indexOf(TAB, at);
    const newline = bytes.indexOf(NEWLINE, tab);
    const end = newline < 0 ? bytes.length : newline;
    spans.set(bytes.toString('latin1', at, tab), [tab + 1, end]);
    at = end + 1;
  }
  return spans;
}

/**
 * A generated file of definitions, one a line. They stay bytes until they are asked for: as text they would take twice the
 * memory, since some letter outside Latin-1 stands somewhere, and most are never asked for. About 10 ms.
 */
export function readPacked(name: 'structures' | 'terminology'): Source {
  const bytes = brotliDecompressSync(readFileSync(new URL(`./generated/${name}.br`, import.meta.url)));
  const spans = spansOf(bytes);
  return {
    has: (key) => spans.has(key),
    get: (key) => {
      const span = spans.get(key);
      return span && parsed(bytes.toString('utf8', ...span));
    },
  };
}

/** As `readPacked`, and the file is read when the first definition is asked for. */
export function readPackedLazily(name: 'structures' | 'terminology'): Source {
  let source: Source | undefined;
  const read = (): Source => (source ??= readPacked(name));
  return { has: (key) => read().has(key), get: (key) => read().get(key) };
}

/**
 * A folder of files `<resourceType>-<id>.json`, whose definitions have the url `<root>/<resourceType>/<id>`: the names say
 * what there is, and a file is read when it is asked for. Throws when the folder cannot be read.
 */
export function readFolder(directory: string, root: string): Source {
  const files = new Map<string, string>();
  for (const name of readdirSync(directory)) {
    const [, type, id] = /^([A-Za-z]+)-(.+)\.json$/.exec(name) ?? [];
    if (type !== undefined && id !== undefined)
      files.set(`${type} ${root}/${type}/${id}`, join(directory, name));
  }
  return {
    has: (key) => files.has(key),
    get: (key) => {
      const file = files.get(key);
      return file === undefined ? undefined : parsed(readFileSync(file, 'utf8'));
    },
  };
}

/** Several as one; the first that has a definition gives it. */
export function together(first: Source, second: Source): Source {
  return {
    has: (key) => first.has(key) || second.has(key),
    get: (key) => (first.has(key) ? first.get(key) : second.get(key)),
  };
}
