// What does a search in a URL or form ask for? The text becomes a SearchQuery; what is not offered is named.

import { GatewayError } from '../../domain/failure.ts';
import { compileOne } from './compile-query.ts';
import { KEEPS_ESCAPES } from './compile-composite.ts';
import { splitRaw, splitValues } from './escape.ts';
import type { SearchParameters } from './parameters.ts';
import type { SearchCriterion, SearchInclude, SearchQuery, SearchSort } from './query.ts';

/** Something of a search that was left out, and why. */
export interface UnsupportedParameter {
  /** The name as written, with its modifier. */
  readonly parameter: string;
  readonly reason: string;
}

export interface ParseOptions {
  readonly parameters: SearchParameters;
  /** strict: what is not offered throws LENKE_SEARCH_PARAMETER. lenient: it is reported and left out. */
  readonly handling: 'strict' | 'lenient';
  /** Needed by `ap`. */
  readonly now: Date;
  /** Largest page; a larger `_count` is cut to it. */
  readonly maxCount?: number;
  /** Our own base address: absolute references to it are taken as local ones. */
  readonly base?: string;
}

export interface ParsedSearch {
  readonly query: SearchQuery;
  readonly unsupported: readonly UnsupportedParameter[];
}

/** Parameters of the answer's form, not of the search: the API reads them. */
const FORM = new Set(['_format', '_pretty', '_summary', '_elements']);

interface Draft {
  criteria: SearchCriterion[];
  includes: SearchInclude[];
  sort: SearchSort[];
  count?: number;
  total?: NonNullable<SearchQuery['total']>;
  cursor?: string;
}

class Unsupported extends Error {}

function include(
  direction: SearchInclude['direction'],
  modifier: string | undefined,
  value: string,
  options: ParseOptions,
): SearchInclude {
  if (modifier !== undefined) throw new Unsupported(`:${modifier} is not offered`);
  const [source = '', parameter = '', target] = value.split(':');
  if (options.parameters.get(source, parameter)?.kind !== 'reference') {
    throw new Unsupported('expected Type:parameter of a reference parameter');
  }
  return { direction, source, parameter, ...(target !== undefined && target !== '' && { target }) };
}

function sortKey(type: string, text: string, options: ParseOptions): SearchSort {
  const descending = text.startsWith('-');
  const parameter = descending ? text.slice(1) : text;
  if (parameter === '_id') return { parameter, descending };
  const known = options.parameters.get(type, parameter);
  const sortable = ['date', 'string', 'number', 'quantity'];
  if (!known || known.bit === undefined || !sortable.includes(known.kind))
    throw new Unsupported('cannot be sorted by');
  return { parameter, descending };
}

function sort(draft: Draft, type: string, value: string, options: ParseOptions): void {
  const [first, ...others] = splitValues(value);
  if (first === undefined) return;
  draft.sort.push(sortKey(type, first, options));
  if (others.length > 0) throw new Unsupported('only the first sort key is used');
}

function count(value: string): number {
  if (!/^\d{1,9}$/.test(value))
    throw new GatewayError('LENKE_SEARCH_VALUE', { parameter: '_count', reason: 'expected a number from 0' });
  return Number(value);
}

function total(value: string): NonNullable<SearchQuery['total']> {
  if (value === 'none' || value === 'estimate' || value === 'accurate') return value;
  throw new GatewayError('LENKE_SEARCH_VALUE', {
    parameter: '_total',
    reason: 'expected none, estimate or accurate',
  });
}

/** True when the name was one of the search's own controls. */
function control(draft: Draft, type: string, name: string, value: string, options: ParseOptions): boolean {
  const [code = '', modifier] = name.split(':');
  if (code === '_include' || code === '_revinclude') {
    draft.includes.push(include(code === '_include' ? 'include' : 'revinclude', modifier, value, options));
  } else if (name === '_sort') sort(draft, type, value, options);
  else if (name === '_count') draft.count = Math.min(count(value), options.maxCount ?? 1000);
  else if (name === '_total') draft.total = total(value);
  else if (name === '_cursor') draft.cursor = value;
  else return FORM.has(name);
  return true;
}

function local(value: string, base: string | undefined): string {
  if (base === undefined) return value;
  const root = base.endsWith('/') ? base : `${base}/`;
  return value.startsWith(root) ? value.slice(root.length) : value;
}

function criterion(type: string, name: string, value: string, options: ParseOptions): SearchCriterion {
  if (name === '_has' || name.startsWith('_has:')) throw new Unsupported('reverse chaining is not offered');
  if (name.includes('.')) throw new Unsupported('chaining is not offered');
  const colon = name.indexOf(':');
  const parameter = colon < 0 ? name : name.slice(0, colon);
  const why = parameter === '_id' ? undefined : options.parameters.unsupported(type, parameter);
  if (why !== undefined) throw new Unsupported(why);
  const kind = options.parameters.get(type, parameter)?.kind ?? '';
  const split = KEEPS_ESCAPES.has(kind) ? splitRaw : splitValues;
  const values = split(value).map((item) => local(item, options.base));
  const parsed = { parameter, values, ...(colon >= 0 && { modifier: name.slice(colon + 1) }) };
  compileOne(type, parsed, options.parameters, options.now);
  return parsed;
}

function add(draft: Draft, type: string, name: string, value: string, options: ParseOptions): void {
  if (control(draft, type, name, value, options)) return;
  // An empty value is left out, as R4 says (search, 3.1.1.4: "servers should ignore them").
  if (value === '') throw new Unsupported('it is empty');
  draft.criteria.push(criterion(type, name, value, options));
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof Unsupported) return error.message;
  if (error instanceof GatewayError && error.code === 'LENKE_SEARCH_PARAMETER')
    return 'unknown for this type';
  return undefined;
}

function refusal(type: string, parameter: string, cause: unknown, reason: string): GatewayError {
  if (cause instanceof GatewayError) return cause;
  return new GatewayError(
    'LENKE_SEARCH_PARAMETER',
    { parameter, type, hint: `Reason: ${reason}.` },
    { cause },
  );
}

/**
 * Reads a search. Values that cannot be read throw LENKE_SEARCH_VALUE whatever the handling: leaving a broken criterion
 * out would give more people's records than were asked for.
 */
export function parseSearch(
  type: string,
  params: URLSearchParams | readonly (readonly [string, string])[],
  options: ParseOptions,
): ParsedSearch {
  const draft: Draft = { criteria: [], includes: [], sort: [] };
  const unsupported: UnsupportedParameter[] = [];
  for (const [name, value] of params) {
    try {
      add(draft, type, name, value, options);
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === undefined) throw error;
      if (options.handling === 'strict') throw refusal(type, name, error, reason);
      unsupported.push({ parameter: name, reason });
    }
  }
  return { query: { type, ...draft }, unsupported };
}
