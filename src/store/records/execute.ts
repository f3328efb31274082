// How is it all done, or nothing? Conditions, references, versions, one write, then the reads.

import { GatewayError } from '../../domain/failure.ts';
import type { Interaction, InteractionResult } from './types.ts';
import type { Tx } from '../types.ts';
import { type Action, entryAt } from './action.ts';
import { changeOf, type Outcome } from './change.ts';
import { parseContent } from './content.ts';
import type { RecordsContext } from './context.ts';
import { linkReferences, type Literal } from './link.ts';
import { loadForChange } from './load.ts';
import type { TakeNumbers } from './numbers.ts';
import { readCurrent, readVersion } from './read.ts';
import { toStored } from './rows.ts';
import { searchRecords } from './search.ts';
import { findTargets } from './targets.ts';
import { writeChanges } from './write.ts';

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

type Changing = Extract<Action, { kind: 'create' | 'update' | 'delete' }>;

function isChanging(action: Action): action is Changing {
  return action.kind === 'create' || action.kind === 'update' || action.kind === 'delete';
}

function checkIds(actions: readonly Action[]): void {
  for (const action of actions) {
    if ('id' in action && action.kind !== 'read' && !ID.test(action.id)) {
      throw new GatewayError('LENKE_ID_INVALID', { expression: entryAt(action.index) });
    }
  }
}

/** Literal references that must lead to something stored: not to what this call makes, and never to what it deletes. */
function outward(
  context: RecordsContext,
  literals: readonly Literal[],
  actions: readonly Action[],
): readonly Literal[] {
  const made = new Set<string>();
  const gone = new Set<string>();
  for (const action of actions) {
    if (!('id' in action) || action.kind === 'read') continue;
    (action.kind === 'delete' ? gone : made).add(`${action.type}/${action.id}`);
  }
  const checked = literals.filter(({ type }) => context.checked(type));
  const broken = checked.find(({ type, id }) => gone.has(`${type}/${id}`));
  if (broken) throw new GatewayError('LENKE_REFERENCE_BROKEN', { expression: broken.expression });
  const distinct = new Map(checked.map((literal) => [`${literal.type}/${literal.id}`, literal]));
  return [...distinct.entries()].filter(([key]) => !made.has(key)).map(([, literal]) => literal);
}

async function write(
  context: RecordsContext,
  tx: Tx,
  outcomes: readonly Outcome[],
  must: readonly Literal[],
  at: Date,
): Promise<void> {
  const changes = outcomes.flatMap(({ change }) => (change ? [change] : []));
  const targets = must.map(({ type, id }) => ({ type: context.types.number(type), id }));
  const { inserted, missing } = await writeChanges(tx, changes, at, targets);
  const [first] = missing;
  if (first !== undefined)
    throw new GatewayError('LENKE_REFERENCE_BROKEN', { expression: must[first]?.expression ?? '' });
  const taken = outcomes.find(({ change }) => change?.kind === 'insert' && !inserted.has(change.res));
  if (taken) throw new GatewayError('LENKE_WRITE_CONFLICT', { expression: entryAt(taken.index) });
}

async function makeChanges(
  context: RecordsContext,
  take: TakeNumbers,
  tx: Tx,
  actions: readonly Action[],
  must: readonly Literal[],
  at: Date,
): Promise<Outcome[]> {
  const changing = actions.filter(isChanging);
  const current = await loadForChange(
    context,
    tx,
    changing.filter((action) => action.kind !== 'create'),
  );
  const fresh = (action: Changing): boolean =>
    action.kind !== 'delete' && !current.has(`${action.type}/${action.id}`);
  const numbers = await take(tx, changing.filter(fresh).length);
  const outcomes = changing.map((action) => {
    const res = fresh(action) ? (numbers.shift() ?? 0) : 0;
    return changeOf(context, action, current.get(`${action.type}/${action.id}`), res, at);
  });
  await write(context, tx, outcomes, must, at);
  return outcomes;
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

/** Results of what changes nothing. */
async function answer(
  context: RecordsContext,
  tx: Tx,
  action: Action,
  done: ReadonlyMap<number, InteractionResult>,
): Promise<InteractionResult> {
  switch (action.kind) {
    case 'read':
      return read(context, tx, action);
    case 'search':
      return { outcome: 'searched', page: await searchRecords(context, action.query, tx) };
    case 'existing':
      return {
        outcome: 'existing',
        stored: toStored(context, action.found.row),
        resource: action.found.resource,
      };
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

/** Does all interactions inside `tx`; see `Records.execute`. */
export async function executeInteractions(
  context: RecordsContext,
  take: TakeNumbers,
  tx: Tx,
  interactions: readonly Interaction[],
  at: Date,
): Promise<readonly InteractionResult[]> {
  const targets = await findTargets(context, tx, interactions);
  checkIds(targets);
  const { actions, literals } = await linkReferences(context, tx, interactions, targets);
  const outcomes = await makeChanges(context, take, tx, actions, outward(context, literals, actions), at);
  const done = new Map(outcomes.map(({ index, result }) => [index, result]));
  const results: InteractionResult[] = [];
  for (const [nth, action] of actions.entries()) {
    // One answer for a conditional delete, however many it hit.
    if (action.index !== actions[nth - 1]?.index) results.push(await answer(context, tx, action, done));
  }
  return results;
}
