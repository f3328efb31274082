// What is each caller answered? What was changed as it now stands, and what only asks: reads, searches, what was there already.

import { GatewayError } from '../../../domain/failure.ts';
import type { Tx } from '../../tx.ts';
import { type Action, entryAt } from './action.ts';
import type { Outcome } from './change.ts';
import { parseContent } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import { readHistory } from '../read/history.ts';
import { keepOwnView, readViewVersions } from '../sight/own-view.ts';
import { readCurrent, readVersion } from '../read/read.ts';
import { toStored } from '../rows.ts';
import { searchRecords } from '../search/search.ts';
import type { InteractionResult } from '../types.ts';

/** What one caller has had done. */
interface Done {
  readonly context: RecordsContext;
  readonly actions: readonly Action[];
  readonly outcomes: readonly Outcome[];
}

/** The result of every interaction, in the order they were asked for. */
export async function answerActions(
  { context, actions, outcomes }: Done,
  tx: Tx,
  at: Date,
): Promise<readonly InteractionResult[]> {
  const done = new Map(outcomes.map(({ index, result }) => [index, result]));
  const results: InteractionResult[] = [];
  for (const [nth, action] of actions.entries()) {
    // One answer for a conditional delete, however many it hit.
    if (action.index !== actions[nth - 1]?.index) results.push(await answer(context, tx, action, done, at));
  }
  return results;
}

async function read(
  context: RecordsContext,
  tx: Tx,
  action: Extract<Action, { kind: 'read' }>,
): Promise<InteractionResult> {
  const { type, id, version } = action;
  const stored = await (version === undefined
    ? readCurrent(context, type, id, tx)
    : readVersion(context, type, id, version, tx));
  const facts = { type, expression: entryAt(action.index) };
  if (!stored) throw new GatewayError('LENKE_NOT_FOUND', facts);
  if (stored.deleted) throw new GatewayError('LENKE_DELETED', facts);
  return { outcome: 'read', stored, resource: parseContent(stored.content) };
}

/** A history as it stands after the changes of this call; LENKE_NOT_FOUND for an id that never was. */
async function history(
  context: RecordsContext,
  tx: Tx,
  { asked: { type, id, page }, index }: Extract<Action, { kind: 'history' }>,
): Promise<InteractionResult> {
  const found = await readHistory({ ...context, query: tx.query }, type, id, page);
  if (id !== undefined && typeof type === 'string' && found.versions.length === 0) {
    const stored = await readCurrent(context, type, id, tx);
    if (!stored) throw new GatewayError('LENKE_NOT_FOUND', { type, expression: entryAt(index) });
  }
  return { outcome: 'told', history: found };
}

/** What was found. One the caller may not know of is answered with what the caller sent, and kept for it as that. */
async function existing(
  context: RecordsContext,
  tx: Tx,
  { type, found, unseen }: Extract<Action, { kind: 'existing' }>,
  at: Date,
): Promise<InteractionResult> {
  const { row, resource } = found;
  const result = { outcome: 'existing', stored: toStored(context, row), resource } as const;
  if (!unseen) return result;
  const caller = context.writer ?? '';
  // One it deleted goes on where it ended, as a resource made again under its id does.
  const [last] = await readViewVersions(tx.query, caller, row);
  const version = (last?.version ?? 0) + 1;
  const content = await keepOwnView(tx, caller, row, unseen, version, at);
  const stored = {
    type,
    id: row.id,
    version,
    updated: at,
    deleted: false,
    content,
    method: 'POST',
  } as const;
  return { ...result, shown: { outcome: 'created', stored } };
}

/** Results of what changes nothing. */
async function answer(
  context: RecordsContext,
  tx: Tx,
  action: Action,
  done: ReadonlyMap<number, InteractionResult>,
  at: Date,
): Promise<InteractionResult> {
  switch (action.kind) {
    case 'read':
      return read(context, tx, action);
    case 'search':
      return { outcome: 'searched', page: await searchRecords(context, action.query, tx) };
    case 'history':
      return history(context, tx, action);
    case 'existing':
      return existing(context, tx, action, at);
    case 'same': {
      const first = done.get(action.as);
      return {
        outcome: 'existing',
        ...(first?.stored && { stored: first.stored }),
        ...(first?.resource && { resource: first.resource }),
      };
    }
    default:
      return done.get(action.index) ?? { outcome: 'none' };
  }
}
