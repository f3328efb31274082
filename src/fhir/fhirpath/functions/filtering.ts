// Which functions choose, change or combine the items of a collection?

import { argument, condition, EMPTY, number, single, type FunctionBuilder } from '../closure.ts';
import { deepEqual, distinct } from '../compare.ts';
import { descendantsOf, pushChildren, type Collection } from '../navigate.ts';

const where: FunctionBuilder = (call) => {
  const criteria = argument(call, 0);
  return (input, _focus, scope) => {
    const outer = scope.index;
    const one: unknown[] = [undefined];
    let kept: unknown[] | undefined;
    for (let i = 0; i < input.length; i++) {
      scope.index = i;
      one[0] = input[i];
      if (condition(criteria(one, scope)) !== true) continue;
      // Most find one: a list made with it takes a tenth of what one takes that grows.
      if (kept) kept.push(input[i]);
      else kept = [input[i]];
    }
    scope.index = outer;
    return kept ?? EMPTY;
  };
};

const select: FunctionBuilder = (call) => {
  const projection = argument(call, 0);
  return (input, _focus, scope) => {
    const outer = scope.index;
    const made: unknown[] = [];
    for (let i = 0; i < input.length; i++) {
      scope.index = i;
      for (const item of projection([input[i]], scope)) made.push(item);
    }
    scope.index = outer;
    return made;
  };
};

const repeat: FunctionBuilder = (call) => {
  const projection = argument(call, 0);
  return (input, _focus, scope) => {
    const found: unknown[] = [];
    let queue: Collection = input;
    while (queue.length > 0) {
      const next: unknown[] = [];
      for (const item of queue) {
        for (const made of projection([item], scope)) {
          if (!found.some((other) => deepEqual(other, made))) {
            found.push(made);
            next.push(made);
          }
        }
      }
      queue = next;
    }
    return found;
  };
};

const aggregate: FunctionBuilder = (call) => {
  const step = argument(call, 0);
  const start = call.args[1];
  return (input, focus, scope) => {
    const outer = { index: scope.index, total: scope.total };
    scope.total = start ? start(focus, scope) : EMPTY;
    for (let i = 0; i < input.length; i++) {
      scope.index = i;
      scope.total = step([input[i]], scope);
    }
    const result = scope.total;
    scope.index = outer.index;
    scope.total = outer.total;
    return result;
  };
};

const iif: FunctionBuilder = (call) => {
  const test = argument(call, 0);
  const then = argument(call, 1);
  const otherwise = call.args[2];
  return (input, _focus, scope) => {
    if (condition(test(input, scope)) === true) return then(input, scope);
    return otherwise ? otherwise(input, scope) : EMPTY;
  };
};

/** A function of two collections; the argument sees the focus, not the input. */
const pairwise =
  (combine: (input: Collection, other: Collection) => Collection): FunctionBuilder =>
  (call) => {
    const other = argument(call, 0);
    return (input, focus, scope) => combine(input, other(focus, scope));
  };

const includes = (items: Collection, item: unknown): boolean => items.some((other) => deepEqual(other, item));

const part =
  (cut: (input: Collection, count: number) => Collection): FunctionBuilder =>
  (call) => {
    const count = argument(call, 0);
    return (input, focus, scope) => cut(input, Math.max(0, number(count(focus, scope)) ?? 0));
  };

const children: FunctionBuilder = () => (input) => {
  const found: unknown[] = [];
  for (const item of input) pushChildren(item, found);
  return found;
};

/** Functions by name. */
export const FILTERING: Readonly<Record<string, FunctionBuilder>> = {
  where,
  select,
  repeat,
  aggregate,
  iif,
  children,
  descendants: () => descendantsOf,
  first: () => (input) => input.slice(0, 1),
  last: () => (input) => input.slice(-1),
  tail: () => (input) => input.slice(1),
  skip: part((input, count) => input.slice(count)),
  take: part((input, count) => input.slice(0, count)),
  single: () => (input) => {
    const item = single(input);
    return item === undefined ? EMPTY : [item];
  },
  trace: () => (input) => input,
  combine: pairwise((input, other) => [...input, ...other]),
  union: pairwise((input, other) => distinct([...input, ...other])),
  intersect: pairwise((input, other) => distinct(input.filter((item) => includes(other, item)))),
  exclude: pairwise((input, other) => input.filter((item) => !includes(other, item))),
};
