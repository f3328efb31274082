// Which deadlines does this event end? As met where the rule says so, else as cancelled.

import type { PathwayEvent } from '../domain/event.ts';
import type { Plan } from '../pathway/plan.ts';
import type { Tx } from '../store/types.ts';
import type { Ports } from './ports.ts';

/** Ends timers by an event and by those it means as well; what the event itself cancels has ended before it was planned. */
export async function endTimers(tx: Tx, event: PathwayEvent, { means }: Plan, ports: Ports): Promise<void> {
  const { store, pathway, clock } = ports;
  const codes = [event.code, ...means];
  for (const { id, metOnEvent } of pathway.timers)
    if (metOnEvent.some((code) => codes.includes(code)))
      await store.timers.end(tx, { case: event.case, code: id }, 'met', clock.now());
  for (const onEvent of means)
    await store.timers.end(tx, { case: event.case, onEvent }, 'cancelled', clock.now());
}
