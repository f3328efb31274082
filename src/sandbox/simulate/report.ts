// What came of a region's years? The figures of a simulation, and what must hold of them.

import type { TimerCount } from '../../store/journal/types.ts';
import type { LeakFigures } from '../leaks/figures.ts';
import type { ShareName } from './shares.ts';

/** How much memory this process held at a moment of the simulation. */
export interface MemorySample {
  /** Day of the simulation. */
  readonly day: string;
  /** Seconds since it began. */
  readonly seconds: number;
  readonly rssMb: number;
  /** Live objects, after a collection. */
  readonly heapMb: number;
  readonly openTimers: number;
}

/** A promise of the simulation. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
}

/** A number per name. */
export type Tally = Readonly<Record<string, number>>;

/** The result of a simulation. */
export interface SimulationReport {
  readonly births: number;
  readonly years: number;
  readonly layer: string;
  readonly seed: number;
  readonly from: string;
  readonly to: string;
  /** Shares by name with where each is from. */
  readonly shares: readonly { readonly name: ShareName; readonly share: number; readonly from: string }[];
  readonly lives: Tally;
  readonly came: Tally;
  /** Jobs that were run, and events by code. */
  readonly ran: Tally;
  readonly events: Tally;
  readonly deliveries: readonly {
    readonly recipient: string;
    readonly state: string;
    readonly count: number;
  }[];
  readonly withheldByRule: Tally;
  readonly received: {
    readonly requests: number;
    readonly bytes: number;
    readonly turnedAway: number;
    readonly hash: string;
  };
  readonly timers: readonly TimerCount[];
  readonly findings: Tally;
  readonly memory: readonly MemorySample[];
  /** What was watched for leaks, when somebody watched. */
  readonly leaks?: LeakFigures;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly checks: readonly Check[];
}

/** True when every promise was kept. */
export function isKept({ checks }: SimulationReport): boolean {
  return checks.every(({ ok }) => ok);
}
