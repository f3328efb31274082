// What is a step of a life, and what has become of the life so far?

import type { Desk } from './desk.ts';
import type { Hands } from './hands.ts';
import type { Life } from './life.ts';
import type { Shares } from './shares.ts';

/** Something that is done at a moment. */
export interface Step {
  readonly at: number;
  act(hands: Hands): Promise<void>;
}

/** What has become of a life while it is played. */
export interface Course {
  readonly life: Life;
  readonly shares: Shares;
  readonly desk: Desk;
  /** Children that live, by id. */
  readonly living: Set<string>;
}

export const DAY_MS = 86_400_000;
/** The moment of a time of a day. */
export const at = (day: string, time = '10:00'): number => Date.parse(`${day}T${time}:00Z`);
/** The day of a moment. */
export const day = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** A step. */
export function step(moment: number, act: Step['act']): Step {
  return { at: moment, act };
}
