// Which resource does each interaction act on? Conditions are locked in sorted order, then looked up, so two callers never both create.

import { GatewayError } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import { compileQuery } from '../../fhir/search/compile-query.ts';
import { impossible } from '../../fhir/search/impossible.ts';
import { hash64 } from '../../fhir/search/hash.ts';
import type { SearchQuery } from '../../fhir/search/query.ts';
import type { Interaction } from './types.ts';
import type { Tx } from '../types.ts';
import { parseContent } from './content.ts';
import type { RecordsContext } from './context.ts';
import { COLUMNS, type RecordRow } from './rows.ts';
import { findFirst, type Found } from './search.ts';

/** An interaction that knows its resource. `index` is its place among the interactions. */
export type Action =
  | {
      readonly kind: 'create';
      readonly index: number;
      readonly type: string;
      readonly id: string;
      readonly resource: JsonObject;
    }
  | {
      readonly kind: 'update';
      readonly index: number;
      readonly type: string;
      readonly id: string;
      readonly resource: JsonObject;
      readonly ifMatch: number | undefined;
    }
  | {
      readonly kind: 'delete';
      readonly index: number;
      readonly type: string;
      readonly id: string;
      readonly ifMatch: number | undefined;
    }
  /** A conditional create that found its resource. */
  | {
      readonly kind: 'existing';
      readonly index: number;
      readonly type: string;
      readonly id: string;
      readonly found: Found;
    }
  /** The same conditional create as one before it in this call. */
  | {
      readonly kind: 'same';
      readonly index: number;
      readonly type: string;
      readonly id: string;
      readonly as: number;
    }
  | { readonly kind: 'none'; readonly index: number }
  | { readonly kind: 'read'; readonly index: number; readonly type: string; readonly id: string }
  | { readonly kind: 'search'; readonly index: number; readonly query: SearchQuery };

interface Conditional {
  readonly index: number;
  readonly query: SearchQuery;
  readonly lock: bigint;
  /** The one hash that the whole condition is; undefined for other shapes. */
  readonly hash: bigint | undefined;
}

/** Place of an interaction, for failures. */
export function entryAt(index: number): string {
  return `Bundle.entry[${index}]`;
}

function conditionOf(interaction: Interaction): SearchQuery | undefined {
  if (interaction.kind === 'create') return interaction.ifNoneExist;
  if (interaction.kind === 'update-where' || interaction.kind === 'delete-where') return interaction.where;
  return undefined;
}

function conditional(context: RecordsContext, index: number, query: SearchQuery): Conditional {
  if (query.criteria.length === 0) {
    const place = { expression: `${entryAt(index)}.request`, reason: 'it has no criterion' };
    throw new GatewayError('LENKE_CONDITION', place);
  }
  const [first, ...others] = compileQuery(query, context.parameters, context.now()).conditions;
  const criteria = query.criteria.map((criterion) => JSON.stringify(criterion)).sort();
  const simple = others.length === 0 && first?.kind === 'eq' && !first.negate && first.hashes.length === 1;
  return {
    index,
    query,
    lock: hash64(`condition\n${query.type}\n${criteria.join('\n')}`),
    hash: simple ? first.hashes[0] : undefined,
  };
}

/** Locks all conditions, and looks up those that are one hash, in one round trip. */
async function lockAndFind(tx: Tx, conditionals: readonly Conditional[]): Promise<Map<number, string[]>> {
  const hashed = conditionals.filter((item) => item.hash !== undefined);
  const rows = await tx.query<{ place: number; res: string }>(
    'select place, res from records_locked($1::int8[], $2::int8[])',
    [
      `{${conditionals.map((item) => item.lock).join(',')}}`,
      `{${hashed.map((item) => item.hash).join(',')}}`,
    ],
    'records-locked',
  );
  const found = new Map(hashed.map((item): [number, string[]] => [item.index, []]));
  for (const { place, res } of rows) {
    const item = hashed[place - 1];
    if (item) found.get(item.index)?.push(res);
  }
  return found;
}

async function fetch(tx: Tx, numbers: readonly string[]): Promise<Map<string, RecordRow>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx.query<RecordRow>(
    `select ${COLUMNS} from records r where r.res = any ($1::int8[]) and not r.deleted`,
    [`{${numbers.join(',')}}`],
    'records-by-number',
  );
  return new Map(rows.map((row) => [row.res, row]));
}

/** What answers each condition now, by the index of its interaction. */
async function findAll(
  context: RecordsContext,
  tx: Tx,
  conditionals: readonly Conditional[],
): Promise<Map<number, Found[]>> {
  const answers = new Map<number, Found[]>();
  if (conditionals.length === 0) return answers;
  const numbers = await lockAndFind(tx, conditionals);
  const rows = await fetch(tx, [...new Set([...numbers.values()].flat())]);
  for (const { index, query } of conditionals) {
    const candidates = numbers.get(index);
    if (!candidates) {
      answers.set(index, await findFirst(context, tx.query, query, 2));
      continue;
    }
    const compiled = compileQuery(query, context.parameters, context.now());
    const found = candidates
      .flatMap((res) => rows.get(res) ?? [])
      .map((row) => ({ row, resource: parseContent(row.content) }));
    answers.set(
      index,
      found.filter(({ resource }) => compiled.answers(resource)),
    );
  }
  return answers;
}

/** The one that answers; more than one throws LENKE_MULTIPLE_MATCHES. Those deleted in the same call are gone already. */
function single(found: readonly Found[], index: number, deleted: ReadonlySet<string>): Found | undefined {
  const left = found.filter(({ row, resource }) => !deleted.has(`${resource.resourceType}/${row.id}`));
  if (left.length > 1)
    throw new GatewayError('LENKE_MULTIPLE_MATCHES', { expression: `${entryAt(index)}.request` });
  return left[0];
}

interface State {
  readonly context: RecordsContext;
  readonly answers: ReadonlyMap<number, Found[]>;
  readonly conditionals: ReadonlyMap<number, Conditional>;
  readonly deleted: Set<string>;
  /** First interaction with a condition, by its lock. */
  readonly firstWith: Map<bigint, number>;
  readonly ids: Map<number, string>;
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
  const before = sameBefore(state, index);
  const known = before === undefined ? undefined : state.ids.get(before);
  if (before !== undefined && known !== undefined)
    return { kind: 'same', index, type, id: known, as: before };
  const id = interaction.id ?? state.context.newId();
  state.ids.set(index, id);
  return { kind: 'create', index, type, id, resource };
}

function updateWhere(
  state: State,
  interaction: Extract<Interaction, { kind: 'update-where' }>,
  index: number,
): Action {
  const { resource, ifMatch } = interaction;
  const type = resource.resourceType;
  const own = typeof resource['id'] === 'string' ? resource['id'] : undefined;
  const found = single(state.answers.get(index) ?? [], index, state.deleted);
  if (!found && sameBefore(state, index) !== undefined) {
    const place = { expression: entryAt(index), reason: 'Another entry has the same condition.' };
    throw new GatewayError('LENKE_ENTRY_REQUEST', place);
  }
  if (found && own !== undefined && own !== found.row.id)
    throw new GatewayError('LENKE_ID_MISMATCH', { expression: entryAt(index) });
  const id = found?.row.id ?? own ?? state.context.newId();
  return { kind: 'update', index, type, id, resource, ifMatch };
}

function action(state: State, interaction: Interaction, index: number): Action {
  switch (interaction.kind) {
    case 'create':
      return createAction(state, interaction, index);
    case 'update': {
      const { resource, id, ifMatch } = interaction;
      return { kind: 'update', index, type: resource.resourceType, id, resource, ifMatch };
    }
    case 'update-where':
      return updateWhere(state, interaction, index);
    case 'delete': {
      const { type, id, ifMatch } = interaction;
      return { kind: 'delete', index, type, id, ifMatch };
    }
    case 'delete-where': {
      const found = single(state.answers.get(index) ?? [], index, new Set());
      if (!found) return { kind: 'none', index };
      return {
        kind: 'delete',
        index,
        type: found.resource.resourceType,
        id: found.row.id,
        ifMatch: undefined,
      };
    }
    case 'read':
      return { kind: 'read', index, type: interaction.type, id: interaction.id };
    case 'search':
      return { kind: 'search', index, query: interaction.query };
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
 * Decides for every interaction which resource it acts on. Deletions come first, as the standard's order has it.
 * Throws LENKE_MULTIPLE_MATCHES, LENKE_ENTRY_REQUEST, LENKE_ID_MISMATCH with the entry in `facts.expression`.
 */
export async function findTargets(
  context: RecordsContext,
  tx: Tx,
  interactions: readonly Interaction[],
): Promise<readonly Action[]> {
  const conditionals = interactions.flatMap((interaction, index) => {
    const query = conditionOf(interaction);
    return query ? [conditional(context, index, query)] : [];
  });
  const state: State = {
    context,
    answers: await findAll(context, tx, conditionals),
    conditionals: new Map(conditionals.map((item) => [item.index, item])),
    deleted: new Set(),
    firstWith: new Map(),
    ids: new Map(),
  };
  const actions = new Map<number, Action>();
  for (const deleting of [true, false]) {
    for (const [index, interaction] of interactions.entries()) {
      if (isDelete(interaction) !== deleting) continue;
      const found = action(state, interaction, index);
      actions.set(index, found);
      if (found.kind === 'delete') state.deleted.add(`${found.type}/${found.id}`);
    }
  }
  const ordered = [...actions.entries()].sort(([a], [b]) => a - b).map(([, item]) => item);
  refuseOverlap(ordered);
  return ordered;
}
