// Which questions about one text are answered without a list for each side? Those that facts, rules and classes ask most.

import { isObject } from '../../domain/json.ts';
import { FALSE, TRUE, type Eval } from './closure.ts';
import type { Collection } from './navigate.ts';
import type { PathNode } from './parse.ts';

/** Tests of one text by another, by the name of their function. */
const TESTS: Readonly<Record<string, (text: string, other: string) => boolean>> = {
  startsWith: (text, other) => text.startsWith(other),
  endsWith: (text, other) => text.endsWith(other),
  contains: (text, other) => text.includes(other),
};

/** `status = 'final'`: as `evaluate`, sooner where one thing has one text there. */
export function sameText(left: PathNode, right: PathNode, evaluate: Eval): Eval {
  const name = memberName(left);
  const other = literalOf(right);
  if (name === undefined || other === undefined) return evaluate;
  return asked(name, (text) => text === other, evaluate);
}

/** `status in ('draft' | 'final')`, of a list that is the same for every item. */
export function textAmong(left: PathNode, list: Collection, evaluate: Eval): Eval {
  const name = memberName(left);
  if (name === undefined) return evaluate;
  return asked(name, (text) => list.includes(text), evaluate);
}

/** `system.endsWith('tk-task')`. */
export function textTest(node: PathNode & { kind: 'call' }, evaluate: Eval): Eval {
  const test = Object.hasOwn(TESTS, node.name) ? TESTS[node.name] : undefined;
  const name = memberName(node.on);
  const other = literalOf(node.args[0]);
  if (!test || name === undefined || other === undefined) return evaluate;
  return asked(name, (text) => test(text, other), evaluate);
}

function asked(name: string, test: (text: string) => boolean, evaluate: Eval): Eval {
  return (focus, scope) => {
    const text = focus.length === 1 && isObject(focus[0]) ? focus[0][name] : undefined;
    if (typeof text !== 'string') return evaluate(focus, scope);
    return test(text) ? TRUE : FALSE;
  };
}

/** The name of an element of the focus itself; a capital may be a type. */
function memberName(node: PathNode | undefined): string | undefined {
  return node?.kind === 'member' && !node.on && !/^[A-Z]/.test(node.name) ? node.name : undefined;
}

function literalOf(node: PathNode | undefined): string | undefined {
  return node?.kind === 'literal' && node.type === 'string' && typeof node.value === 'string'
    ? node.value
    : undefined;
}
