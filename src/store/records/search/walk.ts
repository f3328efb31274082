// How does a search go through what might answer? Batch by batch, along its order; the contents have the last word.

import type { Tx } from '../../tx.ts';
import { parseContent } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import { type Found, narrow, type Resolved } from './found.ts';
import {
  type After,
  BY_NUMBER,
  type Keys,
  keysSql,
  type Order,
  type Request,
  RES_MAX,
  severalKeysSql,
  unsortedKeysSql,
} from './keys-sql.ts';
import type { HashQuestion } from '../read/read-together.ts';
import { COLUMNS, type RecordRow } from '../rows.ts';

/** Keys read in one go at most, when many candidates fall at the content. */
const WIDEST = 1000;

/** How far a search has come: `sorted` while there are values to sort by, then `rest`. */
export interface Position {
  readonly phase: 'sorted' | 'rest';
  readonly after?: After;
}

/** What to go through. Several types are gone through newest first. */
export interface Way {
  readonly parts: readonly Resolved[];
  readonly order: Order;
  /** Bit of the sort parameter, when resources without a value follow after the others. */
  readonly restBit: number | undefined;
}

export type FoundAt = Found & { readonly position: Position };

/** One batch: those that answered, and where it ended. */
export interface Batch {
  readonly found: readonly FoundAt[];
  readonly read: number;
  readonly end: Position;
  /** True when there was nothing after it. */
  readonly last: boolean;
}

/** One key of an order is given as text; infinite ends of a Period too. */
type KeyRow = RecordRow & { readonly key?: string | number | null };

function withContent(keys: Keys, order: Order): string {
  const direction = 'descending' in order && !order.descending ? 'asc' : 'desc';
  const [key, by] = order.by === 'number' ? ['', ''] : [', k.key', `k.key ${direction}, `];
  return `select ${COLUMNS}${key} from (${keys.text}) k join records r on r.res = k.res order by ${by}k.res ${direction}`;
}

/** The question of a search by one value or one reference; undefined for any other. */
function hashOf({ conditions, after, limit }: Request): HashQuestion | undefined {
  const [only, ...more] = conditions;
  // What is asked by what it is not leads nowhere: everything else answers it.
  if (!only || more.length > 0 || ('weak' in only && only.weak) || ('negate' in only && only.negate))
    return undefined;
  const page = { below: after?.res ?? RES_MAX, limit };
  if (only.kind === 'eq') {
    const [hash, ...others] = only.hashes;
    return hash !== undefined && others.length === 0 ? { ...page, hash, parameter: undefined } : undefined;
  }
  if (only.kind !== 'ref') return undefined;
  const [[target, ...targets], [parameter, ...parameters]] = [only.targets, only.parameters];
  if (target === undefined || targets.length > 0 || parameter === undefined || parameters.length > 0)
    return undefined;
  return { ...page, hash: target, parameter };
}

async function readKeys(
  context: RecordsContext,
  run: Tx['query'],
  way: Way,
  { phase, after }: Position,
  limit: number,
): Promise<KeyRow[]> {
  const { parts, order, restBit } = way;
  const requests = parts.map(({ type, conditions }) => ({
    type: context.types.number(type),
    conditions,
    after,
    limit,
  }));
  const [only, ...more] = requests;
  if (only === undefined || more.length > 0) {
    const several = severalKeysSql(requests, limit);
    return run<KeyRow>(withContent(several, BY_NUMBER), several.values);
  }
  const rest = phase === 'rest' && restBit !== undefined;
  // Inside a transaction its own writes are to be seen, so it asks for itself.
  const alone = run === context.query && order.by === 'number' ? hashOf(only) : undefined;
  if (alone) return [...(await context.readTogether.byHash(alone, context.sight !== undefined))];
  const keys = rest ? unsortedKeysSql(only, restBit) : keysSql(only, order);
  return run<KeyRow>(withContent(keys, rest ? BY_NUMBER : order), keys.values, keys.name);
}

function positionOf(phase: Position['phase'], row: KeyRow): Position {
  const key = row.key === undefined || row.key === null ? {} : { key: String(row.key) };
  return { phase, after: { res: row.res, ...key } };
}

async function answered(
  context: RecordsContext,
  run: Tx['query'],
  way: Way,
  rows: readonly KeyRow[],
  phase: Position['phase'],
): Promise<FoundAt[]> {
  const live = rows.filter((row) => !row.deleted);
  const found = live.map(
    (row): FoundAt => ({
      row,
      resource: parseContent(row.content),
      position: positionOf(phase, row),
    }),
  );
  const [only, ...more] = way.parts;
  if (only && more.length === 0) {
    if (only.filters.length === 0 && !context.sight)
      return found.filter(({ resource }) => only.answers(resource));
    return [...(await narrow(context, run, only, found))];
  }
  const kept = new Map<string, FoundAt>();
  for (const part of way.parts) {
    const number = context.types.number(part.type);
    const own = found.filter(({ row }) => row.type === number);
    for (const one of await narrow(context, run, part, own)) kept.set(one.row.res, one);
  }
  return found.flatMap(({ row }) => kept.get(row.res) ?? []);
}

/** Batches from `start` on, the first of them `size` long, until nothing is left. */
export async function* walk(
  context: RecordsContext,
  run: Tx['query'],
  way: Way,
  start: Position,
  size: number,
): AsyncGenerator<Batch> {
  let position = start;
  let limit = size;
  for (;;) {
    const rows = await readKeys(context, run, way, position, limit);
    const lastRow = rows.at(-1);
    const { phase } = position;
    const end = lastRow ? positionOf(phase, lastRow) : position;
    const exhausted = rows.length < limit;
    const done = exhausted && (phase === 'rest' || way.restBit === undefined);
    yield { found: await answered(context, run, way, rows, phase), read: rows.length, end, last: done };
    if (done) return;
    limit = Math.min(WIDEST, limit * 2);
    position = exhausted ? { phase: 'rest' } : end;
  }
}
