// Is it tried again, and when? The one place that decides, from queues/retry-policy.json and the failure table.

import { failure } from '../src/domain/failure.ts';
import type { RetryAdvice, RetryPolicy } from '../src/pipeline/wake.ts';
import type { RetryPolicyData, Schedule } from './retry-policy.ts';

const HOUR_MS = 3_600_000;

/** The part of a wait that jitter leaves alone. */
const FIXED_PART = { none: 1, equal: 0.5, full: 0 } as const;

/** Longest wait after try number `attempt` (1, 2 …), before jitter: grows, never beyond the ceiling. */
export function ceilingOf(schedule: Schedule, attempt: number): number {
  return Math.min(schedule.ceilingMs, schedule.firstMs * schedule.factor ** (Math.max(1, attempt) - 1));
}

/** Wait after try number `attempt` in ms; `random` gives [0, 1). Spreads the crowd that failed at the same moment. */
export function waitMs(schedule: Schedule, attempt: number, random: () => number): number {
  const ceiling = ceilingOf(schedule, attempt);
  const fixed = ceiling * FIXED_PART[schedule.jitter];
  return Math.round(fixed + (ceiling - fixed) * random());
}

/** Makes the policy. `random` gives [0, 1); it decides only the jitter. */
export function createRetryPolicy(data: RetryPolicyData, random: () => number): RetryPolicy {
  return {
    advise({ code, retryClass, attempts, firstAttemptAt, now, retryAfterMs = 0 }) {
      const elapsedMs = now.getTime() - firstAttemptAt.getTime();
      if (failure(code).retry === 'never') return giveUp(elapsedMs);
      // A class that is not in the file must not lose a delivery; the default is the slow and long one.
      const schedule =
        (Object.hasOwn(data.classes, retryClass) && data.classes[retryClass]) || data.classes.default;
      const horizon = firstAttemptAt.getTime() + schedule.horizonHours * HOUR_MS;
      if (now.getTime() >= horizon) return giveUp(elapsedMs);
      const wait = Math.max(waitMs(schedule, attempts, random), retryAfterMs);
      // Later than the horizon becomes one last try at the horizon, also when the receiver asked for more.
      return { kind: 'retry', at: new Date(Math.min(now.getTime() + wait, horizon)) };
    },
    advisePlanning(tries, now) {
      if (tries >= data.planning.tries) return giveUp(plannedMs(data));
      return { kind: 'retry', at: new Date(now.getTime() + waitMs(data.planning, tries, random)) };
    },
  };
}

/** All waits of the planning schedule together, before jitter. */
function plannedMs(data: RetryPolicyData): number {
  const waits = Array.from({ length: data.planning.tries - 1 }, (_, index) =>
    ceilingOf(data.planning, index + 1),
  );
  return waits.reduce((sum, wait) => sum + wait, 0);
}

/** Hours with one decimal; they are shown to people. */
function giveUp(elapsedMs: number): RetryAdvice {
  return { kind: 'give-up', hours: Math.max(0, Math.round((elapsedMs / HOUR_MS) * 10) / 10) };
}
