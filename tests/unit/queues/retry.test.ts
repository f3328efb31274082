// Is it tried again, and when? Tables and properties of queues/retry.ts.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FAILURES, isFailureCode } from '../../../src/domain/failure.ts';
import { ceilingOf, createRetryPolicy, waitMs } from '../../../queues/retry.ts';
import { shippedRetryPolicy } from '../../../queues/retry-policy.ts';
import type { RetryPolicyData, Schedule } from '../../../queues/retry-policy.ts';

const HOUR = 3_600_000;
const FIRST = new Date('2026-11-22T08:00:00Z');
const after = (ms: number): Date => new Date(FIRST.getTime() + ms);
const shipped = shippedRetryPolicy();
const CODES = Object.keys(FAILURES).filter(isFailureCode);
const plain: RetryPolicyData = {
  ...shipped,
  classes: { default: { firstMs: 1000, factor: 2, ceilingMs: 60_000, jitter: 'none', horizonHours: 72 } },
};

const advise = (data: RetryPolicyData, more: object, random = 0.5) =>
  createRetryPolicy(data, () => random).advise({
    code: 'LENKE_RECIPIENT_UNREACHABLE',
    retryClass: 'default',
    attempts: 1,
    firstAttemptAt: FIRST,
    now: FIRST,
    ...more,
  });

describe('advise', () => {
  test.each([
    ['the first retry', { attempts: 1 }, { kind: 'retry', at: after(1000) }],
    ['the second waits twice as long', { attempts: 2 }, { kind: 'retry', at: after(2000) }],
    ['growth ends at the ceiling', { attempts: 40 }, { kind: 'retry', at: after(60_000) }],
    ['an attempt count of zero is the first', { attempts: 0 }, { kind: 'retry', at: after(1000) }],
    ['Retry-After longer than the wait', { retryAfterMs: 90_000 }, { kind: 'retry', at: after(90_000) }],
    [
      'Retry-After shorter than the wait',
      { attempts: 5, retryAfterMs: 10 },
      { kind: 'retry', at: after(16_000) },
    ],
    ['Retry-After beyond the horizon', { retryAfterMs: 100 * HOUR }, { kind: 'retry', at: after(72 * HOUR) }],
    [
      'the last wait ends at the horizon',
      { attempts: 9, now: after(72 * HOUR - 5) },
      { kind: 'retry', at: after(72 * HOUR) },
    ],
    [
      'the try at the horizon was the last',
      { attempts: 9, now: after(72 * HOUR) },
      { kind: 'give-up', hours: 72 },
    ],
    ['later than the horizon', { now: after(80 * HOUR), retryAfterMs: 5 }, { kind: 'give-up', hours: 80 }],
    ['a class that is not in the file', { retryClass: 'toString' }, { kind: 'retry', at: after(1000) }],
    ['a refusal is never tried again', { code: 'LENKE_RECIPIENT_REFUSED' }, { kind: 'give-up', hours: 0 }],
    [
      'a refusal after a while',
      { code: 'LENKE_RECIPIENT_REFUSED', now: after(1.25 * HOUR) },
      { kind: 'give-up', hours: 1.3 },
    ],
  ])('%s', (_reason, more, expected) => {
    expect(advise(plain, more)).toEqual(expected);
  });

  test.each(CODES.map((code) => [code, FAILURES[code].retry] as const))('%s is %s', (code, retry) => {
    expect(advise(plain, { code }).kind).toBe(retry === 'never' ? 'give-up' : 'retry');
  });

  test('is never before now and never after the horizon, and ends', () => {
    const classes = Object.keys(shipped.classes);
    fc.assert(
      fc.property(
        fc.constantFrom(...classes),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 0, max: 400 * HOUR }),
        fc.option(fc.integer({ min: 0, max: 500 * HOUR }), { nil: undefined }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (retryClass, attempts, sinceMs, retryAfterMs, random) => {
          const now = after(sinceMs);
          const advice = advise(
            shipped,
            { retryClass, attempts, now, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
            random,
          );
          const horizon = after((shipped.classes[retryClass]?.horizonHours ?? 0) * HOUR);
          if (advice.kind === 'give-up') return now >= horizon;
          if (advice.at < now || advice.at > horizon) return false;
          return (
            advice.at.getTime() === horizon.getTime() ||
            advice.at.getTime() - now.getTime() >= (retryAfterMs ?? 0)
          );
        },
      ),
    );
  });

  test('the shipped default makes the first retry after about two seconds and goes on for 72 hours', () => {
    const first = advise(shipped, {}, 0.5);
    expect(first).toEqual({ kind: 'retry', at: after(2250) });
    let now = FIRST;
    let tries = 1;
    for (
      let advice = advise(shipped, { now });
      advice.kind === 'retry';
      advice = advise(shipped, { now, attempts: tries })
    ) {
      now = advice.at;
      tries += 1;
    }
    expect(now).toEqual(after(72 * HOUR));
    expect(tries).toBeGreaterThan(80);
    expect(tries).toBeLessThan(130);
  });
});

describe('waits', () => {
  const schedule = fc.record({
    firstMs: fc.integer({ min: 1, max: 100_000 }),
    factor: fc.double({ min: 1, max: 10, noNaN: true }),
    ceilingMs: fc.integer({ min: 100_000, max: 86_400_000 }),
    jitter: fc.constantFrom('equal' as const, 'full' as const, 'none' as const),
  });

  test('ceilings never shrink from try to try and never pass the ceiling of the class', () => {
    fc.assert(
      fc.property(schedule, fc.integer({ min: 1, max: 200 }), (one: Schedule, attempt) => {
        const [a, b] = [ceilingOf(one, attempt), ceilingOf(one, attempt + 1)];
        return a <= b && b <= one.ceilingMs && a >= one.firstMs;
      }),
    );
  });

  test.each([
    ['none', 0.3, 1000],
    ['equal', 0, 500],
    ['equal', 0.999_999, 1000],
    ['full', 0, 0],
    ['full', 0.25, 250],
  ] as const)('jitter %s at %d waits %d', (jitter, random, expected) => {
    expect(waitMs({ firstMs: 1000, factor: 2, ceilingMs: 5000, jitter }, 1, () => random)).toBe(expected);
  });
});

describe('advisePlanning', () => {
  const policy = createRetryPolicy(shipped, () => 0.999_999_9);
  test('grows from try to try', () => {
    expect(policy.advisePlanning(1, FIRST)).toEqual({ kind: 'retry', at: after(500) });
    expect(policy.advisePlanning(2, FIRST)).toEqual({ kind: 'retry', at: after(2000) });
  });
  test('gives up after the last try and says how many hours that were', () => {
    const tries = shipped.planning.tries;
    expect(policy.advisePlanning(tries - 1, FIRST).kind).toBe('retry');
    expect(policy.advisePlanning(tries, FIRST)).toEqual({ kind: 'give-up', hours: 1.4 });
  });
});
