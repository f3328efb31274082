// What comes along with the matches? What they point at, and what points at them.

import { hash64 } from '../../fhir/search/hash.ts';
import type { SearchInclude, SearchQuery } from '../../fhir/search/query.ts';
import { targetOf, targetsOf } from '../../fhir/search/reference.ts';
import type { Store } from '../types.ts';
import type { RecordsContext } from './context.ts';
import { COLUMNS, type RecordRow } from './rows.ts';
import type { Found } from './search.ts';

/** Literal references to local resources that an include follows. */
function forwardKeys(context: RecordsContext, include: SearchInclude, found: readonly Found[]): string[] {
  const parameter = context.parameters.get(include.source, include.parameter);
  if (!parameter) return [];
  return found
    .filter(({ resource }) => resource.resourceType === include.source)
    .flatMap(({ resource }) => parameter.read(resource).flatMap(targetsOf))
    .filter(
      ({ type, key }) =>
        type !== undefined &&
        (include.target ?? type) === type &&
        context.parameters.resources.includes(type) &&
        key.includes('/'),
    )
    .map(({ key }) => key);
}

async function forward(
  context: RecordsContext,
  run: Store['query'],
  query: SearchQuery,
  found: readonly Found[],
): Promise<RecordRow[]> {
  const includes = query.includes.filter((include) => include.direction === 'include');
  const keys = [...new Set(includes.flatMap((include) => forwardKeys(context, include, found)))];
  if (keys.length === 0) return [];
  const targets = keys.flatMap((key) => targetOf(key) ?? []);
  return run<RecordRow>(
    `select ${COLUMNS} from unnest($1::int2[], $2::text[]) as w (type, id)
     join records r on r.type = w.type and r.id = w.id where r.method <> 'DELETE'`,
    [targets.map(({ type }) => context.types.number(type ?? '')), targets.map(({ id }) => id)],
    'records-include',
  );
}

async function backward(
  context: RecordsContext,
  run: Store['query'],
  query: SearchQuery,
  found: readonly Found[],
): Promise<RecordRow[]> {
  const parameters = query.includes
    .filter((include) => include.direction === 'revinclude' && (include.target ?? query.type) === query.type)
    .flatMap((include) => context.parameters.get(include.source, include.parameter)?.id ?? []);
  if (parameters.length === 0 || found.length === 0) return [];
  const targets = found.map(({ row }) => hash64(`${query.type}/${row.id}`));
  return run<RecordRow>(
    `select ${COLUMNS} from
       (select distinct x.res from unnest($1::int8[]) as t (target)
        cross join unnest($2::int4[]) as p (param)
        join idx_ref x on x.target = t.target and x.param = p.param) k
     join records r on r.res = k.res order by r.res desc`,
    [`{${targets.join(',')}}`, parameters],
    'records-revinclude',
  );
}

/** Resources the includes of a query bring, each once, none that is itself a match. */
export async function followIncludes(
  context: RecordsContext,
  run: Store['query'],
  query: SearchQuery,
  found: readonly Found[],
): Promise<readonly RecordRow[]> {
  if (query.includes.length === 0 || found.length === 0) return [];
  const rows = [
    ...(await forward(context, run, query, found)),
    ...(await backward(context, run, query, found)),
  ];
  const matched = new Set(found.map(({ row }) => row.res));
  const extra = new Map(rows.filter((row) => !matched.has(row.res)).map((row) => [row.res, row]));
  return [...extra.values()];
}
