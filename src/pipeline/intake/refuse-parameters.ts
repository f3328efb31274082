// Is every SearchParameter that was just written one that can be used? It is refused otherwise, not taken and left unused.

import { GatewayError } from '../../domain/failure.ts';
import type { InteractionResult } from '../../store/records/types.ts';
import type { Store, Tx } from '../../store/types.ts';
import type { Submission } from '../submission.ts';

/** Throws LENKE_SEARCH_DEFINITION at the element that is to blame; nothing of the submission is then stored. */
export async function refuseParameters(
  tx: Tx,
  { places }: Pick<Submission, 'places'>,
  results: readonly InteractionResult[],
  store: Pick<Store, 'searchParameters'>,
): Promise<void> {
  const found = await store.searchParameters.unusable(tx, results);
  if (!found) return;
  const expression = `${places[found.index] ?? 'SearchParameter'}.${found.element}`;
  throw new GatewayError('LENKE_SEARCH_DEFINITION', { expression, reason: found.reason });
}
