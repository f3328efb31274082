// Which resources answer a search, and what comes with them? Keys first, contents last, the contents have the last word.

import type { Condition } from '../../../fhir/search/entries.ts';
import type { SearchQuery } from '../../../fhir/search/query.ts';
import type { Asker, SearchMatch, SearchPage } from '../types.ts';
import type { Tx } from '../../tx.ts';
import type { RecordsContext } from '../context.ts';
import type { Found, Resolved } from './found.ts';
import { followIncludes } from './include.ts';
import { countSql } from './keys-sql.ts';
import { type Plan, planOf, startOf, writePlaced, writePosition } from './plan.ts';
import { type RecordRow, toStored } from '../rows.ts';
import { collectSorted } from './sorted.ts';
import { type FoundAt, type Position, walk } from './walk.ts';

const DEFAULT_COUNT = 50;
interface Shown {
  readonly found: readonly Found[];
  readonly next?: string;
}

/** Reads until `wanted` have answered, nothing is left, or `most` were read: then `end` says where. */
async function collectFound(
  context: RecordsContext,
  run: Tx['query'],
  { way }: Plan,
  start: Position,
  wanted: number,
  most: number,
): Promise<{ found: readonly FoundAt[]; end?: Position }> {
  const found: FoundAt[] = [];
  let read = 0;
  for await (const batch of walk(context, run, way, start, wanted)) {
    found.push(...batch.found);
    read += batch.read;
    if (found.length >= wanted) return { found };
    if (read >= most && !batch.last) return { found, end: batch.end };
  }
  return { found };
}

async function pageOf(context: RecordsContext, run: Tx['query'], plan: Plan, count: number): Promise<Shown> {
  const { position, among } = startOf(plan);
  if (plan.further.length > 0) {
    const placed = await collectSorted(context, run, plan.way, plan.further, position, among, count + 1);
    const last = placed.slice(0, count).at(-1);
    const next = placed.length > count && last ? { next: writePlaced(plan, last) } : {};
    return { found: placed.slice(0, count).map((one) => one.found), ...next };
  }
  const { found, end } = await collectFound(
    context,
    run,
    plan,
    position,
    count + 1,
    context.limits.candidates,
  );
  const shown = found.slice(0, count);
  const last = found.length > count ? shown.at(-1)?.position : end;
  return { found: shown, ...(last && { next: writePosition(plan, last) }) };
}

async function countPart(context: RecordsContext, run: Tx['query'], part: Resolved): Promise<number> {
  const { text, values } = countSql(context.types.number(part.type), part.conditions, part.counts);
  const rows = await run<{ count: string | number }>(text, values);
  return Number(rows[0]?.count ?? 0);
}

/** On the index alone where it says all of it, or where an estimate will do; otherwise everything is read. */
async function countAll(context: RecordsContext, run: Tx['query'], plan: Plan): Promise<number> {
  const { parts } = plan.way;
  let total = 0;
  // What the index counts is what is there, not what this caller may know of.
  if (!context.sight && (plan.query.total === 'estimate' || parts.every(({ counts }) => counts))) {
    for (const part of parts) total += await countPart(context, run, part);
    return total;
  }
  const way = { ...plan.way, order: { by: 'number' } as const, restBit: undefined };
  for await (const batch of walk(context, run, way, { phase: 'sorted' }, 1000)) total += batch.found.length;
  return total;
}

/** True for a condition that leaves most of a type to be gone through. */
function isWide(condition: Condition): boolean {
  if (condition.kind === 'str') return condition.tests.some(({ match }) => match === 'contains');
  return condition.kind === 'missing' || ('negate' in condition && condition.negate);
}

/** Criteria that no index answers, when no other one narrowed the search. */
function scansOf({ way }: Plan): readonly string[] {
  const scanning = way.parts.filter(({ scans, conditions }) => scans.length > 0 && conditions.every(isWide));
  return [...new Set(scanning.flatMap(({ scans }) => scans))];
}

/** The first resources that answer, newest first; for conditions, where more than one is a failure. */
export async function findFirst(
  context: RecordsContext,
  run: Tx['query'],
  query: SearchQuery,
  limit: number,
): Promise<readonly Found[]> {
  const plan = await planOf(context, run, { ...query, sort: [] });
  const { found } = await collectFound(context, run, plan, { phase: 'sorted' }, limit, Infinity);
  return found.slice(0, limit);
}

/**
 * A page of a search. Throws LENKE_SEARCH_PARAMETER, LENKE_SEARCH_VALUE, LENKE_SEARCH_SORT, LENKE_SEARCH_CURSOR and
 * LENKE_COMPARTMENT. The total does not include includes.
 */
export async function searchRecords(
  context: RecordsContext,
  query: SearchQuery,
  tx?: Asker,
): Promise<SearchPage> {
  const run: Tx['query'] = tx?.query ?? context.query;
  const plan = await planOf(context, run, query);
  const count = query.count ?? DEFAULT_COUNT;
  const counted = count === 0 || query.total === 'accurate' || query.total === 'estimate';
  const total = counted ? await countAll(context, run, plan) : undefined;
  const scans = scansOf(plan);
  const slow = scans.length > 0 && { scans };
  if (count === 0) return { matches: [], ...(total !== undefined && { total }), ...slow };
  const { found, next } = await pageOf(context, run, plan, count);
  // The first page is all there is: then the number costs nothing, and clients like to have it.
  const whole = next === undefined && query.cursor === undefined && query.total !== 'none';
  const known = total ?? (whole ? found.length : undefined);
  const { rows, cut } = await followIncludes(context, run, query.includes, found);
  const toMatch = (row: RecordRow, mode: SearchMatch['mode']): SearchMatch => ({
    stored: toStored(context, row),
    mode,
  });
  return {
    matches: [
      ...found.map(({ row }) => toMatch(row, 'match')),
      ...rows.map((row) => toMatch(row, 'include')),
    ],
    ...(known !== undefined && { total: known }),
    ...(next !== undefined && { next }),
    ...slow,
    ...(cut && { includesCut: true }),
  };
}
