// Which deadlines start? Those that serve an action that applied.

import type { Temporal } from 'temporal-polyfill';
import { contentId, type Ref } from '../../domain/identity.ts';
import type { Timer } from '../../domain/timer.ts';
import { resolveMoment, toDate } from './dates.ts';
import type { TimerRule } from '../pathway.ts';
import { anchorsOf, type Instance, instanceKey, type Working } from '../working.ts';

/** Deadlines of one rule, one per subject and moment. */
export function startTimers(
  working: Working,
  rule: TimerRule,
  instances: readonly Instance[],
): readonly Timer[] {
  const runs = rule.each === 'case' ? instances.slice(0, 1).map(forCase(working)) : instances;
  return runs.flatMap((instance) => timersOf(working, rule, instance));
}

/** A timer of the case counts for the mother, whichever run of the action started it. */
function forCase(working: Working): (instance: Instance) => Instance {
  const { mother } = working.input.view;
  return ({ env }) => ({
    subject: mother.reference,
    env: { ...env, subject: { reference: mother.reference } },
  });
}

function timersOf(working: Working, rule: TimerRule, instance: Instance): readonly Timer[] {
  const { view, event, now } = working.input;
  const key = rule.each === 'case' ? 'case' : instanceKey(instance);
  const anchors = anchorsOf(working, instance.env);
  return [rule.due, ...rule.also].map((expression, at) => {
    const due = resolveMoment(expression, anchors);
    return {
      id: timerId(rule, view.case, at === 0 ? key : `${key}|${expression}`, due),
      code: rule.id,
      action: rule.for,
      subject: instance.subject,
      case: view.case,
      eventId: event.id,
      ...(due && { due: toDate(due) }),
      late: due !== undefined && toDate(due) < now,
      cancelOn: rule.cancelOn,
      state: 'open' as const,
    };
  });
}

/** One clock per subject; what repeats, or is counted from each event anew, has one per moment. */
function timerId(
  rule: TimerRule,
  caseRef: Ref,
  key: string,
  due: Temporal.ZonedDateTime | undefined,
): string {
  const moment = rule.anew && due ? due.toPlainDate().toString() : undefined;
  return contentId('timer', rule.id, caseRef, ...(moment === undefined ? [key] : [key, moment]));
}
