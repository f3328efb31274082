// Is the road to a recipient open? The breaker with a clock that is moved by hand.

import { beforeEach, describe, expect, test } from '@jest/globals';
import { fixedClock } from '../../../src/domain/clock.ts';
import { parseRecipientId } from '../../../src/domain/identity.ts';
import type { RecipientId } from '../../../src/domain/identity.ts';
import type { Breakers } from '../../../src/pipeline/wake.ts';
import { createBreakers } from '../../../queues/breaker.ts';

const POLICY = { failures: 3, openMs: 10_000, maxOpenMs: 30_000, probeMs: 60_000, waitMs: 500 };
const START = new Date('2026-11-22T08:00:00Z').getTime();

function recipient(text: string): RecipientId {
  const id = parseRecipientId(text);
  if (!id) throw new Error(text);
  return id;
}

const HABU = recipient('habu');
const GP = recipient('fastlege');

describe('breaker', () => {
  const clock = fixedClock(new Date(START));
  let breakers: Breakers;
  beforeEach(() => {
    clock.set(new Date(START));
    breakers = createBreakers(POLICY);
  });
  const pass = (ms: number): void => clock.set(new Date(clock.now().getTime() + ms));
  const ask = (who = HABU): number | undefined => {
    const until = breakers.openUntil(who, clock.now());
    return until && until.getTime() - clock.now().getTime();
  };
  const report = (ok: boolean, times = 1, who = HABU): void => {
    for (let n = 0; n < times; n++) breakers.record(who, ok, clock.now());
  };
  const state = (): string | undefined => breakers.states().find(({ recipient: who }) => who === HABU)?.state;

  test('is made when a recipient is first asked for, and is closed then', () => {
    expect(breakers.states()).toEqual([]);
    expect(ask()).toBeUndefined();
    expect(breakers.states()).toEqual([{ recipient: 'habu', state: 'closed' }]);
  });

  test('opens after so many failures in a row, for this recipient only', () => {
    report(false, 2);
    expect(ask()).toBeUndefined();
    report(false);
    expect(ask()).toBe(10_000);
    expect(ask(GP)).toBeUndefined();
    expect(breakers.states()[0]).toEqual({
      recipient: 'habu',
      state: 'open',
      until: new Date(START + 10_000),
    });
  });

  test('a success in between starts the count again', () => {
    report(false, 2);
    report(true);
    report(false, 2);
    expect(ask()).toBeUndefined();
  });

  test('after the pause exactly one probe goes and the others wait', () => {
    report(false, 3);
    pass(9999);
    expect(ask()).toBe(1);
    pass(1);
    expect(ask()).toBeUndefined();
    expect(state()).toBe('half-open');
    expect([ask(), ask()]).toEqual([500, 500]);
    pass(500);
    expect(ask()).toBe(500);
  });

  test('a probe that gets through opens the road for all', () => {
    report(false, 3);
    pass(10_000);
    ask();
    report(true);
    expect([ask(), ask()]).toEqual([undefined, undefined]);
    report(false, 2);
    expect(state()).toBe('closed');
  });

  test('a probe that fails closes it twice as long, up to the most', () => {
    report(false, 3);
    for (const [pause, next] of [
      [10_000, 20_000],
      [20_000, 30_000],
      [30_000, 30_000],
    ] as const) {
      pass(pause);
      expect(ask()).toBeUndefined();
      report(false);
      expect(ask()).toBe(next);
    }
    pass(30_000);
    ask();
    report(true);
    report(false, 3);
    expect(ask()).toBe(10_000);
  });

  test('a probe that never reports is replaced by one other', () => {
    report(false, 3);
    pass(10_000);
    ask();
    pass(59_999);
    expect(ask()).toBe(500);
    pass(1);
    expect([ask(), ask()]).toEqual([undefined, 500]);
  });

  test('late failures of tries that began before do not make the pause longer', () => {
    report(false, 3);
    pass(5000);
    report(false, 5);
    expect(ask()).toBe(5000);
  });

  test('a late success opens it at once', () => {
    report(false, 3);
    pass(100);
    report(true);
    expect(ask()).toBeUndefined();
  });
});
