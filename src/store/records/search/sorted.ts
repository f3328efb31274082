// In which order do matches come that share their first sort key? By the other keys, a group of equals at a time.

import { GatewayError } from '../../../domain/failure.ts';
import { compareKeys, sortKey, type SortKey } from '../../../fhir/search/sort-key.ts';
import type { Tx } from '../../tx.ts';
import type { RecordsContext } from '../context.ts';
import { areIndexed, type Item, type Items, keyedItems, readItems, type FurtherKey } from './sorted-keys.ts';
import { type FoundAt, type Position, walk, type Way } from './walk.ts';

const FIRST_BATCH = 200;
const RES_MAX = '9223372036854775807';

/** A match with its place among its equals. */
export interface Placed {
  readonly found: FoundAt;
  readonly keys: readonly SortKey[];
}

/** Where the page before ended, among equals. */
export interface Among {
  readonly keys: readonly SortKey[];
  readonly res: string;
}

function keysOf({ resource, row }: FoundAt, further: readonly FurtherKey[]): readonly SortKey[] {
  return further.map(({ parameter, descending }) =>
    parameter ? sortKey(parameter, resource, descending) : row.id,
  );
}

/** What has no value comes last, in both directions, as with one key. */
function compareAt(a: SortKey, b: SortKey, descending: boolean): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return descending ? compareKeys(b, a) : compareKeys(a, b);
}

function compare(a: Among, b: Among, further: readonly FurtherKey[]): number {
  for (const [at, { descending }] of further.entries()) {
    const order = compareAt(a.keys[at], b.keys[at], descending);
    if (order !== 0) return order;
  }
  return compareKeys(Number(b.res), Number(a.res));
}

/** Before the first of a group of equals, so that all of it is read again. */
function beforeGroup(way: Way, { phase, after }: Position): Position {
  const { order } = way;
  if (phase === 'rest' || after?.key === undefined) return { phase };
  const descending = 'descending' in order && order.descending;
  return { phase, after: { key: after.key, res: descending ? RES_MAX : '-1' } };
}

function groupKey({ phase, after }: Position): string {
  return `${phase} ${after?.key ?? ''}`;
}

/** Candidates with their contents, where the index does not tell all their keys. */
async function* readWhole(
  context: RecordsContext,
  run: Tx['query'],
  way: Way,
  further: readonly FurtherKey[],
  start: Position,
): AsyncGenerator<Items> {
  for await (const { found, read } of walk(context, run, way, start, FIRST_BATCH)) {
    const items = found.map((one) => {
      return { found: one, keys: keysOf(one, further), position: one.position, res: one.row.res };
    });
    yield { items, read };
  }
}

/** Groups of equals, in the order of the first key, of `most` at most. */
async function* groups(source: AsyncIterable<Items>, equals: number, most: number): AsyncGenerator<Item[]> {
  let group: Item[] = [];
  let read = 0;
  for await (const batch of source) {
    read += batch.read;
    for (const one of batch.items) {
      const [first] = group;
      if (first && groupKey(first.position) !== groupKey(one.position)) {
        yield group;
        group = [];
        read = batch.read;
      }
      group.push(one);
      if (group.length > most) throw new GatewayError('LENKE_SEARCH_SORT', { limit: most });
    }
    if (read > 10 * equals) throw new GatewayError('LENKE_SEARCH_SORT', { limit: most });
  }
  if (group.length > 0) yield group;
}

/** The next `wanted` matches in the order of all keys. `after` stands in the group that `start` is in. */
export async function collectSorted(
  context: RecordsContext,
  run: Tx['query'],
  way: Way,
  further: readonly FurtherKey[],
  start: Position,
  after: Among | undefined,
  wanted: number,
): Promise<Placed[]> {
  const [only] = way.parts;
  const { equals } = context.limits;
  const begin = beforeGroup(way, start);
  // Keys alone are a tenth of the cost of contents.
  const keyed = areIndexed(way, further);
  const source = keyed
    ? groups(keyedItems(context, run, way, further, begin, wanted), equals, 10 * equals)
    : groups(readWhole(context, run, way, further, begin), equals, equals);
  // Where the content falls short of what the index says, a page of one must not read one by one.
  const step = Math.max(wanted, FIRST_BATCH);
  const collected: Placed[] = [];
  let left = after;
  for await (const group of source) {
    const here = left !== undefined && groupKey(start) === groupKey(group[0]?.position ?? start);
    const next = group
      .filter((one) => !here || left === undefined || compare(one, left, further) > 0)
      .sort((a, b) => compare(a, b, further));
    left = undefined;
    for (let at = 0; at < next.length && collected.length < wanted; at += step) {
      const part = next.slice(at, at + step);
      const read = keyed && only ? await readItems(context, run, only, part) : part;
      collected.push(...read.flatMap(({ found, keys }) => (found ? [{ found, keys }] : [])));
    }
    if (collected.length >= wanted) return collected;
  }
  return collected;
}
