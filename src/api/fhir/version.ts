// Which version is meant? ETags, If-Match and If-None-Match.

import { GatewayError } from '../../domain/failure.ts';
import type { StoredResource } from '../../store/records/types.ts';

/** `W/"3"` */
export function etag(version: number): string {
  return `W/"${version}"`;
}

/** The version of an If-Match (`W/"3"`, `"3"` or `3`); LENKE_IF_MATCH when it is none. */
export function readIfMatch(text: string | undefined, expression = 'http.if-match'): number | undefined {
  if (text === undefined) return undefined;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(text.trim())?.[1];
  if (version === undefined) throw new GatewayError('LENKE_IF_MATCH', { expression });
  return Number(version);
}

/** True when the caller already has this version (If-None-Match, or If-Modified-Since when there is none). */
export function isKnown(stored: StoredResource, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === '*' || tag === `"${stored.version}"`);
}

/** ETag and Last-Modified of a version. */
export function versionHeaders(stored: StoredResource): Record<string, string> {
  return { ETag: etag(stored.version), 'Last-Modified': stored.updated.toUTCString() };
}

/** `http://…/fhir/Patient/1/_history/3` */
export function versionUrl(base: string, { type, id, version }: StoredResource): string {
  return `${base}/fhir/${type}/${id}/_history/${version}`;
}
