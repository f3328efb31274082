// What do her samples say? PEth and urine tests in the windows of the pregnancy, and the holes between them (facts/pathway.md 3.1, 3.4).

import type { Temporal } from 'temporal-polyfill';
import { hasCode } from './case-view.ts';
import type { EngineFact, FactInput } from './engine-fact.ts';

/** Facts about samples, by name. An empty result is "unknown". */
export const TEST_FACTS: Readonly<Record<string, EngineFact>> = {
  pethPositive: (input) => pethAtLeast(input, input.view.ga0),
  t23PethPositive: (input) => pethAtLeast(input, trimesterTwo(input)),
  t23GapOk,
  t23NegativeOk: ({ fact, parameters }) =>
    Number(fact('t23NegativeCount') ?? 0) >=
    limit(parameters['minNegativeTests'], fact('larActive') === true),
  missingWeeks,
};

/** First day of the second trimester. */
export function trimesterTwo({ view, parameters }: FactInput): Temporal.PlainDate | undefined {
  return view.ga0?.add({ days: Number(parameters['trimester2StartDay'] ?? 84) });
}

/** PEth tells about the weeks before the sample, so samples of the first 28 days of a window do not count [P]. */
function pethAtLeast(input: FactInput, windowStart: Temporal.PlainDate | undefined): boolean | undefined {
  if (!windowStart) return undefined;
  const from = windowStart.add({ days: Number(input.parameters['pethWashoutDays'] ?? 28) }).toString();
  const end = textOf(input.fact('windowEnd'));
  const cutOff = Number(input.parameters['pethLowerCutOff']);
  return input.view.resources.some((resource) => {
    const sampled = textOf(resource['effectiveDateTime']).slice(0, 10);
    const value = (resource['valueQuantity'] as { value?: number } | undefined)?.value;
    return (
      resource.resourceType === 'Observation' &&
      resource['status'] === 'final' &&
      hasCode(resource['code'], undefined, 'NPU28874') &&
      sampled >= from &&
      sampled < end &&
      value !== undefined &&
      value >= cutOff
    );
  });
}

/** No hole between valid urine tests longer than the limit, from the start of the window to the birth. */
function t23GapOk(input: FactInput): boolean | undefined {
  const days = validDays(input);
  return days && days.length > 2 && gapsOf(input, days).length === 0;
}

/** Weeks of the pregnancy that lie in a hole between valid tests: `14–19, 24–30`. */
function missingWeeks(input: FactInput): string | undefined {
  const days = validDays(input);
  const { ga0 } = input.view;
  if (!days || !ga0) return undefined;
  const week = (day: Temporal.PlainDate) => Math.floor(ga0.until(day).days / 7);
  const holes = gapsOf(input, days).map(({ from, to }) => `${week(from)}–${week(to)}`);
  return holes.length === 0 ? undefined : holes.join(', ');
}

/** Start of the window, the days of its valid urine tests, and its end (the birth, else today). */
function validDays(input: FactInput): readonly Temporal.PlainDate[] | undefined {
  const start = trimesterTwo(input);
  if (!start) return undefined;
  const end = input.view.birth?.toPlainDate() ?? input.today;
  const tested = input.view.resources
    .filter(
      (resource) =>
        resource['status'] === 'final' && hasCode(resource['code'], 'tk-observation', 'urine-tox-summary'),
    )
    .map((resource) => textOf(resource['effectiveDateTime']).slice(0, 10))
    .filter((day) => day >= start.toString() && day <= end.toString())
    .toSorted();
  return [start, ...tested.map((day) => start.add(start.until(day))), end];
}

function gapsOf(
  input: FactInput,
  days: readonly Temporal.PlainDate[],
): readonly { from: Temporal.PlainDate; to: Temporal.PlainDate }[] {
  const limitDays = limit(input.parameters['maxTestGapDays'], input.fact('larActive') === true);
  return days.flatMap((to, at) => {
    const from = days[at - 1];
    return from && from.until(to).days > limitDays ? [{ from, to }] : [];
  });
}

function limit(parameter: unknown, lar: boolean): number {
  const { shared, lar: forLar } = (parameter ?? {}) as { shared?: number; lar?: number };
  return (lar ? forLar : shared) ?? Number.NaN;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
