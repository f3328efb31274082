// What does a FHIR interaction get? A request as a value: the same for HTTP and for an entry of a batch.

import type { Caller } from '../../domain/caller.ts';
import { GatewayError } from '../../domain/failure.ts';
import { isExactObject, isResource, type JsonObject } from '../../domain/json.ts';
import type { Place } from '../../fhir/json/place.ts';
import type { Call } from '../call.ts';
import type { ApiParts } from '../parts.ts';

/** Headers that change what an interaction does. */
export interface Conditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifNoneExist?: string | undefined;
  readonly prefer?: string | undefined;
}

/** A resource or other JSON that came in, with its places. */
export interface Incoming {
  readonly value: unknown;
  readonly exact: unknown;
  /** The text it was read from; a part of a Bundle or of Parameters has none of its own. */
  readonly text?: string;
  readonly locate: (expression: string) => Place | undefined;
}

/** One interaction asked for. */
export interface FhirRequest {
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly version: string | undefined;
  /** Search parameters of URL and form, `_format` and `_pretty` taken out. */
  readonly params: URLSearchParams;
  /** True when `params` came in a body and may hold a person number. */
  readonly posted: boolean;
  readonly conditions: Conditions;
  readonly body: Incoming | undefined;
  readonly caller: Caller;
  readonly call: Call;
}

/** The type of a route, checked: LENKE_TYPE_UNKNOWN for what R4 does not know, LENKE_TYPE_NOT_SERVED for what is not taken here. */
export function servedType(parts: ApiParts, type: string | undefined, expression = 'http.url'): string {
  if (type !== undefined && parts.types.has(type)) return type;
  throw notServed(parts, type, expression);
}

function notServed(parts: ApiParts, type: string | undefined, expression: string): GatewayError {
  const known = isR4Type(parts, type);
  return new GatewayError(known ? 'LENKE_TYPE_NOT_SERVED' : 'LENKE_TYPE_UNKNOWN', {
    type: shownType(type),
    expression,
  });
}

/** True for a resource type of R4, served here or not. */
export function isR4Type(parts: ApiParts, type: string | undefined): boolean {
  return type !== undefined && parts.validator.knowsType(type);
}

/** A type name as we dare to repeat it. */
export function shownType(type: unknown): string {
  return typeof type === 'string' && /^[A-Za-z]{1,64}$/.test(type) ? type : '?';
}

/** The resource of a body; LENKE_TYPE_MISMATCH when it is none, or not of the type the address says. */
export function resourceOf(body: Incoming | undefined, expected: string): JsonObject {
  const exact = body?.exact;
  if (isResource(exact) && exact.resourceType === expected) return exact;
  const place = body?.locate('$this.resourceType') ?? { line: 1, column: 1 };
  throw new GatewayError('LENKE_TYPE_MISMATCH', { expected, found: kindOf(exact), ...place });
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
