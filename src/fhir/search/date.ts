// Which stretch of time does a date mean, and does one stretch answer the search for another?

import { isObject } from '../../domain/json.ts';
import { zoneMinutes } from '../fhirpath/temporal.ts';
import type { Json } from './collect.ts';
import type { OrdTest, Range } from './entries.ts';
import type { SearchPrefix } from './query.ts';
import { Remembered } from './remembered.ts';

const DATE =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+\- ]\d\d:\d\d)?)?)?)?$/;

function utc(year: number, month: number, day: number): number {
  // Date.UTC takes years below 100 as 19xx.
  if (year >= 100) return Date.UTC(year, month, day);
  return new Date(Date.UTC(2000, month, day)).setUTCFullYear(year, month, day);
}

/** What is written at one moment, or tells of one day, says so in each of its resources. */
const RANGES = new Remembered<Range>(1000);

/**
 * Milliseconds from the first to the last that a FHIR date, dateTime or instant covers; undefined when it is none.
 * A date without a zone is taken as UTC, on both sides of a search, so equal texts always meet.
 */
export function dateRange(text: string): Range | undefined {
  const known = RANGES.of(text);
  if (known) return known;
  const range = readRange(text);
  return range && RANGES.keep(text, range);
}

function readRange(text: string): Range | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const [, y, mo, d, h, mi, s, fraction, zone] = match;
  const [year, month, day] = [Number(y), Number(mo ?? 1) - 1, Number(d ?? 1)];
  if (month < 0 || month > 11 || day < 1) return undefined;
  if (day > new Date(utc(year, month + 1, 0)).getUTCDate()) return undefined;
  if (mo === undefined) return { lo: utc(year, 0, 1), hi: utc(year + 1, 0, 1) - 1 };
  if (d === undefined) return { lo: utc(year, month, 1), hi: utc(year, month + 1, 1) - 1 };
  if (h === undefined) return { lo: utc(year, month, day), hi: utc(year, month, day) + 86_399_999 };
  if (Number(h) > 24 || Number(mi) > 59 || Number(s ?? 0) > 60) return undefined;
  const ms = fraction === undefined ? 0 : Math.trunc(Number(fraction.padEnd(3, '0').slice(0, 3)));
  const lo =
    utc(year, month, day) +
    Number(h) * 3_600_000 +
    (Number(mi) - (zoneMinutes(zone) ?? 0)) * 60_000 +
    Number(s ?? 0) * 1000 +
    ms;
  if (s === undefined) return { lo, hi: lo + 59_999 };
  return {
    lo,
    hi: fraction === undefined ? lo + 999 : lo + (fraction.length === 1 ? 99 : fraction.length === 2 ? 9 : 0),
  };
}

function period(value: Readonly<Record<string, Json>>): Range | undefined {
  const { start, end } = value;
  const from = typeof start === 'string' ? dateRange(start) : undefined;
  const to = typeof end === 'string' ? dateRange(end) : undefined;
  if (!from && !to) return undefined;
  const [lo, hi] = [from?.lo ?? -Infinity, to?.hi ?? Infinity];
  // One that ends before it starts is not valid, but must not break the order that the index relies on.
  return { lo: Math.min(lo, hi), hi: Math.max(lo, hi) };
}

/** Outer limits of a Timing: details are ignored (R4 search, 3.1.1.5.8). */
function timing(value: Readonly<Record<string, Json>>): Range | undefined {
  const repeat = isObject(value['repeat']) ? value['repeat'] : {};
  const bounds = isObject(repeat['boundsPeriod']) ? period(repeat['boundsPeriod']) : undefined;
  const events = Array.isArray(value['event']) ? value['event'] : [];
  const ranges = events.flatMap((event: Json) => (typeof event === 'string' ? (dateRange(event) ?? []) : []));
  const all = bounds ? [...ranges, bounds] : ranges;
  if (all.length === 0) return undefined;
  return { lo: Math.min(...all.map((range) => range.lo)), hi: Math.max(...all.map((range) => range.hi)) };
}

/** Range of a date, dateTime, instant, Period or Timing of a resource. */
export function rangeOfDate(value: Json): Range | undefined {
  if (typeof value === 'string') return dateRange(value);
  if (!isObject(value)) return undefined;
  return 'start' in value || 'end' in value ? period(value) : timing(value);
}

const PREFIX = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)(?=[\d.+-])/;

/** Splits `ge2024` into prefix and rest; without a prefix it is `eq`. */
export function splitPrefix(text: string): { prefix: SearchPrefix; rest: string } {
  const found = PREFIX.exec(text)?.[1];
  const prefixes: readonly SearchPrefix[] = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'];
  const prefix = prefixes.find((candidate) => candidate === found);
  return prefix ? { prefix, rest: text.slice(2) } : { prefix: 'eq', rest: text };
}

/** Reads a search value; undefined when it is no date. `ap` widens it by a tenth of its distance to `now`. */
export function dateTest(text: string, now: Date): OrdTest | undefined {
  const { prefix, rest } = splitPrefix(text);
  const range = dateRange(rest);
  if (!range) return undefined;
  if (prefix !== 'ap') return { prefix, ...range };
  const slack = Math.abs(now.getTime() - range.lo) / 10;
  return { prefix, lo: range.lo - slack, hi: range.hi + slack };
}

/** R4 search 3.1.1.4.5: what a resource's range must be, for each prefix, in the order of the standard's table. */
const ANSWERS: Readonly<Record<SearchPrefix, (found: Range, asked: Range) => boolean>> = {
  eq: isWithin,
  ne: (found, asked) => !isWithin(found, asked),
  gt: (found, asked) => found.hi > asked.hi,
  lt: (found, asked) => found.lo < asked.lo,
  ge: (found, asked) => found.hi > asked.hi || isWithin(found, asked),
  le: (found, asked) => found.lo < asked.lo || isWithin(found, asked),
  sa: (found, asked) => found.lo > asked.hi,
  eb: (found, asked) => found.hi < asked.lo,
  ap: (found, asked) => found.lo <= asked.hi && found.hi >= asked.lo,
};

function isWithin(found: Range, asked: Range): boolean {
  return found.lo >= asked.lo && found.hi <= asked.hi;
}

/** Does a resource's range answer a test? */
export function rangeAnswers(found: Range, test: OrdTest): boolean {
  return ANSWERS[test.prefix](found, test);
}
