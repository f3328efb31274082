// Which rows of the index tables stand for a resource?

import { isObject } from '../../domain/json.ts';
import type { Json } from './collect.ts';
import { rangeOfDate } from './date.ts';
import type { Edge, IndexEntries, Range } from './entries.ts';
import { hash64 } from './hash.ts';
import { eqHash, tokenHashes, uriHash } from './token-hashes.ts';
import { Remembered } from './remembered.ts';
import { rangeOfNumber, unitsOf } from './number.ts';
import type { SearchParameter } from './parameters.ts';
import { identifierOf, targetsOf } from './reference.ts';
import { fold, FOLDED_MAX, textsOf } from './string.ts';
import { tokenKeys, tokensOf } from './token.ts';

interface Rows {
  readonly eq: bigint[];
  readonly ref: IndexEntries['ref'][number][];
  readonly str: IndexEntries['str'][number][];
  readonly ord: IndexEntries['ord'][number][];
  /** Bits 0 to 31 of `present`, and those above. */
  low: number;
  high: number;
}

const SORTABLE: ReadonlySet<string> = new Set(['date', 'number', 'quantity', 'string']);

function edge(first: boolean, last: boolean): Edge {
  if (first && last) return 3;
  if (first) return 1;
  return last ? 2 : 0;
}

function addTokens(rows: Rows, parameter: SearchParameter, values: readonly Json[]): void {
  const from = rows.eq.length;
  for (const value of values) {
    for (const token of tokensOf(value, parameter)) rows.eq.push(...tokenHashes(parameter, token));
  }
  keepDistinct(rows.eq, from);
}

/** The references of a case are the same few, in each of its resources and under several parameters. */
const TARGETS = new Remembered<readonly bigint[]>(2000);

function targetHashes(value: Json): readonly bigint[] {
  const literal = isObject(value) ? value['reference'] : value;
  if (typeof literal !== 'string') return [];
  return (
    TARGETS.of(literal) ??
    TARGETS.keep(
      literal,
      targetsOf(literal).map(({ key }) => hash64(key)),
    )
  );
}

function addReferences(rows: Rows, parameter: SearchParameter, values: readonly Json[]): void {
  const targets: bigint[] = [];
  const from = rows.eq.length;
  for (const value of values) {
    targets.push(...targetHashes(value));
    for (const token of tokensOf(identifierOf(value), parameter)) {
      for (const key of tokenKeys(token)) rows.eq.push(eqHash(parameter, `identifier\n${key}`));
    }
  }
  keepDistinct(targets, 0);
  for (const target of targets) rows.ref.push({ target, parameter: parameter.id });
  keepDistinct(rows.eq, from);
}

/** As many are compared one by one; to make a Set costs more. */
const FEW = 8;

/** Takes out what a list has twice from a place on. No two parameters share a row, so each looks at its own only. */
function keepDistinct(list: bigint[], from: number): void {
  if (list.length - from > FEW) {
    for (const one of new Set(list.splice(from))) list.push(one);
    return;
  }
  for (let at = list.length - 1; at > from; at -= 1) {
    const one = list[at];
    if (one !== undefined && list.indexOf(one, from) < at) list.splice(at, 1);
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
  const distinct =
    ranges.length < 2
      ? ranges
      : [...new Map(ranges.map((range) => [`${range.lo} ${range.hi}`, range])).values()];
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
  const from = rows.eq.length;
  for (const value of values) {
    for (const { system, code } of unitsOf(value))
      rows.eq.push(...tokenHashes(parameter, { system, code, exact: true }));
  }
  keepDistinct(rows.eq, from);
}

function addUris(rows: Rows, parameter: SearchParameter, values: readonly Json[]): void {
  const from = rows.eq.length;
  for (const value of values) if (typeof value === 'string') rows.eq.push(uriHash(parameter, value));
  keepDistinct(rows.eq, from);
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
      return addUris(rows, parameter, values);
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
    if (present) setBit(rows, parameter);
  }
  return entriesOf(rows);
}

function noRows(): Rows {
  return { eq: [], ref: [], str: [], ord: [], low: 0, high: 0 };
}

function setBit(rows: Rows, { bit }: SearchParameter): void {
  if (bit === undefined) return;
  if (bit < 32) rows.low |= 1 << bit;
  else rows.high |= 1 << (bit - 32);
}

function entriesOf({ eq, ref, str, ord, low, high }: Rows): IndexEntries {
  return { eq, ref, str, ord, present: (BigInt(high) << 32n) | BigInt(low >>> 0) };
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
    if (hasValue(parameter, values)) setBit(is, parameter);
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
