// How much may one search hold or read? Set here, and smaller in tests.

export interface SearchLimits {
  /** Far ends of a chain that are listed by their hashes (5,000 cost about 10 ms); more are asked for with each batch. */
  readonly farKeys: number;
  /** Far ends that are listed by their contents, for `_has` and for what the index does not know for certain. */
  readonly farContents: number;
  /** Matches with the same first sort key; a group is read as a whole on each of its pages, larger ones are refused. */
  readonly equals: number;
  /**
   * Candidates read for one page. When nearly none of them answers, the page ends early with a link to the next, so that no
   * search takes seconds: R4 lets a page hold fewer than were asked for.
   */
  readonly candidates: number;
  /** Resources that come along with a page; a page with more says so. */
  readonly included: number;
  /** Versions replaced since a moment that a history `_at` it looks up one by one; with more it walks (2,000 take some 10 ms). */
  readonly replaced: number;
}

export const SEARCH_LIMITS: SearchLimits = {
  farKeys: 5000,
  farContents: 1000,
  equals: 5000,
  candidates: 5000,
  included: 1000,
  replaced: 2000,
};
