// Where do structures come from: the built-in R4 definitions, and those that were added?

import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { isObject } from '../../domain/json.ts';
import { toStructure, type Structure } from './definitions.ts';
import { RESOURCE_TYPES } from './generated/types.ts';

const TYPES: ReadonlySet<string> = new Set(RESOURCE_TYPES);

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

/** Definitions of one generated file, by `<resourceType> <url>`; a line is parsed when it is asked for. */
export type Lines = ReadonlyMap<string, string>;

/** Reads a generated file of definitions. 108 KB of brotli become 2 MB of text in about 10 ms. */
export function readLines(name: 'structures' | 'terminology'): Lines {
  const bytes = brotliDecompressSync(readFileSync(new URL(`./generated/${name}.br`, import.meta.url)));
  const lines = new Map<string, string>();
  for (const line of bytes.toString('utf8').split('\n')) {
    const tab = line.indexOf('\t');
    lines.set(line.slice(0, tab), line.slice(tab + 1));
  }
  return lines;
}

/** A canonical without its version. */
export function withoutVersion(canonical: string): string {
  const bar = canonical.indexOf('|');
  return bar < 0 ? canonical : canonical.slice(0, bar);
}

/** The structure of a type code: `Patient`, or already a URL. */
export function typeUrl(code: string): string {
  return code.includes(':') ? code : CORE + code;
}

/** Structures by canonical. Those added hide built-in ones of the same url. */
export class Library {
  readonly #core: Lines;
  readonly #parsed: Map<string, Structure | undefined>;
  readonly #added: ReadonlyMap<string, Structure>;

  constructor(
    core: Lines,
    parsed = new Map<string, Structure | undefined>(),
    added: ReadonlyMap<string, Structure> = new Map(),
  ) {
    this.#core = core;
    this.#parsed = parsed;
    this.#added = added;
  }

  /** This library and more. The parsed built-in structures are shared. */
  with(structures: readonly Structure[]): Library {
    const added = new Map(this.#added);
    for (const one of structures) {
      added.set(one.url, one);
      if (one.version !== undefined) added.set(`${one.url}|${one.version}`, one);
    }
    return new Library(this.#core, this.#parsed, added);
  }

  /** The structure of a canonical, its version included when it has one and we know that version. */
  get(canonical: string): Structure | undefined {
    const url = withoutVersion(canonical);
    return this.#added.get(canonical) ?? this.#added.get(url) ?? this.#coreStructure(url);
  }

  /** True when the built-in definitions have it. */
  isCore(url: string): boolean {
    return this.#core.has(`StructureDefinition ${url}`);
  }

  /** The names of all resource types that can be sent. */
  types(): ReadonlySet<string> {
    return TYPES;
  }

  #coreStructure(url: string): Structure | undefined {
    if (this.#parsed.has(url)) return this.#parsed.get(url);
    const line = this.#core.get(`StructureDefinition ${url}`);
    const json: unknown = line === undefined ? undefined : JSON.parse(line);
    const structure = isObject(json) ? toStructure(json) : undefined;
    this.#parsed.set(url, structure);
    return structure;
  }
}
