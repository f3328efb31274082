// By which hashes is a code found, and a uri?

import { hash64 } from './hash.ts';
import type { SearchParameter } from './parameters.ts';
import { Remembered } from './remembered.ts';
import { type Token, tokenKeys } from './token.ts';

/** Hash of a key of a parameter in idx_eq. */
export function eqHash(parameter: SearchParameter, key: string): bigint {
  return hash64(`${parameter.key}\n${key}`);
}

/** Codes come again with every resource. */
const CODES = new Remembered<readonly bigint[]>(4000);

/** Hashes of a code in idx_eq. */
export function tokenHashes(parameter: SearchParameter, token: Token): readonly bigint[] {
  const { system, code, exact } = token;
  // An identifier or a telephone number is somebody's, and does not come again.
  if (exact || code === undefined || parameter.contacts)
    return tokenKeys(token).map((key) => eqHash(parameter, key));
  // With the length, so that where the system ends is not for the sender to say.
  const text = `${parameter.key}\n${system.length}\n${system}\n${code}`;
  return (
    CODES.of(text) ??
    CODES.keep(
      text,
      tokenKeys(token).map((key) => eqHash(parameter, key)),
    )
  );
}

/** So do profiles and the addresses of definitions. */
const URIS = new Remembered<bigint>(2000);

/** Hash of a uri in idx_eq. */
export function uriHash(parameter: SearchParameter, uri: string): bigint {
  const text = `${parameter.key}\n${uri}`;
  return URIS.of(text) ?? URIS.keep(text, hash64(text));
}
