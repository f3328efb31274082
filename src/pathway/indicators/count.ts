// In which group does each case or child stand? Rows by municipality, for one indicator and period.

import type { Resource } from '../case/case-view.ts';
import type { CountRow } from './suppress.ts';
import type { Indicator, Period } from './types.ts';

/** Something that is counted once: a case, or a child of one, with all an expression may ask. */
export interface Unit {
  readonly municipality: string;
  readonly bundle: {
    readonly resourceType: 'Bundle';
    readonly entry: readonly { readonly resource: Resource }[];
  };
  readonly env: Readonly<Record<string, unknown>>;
}

/** Counts of one indicator over one period, by municipality. */
export interface Tally {
  /** Counts a unit, when the indicator is about it and its day lies in the period; nothing of it is kept. */
  add(unit: Unit): void;
  /** In order of their number; the last cell is the rest. */
  rows(): readonly CountRow[];
}

/** Begins to count. */
export function createTally({ date, of, groups }: Indicator, { start, end }: Period): Tally {
  const counts = new Map<string, number[]>();
  return {
    add({ municipality, bundle, env }) {
      const [found] = date(bundle, env);
      const day = typeof found === 'string' ? found.slice(0, 10) : '';
      if (day < start || day > end || of(bundle, env)[0] !== true) return;
      const at = groups.findIndex((group) => group.if(bundle, env)[0] === true);
      const cells = counts.get(municipality) ?? Array.from({ length: groups.length + 1 }, () => 0);
      counts.set(municipality, cells);
      const cell = at < 0 ? groups.length : at;
      cells[cell] = (cells[cell] ?? 0) + 1;
    },
    rows: () =>
      [...counts]
        .map(([id, cells]) => ({ id, cells }))
        .toSorted((one, other) => one.id.localeCompare(other.id)),
  };
}
