// At what does this resource point? Read from it once, and asked by whoever cuts, carries along or judges what it names.

import { isExactObject } from '../domain/json.ts';

/** Something that a resource names by type and id. */
export type Named = `${string}/${string}`;

/** What a resource names. */
export interface Names {
  /** What stands in `reference`, as it is written. */
  readonly references: ReadonlySet<string>;
  /** What of ours stands in `reference` or `url`, without version. */
  readonly named: ReadonlySet<Named>;
}

const LITERAL = /^([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]+)?$/;

/** A resource that was read or written is never changed, so what it names stays true as long as it is there. */
const KNOWN = new WeakMap<object, Names>();

/** What the resource names; `resource` must not be changed afterwards. */
export function namesOf(resource: Readonly<Record<string, unknown>>): Names {
  const known = KNOWN.get(resource);
  if (known) return known;
  const found = { references: new Set<string>(), named: new Set<Named>() };
  collect(resource, found);
  KNOWN.set(resource, found);
  return found;
}

const VERSION = /\/_history\/[^/]*$/;

/** A reference to any version: what may not be known may not be known by one of its versions either. */
export function withoutVersion(reference: string): string {
  return reference.replace(VERSION, '');
}

interface Found {
  readonly references: Set<string>;
  readonly named: Set<Named>;
}

function collect(value: unknown, found: Found): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) collect(one, found);
    return;
  }
  if (!isExactObject(value)) return;
  for (const key in value) {
    const one = value[key];
    if (typeof one !== 'string') collect(one, found);
    else if (key === 'reference' || key === 'url') note(key, one, found);
  }
}

function note(key: string, text: string, { references, named }: Found): void {
  if (key === 'reference') references.add(text);
  const [, name] = LITERAL.exec(text) ?? [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the expression has the slash
  if (name !== undefined) named.add(name as Named);
}
