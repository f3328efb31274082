// Which step of which life comes next? Lives wait until somebody first knows of them; then their steps lie in a heap by time.

import { randomOf } from './random.ts';
import { drawLife, type Life } from './life.ts';
import type { Shares } from './shares.ts';
import type { Step } from './course.ts';
import { stepsOf } from './steps.ts';

/** The steps of all lives, in the order of time; of one moment the lower number first. */
export interface Agenda {
  nextAt(): number | undefined;
  /** Takes the next step. */
  take(): { readonly life: Life; readonly step: Step } | undefined;
}

interface Playing {
  readonly life: Life;
  readonly steps: readonly Step[];
  at: number;
}

/** An agenda of so many births in the year that begins on `year`. Nothing of a life is kept when its last step is taken. */
export function createAgenda(
  births: number,
  year: string,
  seed: number,
  shares: Shares,
  also: (life: Life) => readonly Step[] = () => [],
): Agenda {
  const heap: Playing[] = [];
  const whenOf = ({ steps, at }: Playing): number => steps[at]?.at ?? Number.POSITIVE_INFINITY;
  const isBefore = (one: Playing, other: Playing): boolean =>
    whenOf(one) < whenOf(other) || (whenOf(one) === whenOf(other) && one.life.n < other.life.n);
  for (let n = 0; n < births; n += 1) {
    const life = drawLife(FIRST + n, year, randomOf(seed, n), shares);
    push(heap, { life, steps: inOrder([...stepsOf(life, shares), ...also(life)]), at: 0 }, isBefore);
  }
  return {
    nextAt: () => (heap[0] === undefined ? undefined : whenOf(heap[0])),
    take() {
      const next = heap[0];
      const step = next?.steps[next.at];
      if (!next || !step) return undefined;
      next.at += 1;
      if (next.at < next.steps.length) sink(heap, isBefore);
      else drop(heap, isBefore);
      return { life: next.life, step };
    },
  };
}

/** Of one moment, what was given first. */
function inOrder(steps: readonly Step[]): readonly Step[] {
  return steps.toSorted((one, other) => one.at - other.at);
}

/** The mothers of the demo and of the tests come before. */
const FIRST = 10_000;

type Before = (one: Playing, other: Playing) => boolean;

function push(heap: Playing[], item: Playing, isBefore: Before): void {
  heap.push(item);
  for (let at = heap.length - 1; at > 0; ) {
    const up = (at - 1) >> 1;
    if (!swap(heap, up, at, isBefore)) return;
    at = up;
  }
}

function drop(heap: Playing[], isBefore: Before): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  sink(heap, isBefore);
}

function sink(heap: Playing[], isBefore: Before): void {
  for (let at = 0; ; ) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    const [one, other] = [heap[left], heap[right]];
    if (!one) return;
    const down = other && isBefore(other, one) ? right : left;
    if (!swap(heap, at, down, isBefore)) return;
    at = down;
  }
}

/** Puts the two in order; false when they were. */
function swap(heap: Playing[], up: number, down: number, isBefore: Before): boolean {
  const [upper, lower] = [heap[up], heap[down]];
  if (!upper || !lower || !isBefore(lower, upper)) return false;
  heap[up] = lower;
  heap[down] = upper;
  return true;
}
