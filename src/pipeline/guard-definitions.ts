// Did somebody change a definition of the gateway itself? Those come from mappings/pathways and can only be read.

import { GatewayError } from '../domain/failure.ts';
import type { InteractionResult } from '../store/records/types.ts';
import { CANONICAL, type Ports } from './ports.ts';

const TYPES: ReadonlySet<string> = new Set(['PlanDefinition', 'ActivityDefinition']);
const WRITTEN: ReadonlySet<string> = new Set(['created', 'updated', 'deleted']);

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
    if (definitions.some(({ resourceType, id }) => resourceType === stored.type && id === stored.id))
      throw new GatewayError('LENKE_OWN_DEFINITION', { type: stored.type, expression: place });
    const url = resource?.['url'];
    if (typeof url === 'string' && url.startsWith(`${CANONICAL}/${stored.type}/`))
      throw new GatewayError('LENKE_CANONICAL_TAKEN', {
        type: stored.type,
        expression: `${place}.resource.url`,
      });
  }
}
