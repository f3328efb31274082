// Which codes does a code system have, what are they called, and which is under which?

import { isObject } from '../../domain/json.ts';
import { objectsOf, textOf, type Json } from '../validator/definitions.ts';

interface Concept {
  readonly displays: readonly string[];
  readonly parents: readonly string[];
  readonly properties: readonly Json[];
}

/** A code system whose codes are known here, all of them or some. */
export interface CodeSystem {
  readonly url: string;
  readonly version: string | undefined;
  readonly name: string | undefined;
  /** True when a code that is not here does not exist. */
  readonly complete: boolean;
  /** The code as the system writes it; undefined when it has none such. Case counts unless the system says otherwise. */
  find(code: string): string | undefined;
  /** Its codes, in the order of its definition. */
  codes(): readonly string[];
  /** The names of a code: its display and designations. */
  displays(code: string): readonly string[];
  /** True when `code` is `ancestor` or under it. */
  isA(code: string, ancestor: string): boolean;
  /** Values of a property of a code. */
  properties(code: string, property: string): readonly unknown[];
}

function parentsOf(json: Json): string[] {
  const fromProperty = objectsOf(json, 'property')
    .filter((one) => one['code'] === 'subsumedBy' || one['code'] === 'parent')
    .flatMap((one) => textOf(one, 'valueCode') ?? []);
  const fromExtension = objectsOf(json, 'extension')
    .filter((one) => /subsumedBy/i.test(textOf(one, 'url') ?? ''))
    .flatMap((one) => textOf(one, 'valueCode') ?? []);
  return [...fromProperty, ...fromExtension];
}

function collect(list: readonly Json[], parent: string | undefined, into: Map<string, Concept>): void {
  for (const json of list) {
    const code = textOf(json, 'code');
    if (code === undefined) continue;
    const before = into.get(code)?.parents ?? [];
    const parents = [...before, ...(parent === undefined ? [] : [parent]), ...parentsOf(json)];
    const designations = objectsOf(json, 'designation').flatMap((one) => textOf(one, 'value') ?? []);
    into.set(code, {
      displays: [textOf(json, 'display') ?? code, ...designations],
      parents,
      properties: objectsOf(json, 'property'),
    });
    collect(objectsOf(json, 'concept'), code, into);
  }
}

/** Reads a CodeSystem; undefined when it has no url. Supplements are no code systems of their own. */
export function toCodeSystem(json: unknown): CodeSystem | undefined {
  if (!isObject(json) || json['resourceType'] !== 'CodeSystem' || json['content'] === 'supplement')
    return undefined;
  const url = textOf(json, 'url');
  if (url === undefined) return undefined;
  const concepts = new Map<string, Concept>();
  collect(objectsOf(json, 'concept'), undefined, concepts);
  const lower =
    json['caseSensitive'] === false
      ? new Map([...concepts.keys()].map((code) => [code.toLowerCase(), code]))
      : undefined;
  const find = (code: string): string | undefined =>
    concepts.has(code) ? code : lower?.get(code.toLowerCase());
  const isA = (code: string, ancestor: string, depth = 0): boolean => {
    if (code === ancestor) return true;
    // Definitions may hold circles; no hierarchy is this deep.
    return (
      depth < 50 && (concepts.get(code)?.parents.some((parent) => isA(parent, ancestor, depth + 1)) ?? false)
    );
  };
  return {
    url,
    version: textOf(json, 'version'),
    name: textOf(json, 'name'),
    codes: () => [...concepts.keys()],
    complete: json['content'] === 'complete',
    find,
    isA,
    displays: (code) => concepts.get(find(code) ?? '')?.displays ?? [],
    properties: (code, property) =>
      (concepts.get(code)?.properties ?? [])
        .filter((one) => one['code'] === property)
        .map((one) => Object.entries(one).find(([key]) => key.startsWith('value'))?.[1]),
  };
}
