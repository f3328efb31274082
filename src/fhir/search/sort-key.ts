// By what is a resource sorted? The least or greatest value of a parameter, read from the content.

import type { Json } from './collect.ts';
import { rangeOfDate } from './date.ts';
import { rangeOfNumber } from './number.ts';
import type { SearchParameter } from './parameters.ts';
import { targetsOf } from './reference.ts';
import { fold, FOLDED_MAX, textsOf } from './string.ts';
import { tokensOf } from './token.ts';

export type SortKey = string | number | undefined;

function keysOf(
  parameter: SearchParameter,
  values: readonly Json[],
  descending: boolean,
): (string | number)[] {
  const end = descending ? 'hi' : 'lo';
  switch (parameter.kind) {
    case 'date':
      return values.flatMap((value) => rangeOfDate(value)?.[end] ?? []);
    case 'number':
    case 'quantity':
      return values.flatMap((value) => rangeOfNumber(value)?.[end] ?? []);
    case 'string':
      return values.flatMap(textsOf).map((text) => fold(text).slice(0, FOLDED_MAX));
    case 'token':
      return values
        .flatMap((value) => tokensOf(value, parameter))
        .map(({ code }) => code?.toLowerCase() ?? '');
    case 'reference':
      return values.flatMap(targetsOf).map(({ key }) => key);
    default:
      return values.filter((value) => typeof value === 'string');
  }
}

/** -1, 0 or 1; keys of one parameter are all texts or all numbers. */
export function compareKeys(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The value a resource is sorted by: the least when ascending, the greatest when descending; undefined when it has none. */
export function sortKey(parameter: SearchParameter, resource: Json, descending: boolean): SortKey {
  const keys = keysOf(parameter, parameter.read(resource), descending).filter((key) => key !== '');
  const [first, ...others] = keys;
  if (first === undefined) return undefined;
  const better = (a: string | number, b: string | number): boolean =>
    compareKeys(a, b) === (descending ? 1 : -1);
  return others.reduce((best, key) => (better(key, best) ? key : best), first);
}
