// When is it due, in words? Anchor expressions of the pathway, said in bokmål or English.

import { Temporal } from 'temporal-polyfill';
import { anchorsOf } from '../../../pathway/layers/flow.ts';
import type { Action } from '../../../pathway/pathway.ts';
import { FLOW_WORDS, type Tongue } from './words.ts';

/** `within 7 days`, `week 28–35 of the pregnancy`, `within 4 months of the birth`; undefined when the pathway sets no date. */
export function sayDeadline({ start, due, repeat }: Action, tongue: Tongue): string | undefined {
  const words = FLOW_WORDS[tongue];
  const said = due === undefined ? undefined : sayDue(start, due, tongue);
  const again = repeat === undefined ? undefined : `${words.every} ${amount(repeat, tongue)}`;
  const both = [said, again].filter((one) => one !== undefined);
  return both.length === 0 ? undefined : both.join(', ');
}

function sayDue(start: string | undefined, due: string, tongue: Tongue): string {
  const words = FLOW_WORDS[tongue];
  const [anchor = ''] = anchorsOf(due);
  if (anchor === 'AGREED') return words.agreed;
  if (anchor === 'GA0') return `${words.week} ${weeks(start, due)}`;
  const duration = due.split('+')[1] ?? 'P0D';
  if (Temporal.Duration.from(duration).blank) return words.at[anchor] ?? words.atOnce;
  return `${words.within} ${amount(duration, tongue)} ${words.after[anchor] ?? ''}`.trim();
}

function weeks(start: string | undefined, due: string): string {
  const [from, to] = [start, due].map((one) =>
    one?.startsWith('GA0+') === true ? Temporal.Duration.from(one.split('+')[1] ?? 'P0D').weeks : undefined,
  );
  return from === undefined || from === to ? String(to) : `${from}–${to}`;
}

function amount(duration: string, tongue: Tongue): string {
  const { units } = FLOW_WORDS[tongue];
  const found = Temporal.Duration.from(duration);
  const parts = (['years', 'months', 'weeks', 'days', 'hours', 'minutes'] as const).flatMap((unit) => {
    const count = found[unit];
    if (count === 0) return [];
    const [one, many] = units[unit];
    return [`${count} ${count === 1 ? one : many}`];
  });
  return parts.join(' ');
}
