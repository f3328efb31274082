// Which deadlines start? Those that serve an action that applied.

import { contentId } from '../domain/identity.ts';
import type { Timer } from '../domain/timer.ts';
import { resolveMoment, toDate } from './dates.ts';
import type { TimerRule } from './pathway.ts';
import { type Instance, instanceKey, type Working } from './working.ts';

/** Deadlines of one rule, one per subject. */
export function startTimers(
  working: Working,
  rule: TimerRule,
  instances: readonly Instance[],
): readonly Timer[] {
  const { view, event, now } = working.input;
  const subjects =
    rule.each === 'case'
      ? [{ key: 'case', subject: view.mother.reference }]
      : instances.map((instance) => ({ key: instanceKey(instance), subject: instance.subject }));
  const due = resolveMoment(rule.due, working.anchors);
  return subjects.map(({ key, subject }) => ({
    id: contentId('timer', rule.id, view.case, key),
    code: rule.id,
    action: rule.for,
    subject,
    case: view.case,
    eventId: event.id,
    ...(due && { due: toDate(due) }),
    late: due !== undefined && toDate(due) < now,
    cancelOn: rule.cancelOn,
    state: 'open' as const,
  }));
}
