// What comes along with the matches? What they point at, and what points at them, as far as `:iterate` goes.

import { hash64 } from '../../../fhir/search/hash.ts';
import { eqHash } from '../../../fhir/search/token-hashes.ts';
import type { SearchParameter } from '../../../fhir/search/parameters.ts';
import type { SearchInclude } from '../../../fhir/search/query.ts';
import { type Target, targetOf, targetsOf } from '../../../fhir/search/reference.ts';
import type { Tx } from '../../tx.ts';
import { parseContent } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import type { Found } from './found.ts';
import { COLUMNS, type RecordRow } from '../rows.ts';
import { seenOf } from '../sight/sight.ts';

type Run = Tx['query'];

/** Included resources, each once, none that is itself a match. */
export interface Included {
  readonly rows: readonly RecordRow[];
  /** True when there are more than fit. */
  readonly cut: boolean;
}

/** Reference parameters an include follows in resources of a type. */
function parametersOf(
  context: RecordsContext,
  include: SearchInclude,
  type: string,
): readonly SearchParameter[] {
  if (include.source !== '*' && include.source !== type) return [];
  if (include.parameter !== '*')
    return [context.parameters.get(type, include.parameter)].filter((one) => one !== undefined);
  return context.parameters.of(type).filter(({ kind }) => kind === 'reference');
}

interface Wanted {
  /** `Type/id` here. */
  readonly keys: Set<string>;
  /** Hashes of canonical addresses in idx_eq. */
  readonly urls: Set<bigint>;
}

/** A canonical names a resource by its `url`, of any type the parameter may name. */
function urlHashes(
  context: RecordsContext,
  include: SearchInclude,
  parameter: SearchParameter,
  url: string,
): bigint[] {
  const types = parameter.targets.filter((type) => (include.target ?? type) === type);
  const bare = url.split('|')[0] ?? url;
  return types.flatMap((type) => {
    const named = context.parameters.get(type, 'url');
    return named ? [eqHash(named, bare)] : [];
  });
}

function gather(context: RecordsContext, include: SearchInclude, { resource }: Found, wanted: Wanted): void {
  for (const parameter of parametersOf(context, include, resource.resourceType)) {
    for (const { key, type } of parameter.read(resource).flatMap(targetsOf)) {
      if (type === undefined) {
        for (const hash of urlHashes(context, include, parameter, key)) wanted.urls.add(hash);
      } else if ((include.target ?? type) === type && context.parameters.resources.includes(type))
        wanted.keys.add(key);
    }
  }
}

async function forward(
  context: RecordsContext,
  run: Run,
  includes: readonly SearchInclude[],
  found: readonly Found[],
): Promise<RecordRow[]> {
  const wanted: Wanted = { keys: new Set(), urls: new Set() };
  for (const include of includes) for (const one of found) gather(context, include, one, wanted);
  const targets = [...wanted.keys].flatMap((key) => targetOf(key) ?? []);
  const byKey = [...(await rowsOf(context, run, targets))];
  if (wanted.urls.size === 0) return byKey;
  const byUrl = await run<RecordRow>(
    `select ${COLUMNS} from unnest($1::int8[]) as w (hash) join idx_eq e on e.hash = w.hash
     join records r on r.res = e.res where r.method <> 'DELETE'`,
    [`{${[...wanted.urls].join(',')}}`],
    'records-include-canonical',
  );
  return [...byKey, ...byUrl];
}

/** A few targets are read with what others read just now; inside a transaction, and where they are many, in one go of their own. */
const FEW = 5;

async function rowsOf(
  context: RecordsContext,
  run: Run,
  targets: readonly Target[],
): Promise<readonly RecordRow[]> {
  if (targets.length === 0) return [];
  if (run === context.query && targets.length <= FEW) {
    const rows = await Promise.all(
      // Without a look: whom they are about was looked into with the matches, or is asked then.
      targets.map(({ type, id }) =>
        context.readTogether.byName(context.types.number(type ?? ''), id ?? '', false),
      ),
    );
    return rows.flatMap((row) => (row && !row.deleted ? [row] : []));
  }
  return run<RecordRow>(
    `select ${COLUMNS} from unnest($1::int2[], $2::text[]) as w (type, id)
     join records r on r.type = w.type and r.id = w.id where r.method <> 'DELETE'`,
    [targets.map(({ type }) => context.types.number(type ?? '')), targets.map(({ id }) => id)],
    'records-include',
  );
}

/** Parameters that may point at resources of a type; undefined: any. */
function pointers(context: RecordsContext, include: SearchInclude, type: string): number[] | undefined {
  if ((include.target ?? type) !== type) return [];
  if (include.source === '*') return undefined;
  return parametersOf(context, include, include.source).map(({ id }) => id);
}

/** What the caller may not know of must not crowd out what it may: with its eyes ten times as many are looked at. */
function mostRead({ sight, limits }: RecordsContext): number {
  return (sight ? 10 : 1) * limits.included + 1;
}

async function backward(
  context: RecordsContext,
  run: Run,
  includes: readonly SearchInclude[],
  found: readonly Found[],
): Promise<RecordRow[]> {
  const rows: RecordRow[] = [];
  for (const type of new Set(found.map(({ resource }) => resource.resourceType))) {
    const lists = includes.map((include) => pointers(context, include, type));
    const parameters = lists.flatMap((list) => list ?? []);
    const any = lists.includes(undefined);
    if (!any && parameters.length === 0) continue;
    const targets = found.flatMap(({ row, resource }) =>
      resource.resourceType === type ? [hash64(`${type}/${row.id}`)] : [],
    );
    const of = any ? '' : 'cross join unnest($3::int4[]) as p (param)';
    rows.push(
      ...(await run<RecordRow>(
        `select ${COLUMNS} from
           (select distinct x.res from unnest($1::int8[]) as t (target) ${of}
            join idx_ref x on x.target = t.target${any ? '' : ' and x.param = p.param'} limit $2) k
         join records r on r.res = k.res order by r.res desc`,
        [`{${targets.join(',')}}`, mostRead(context), ...(any ? [] : [parameters])],
        any ? 'records-revinclude-any' : 'records-revinclude',
      )),
    );
  }
  return rows;
}

/** What the includes bring with the matches, and with what was brought when they iterate. */
export async function followIncludes(
  context: RecordsContext,
  run: Run,
  includes: readonly SearchInclude[],
  matches: readonly Found[],
): Promise<Included> {
  const most = context.limits.included;
  const matched = new Set(matches.map(({ row }) => row.res));
  const extra = new Map<string, RecordRow>();
  let sources = matches;
  let left = includes;
  while (left.length > 0 && sources.length > 0 && extra.size <= most) {
    const out = left.filter(({ direction }) => direction === 'include');
    const back = left.filter(({ direction }) => direction === 'revinclude');
    const rows = [
      ...(await forward(context, run, out, sources)),
      ...(await backward(context, run, back, sources)),
    ];
    const fresh = [...new Map(rows.map((row) => [row.res, row])).values()].filter(
      ({ res }) => !matched.has(res) && !extra.has(res),
    );
    const news = (await seenOf(context, run, fresh)).filter(({ deleted }) => !deleted);
    for (const row of news) extra.set(row.res, row);
    left = left.filter(({ iterate }) => iterate === true);
    sources = left.length === 0 ? [] : news.map((row) => ({ row, resource: parseContent(row.content) }));
  }
  return { rows: [...extra.values()].slice(0, most), cut: extra.size > most };
}
