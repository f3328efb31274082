// How shall a search be gone through? Its types resolved, its order chosen, its cursor read and written.

import { GatewayError } from '../../../domain/failure.ts';
import type { SearchParameter } from '../../../fhir/search/parameters.ts';
import { isOrdered } from '../../../fhir/search/parse-sort.ts';
import { type SearchQuery, type SearchSort, typesOf } from '../../../fhir/search/query.ts';
import type { SortKey } from '../../../fhir/search/sort-key.ts';
import type { Tx } from '../../tx.ts';
import type { RecordsContext } from '../context.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { Resolved } from './found.ts';
import { BY_NUMBER, type Order } from './keys-sql.ts';
import { defaultOrder } from './order.ts';
import { resolveType } from './resolve.ts';
import type { FurtherKey } from './sorted-keys.ts';
import type { Among, Placed } from './sorted.ts';
import type { Position, Way } from './walk.ts';

/** A search ready to be gone through. `further` is empty when one order is enough. */
export interface Plan {
  readonly query: SearchQuery;
  readonly way: Way;
  readonly further: readonly FurtherKey[];
}

function sortParameter(context: RecordsContext, type: string, code: string): SearchParameter {
  const found = context.parameters.get(type, code);
  // An order by what is cut out would tell it.
  const isOpen = context.sight?.maySortBy(type, code) !== false;
  if (found && found.kind !== 'composite' && isOpen) return found;
  throw new GatewayError('LENKE_SEARCH_PARAMETER', { parameter: '_sort', type, hint: '' });
}

function furtherKey(context: RecordsContext, type: string, sort: SearchSort): FurtherKey {
  const { parameter, descending } = sort;
  return { descending, parameter: parameter === '_id' ? undefined : sortParameter(context, type, parameter) };
}

function sorted(
  context: RecordsContext,
  query: SearchQuery,
  parts: readonly Resolved[],
  first: SearchSort,
): Plan {
  const { type, sort } = query;
  const { descending } = first;
  if (first.parameter === '_id')
    return { query, way: { parts, order: { by: 'id', descending }, restBit: undefined }, further: [] };
  const parameter = sortParameter(context, type, first.parameter);
  const keys = sort.map((key) => furtherKey(context, type, key));
  // The index keeps no order of codes and references: all matches are sorted at once, as one group of equals.
  if (!isOrdered(parameter))
    return { query, way: { parts, order: BY_NUMBER, restBit: undefined }, further: keys };
  const by = parameter.kind === 'string' ? 'str' : 'ord';
  const order: Order = { by, parameter: parameter.id, descending, single: parameter.single };
  return { query, way: { parts, order, restBit: parameter.bit }, further: keys.slice(1) };
}

/** Plans a search. Throws LENKE_SEARCH_PARAMETER, LENKE_SEARCH_VALUE and LENKE_COMPARTMENT. */
export async function planOf(context: RecordsContext, run: Tx['query'], query: SearchQuery): Promise<Plan> {
  const parts: Resolved[] = [];
  for (const type of typesOf(query)) parts.push(await resolveType(context, run, type, query));
  const [sort] = query.sort;
  const [only, ...more] = parts;
  if (sort && only && more.length === 0) return sorted(context, query, parts, sort);
  const order = only && more.length === 0 ? defaultOrder(only.conditions) : BY_NUMBER;
  return { query, way: { parts, order, restBit: undefined }, further: [] };
}

/** What a cursor belongs to: the search without its page size. */
function scopeOf({ type, types, compartment, criteria, sort }: SearchQuery): string {
  return JSON.stringify([type, types, compartment, criteria, sort]);
}

function writeKey(key: SortKey): string {
  return key === undefined ? '-' : `${typeof key === 'number' ? 'n' : 's'}${key}`;
}

function readKey(text: string): SortKey {
  if (text === '-') return undefined;
  return text.startsWith('n') ? Number(text.slice(1)) : text.slice(1);
}

/** Where a page begins. */
export interface Start {
  readonly position: Position;
  readonly among?: Among;
}

/** Reads the cursor of a search; LENKE_SEARCH_CURSOR when it is another's. */
export function startOf({ query, further }: Plan): Start {
  if (query.cursor === undefined) return { position: { phase: 'sorted' } };
  const place = readCursor(scopeOf(query), query.cursor, 3 + further.length).map(String);
  const [phase, key = '', res, ...keys] = place;
  if (res === undefined || !/^\d{1,18}$/.test(res)) throw new GatewayError('LENKE_SEARCH_CURSOR');
  const after = { res, ...(key !== '' && { key: key.slice(1) }) };
  const position: Position = { phase: phase === 'rest' ? 'rest' : 'sorted', after };
  return { position, ...(further.length > 0 && { among: { keys: keys.map(readKey), res } }) };
}

/** Writes where a page ended. */
export function writePosition(
  { query }: Plan,
  { phase, after }: Position,
  keys: readonly SortKey[] = [],
): string {
  const key = after?.key === undefined ? '' : `=${after.key}`;
  return writeCursor(scopeOf(query), [phase, key, after?.res ?? '', ...keys.map(writeKey)]);
}

/** The cursor after a match that has its place among equals. */
export function writePlaced(plan: Plan, { found, keys }: Placed): string {
  return writePosition(plan, found.position, keys);
}
