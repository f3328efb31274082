// Where does an event bring the machines of a case, and what else does it mean?

import { moveChildren, moveMother } from './move-states.ts';
import type { StateMove } from '../plan-types.ts';
import type { Working } from '../working.ts';

/** Moves every machine the event is about. Children first: whether all are closed is what the mother's machine may ask. */
export function moveAll(working: Working): {
  readonly means: readonly string[];
  readonly moves: readonly StateMove[];
} {
  const { code } = working.input.event;
  const own = moveChildren(working, [code]);
  const means = meaningsOf(working);
  const moves = [...own, ...moveChildren(working, means), ...moveMother(working, [code, ...means])];
  return { means, moves };
}

/** Events that this one means as well, such as a pregnancy found in LAR. */
function meaningsOf({ input, base }: Working): readonly string[] {
  return input.pathway.means
    .filter(
      ({ on, if: holds }) => on.includes(input.event.code) && holds(input.view.bundle, base)[0] === true,
    )
    .map(({ code }) => code);
}
