// What is a criterion once its far ends were looked up?

import type { CompiledCriterion } from '../../../fhir/search/compiled.ts';
import type { SearchCriterion } from '../../../fhir/search/query.ts';
import type { CountSql, Filter, Resolved } from './found.ts';

/** A criterion whose far ends were looked up; with a filter where they are too many to list. */
export interface ResolvedCriterion extends CompiledCriterion {
  readonly filter?: Filter;
  /** What the filter asks, in SQL; undefined where only contents can tell. */
  readonly count?: CountSql;
}

/** Resolves the criterion at the far end of a link. Passed on, because links can stand behind links. */
export type ResolveFar = (type: string, criterion: SearchCriterion) => Promise<Resolved>;
