// How did it come to be as it is? History of one resource or of a type, newest first.

import { GatewayError } from '../../domain/failure.ts';
import type { StoredResource } from '../../store/records/types.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { bundleText, type EntryText, fullUrlOf } from './bundle-text.ts';
import { type FhirRequest, servedType } from './request.ts';
import { etag } from './version.ts';

const DEFAULT_COUNT = 50;
const MAX_COUNT = 1000;

/** A history Bundle with a next link while there is more; 404 for an id that never was. */
export async function history(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const type = servedType(parts, request.type);
  const count = readCount(request.params.get('_count'));
  const cursor = request.params.get('_cursor');
  const page = await parts.store.records.history(type, request.id, {
    count,
    ...(cursor !== null && { cursor }),
  });
  if (request.id !== undefined && page.versions.length === 0 && cursor === null) {
    throw new GatewayError('LENKE_NOT_FOUND', { type, expression: 'http.url' });
  }
  const base = parts.baseUrl();
  const path = request.id === undefined ? type : `${type}/${request.id}`;
  const url = (after: string | undefined): string => {
    const params = new URLSearchParams({
      _count: String(count),
      ...(after !== undefined && { _cursor: after }),
    });
    return `${base}/fhir/${path}/_history?${params.toString()}`;
  };
  const link = [
    { relation: 'self', url: url(cursor ?? undefined) },
    ...(page.next === undefined ? [] : [{ relation: 'next', url: url(page.next) }]),
  ];
  const head = {
    type: 'history',
    timestamp: parts.clock.now().toISOString(),
    total: page.total,
    link,
  } as const;
  return {
    status: 200,
    body: bundleText(
      head,
      page.versions.map((version) => toEntry(base, version)),
    ),
  };
}

function readCount(text: string | null): number {
  if (text === null) return DEFAULT_COUNT;
  if (/^\d{1,6}$/.test(text)) return Math.max(1, Math.min(Number(text), MAX_COUNT));
  throw new GatewayError('LENKE_SEARCH_VALUE', {
    parameter: '_count',
    reason: 'a whole number is needed.',
    expression: 'http._count',
  });
}

function toEntry(base: string, stored: StoredResource): EntryText {
  return {
    fullUrl: fullUrlOf(base, stored),
    ...(!stored.deleted && { resource: stored.content }),
    request: {
      method: stored.method,
      url: stored.method === 'POST' ? stored.type : `${stored.type}/${stored.id}`,
    },
    response: {
      status: statusOf(stored),
      etag: etag(stored.version),
      lastModified: stored.updated.toISOString(),
    },
  };
}

function statusOf(stored: StoredResource): string {
  if (stored.deleted) return '204 No Content';
  return stored.version === 1 ? '201 Created' : '200 OK';
}
