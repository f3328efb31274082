// Who goes first: the bytes that leave, or the answer that stops them? One lock per person, shared by sends (`hold_and_stamp`), alone for changes.

import type { Ref } from '../domain/identity.ts';
import type { Tx } from './types.ts';

// Taken in sorted order, so that two who take several never wait for one another.
const CHANGE = `select pg_advisory_xact_lock(hashtextextended('consent|' || person, 0))
  from (select person from unnest($1::text[]) as p(person) order by person) as sorted`;

/**
 * Before a change to what these persons have said commits: waits for the sends that are leaving now. Whoever comes later
 * reads the change. Once the transaction has committed, nothing leaves on what was said before.
 */
export async function changeConsents(tx: Tx, persons: readonly Ref[]): Promise<void> {
  await tx.query(CHANGE, [[...new Set(persons)]], 'consent-change');
}
