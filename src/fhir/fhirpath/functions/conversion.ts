// Which functions turn a value into another kind, or compute with numbers?

import { argument, EMPTY, logical, number, single, type FunctionBuilder } from '../closure.ts';
import type { Collection } from '../navigate.ts';

const TRUTH: ReadonlyMap<string, boolean> = new Map([
  ...['true', 't', 'yes', 'y', '1', '1.0'].map((text): [string, boolean] => [text, true]),
  ...['false', 'f', 'no', 'n', '0', '0.0'].map((text): [string, boolean] => [text, false]),
]);

function toInteger(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  return typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : undefined;
}

function toDecimal(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[+-]?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' || typeof value === 'string') return TRUTH.get(String(value).toLowerCase());
  return undefined;
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

type Convert = (value: unknown) => unknown;

const converted =
  (convert: Convert): FunctionBuilder =>
  () =>
  (input) => {
    const value = convert(single(input));
    return value === undefined ? EMPTY : [value];
  };

const convertible =
  (convert: Convert): FunctionBuilder =>
  () =>
  (input) => {
    const value = single(input);
    return value === undefined ? EMPTY : logical(convert(value) !== undefined);
  };

const ofNumber =
  (work: (value: number) => number): FunctionBuilder =>
  () =>
  (input) => {
    const value = number(input);
    if (value === undefined) return EMPTY;
    const result = work(value);
    return Number.isFinite(result) ? [result] : EMPTY;
  };

const power: FunctionBuilder = (call) => {
  const exponent = argument(call, 0);
  return (input, focus, scope) => {
    const value = number(input);
    const by = number(exponent(focus, scope));
    if (value === undefined || by === undefined) return EMPTY;
    const result = value ** by;
    return Number.isFinite(result) ? [result] : EMPTY;
  };
};

const round: FunctionBuilder = (call) => {
  const digits = call.args[0];
  return (input, focus, scope) => {
    const value = number(input);
    if (value === undefined) return EMPTY;
    const scale = 10 ** (digits ? (number(digits(focus, scope)) ?? 0) : 0);
    return [Math.round(value * scale) / scale];
  };
};

/** Sum without the binary noise of decimals: FHIRPath decimals have at least 8 digits. */
const sum: FunctionBuilder = () => (input: Collection) => {
  if (input.length === 0) return EMPTY;
  let total = 0;
  for (const item of input) total += number([item]) ?? 0;
  return [Math.round(total * 1e8) / 1e8];
};

const extreme =
  (better: (a: number, b: number) => boolean): FunctionBuilder =>
  () =>
  (input) => {
    let best: number | undefined;
    for (const item of input) {
      const value = number([item]);
      if (value !== undefined && (best === undefined || better(value, best))) best = value;
    }
    return best === undefined ? EMPTY : [best];
  };

/** Functions by name. */
export const CONVERSION: Readonly<Record<string, FunctionBuilder>> = {
  toString: converted(toText),
  toInteger: converted(toInteger),
  toDecimal: converted(toDecimal),
  toBoolean: converted(toBoolean),
  convertsToInteger: convertible(toInteger),
  convertsToDecimal: convertible(toDecimal),
  convertsToBoolean: convertible(toBoolean),
  convertsToString: convertible(toText),
  abs: ofNumber(Math.abs),
  ceiling: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  truncate: ofNumber(Math.trunc),
  sqrt: ofNumber(Math.sqrt),
  exp: ofNumber(Math.exp),
  ln: ofNumber(Math.log),
  power,
  round,
  sum,
  min: extreme((a, b) => a < b),
  max: extreme((a, b) => a > b),
};
