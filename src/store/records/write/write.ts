// How do changes reach the tables? In one call for any number of them; what is empty costs nothing (migration 0031).

import type { IndexEntries } from '../../../fhir/search/entries.ts';
import type { StoredResource } from '../types.ts';
import type { Tx } from '../../tx.ts';

/** Rows to add or to take away; `present` belongs to the resource. */
export type IndexRows = Omit<IndexEntries, 'present'>;

export const NO_ROWS: IndexRows = { eq: [], ref: [], str: [], ord: [] };

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

/** An array parameter of numbers: quicker than letting `pg` quote each. */
function numbers(list: readonly (number | bigint)[]): string {
  return `{${list.join(',')}}`;
}

/** Arguments of write_versions for first versions. */
function firstOf(changes: readonly Change[]): readonly unknown[] {
  return [
    numbers(changes.map((change) => change.res)),
    numbers(changes.map((change) => change.type)),
    changes.map((change) => change.id),
    numbers(changes.map((change) => change.idh)),
    numbers(changes.map((change) => change.version)),
    changes.map((change) => change.method),
    numbers(changes.map((change) => change.present)),
    changes.map((change) => change.content),
    changes.map((change) => change.writer ?? null),
  ];
}

/** And for next ones. The rows are locked and their versions known (load.ts), so nothing here can be stale. */
function nextOf(changes: readonly Change[]): readonly unknown[] {
  return [
    numbers(changes.map((change) => change.res)),
    numbers(changes.map((change) => change.version)),
    changes.map((change) => change.deleted),
    changes.map((change) => change.method),
    numbers(changes.map((change) => change.present)),
    changes.map((change) => change.content),
    changes.map((change) => change.writer ?? null),
  ];
}

type Row<T> = T & { readonly res: number };

type RowChange = Pick<Change, 'res' | 'add' | 'remove'>;

type Side = 'add' | 'remove';

function gather<T extends object>(
  changes: readonly RowChange[],
  pick: (change: RowChange) => readonly T[],
): Row<T>[] {
  return changes.flatMap((change) => pick(change).map((row) => ({ ...row, res: change.res })));
}

/** Arguments of write_index_rows for a table, what goes before what comes. */
type Columns = (changes: readonly RowChange[], side: Side) => readonly unknown[];

const TABLES: readonly Columns[] = [
  (changes, side) => {
    const rows = gather(changes, (change) => change[side].eq.map((hash) => ({ hash })));
    return [rows.map((row) => row.hash), rows.map((row) => row.res)].map(numbers);
  },
  (changes, side) => {
    const rows = gather(changes, (change) => change[side].ref);
    return [rows.map((row) => row.target), rows.map((row) => row.parameter), rows.map((row) => row.res)].map(
      numbers,
    );
  },
  (changes, side) => {
    const rows = gather(changes, (change) => change[side].str);
    const numeric = [
      rows.map((row) => row.parameter),
      rows.map((row) => row.edge),
      rows.map((row) => row.res),
    ];
    return [...numeric.map(numbers), rows.map((row) => row.value)];
  },
  (changes, side) => {
    const rows = gather(changes, (change) => change[side].ord);
    return [
      rows.map((row) => row.parameter),
      rows.map((row) => row.edge),
      rows.map((row) => row.res),
      rows.map((row) => row.lo),
      rows.map((row) => row.hi),
    ].map(numbers);
  },
];

function rowsOf(changes: readonly RowChange[]): readonly unknown[] {
  return TABLES.flatMap((columns) => [...columns(changes, 'remove'), ...columns(changes, 'add')]);
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
    numbers(mustExist.map((target) => target.type)),
    mustExist.map((target) => target.id),
    ...rowsOf(changes),
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
  await tx.query(WRITE_ROWS, [...rowsOf(changes)], 'records-write-rows');
}
