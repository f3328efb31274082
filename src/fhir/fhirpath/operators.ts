// What do the operators do?

import { condition, EMPTY, FALSE, logical, single, TRUE, type Eval } from './closure.ts';
import { deepEqual, distinct, equal, equivalent, order, type StaticKind } from './compare.ts';
import type { Collection } from './navigate.ts';
import { EvaluationFault, Unsupported } from './error.ts';

type Operands = readonly [left: Eval, right: Eval, kind: StaticKind];

function comparison([left, right, kind]: Operands, holds: (sign: number) => boolean): Eval {
  return (focus, scope) => {
    const a = left(focus, scope);
    const b = right(focus, scope);
    if (a.length === 0 || b.length === 0) return EMPTY;
    const sign = order(single(a), single(b), kind);
    return sign === undefined ? EMPTY : logical(holds(sign));
  };
}

/** Three-valued tables: `decisive` of either side decides alone. */
function either([left, right]: Operands, decisive: boolean): Eval {
  const decided = decisive ? TRUE : FALSE;
  const other = decisive ? FALSE : TRUE;
  return (focus, scope) => {
    const a = condition(left(focus, scope));
    if (a === decisive) return decided;
    const b = condition(right(focus, scope));
    if (b === decisive) return decided;
    return a === undefined || b === undefined ? EMPTY : other;
  };
}

function implies([left, right]: Operands): Eval {
  return (focus, scope) => {
    const a = condition(left(focus, scope));
    if (a === false) return TRUE;
    const b = condition(right(focus, scope));
    if (b === true) return TRUE;
    return a === undefined || b === undefined ? EMPTY : FALSE;
  };
}

function xor([left, right]: Operands): Eval {
  return (focus, scope) => {
    const a = condition(left(focus, scope));
    const b = condition(right(focus, scope));
    return a === undefined || b === undefined ? EMPTY : logical(a !== b);
  };
}

/** FHIRPath decimals are exact to at least 8 digits; binary noise beyond is cut off. */
function exact(value: number): number {
  return Number.isInteger(value) ? value : Math.round(value * 1e8) / 1e8;
}

function arithmetic([left, right]: Operands, work: (a: number, b: number) => number): Eval {
  return (focus, scope) => {
    const a = single(left(focus, scope));
    const b = single(right(focus, scope));
    if (a === undefined || b === undefined) return EMPTY;
    if (typeof a !== 'number' || typeof b !== 'number') throw new EvaluationFault('Numbers expected');
    const result = work(a, b);
    return Number.isFinite(result) ? [exact(result)] : EMPTY;
  };
}

function plus([left, right]: Operands): Eval {
  return (focus, scope) => {
    const a = single(left(focus, scope));
    const b = single(right(focus, scope));
    if (a === undefined || b === undefined) return EMPTY;
    if (typeof a === 'string' && typeof b === 'string') return [a + b];
    if (typeof a === 'number' && typeof b === 'number') return [exact(a + b)];
    throw new EvaluationFault('Two texts or two numbers expected');
  };
}

function asText(items: Collection): string {
  const item = single(items);
  if (item === undefined) return '';
  if (typeof item === 'string') return item;
  if (typeof item === 'number' || typeof item === 'boolean') return String(item);
  throw new EvaluationFault('Text expected');
}

function concatenate([left, right]: Operands): Eval {
  return (focus, scope) => {
    return [asText(left(focus, scope)) + asText(right(focus, scope))];
  };
}

function membership(item: Eval, list: Eval): Eval {
  return (focus, scope) => {
    const one = single(item(focus, scope));
    if (one === undefined) return EMPTY;
    for (const other of list(focus, scope)) if (deepEqual(one, other)) return TRUE;
    return FALSE;
  };
}

function negated(evaluate: Eval): Eval {
  return (focus, scope) => {
    const value = condition(evaluate(focus, scope));
    return value === undefined ? EMPTY : logical(!value);
  };
}

/** The closure of a binary operator. */
export function operator(op: string, ...operands: Operands): Eval {
  const [left, right, kind] = operands;
  switch (op) {
    case 'and':
      return either(operands, false);
    case 'or':
      return either(operands, true);
    case 'xor':
      return xor(operands);
    case 'implies':
      return implies(operands);
    case '=':
      return (focus, scope) => logical(equal(left(focus, scope), right(focus, scope), kind));
    case '!=':
      return negated((focus, scope) => logical(equal(left(focus, scope), right(focus, scope), kind)));
    case '~':
      return (focus, scope) => logical(equivalent(left(focus, scope), right(focus, scope)));
    case '!~':
      return (focus, scope) => logical(!equivalent(left(focus, scope), right(focus, scope)));
    case '<':
      return comparison(operands, (sign) => sign < 0);
    case '>':
      return comparison(operands, (sign) => sign > 0);
    case '<=':
      return comparison(operands, (sign) => sign <= 0);
    case '>=':
      return comparison(operands, (sign) => sign >= 0);
    case '|':
      return (focus, scope) => distinct([...left(focus, scope), ...right(focus, scope)]);
    case 'in':
      return membership(left, right);
    case 'contains':
      return membership(right, left);
    case '&':
      return concatenate(operands);
    case '+':
      return plus(operands);
    case '-':
      return arithmetic(operands, (a, b) => a - b);
    case '*':
      return arithmetic(operands, (a, b) => a * b);
    case '/':
      return arithmetic(operands, (a, b) => a / b);
    case 'div':
      return arithmetic(operands, (a, b) => Math.trunc(a / b));
    case 'mod':
      return arithmetic(operands, (a, b) => a % b);
    default:
      throw new Unsupported(op);
  }
}
