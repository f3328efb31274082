// Which part of a list is asked for, and where does the next one begin? Newest first, by the order of writing.

import { GatewayError } from '../domain/failure.ts';
import type { Page, Paged, Store } from './types.ts';

/** A condition with `?` for its value (or none); it counts only when its value is there. */
export type Condition = readonly [sql: string, value: unknown];

/** Most rows a page may have; a caller who asks for more gets this many and a cursor. */
const LONGEST_PAGE = 1_000;

/**
 * One page of `select`, newest first. `select` ends before `where` and its rows carry `seq`. The cursor is opaque;
 * one we did not write is LENKE_SEARCH_CURSOR. Planned every time: a generic plan of several conditions is a trap
 * (facts/store.md 7).
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- Row ties what `select` gives to what `read` takes
export async function readPage<Row extends { readonly seq: string }, Item>(
  query: Store['query'],
  select: string,
  conditions: readonly Condition[],
  page: Page,
  read: (row: Row) => Item,
): Promise<Paged<Item>> {
  const limit = Math.min(Math.max(page.limit, 1), LONGEST_PAGE);
  const { where, values } = combine([...conditions, ['seq < ?', readCursor(page.after)]]);
  const rows = await query<Row>(`${select} ${where} order by seq desc limit ${limit + 1}`, values);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(read);
  return rows.length > limit && last ? { items, next: writeCursor(last.seq) } : { items };
}

/** `where` clause and values of the conditions that count. */
export function combine(conditions: readonly Condition[]): { where: string; values: readonly unknown[] } {
  const values: unknown[] = [];
  const parts = conditions
    .filter(([, value]) => value !== undefined)
    .map(([sql, value]) => {
      if (!sql.includes('?')) return sql;
      values.push(value);
      return sql.replace('?', `$${values.length}`);
    });
  return { where: parts.length > 0 ? `where ${parts.join(' and ')}` : '', values };
}

function writeCursor(seq: string): string {
  return Buffer.from(`s${seq}`).toString('base64url');
}

function readCursor(after: string | undefined): string | undefined {
  if (after === undefined) return undefined;
  const seq = /^s(\d{1,18})$/.exec(Buffer.from(after, 'base64url').toString('latin1'))?.[1];
  if (seq === undefined) throw new GatewayError('LENKE_SEARCH_CURSOR');
  return seq;
}
