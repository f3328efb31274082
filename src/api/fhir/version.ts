// Which version is meant? ETags, If-Match and If-None-Match.

import { GatewayError } from '../../domain/failure.ts';
import type { SeenResource, Wanted } from '../../store/records/types.ts';
import type { Conditions } from './request.ts';

/** `W/"3"` */
export function etag(version: number): string {
  return `W/"${version}"`;
}

/**
 * The version of an If-Match: `W/"3"`, `"3"` or `3`, or `*` for whatever is there (RFC 9110, 13.1.1). The same version twice is
 * one: what adds the header to a client that sends it already is no fault. LENKE_VERSION_CONFLICT for a tag that was never
 * given here, LENKE_IF_MATCH for what is no tag or for several versions.
 */
export function readIfMatch(text: string | undefined, expression = 'http.if-match'): Wanted | undefined {
  if (text === undefined) return undefined;
  const [tag = '', ...others] = new Set(text.split(',').map((part) => part.trim()));
  if (others.length > 0) throw new GatewayError('LENKE_IF_MATCH', { expression });
  if (tag === '*') return 'any';
  const [, quoted, bare] = /^(?:W\/)?(?:"(\d{1,9})"|(\d{1,9}))$/.exec(tag) ?? [];
  const version = quoted ?? bare;
  if (version !== undefined) return Number(version);
  const foreign = /^(?:W\/)?"([\w.:-]{1,64})"$/.exec(tag)?.[1];
  if (foreign === undefined) throw new GatewayError('LENKE_IF_MATCH', { expression });
  throw new GatewayError('LENKE_VERSION_CONFLICT', { expected: '?', current: '?', expression });
}

/**
 * The version an update must find: that of If-Match; 0, none at all, for `If-None-Match: *` (RFC 9110, 13.1.2): a caller that
 * means to make something never overwrites what is there.
 */
export function expectedVersion(
  { ifMatch, ifNoneMatch }: Conditions,
  expression?: string,
): Wanted | undefined {
  if (ifMatch !== undefined || ifNoneMatch?.trim() !== '*') return readIfMatch(ifMatch, expression);
  return 0;
}

/**
 * True when the caller already has this version: If-None-Match names it, or, without that header, it is no newer than
 * If-Modified-Since (RFC 9110, 13.2.2). A date that cannot be read is ignored, as the RFC says.
 */
export function isKnown(stored: SeenResource, { ifNoneMatch, ifModifiedSince }: Conditions): boolean {
  if (ifNoneMatch === undefined) return ifModifiedSince !== undefined && !isNewer(stored, ifModifiedSince);
  return ifNoneMatch
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === '*' || tag === `"${stored.version}"`);
}

/** An HTTP date knows no parts of a second; the instant of an entry does. */
function isNewer({ updated }: SeenResource, since: string): boolean {
  const limit = Date.parse(since);
  if (Number.isNaN(limit)) return true;
  const isInstant = /^\d{4}-\d\d-\d\dT/.test(since);
  const at = isInstant ? updated.getTime() : Math.floor(updated.getTime() / 1000) * 1000;
  return at > limit;
}

/** ETag and Last-Modified of a version. */
export function versionHeaders(stored: SeenResource): Record<string, string> {
  return { ETag: etag(stored.version), 'Last-Modified': stored.updated.toUTCString() };
}

/** `http://…/fhir/Patient/1/_history/3` */
export function versionUrl(base: string, { type, id, version }: SeenResource): string {
  return `${base}/fhir/${type}/${id}/_history/${version}`;
}
