// What is searched for? A search as data: parsed once, from a URL, a form or a condition.

/** Prefixes of ordered values (R4 search, 3.1.1.5). */
export type SearchPrefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

/** One criterion; `values` are alternatives (OR). Criteria of a query are all required (AND). */
export interface SearchCriterion {
  /** Code of the SearchParameter, such as `identifier`. */
  readonly parameter: string;
  readonly modifier?: string;
  /** Split at the commas; unescaped, but for tokens, quantities and composites, whose `\|` and `\$` still matter. */
  readonly values: readonly string[];
}

export interface SearchInclude {
  /** `include` follows references out of the matches, `revinclude` finds what points at them. */
  readonly direction: 'include' | 'revinclude';
  readonly source: string;
  readonly parameter: string;
  readonly target?: string;
}

export interface SearchSort {
  readonly parameter: string;
  readonly descending: boolean;
}

/** A whole search on one type. */
export interface SearchQuery {
  readonly type: string;
  readonly criteria: readonly SearchCriterion[];
  readonly includes: readonly SearchInclude[];
  readonly sort: readonly SearchSort[];
  /** Page size; undefined: the server's default. 0 asks for the total only. */
  readonly count?: number;
  readonly total?: 'none' | 'estimate' | 'accurate';
  /** Opaque cursor of the page to give. */
  readonly cursor?: string;
}
