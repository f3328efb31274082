// Can the SearchParameters that were just written be used? Told before they are acknowledged, not when somebody looks later.

import { createSearchParameters, type OwnParameter } from '../../fhir/search/parameters.ts';
import { readDefinition } from '../../fhir/search/read-definition.ts';
import type { InteractionResult } from '../records/types.ts';
import type { Tx } from '../tx.ts';
import { currentRows } from './adopt.ts';
import { parameterOf, type Unusable } from './types.ts';

/** The first active SearchParameter among the results that cannot be used; undefined: all can, or there is none. */
export async function findUnusable(
  tx: Tx,
  own: readonly OwnParameter[],
  results: readonly InteractionResult[],
): Promise<Unusable | undefined> {
  if (!results.some(isNew)) return undefined;
  const rows = await currentRows(tx.query);
  const added = new Map(rows.map((row) => [row.id, parameterOf(row)]));
  for (const [index, result] of results.entries()) {
    const { stored, resource } = result;
    if (!isNew(result) || !stored || !resource) continue;
    added.delete(stored.id);
    const read = readDefinition(resource, createSearchParameters([...own, ...added.values()]));
    if (read.kind === 'usable') added.set(stored.id, read.parameter);
    else if (read.isUnused !== true) return { index, element: read.element, reason: read.reason };
  }
  return undefined;
}

function isNew({ outcome, stored }: InteractionResult): boolean {
  return stored?.type === 'SearchParameter' && (outcome === 'created' || outcome === 'updated');
}
