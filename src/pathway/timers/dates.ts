// When is it due? Anchor expressions such as `BIRTH+P4M` become moments, by calendar arithmetic in the pathway's time zone.

import { Temporal } from 'temporal-polyfill';

/** Anchors known now: moment per name (`EVENT`, `BIRTH`, `DISCHARGE`, `GA0`). */
export type Anchors = (name: string) => Temporal.ZonedDateTime | undefined;

const EXPRESSION = /^([A-Z][A-Z0-9]*(?:\|[A-Z][A-Z0-9]*)*)(?:\+(P.+))?$/;

/** True when the text is an anchor expression of the form `ANCHOR`, `ANCHOR+P4M` or `FIRST|ELSE+P7D`. */
export function isAnchorExpression(text: string): boolean {
  return EXPRESSION.test(text);
}

/**
 * The moment of an anchor expression; undefined while its anchor is not known. Of `A|B` the first that is known counts.
 * Months clamp to their end (31 October + 4 months = 28 February); hours are elapsed time, days and longer are calendar time
 * across daylight saving. Throws RangeError for an expression that is none.
 */
export function resolveMoment(expression: string, anchors: Anchors): Temporal.ZonedDateTime | undefined {
  const { names, plus } = PARSED.get(expression) ?? parse(expression);
  for (const name of names) {
    const anchor = anchors(name);
    if (anchor === undefined) continue;
    return plus === undefined ? anchor : later(anchor, plus);
  }
  return undefined;
}

/** Moments reckoned from an anchor, kept as long as it is: a moment and a duration never change, and a birth asks for few, often. */
const LATER = new WeakMap<Temporal.ZonedDateTime, Map<Temporal.Duration, Temporal.ZonedDateTime>>();

function later(anchor: Temporal.ZonedDateTime, plus: Temporal.Duration): Temporal.ZonedDateTime {
  const sums = LATER.get(anchor) ?? new Map<Temporal.Duration, Temporal.ZonedDateTime>();
  LATER.set(anchor, sums);
  const sum = sums.get(plus) ?? anchor.add(plus, { overflow: 'constrain' });
  sums.set(plus, sum);
  return sum;
}

interface Parsed {
  readonly names: readonly string[];
  readonly plus: Temporal.Duration | undefined;
}

/** Expressions come from mappings: there are a few hundred of them, each asked for with every plan. */
const PARSED = new Map<string, Parsed>();

function parse(expression: string): Parsed {
  const match = EXPRESSION.exec(expression);
  if (!match) throw new RangeError(`not an anchor expression: ${expression}`);
  const parsed: Parsed = {
    names: (match[1] ?? '').split('|'),
    plus: match[2] === undefined ? undefined : Temporal.Duration.from(match[2]),
  };
  if (PARSED.size < PARSED_MAX) PARSED.set(expression, parsed);
  return parsed;
}

const PARSED_MAX = 1000;

/** A FHIR date or dateTime as a moment in `zone`; a date alone is the start of that day. Undefined when unreadable. */
export function toMoment(text: string | undefined, zone: string): Temporal.ZonedDateTime | undefined {
  if (text === undefined) return undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text).toZonedDateTime(zone);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return undefined;
  return Temporal.Instant.from(text).toZonedDateTimeISO(zone);
}

/** A moment of the computer's clock in `zone`. */
export function fromDate(date: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(zone);
}

/** The moment as `Date`. */
export function toDate(moment: Temporal.ZonedDateTime): Date {
  return new Date(moment.epochMilliseconds);
}

/** The calendar date, as FHIR date. */
export function toFhirDate(moment: Temporal.ZonedDateTime): string {
  const text = DATES.get(moment) ?? moment.toPlainDate().toString();
  DATES.set(moment, text);
  return text;
}

/** The moment to the second with offset, as FHIR dateTime. */
export function toFhirDateTime(moment: Temporal.ZonedDateTime): string {
  const text = DATE_TIMES.get(moment) ?? moment.toString({ timeZoneName: 'never', smallestUnit: 'second' });
  DATE_TIMES.set(moment, text);
  return text;
}

// One moment stands in most drafts of an event: it is written out once.
const DATES = new WeakMap<Temporal.ZonedDateTime, string>();
const DATE_TIMES = new WeakMap<Temporal.ZonedDateTime, string>();
