// What answers each condition now? All are locked in sorted order, then looked up, so two callers never both create.

import { GatewayError } from '../../../domain/failure.ts';
import { compileQuery } from '../../../fhir/search/compile-query.ts';
import { hash64 } from '../../../fhir/search/hash.ts';
import type { SearchQuery } from '../../../fhir/search/query.ts';
import type { Interaction } from '../types.ts';
import type { Tx } from '../../tx.ts';
import { entryAt } from './action.ts';
import { parseContent } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import { FOUND_UNSEEN } from '../sight/own-view.ts';
import { COLUMNS, type RecordRow } from '../rows.ts';
import type { Found } from '../search/found.ts';
import { findFirst } from '../search/search.ts';

/** A condition of an interaction. */
export interface Conditional {
  readonly index: number;
  /** Eyes of the caller whose condition it is. */
  readonly context: RecordsContext;
  readonly query: SearchQuery;
  readonly lock: bigint;
  /** What is locked: the identifiers it names, so that two conditions that share one wait for each other; else all of it. */
  readonly locks: readonly bigint[];
  /** The one hash that the whole condition is; undefined for other shapes. */
  readonly hash: bigint | undefined;
  /** How many answers are of interest. */
  readonly limit: number;
}

/** More than this in one conditional delete is refused: it is more likely a slip than a wish. */
export const DELETE_MOST = 1000;

function conditionOf(interaction: Interaction): SearchQuery | undefined {
  if (interaction.kind === 'create') return interaction.ifNoneExist;
  if (interaction.kind === 'update-where' || interaction.kind === 'delete-where') return interaction.where;
  return undefined;
}

function identifierLocks({ type, criteria }: SearchQuery): bigint[] {
  return criteria.flatMap((criterion) =>
    criterion.parameter === 'identifier' && criterion.modifier === undefined
      ? criterion.values.map((value) => hash64(`condition\n${type}\nidentifier\n${value}`))
      : [],
  );
}

function conditional(
  context: RecordsContext,
  index: number,
  query: SearchQuery,
  multiple: boolean,
): Conditional {
  if (query.criteria.length === 0) {
    const place = { expression: `${entryAt(index)}.request`, reason: 'it has no criterion' };
    throw new GatewayError('LENKE_CONDITION', place);
  }
  const [first, ...others] = compileQuery(query, context.parameters, context.now()).conditions;
  const criteria = query.criteria.map((criterion) => JSON.stringify(criterion)).sort();
  const simple = others.length === 0 && first?.kind === 'eq' && !first.negate && first.hashes.length === 1;
  const lock = hash64(`condition\n${query.type}\n${criteria.join('\n')}`);
  const named = identifierLocks(query);
  return {
    index,
    context,
    query,
    lock,
    locks: named.length > 0 ? named : [lock],
    // The look-up by hash stops at three, of which the caller may see none.
    hash: simple && !multiple && !context.sight ? first.hashes[0] : undefined,
    limit: multiple ? DELETE_MOST + 1 : 2,
  };
}

/** The conditions of all interactions that have one. */
export function conditionalsOf(
  context: RecordsContext,
  interactions: readonly Interaction[],
): readonly Conditional[] {
  return interactions.flatMap((interaction, index) => {
    const query = conditionOf(interaction);
    const multiple = interaction.kind === 'delete-where' && interaction.multiple === true;
    return query ? [conditional(context, index, query, multiple)] : [];
  });
}

/** Locks all conditions, and looks up those that are one hash, in one round trip. */
async function lockAndFind(
  tx: Tx,
  conditionals: readonly Conditional[],
): Promise<Map<Conditional, string[]>> {
  const hashed = conditionals.filter((item) => item.hash !== undefined);
  const rows = await tx.query<{ place: number; res: string }>(
    'select place, res from records_locked($1::int8[], $2::int8[])',
    [
      `{${conditionals.flatMap((item) => item.locks).join(',')}}`,
      `{${hashed.map((item) => item.hash).join(',')}}`,
    ],
    'records-locked',
  );
  const found = new Map(hashed.map((item): [Conditional, string[]] => [item, []]));
  for (const { place, res } of rows) {
    const item = hashed[place - 1];
    if (item) found.get(item)?.push(res);
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

/** What answers each condition now, as its caller sees it. Those of several callers can be asked in one go. */
export async function findAll(
  tx: Tx,
  conditionals: readonly Conditional[],
): Promise<ReadonlyMap<Conditional, readonly Found[]>> {
  const answers = new Map<Conditional, readonly Found[]>();
  if (conditionals.length === 0) return answers;
  const numbers = await lockAndFind(tx, conditionals);
  const rows = await fetch(tx, [...new Set([...numbers.values()].flat())]);
  for (const item of conditionals) {
    const candidates = numbers.get(item);
    if (!candidates) {
      answers.set(item, await findFirst(item.context, tx.query, item.query, item.limit));
      continue;
    }
    const compiled = compileQuery(item.query, item.context.parameters, item.context.now());
    const found = candidates
      .flatMap((res) => rows.get(res) ?? [])
      .map((row) => ({ row, resource: parseContent(row.content) }));
    answers.set(
      item,
      found.filter(({ resource }) => compiled.answers(resource)),
    );
  }
  return answers;
}

/**
 * Persons named by an identifier that answer a condition to which the caller saw no answer. They are found all the same, so
 * that one person is one Patient here; the caller is not told. A condition with anything else in it finds what it sees.
 */
export async function findUnseen(
  context: RecordsContext,
  tx: Tx,
  conditionals: readonly Conditional[],
  answers: ReadonlyMap<Conditional, readonly Found[]>,
): Promise<Map<number, Found>> {
  const unseen = new Map<number, Found>();
  for (const item of conditionals) {
    if ((answers.get(item)?.length ?? 0) > 0) continue;
    const found = await findPerson(context, tx, item.query);
    if (found) unseen.set(item.index, found);
  }
  return unseen;
}

/** The person a conditional reference names, when an event of the same call is about that person. */
export async function findNamed(
  context: RecordsContext,
  tx: Tx,
  query: SearchQuery,
): Promise<readonly Found[]> {
  if (!context.named || context.named.size === 0) return [];
  const found = await findPerson(context, tx, query);
  return found && context.named.has(`${query.type}/${found.row.id}`) ? [found] : [];
}

async function findPerson(
  context: RecordsContext,
  tx: Tx,
  { type, criteria }: SearchQuery,
): Promise<Found | undefined> {
  const { sight, ...all } = context;
  const isNamed = criteria.every(({ parameter, modifier }) => parameter === 'identifier' && !modifier);
  if (!sight || type !== FOUND_UNSEEN || !isNamed) return undefined;
  const [found] = await findFirst(all, tx.query, { type, criteria, includes: [], sort: [] }, 1);
  return found;
}
