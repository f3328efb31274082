// Which deadlines does this event end? As met where the rule says so, else as cancelled.

import type { PathwayEvent } from '../../domain/event.ts';
import type { Ref } from '../../domain/identity.ts';
import type { CaseView } from '../../pathway/case/case-view.ts';
import type { Plan } from '../../pathway/plan.ts';
import type { Tx } from '../../store/types.ts';
import type { Ports } from '../ports.ts';
import { isStopping } from '../intake/stop-first.ts';

/**
 * Cancels what the event itself cancels, before it is planned. Not for a loss: whether it ends anything depends on who still
 * lives, which the action that goes first decides (A-LOSS-CANCEL, A-CHILD-LOSS).
 */
export async function cancelTimers(tx: Tx, event: PathwayEvent, view: CaseView, ports: Ports): Promise<void> {
  if (isStopping(event.code, ports)) return;
  const filter = { case: event.case, onEvent: event.code, spare: siblingsOf(event, view) };
  await ports.store.timers.end(tx, filter, 'cancelled', ports.clock.now());
}

/** Ends timers by an event and by those it means as well. */
export async function endTimers(
  tx: Tx,
  event: PathwayEvent,
  { means }: Plan,
  view: CaseView,
  ports: Ports,
): Promise<void> {
  const { store, pathway, clock } = ports;
  const codes = [event.code, ...means];
  const spare = siblingsOf(event, view);
  for (const { id, metOnEvent } of pathway.timers)
    if (metOnEvent.some((code) => codes.includes(code)))
      await store.timers.end(tx, { case: event.case, code: id, spare }, 'met', clock.now());
  for (const onEvent of means)
    await store.timers.end(tx, { case: event.case, onEvent, spare }, 'cancelled', clock.now());
}

/** What happened to one child ends nothing of its siblings. */
function siblingsOf({ subject }: PathwayEvent, { children }: CaseView): readonly Ref[] {
  const references = children.map(({ reference }) => reference);
  return references.includes(subject) ? references.filter((reference) => reference !== subject) : [];
}
