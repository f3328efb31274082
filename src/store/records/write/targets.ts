// Which resource does each interaction act on? Deletions first, as the standard's order has it.

import { GatewayError } from '../../../domain/failure.ts';
import type { JsonObject } from '../../../domain/json.ts';
import { compileQuery } from '../../../fhir/search/compile-query.ts';
import { impossible } from '../../../fhir/search/impossible.ts';
import type { Interaction } from '../types.ts';
import { type Action, entryAt } from './action.ts';
import type { RecordsContext } from '../context.ts';
import { type Conditional, DELETE_MOST } from './look-up.ts';
import type { Found } from '../search/found.ts';

/** The one that answers; more than one throws LENKE_MULTIPLE_MATCHES. Those deleted in the same call are gone already. */
function single(found: readonly Found[], index: number, deleted: ReadonlySet<string>): Found | undefined {
  const left = found.filter(({ row, resource }) => !deleted.has(`${resource.resourceType}/${row.id}`));
  if (left.length > 1)
    throw new GatewayError('LENKE_MULTIPLE_MATCHES', { expression: `${entryAt(index)}.request` });
  return left[0];
}

interface State {
  readonly context: RecordsContext;
  readonly answers: ReadonlyMap<number, readonly Found[]>;
  /** Persons that answer a condition, of whom the caller may not know. */
  readonly unseen: ReadonlyMap<number, Found>;
  readonly conditionals: ReadonlyMap<number, Conditional>;
  readonly deleted: Set<string>;
  /** First interaction with a condition, by its lock. */
  readonly firstWith: Map<bigint, number>;
  readonly ids: Map<number, string>;
  /** What this call creates. */
  readonly creates: readonly JsonObject[];
}

/** Index of an earlier interaction with the same condition. */
function sameBefore(state: State, index: number): number | undefined {
  const lock = state.conditionals.get(index)?.lock;
  if (lock === undefined) return undefined;
  const first = state.firstWith.get(lock);
  if (first === undefined) state.firstWith.set(lock, index);
  return first;
}

function createAction(
  state: State,
  interaction: Extract<Interaction, { kind: 'create' }>,
  index: number,
): Action {
  const { resource } = interaction;
  const type = resource.resourceType;
  const found = single(state.answers.get(index) ?? [], index, state.deleted);
  if (found) return { kind: 'existing', index, type, id: found.row.id, found };
  const unseen = state.unseen.get(index);
  if (unseen) return { kind: 'existing', index, type, id: unseen.row.id, found: unseen, unseen: resource };
  const before = sameBefore(state, index);
  const known = before === undefined ? undefined : state.ids.get(before);
  if (before !== undefined && known !== undefined)
    return { kind: 'same', index, type, id: known, as: before };
  const id = interaction.id ?? state.context.newId();
  state.ids.set(index, id);
  return { kind: 'create', index, type, id, resource };
}

/** What another entry has the same condition for, or makes, has no order that could be right (R4 http, transaction rules). */
function refuseSameCall(
  state: State,
  { where }: Extract<Interaction, { kind: 'update-where' }>,
  index: number,
): void {
  const fault = (reason: string): GatewayError =>
    new GatewayError('LENKE_ENTRY_REQUEST', { expression: entryAt(index), reason });
  if (sameBefore(state, index) !== undefined) throw fault('Another entry has the same condition.');
  const made = state.creates.filter((resource) => resource.resourceType === where.type);
  if (made.length === 0) return;
  const { answers } = compileQuery(where, state.context.parameters, state.context.now());
  if (made.some((resource) => answers({ ...resource, id: '' })))
    throw fault('Another entry makes a resource that answers this condition.');
}

function updateWhere(
  state: State,
  interaction: Extract<Interaction, { kind: 'update-where' }>,
  index: number,
): Action {
  const { resource, ifMatch, mayCreate = true } = interaction;
  const type = resource.resourceType;
  const own = typeof resource['id'] === 'string' ? resource['id'] : undefined;
  const found = single(state.answers.get(index) ?? [], index, state.deleted);
  if (!found) refuseSameCall(state, interaction, index);
  const unseen = own === undefined ? state.unseen.get(index) : undefined;
  if (!found && unseen && ifMatch === undefined)
    return { kind: 'existing', index, type, id: unseen.row.id, found: unseen, unseen: resource };
  if (found && own !== undefined && own !== found.row.id)
    throw new GatewayError('LENKE_ID_MISMATCH', { expression: entryAt(index) });
  if (found) return { kind: 'update', index, type, id: found.row.id, resource, ifMatch, mustBe: 'any' };
  if (own === undefined)
    return { kind: 'update', index, type, id: state.context.newId(), resource, ifMatch, mustBe: 'any' };
  // The client's own id: an update that creates (R4 http, conditional update), never one of what did not answer.
  if (!mayCreate) throw new GatewayError('LENKE_UPDATE_CREATE', { expression: entryAt(index) });
  return { kind: 'update', index, type, id: own, resource, ifMatch, mustBe: 'new' };
}

function deleteWhere(
  state: State,
  interaction: Extract<Interaction, { kind: 'delete-where' }>,
  index: number,
): readonly Action[] {
  const { ifMatch, multiple = false } = interaction;
  const answers = state.answers.get(index) ?? [];
  if (answers.length > DELETE_MOST) {
    throw new GatewayError('LENKE_DELETE_MANY', { limit: DELETE_MOST, expression: entryAt(index) });
  }
  const one = multiple ? undefined : single(answers, index, new Set());
  const hit = multiple ? answers : [one].filter((found) => found !== undefined);
  if (hit.length === 0) return [{ kind: 'none', index }];
  return hit.map(({ row, resource }) => {
    return { kind: 'delete', index, type: resource.resourceType, id: row.id, ifMatch };
  });
}

function actionsOf(state: State, interaction: Interaction, index: number): readonly Action[] {
  switch (interaction.kind) {
    case 'create':
      return [createAction(state, interaction, index)];
    case 'update': {
      const { resource, id, ifMatch, mayCreate } = interaction;
      const mustBe = mayCreate === false ? 'known' : 'any';
      return [{ kind: 'update', index, type: resource.resourceType, id, resource, ifMatch, mustBe }];
    }
    case 'update-where':
      return [updateWhere(state, interaction, index)];
    case 'delete': {
      const { type, id, ifMatch } = interaction;
      return [{ kind: 'delete', index, type, id, ifMatch }];
    }
    case 'delete-where':
      return deleteWhere(state, interaction, index);
    case 'read': {
      const { type, id, version } = interaction;
      return [{ kind: 'read', index, type, id, version }];
    }
    case 'search':
      return [{ kind: 'search', index, query: interaction.query }];
    case 'history':
      return [{ kind: 'history', index, asked: interaction }];
  }
  return impossible(interaction);
}

function isDelete(interaction: Interaction): boolean {
  return interaction.kind === 'delete' || interaction.kind === 'delete-where';
}

/** Two interactions on one resource have no order that could be right (R4 http, 3.1.0.11.2). */
function refuseOverlap(actions: readonly Action[]): void {
  const seen = new Set<string>();
  for (const item of actions) {
    if (item.kind !== 'create' && item.kind !== 'update' && item.kind !== 'delete') continue;
    const key = `${item.type}/${item.id}`;
    if (seen.has(key)) {
      const place = { expression: entryAt(item.index), reason: 'Another entry changes the same resource.' };
      throw new GatewayError('LENKE_ENTRY_REQUEST', place);
    }
    seen.add(key);
  }
}

/**
 * Decides for every interaction which resource it acts on; a conditional delete of several acts on each of them. Deletions
 * come first, as the standard's order has it. Throws LENKE_MULTIPLE_MATCHES, LENKE_ENTRY_REQUEST, LENKE_ID_MISMATCH with the entry in `facts.expression`.
 */
export function findTargets(
  context: RecordsContext,
  interactions: readonly Interaction[],
  conditionals: readonly Conditional[],
  answers: ReadonlyMap<Conditional, readonly Found[]>,
  unseen: ReadonlyMap<number, Found>,
): readonly Action[] {
  const state: State = {
    context,
    answers: new Map(conditionals.map((item) => [item.index, answers.get(item) ?? []])),
    unseen,
    conditionals: new Map(conditionals.map((item) => [item.index, item])),
    deleted: new Set(),
    firstWith: new Map(),
    ids: new Map(),
    creates: interactions.flatMap((one) => (one.kind === 'create' ? [one.resource] : [])),
  };
  const found = new Map<number, readonly Action[]>();
  for (const deleting of [true, false]) {
    for (const [index, interaction] of interactions.entries()) {
      if (isDelete(interaction) !== deleting) continue;
      const own = actionsOf(state, interaction, index);
      found.set(index, own);
      for (const one of own) if (one.kind === 'delete') state.deleted.add(`${one.type}/${one.id}`);
    }
  }
  const ordered = [...found.entries()].sort(([a], [b]) => a - b).flatMap(([, own]) => own);
  refuseOverlap(ordered);
  return ordered;
}
