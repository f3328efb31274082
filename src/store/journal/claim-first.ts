// Which event of this case is planned next? The oldest that is not planned yet, by one planner at a time.

import type { PathwayEvent } from '../../domain/event.ts';
import type { EventId } from '../../domain/identity.ts';
import type { Tx } from '../types.ts';
import { EVENT_COLUMNS, readEvent, type EventRow } from './event-row.ts';

const LOCK_CASE = `select pg_advisory_xact_lock(hashtextextended('case ' || case_ref, 0)) from events where id = $1`;

const OLDEST = `select ${EVENT_COLUMNS} from events
  where status = 'accepted' and case_ref = (select case_ref from events where id = $1) order by seq limit 1`;

/**
 * Locks the case of event `id` until the transaction ends and returns its oldest accepted event when that is due.
 * One that waits for its next try holds the later ones: the order in which they were accepted is kept.
 */
export async function claimFirst(
  tx: Tx,
  id: EventId,
  now: Date,
): Promise<{ event: PathwayEvent; tries: number } | undefined> {
  const known = await tx.query(LOCK_CASE, [id], 'event-lock-case');
  if (known.length === 0) return undefined;
  // A statement of its own: its snapshot must be younger than the lock.
  const oldest = (await tx.query<EventRow>(OLDEST, [id], 'event-oldest'))[0];
  if (!oldest || oldest.next_at > now) return undefined;
  return { event: readEvent(oldest), tries: oldest.tries };
}
