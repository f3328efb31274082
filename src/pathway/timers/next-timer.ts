// When is it due again? The next moment of a timer that repeats.

import { Temporal } from 'temporal-polyfill';
import { contentId } from '../../domain/identity.ts';
import type { Timer } from '../../domain/timer.ts';
import type { CaseView } from '../case/case-view.ts';
import { fromDate, resolveMoment, toDate } from './dates.ts';
import type { Pathway, TimerRule } from '../pathway.ts';

/**
 * The same timer at its first moment after `now`; undefined when it does not repeat, or its time is over. Moments that passed
 * while nobody looked are skipped: one reminder is enough for a gap.
 */
export function nextTimer(
  pathway: Pathway,
  rule: TimerRule,
  timer: Timer,
  view: CaseView,
  now: Date,
): Timer | undefined {
  if (rule.repeat === undefined || timer.due === undefined) return undefined;
  const interval = Temporal.Duration.from(rule.repeat);
  const first = fromDate(timer.due, pathway.zone);
  const until =
    rule.until === undefined
      ? undefined
      : resolveMoment(rule.until, (name) => (name === 'BIRTH' ? view.birth : undefined));
  // Counted from the first moment each time, so that a month stays a month after a short one.
  for (let times = 1; ; times += 1) {
    const due = first.add(times === 1 ? interval : multiply(interval, times));
    if (until && Temporal.ZonedDateTime.compare(due, until) > 0) return undefined;
    if (toDate(due) <= now) continue;
    const id = contentId('timer', rule.id, timer.case, timer.id, toDate(due).toISOString());
    return { ...timer, id, due: toDate(due), late: false, state: 'open' };
  }
}

function multiply(interval: Temporal.Duration, times: number): Temporal.Duration {
  const { years, months, weeks, days, hours, minutes } = interval;
  return Temporal.Duration.from({
    years: years * times,
    months: months * times,
    weeks: weeks * times,
    days: days * times,
    hours: hours * times,
    minutes: minutes * times,
  });
}
