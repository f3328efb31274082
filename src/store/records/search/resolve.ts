// What does a search ask once its chains, `_has` and trees are followed? Conditions on one type, or filters where those are too wide.

import { compileCompartment, compileOne } from '../../../fhir/search/compile-query.ts';
import type { SearchCriterion, SearchQuery } from '../../../fhir/search/query.ts';
import type { Tx } from '../../tx.ts';
import type { RecordsContext } from '../context.ts';
import { followChain, followHas } from './follow.ts';
import type { Resolved } from './found.ts';
import type { ResolvedCriterion, ResolveFar } from './resolved.ts';
import { followTree } from './tree.ts';

/** A promise only where something has to be looked up: most searches have no links, and a turn of the loop is not free. */
function resolveCriterion(
  context: RecordsContext,
  run: Tx['query'],
  type: string,
  criterion: SearchCriterion,
): ResolvedCriterion | Promise<ResolvedCriterion> {
  const far: ResolveFar = (other, inner) => resolveType(context, run, other, { criteria: [inner] });
  if (criterion.through?.direction === 'out') return followChain(context, run, type, criterion, far);
  if (criterion.through) return followHas(context, run, type, criterion, far);
  const { modifier, parameter } = criterion;
  const tree =
    (modifier === 'above' || modifier === 'below') &&
    context.parameters.get(type, parameter)?.kind === 'reference';
  if (tree) return followTree(context, run, type, criterion, modifier);
  return compileOne(type, criterion, context.parameters, context.now());
}

function isNegative({ modifier, through }: SearchCriterion): boolean {
  return through === undefined && NEGATIVE.has(modifier ?? '');
}

const NEGATIVE: ReadonlySet<string> = new Set(['not', 'not-in', 'missing']);

/** Resolves a search for one of its types. Throws LENKE_SEARCH_PARAMETER, LENKE_SEARCH_VALUE and LENKE_COMPARTMENT. */
export async function resolveType(
  context: RecordsContext,
  run: Tx['query'],
  type: string,
  query: Pick<SearchQuery, 'criteria' | 'compartment'>,
): Promise<Resolved> {
  const criteria: ResolvedCriterion[] = query.compartment
    ? [compileCompartment(query.compartment, type, context.parameters)]
    : [];
  for (const criterion of query.criteria) {
    const resolved = resolveCriterion(context, run, type, criterion);
    criteria.push(resolved instanceof Promise ? await resolved : resolved);
  }
  return {
    type,
    conditions: criteria.flatMap((criterion) => criterion.conditions),
    exact: criteria.every((criterion) => criterion.exact),
    scans: criteria.flatMap((criterion) => criterion.scans ?? []),
    answers: (resource) => criteria.every((criterion) => criterion.answers(resource)),
    negative: query.criteria.some(isNegative),
    filters: criteria.flatMap((criterion) => criterion.filter ?? []),
    counts: criteria.every(({ exact, count }) => exact || count)
      ? criteria.flatMap(({ count }) => count ?? [])
      : undefined,
  };
}
