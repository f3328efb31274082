// How do changes reach the tables? One statement for any number of them, with only the parts that are needed.

import type { IndexEntries } from '../../fhir/search/entries.ts';
import type { StoredResource } from './types.ts';
import type { Tx } from '../types.ts';

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

/** Gathers the values of a statement and numbers them. */
class Statement {
  readonly values: unknown[] = [];
  readonly parts: string[] = [];
  readonly shape: string[] = [];

  /** Adds a part with its values; `$` in the text becomes their numbers. */
  part(name: string, text: string, ...values: readonly unknown[]): void {
    this.shape.push(name);
    this.parts.push(`${name} as (${this.bind(text, values)})`);
  }

  bind(text: string, values: readonly unknown[]): string {
    let at = 0;
    return text.replaceAll('$', () => {
      this.values.push(values[at]);
      at += 1;
      return `$${this.values.length}`;
    });
  }
}

/** An array parameter of numbers: quicker than letting `pg` quote each. */
function numbers(list: readonly (number | bigint)[]): string {
  return `{${list.join(',')}}`;
}

function inserts(statement: Statement, changes: readonly Change[], at: Date): void {
  if (changes.length === 0) return;
  statement.part(
    'c',
    `insert into records (res, type, id, idh, version, updated, deleted, method, present, content, writer)
     select i.res, i.type, i.id, i.idh, i.version, $::timestamptz, false, i.method, i.present, i.content, i.writer
     from unnest($::int8[], $::int2[], $::text[], $::int8[], $::int4[], $::text[], $::int8[], $::text[], $::text[])
       as i (res, type, id, idh, version, method, present, content, writer)
     on conflict (type, id) do nothing returning res`,
    at,
    numbers(changes.map((change) => change.res)),
    numbers(changes.map((change) => change.type)),
    changes.map((change) => change.id),
    numbers(changes.map((change) => change.idh)),
    numbers(changes.map((change) => change.version)),
    changes.map((change) => change.method),
    numbers(changes.map((change) => change.present)),
    changes.map((change) => change.content),
    changes.map((change) => change.writer ?? null),
  );
}

/** The rows are locked and their versions known (load.ts), so nothing here can be stale. */
function replacements(statement: Statement, changes: readonly Change[], at: Date): void {
  if (changes.length === 0) return;
  const res = numbers(changes.map((change) => change.res));
  statement.part(
    'h',
    `insert into history (res, version, type, updated, method, content, writer)
     select r.res, r.version, r.type, r.updated, r.method, r.content, r.writer from records r where r.res = any ($::int8[])`,
    res,
  );
  statement.part(
    'u',
    `update records r set version = n.version, updated = $::timestamptz, deleted = n.deleted, method = n.method,
       present = n.present, content = n.content,
       writer = case when n.writer is null then r.writer when r.deleted or r.writer = n.writer then n.writer end
     from unnest($::int8[], $::int4[], $::bool[], $::text[], $::int8[], $::text[], $::text[])
       as n (res, version, deleted, method, present, content, writer)
     where r.res = n.res`,
    at,
    res,
    numbers(changes.map((change) => change.version)),
    changes.map((change) => change.deleted),
    changes.map((change) => change.method),
    numbers(changes.map((change) => change.present)),
    changes.map((change) => change.content),
    changes.map((change) => change.writer ?? null),
  );
}

type Row<T> = T & { readonly res: number };

type RowChange = Pick<Change, 'res' | 'add' | 'remove'>;

function gather<T extends object>(
  changes: readonly RowChange[],
  rowsOf: (change: RowChange) => readonly T[],
): Row<T>[] {
  return changes.flatMap((change) => rowsOf(change).map((row) => ({ ...row, res: change.res })));
}

interface IndexTable {
  readonly name: string;
  readonly columns: string;
  readonly types: string;
  readonly arrays: (changes: readonly RowChange[], side: 'add' | 'remove') => readonly unknown[];
  readonly same: string;
}

const TABLES: readonly IndexTable[] = [
  {
    name: 'eq',
    columns: 'hash, res',
    types: '$::int8[], $::int8[]',
    same: 't.hash = v.hash and t.res = v.res',
    arrays: (changes, side) => {
      const rows = gather(changes, (change) => change[side].eq.map((hash) => ({ hash })));
      return rows.length === 0
        ? []
        : [numbers(rows.map((row) => row.hash)), numbers(rows.map((row) => row.res))];
    },
  },
  {
    name: 'ref',
    columns: 'target, param, res',
    types: '$::int8[], $::int4[], $::int8[]',
    same: 't.target = v.target and t.param = v.param and t.res = v.res',
    arrays: (changes, side) => {
      const rows = gather(changes, (change) => change[side].ref);
      if (rows.length === 0) return [];
      return [
        rows.map((row) => row.target),
        rows.map((row) => row.parameter),
        rows.map((row) => row.res),
      ].map(numbers);
    },
  },
  {
    name: 'str',
    columns: 'param, edge, res, val',
    types: '$::int4[], $::int2[], $::int8[], $::text[]',
    same: 't.param = v.param and t.val = v.val and t.res = v.res',
    arrays: (changes, side) => {
      const rows = gather(changes, (change) => change[side].str);
      if (rows.length === 0) return [];
      const numeric = [
        rows.map((row) => row.parameter),
        rows.map((row) => row.edge),
        rows.map((row) => row.res),
      ];
      return [...numeric.map(numbers), rows.map((row) => row.value)];
    },
  },
  {
    name: 'ord',
    columns: 'param, edge, res, lo, hi',
    types: '$::int4[], $::int2[], $::int8[], $::float8[], $::float8[]',
    same: 't.param = v.param and t.lo = v.lo and t.hi = v.hi and t.res = v.res',
    arrays: (changes, side) => {
      const rows = gather(changes, (change) => change[side].ord);
      if (rows.length === 0) return [];
      const numeric = [
        rows.map((row) => row.parameter),
        rows.map((row) => row.edge),
        rows.map((row) => row.res),
      ];
      return [...numeric, rows.map((row) => row.lo), rows.map((row) => row.hi)].map(numbers);
    },
  },
];

/** Index rows; with `onlyNew` those of resources that were really inserted. */
function indexes(statement: Statement, changes: readonly RowChange[], onlyNew: boolean): void {
  const filter = onlyNew ? ' where v.res in (select c.res from c)' : '';
  for (const table of TABLES) {
    const gone = table.arrays(changes, 'remove');
    if (gone.length > 0) {
      const text = `delete from idx_${table.name} t using unnest(${table.types}) as v (${table.columns}) where ${table.same}`;
      statement.part(`${table.name}_gone`, text, ...gone);
    }
    const more = table.arrays(changes, 'add');
    if (more.length === 0) continue;
    const select = `select v.* from unnest(${table.types}) as v (${table.columns})${filter}`;
    statement.part(
      `${table.name}_more`,
      `insert into idx_${table.name} (${table.columns}) ${select}`,
      ...more,
    );
  }
}

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
  const statement = new Statement();
  inserts(
    statement,
    changes.filter((change) => change.kind === 'insert'),
    at,
  );
  replacements(
    statement,
    changes.filter((change) => change.kind === 'replace'),
    at,
  );
  indexes(statement, changes, onlyNew);
  // `method <> 'DELETE'`, not `not deleted`: that would offer the index of a whole type, and on an empty table's statistics
  // the planner takes it.
  const inserted = statement.shape.includes('c') ? 'array(select res from c)' : `'{}'::int8[]`;
  const missing = statement.bind(
    `array(select w.place from unnest($::int2[], $::text[]) with ordinality as w (type, id, place)
       where not exists (select from records r where r.type = w.type and r.id = w.id and r.method <> 'DELETE'))`,
    [numbers(mustExist.map((target) => target.type)), mustExist.map((target) => target.id)],
  );
  const parts = statement.parts.length > 0 ? `with ${statement.parts.join(',\n')}\n` : '';
  // PostgreSQL cuts names at 63 characters: `eq_gone` becomes `eq-`.
  const shape = statement.shape.map((part) => part.replace('_gone', '-').replace('_more', '+')).join('');
  const name = `records-write ${onlyNew ? 'new ' : ''}${shape}`;
  const text = `${parts}select ${inserted} as inserted, ${missing} as missing`;
  const rows = await tx.query<{ inserted: string[]; missing: string[] }>(text, statement.values, name);
  return {
    inserted: new Set((rows[0]?.inserted ?? []).map(Number)),
    missing: (rows[0]?.missing ?? []).map((place) => Number(place) - 1),
  };
}

/** Takes index rows out and, with `add`, puts them in again: whatever was there, each is there once. The resources are locked. */
export async function replaceRows(
  tx: Tx,
  resources: readonly { readonly res: number; readonly rows: IndexRows }[],
  add: boolean,
): Promise<void> {
  const statement = new Statement();
  const changes = resources.map(({ res, rows }) => ({ res, remove: rows, add: add ? rows : NO_ROWS }));
  indexes(statement, changes, false);
  if (statement.parts.length > 0)
    await tx.query(`with ${statement.parts.join(',\n')} select 1`, statement.values);
}
