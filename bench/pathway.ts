// What does the pathway cost? Events planned per second of a core, facts beside fhirpath.js, and a tick over many open timers.

import { table } from '../src/cli/output.ts';
import { type FactsRow, measureFacts } from './pathway/facts.ts';
import { measurePlans, type PlanRow } from './pathway/plan.ts';
import { measureTicks, type TickRow } from './pathway/tick.ts';

export interface BenchOptions {
  /** CPU seconds per measurement. */
  readonly seconds?: number;
  readonly tell?: (text: string) => void;
}

export interface BenchResult {
  readonly node: string;
  readonly plans: readonly PlanRow[];
  readonly facts: readonly FactsRow[];
  readonly ticks: readonly TickRow[];
}

/** Events per second of a core at 100 resources that are aimed at. */
const AIM = 500;
const SIZES = [10, 100, 1000];
const OPEN_TIMERS = 100_000;

/** Runs every measurement. */
export async function bench(options: BenchOptions = {}): Promise<BenchResult> {
  const { seconds = 4, tell = () => undefined } = options;
  const plans = SIZES.map((size) => {
    tell(`planning, ${size} resources`);
    return measurePlans(size, seconds);
  });
  const facts = SIZES.map((size) => {
    tell(`facts, ${size} resources`);
    return measureFacts(size, seconds / 2);
  });
  const ticks = await measureTicks(OPEN_TIMERS, tell);
  return { node: process.version, plans, facts, ticks };
}

/** The result as rows of a table. */
export function rowsOf({ plans, facts, ticks }: BenchResult): readonly (readonly string[])[] {
  const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
  return [
    ['measurement', 'result', 'ms each', 'beside it'],
    ...plans.map(({ resources, eventsPerSecond, drafts, ms: each }) => [
      `plan an event, case of ${resources} resources`,
      `${Math.round(eventsPerSecond)} events/s of a core`,
      ms(each),
      `${drafts} drafts each, validated${resources === 100 ? `; aim ${AIM}: ${eventsPerSecond >= AIM ? 'met' : 'MISSED'}` : ''}`,
    ]),
    ...facts.map(({ resources, facts: count, ms: each, fhirpathJsMs, same }) => [
      `${count} facts, case of ${resources} resources`,
      `${Math.round(1000 / each)} times/s`,
      ms(each),
      `fhirpath.js ${ms(fhirpathJsMs)} ms; ${same} of ${count} agree`,
    ]),
    ...ticks.map(({ open, due, ms: each, rowsRead }) => [
      `tick, ${open} timers open, ${due} due`,
      `${rowsRead} timers read`,
      ms(each),
      '',
    ]),
  ];
}

if (import.meta.main) process.stdout.write(`${table(rowsOf(await bench()))}\n`);
