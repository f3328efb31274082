// Which reference makes a tree of a type (R4 search, 3.1.1.4.16, `:above` and `:below` of references)?

import type { SearchParameter, SearchParameters } from './parameters.ts';

const TREES: ReadonlySet<string> = new Set(['partof', 'part-of']);

/** The parameter that names a resource's parent of the same type; undefined when the type has none. */
export function parentParameter(parameters: SearchParameters, type: string): SearchParameter | undefined {
  return parameters
    .of(type)
    .find(({ kind, code, targets }) => kind === 'reference' && TREES.has(code) && targets.includes(type));
}
