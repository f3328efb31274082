// What does this answer come to? Points, totals, band, conclusion and next actions of a form or a value. Pure.

import { isObject, type JsonObject } from '../../domain/json.ts';
import { type Answer, readAnswers } from './answers.ts';
import type { Absence, Counted, Instrument, Item, Score, SeriesRule, Settled, Total } from './types.ts';

type Env = Readonly<Record<string, unknown>>;
type Points = number | { readonly absent: Absence };

/** Nothing, as FHIRPath knows it: a comparison with it is neither true nor false. */
const UNKNOWN: readonly never[] = [];

/**
 * Scores a QuestionnaireResponse of the instrument's form, or an Observation of its value. What was not answered is never
 * zero: its total has no value, and `missing` says why. A conclusion stands when the first rule that holds is known, even if
 * a worse one could not be told; without one, `else` only when every rule that counts is known not to hold.
 */
export function score(instrument: Instrument, resource: JsonObject): Score {
  if (instrument.value) return scoreValue(instrument, valueOf(instrument.value, resource));
  const answers = readAnswers(resource);
  const asked = mapValues(instrument.asks, (linkId) => given(answers.get(linkId)) ?? UNKNOWN);
  const points = pointsOf(instrument, answers, asked);
  const totals = Object.entries(instrument.totals).map(([id, total]) =>
    count(id, total, { instrument, answers, points, asked }),
  );
  const numbers = mapValues(points, (one) => (typeof one === 'number' ? one : UNKNOWN));
  const sums = Object.fromEntries(totals.map(({ id, value }) => [id, value ?? UNKNOWN]));
  const band = bandOf(instrument, sums);
  const env = { ...asked, ...numbers, ...sums, band: band ?? UNKNOWN };
  const missing = Object.entries(points).flatMap(([item, one]) =>
    typeof one === 'number' || (instrument.items[item]?.optional === true && one.absent === 'unanswered')
      ? []
      : [{ item, why: one.absent }],
  );
  const conclusion = conclude(instrument, env) ?? unasked(instrument, points);
  const version = asked['version'];
  return {
    instrument,
    totals,
    ...(band !== undefined && { band }),
    ...(conclusion !== undefined && { conclusion }),
    contradictions: totals.filter(contradicts).map(({ id }) => id),
    missing,
    unsigned: unsigned(instrument, env),
    next: conclusion === undefined ? [] : (instrument.next[conclusion] ?? []),
    ...(typeof version === 'string' && { version }),
  };
}

/** Names of the rules of a series that hold; `values` is the newest last. */
export function scoreSeries({ series }: Instrument, values: readonly number[]): readonly SeriesRule[] {
  return (series?.rules ?? []).filter(({ on, last, each, mean }) => {
    const latest = values.slice(-last);
    if (!on || latest.length < last) return false;
    const sum = latest.reduce((all, one) => all + one, 0);
    return latest.every((one) => one >= (each ?? 0)) && (mean === undefined || sum / last >= mean);
  });
}

/** The lowest value of a band that is in use: `cutOff(peth, 'moderate')`. */
export function cutOff({ bands }: Instrument, band: string): number | undefined {
  return bands.find(({ on }) => on)?.from[band];
}

function scoreValue(instrument: Instrument, value: number | undefined): Score {
  const band = bandOf(instrument, { value: value ?? UNKNOWN });
  return {
    instrument,
    totals: [],
    ...(band !== undefined && { band }),
    contradictions: [],
    missing: value === undefined ? [{ item: 'value', why: 'unreadable' }] : [],
    unsigned: [],
    next: [],
  };
}

/** The number of a final result in the instrument's unit; any other unit is not read. */
function valueOf(wanted: NonNullable<Instrument['value']>, resource: JsonObject): number | undefined {
  const quantity = resource['valueQuantity'];
  if (!isObject(quantity) || quantity['code'] !== wanted.unit) return undefined;
  return typeof quantity['value'] === 'number' ? quantity['value'] : undefined;
}

function pointsOf(
  { items, skips }: Instrument,
  answers: ReadonlyMap<string, Answer>,
  asked: Env,
): Readonly<Record<string, Points>> {
  const own = mapValues(items, (item) => pointsFor(item, answers.get(item.linkId), asked));
  const env = { ...asked, ...mapValues(own, (one) => (typeof one === 'number' ? one : UNKNOWN)) };
  const zero = new Set(
    skips.filter((skip) => skip.on && holds(skip.if, env) === true).flatMap((skip) => skip.zero),
  );
  // Only what was left out is skipped: an answer that was given counts, and "declined" stays declined.
  return Object.fromEntries(
    Object.entries(own).map(([name, one]) => [
      name,
      zero.has(name) && typeof one !== 'number' && one.absent === 'unanswered' ? 0 : one,
    ]),
  );
}

function pointsFor({ points, count: limits }: Item, answer: Answer | undefined, asked: Env): Points {
  if (!answer) return { absent: 'unanswered' };
  if ('absent' in answer) return answer;
  const { value } = answer;
  if (limits && !(typeof value === 'number' && value >= limits[0] && value <= limits[1]))
    return { absent: 'unreadable' };
  const found = convert(points, value, asked);
  return typeof found === 'number' ? found : { absent: 'unreadable' };
}

function convert(points: Item['points'], value: number | boolean | string, asked: Env): unknown {
  if (points === undefined) return value;
  if (typeof points === 'function') return points({}, { ...asked, answer: value })[0];
  if (isList(points)) return typeof value === 'number' && points.includes(value) ? value : undefined;
  return points[String(value)];
}

function isList(points: Exclude<Item['points'], undefined>): points is readonly number[] {
  return Array.isArray(points);
}

interface Given {
  readonly instrument: Instrument;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly points: Readonly<Record<string, Points>>;
  readonly asked: Env;
}

function count(id: string, total: Total, { instrument, answers, points, asked }: Given): Counted {
  const value = sumOf(total.sum, instrument, points);
  const parts = Object.entries(total.parts).flatMap(([part, names]) => {
    const sum = sumOf(names, instrument, points);
    return sum === undefined ? [] : [[part, sum] as const];
  });
  const posted = total.posted === undefined ? undefined : given(answers.get(total.posted));
  const period = total.period ?? asked['period'];
  return {
    id,
    total,
    ...(value !== undefined && { value }),
    parts: Object.fromEntries(parts),
    ...(typeof period === 'string' && { period }),
    ...(typeof posted === 'number' && { posted }),
  };
}

/** The sum, when every item has points; of optional ones at least one. */
function sumOf(
  names: readonly string[],
  { items }: Instrument,
  points: Readonly<Record<string, Points>>,
): number | undefined {
  const needed = names.filter((name) => {
    const one = points[name];
    return !(items[name]?.optional === true && typeof one === 'object' && one.absent === 'unanswered');
  });
  const found = needed.flatMap((name) => {
    const one = points[name];
    return typeof one === 'number' ? [one] : [];
  });
  if (found.length === 0 || found.length < needed.length) return undefined;
  return found.reduce((sum, one) => sum + one, 0);
}

/** A total that the form showed and that is not what its items give. Without every item nobody can say. */
export function contradicts({ value, posted }: Counted): boolean {
  return value !== undefined && posted !== undefined && value !== posted;
}

function bandOf({ bands }: Instrument, values: Env): string | undefined {
  const set = bands.find(({ on }) => on);
  const value = set && values[set.of];
  if (!set || typeof value !== 'number') return undefined;
  const reached = Object.entries(set.from).filter(([name, from]) =>
    set.above.includes(name) ? value > from : value >= from,
  );
  return reached.toSorted(([, one], [, other]) => one - other).at(-1)?.[0];
}

function conclude({ conclusions, else: otherwise }: Instrument, env: Env): string | undefined {
  const counting = conclusions.filter(({ on }) => on).map((rule) => ({ rule, is: holds(rule.if, env) }));
  const first = counting.find(({ is }) => is === true);
  if (first) return first.rule.is;
  return counting.length > 0 && counting.every(({ is }) => is === false) ? otherwise : undefined;
}

/** Nothing was answered, and it says why of every item: she declined, or she was not asked. */
function unasked({ concludes }: Instrument, points: Readonly<Record<string, Points>>): string | undefined {
  const all = Object.values(points);
  if (concludes !== 'screening' || all.length === 0) return undefined;
  const reasons = all.map((one) => (typeof one === 'number' ? 'answered' : one.absent));
  if (!reasons.every((why) => why === 'declined' || why === 'not-asked')) return undefined;
  return reasons.includes('declined') ? 'declined' : 'not-done';
}

function unsigned({ conclusions, skips }: Instrument, env: Env): readonly string[] {
  const off: readonly (Settled & { readonly if: Instrument['conclusions'][number]['if'] })[] = [
    ...conclusions,
    ...skips,
  ].filter(({ on }) => !on);
  return off.filter((rule) => holds(rule.if, env) === true).map(({ id }) => id);
}

/** true, false, or undefined when it cannot be told. */
function holds(path: Instrument['conclusions'][number]['if'], env: Env): boolean | undefined {
  const [found] = path({}, env);
  return typeof found === 'boolean' ? found : undefined;
}

function given(answer: Answer | undefined): number | boolean | string | undefined {
  return answer && 'value' in answer ? answer.value : undefined;
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
