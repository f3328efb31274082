// Did a search take long, and what would have helped? Told to who asked, for only they can ask otherwise.

import type { Issue } from '../../fhir/issue.ts';
import { failureIssue } from '../../fhir/outcome.ts';
import type { SearchQuery } from '../../fhir/search/query.ts';

/**
 * One information when a search took longer than it should and joins what no index has together: several criteria, or an
 * order beside a criterion of something else (LENKE_SLOW_SEARCH_MS). A search by one thing is never to blame: then the machine is busy.
 */
export function slowIssues(
  { criteria, sort }: Pick<SearchQuery, 'criteria' | 'sort'>,
  ms: number,
  limitMs: number,
): readonly Issue[] {
  const named = new Set([...criteria, ...sort].map(({ parameter }) => parameter));
  if (ms <= limitMs || named.size < 2) return [];
  return [failureIssue('LENKE_SEARCH_SLOW', { ms: Math.round(ms), parameter: [...named].join(', ') })];
}
