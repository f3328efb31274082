// Where did the page before end? Opaque to clients, refused when it was made for another search.

import { GatewayError } from '../../../domain/failure.ts';
import { hash64 } from '../../../fhir/search/hash.ts';

/** A place: the fields that the page's order is made of. */
export type Place = readonly (string | number)[];

function check(scope: string, body: string): string {
  return BigInt.asUintN(64, hash64(`cursor\n${scope}\n${body}`)).toString(36);
}

/** Writes a place as a cursor for `scope`, the search or history it belongs to. */
export function writeCursor(scope: string, place: Place): string {
  const body = Buffer.from(JSON.stringify(place)).toString('base64url');
  return `${body}.${check(scope, body)}`;
}

function isPlace(value: unknown, length: number): value is Place {
  if (!Array.isArray(value) || value.length !== length) return false;
  return value.every(
    (item) => typeof item === 'string' || (typeof item === 'number' && Number.isFinite(item)),
  );
}

/**
 * Reads a cursor. The check stops cursors of other searches and typing errors; it is no secret, for a cursor only says
 * where to begin and gives nothing that the same search would not give.
 */
export function readCursor(scope: string, cursor: string, length: number): Place {
  const [body = '', mark] = cursor.split('.');
  if (mark === undefined || mark !== check(scope, body)) throw new GatewayError('LENKE_SEARCH_CURSOR');
  const value: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  if (!isPlace(value, length)) throw new GatewayError('LENKE_SEARCH_CURSOR');
  return value;
}
