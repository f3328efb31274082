// What has happened to a resource, or to all of a type? Versions, newest first.

import type { HistoryPage } from './types.ts';
import { hash64 } from '../../fhir/search/hash.ts';
import type { RecordsContext } from './context.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { COLUMNS, HISTORY_COLUMNS, type RecordRow, toStored } from './rows.ts';

export interface HistoryRequest {
  readonly count: number;
  readonly cursor?: string;
}

const INT4_MAX = 0x7fffffff;

/** Number of the idx_ord rows that keep a type's deleted resources in the order of its history. */
export function deletionParameter(type: string): number {
  return Number(BigInt.asIntN(32, hash64(`${type}._deleted`)));
}

/** History of one resource; empty when the id was never used. Versions are numbered without gaps, so the newest is the total. */
async function ofInstance(
  context: RecordsContext,
  type: string,
  id: string,
  page: HistoryRequest,
): Promise<HistoryPage> {
  const scope = `history ${type}/${id}`;
  const [below, total] =
    page.cursor === undefined ? [INT4_MAX, undefined] : readCursor(scope, page.cursor, 2).map(Number);
  const rows = await context.query<RecordRow>(
    `select * from (
       select ${COLUMNS} from records r where r.type = $1 and r.id = $2 and r.version < $3
       union all
       (select ${HISTORY_COLUMNS} from records r join history h on h.res = r.res and h.version < $3
        where r.type = $1 and r.id = $2 order by h.version desc limit $4)) v
     order by version desc limit $4`,
    [context.types.number(type), id, below, page.count + 1],
    'records-history',
  );
  const shown = rows.slice(0, page.count);
  const known = total ?? rows[0]?.version ?? 0;
  const last = shown.at(-1);
  const next = rows.length > page.count && last ? writeCursor(scope, [last.version, known]) : undefined;
  return {
    versions: shown.map((row) => toStored(context, row)),
    total: known,
    ...(next !== undefined && { next }),
  };
}

/** Newest current versions and deletions of a type by idx_ord, newest earlier versions by history; each branch reads a page only. */
const OF_TYPE = `
  select * from (
    (select ${COLUMNS} from
       (select o.res, o.hi from idx_ord o where o.param = $2 and (o.hi, o.res) <= ($4, $5) order by o.hi desc, o.res desc limit $7) o
       join records r on r.res = o.res)
    union all
    (select ${COLUMNS} from
       (select o.res, o.hi from idx_ord o where o.param = $3 and (o.hi, o.res) <= ($4, $5) order by o.hi desc, o.res desc limit $7) o
       join records r on r.res = o.res)
    union all
    (select ${HISTORY_COLUMNS} from
       (select * from history h where h.type = $1 and (h.updated, h.res, h.version) < ($8::timestamptz, $5, $6)
        order by h.updated desc, h.res desc, h.version desc limit $7) h
       join records r on r.res = h.res)) v
  where (updated, res, version) < ($8::timestamptz, $5, $6)
  order by updated desc, res desc, version desc limit $7`;

async function countType(context: RecordsContext, type: number): Promise<number> {
  const rows = await context.query<{ count: string }>(
    `select (select count(*) from records where type = $1) + (select count(*) from history where type = $1) as count`,
    [type],
  );
  return Number(rows[0]?.count ?? 0);
}

async function ofType(context: RecordsContext, type: string, page: HistoryRequest): Promise<HistoryPage> {
  const number = context.types.number(type);
  const scope = `history ${type}`;
  const first = page.cursor === undefined ? undefined : readCursor(scope, page.cursor, 4).map(Number);
  const [ms = 8.64e15, res = Number.MAX_SAFE_INTEGER, version = INT4_MAX, counted] = first ?? [];
  const at = first ? new Date(ms).toISOString() : 'infinity';
  const current = context.parameters.get(type, '_lastUpdated')?.id ?? 0;
  const rows = await context.query<RecordRow>(
    OF_TYPE,
    [number, current, deletionParameter(type), ms, res, version, page.count + 2, at],
    'records-history-type',
  );
  // The total is counted once and travels in the cursor: counting a million rows takes tens of milliseconds.
  const total = counted ?? (await countType(context, number));
  const shown = rows.slice(0, page.count);
  const last = shown.at(-1);
  const next =
    rows.length > page.count && last
      ? writeCursor(scope, [last.updated.getTime(), Number(last.res), last.version, total])
      : undefined;
  return { versions: shown.map((row) => toStored(context, row)), total, ...(next !== undefined && { next }) };
}

/** History of a resource, or of a type when `id` is absent. A cursor of something else throws LENKE_SEARCH_CURSOR. */
export async function readHistory(
  context: RecordsContext,
  type: string,
  id: string | undefined,
  page: HistoryRequest,
): Promise<HistoryPage> {
  return id === undefined ? ofType(context, type, page) : ofInstance(context, type, id, page);
}
