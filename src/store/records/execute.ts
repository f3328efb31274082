// How is it all done, or nothing? Conditions, references, versions, one write, then the reads.

import { GatewayError } from '../../domain/failure.ts';
import type { Interaction, InteractionResult } from './types.ts';
import type { Tx } from '../types.ts';
import { type Action, entryAt } from './action.ts';
import { changeOf, type Outcome } from './change.ts';
import { parseContent } from './content.ts';
import type { RecordsContext } from './context.ts';
import { linkReferences, type Literal } from './link.ts';
import { type Conditional, conditionalsOf, findAll } from './look-up.ts';
import { loadForChange } from './load.ts';
import type { TakeNumbers } from './numbers.ts';
import { readCurrent, readVersion } from './read.ts';
import { toStored } from './rows.ts';
import { searchRecords } from './search.ts';
import { findTargets } from './targets.ts';
import { onward, type Tried, valuesOf } from './tried.ts';
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

/** What one caller wants, once it is known on which resources it acts. */
interface Group {
  readonly actions: readonly Action[];
  readonly must: readonly Literal[];
}

interface Decided extends Group {
  readonly outcomes: readonly Outcome[];
}

async function prepare(
  context: RecordsContext,
  tx: Tx,
  interactions: readonly Interaction[],
  targets: readonly Action[],
): Promise<Group> {
  checkIds(targets);
  const { actions, literals } = await linkReferences(context, tx, interactions, targets);
  return { actions, must: outward(context, literals, actions) };
}

/** What all of them write, in one statement. A conflict is its caller's own: the others are written all the same. */
async function makeChanges(
  context: RecordsContext,
  take: TakeNumbers,
  tx: Tx,
  groups: readonly Tried<Group>[],
  at: Date,
): Promise<readonly Tried<Decided>[]> {
  const changing = valuesOf(groups).flatMap(({ actions }) => actions.filter(isChanging));
  const current = await loadForChange(
    context,
    tx,
    changing.filter((action) => action.kind !== 'create'),
  );
  const fresh = (action: Changing): boolean =>
    action.kind !== 'delete' && !current.has(`${action.type}/${action.id}`);
  const numbers = await take(tx, changing.filter(fresh).length);
  const decide = (action: Changing): Outcome => {
    const res = fresh(action) ? (numbers.shift() ?? 0) : 0;
    return changeOf(context, action, current.get(`${action.type}/${action.id}`), res, at);
  };
  const decided: Tried<Decided>[] = [];
  for (const group of groups) {
    decided.push(
      await onward(group, (one) => ({ ...one, outcomes: one.actions.filter(isChanging).map(decide) })),
    );
  }
  const all = valuesOf(decided);
  await write(
    context,
    tx,
    all.flatMap(({ outcomes }) => outcomes),
    all.flatMap(({ must }) => must),
    at,
  );
  return decided;
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

async function answerAll(
  context: RecordsContext,
  tx: Tx,
  { actions, outcomes }: Decided,
): Promise<readonly InteractionResult[]> {
  const done = new Map(outcomes.map(({ index, result }) => [index, result]));
  const results: InteractionResult[] = [];
  for (const [nth, action] of actions.entries()) {
    // One answer for a conditional delete, however many it hit.
    if (action.index !== actions[nth - 1]?.index) results.push(await answer(context, tx, action, done));
  }
  return results;
}

/**
 * Does the interactions of several callers inside `tx`, in as many round trips as those of one. No two of them may act on
 * the same resource or have a condition in common. A fault that a caller's own request is to blame for is its result, and
 * then nothing of that caller is written. Anything else throws, and then nobody's is: each is to be tried by itself.
 */
export async function executeGroups(
  context: RecordsContext,
  take: TakeNumbers,
  tx: Tx,
  lists: readonly (readonly Interaction[])[],
  at: Date,
): Promise<readonly Tried<readonly InteractionResult[]>[]> {
  const asked: Tried<{ interactions: readonly Interaction[]; conditionals: readonly Conditional[] }>[] = [];
  for (const interactions of lists) {
    const one = { ok: true, value: interactions } as const;
    asked.push(
      await onward(one, () => ({ interactions, conditionals: conditionalsOf(context, interactions) })),
    );
  }
  const answers = await findAll(
    context,
    tx,
    valuesOf(asked).flatMap(({ conditionals }) => conditionals),
  );
  const groups: Tried<Group>[] = [];
  for (const one of asked) {
    groups.push(
      await onward(one, ({ interactions, conditionals }) =>
        prepare(context, tx, interactions, findTargets(context, interactions, conditionals, answers)),
      ),
    );
  }
  const decided = await makeChanges(context, take, tx, groups, at);
  const results: Tried<readonly InteractionResult[]>[] = [];
  for (const one of decided) results.push(await onward(one, (value) => answerAll(context, tx, value)));
  return results;
}

/** Does all interactions inside `tx`; see `Records.execute`. */
export async function executeInteractions(
  context: RecordsContext,
  take: TakeNumbers,
  tx: Tx,
  interactions: readonly Interaction[],
  at: Date,
): Promise<readonly InteractionResult[]> {
  const [done] = await executeGroups(context, take, tx, [interactions], at);
  if (done?.ok) return done.value;
  throw done?.fault ?? new TypeError('no result for the only caller');
}
