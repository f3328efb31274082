// Did somebody change a definition of the gateway itself? Those come from mappings/pathways and can only be read.

import { GatewayError } from '../../domain/failure.ts';
import type { Interaction, InteractionResult } from '../../store/records/types.ts';
import type { Tx } from '../../store/types.ts';
import { CANONICAL } from '../canonical.ts';
import type { Ports } from '../ports.ts';

const TYPES: ReadonlySet<string> = new Set(['PlanDefinition', 'ActivityDefinition']);
const WRITTEN: ReadonlySet<string> = new Set(['created', 'updated', 'deleted']);

/** Definitions one condition may name: more than are deleted at once. */
const MOST = 1001;

/**
 * Throws LENKE_OWN_DEFINITION when a delete of all that answer a condition would take one of ours. Asked before: its one result
 * does not say what all it took.
 */
export async function guardDeletes(
  tx: Tx,
  interactions: readonly Interaction[],
  { definitions, store }: Pick<Ports, 'definitions' | 'store'>,
): Promise<void> {
  for (const [index, one] of interactions.entries()) {
    if (one.kind !== 'delete-where' || one.multiple !== true || !TYPES.has(one.where.type)) continue;
    const { matches } = await store.records.search({ ...one.where, count: MOST }, tx);
    const type = one.where.type;
    if (matches.some(({ stored }) => isOwn(definitions, type, stored.id)))
      throw new GatewayError('LENKE_OWN_DEFINITION', { type, expression: `Bundle.entry[${index}]` });
  }
}

function isOwn(definitions: Ports['definitions'], type: string, id: string): boolean {
  return definitions.some((own) => own.resourceType === type && own.id === id);
}

/**
 * Throws LENKE_OWN_DEFINITION for a write to one of ours, LENKE_CANONICAL_TAKEN for another under our address. Asked of what was
 * written, inside its transaction: whatever way it was named (id, condition, patch), nothing of it stays.
 */
export function guardDefinitions(
  results: readonly InteractionResult[],
  { definitions }: Pick<Ports, 'definitions'>,
): void {
  for (const [index, { outcome, stored, resource }] of results.entries()) {
    if (!stored || !TYPES.has(stored.type) || !WRITTEN.has(outcome)) continue;
    const place = `Bundle.entry[${index}]`;
    if (isOwn(definitions, stored.type, stored.id))
      throw new GatewayError('LENKE_OWN_DEFINITION', { type: stored.type, expression: place });
    const url = resource?.['url'];
    if (typeof url === 'string' && url.startsWith(`${CANONICAL}/${stored.type}/`))
      throw new GatewayError('LENKE_CANONICAL_TAKEN', {
        type: stored.type,
        expression: `${place}.resource.url`,
      });
  }
}
