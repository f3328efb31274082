// When is an action to be done? Its own timing, or the offset from an action it is related to.

import type { Age, Duration, PlanDefinitionActionRelatedAction } from '@medplum/fhirtypes';
import { Temporal } from 'temporal-polyfill';
import type { Resource } from '../case/case-view.ts';
import { fromDate, toDate, toFhirDateTime } from '../timers/dates.ts';
import type { PlacedAction, PlanDefinitionAction } from './definition.ts';

/** Beginning and end as FHIR dates or dateTimes; the same for a moment. */
export interface Moments {
  readonly start: string;
  readonly end: string;
}

/** What times are counted from. */
export interface Calendar {
  readonly birthDate: string | undefined;
  readonly zone: string;
}

/** What the times of a subject are counted from. */
export function calendarOf(subject: Resource, zone: string): Calendar {
  const birthDate = subject['birthDate'];
  return { birthDate: typeof birthDate === 'string' ? birthDate : undefined, zone };
}

/** UCUM units of time as Temporal has them. */
const UNITS: Readonly<Record<string, string>> = {
  a: 'years',
  mo: 'months',
  wk: 'weeks',
  d: 'days',
  h: 'hours',
  min: 'minutes',
  s: 'seconds',
};

/** A Duration as Temporal counts it; undefined for units we do not know and for parts of a unit. */
export function durationOf(duration: Duration | Age | undefined): Temporal.Duration | undefined {
  const unit = UNITS[duration?.code ?? ''];
  if (unit === undefined || duration?.value === undefined || !Number.isInteger(duration.value))
    return undefined;
  return Temporal.Duration.from({ [unit]: duration.value });
}

/** The moment a duration before `now`, by calendar. */
export function durationBack(duration: Duration | undefined, now: Date, zone: string): Date | undefined {
  const length = durationOf(duration);
  return length && toDate(fromDate(now, zone).subtract(length));
}

/** `from` and a duration: a date stays a date as long as whole days are added. */
export function plus(from: string, length: Temporal.Duration, zone: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(from);
  const clock = length.hours !== 0 || length.minutes !== 0 || length.seconds !== 0;
  if (isDate && !clock) return Temporal.PlainDate.from(from).add(length).toString();
  const at = isDate
    ? Temporal.PlainDate.from(from).toZonedDateTime(zone)
    : Temporal.Instant.from(from).toZonedDateTimeISO(zone);
  return toFhirDateTime(at.add(length));
}

/** Times of the actions of a plan, by their ids; those that have none are not in it. */
export function createTimes(
  actions: readonly PlacedAction[],
  calendar: Calendar,
): (action: PlanDefinitionAction) => Moments | undefined {
  const byId = new Map(
    actions.flatMap(({ action }) => (action.id === undefined ? [] : [[action.id, action]])),
  );
  const known = new Map<PlanDefinitionAction, Moments | undefined>();
  const timeOf = (action: PlanDefinitionAction): Moments | undefined => {
    if (known.has(action)) return known.get(action);
    // Set first: an action that leads back to itself has no time; such plans are refused before.
    known.set(action, undefined);
    const found = ownTime(action, calendar) ?? relatedTime(action, byId, timeOf, calendar);
    known.set(action, found);
    return found;
  };
  return timeOf;
}

/** Timing of an action or an ActivityDefinition; a Duration or Range says how long, not when. */
type Timed = Pick<PlanDefinitionAction, 'timingDateTime' | 'timingPeriod' | 'timingAge' | 'timingTiming'>;

/** The time a definition gives by itself. */
export function ownTime(timed: Timed, { birthDate, zone }: Calendar): Moments | undefined {
  const { timingDateTime, timingPeriod, timingAge, timingTiming } = timed;
  if (timingDateTime !== undefined) return { start: timingDateTime, end: timingDateTime };
  if (timingPeriod) return fromPeriod(timingPeriod);
  const age = durationOf(timingAge);
  if (age && birthDate !== undefined) return moment(plus(birthDate, age, zone));
  const [first] = timingTiming?.event ?? [];
  if (first !== undefined) return { start: first, end: timingTiming?.event?.at(-1) ?? first };
  return fromPeriod(timingTiming?.repeat?.boundsPeriod);
}

function fromPeriod(period: { start?: string; end?: string } | undefined): Moments | undefined {
  const start = period?.start ?? period?.end;
  return start === undefined ? undefined : { start, end: period?.end ?? start };
}

function moment(at: string): Moments {
  return { start: at, end: at };
}

/** All of them count: what comes after several comes after the last, what comes before, before the first. */
function relatedTime(
  action: PlanDefinitionAction,
  byId: ReadonlyMap<string, PlanDefinitionAction>,
  timeOf: (action: PlanDefinitionAction) => Moments | undefined,
  { zone }: Calendar,
): Moments | undefined {
  const related = action.relatedAction ?? [];
  const found = related.map((one) => {
    const other = byId.get(one.actionId ?? '');
    const at = other && timeOf(other);
    return at && offsetFrom(one, at, zone);
  });
  const times = found.filter((one) => one !== undefined);
  if (times.length === 0 || times.length < related.length) return undefined;
  const before = related.every(({ relationship }) => relationship.startsWith('before'));
  const sorted = times.toSorted((one, other) => compare(one.start, other.start));
  return before ? sorted[0] : sorted.at(-1);
}

function compare(one: string, other: string): number {
  return Date.parse(one) - Date.parse(other);
}

/** The end the relation speaks of, and the offset to it. */
function offsetFrom(
  { relationship, offsetDuration, offsetRange }: PlanDefinitionActionRelatedAction,
  at: Moments,
  zone: string,
): Moments | undefined {
  const sign = relationship.startsWith('before') ? -1 : 1;
  const anchor = anchorOf(relationship, at);
  const shift = (duration: Duration | undefined): string | undefined => {
    const length = durationOf(duration);
    return length && plus(anchor, sign < 0 ? length.negated() : length, zone);
  };
  if (offsetRange) {
    const edges = [shift(offsetRange.low), shift(offsetRange.high)].filter((edge) => edge !== undefined);
    const [start, end] = edges.toSorted(compare);
    return start === undefined ? undefined : { start, end: end ?? start };
  }
  if (!offsetDuration) return relationship === 'concurrent' ? at : moment(anchor);
  const shifted = shift(offsetDuration);
  return shifted === undefined ? undefined : moment(shifted);
}

/** `after` is after the end, `before` before the start; the others say which. */
function anchorOf(relationship: string, { start, end }: Moments): string {
  if (relationship.endsWith('start') || relationship === 'before' || relationship === 'concurrent')
    return start;
  return end;
}
