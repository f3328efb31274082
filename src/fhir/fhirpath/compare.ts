// Are two values equal, and which is less?

import { isObject } from '../../domain/json.ts';
import { EvaluationFault } from './error.ts';
import type { Collection } from './navigate.ts';
import { compareTemporal, looksTemporal } from './temporal.ts';

/** What is known of an operand before it is evaluated: text compares as text, a date as a date. */
export type StaticKind = 'string' | 'date' | 'unknown';

/** Text of date form is a date unless the expression itself says that it is text (a literal, `toString()`). */
function temporal(kind: StaticKind, a: string, b: string): boolean {
  if (kind === 'string') return false;
  return kind === 'date' || (looksTemporal(a) && looksTemporal(b));
}

/** The kind of a comparison from the kinds of its operands. */
export function jointKind(left: StaticKind, right: StaticKind): StaticKind {
  if (left === 'date' || right === 'date') return 'date';
  return left === 'string' || right === 'string' ? 'string' : 'unknown';
}

/** True when two JSON values are the same throughout. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => deepEqual(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => deepEqual(a[key], b[key]));
}

function equalItems(a: unknown, b: unknown, kind: StaticKind): boolean | undefined {
  if (a === b) return true;
  if (typeof a === 'string' && typeof b === 'string' && temporal(kind, a, b)) {
    const sign = compareTemporal(a, b);
    return sign === undefined ? undefined : sign === 0;
  }
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) < 1e-8;
  return deepEqual(a, b);
}

/** FHIRPath `=`: undefined is the empty collection. */
export function equal(a: Collection, b: Collection, kind: StaticKind): boolean | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  if (a.length !== b.length) return false;
  let open = false;
  for (let i = 0; i < a.length; i++) {
    const same = equalItems(a[i], b[i], kind);
    if (same === false) return false;
    if (same === undefined) open = true;
  }
  return open ? undefined : true;
}

function plain(text: string): string {
  return text.toLowerCase().trim().replaceAll(/\s+/g, ' ');
}

function equivalentItems(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    if (looksTemporal(a) && looksTemporal(b)) return compareTemporal(a, b) === 0;
    return plain(a) === plain(b);
  }
  if (!isObject(a) || !isObject(b)) return deepEqual(a, b);
  const keys = Object.keys(a).filter((key) => key !== 'id');
  const others = Object.keys(b).filter((key) => key !== 'id');
  return keys.length === others.length && keys.every((key) => equivalentLists(a[key], b[key]));
}

function equivalentLists(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return equivalentItems(a, b);
  return equivalent(a, b);
}

/** FHIRPath `~`: order, case and white space do not count. */
export function equivalent(a: Collection, b: Collection): boolean {
  if (a.length !== b.length) return false;
  const left = [...b];
  for (const item of a) {
    const at = left.findIndex((other) => equivalentItems(item, other));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return true;
}

/** Quantities in the same unit compare by their values; others need UCUM arithmetic. */
function sameUnit(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  if (typeof a['value'] !== 'number' || typeof b['value'] !== 'number') return false;
  const key = a['code'] === undefined && b['code'] === undefined ? 'unit' : 'code';
  return a['system'] === b['system'] && a[key] === b[key];
}

/** Negative, 0 or positive; undefined when open. Values of different kinds cannot be ordered: a fault. */
export function order(a: unknown, b: unknown, kind: StaticKind): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') {
    if (temporal(kind, a, b)) return compareTemporal(a, b);
    return a < b ? -1 : Number(a > b);
  }
  if (isObject(a) && isObject(b) && sameUnit(a, b)) return order(a['value'], b['value'], kind);
  throw new EvaluationFault('Only values of one kind can be ordered');
}

/** Distinct items, the first of each kept. */
export function distinct(items: Collection): unknown[] {
  const seen = new Set<unknown>();
  const objects: unknown[] = [];
  const kept: unknown[] = [];
  for (const item of items) {
    if (typeof item === 'object' && item !== null) {
      if (objects.some((other) => deepEqual(item, other))) continue;
      objects.push(item);
    } else if (seen.has(item)) continue;
    else seen.add(item);
    kept.push(item);
  }
  return kept;
}
