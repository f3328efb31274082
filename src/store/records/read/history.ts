// What has happened to a resource, to all of a type, or to all types? Versions, newest first.

import type { HistoryPage } from '../types.ts';
import { hash64 } from '../../../fhir/search/hash.ts';
import type { RecordsContext } from '../context.ts';
import { readCursor, writeCursor } from '../search/cursor.ts';
import { laterThan, OF_TYPES, OF_TYPES_AT, OF_TYPES_FEW, SUCCESSORS } from './history-sql.ts';
import { COLUMNS, HISTORY_COLUMNS, type RecordRow, toStored } from '../rows.ts';
import { readViewVersions } from '../sight/own-view.ts';
import type { SeenRow } from '../rows.ts';
import { look } from '../sight/sight.ts';
import type { HistoryRequest } from '../requests.ts';

const INT4_MAX = 0x7fffffff;
/** Later than any date of FHIR. */
const FOREVER_MS = 8.64e15;

/** Number of the idx_ord rows that keep a type's deleted resources in the order of its history. */
export function deletionParameter(type: string): number {
  return Number(BigInt.asIntN(32, hash64(`${type}._deleted`)));
}

/** Ends of time, as PostgreSQL and idx_ord know them. */
const ALWAYS = { from: '-infinity', to: 'infinity' };

function scopeOf(of: string, { since, at }: HistoryRequest): string {
  const parts = [since, at?.from, at?.to].map((moment) => moment?.toISOString() ?? '');
  return `history ${of} ${parts.join(' ')}`.trim();
}

/** A stretch of a history as it is stored, and how to go on after a row of it. */
interface Stretch {
  readonly rows: readonly RecordRow[];
  readonly more: boolean;
  readonly total: number | undefined;
  readonly cursorAfter: (row: RecordRow) => string;
}

/** History of one resource; empty when the id was never used. Versions are numbered without gaps, so the newest is the total. */
async function ofInstance(
  context: RecordsContext,
  type: string,
  id: string,
  page: HistoryRequest,
): Promise<Stretch> {
  const scope = scopeOf(`${type}/${id}`, page);
  const [below, total] =
    page.cursor === undefined ? [INT4_MAX, undefined] : readCursor(scope, page.cursor, 2).map(Number);
  const { since, at } = page;
  const within = (alias: string): string =>
    `${alias}.version < $3 and ${alias}.updated >= $5::timestamptz and ${alias}.updated <= $6::timestamptz`;
  const rows = await context.query<RecordRow>(
    `select * from (
       select ${COLUMNS} from records r where r.type = $1 and r.id = $2 and ${within('r')}
       union all
       (select ${HISTORY_COLUMNS} from records r join history h on h.res = r.res and ${within('h')}
        where r.type = $1 and r.id = $2 ${at ? `and ${laterThan('$7::timestamptz')}` : ''} order by h.version desc limit $4)) v
     order by version desc limit $4`,
    [
      context.types.number(type),
      id,
      below,
      page.count + 1,
      since?.toISOString() ?? ALWAYS.from,
      at?.to.toISOString() ?? ALWAYS.to,
      ...(at ? [at.from.toISOString()] : []),
    ],
    at ? 'records-history-at' : 'records-history',
  );
  const isAll = since === undefined && at === undefined;
  const known = total ?? (isAll ? (rows[0]?.version ?? 0) : -1);
  return {
    rows: rows.slice(0, page.count),
    more: rows.length > page.count,
    total: known >= 0 ? known : undefined,
    cursorAfter: ({ version }) => writeCursor(scope, [version, known]),
  };
}

async function countType(context: RecordsContext, type: number): Promise<number> {
  const rows = await context.query<{ count: string }>(
    `select (select count(*) from records where type = $1) + (select count(*) from history where type = $1) as count`,
    [type],
  );
  return Number(rows[0]?.count ?? 0);
}

/** Where a page of several types begins: below this place. */
function startOf(scope: string, page: HistoryRequest): readonly number[] {
  if (page.cursor !== undefined) return readCursor(scope, page.cursor, 4).map(Number);
  return [page.at?.to.getTime() ?? FOREVER_MS, Number.MAX_SAFE_INTEGER, INT4_MAX, -1];
}

/**
 * How are the versions found that were the current one at a moment? What was replaced since is the way when that is little:
 * the versions before a moment near now were nearly all replaced before it, and walking along them would be walking along
 * everything. When much was replaced since, those before the moment are dense with what was current then.
 */
async function atWay(
  context: RecordsContext,
  places: readonly [readonly number[], readonly number[], readonly number[]],
  from: Date,
): Promise<readonly [text: string, name: string]> {
  const [found] = await context.query<{ few: boolean }>(
    SUCCESSORS,
    [...places, from.getTime(), from.toISOString(), context.limits.replaced],
    'records-history-successors',
  );
  return found?.few === true
    ? [OF_TYPES_FEW, 'records-history-types-few']
    : [OF_TYPES_AT, 'records-history-types-at'];
}

async function ofTypes(
  context: RecordsContext,
  types: readonly string[],
  page: HistoryRequest,
): Promise<Stretch> {
  const scope = scopeOf(types.join(), page);
  const { since, at, count } = page;
  const [ms = 0, res, version, counted = -1] = startOf(scope, page);
  const numbers = types.map((type) => context.types.number(type));
  const places = [
    numbers,
    types.map((type) => context.parameters.get(type, '_lastUpdated')?.id ?? 0),
    types.map(deletionParameter),
  ] as const;
  const [text, name] = at ? await atWay(context, places, at.from) : [OF_TYPES, 'records-history-types'];
  const rows = await context.query<RecordRow>(
    text,
    [
      ...places,
      ms,
      res,
      version,
      count + 2,
      ms >= FOREVER_MS ? ALWAYS.to : new Date(ms).toISOString(),
      since?.getTime() ?? -FOREVER_MS,
      since?.toISOString() ?? ALWAYS.from,
      ...(at ? [at.from.toISOString()] : []),
      ...(at && text === OF_TYPES_FEW ? [at.from.getTime()] : []),
    ],
    name,
  );
  // Counted once, for one type: it travels in the cursor, for counting a million rows takes tens of milliseconds.
  const isCounted = types.length === 1 && since === undefined && at === undefined && !context.sight;
  const total = counted < 0 && isCounted ? await countType(context, numbers[0] ?? 0) : counted;
  return {
    rows: rows.slice(0, count),
    more: rows.length > count,
    total: total >= 0 ? total : undefined,
    cursorAfter: (row) => writeCursor(scope, [row.updated.getTime(), Number(row.res), row.version, total]),
  };
}

/** Stretches read for one page at most, when the caller may know of little in each. */
const STRETCHES = 100;

/**
 * History of a resource, of a type or of several types when `id` is absent. A cursor of something else throws
 * LENKE_SEARCH_CURSOR. The total is told where it costs little: of a resource or one type, without `since` and `at`.
 */
export async function readHistory(
  context: RecordsContext,
  type: string | readonly string[],
  id: string | undefined,
  page: HistoryRequest,
): Promise<HistoryPage> {
  const stretch = (cursor: string | undefined): Promise<Stretch> => {
    const asked = { ...page, ...(cursor !== undefined && { cursor }) };
    if (typeof type === 'string' && id !== undefined) return ofInstance(context, type, id, asked);
    return ofTypes(context, typeof type === 'string' ? [type] : type, asked);
  };
  if (context.sight) return seenPage(context, page, stretch);
  const { rows, more, total, cursorAfter } = await stretch(page.cursor);
  const last = rows.at(-1);
  return {
    versions: rows.map((row) => toStored(context, row)),
    ...(total !== undefined && { total }),
    ...(more && last && { next: cursorAfter(last) }),
  };
}

/** Reads on until the page is full of what the caller may know of. No total: what is hidden would be in it. */
async function seenPage(
  context: RecordsContext,
  page: HistoryRequest,
  stretch: (cursor: string | undefined) => Promise<Stretch>,
): Promise<HistoryPage> {
  const kept: { readonly row: RecordRow; readonly next: string }[] = [];
  let cursor = page.cursor;
  let more = true;
  for (let round = 0; round < STRETCHES && more && kept.length <= page.count; round += 1) {
    const found = await stretch(cursor);
    const rows = await look(context, context.query, found.rows);
    for (const [at, row] of rows.entries()) {
      const stored = found.rows[at];
      if (!row || !stored) continue;
      const next = found.cursorAfter(stored);
      for (const one of await versionsOf(context, row)) kept.push({ row: one, next });
    }
    const last = found.rows.at(-1);
    more = found.more && last !== undefined;
    if (last) cursor = found.cursorAfter(last);
  }
  const once = onceEach(kept);
  const shown = once.slice(0, page.count);
  const next = once.length > page.count ? shown.at(-1)?.next : more ? cursor : undefined;
  return {
    versions: shown.map(({ row }) => toStored(context, row)),
    ...(next !== undefined && { next }),
  };
}

/** A caller's own view of a person stands for all versions of the record, with the versions it has itself. */
async function versionsOf(context: RecordsContext, row: SeenRow): Promise<readonly SeenRow[]> {
  return row.view ? readViewVersions(context.query, context.sight?.caller ?? '', row) : [row];
}

function onceEach<T extends { readonly row: RecordRow }>(kept: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return kept.filter(({ row }) => {
    const key = `${row.res} ${row.version}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
