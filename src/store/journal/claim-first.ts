// Which event of this case is planned next? The oldest that is not planned yet, by one planner at a time.

import type { PathwayEvent } from '../../domain/event.ts';
import type { EventId } from '../../domain/identity.ts';
import type { Tx } from '../tx.ts';
import { EVENT_COLUMNS, readEvent, type EventRow } from './event-row.ts';

const OLDEST = `select ${EVENT_COLUMNS} from oldest_of_case($1)`;

/**
 * Locks the case of event `id` until the transaction ends and returns its oldest accepted event when that is due.
 * One that waits for its next try holds the later ones: the order in which they were accepted is kept.
 */
export async function claimFirst(
  tx: Tx,
  id: EventId,
  now: Date,
): Promise<{ event: PathwayEvent; tries: number } | undefined> {
  const oldest = (await tx.query<EventRow>(OLDEST, [id], 'event-oldest'))[0];
  if (!oldest || oldest.next_at > now) return undefined;
  return { event: readEvent(oldest), tries: oldest.tries };
}
