// Who is faster? Rounds in turns, so that what else the machine does falls on both; the median counts.

import type { Child } from './child.ts';
import { latency, throughput, type Latency } from './load.ts';
import { median, round } from './numbers.ts';
import type { Runner } from './runner.ts';

/** What was measured of one of them. */
export interface Side {
  readonly birthsPerSecond: number;
  /** Of its own process; PostgreSQL and the receiver are not in it. */
  readonly cpuMsPerBirth: number;
  /** At a rate that leaves the machine idle most of the time. */
  readonly calm: Latency;
  /** At 50 births per second: on a machine that cannot do that, it says how long the line grows. */
  readonly busy: Latency;
  readonly rssMb: number;
}

/** Births per second of the open loops. */
export const RATES = { calm: 10, busy: 50 } as const;
/** Births before anything is measured: statements are planned, code is compiled. */
export const WARM_UP = 60;

/** Rounds in turns, so that what else the machine does falls on both. */
export async function measure(
  runners: readonly Runner[],
  seconds: number,
  rounds: number,
  tell: (text: string) => void,
): Promise<Side[]> {
  const all = runners.map(() => ({
    rate: [] as number[],
    cpu: [] as number[],
    calm: [] as Latency[],
    busy: [] as Latency[],
  }));
  const counts: number[] = [];
  for (const runner of runners) {
    await throughput(runner, WARM_UP);
    counts.push(Math.max(50, Math.round(seconds * (await throughput(runner, WARM_UP)))));
  }
  for (let turn = 0; turn < rounds; turn++) {
    for (const [at, runner] of runners.entries()) {
      const { rate, cpu } = await paced(runner, counts[at] ?? WARM_UP);
      all[at]?.rate.push(rate);
      all[at]?.cpu.push(cpu);
      tell(`round ${turn + 1} ${runner.name}: ${round(rate)} births/s, ${round(cpu)} ms CPU each`);
    }
    for (const load of ['calm', 'busy'] as const) {
      for (const [at, runner] of runners.entries()) {
        const found = await latency(runner, RATES[load], seconds);
        all[at]?.[load].push(found);
        tell(`round ${turn + 1} ${runner.name} at ${RATES[load]}/s: ${JSON.stringify(found)}`);
      }
    }
  }
  return all.map((one, at) => sideOf(one, runners[at]?.child));
}

async function paced(runner: Runner, count: number): Promise<{ rate: number; cpu: number }> {
  const mark = { cpu: 0 };
  // Opening the mothers' cases is not part of the birth.
  const rate = await throughput(runner, count, () => {
    mark.cpu = runner.child.cpuMs();
  });
  return { rate, cpu: (runner.child.cpuMs() - mark.cpu) / count };
}

interface Rounds {
  readonly rate: readonly number[];
  readonly cpu: readonly number[];
  readonly calm: readonly Latency[];
  readonly busy: readonly Latency[];
}

function sideOf({ rate, cpu, calm, busy }: Rounds, child: Child | undefined): Side {
  return {
    birthsPerSecond: round(median(rate)),
    cpuMsPerBirth: round(median(cpu)),
    calm: medianOf(calm),
    busy: medianOf(busy),
    rssMb: round(child?.rssMb() ?? 0, 0),
  };
}

function medianOf(rounds: readonly Latency[]): Latency {
  const of = (pick: (one: Latency) => number): number => round(median(rounds.map(pick)));
  return {
    accept: { p50: of(({ accept }) => accept.p50), p99: of(({ accept }) => accept.p99) },
    confirmed: { p50: of(({ confirmed }) => confirmed.p50), p99: of(({ confirmed }) => confirmed.p99) },
  };
}
