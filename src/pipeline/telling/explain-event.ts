// Why did, or would, this happen? Plans an event of the journal again on the case as it stands now, and writes nothing.

import type { PathwayEvent } from '../../domain/event.ts';
import { parseEventId, parseRef } from '../../domain/identity.ts';
import { explain, type Explanation } from '../../pathway/explain.ts';
import type { Tx } from '../../store/types.ts';
import { planEvent, readCase } from '../planning/plan-event.ts';
import type { Ports } from '../ports.ts';

/** An explanation with the event it is about. */
export interface ExplainedEvent extends Explanation {
  readonly event: { readonly id: string; readonly code: string; readonly at: string; readonly case: string };
  /** When the case was read: facts may have changed since the event was planned; the event's own trail says what held then. */
  readonly asOf: string;
}

/** Explains an event by id, or the newest event of a case; undefined when there is none. */
export async function explainEvent(what: string, ports: Ports): Promise<ExplainedEvent | undefined> {
  const event = await eventOf(what, ports);
  if (!event) return undefined;
  return ports.store.tx((tx) => explainIn(tx, event, ports));
}

/** Explains an event on the case as it stands in a transaction. */
export async function explainIn(tx: Tx, event: PathwayEvent, ports: Ports): Promise<ExplainedEvent> {
  const planned = planEvent(event, await readCase(tx, event, ports), ports);
  const { id, code, at } = event;
  return {
    event: { id, code, at: at.toISOString(), case: event.case },
    asOf: ports.clock.now().toISOString(),
    ...explain(ports.pathway, planned, code, planned.fact),
  };
}

async function eventOf(what: string, ports: Ports): Promise<PathwayEvent | undefined> {
  const id = parseEventId(what);
  if (id) return ports.store.events.read(id);
  const reference = parseRef(what);
  if (!reference) return undefined;
  const { items } = await ports.store.events.list({ case: reference }, { limit: 1 });
  return items[0];
}
