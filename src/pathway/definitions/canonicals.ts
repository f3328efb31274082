// Which other definitions does a definition name? Their canonicals, in order.

import type { Definition } from './definition.ts';
import { actionsIn } from './definition.ts';

/** Canonicals of a plan's actions; those of what is contained stand in it already. */
export function canonicalsOf(definition: Definition): readonly string[] {
  if (definition.resourceType !== 'PlanDefinition') return [];
  const named = actionsIn(definition).flatMap(({ action }) => action.definitionCanonical ?? []);
  return [...new Set(named.filter((canonical) => !canonical.startsWith('#')))];
}
