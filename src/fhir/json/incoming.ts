// What was sent? JSON that came in, with its places, before anybody trusts it to be a resource.

import { GatewayError } from '../../domain/failure.ts';
import { isExactObject, isResource, type JsonObject } from '../../domain/json.ts';
import type { Place } from './place.ts';

/** A resource or other JSON that came in, with its places. */
export interface Incoming {
  readonly value: unknown;
  readonly exact: unknown;
  /** The text it was read from; a part of a Bundle or of Parameters has none of its own. */
  readonly text?: string;
  readonly locate: (expression: string) => Place | undefined;
}

/** The resource of a body; LENKE_TYPE_MISMATCH when it is none, or not of the type the address says. */
export function resourceOf(body: Incoming | undefined, expected: string): JsonObject {
  const exact = body?.exact;
  if (isResource(exact) && exact.resourceType === expected) return exact;
  const place = body?.locate('$this.resourceType') ?? { line: 1, column: 1 };
  throw new GatewayError('LENKE_TYPE_MISMATCH', { expected, found: kindOf(exact), ...place });
}

/** A type name as we dare to repeat it. */
export function shownType(type: unknown): string {
  return typeof type === 'string' && /^[A-Za-z]{1,64}$/.test(type) ? type : '?';
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (!isExactObject(value)) return 'no resource';
  return 'resourceType' in value ? shownType(value['resourceType']) : 'an object without resourceType';
}

/** Facts of a place in a body, for a GatewayError. */
export function placeFacts(
  body: Incoming | undefined,
  expression: string,
): { expression: string; line?: number; column?: number } {
  return { expression, ...body?.locate(expression) };
}
