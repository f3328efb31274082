// What did a watch over a simulation see?

import type { Mark } from './mark.ts';

/** Something somebody got and may not have. */
export interface Leak {
  readonly recipient: string;
  /** What it came by: an action of the pathway, or the door it was looked up by. */
  readonly by: string;
  readonly mark: Mark;
  readonly why: string;
  readonly day: string;
}

/** What was watched. */
export interface LeakFigures {
  readonly sent: number;
  readonly looked: number;
  /** Marks that were found and judged: without any, nothing was tried. */
  readonly marks: number;
  /** Marks by class that some recipient had a right to, and got. */
  readonly got: Readonly<Record<string, number>>;
  readonly leaks: readonly Leak[];
}
