// What is wrong with a patch: can it not be read, or not be done?

import { GatewayError } from '../../domain/failure.ts';
import { isResource, type JsonObject } from '../../domain/json.ts';

/** LENKE_PATCH_INVALID: operation `number` (from 0) is none. Paths are not repeated: FHIRPath may hold a person number. */
export function invalid(number: number, reason: string): GatewayError {
  return new GatewayError('LENKE_PATCH_INVALID', { number, reason });
}

/** LENKE_PATCH_FAILED: operation `number` cannot be done on what is there. */
export function failed(number: number, reason: string): GatewayError {
  return new GatewayError('LENKE_PATCH_FAILED', { number, reason });
}

/** The patched resource; a patch that turns it into another one is LENKE_ID_MISMATCH. */
export function toResource(patched: unknown, before: JsonObject): JsonObject {
  const isSame =
    isResource(patched) && patched.resourceType === before.resourceType && patched['id'] === before['id'];
  if (isSame) return patched;
  throw new GatewayError('LENKE_ID_MISMATCH', { expression: `${before.resourceType}.id` });
}
