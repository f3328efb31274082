// Which range does a number mean in a search, and what is the number of a resource?

import { isObject } from '../../domain/json.ts';
import type { Json } from './collect.ts';
import { splitPrefix } from './date.ts';
import type { OrdTest, Range } from './entries.ts';

const NUMBER = /^[+-]?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/** A JSON number, also one kept as text (`JSON.rawJSON`). */
export function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  if (!isObject(value) || typeof value['rawJSON'] !== 'string') return undefined;
  const parsed = Number(value['rawJSON']);
  return Number.isFinite(parsed) ? parsed : undefined;
}

/** Half a unit of the last digit written: `5.40` means 5.395 to 5.405 (R4 search, 3.1.1.5.9). */
function precision(text: string): number | undefined {
  const match = NUMBER.exec(text);
  if (!match) return undefined;
  return 0.5 * 10 ** (Number(match[3] ?? 0) - (match[2]?.length ?? 0));
}

/** 5.4 + 0.05 is 5.45, not 5.450000000000001. */
function shortest(value: number): number {
  return Number(value.toPrecision(15));
}

/** The largest number under it: the range of `100` is [99.5, 100.5), so the upper end is not in it. */
function below(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? -1n : 1n));
  return bits.getFloat64(0);
}

/**
 * Reads a search value; undefined when it is no number. Prefixes of order compare with the number itself, `eq` and `ne`
 * with what it rounds from, `ap` with ten per cent around it.
 */
export function numberTest(text: string): OrdTest | undefined {
  const { prefix, rest } = splitPrefix(text);
  const half = precision(rest);
  if (half === undefined) return undefined;
  const value = Number(rest);
  if (!Number.isFinite(value)) return undefined;
  if (prefix === 'eq' || prefix === 'ne')
    return { prefix, lo: shortest(value - half), hi: below(shortest(value + half)) };
  const slack = prefix === 'ap' ? Math.abs(value) / 10 : 0;
  return { prefix, lo: value - slack, hi: value + slack };
}

function bounds(value: Readonly<Record<string, Json>>): Range | undefined {
  const low = isObject(value['low']) ? numberOf(value['low']['value']) : undefined;
  const high = isObject(value['high']) ? numberOf(value['high']['value']) : undefined;
  if (low === undefined && high === undefined) return undefined;
  const [lo, hi] = [low ?? -Infinity, high ?? Infinity];
  return { lo: Math.min(lo, hi), hi: Math.max(lo, hi) };
}

/** Range of a number, a Quantity (with its comparator), Money or Range of a resource. */
export function rangeOfNumber(value: Json): Range | undefined {
  const plain = numberOf(value);
  if (plain !== undefined) return { lo: plain, hi: plain };
  if (!isObject(value)) return undefined;
  const number = numberOf(value['value']);
  if (number === undefined) return bounds(value);
  const comparator = typeof value['comparator'] === 'string' ? value['comparator'] : '';
  return {
    lo: comparator.startsWith('<') ? -Infinity : number,
    hi: comparator.startsWith('>') ? Infinity : number,
  };
}

/** Units a Quantity can be asked for by: its code with system, and the unit as written. */
export function unitsOf(value: Json): readonly { readonly system: string; readonly code: string }[] {
  if (!isObject(value)) return [];
  const system = typeof value['system'] === 'string' ? value['system'] : '';
  const written = [value['code'] ?? value['currency'], value['unit']];
  return written.flatMap((code) => (typeof code === 'string' ? [{ system, code }] : []));
}
