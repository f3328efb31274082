// What does the benchmark tell?

import type { Side } from './rounds.ts';
import type { Starts } from './starts.ts';

/** Gateway and bare loop on one kind of queue. `ratio`: gateway's births per second over the bare loop's. */
export interface Compared {
  readonly gateway: Side;
  readonly bare: Side;
  readonly ratio: number;
}

export interface BenchResult {
  readonly machine: { readonly cpus: number; readonly load: readonly number[]; readonly node: string };
  readonly seconds: number;
  readonly rounds: number;
  readonly postgresql: Compared;
  readonly redis?: Compared;
  readonly starts: Starts;
  /** CPU and time per birth on a large store over those on a small one. */
  readonly million?: {
    readonly resources: number;
    readonly ratio: number;
    readonly smallMs: number;
    readonly largeMs: number;
  };
}
