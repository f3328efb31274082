// What did this caller send about a person it may not know of? It is answered with that, as if it had made the resource.

import type { JsonObject } from '../../domain/json.ts';
import type { Store, Tx } from '../types.ts';
import { stamp } from './content.ts';
import type { RecordsContext } from './context.ts';
import type { RecordRow } from './rows.ts';
import type { SeenRow } from './sight.ts';

/** Persons are found by what identifies them, whoever asks: two records of one person would part a case in two. */
export const FOUND_UNSEEN = 'Patient';

interface ViewRow {
  readonly res: string;
  readonly version: number;
  readonly updated: Date;
  readonly content: string;
}

/** The views of a caller on rows that are hidden from it. */
export async function readOwnViews(
  context: RecordsContext,
  caller: string,
  run: Store['query'],
  rows: readonly RecordRow[],
): Promise<ReadonlyMap<RecordRow, SeenRow>> {
  const number = context.types.number(FOUND_UNSEEN);
  const asked = rows.filter((row) => row.type === number && !row.deleted);
  if (asked.length === 0) return new Map();
  const found = await run<ViewRow>(
    'select res, version, updated, content from own_views where caller = $1 and res = any ($2::int8[])',
    [caller, `{${asked.map(({ res }) => res).join(',')}}`],
    'records-own-views',
  );
  const views = new Map(found.map((view) => [view.res, view]));
  return new Map(
    asked.flatMap((row) => {
      const view = views.get(row.res);
      if (!view) return [];
      const { version, updated, content } = view;
      const method = version === 1 ? 'POST' : 'PUT';
      const own: SeenRow = { ...row, version, updated, content, method, writer: caller, view: true };
      return [[row, { ...own, deleted: content === '' }] as const];
    }),
  );
}

/**
 * Keeps what a caller sent as its view of a row, and gives it as the text the resource would have had nothing been here.
 * Without anything sent: the caller has deleted what it believes to be its own.
 */
export async function keepOwnView(
  tx: Tx,
  caller: string,
  row: Pick<RecordRow, 'res' | 'id'>,
  sent: JsonObject | undefined,
  version: number,
  at: Date,
): Promise<string> {
  const content = sent ? JSON.stringify(stamp(sent, row.id, version, at)) : '';
  await tx.query(
    `insert into own_views (res, caller, version, updated, content) values ($1, $2, $3, $4, $5)
     on conflict (res, caller) do update set version = $3, updated = $4, content = $5`,
    [row.res, caller, version, at.toISOString(), content],
    'records-keep-view',
  );
  return content;
}
