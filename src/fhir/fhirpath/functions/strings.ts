// Which functions work on text?

import {
  argument,
  EMPTY,
  literalText,
  logical,
  number,
  text,
  type Call,
  type Eval,
  type FunctionBuilder,
} from '../closure.ts';
import { EvaluationFault } from '../error.ts';

/** A function of one text. */
const ofText =
  (work: (value: string) => readonly unknown[]): FunctionBuilder =>
  () =>
  (input) => {
    const value = text(input);
    return value === undefined ? EMPTY : work(value);
  };

/** A function of a text and a text argument. */
const withText =
  (work: (value: string, other: string) => readonly unknown[]): FunctionBuilder =>
  (call) => {
    const other = argument(call, 0);
    return (input, focus, scope) => {
      const value = text(input);
      const given = text(other(focus, scope));
      return value === undefined || given === undefined ? EMPTY : work(value, given);
    };
  };

const substring: FunctionBuilder = (call) => {
  const start = argument(call, 0);
  const length = call.args[1];
  return (input, focus, scope) => {
    const value = text(input);
    const from = number(start(focus, scope));
    if (value === undefined || from === undefined || from < 0 || from >= value.length) return EMPTY;
    const count = length ? number(length(focus, scope)) : undefined;
    return [count === undefined ? value.slice(from) : value.slice(from, from + Math.max(0, count))];
  };
};

const replace: FunctionBuilder = (call) => {
  const pattern = argument(call, 0);
  const substitution = argument(call, 1);
  return (input, focus, scope) => {
    const value = text(input);
    const from = text(pattern(focus, scope));
    const to = text(substitution(focus, scope));
    if (value === undefined || from === undefined || to === undefined) return EMPTY;
    return [value.replaceAll(from, () => to)];
  };
};

/**
 * A regular expression of the specification. The `u` flag first, as it should be; R4's own invariants (eld-16, eld-19)
 * hold escapes that it forbids, so a pattern it refuses is read without it.
 */
function toRegExp(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, `${flags}u`);
  } catch {
    try {
      return new RegExp(pattern, flags);
    } catch (cause) {
      throw new EvaluationFault('Not a regular expression', { cause });
    }
  }
}

/** Compiles the pattern once when it is a literal. */
function regExpOf(
  call: Call,
  flags: string,
  shape: (pattern: string) => string,
): (pattern: string) => RegExp {
  const literal = literalText(call, 0);
  if (literal === undefined) return (pattern) => toRegExp(shape(pattern), flags);
  const compiled = toRegExp(shape(literal), flags);
  return () => compiled;
}

function matching(shape: (pattern: string) => string): FunctionBuilder {
  return (call) => {
    const pattern = argument(call, 0);
    const compiled = regExpOf(call, 's', shape);
    return (input, focus, scope) => {
      const value = text(input);
      const given = text(pattern(focus, scope));
      return value === undefined || given === undefined ? EMPTY : logical(compiled(given).test(value));
    };
  };
}

const replaceMatches: FunctionBuilder = (call) => {
  const pattern = argument(call, 0);
  const substitution: Eval = argument(call, 1);
  const compiled = regExpOf(call, 'g', (one) => one);
  return (input, focus, scope) => {
    const value = text(input);
    const from = text(pattern(focus, scope));
    const to = text(substitution(focus, scope));
    if (value === undefined || from === undefined || to === undefined) return EMPTY;
    return [value.replaceAll(compiled(from), to)];
  };
};

const join: FunctionBuilder = (call) => {
  const separator = call.args[0];
  return (input, focus, scope) => {
    if (input.length === 0) return EMPTY;
    const between = separator ? text(separator(focus, scope)) : '';
    return [input.map((item) => text([item])).join(between ?? '')];
  };
};

/** Functions by name. */
export const STRINGS: Readonly<Record<string, FunctionBuilder>> = {
  startsWith: withText((value, other) => logical(value.startsWith(other))),
  endsWith: withText((value, other) => logical(value.endsWith(other))),
  contains: withText((value, other) => logical(value.includes(other))),
  indexOf: withText((value, other) => [value.indexOf(other)]),
  split: withText((value, other) => value.split(other)),
  upper: ofText((value) => [value.toUpperCase()]),
  lower: ofText((value) => [value.toLowerCase()]),
  trim: ofText((value) => [value.trim()]),
  length: ofText((value) => [value.length]),
  toChars: ofText((value) => Array.from(value)),
  matches: matching((pattern) => pattern),
  matchesFull: matching((pattern) => `^(?:${pattern})$`),
  substring,
  replace,
  replaceMatches,
  join,
};
