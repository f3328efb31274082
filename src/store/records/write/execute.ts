// How is it all done, or nothing? Conditions, references, versions, one write, then the reads.

import { GatewayError } from '../../../domain/failure.ts';
import type { Interaction, InteractionResult } from '../types.ts';
import type { Tx } from '../../tx.ts';
import { type Action, entryAt } from './action.ts';
import { answerActions } from './answer-actions.ts';
import { changeable, changeView, missingTo, shownMasked } from '../sight/changeable.ts';
import { type Changing, changeOf, type Outcome } from './change.ts';
import type { Found } from '../search/found.ts';
import type { RecordsContext } from '../context.ts';
import { linkReferences, type Literal } from './link.ts';
import { type Conditional, conditionalsOf, findAll, findUnseen } from './look-up.ts';
import { loadForChange } from './load.ts';
import type { TakeNumbers } from './numbers.ts';
import type { RecordRow } from '../rows.ts';
import type { SeenRow } from '../rows.ts';
import { findTargets } from './targets.ts';
import { onward, type Tried, valuesOf } from './tried.ts';
import { type Change, writeChanges } from './write.ts';

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

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

async function write(context: RecordsContext, tx: Tx, decided: readonly Decided[], at: Date): Promise<void> {
  const must = decided.flatMap((one) => one.must);
  const changes = decided.flatMap((one) => one.outcomes.flatMap(({ change }) => signed(one, change)));
  const targets = must.map(({ type, id }) => ({ type: context.types.number(type), id }));
  const { inserted, missing } = await writeChanges(tx, changes, at, targets);
  const hidden = new Set(decided.flatMap((one) => one.hidden));
  // The first of both kinds: which one is named must not tell them apart.
  const broken = must.find((literal, place) => missing.includes(place) || hidden.has(literal));
  if (broken) throw new GatewayError('LENKE_REFERENCE_BROKEN', { expression: broken.expression });
  for (const { context: own, outcomes } of decided) {
    const taken = outcomes.find(({ change }) => change?.kind === 'insert' && !inserted.has(change.res));
    if (!taken) continue;
    // To who may not know of what has the id, trying again would never help.
    const code = own.sight ? 'LENKE_ID_REFUSED' : 'LENKE_WRITE_CONFLICT';
    throw new GatewayError(code, { expression: entryAt(taken.index) });
  }
}

/** With who writes it. */
function signed({ context: { writer } }: Decided, change: Change | undefined): readonly Change[] {
  if (!change) return [];
  return [writer === undefined ? change : { ...change, writer }];
}

/** What one caller wants, with whose eyes. */
export interface Wish {
  readonly context: RecordsContext;
  readonly interactions: readonly Interaction[];
}

interface Asked extends Wish {
  readonly conditionals: readonly Conditional[];
}

/** What one caller wants, once it is known on which resources it acts. */
interface Group {
  readonly context: RecordsContext;
  readonly actions: readonly Action[];
  readonly must: readonly Literal[];
}

async function prepare(
  { context, interactions, conditionals }: Asked,
  tx: Tx,
  answers: ReadonlyMap<Conditional, readonly Found[]>,
): Promise<Group> {
  const unseen = await findUnseen(context, tx, conditionals, answers);
  const targets = findTargets(context, interactions, conditionals, answers, unseen);
  checkIds(targets);
  const { actions, literals } = await linkReferences(context, tx, interactions, targets);
  const must = outward(context, literals, actions);
  return { context, actions, must };
}

/** A caller's changes with the rows they change, as far as it may know of them. */
interface Loaded extends Group {
  readonly changing: readonly Changing[];
  readonly current: ReadonlyMap<string, SeenRow>;
  /** Those of `must` that are there, but not for this caller: as broken as one to nothing. */
  readonly hidden: readonly Literal[];
}

interface Decided extends Loaded {
  readonly outcomes: readonly Outcome[];
}

async function loadGroup(group: Group, tx: Tx, loaded: ReadonlyMap<string, RecordRow>): Promise<Loaded> {
  const asked = group.actions.filter(isChanging);
  const own = asked.flatMap(({ type, id }) => {
    const row = loaded.get(`${type}/${id}`);
    return row ? [[`${type}/${id}`, row] as const] : [];
  });
  const { context, must } = group;
  const { current, changing } = await changeable(context, tx, new Map(own), asked);
  const missing = await missingTo(context, tx, must, current);
  return { ...group, changing, current, hidden: must.filter((_, at) => missing.includes(at)) };
}

function isFresh({ current }: Loaded, { kind, type, id }: Changing): boolean {
  return kind !== 'delete' && !current.has(`${type}/${id}`);
}

async function decideGroup(group: Loaded, tx: Tx, numbers: number[], at: Date): Promise<Decided> {
  const { context, changing, current } = group;
  const outcomes: Outcome[] = [];
  for (const action of changing) {
    const row = current.get(`${action.type}/${action.id}`);
    const res = isFresh(group, action) ? (numbers.shift() ?? 0) : 0;
    if (row?.view) outcomes.push(await changeView(context, tx, action, row, at));
    else if (row?.masked)
      outcomes.push(shownMasked(context, row, changeOf(context, action, row.masked.whole, res, at)));
    else outcomes.push(changeOf(context, action, row, res, at));
  }
  return { ...group, outcomes };
}

/** What all of them write, in one statement. A conflict is its caller's own: the others are written all the same. */
async function makeChanges(
  take: TakeNumbers,
  tx: Tx,
  groups: readonly Tried<Group>[],
  at: Date,
): Promise<readonly Tried<Decided>[]> {
  const [any] = valuesOf(groups);
  if (!any) return each(groups, () => Promise.reject(new TypeError('nothing is left to do')));
  const changing = valuesOf(groups).flatMap(({ actions }) => actions.filter(isChanging));
  const known = changing.filter((action) => action.kind !== 'create');
  const rows = await loadForChange(any.context, tx, known);
  const loaded = await each(groups, (group) => loadGroup(group, tx, rows));
  const fresh = valuesOf(loaded).flatMap((group) => group.changing.filter((one) => isFresh(group, one)));
  const numbers = await take(tx, fresh.length);
  const decided = await each(loaded, (group) => decideGroup(group, tx, numbers, at));
  await write(any.context, tx, valuesOf(decided), at);
  return decided;
}

/** The next step of each, one after the other: they share a connection. */
async function each<From, To>(
  all: readonly Tried<From>[],
  step: (value: From) => Promise<To>,
): Promise<readonly Tried<To>[]> {
  const done: Tried<To>[] = [];
  for (const one of all) done.push(await onward(one, step));
  return done;
}

/**
 * Does the interactions of several callers inside `tx`, in as many round trips as those of one. No two of them may act on
 * the same resource or have a condition in common. A fault that a caller's own request is to blame for is its result, and
 * then nothing of that caller is written. Anything else throws, and then nobody's is: each is to be tried by itself.
 */
export async function executeGroups(
  take: TakeNumbers,
  tx: Tx,
  wishes: readonly Wish[],
  at: Date,
): Promise<readonly Tried<readonly InteractionResult[]>[]> {
  const asked = await each(
    wishes.map((value) => ({ ok: true, value }) as const),
    async (wish): Promise<Asked> => ({
      ...wish,
      conditionals: conditionalsOf(wish.context, wish.interactions),
    }),
  );
  const answers = await findAll(
    tx,
    valuesOf(asked).flatMap(({ conditionals }) => conditionals),
  );
  const groups = await each(asked, (one) => prepare(one, tx, answers));
  const decided = await makeChanges(take, tx, groups, at);
  return each(decided, (one) => answerActions(one, tx, at));
}

/** Does all interactions inside `tx`; see `Records.execute`. */
export async function executeInteractions(
  context: RecordsContext,
  take: TakeNumbers,
  tx: Tx,
  interactions: readonly Interaction[],
  at: Date,
): Promise<readonly InteractionResult[]> {
  const [done] = await executeGroups(take, tx, [{ context, interactions }], at);
  if (done?.ok) return done.value;
  throw done?.fault ?? new TypeError('no result for the only caller');
}
