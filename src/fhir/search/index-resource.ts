// Which rows of the index tables stand for a resource?

import type { Json } from './collect.ts';
import { rangeOfDate } from './date.ts';
import type { Edge, IndexEntries, Range } from './entries.ts';
import { hash64 } from './hash.ts';
import { rangeOfNumber, unitsOf } from './number.ts';
import type { SearchParameter } from './parameters.ts';
import { identifierOf, targetsOf } from './reference.ts';
import { fold, FOLDED_MAX, textsOf } from './string.ts';
import { tokenKeys, tokensOf } from './token.ts';

/** Hash of a key of a parameter in idx_eq. */
export function eqHash(parameter: SearchParameter, key: string): bigint {
  return hash64(`${parameter.key}\n${key}`);
}

interface Rows {
  eq: Set<bigint>;
  ref: Map<string, IndexEntries['ref'][number]>;
  str: IndexEntries['str'][number][];
  ord: IndexEntries['ord'][number][];
  present: bigint;
}

const SORTABLE: ReadonlySet<string> = new Set(['date', 'number', 'quantity', 'string']);

function edge(first: boolean, last: boolean): Edge {
  if (first && last) return 3;
  if (first) return 1;
  return last ? 2 : 0;
}

function addTokens(rows: Rows, parameter: SearchParameter, values: readonly Json[]): void {
  for (const value of values) {
    for (const token of tokensOf(value, parameter)) {
      for (const key of tokenKeys(token)) rows.eq.add(eqHash(parameter, key));
    }
  }
}

function addReferences(rows: Rows, parameter: SearchParameter, values: readonly Json[]): void {
  for (const value of values) {
    for (const { key } of targetsOf(value)) {
      rows.ref.set(`${parameter.id} ${key}`, { target: hash64(key), parameter: parameter.id });
    }
    for (const token of tokensOf(identifierOf(value), parameter)) {
      for (const key of tokenKeys(token)) rows.eq.add(eqHash(parameter, `identifier\n${key}`));
    }
  }
}

function addStrings(rows: Rows, parameter: SearchParameter, values: readonly Json[]): void {
  const folded = values.flatMap(textsOf).map((text) => fold(text).slice(0, FOLDED_MAX));
  const distinct = [...new Set(folded)].filter((text) => text !== '').sort();
  const last = distinct.length - 1;
  distinct.forEach((value, at) =>
    rows.str.push({ parameter: parameter.id, value, edge: edge(at === 0, at === last) }),
  );
}

function addRanges(rows: Rows, parameter: SearchParameter, ranges: readonly Range[]): void {
  const distinct = [...new Map(ranges.map((range) => [`${range.lo} ${range.hi}`, range])).values()];
  if (distinct.length === 0) return;
  const least = distinct.reduce((a, b) => (b.lo < a.lo ? b : a));
  const greatest = distinct.reduce((a, b) => (b.hi > a.hi ? b : a));
  for (const range of distinct) {
    rows.ord.push({ parameter: parameter.id, ...range, edge: edge(range === least, range === greatest) });
  }
}

function addQuantities(rows: Rows, parameter: SearchParameter, values: readonly Json[]): void {
  addRanges(
    rows,
    parameter,
    values.flatMap((value) => rangeOfNumber(value) ?? []),
  );
  for (const value of values) {
    for (const { system, code } of unitsOf(value)) {
      for (const key of tokenKeys({ system, code, exact: true })) rows.eq.add(eqHash(parameter, key));
    }
  }
}

function add(rows: Rows, parameter: SearchParameter, values: readonly Json[]): void {
  switch (parameter.kind) {
    case 'token':
      return addTokens(rows, parameter, values);
    case 'reference':
      return addReferences(rows, parameter, values);
    case 'string':
      return addStrings(rows, parameter, values);
    case 'uri':
      for (const value of values) if (typeof value === 'string') rows.eq.add(eqHash(parameter, value));
      return undefined;
    case 'date':
      return addRanges(
        rows,
        parameter,
        values.flatMap((value) => rangeOfDate(value) ?? []),
      );
    case 'number':
      return addRanges(
        rows,
        parameter,
        values.flatMap((value) => rangeOfNumber(value) ?? []),
      );
    case 'quantity':
      return addQuantities(rows, parameter, values);
    case 'composite':
      // Its parts are other parameters, and those are indexed.
      return undefined;
  }
}

/**
 * Has a parameter a value? What gives no row to sort by (a Timing without limits, an empty Period) counts as missing, so
 * that a sorted search finds every resource either among the sorted or among the rest.
 */
export function hasValue(parameter: SearchParameter, values: readonly Json[]): boolean {
  switch (parameter.kind) {
    case 'date':
      return values.some((value) => rangeOfDate(value) !== undefined);
    case 'number':
    case 'quantity':
      return values.some((value) => rangeOfNumber(value) !== undefined);
    case 'string':
      return values.some((value) => textsOf(value).some((text) => fold(text) !== ''));
    default:
      return values.length > 0;
  }
}

/**
 * Rows of the index tables for a resource, without duplicates (the tables have no unique index: `on conflict` there
 * costs a fifth, facts/store.md 4). `meta.lastUpdated` must be set.
 */
export function indexResource(resource: Json, parameters: readonly SearchParameter[]): IndexEntries {
  const rows = noRows();
  for (const parameter of parameters) {
    if (parameter.kind === 'composite') continue;
    const values = parameter.read(resource);
    if (values.length === 0) continue;
    const sortable = rows.str.length + rows.ord.length;
    add(rows, parameter, values);
    // As hasValue, without reading the values again.
    const present = !SORTABLE.has(parameter.kind) || rows.str.length + rows.ord.length > sortable;
    if (present) rows.present |= bitOf(parameter);
  }
  return entriesOf(rows);
}

function noRows(): Rows {
  return { eq: new Set(), ref: new Map(), str: [], ord: [], present: 0n };
}

function bitOf({ bit }: SearchParameter): bigint {
  return bit === undefined ? 0n : 1n << BigInt(bit);
}

function entriesOf({ eq, ref, str, ord, present }: Rows): IndexEntries {
  return { eq: [...eq], ref: [...ref.values()], str, ord, present };
}

/** Rows of two versions of a resource, without those of parameters that read the same in both; `present` is that of the later. */
export interface IndexChange {
  readonly before: IndexEntries;
  readonly after: IndexEntries;
}

/**
 * Most of a new version reads as the one before did: what does is neither folded nor hashed again (two thirds of the time of
 * an update's rows). No two parameters of a type share a row, so what is left out on both sides is what would be the same.
 */
export function indexChange(before: Json, after: Json, parameters: readonly SearchParameter[]): IndexChange {
  const [was, is] = [noRows(), noRows()];
  for (const parameter of parameters) {
    if (parameter.kind === 'composite') continue;
    const [old, values] = [parameter.read(before), parameter.read(after)];
    if (hasValue(parameter, values)) is.present |= bitOf(parameter);
    if (readsSame(old, values)) continue;
    add(was, parameter, old);
    add(is, parameter, values);
  }
  return { before: entriesOf(was), after: entriesOf(is) };
}

/** Also told apart when only the order of their elements differs: then their rows are compared. */
function readsSame(one: readonly Json[], other: readonly Json[]): boolean {
  if (one.length !== other.length) return false;
  return one.every((value, at) => {
    const to = other[at];
    return value === to || (typeof value === 'object' && JSON.stringify(value) === JSON.stringify(to));
  });
}
