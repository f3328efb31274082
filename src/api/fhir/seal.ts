// How does a page link hold a search without showing it? Sealed: nobody can read or change what the link carries.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Config } from '../../config/load.ts';
import { GatewayError } from '../../domain/failure.ts';
import type { SearchQuery } from '../../fhir/search/query.ts';

/** Seals searches into page links, and opens them for the same caller. */
export interface Seal {
  close(query: SearchQuery, caller: string): string;
  /** LENKE_SEARCH_CURSOR for anything that was not sealed here for this caller. */
  open(text: string, caller: string, type: string): SearchQuery;
  /** A cursor of a history or an $everything: it says when and as which number something was written. */
  closeCursor(cursor: string, caller: string): string;
  /** LENKE_SEARCH_CURSOR as above. */
  openCursor(text: string, caller: string): string;
}

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A search by person number gives page links too, and they must not hold it in the clear. The key comes from the hashes
 * of the callers' tokens: every process with the same settings opens the links of the others, and no setting is needed.
 * Without callers (sandbox) it is made for this process.
 */
export function createSeal(config: Config): Seal {
  const key = sealKey(config);
  return {
    close: (query, caller) => close(key, JSON.stringify(query), caller),
    open(text, caller, type) {
      const opened = open(key, text, caller);
      // Authenticated: only `close` above can have written it.
      const query: SearchQuery | undefined = opened?.startsWith('{') ? JSON.parse(opened) : undefined;
      if (query?.type === type) return query;
      throw new GatewayError('LENKE_SEARCH_CURSOR', { expression: 'http._page' });
    },
    closeCursor: (cursor, caller) => close(key, CURSOR + cursor, caller),
    openCursor(text, caller) {
      const opened = open(key, text, caller);
      if (opened?.startsWith(CURSOR)) return opened.slice(CURSOR.length);
      throw new GatewayError('LENKE_SEARCH_CURSOR', { expression: 'http._cursor' });
    },
  };
}

/** Tells a sealed cursor from a sealed search. */
const CURSOR = 'cursor ';

function close(key: Buffer, text: string, caller: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv);
  cipher.setAAD(Buffer.from(caller));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

function sealKey(config: Config): Buffer {
  if (config.callers.length === 0) return randomBytes(32);
  const secret = config.callers
    .map((caller) => caller.tokenSha256)
    .toSorted()
    .join();
  return Buffer.from(hkdfSync('sha256', secret, 'lenke', 'page links', 32));
}

function open(key: Buffer, text: string, caller: string): string | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES));
    decipher.setAAD(Buffer.from(caller));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const opened = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return opened.toString('utf8');
  } catch {
    return undefined;
  }
}
