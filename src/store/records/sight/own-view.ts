// What did this caller send about a person it may not know of? It is answered with that, as if it had made the resource.

import type { JsonObject } from '../../../domain/json.ts';
import type { Tx } from '../../tx.ts';
import { stamp } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import type { RecordRow } from '../rows.ts';
import type { SeenRow } from '../rows.ts';

/** Persons are found by what identifies them, whoever asks: two records of one person would part a case in two. */
export const FOUND_UNSEEN = 'Patient';

interface ViewRow {
  readonly res: string;
  readonly version: number;
  readonly updated: Date;
  readonly content: string;
}

/** The views of a caller on rows that are hidden from it: the newest version of each. */
export async function readOwnViews(
  context: RecordsContext,
  caller: string,
  run: Tx['query'],
  rows: readonly RecordRow[],
): Promise<ReadonlyMap<RecordRow, SeenRow>> {
  const number = context.types.number(FOUND_UNSEEN);
  const asked = rows.filter((row) => row.type === number && !row.deleted);
  if (asked.length === 0) return new Map();
  const found = await run<ViewRow>(
    `select distinct on (res) res, version, updated, content from own_views
     where caller = $1 and res = any ($2::int8[]) order by res, version desc`,
    [caller, `{${[...new Set(asked.map(({ res }) => res))].join(',')}}`],
    'records-own-views',
  );
  const views = new Map(found.map((view) => [view.res, view]));
  return new Map(
    asked.flatMap((row) => {
      const view = views.get(row.res);
      return view ? [[row, toSeen(row, view, caller)] as const] : [];
    }),
  );
}

/** All versions of a caller's view, newest first. */
export async function readViewVersions(
  run: Tx['query'],
  caller: string,
  row: SeenRow,
): Promise<readonly SeenRow[]> {
  const found = await run<ViewRow>(
    'select res, version, updated, content from own_views where caller = $1 and res = $2 order by version desc',
    [caller, row.res],
    'records-own-view-versions',
  );
  return found.map((view) => toSeen(row, view, caller));
}

function toSeen(row: RecordRow, { version, updated, content }: ViewRow, caller: string): SeenRow {
  const deleted = content === '';
  const method = deleted ? 'DELETE' : version === 1 ? 'POST' : 'PUT';
  return { ...row, version, updated, content, deleted, method, writer: caller, view: true };
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
    `insert into own_views (res, caller, version, updated, content) values ($1, $2, $3, $4, $5)`,
    [row.res, caller, version, at.toISOString(), content],
    'records-keep-view',
  );
  return content;
}
