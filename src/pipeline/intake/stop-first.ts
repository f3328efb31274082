// Does this event stop something before anything else? A loss does (D-07): when it is acknowledged, nothing reminds any more.

import type { PathwayEvent } from '../../domain/event.ts';
import type { Effect } from '../../pathway/pathway.ts';
import type { Plan } from '../../pathway/plan.ts';
import type { Tx } from '../../store/types.ts';
import { runEffects } from '../planning/effects.ts';
import { planEvent, readCase } from '../planning/plan-event.ts';
import type { Ports } from '../ports.ts';

const STOPPING: ReadonlySet<Effect> = new Set(['cancel-timers', 'cancel-deliveries', 'cancel-child']);

/**
 * Runs, in the transaction that takes the event in, what its actions marked `first` stop: timers, and sends that have not
 * left. Planning does the same again and the rest; but planning waits its turn behind what the case had before, and may
 * have to be tried again, and a reminder that goes out meanwhile cannot be taken back.
 */
export async function stopFirst(tx: Tx, events: readonly PathwayEvent[], ports: Ports): Promise<void> {
  for (const event of events.filter(({ code }) => isStopping(code, ports))) {
    const read = await readCase(tx, event, ports);
    const effects = effectsOf(event, () => planEvent(event, read, ports), ports);
    await runEffects(tx, event, effects, read.view, ports);
  }
}

/** True when what this event cancels is decided by an action that goes first, with its condition, and not by its code alone. */
export function isStopping(code: string, { pathway }: Pick<Ports, 'pathway'>): boolean {
  return (pathway.byEvent.get(code) ?? []).some(
    ({ first, effects }) => first && effects.some((effect) => STOPPING.has(effect)),
  );
}

/** What cannot be reckoned now is reckoned when it is planned, where a fault becomes a finding; the event is taken in all the same. */
function effectsOf(event: PathwayEvent, make: () => Plan, ports: Ports): Plan['effects'] {
  try {
    return make().effects.filter(({ effect }) => STOPPING.has(effect));
  } catch (error) {
    ports.observe.error(
      { eventId: event.id, code: event.code, err: error },
      'what an event stops first could not be reckoned',
    );
    return [];
  }
}
