// In which order shall the matches come? `_sort` with one key or several.

import { splitValues } from './escape.ts';
import type { SearchParameter, SearchParameters } from './parameters.ts';
import type { SearchSort } from './query.ts';
import { shownName, Unsupported } from './unsupported.ts';

/** Kinds whose order the index keeps: as a first key they cost a page, not the whole result. */
const INDEXED: ReadonlySet<SearchParameter['kind']> = new Set(['date', 'string', 'number', 'quantity']);

/** True when the index gives the resources in the order of this parameter. */
export function isOrdered(parameter: SearchParameter): boolean {
  return parameter.bit !== undefined && INDEXED.has(parameter.kind);
}

function key(type: string, text: string, parameters: SearchParameters): SearchSort {
  const descending = text.startsWith('-');
  const parameter = descending ? text.slice(1) : text;
  if (parameter === '_id') return { parameter, descending };
  const known = parameters.get(type, parameter);
  if (!known || known.kind === 'composite')
    throw new Unsupported(`cannot be sorted by ${shownName(parameter)}`);
  return { parameter, descending };
}

/** Reads the keys; one that is not offered leaves all of `_sort` out. */
export function parseSort(type: string, value: string, parameters: SearchParameters): SearchSort[] {
  if (type === 'Resource') throw new Unsupported('a search on several types is newest first');
  return splitValues(value).map((text) => key(type, text.trim(), parameters));
}
