// What becomes of a resource by a JSON Merge Patch (RFC 7396)?

import { isExactObject, type JsonObject } from '../../domain/json.ts';
import { copyExact, withoutEmpty } from './exact.ts';
import { toResource } from './fault.ts';

function merged(target: unknown, patch: unknown): unknown {
  if (!isExactObject(patch)) return copyExact(patch);
  const kept: Record<string, unknown> = isExactObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete kept[key];
    else kept[key] = merged(kept[key], value);
  }
  return kept;
}

/**
 * The resource with the members of the patch put over its own: null takes one away, a list replaces a list. R4 does not know
 * this patch; fhirpy sends nothing else. Numbers keep their digits.
 */
export function applyMergePatch(resource: JsonObject, patch: Readonly<Record<string, unknown>>): JsonObject {
  return toResource(withoutEmpty(merged(resource, patch)), resource);
}
