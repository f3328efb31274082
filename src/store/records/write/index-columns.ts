// Which columns bring the rows of the index tables? In the order of write_index_rows (migration 0031).

import type { IndexEntries } from '../../../fhir/search/entries.ts';
import { type ArrayValue, NOTHING, NumberColumn, textsOf } from '../../columns.ts';

/** Rows to add or to take away; `present` belongs to the resource. */
export type IndexRows = Omit<IndexEntries, 'present'>;

export const NO_ROWS: IndexRows = { eq: [], ref: [], str: [], ord: [] };

/** What comes and goes for a resource. */
export interface RowChange {
  readonly res: number;
  readonly add: IndexRows;
  readonly remove: IndexRows;
}

type Side = 'add' | 'remove';
/** Columns of that many rows. */
type Columns = (changes: readonly RowChange[], side: Side, rows: number) => readonly ArrayValue[];

function count(changes: readonly RowChange[], side: Side, table: keyof IndexRows): number {
  let sum = 0;
  for (const change of changes) sum += change[side][table].length;
  return sum;
}

/** hash, res */
function equals(changes: readonly RowChange[], side: Side, rows: number): readonly ArrayValue[] {
  const [hash, res] = [new NumberColumn('int8', rows), new NumberColumn('int8', rows)];
  for (const change of changes) {
    for (const one of change[side].eq) {
      hash.add(one);
      res.add(change.res);
    }
  }
  return [hash.value, res.value];
}

/** target, param, res */
function references(changes: readonly RowChange[], side: Side, rows: number): readonly ArrayValue[] {
  const target = new NumberColumn('int8', rows);
  const parameter = new NumberColumn('int4', rows);
  const res = new NumberColumn('int8', rows);
  for (const change of changes) {
    for (const one of change[side].ref) {
      target.add(one.target);
      parameter.add(one.parameter);
      res.add(change.res);
    }
  }
  return [target.value, parameter.value, res.value];
}

/** param, edge, res, val */
function strings(changes: readonly RowChange[], side: Side, rows: number): readonly ArrayValue[] {
  const parameter = new NumberColumn('int4', rows);
  const edge = new NumberColumn('int2', rows);
  const res = new NumberColumn('int8', rows);
  const texts: string[] = [];
  for (const change of changes) {
    for (const one of change[side].str) {
      parameter.add(one.parameter);
      edge.add(one.edge);
      res.add(change.res);
      texts.push(one.value);
    }
  }
  return [parameter.value, edge.value, res.value, textsOf(texts)];
}

/** param, edge, res, lo, hi */
function ranges(changes: readonly RowChange[], side: Side, rows: number): readonly ArrayValue[] {
  const parameter = new NumberColumn('int4', rows);
  const edge = new NumberColumn('int2', rows);
  const res = new NumberColumn('int8', rows);
  const [lo, hi] = [new NumberColumn('float8', rows), new NumberColumn('float8', rows)];
  for (const change of changes) {
    for (const one of change[side].ord) {
      parameter.add(one.parameter);
      edge.add(one.edge);
      res.add(change.res);
      lo.add(one.lo);
      hi.add(one.hi);
    }
  }
  return [parameter.value, edge.value, res.value, lo.value, hi.value];
}

const TABLES: readonly (readonly [table: keyof IndexRows, columns: Columns, count: number])[] = [
  ['eq', equals, 2],
  ['ref', references, 3],
  ['str', strings, 4],
  ['ord', ranges, 5],
];

/** Arguments of write_index_rows: for each table what goes before what comes. */
export function columnsOf(changes: readonly RowChange[]): readonly ArrayValue[] {
  const all: ArrayValue[] = [];
  for (const [table, columns, width] of TABLES) {
    for (const side of ['remove', 'add'] as const) {
      const rows = count(changes, side, table);
      if (rows === 0) for (let nth = 0; nth < width; nth += 1) all.push(NOTHING);
      else all.push(...columns(changes, side, rows));
    }
  }
  return all;
}
