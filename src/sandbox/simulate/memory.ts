// How much memory is held? Live objects after a collection, and what the system says of the process.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Check, MemorySample } from './report.ts';

const MB = 1_048_576;
/** What may come on top of the first samples: compiled code and caches that fill once. */
const SLACK_MB = 24;

/** A function that collects garbage at once, so that what is measured is what is held. */
export function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  return () => {
    if (typeof collect === 'function') collect();
  };
}

/** A sample now. */
export function sampleMemory(
  collect: () => void,
  about: Pick<MemorySample, 'day' | 'seconds' | 'openTimers'>,
): MemorySample {
  collect();
  const { rss, heapUsed } = process.memoryUsage();
  return { ...about, rssMb: Math.round(rss / MB), heapMb: Math.round((heapUsed / MB) * 10) / 10 };
}

/** Flat: in the last third of the samples no more is held than in the middle one, but for what caches take once. */
export function checkMemory(samples: readonly MemorySample[]): Check {
  const third = Math.floor(samples.length / 3);
  const middle = median(samples.slice(third, 2 * third));
  const last = median(samples.slice(2 * third));
  return {
    name: 'memory stays flat',
    ok: third === 0 || last <= middle + SLACK_MB,
    found: `${middle} MB held in the middle third, ${last} MB in the last`,
  };
}

function median(samples: readonly MemorySample[]): number {
  const sorted = samples.map(({ heapMb }) => heapMb).toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
