// What may this caller know of? Rows as one caller may see them; what it may not know of is not there.

import type { Tx } from '../../tx.ts';
import type { RecordsContext } from '../context.ts';
import { readOwnViews } from './own-view.ts';
import { COLUMNS, HISTORY_COLUMNS, type RecordRow, type SeenRow, toStored } from '../rows.ts';
import type { Judged, Sight } from './eyes.ts';

type Run = Tx['query'];

/**
 * The rows as the caller may see them, at the same places; undefined: it may not know of them. What it may not know of is not
 * named by what it sees either. Without a sight: as they are.
 */
export async function look(
  context: RecordsContext,
  run: Run,
  rows: readonly RecordRow[],
): Promise<readonly (SeenRow | undefined)[]> {
  return maskHidden(context, run, await lookAtEach(context, run, rows));
}

async function lookAtEach(
  context: RecordsContext,
  run: Run,
  rows: readonly RecordRow[],
): Promise<readonly (SeenRow | undefined)[]> {
  const { sight } = context;
  if (!sight || rows.length === 0) return rows;
  const isOwn = ({ writer }: RecordRow): boolean => writer === sight.caller;
  const own = rows.filter((row) => isOwn(row) && !row.deleted);
  if (own.length > 0) sight.own(own.map((row) => toStored(context, row)));
  const others = rows.filter((row) => !isOwn(row));
  if (others.length === 0) return rows;
  const seen = await judged(context, sight, run, others);
  return rows.map((row) => (isOwn(row) ? row : seen.get(row)));
}

/** Asked in one go for all of them; most point at nobody but the person they are about, and cost nothing. */
async function maskHidden(
  context: RecordsContext,
  run: Run,
  rows: readonly (SeenRow | undefined)[],
): Promise<readonly (SeenRow | undefined)[]> {
  const { sight } = context;
  if (!sight) return rows;
  // What it wrote itself, it named itself.
  const named = rows.map((row) =>
    row && !row.deleted && row.writer !== sight.caller ? sight.pointsAt(toStored(context, row)) : [],
  );
  const hidden = await hiddenAmong(context, run, new Set(named.flat()));
  if (hidden.size === 0) return rows;
  return rows.map((row, at) => {
    const own = new Set(named[at]?.filter((name) => hidden.has(name)));
    if (!row || own.size === 0) return row;
    const { content, cut } = sight.mask(row.content, own);
    return { ...row, content, ...(cut ? { narrowed: true } : { masked: { hidden: own, whole: row } }) };
  });
}

/** Those that are there, but not for this caller. */
async function hiddenAmong(
  context: RecordsContext,
  run: Run,
  names: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const targets = [...names].flatMap((name) => {
    const [type = '', id = ''] = name.split('/');
    return context.parameters.resources.includes(type) ? [{ type: context.types.number(type), id }] : [];
  });
  if (targets.length === 0) return new Set();
  const rows = await rowsNamed(context, run, targets);
  const seen = await lookAtEach(context, run, rows);
  return new Set(rows.flatMap(({ type, id }, at) => (seen[at] ? [] : [`${context.types.name(type)}/${id}`])));
}

/** Outside a transaction asked together with what other callers read at the same moment. */
async function rowsNamed(
  { query, readTogether }: RecordsContext,
  run: Run,
  targets: readonly { readonly type: number; readonly id: string }[],
): Promise<readonly RecordRow[]> {
  if (run === query) {
    const found = await Promise.all(targets.map(({ type, id }) => readTogether.byName(type, id, false)));
    return found.filter((row) => row !== undefined);
  }
  return run<RecordRow>(
    `select ${COLUMNS} from unnest($1::int2[], $2::text[]) as w (type, id)
     join records r on r.type = w.type and r.id = w.id`,
    [targets.map(({ type }) => type), targets.map(({ id }) => id)],
    'records-pointed-at',
  );
}

/** Those the caller may know of, in their order. */
export async function seenOf(
  context: RecordsContext,
  run: Run,
  rows: readonly RecordRow[],
): Promise<readonly SeenRow[]> {
  return (await look(context, run, rows)).filter((row) => row !== undefined);
}

async function judged(
  context: RecordsContext,
  sight: Sight,
  run: Run,
  rows: readonly RecordRow[],
): Promise<ReadonlyMap<RecordRow, SeenRow>> {
  const before = await lastContents(run, rows);
  // A deletion has no content to be judged by: who may see what was there may know that it is gone.
  const asked = rows.map((row) => (row.deleted ? before.get(row.res) : row));
  const open = asked.filter((row) => row !== undefined && row.writer !== sight.caller) as RecordRow[];
  const answers = await sight.judge(
    open.map((row) => toStored(context, row)),
    run,
    open.every(({ looked }) => looked === true),
  );
  const answerOf = new Map(open.map((row, at) => [row, answers[at]]));
  const seen = new Map<RecordRow, SeenRow>();
  for (const [at, row] of rows.entries()) {
    const basis = asked[at];
    const answer =
      basis && (answerOf.get(basis) ?? { see: basis.writer === sight.caller ? 'whole' : 'nothing' });
    const shown = answer && shownAs(row, answer);
    if (shown) seen.set(row, shown);
  }
  const hidden = rows.filter((row) => !seen.has(row));
  for (const [row, view] of await readOwnViews(context, sight.caller, run, hidden)) seen.set(row, view);
  return seen;
}

function shownAs(row: RecordRow, answer: Judged): SeenRow | undefined {
  if (answer.see === 'nothing') return undefined;
  if (answer.see === 'whole' || row.deleted) return row;
  return { ...row, content: answer.content, narrowed: true };
}

/** The versions before deletions, by number of the resource. */
async function lastContents(run: Run, rows: readonly RecordRow[]): Promise<ReadonlyMap<string, RecordRow>> {
  const deleted = rows.filter((row) => row.deleted);
  if (deleted.length === 0) return new Map();
  const found = await run<RecordRow>(
    `select ${HISTORY_COLUMNS} from unnest($1::int8[], $2::int4[]) as a (res, version)
     join history h on h.res = a.res and h.version = a.version join records r on r.res = h.res`,
    [`{${deleted.map(({ res }) => res).join(',')}}`, deleted.map(({ version }) => version - 1)],
    'records-before-deletion',
  );
  return new Map(found.map((row) => [row.res, row]));
}
