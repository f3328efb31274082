// Who is first in these lines? Only the first may go; waking another wakes nobody.

import type { DeliveryState } from '../../../domain/delivery.ts';
import type { DeliveryId } from '../../../domain/identity.ts';
import type { Tx } from '../../tx.ts';

interface FirstRow {
  readonly id: DeliveryId;
  readonly state: DeliveryState;
}

const FIRSTS = `select first.id, first.state from unnest($1::text[]) as l(lane)
  cross join lateral (select id, state from deliveries where standing and lane = l.lane order by seq limit 1) first`;

/** The first delivery of each line, when it waits to be sent. One that is being sent or awaits its receipt holds the line. */
export async function firstsOf(tx: Tx, lanes: readonly string[]): Promise<readonly DeliveryId[]> {
  const rows = await tx.query<FirstRow>(FIRSTS, [[...new Set(lanes)]], 'delivery-firsts-of');
  return rows.filter((row) => row.state === 'queued' || row.state === 'retrying').map((row) => row.id);
}
