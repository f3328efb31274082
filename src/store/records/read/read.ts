// Which version is it? Current, numbered or pinned, each in one round trip.

import { GatewayError } from '../../../domain/failure.ts';
import type { PinnedRef } from '../../../domain/event.ts';
import type { Asker, StoredResource } from '../types.ts';
import type { RecordsContext } from '../context.ts';
import { COLUMNS, HISTORY_COLUMNS, type RecordRow, toStored } from '../rows.ts';
import { FOUND_UNSEEN, readViewVersions } from '../sight/own-view.ts';
import { seenOf } from '../sight/sight.ts';
import { typesAndIds } from './types-and-ids.ts';

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** The current version, also when it is a deletion; undefined when the id was never used. */
export async function readCurrent(
  context: RecordsContext,
  type: string,
  id: string,
  tx?: Asker,
): Promise<StoredResource | undefined> {
  const number = context.types.number(type);
  if (!ID.test(id)) return undefined;
  if (!tx) {
    const row = await context.readTogether.byName(number, id, context.sight !== undefined);
    return firstSeen(context, context.query, row ? [row] : []);
  }
  const rows = await tx.query<RecordRow>(
    `select ${COLUMNS} from records r where r.type = $1 and r.id = $2`,
    [number, id],
    'records-read',
  );
  return firstSeen(context, tx.query, rows);
}

/** One version; undefined when there is none of that number. */
export async function readVersion(
  context: RecordsContext,
  type: string,
  id: string,
  version: number,
  tx?: Asker,
): Promise<StoredResource | undefined> {
  const number = context.types.number(type);
  if (!ID.test(id) || !Number.isInteger(version) || version < 1 || version > 0x7fffffff) return undefined;
  const run = tx?.query ?? context.query;
  const rows = await run<RecordRow>(
    `select ${COLUMNS} from records r where r.type = $1 and r.id = $2 and r.version = $3
     union all
     select ${HISTORY_COLUMNS} from records r join history h on h.res = r.res and h.version = $3
     where r.type = $1 and r.id = $2`,
    [number, id, version],
    'records-vread',
  );
  const found = await firstSeen(context, run, rows);
  if (found?.version === version || !context.sight || type !== FOUND_UNSEEN) return found;
  return viewVersion(context, run, number, id, version);
}

/** A version of what the caller itself once sent about a person it may not know of. */
async function viewVersion(
  context: RecordsContext,
  run: RecordsContext['query'],
  type: number,
  id: string,
  version: number,
): Promise<StoredResource | undefined> {
  const rows = await run<RecordRow>(
    `select ${COLUMNS} from records r where r.type = $1 and r.id = $2`,
    [type, id],
    'records-read',
  );
  const [row] = await seenOf(context, run, rows);
  if (!row?.view) return undefined;
  const versions = await readViewVersions(run, context.sight?.caller ?? '', row);
  const found = versions.find((one) => one.version === version);
  return found && toStored(context, found);
}

async function firstSeen(
  context: RecordsContext,
  run: RecordsContext['query'],
  rows: readonly RecordRow[],
): Promise<StoredResource | undefined> {
  const [row] = context.sight ? await seenOf(context, run, rows) : rows;
  return row && toStored(context, row);
}

/** Rows of pinned versions; `place` counts from 1. The parameters are numbered from `from`. */
export function pinnedSql(from: number): string {
  const [types, ids, versions] = [from, from + 1, from + 2].map((n) => `$${n}`);
  return `select r.place, ${COLUMNS} from records_pinned(${types}::int2[], ${ids}::text[], ${versions}::int4[]) as r`;
}

/** Values of `pinnedSql`. */
export function pinnedValues(context: RecordsContext, refs: readonly PinnedRef[]): readonly unknown[] {
  const references = refs.map(({ reference }) => reference);
  return [...typesAndIds(context, references), refs.map(({ version }) => version)];
}

/** A row of `pinnedSql`. */
export type PlacedRow = RecordRow & { readonly place: string | null };

/** In the order asked. One that is missing throws LENKE_REFERENCE_BROKEN naming its place in the list. */
export function inPlace(
  context: RecordsContext,
  refs: readonly PinnedRef[],
  rows: readonly PlacedRow[],
): readonly StoredResource[] {
  const found = new Map(rows.map((row) => [Number(row.place), row]));
  return refs.map((_, at) => {
    const row = found.get(at + 1);
    if (!row) throw new GatewayError('LENKE_REFERENCE_BROKEN', { expression: `pinned[${at}]` });
    return toStored(context, row);
  });
}

/** Many pinned versions in the order asked; see `inPlace`. */
export async function readPinned(
  context: RecordsContext,
  refs: readonly PinnedRef[],
  tx?: Asker,
): Promise<readonly StoredResource[]> {
  if (refs.length === 0) return [];
  const run = tx?.query ?? context.query;
  return inPlace(
    context,
    refs,
    await run<PlacedRow>(pinnedSql(1), pinnedValues(context, refs), 'records-pinned'),
  );
}

/** Current versions of many, in any order; what does not exist or is deleted is left out. */
export async function readMany(
  context: RecordsContext,
  references: readonly string[],
  tx?: Asker,
): Promise<readonly StoredResource[]> {
  if (references.length === 0) return [];
  const run = tx?.query ?? context.query;
  const rows = await run<RecordRow>(
    `select ${COLUMNS} from unnest($1::int2[], $2::text[]) as a (type, id)
       join records r on r.type = a.type and r.id = a.id where not r.deleted`,
    typesAndIds(context, references),
    'records-many',
  );
  return (await seenOf(context, run, rows)).map((row) => toStored(context, row));
}
