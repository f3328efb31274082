// Which days are meant by `2025`, `2025-H1` or `2025-Q3`? And has it ended?

import { Temporal } from 'temporal-polyfill';
import type { Granularity, Period } from './types.ts';

const MONTHS: Readonly<Record<Granularity, number>> = { year: 12, 'half-year': 6, quarter: 3 };
const FORMS: Readonly<Record<Granularity, RegExp>> = {
  year: /^(\d{4})$/,
  'half-year': /^(\d{4})-H([12])$/,
  quarter: /^(\d{4})-Q([1-4])$/,
};

/** The period a text means, when it is one of the granularity that is told; undefined for any other. */
export function readPeriod(text: string, granularity: Granularity): Period | undefined {
  const match = FORMS[granularity].exec(text);
  if (!match) return undefined;
  const months = MONTHS[granularity];
  const start = Temporal.PlainDate.from({
    year: Number(match[1]),
    month: (Number(match[2] ?? 1) - 1) * months + 1,
    day: 1,
  });
  const end = start.add({ months }).subtract({ days: 1 });
  return { name: text, start: start.toString(), end: end.toString() };
}

/** True when the last day of it is past. One that runs would tell of each new case by comparing two days. */
export function hasEnded({ end }: Period, today: string): boolean {
  return today > end;
}
