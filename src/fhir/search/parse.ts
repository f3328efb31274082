// What does a search in a URL or form ask for? The text becomes a SearchQuery; what is not offered is named.

import { GatewayError } from '../../domain/failure.ts';
import { compileOne } from './compile-query.ts';
import { isModifierFault, unsupportedModifier } from './compiled.ts';
import { parseCriterion } from './parse-criterion.ts';
import type { SearchParameters } from './parameters.ts';
import { parseInclude } from './parse-include.ts';
import { parseSort } from './parse-sort.ts';
import {
  type SearchCriterion,
  type SearchInclude,
  type SearchQuery,
  type SearchSort,
  typesOf,
} from './query.ts';
import { Unsupported } from './unsupported.ts';

/** Something of a search that was left out, and why. */
export interface UnsupportedParameter {
  /** The name as written, with its modifier. */
  readonly parameter: string;
  /** What it was asked for: another of the same name may well be used. */
  readonly value: string;
  readonly reason: string;
}

export interface ParseOptions {
  readonly parameters: SearchParameters;
  /** strict: what is not offered throws LENKE_SEARCH_PARAMETER. lenient: it is reported and left out, but for modifiers. */
  readonly handling: 'strict' | 'lenient';
  /** Needed by `ap`. */
  readonly now: Date;
  /** Largest page; a larger `_count` is cut to it. */
  readonly maxCount?: number;
  /** Our own base address: absolute references to it are taken as local ones. */
  readonly base?: string;
  /** Of a search on several types (`type` is then Resource): which. */
  readonly types?: readonly string[];
  /** False: chains and `_has` are not offered (in conditions). */
  readonly links?: boolean;
}

export interface ParsedSearch {
  readonly query: SearchQuery;
  readonly unsupported: readonly UnsupportedParameter[];
}

/** Parameters of the answer's form, not of the search: the API reads them. */
const FORM = new Set(['_format', '_pretty', '_summary', '_elements']);

/** Parameters that have no modifiers at all. */
const BARE = new Set([...FORM, '_sort', '_count', '_total', '_contained', '_list', '_cursor']);

/** Each of them is looked up by itself: nobody means more, and a form of a megabyte could hold ten thousand. */
const MOST_LINKS = 10;
/** Each is an index scan of its own, and the database plans them in their third power: 50 take 0.1 s, 200 took 2.7 s. */
const MOST_CRITERIA = 50;
/** Values of all criteria together: a statement has room for 65,535 parameters, and 10,000 values took 0.7 s. */
const MOST_VALUES = 1000;

interface Draft {
  criteria: SearchCriterion[];
  includes: SearchInclude[];
  sort: SearchSort[];
  count?: number;
  total?: NonNullable<SearchQuery['total']>;
  cursor?: string;
}

function count(value: string): number {
  if (!/^\d{1,30}$/.test(value))
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

const CONTROLS = new Set(['_include', '_revinclude', '_sort', '_count', '_total', '_contained', '_cursor']);

/** True when the name was one of the search's own controls. */
function control(draft: Draft, type: string, name: string, value: string, options: ParseOptions): boolean {
  const [code = '', modifier] = name.split(':');
  if (modifier !== undefined && BARE.has(code))
    throw unsupportedModifier({ code, type }, modifier, `${code} has no modifiers.`);
  // Forms send their empty fields along; what says nothing about the answer changes nothing.
  if (value === '' && CONTROLS.has(code)) return true;
  if (code === '_include' || code === '_revinclude') {
    const direction = code === '_include' ? 'include' : 'revinclude';
    draft.includes.push(parseInclude(direction, modifier, value, type, options.parameters));
  } else if (name === '_sort') draft.sort.push(...parseSort(type, value, options.parameters));
  // Contained resources are never matches, which is what `false` asks for.
  else if (name === '_contained' && value === 'false') return true;
  else if (name === '_count') draft.count = Math.min(count(value), options.maxCount ?? 1000);
  else if (name === '_total') draft.total = total(value);
  else if (name === '_cursor') draft.cursor = value;
  else return FORM.has(name);
  return true;
}

function add(draft: Draft, type: string, name: string, value: string, options: ParseOptions): void {
  if (control(draft, type, name, value, options)) return;
  // An empty value is left out, as R4 says (search, 3.1.1.4: "servers should ignore them").
  if (value === '') throw new Unsupported('it is empty');
  const parsed = criterion(type, name, value, options);
  draft.criteria.push(parsed);
  refuseTooMany(draft.criteria, parsed);
}

function refuseTooMany(criteria: readonly SearchCriterion[], { parameter }: SearchCriterion): void {
  const links = criteria.filter(({ through }) => through).length;
  const values = criteria.reduce((sum, one) => sum + valuesIn(one), 0);
  const tooMany =
    (links > MOST_LINKS && `${MOST_LINKS} chains and _has`) ||
    (criteria.length > MOST_CRITERIA && `${MOST_CRITERIA} parameters`) ||
    (values > MOST_VALUES && `${MOST_VALUES} values`);
  if (tooMany === false) return;
  throw new GatewayError('LENKE_SEARCH_VALUE', { parameter, reason: `more than ${tooMany} in one search` });
}

/** Values of a criterion, those at the ends of its chain too: each branch asks for all of them. */
function valuesIn({ values, through }: SearchCriterion): number {
  const ends = through?.branches ?? [];
  return ends.reduce((sum, end) => sum + valuesIn(end.criterion), values.length);
}

/** A criterion of all the types that are searched. */
function criterion(type: string, name: string, value: string, options: ParseOptions): SearchCriterion {
  const [first = '', ...others] = typesOf({ type, ...(options.types && { types: options.types }) });
  const parsed = parseCriterion(first, name, value, options);
  if (others.length > 0 && parsed.through) throw new Unsupported('links need a search on one type');
  for (const other of others) compileOne(other, parsed, options.parameters, options.now);
  return parsed;
}

/** Left out, these would give everybody's records, or mean something else than was meant: always refused. */
const REFUSED: Readonly<Record<string, string>> = {
  _filter: 'Expressions are not offered. Use parameters, chains and _has.',
  _query: 'There are no named queries.',
  _content: 'Full text is not indexed. Use string parameters or :text.',
  _text: 'Narratives are not indexed. Use string parameters or :text.',
};

function refuse(type: string, name: string): void {
  const code = name.split(':')[0] ?? '';
  const hint = Object.hasOwn(REFUSED, code) ? REFUSED[code] : undefined;
  if (hint === undefined) return;
  throw new GatewayError('LENKE_SEARCH_PARAMETER', { parameter: code, type, hint });
}

/** Why something is left out; undefined when it must not be. */
function reasonOf(error: unknown): string | undefined {
  if (isModifierFault(error)) return undefined;
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
 * out would give more people's records than were asked for. So does LENKE_SEARCH_PARAMETER for a modifier that is not offered.
 */
export function parseSearch(
  type: string,
  params: URLSearchParams | readonly (readonly [string, string])[],
  options: ParseOptions,
): ParsedSearch {
  const draft: Draft = { criteria: [], includes: [], sort: [] };
  const unsupported: UnsupportedParameter[] = [];
  for (const [name, value] of params) {
    refuse(type, name);
    try {
      add(draft, type, name, value, options);
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === undefined) throw error;
      if (options.handling === 'strict') throw refusal(type, name, error, reason);
      unsupported.push({ parameter: name, value, reason });
    }
  }
  return { query: { type, ...(options.types && { types: options.types }), ...draft }, unsupported };
}
