// Which action comes after which? What an action's deadline or its withheld delivery raises sets off the next one.

import type { PlanDefinitionActionRelatedAction } from '@medplum/fhirtypes';
import type { Pathway } from '../pathway.ts';
import { afterEvent } from './write-times.ts';

type Relation = PlanDefinitionActionRelatedAction;

/** Relations by the action that has them; none that would lead back to where it came from. */
export function relationsOf(pathway: Pathway): ReadonlyMap<string, readonly Relation[]> {
  const found = new Map<string, Relation[]>();
  const leadsTo = (from: string, to: string): boolean =>
    from === to || (found.get(from) ?? []).some(({ actionId }) => leadsTo(actionId, to));
  for (const { from, event, offset } of raised(pathway)) {
    for (const { id } of pathway.byEvent.get(event) ?? []) {
      const known = found.get(id) ?? [];
      // An event that sets off the action it came from again is a repetition, not an order of two.
      if (!pathway.actions.some((one) => one.id === id) || leadsTo(from, id)) continue;
      if (known.some(({ actionId }) => actionId === from)) continue;
      found.set(id, [
        ...known,
        { actionId: from, relationship: 'after', ...(offset && { offsetDuration: offset }) },
      ]);
    }
  }
  return found;
}

interface Raised {
  readonly from: string;
  readonly event: string;
  readonly offset?: Relation['offsetDuration'];
}

/** Events that come of an action itself: when its deadline passes, or when what it sends is withheld. */
function raised({ actions, timers }: Pathway): readonly Raised[] {
  const byTimer = timers.flatMap((timer): readonly Raised[] => {
    if (timer.raises === undefined) return [];
    const offset = afterEvent(timer.due);
    return [{ from: timer.for, event: timer.raises, ...(offset && { offset }) }];
  });
  const byRefusal = actions.flatMap(({ id, sends }) =>
    sends.flatMap(({ onWithheld }) => (onWithheld ? [{ from: id, event: onWithheld.event }] : [])),
  );
  return [...byTimer, ...byRefusal];
}
