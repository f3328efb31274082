// What if it was taken but not tried? It goes back as it was, and the attempt is not spent.

import type { DeliveryId } from '../../../domain/identity.ts';
import type { Tx } from '../../tx.ts';

const RELEASE = `update deliveries set state = case when attempts > 1 then 'retrying' else 'queued' end,
    attempts = attempts - 1, next_at = $2, lease_until = null,
    first_attempt_at = case when attempts > 1 then first_attempt_at end
  where id = $1 and state = 'sending'`;

/** Gives a claimed delivery back. One that is not being sent any more was settled by somebody else, and stays so. */
export async function release(tx: Tx, id: DeliveryId, nextAt: Date): Promise<void> {
  await tx.query(RELEASE, [id, nextAt], 'delivery-release');
}
