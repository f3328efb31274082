// Which functions say whether something is there, and how much of it?

import { isObject } from '../../../domain/json.ts';
import {
  argument,
  condition,
  FALSE,
  logical,
  TRUE,
  type Eval,
  type FunctionBuilder,
  type Scope,
} from '../closure.ts';
import { deepEqual, distinct } from '../compare.ts';
import type { Collection } from '../navigate.ts';

function someItem(items: Collection, criteria: Eval, scope: Scope): boolean {
  const outer = scope.index;
  const one: unknown[] = [undefined];
  for (let i = 0; i < items.length; i++) {
    scope.index = i;
    one[0] = items[i];
    if (condition(criteria(one, scope)) !== true) continue;
    scope.index = outer;
    return true;
  }
  scope.index = outer;
  return false;
}

function everyItem(items: Collection, criteria: Eval, scope: Scope): boolean {
  const outer = scope.index;
  const one: unknown[] = [undefined];
  for (let i = 0; i < items.length; i++) {
    scope.index = i;
    one[0] = items[i];
    if (condition(criteria(one, scope)) === true) continue;
    scope.index = outer;
    return false;
  }
  scope.index = outer;
  return true;
}

const exists: FunctionBuilder = ({ args: [criteria] }) =>
  criteria
    ? (input, _focus, scope) => (someItem(input, criteria, scope) ? TRUE : FALSE)
    : (input) => (input.length > 0 ? TRUE : FALSE);

const all: FunctionBuilder = (call) => {
  const criteria = argument(call, 0);
  return (input, _focus, scope) => (everyItem(input, criteria, scope) ? TRUE : FALSE);
};

const subset = (inner: Collection, outer: Collection): boolean =>
  inner.every((item) => outer.some((other) => deepEqual(item, other)));

const subsetOf: FunctionBuilder = (call) => {
  const other = argument(call, 0);
  return (input, focus, scope) => logical(subset(input, other(focus, scope)));
};

const supersetOf: FunctionBuilder = (call) => {
  const other = argument(call, 0);
  return (input, focus, scope) => logical(subset(other(focus, scope), input));
};

const not: FunctionBuilder = () => (input) => {
  const value = condition(input);
  return value === undefined ? logical(undefined) : logical(!value);
};

/** Functions by name. `any` is `exists` with a criterion. */
export const EXISTENCE: Readonly<Record<string, FunctionBuilder>> = {
  exists,
  any: exists,
  all,
  subsetOf,
  supersetOf,
  not,
  empty: () => (input) => (input.length === 0 ? TRUE : FALSE),
  count: () => (input) => [input.length],
  hasValue: () => (input) => logical(input.length === 1 && !isObject(input[0])),
  getValue: () => (input) => (input.length === 1 && !isObject(input[0]) ? input : []),
  allTrue: () => (input) => logical(input.every((item) => item === true)),
  anyTrue: () => (input) => logical(input.some((item) => item === true)),
  allFalse: () => (input) => logical(input.every((item) => item === false)),
  anyFalse: () => (input) => logical(input.some((item) => item === false)),
  distinct: () => (input) => distinct(input),
  isDistinct: () => (input) => logical(distinct(input).length === input.length),
};
