// Which code, of which value set or code system, does a terminology operation ask about?

import { GatewayError } from '../../domain/failure.ts';
import { isResource, objects, text } from '../../domain/json.ts';
import type { Terminology } from '../../fhir/terminology/terminology.ts';
import type { ApiParts } from '../parts.ts';
import { operationFault, type OperationInput } from './operation-input.ts';

/** A code as it was asked about. */
export interface Asked {
  readonly system: string | undefined;
  readonly code: string;
  readonly display: string | undefined;
}

/** The codes of `code`, `coding` or `codeableConcept`; LENKE_OPERATION_INPUT when there is none. */
export function askedCodes(input: OperationInput): readonly Asked[] {
  const coding = input.object('coding');
  const concept = input.object('codeableConcept');
  const codings = coding ? [coding] : objects(concept?.['coding']);
  const inParts = codings.map((one) => toAsked(text(one['system']), one['code'], one['display']));
  const own = toAsked(input.text('system') ?? input.text('url'), input.text('code'), input.text('display'));
  const found = [...inParts, own].filter((one) => one !== undefined);
  if (found.length > 0) return found;
  throw operationFault('code', 'code with system, coding or codeableConcept is needed.');
}

function toAsked(system: string | undefined, code: unknown, display: unknown): Asked | undefined {
  return typeof code === 'string' && code !== '' ? { system, code, display: text(display) } : undefined;
}

/** The terminology and the url of the value set that was named or sent along. */
export function askedValueSet(
  parts: ApiParts,
  input: OperationInput,
): { readonly terminology: Terminology; readonly url: string } {
  const terminology = parts.validator.terminology();
  const sent = input.object('valueSet') ?? input.object('resource');
  if (isResource(sent) && sent.resourceType === 'ValueSet') {
    const url = text(sent['url']) ?? 'urn:lenke:asked';
    return { terminology: terminology.with([{ ...sent, url }]), url };
  }
  const url = input.text('url');
  const version = input.text('valueSetVersion');
  if (url === undefined) throw operationFault('url', 'url or valueSet is needed.');
  return { terminology, url: version === undefined ? url : `${url}|${version}` };
}

/** LENKE_TERMINOLOGY_UNKNOWN: no such value set or code system here. */
export function unknownCanonical(kind: 'ValueSet' | 'CodeSystem'): GatewayError {
  return new GatewayError('LENKE_TERMINOLOGY_UNKNOWN', { kind, expression: 'http.url' });
}
