// Where do structures come from: the built-in R4 definitions, and those that were added?

import { toStructure, type Structure } from './definitions.ts';
import { RESOURCE_TYPES } from './generated/types.ts';
import { NO_SOURCE, type Source } from './source.ts';

const TYPES: ReadonlySet<string> = new Set(RESOURCE_TYPES);

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

/** A canonical without its version. */
export function withoutVersion(canonical: string): string {
  const bar = canonical.indexOf('|');
  return bar < 0 ? canonical : canonical.slice(0, bar);
}

/** The structure of a type code: `Patient`, or already a URL. */
export function typeUrl(code: string): string {
  return code.includes(':') ? code : CORE + code;
}

/** Structures by canonical. Those added hide shipped ones of the same url, and these built-in ones. */
export class Library {
  readonly #core: Source;
  readonly #shipped: Source;
  readonly #parsed: Map<string, Structure | undefined>;
  readonly #added: ReadonlyMap<string, Structure>;

  constructor(
    core: Source,
    shipped: Source = NO_SOURCE,
    parsed = new Map<string, Structure | undefined>(),
    added: ReadonlyMap<string, Structure> = new Map(),
  ) {
    this.#core = core;
    this.#shipped = shipped;
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
    return new Library(this.#core, this.#shipped, this.#parsed, added);
  }

  /** The structure of a canonical, its version included when it has one and we know that version. */
  get(canonical: string): Structure | undefined {
    const url = withoutVersion(canonical);
    return this.#added.get(canonical) ?? this.#added.get(url) ?? this.#sourced(url);
  }

  /** True when the built-in definitions have it. */
  isCore(url: string): boolean {
    return this.#core.has(`StructureDefinition ${url}`);
  }

  /** The names of all resource types that can be sent. */
  types(): ReadonlySet<string> {
    return TYPES;
  }

  #sourced(url: string): Structure | undefined {
    if (this.#parsed.has(url)) return this.#parsed.get(url);
    const key = `StructureDefinition ${url}`;
    const structure = toStructure(this.#shipped.get(key) ?? this.#core.get(key));
    this.#parsed.set(url, structure);
    return structure;
  }
}
