// What stands after the question mark? Parameters that can be used, and no person number in an address.

import { GatewayError } from '../../domain/failure.ts';
import { looksPersonal } from '../person-number.ts';

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Parameters of the form of the answer; they are read before the search. */
const FORM = ['_format', '_pretty'];

/**
 * Reads a query or a form. LENKE_SEARCH_VALUE for control characters: PostgreSQL cannot hold NUL, and nobody searches
 * for the others.
 */
export function readParams(text: string): URLSearchParams {
  const params = new URLSearchParams(text);
  for (const [name, value] of params) {
    if (!CONTROL.test(name) && !CONTROL.test(value)) continue;
    throw new GatewayError('LENKE_SEARCH_VALUE', {
      parameter: shownParameter(name),
      reason: 'it holds a control character.',
      expression: `http.${shownParameter(name)}`,
    });
  }
  for (const name of FORM) params.delete(name);
  return params;
}

/** A parameter's name as we dare to repeat it. */
export function shownParameter(name: string): string {
  return /^[\w:.-]{1,64}$/.test(name) && !looksPersonal(name) ? name : '?';
}

/** True when a value looks like a person number or names one of their systems. */
export function holdsPersonNumber(params: URLSearchParams): boolean {
  return [...params].some(
    ([name, value]) => name !== '_page' && name !== '_cursor' && looksPersonal(`${name}=${value}`),
  );
}

/**
 * Throws LENKE_PERSON_NUMBER_IN_URL when an address holds one, as a parameter or as an id. Addresses end up in logs,
 * histories and proxies.
 */
export function guardAddress(params: URLSearchParams, type = '', id = ''): void {
  if (!holdsPersonNumber(params) && !looksPersonal(id)) return;
  throw new GatewayError('LENKE_PERSON_NUMBER_IN_URL', { type, expression: 'http.url' });
}
