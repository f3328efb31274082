// Lives are drawn from a seed, their steps come in the order of time, and memory that grows is noticed.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAgenda } from '../../../src/sandbox/simulate/agenda.ts';
import { drawLife } from '../../../src/sandbox/simulate/life.ts';
import { checkMemory } from '../../../src/sandbox/simulate/memory.ts';
import { createRandom, randomOf } from '../../../src/sandbox/simulate/random.ts';
import { SHARES, sharesWith } from '../../../src/sandbox/simulate/shares.ts';

describe('an agenda', () => {
  test('gives the steps of all lives in the order of time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.integer(), (births, seed) => {
        const agenda = createAgenda(births, '2026-01-01', seed, sharesWith());
        const moments: number[] = [];
        const lives = new Set<number>();
        for (let next = agenda.take(); next; next = agenda.take()) {
          moments.push(next.step.at);
          lives.add(next.life.n);
        }
        expect(moments).toEqual(moments.toSorted((one, other) => one - other));
        expect(lives.size).toBe(births);
        expect(agenda.nextAt()).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });
});

describe('a life', () => {
  test('does not depend on how many others are played', () => {
    const draw = () => {
      const { random: _, ...life } = drawLife(7, '2026-01-01', randomOf(1, 7), sharesWith());
      return life;
    };
    expect(draw()).toEqual(draw());
  });

  test('is found before it is born, and is born in the year', () => {
    fc.assert(
      fc.property(fc.nat(5000), (n) => {
        const life = drawLife(n, '2026-01-01', randomOf(1, n), sharesWith());
        expect(life.ga0 < life.found && life.found < life.birth).toBe(true);
        expect(life.birth.slice(0, 4)).toBe('2026');
        expect(life.loss === undefined || life.loss.day > life.found).toBe(true);
      }),
    );
  });

  test('has losses, twins and medicine in the shares that are asked for', () => {
    const draw = (n: number) =>
      drawLife(n, '2026-01-01', randomOf(5, n), sharesWith({ lar: 0.5, nothingFound: 0 }));
    const lives = Array.from({ length: 2000 }, (_, n) => draw(n));
    const share = lives.filter(({ exposure }) => exposure === 'lar').length / lives.length;
    expect(Math.abs(share - 0.5)).toBeLessThan(0.05);
  });
});

test('every share says where it is from, and is one', () => {
  for (const { share, from } of Object.values(SHARES)) {
    expect(from).not.toBe('');
    expect(share >= 0 && share <= 1).toBe(true);
  }
});

test('chance is the same for the same seed, and spread evenly', () => {
  const draw = (seed: number) => {
    const random = createRandom(seed);
    return Array.from({ length: 1000 }, () => random.next());
  };
  expect(draw(4)).toEqual(draw(4));
  expect(draw(4)).not.toEqual(draw(5));
  expect(Math.abs(draw(4).reduce((sum, one) => sum + one, 0) / 1000 - 0.5)).toBeLessThan(0.05);
});

describe('memory', () => {
  const samples = (held: readonly number[]) =>
    held.map((heapMb, n) => ({
      day: `2026-01-0${n}`,
      seconds: n,
      rssMb: heapMb + 150,
      heapMb,
      openTimers: 0,
    }));

  test.each([
    ['flat', [60, 61, 60, 62, 61, 60, 61, 62, 60], true],
    ['higher once, then flat', [40, 50, 70, 71, 70, 70, 71, 72, 70], true],
    ['growing with every year', [40, 60, 80, 100, 120, 140, 160, 180, 200], false],
  ])('%s', (_name, held, ok) => {
    expect(checkMemory(samples(held)).ok).toBe(ok);
  });
});
