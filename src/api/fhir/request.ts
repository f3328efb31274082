// What does a FHIR interaction get? A request as a value: the same for HTTP and for an entry of a batch.

import type { Caller } from '../../domain/caller.ts';
import { GatewayError } from '../../domain/failure.ts';
import { type Incoming, shownType } from '../../fhir/json/incoming.ts';
import type { Eyes } from '../../pipeline/looking/eyes.ts';
import type { Call } from '../call.ts';
import type { ApiParts } from '../parts.ts';

export {
  type Incoming,
  placeFacts,
  resourceOf,
  shownType,
} from '../../fhir/json/incoming.ts';

/** Headers that change what an interaction does. */
export interface Conditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  /** An HTTP date, or an instant in an entry of a Bundle. */
  readonly ifModifiedSince?: string | undefined;
  readonly ifNoneExist?: string | undefined;
  readonly prefer?: string | undefined;
}

/** One interaction asked for. */
export interface FhirRequest {
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly version: string | undefined;
  /** Type, or `*`, that is searched in a compartment. */
  readonly member?: string | undefined;
  /** Search parameters of URL and form, `_format` and `_pretty` taken out. */
  readonly params: URLSearchParams;
  /** True when `params` came in a body and may hold a person number. */
  readonly posted: boolean;
  readonly conditions: Conditions;
  readonly body: Incoming | undefined;
  /** A body that is read elsewhere, as its bytes came: that of $validate. `body` is undefined then. */
  readonly bytes?: readonly Uint8Array[];
  readonly caller: Caller;
  /** What the caller may see, and the only way to the records here. */
  readonly eyes: Eyes;
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
