// By what are matches sorted that share their first key? Asked of the index: contents are read for the page alone.

import type { SearchParameter } from '../../../fhir/search/parameters.ts';
import { isOrdered } from '../../../fhir/search/parse-sort.ts';
import type { SortKey } from '../../../fhir/search/sort-key.ts';
import type { Tx } from '../../tx.ts';
import { parseContent } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import { narrow, type Resolved } from './found.ts';
import { BY_NUMBER, type Keys, keysSql, type Order, unsortedKeysSql } from './keys-sql.ts';
import { COLUMNS, type RecordRow } from '../rows.ts';
import type { FoundAt, Position, Way } from './walk.ts';

/** A key after the first, or all keys when the index keeps no order for the first. */
export interface FurtherKey {
  /** Undefined: by `_id`. */
  readonly parameter: SearchParameter | undefined;
  readonly descending: boolean;
}

/** Where groups are small a page of keys is enough; where they are large more are read in one go than of contents. */
const GROWTH = 4;
const WIDEST = 5000;

/** A candidate with its place; `found` when its content has been read. */
export interface Item {
  readonly position: Position;
  readonly keys: readonly SortKey[];
  readonly res: string;
  readonly found?: FoundAt;
}

/** One batch of candidates in the order of the first key. */
export interface Items {
  readonly items: readonly Item[];
  readonly read: number;
}

/**
 * True when the index tells all further keys of a resource by its number: dates, numbers, quantities and ids. Texts stand in the
 * index by their value alone, and codes have no order there.
 */
export function areIndexed(way: Way, further: readonly FurtherKey[]): boolean {
  const known = ({ parameter }: FurtherKey): boolean =>
    parameter === undefined || (isOrdered(parameter) && parameter.kind !== 'string');
  return way.parts.length === 1 && way.order.by !== 'number' && further.every(known);
}

/** The keys of a batch with those that follow after the first: of several values the least, or the greatest when descending. */
function withFurther(keys: Keys, order: Order, further: readonly FurtherKey[]): Keys {
  const values = [...keys.values];
  const columns = further.map(({ parameter, descending }, at) => {
    if (!parameter) return `(select r.id from records r where r.res = k.res) as k${at}`;
    values.push(parameter.id);
    // The sum keeps PostgreSQL from walking the index of all ends until it meets this resource.
    const end = descending ? 'max(f.hi + 0)' : 'min(f.lo + 0)';
    return `(select ${end} from idx_ord f where f.res = k.res and f.param = $${values.length}) as k${at}`;
  });
  const direction = 'descending' in order && !order.descending ? 'asc' : 'desc';
  const [key, by] = order.by === 'number' ? ['null as key', ''] : ['k.key', `k.key ${direction}, `];
  return {
    text: `select k.res, ${key}, ${columns.join(', ')} from (${keys.text}) k order by ${by}k.res ${direction}`,
    values,
  };
}

type KeyRow = Readonly<Record<string, string | number | null>>;

function keyOf(value: string | number | null | undefined, { parameter }: FurtherKey): SortKey {
  if (value === null || value === undefined) return undefined;
  return parameter ? Number(value) : value;
}

function itemOf(row: KeyRow, isRest: boolean, further: readonly FurtherKey[]): Item {
  const res = String(row['res']);
  const position: Position = isRest
    ? { phase: 'rest', after: { res } }
    : { phase: 'sorted', after: { res, key: String(row['key']) } };
  return { position, res, keys: further.map((one, at) => keyOf(row[`k${at}`], one)) };
}

/** Candidates from `start` on, in the order of the first key, with all their keys and without their contents. */
export async function* keyedItems(
  context: RecordsContext,
  run: Tx['query'],
  { parts, order, restBit }: Way,
  further: readonly FurtherKey[],
  start: Position,
  wanted: number,
): AsyncGenerator<Items> {
  const [only] = parts;
  if (!only) return;
  const type = context.types.number(only.type);
  let { phase, after } = start;
  for (let limit = 2 * wanted; ; limit = Math.min(WIDEST, limit * GROWTH)) {
    const request = { type, conditions: only.conditions, after, limit };
    const isRest = phase === 'rest' && restBit !== undefined;
    const asked = isRest ? unsortedKeysSql(request, restBit) : keysSql(request, order);
    const { text, values } = withFurther(asked, isRest ? BY_NUMBER : order, further);
    const rows = await run<KeyRow>(text, [...values]);
    const items = rows.map((row) => itemOf(row, isRest, further));
    yield { items, read: rows.length };
    const isLast = rows.length < limit;
    if (isLast && (isRest || restBit === undefined)) return;
    phase = isLast ? 'rest' : phase;
    after = isLast ? undefined : items.at(-1)?.position.after;
  }
}

/** Those of the candidates that answer, with their contents, in the order they were given. */
export async function readItems(
  context: RecordsContext,
  run: Tx['query'],
  only: Resolved,
  items: readonly Item[],
): Promise<readonly (Item & { readonly found: FoundAt })[]> {
  const rows = await run<RecordRow>(
    `select ${COLUMNS} from records r where r.res = any ($1::int8[]) and not r.deleted`,
    [`{${items.map(({ res }) => res).join(',')}}`],
    'records-sorted',
  );
  const byRes = new Map(rows.map((row) => [row.res, row]));
  const found = items.flatMap(({ res, position }): FoundAt[] => {
    const row = byRes.get(res);
    return row ? [{ row, resource: parseContent(row.content), position }] : [];
  });
  const answering = new Map((await narrow(context, run, only, found)).map((one) => [one.row.res, one]));
  return items.flatMap((item) => {
    const one = answering.get(item.res);
    return one ? [{ ...item, found: one }] : [];
  });
}
