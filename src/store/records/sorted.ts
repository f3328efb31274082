// In which order do matches come that share their first sort key? By the other keys, a group of equals at a time.

import { GatewayError } from '../../domain/failure.ts';
import type { SearchParameter } from '../../fhir/search/parameters.ts';
import { compareKeys, sortKey, type SortKey } from '../../fhir/search/sort-key.ts';
import type { Store } from '../types.ts';
import type { RecordsContext } from './context.ts';
import { type FoundAt, type Position, walk, type Way } from './walk.ts';

const FIRST_BATCH = 200;
const RES_MAX = '9223372036854775807';

/** A key after the first, or all keys when the index keeps no order for the first. */
export interface FurtherKey {
  /** Undefined: by `_id`. */
  readonly parameter: SearchParameter | undefined;
  readonly descending: boolean;
}

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

function place(found: FoundAt, further: readonly FurtherKey[]): Placed {
  const keys = further.map(({ parameter, descending }) =>
    parameter ? sortKey(parameter, found.resource, descending) : found.row.id,
  );
  return { found, keys };
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

function amongOf({ found, keys }: Placed): Among {
  return { keys, res: found.row.res };
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

/** Groups of equals, in the order of the first key. */
async function* groups(
  context: RecordsContext,
  run: Store['query'],
  way: Way,
  start: Position,
): AsyncGenerator<FoundAt[]> {
  let group: FoundAt[] = [];
  let read = 0;
  const { equals } = context.limits;
  for await (const batch of walk(context, run, way, start, FIRST_BATCH)) {
    read += batch.read;
    for (const one of batch.found) {
      const [first] = group;
      if (first && groupKey(first.position) !== groupKey(one.position)) {
        yield group;
        group = [];
        read = batch.read;
      }
      group.push(one);
      if (group.length > equals) throw new GatewayError('LENKE_SEARCH_SORT', { limit: equals });
    }
    if (read > 10 * equals) throw new GatewayError('LENKE_SEARCH_SORT', { limit: equals });
  }
  if (group.length > 0) yield group;
}

/** The next `wanted` matches in the order of all keys. `after` stands in the group that `start` is in. */
export async function collectSorted(
  context: RecordsContext,
  run: Store['query'],
  way: Way,
  further: readonly FurtherKey[],
  start: Position,
  after: Among | undefined,
  wanted: number,
): Promise<Placed[]> {
  const collected: Placed[] = [];
  let left = after;
  for await (const group of groups(context, run, way, beforeGroup(way, start))) {
    const placed = group.map((found) => place(found, further));
    placed.sort((a, b) => compare(amongOf(a), amongOf(b), further));
    const here = left !== undefined && groupKey(start) === groupKey(group[0]?.position ?? start);
    collected.push(
      ...placed.filter((one) => !here || left === undefined || compare(amongOf(one), left, further) > 0),
    );
    left = undefined;
    if (collected.length >= wanted) return collected;
  }
  return collected;
}
