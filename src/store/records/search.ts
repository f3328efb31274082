// Which resources answer a search, and what comes with them? Keys first, contents last, the contents have the last word.

import { GatewayError } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import { compileQuery, type CompiledQuery } from '../../fhir/search/compile-query.ts';
import type { SearchParameter } from '../../fhir/search/parameters.ts';
import type { SearchQuery } from '../../fhir/search/query.ts';
import type { SearchMatch, SearchPage } from './types.ts';
import type { Store, Tx } from '../types.ts';
import { parseContent } from './content.ts';
import type { RecordsContext } from './context.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { followIncludes } from './include.ts';
import {
  type After,
  BY_NUMBER,
  countSql,
  type Keys,
  keysSql,
  type Order,
  unsortedKeysSql,
} from './keys-sql.ts';
import { COLUMNS, type RecordRow, toStored } from './rows.ts';

const DEFAULT_COUNT = 50;
/** Keys read in one go at most, when many candidates fall at the content. */
const WIDEST = 1000;

/** A resource that answered. */
export interface Found {
  readonly row: RecordRow;
  readonly resource: JsonObject;
}

/** How far a search has come: `sorted` while there are values to sort by, then `rest`. */
interface Position {
  readonly phase: 'sorted' | 'rest';
  readonly after?: After;
}

interface Plan {
  readonly query: SearchQuery;
  readonly compiled: CompiledQuery;
  readonly type: number;
  readonly order: Order;
  /** Bit of the sort parameter, when resources without a value follow after the others. */
  readonly restBit: number | undefined;
}

type FoundAt = Found & { readonly position: Position };

function orderBy(parameter: SearchParameter, descending: boolean): Order {
  const by = parameter.kind === 'string' ? 'str' : 'ord';
  return { by, parameter: parameter.id, descending, single: parameter.single };
}

/** Newest first by default; a search by time alone walks along that time, newest first. */
function defaultOrder(compiled: CompiledQuery): Order {
  const driven = compiled.conditions.some(
    (condition) =>
      (condition.kind === 'eq' || condition.kind === 'ref' || condition.kind === 'id') && !condition.negate,
  );
  const time = compiled.conditions.find((condition) => condition.kind === 'ord');
  const text = compiled.conditions.some((condition) => condition.kind === 'str');
  if (driven || text || time?.kind !== 'ord') return BY_NUMBER;
  return { by: 'ord', parameter: time.parameter, descending: true, single: time.single };
}

function planOf(context: RecordsContext, query: SearchQuery): Plan {
  const compiled = compileQuery(query, context.parameters, context.now());
  const type = context.types.number(query.type);
  const [sort] = query.sort;
  if (!sort) return { query, compiled, type, order: defaultOrder(compiled), restBit: undefined };
  if (sort.parameter === '_id')
    return { query, compiled, type, order: { by: 'id', descending: sort.descending }, restBit: undefined };
  const parameter = context.parameters.get(query.type, sort.parameter);
  if (parameter?.bit === undefined || !['date', 'string', 'number', 'quantity'].includes(parameter.kind)) {
    throw new GatewayError('LENKE_SEARCH_PARAMETER', { parameter: '_sort', type: query.type, hint: '' });
  }
  return { query, compiled, type, order: orderBy(parameter, sort.descending), restBit: parameter.bit };
}

/** What a cursor belongs to: the search without its page size. */
function scopeOf({ type, criteria, sort }: SearchQuery): string {
  return JSON.stringify([type, criteria, sort]);
}

function startOf(query: SearchQuery): Position {
  if (query.cursor === undefined) return { phase: 'sorted' };
  const [phase, key, res] = readCursor(scopeOf(query), query.cursor, 3).map(String);
  if (res === undefined || !/^\d{1,18}$/.test(res)) throw new GatewayError('LENKE_SEARCH_CURSOR');
  return { phase: phase === 'rest' ? 'rest' : 'sorted', after: { res, ...(key !== undefined && { key }) } };
}

function writePosition(query: SearchQuery, { phase, after }: Position): string {
  return writeCursor(scopeOf(query), [phase, after?.key ?? '', after?.res ?? '']);
}

/** One key of an order is given as text; infinite ends of a Period too. */
type KeyRow = RecordRow & { readonly key?: string | number | null };

function withContent(keys: Keys, order: Order): string {
  const direction = 'descending' in order && !order.descending ? 'asc' : 'desc';
  const [key, by] = order.by === 'number' ? ['', ''] : [', k.key', `k.key ${direction}, `];
  return `select ${COLUMNS}${key} from (${keys.text}) k join records r on r.res = k.res order by ${by}k.res ${direction}`;
}

async function readKeys(
  run: Store['query'],
  plan: Plan,
  position: Position,
  limit: number,
): Promise<KeyRow[]> {
  const { type, order, restBit } = plan;
  const request = { type, conditions: plan.compiled.conditions, after: position.after, limit };
  const rest = position.phase === 'rest' && restBit !== undefined;
  const keys = rest ? unsortedKeysSql(request, restBit) : keysSql(request, order);
  return run<KeyRow>(withContent(keys, rest ? BY_NUMBER : order), keys.values, keys.name);
}

function positionOf(phase: Position['phase'], row: KeyRow): Position {
  return {
    phase,
    after: { res: row.res, ...(row.key !== undefined && row.key !== null && { key: String(row.key) }) },
  };
}

/** Reads until `wanted` have answered or nothing is left. */
async function collectFound(
  run: Store['query'],
  plan: Plan,
  start: Position,
  wanted: number,
): Promise<FoundAt[]> {
  const found: FoundAt[] = [];
  let position = start;
  let limit = wanted;
  while (found.length < wanted) {
    const rows = await readKeys(run, plan, position, limit);
    for (const row of rows) {
      position = positionOf(position.phase, row);
      if (row.deleted) continue;
      const resource = parseContent(row.content);
      if (plan.compiled.answers(resource)) found.push({ row, resource, position });
    }
    const exhausted = rows.length < limit;
    limit = Math.min(WIDEST, limit * 2);
    if (!exhausted) continue;
    if (position.phase === 'rest' || plan.restBit === undefined) return found;
    position = { phase: 'rest' };
  }
  return found;
}

async function countAll(run: Store['query'], plan: Plan): Promise<number> {
  const { text, values } = countSql(plan.type, plan.compiled.conditions);
  const rows = await run<{ count: string | number }>(text, values);
  return Number(rows[0]?.count ?? 0);
}

/** The first resources that answer, newest first; for conditions, where more than one is a failure. */
export async function findFirst(
  context: RecordsContext,
  run: Store['query'],
  query: SearchQuery,
  limit: number,
): Promise<Found[]> {
  const found = await collectFound(run, planOf(context, { ...query, sort: [] }), { phase: 'sorted' }, limit);
  return found.slice(0, limit);
}

/**
 * A page of a search. Throws LENKE_SEARCH_PARAMETER, LENKE_SEARCH_VALUE and LENKE_SEARCH_CURSOR.
 * The total is counted on the index alone; it does not include includes.
 */
export async function searchRecords(
  context: RecordsContext,
  query: SearchQuery,
  tx?: Tx,
): Promise<SearchPage> {
  const run: Store['query'] = tx?.query ?? context.query;
  const plan = planOf(context, query);
  const count = query.count ?? DEFAULT_COUNT;
  const totalWanted = count === 0 || (query.total !== undefined && query.total !== 'none');
  const total = totalWanted ? await countAll(run, plan) : undefined;
  if (count === 0) return { matches: [], ...(total !== undefined && { total }) };
  const found = await collectFound(run, plan, startOf(query), count + 1);
  const shown = found.slice(0, count);
  const last = shown.at(-1);
  const included = await followIncludes(context, run, query, shown);
  const matches: SearchMatch[] = [
    ...shown.map(({ row }): SearchMatch => ({ stored: toStored(context, row), mode: 'match' })),
    ...included.map((row): SearchMatch => ({ stored: toStored(context, row), mode: 'include' })),
  ];
  const next = found.length > count && last ? writePosition(query, last.position) : undefined;
  return { matches, ...(total !== undefined && { total }), ...(next !== undefined && { next }) };
}
