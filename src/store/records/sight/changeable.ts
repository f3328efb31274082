// May this caller change what is there? What it may not know of is not there; what it sees a part of, it cannot replace.

import { GatewayError } from '../../../domain/failure.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { Tx } from '../../tx.ts';
import { entryAt } from '../write/action.ts';
import { type Changing, checkVersion, type Outcome } from '../write/change.ts';
import { stamp } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import type { Literal } from '../write/link.ts';
import { keepOwnView } from './own-view.ts';
import { COLUMNS, type RecordRow, toStored } from '../rows.ts';
import type { SeenRow } from '../rows.ts';
import { look } from './sight.ts';

/** The rows a caller may change, and the changes as they are made. */
export interface Changeable {
  readonly current: ReadonlyMap<string, SeenRow>;
  readonly changing: readonly Changing[];
}

/**
 * The loaded rows the caller may know of, and its changes. LENKE_UPDATE_NARROWED when a change would replace or remove a
 * resource of which the caller sees only a part: what it did not see would be lost, and a merge would let it guess at the rest.
 * Where it only did not see to what a reference points, the change leaves that as it is.
 */
export async function changeable(
  context: RecordsContext,
  tx: Tx,
  loaded: ReadonlyMap<string, RecordRow>,
  actions: readonly Changing[],
): Promise<Changeable> {
  if (!context.sight) return { current: loaded, changing: actions };
  const keys = [...loaded.keys()];
  const rows = await look(context, tx.query, [...loaded.values()]);
  const current = new Map(keys.flatMap((key, at) => (rows[at] ? [[key, rows[at]] as const] : [])));
  const narrowed = actions.find((one) => 'id' in one && current.get(`${one.type}/${one.id}`)?.narrowed);
  if (narrowed) throw new GatewayError('LENKE_UPDATE_NARROWED', { expression: entryAt(narrowed.index) });
  return { current, changing: actions.map((one) => withMasked(context, one, current)) };
}

/** The change with what the caller saw masked put back. A deletion takes nothing away that somebody else relies on to be named. */
function withMasked(
  { sight }: RecordsContext,
  action: Changing,
  current: ReadonlyMap<string, SeenRow>,
): Changing {
  const masked = current.get(`${action.type}/${action.id}`)?.masked;
  if (!masked || action.kind === 'delete') return action;
  const resource = sight?.unmask(action.resource, masked.whole.content, masked.hidden);
  if (resource) return { ...action, resource };
  throw new GatewayError('LENKE_UPDATE_NARROWED', { expression: entryAt(action.index) });
}

/** What a change comes to for a caller that sees some references masked: it is made on the whole, and shown as it saw it. */
export function shownMasked({ sight }: RecordsContext, row: SeenRow, outcome: Outcome): Outcome {
  const { result } = outcome;
  if (!sight || !row.masked || !result.stored || result.stored.deleted) return outcome;
  const { content } = sight.mask(result.stored.content, row.masked.hidden);
  return {
    ...outcome,
    result: { ...result, shown: { outcome: result.outcome, stored: { ...result.stored, content } } },
  };
}

/** A change of a caller's own view of a person: nothing of the person's record changes, and no event follows. */
export async function changeView(
  context: RecordsContext,
  tx: Tx,
  action: Changing,
  row: SeenRow,
  at: Date,
): Promise<Outcome> {
  const { index } = action;
  checkVersion(action, row);
  const stored = toStored(context, row);
  if (action.kind === 'delete' && row.deleted) return { index, result: { outcome: 'none' } };
  if (action.kind !== 'delete' && isSame(action.resource, row))
    return { index, result: { outcome: 'unchanged', stored } };
  const version = row.version + 1;
  const caller = context.writer ?? '';
  if (action.kind === 'delete') {
    await keepOwnView(tx, caller, row, undefined, version, at);
    return {
      index,
      result: {
        outcome: 'deleted',
        stored: { ...stored, version, updated: at, deleted: true, content: '', method: 'DELETE' },
      },
    };
  }
  const content = await keepOwnView(tx, caller, row, action.resource, version, at);
  return {
    index,
    result: {
      outcome: row.deleted ? 'created' : 'updated',
      stored: { ...stored, version, updated: at, deleted: false, content, method: 'PUT' },
    },
  };
}

/** Equal but for versionId and lastUpdated, as in any update. */
function isSame(sent: JsonObject, { id, version, updated, content }: SeenRow): boolean {
  return JSON.stringify(stamp(sent, id, version, updated)) === content;
}

/**
 * Places in `must` of what is there, but not for this caller: a reference to it is as broken as one to nothing. One that stands
 * in what the caller changes it has seen there, and may leave; a text that only looks like one has its quotes escaped.
 */
export async function missingTo(
  context: RecordsContext,
  tx: Tx,
  must: readonly Literal[],
  current: ReadonlyMap<string, SeenRow>,
): Promise<readonly number[]> {
  if (!context.sight || must.length === 0) return [];
  const rows = await tx.query<RecordRow & { place: string }>(
    `select w.place, ${COLUMNS} from unnest($1::int2[], $2::text[]) with ordinality as w (type, id, place)
     join records r on r.type = w.type and r.id = w.id`,
    [must.map(({ type }) => context.types.number(type)), must.map(({ id }) => id)],
    'records-must-see',
  );
  const seen = await look(context, tx.query, rows);
  return rows.flatMap(({ place, type, id }, at) => {
    const key = `${context.types.name(type)}/${id}`;
    const isKnown =
      context.named?.has(key) ||
      [...current.values()].some(({ content }) => content.includes(`"reference":"${key}"`));
    return seen[at] || isKnown ? [] : [Number(place) - 1];
  });
}
