// Is what was due done? The timer's own expression, or the request its action drafted.

import type { Temporal } from 'temporal-polyfill';
import type { Timer } from '../../domain/timer.ts';
import { type CaseView, hasCode, type Resource } from '../case/case-view.ts';
import { fromDate, resolveMoment, toFhirDate } from './dates.ts';
import { FACTS } from '../case/environment.ts';
import { createFacts } from '../case/facts.ts';
import type { Pathway, TimerRule } from '../pathway.ts';
import { subjectOf } from '../working.ts';

/** True when the case shows that it was done. `%from` is the start of the interval, `%subject` whom the timer is about,
 * `%trigger` what meant the event that started it, for a timer of each trigger. */
export function isMet(
  pathway: Pathway,
  rule: TimerRule,
  timer: Timer,
  view: CaseView,
  now: Date,
  triggers: readonly Resource[] = [],
): boolean {
  if (!rule.metBy) return isDone(pathway, rule.for, timer.subject, view.resources);
  const facts = createFacts(pathway, {
    view,
    triggers: [],
    child: view.children.find(({ reference }) => reference === timer.subject),
    today: fromDate(now, pathway.zone).toPlainDate(),
    serviceRole: () => undefined,
    offers: () => [],
    childStates: new Map(),
    permits: () => false,
    keysOf: () => [],
  });
  const env = Object.assign(Object.create(pathway.environment) as Record<string, unknown>, {
    [FACTS]: facts,
    subject: { reference: timer.subject },
    trigger: triggers,
    from: fromOf(rule, timer, view, pathway),
  });
  return rule.metBy(view.bundle, env)[0] === true;
}

/** The request of an action about somebody, in a status that says the work is done. */
function isDone(pathway: Pathway, action: string, subject: string, resources: readonly Resource[]): boolean {
  return resources.some((resource) => {
    const kind = pathway.done[resource.resourceType];
    if (!kind?.statuses.includes(String(resource['status']))) return false;
    const coded = [resource[kind.at]].flat();
    return coded.some((concept) => hasCode(concept, 'tk-action', action)) && isAbout(resource, subject);
  });
}

function isAbout(resource: Resource, subject: string): boolean {
  const named = subjectOf(resource);
  if (named !== '') return named === subject;
  return JSON.stringify(resource['participant'] ?? resource['subject'] ?? []).includes(`"${subject}"`);
}

/** Four weeks: what was asked shortly before its day counts for that day. */
const LEAD = { days: 28 };

/** Since when it counts: the interval before the due day, or the start the rule names. '' is always. */
function fromOf(rule: TimerRule, timer: Timer, view: CaseView, pathway: Pathway): string {
  if (!timer.due) return '';
  const due = fromDate(timer.due, pathway.zone);
  if (rule.repeat !== undefined) return toFhirDate(due.subtract(rule.repeat));
  if (rule.also.length > 0) return toFhirDate(due.subtract(LEAD));
  const known: Readonly<Record<string, Temporal.ZonedDateTime | undefined>> = {
    BIRTH: view.birth,
    GA0: view.ga0?.toZonedDateTime(pathway.zone),
  };
  const start = resolveMoment(rule.start, (name) => known[name]);
  return start ? toFhirDate(start) : '';
}
