// Which recipients has a person paused? Their deliveries wait and spend no attempts.

import type { DeliveryId } from '../domain/identity.ts';
import type { PauseStore, Store } from './types.ts';

interface PauseRow {
  readonly recipient: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

// Of each line only the first: the others are woken one by one as it empties.
const TO_WAKE = `select id from deliveries d where standing and recipient = $1 and state in ('queued', 'retrying')
  and not exists (select from deliveries a where a.standing and a.lane = d.lane and a.seq < d.seq)
  order by seq`;

/** Builds the pauses. */
export function createPauseStore(query: Store['query']): PauseStore {
  return {
    async set(tx, recipient, reason, by, at) {
      await tx.query(
        `insert into pauses (recipient, reason, by, at) values ($1, $2, $3, $4)
         on conflict (recipient) do update set reason = excluded.reason, by = excluded.by, at = excluded.at`,
        [recipient, reason, by, at],
      );
    },
    async clear(tx, recipient) {
      await tx.query('delete from pauses where recipient = $1', [recipient]);
      const rows = await tx.query<{ id: DeliveryId }>(TO_WAKE, [recipient]);
      return rows.map((row) => row.id);
    },
    list: () => query<PauseRow>('select recipient, reason, by, at from pauses order by at, recipient'),
  };
}
