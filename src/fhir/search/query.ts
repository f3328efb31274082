// What is searched for? A search as data: parsed once, from a URL, a form or a condition.

import type { Shape } from './shape.ts';

/** Prefixes of ordered values (R4 search, 3.1.1.5). */
export type SearchPrefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

/** One criterion; `values` are alternatives (OR). Criteria of a query are all required (AND). */
export interface SearchCriterion {
  /** Code of the SearchParameter, such as `identifier`. */
  readonly parameter: string;
  readonly modifier?: string;
  /** Split at the commas; unescaped, but for tokens, quantities and composites, whose `\|` and `\$` still matter. */
  readonly values: readonly string[];
  /** Set for a chain or `_has`: then `values` is empty, and the criteria are those of the resources at the other end. */
  readonly through?: SearchThrough;
}

/** What the resources at the other end of a reference must answer. */
export interface SearchThrough {
  /** `out`: `parameter` of this type points at them (a chain). `in`: their `parameter` points here (`_has`). */
  readonly direction: 'out' | 'in';
  /** Alternatives, one for each type that can be there. */
  readonly branches: readonly { readonly type: string; readonly criterion: SearchCriterion }[];
}

export interface SearchInclude {
  /** `include` follows references out of the matches, `revinclude` finds what points at them. */
  readonly direction: 'include' | 'revinclude';
  /** `*`: any type. */
  readonly source: string;
  /** `*`: every reference parameter. */
  readonly parameter: string;
  readonly target?: string;
  /** Also from what was included. */
  readonly iterate?: true;
}

export interface SearchSort {
  readonly parameter: string;
  readonly descending: boolean;
}

/** A search on one type, or on several. */
export interface SearchQuery {
  /** `Resource` for a search on several types. */
  readonly type: string;
  /** The types of a search on several. */
  readonly types?: readonly string[];
  /** Only what belongs to this compartment. */
  readonly compartment?: { readonly type: string; readonly id: string };
  readonly criteria: readonly SearchCriterion[];
  readonly includes: readonly SearchInclude[];
  readonly sort: readonly SearchSort[];
  /** Page size; undefined: the server's default. 0 asks for the total only. */
  readonly count?: number;
  readonly total?: 'none' | 'estimate' | 'accurate';
  /** How much of each match is answered; undefined: all of it. Pages keep it. */
  readonly shape?: Shape;
  /** Opaque cursor of the page to give. */
  readonly cursor?: string;
}

/** The types a search is on. */
export function typesOf(query: Pick<SearchQuery, 'type' | 'types'>): readonly string[] {
  return query.types ?? [query.type];
}
