// How do changes reach the tables? In one call for any number of them; what is empty costs nothing (migration 0031).

import type { StoredResource } from '../types.ts';
import type { Tx } from '../../tx.ts';
import { type ArrayValue, boolsOf, int2s, int4s, int8s, textsOf } from '../../columns.ts';
import { columnsOf, type IndexRows, NO_ROWS } from './index-columns.ts';

/** A new version of a resource. `insert` is the first of its row, `replace` moves the one before it to history. */
export interface Change {
  readonly kind: 'insert' | 'replace';
  readonly res: number;
  readonly type: number;
  readonly id: string;
  readonly idh: bigint;
  readonly version: number;
  readonly deleted: boolean;
  readonly method: StoredResource['method'];
  readonly present: bigint;
  readonly content: string;
  /**
   * Caller that writes; absent: the gateway itself, and what it amends stays its writer's. What two have written is
   * nobody's own: else a small change would keep for ever what was open only while it was made.
   */
  readonly writer?: string;
  readonly add: IndexRows;
  readonly remove: IndexRows;
}

/** A literal reference that must lead somewhere. */
export interface MustExist {
  readonly type: number;
  readonly id: string;
}

export interface Written {
  /** Numbers of inserted resources; one is missing when its type and id were taken. */
  readonly inserted: ReadonlySet<number>;
  /** Places in `mustExist` where nothing is. */
  readonly missing: readonly number[];
}

/** Arguments of write_versions for first versions. */
function firstOf(changes: readonly Change[]): readonly ArrayValue[] {
  return [
    int8s(changes.map((change) => change.res)),
    int2s(changes.map((change) => change.type)),
    textsOf(changes.map((change) => change.id)),
    int8s(changes.map((change) => change.idh)),
    int4s(changes.map((change) => change.version)),
    textsOf(changes.map((change) => change.method)),
    int8s(changes.map((change) => change.present)),
    textsOf(changes.map((change) => change.content)),
    textsOf(changes.map((change) => change.writer ?? null)),
  ];
}

/** And for next ones. The rows are locked and their versions known (load.ts), so nothing here can be stale. */
function nextOf(changes: readonly Change[]): readonly ArrayValue[] {
  return [
    int8s(changes.map((change) => change.res)),
    int4s(changes.map((change) => change.version)),
    boolsOf(changes.map((change) => change.deleted)),
    textsOf(changes.map((change) => change.method)),
    int8s(changes.map((change) => change.present)),
    textsOf(changes.map((change) => change.content)),
    textsOf(changes.map((change) => change.writer ?? null)),
  ];
}

/** `$from`, `$from+1`, … */
function places(from: number, count: number): string {
  return Array.from({ length: count }, (_, at) => `$${from + at}`).join(', ');
}

/** Arguments of the two functions: the time, first and next versions and what must exist; the rows. */
const VERSIONS = 1 + 9 + 7 + 2;
const ROWS = 2 * (2 + 3 + 4 + 5);

const WRITE = `select w.inserted, w.missing,
    write_index_rows(case when $1::bool then w.inserted end, ${places(2 + VERSIONS, ROWS)})
  from write_versions(${places(2, VERSIONS)}) as w`;
const WRITE_ROWS = `select write_index_rows(null, ${places(1, ROWS)})`;

/**
 * Writes the changes and looks whether `mustExist` is there (before them: what they make must not be among it).
 * `onlyNew`: what exists already is left alone with its index rows, instead of being half written; without it the caller
 * rolls back when an insert is missing from the answer.
 */
export async function writeChanges(
  tx: Tx,
  changes: readonly Change[],
  at: Date,
  mustExist: readonly MustExist[] = [],
  onlyNew = false,
): Promise<Written> {
  if (changes.length === 0 && mustExist.length === 0) return { inserted: new Set(), missing: [] };
  const values = [
    onlyNew,
    at,
    ...firstOf(changes.filter((change) => change.kind === 'insert')),
    ...nextOf(changes.filter((change) => change.kind === 'replace')),
    int2s(mustExist.map((target) => target.type)),
    textsOf(mustExist.map((target) => target.id)),
    ...columnsOf(changes),
  ];
  const [row] = await tx.query<{ inserted: string[]; missing: number[] }>(WRITE, values, 'records-write');
  return {
    inserted: new Set((row?.inserted ?? []).map(Number)),
    missing: (row?.missing ?? []).map((place) => place - 1),
  };
}

/** Takes index rows out and, with `add`, puts them in again: whatever was there, each is there once. The resources are locked. */
export async function replaceRows(
  tx: Tx,
  resources: readonly { readonly res: number; readonly rows: IndexRows }[],
  add: boolean,
): Promise<void> {
  const changes = resources.map(({ res, rows }) => ({ res, remove: rows, add: add ? rows : NO_ROWS }));
  await tx.query(WRITE_ROWS, columnsOf(changes), 'records-write-rows');
}
