// What does every closure of a compiled path get and give?

import { isObject } from '../../domain/json.ts';
import type { PathNode } from './parse.ts';
import { EvaluationFault, Unsupported } from './error.ts';
import type { Collection } from './navigate.ts';

/** What stays the same during one evaluation, apart from $index and $total. */
export interface Scope {
  readonly env: Readonly<Record<string, unknown>>;
  /** What the whole expression is asked of. */
  readonly input: Collection;
  index: number;
  total: Collection;
}

/** An expression: the focus ($this) in, its result out. */
export type Eval = (focus: Collection, scope: Scope) => Collection;

/** A function call: what stands before the dot, the focus its arguments see, and the scope. */
export type Invoke = (input: Collection, focus: Collection, scope: Scope) => Collection;

/** The arguments of a call, compiled, and as they were written. */
export interface Call {
  readonly args: readonly Eval[];
  readonly nodes: readonly PathNode[];
}

/** Makes the closure of a function from its arguments. */
export type FunctionBuilder = (call: Call) => Invoke;

export const TRUE: Collection = Object.freeze([true]);
export const FALSE: Collection = Object.freeze([false]);
export const EMPTY: Collection = Object.freeze([]);

/** A value as a collection: undefined and null are empty, a list is one already. */
export function toCollection(value: unknown): Collection {
  if (value === undefined || value === null) return EMPTY;
  return Array.isArray(value) ? value : [value];
}

/** %resource: as given, else the input when it is one object. Worked out when an expression names it; few do. */
export function resourceOf({ env, input }: Scope): unknown {
  if ('resource' in env) return env['resource'];
  return input.length === 1 && isObject(input[0]) ? input[0] : undefined;
}

/** %rootResource: as given, else %resource. */
export function rootResourceOf(scope: Scope): unknown {
  return 'rootResource' in scope.env ? scope.env['rootResource'] : resourceOf(scope);
}

/** Three-valued logic to a collection. */
export function logical(value: boolean | undefined): Collection {
  if (value === undefined) return EMPTY;
  return value ? TRUE : FALSE;
}

/** A collection as a condition: empty is undefined, one item that is no boolean is true. */
export function condition(items: Collection): boolean | undefined {
  if (items.length === 0) return undefined;
  if (items.length > 1) throw new EvaluationFault('A condition gave more than one value');
  return typeof items[0] === 'boolean' ? items[0] : true;
}

/** The only item, undefined when there is none; more than one is a fault. */
export function single(items: Collection): unknown {
  if (items.length > 1) throw new EvaluationFault('One value expected, several given');
  return items[0];
}

/** The only item as text; undefined when there is none. */
export function text(items: Collection): string | undefined {
  const item = single(items);
  if (item === undefined || typeof item === 'string') return item;
  throw new EvaluationFault('Text expected');
}

/** The only item as a number; undefined when there is none. */
export function number(items: Collection): number | undefined {
  const item = single(items);
  if (item === undefined || typeof item === 'number') return item;
  throw new EvaluationFault('A number expected');
}

/** The argument at `index`, which the function cannot do without. */
export function argument(call: Call, index: number): Eval {
  const arg = call.args[index];
  if (!arg) throw new Unsupported('missing argument');
  return arg;
}

/** The argument at `index` when it is a literal text. */
export function literalText(call: Call, index: number): string | undefined {
  const node = call.nodes[index];
  return node?.kind === 'literal' && node.type === 'string' && typeof node.value === 'string'
    ? node.value
    : undefined;
}
