// How is a Bundle put together? As text, so that stored resources go out byte for byte.

import type { SeenResource } from '../../store/records/types.ts';

/** One entry to write; `resource` is JSON text. */
export interface EntryText {
  readonly fullUrl?: string | undefined;
  readonly resource?: string | undefined;
  readonly search?: { readonly mode: 'match' | 'include' | 'outcome' };
  readonly request?: { readonly method: string; readonly url: string };
  readonly response?: ResponseText;
}

/** `Bundle.entry.response`; `outcome` is JSON text. */
export interface ResponseText {
  readonly status: string;
  readonly location?: string | undefined;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  readonly outcome?: string | undefined;
}

interface Head {
  readonly type: 'searchset' | 'history' | 'transaction-response' | 'batch-response';
  readonly timestamp?: string;
  readonly total?: number | undefined;
  readonly link?: readonly { readonly relation: string; readonly url: string }[];
}

/** A Bundle as JSON text. */
export function bundleText(head: Head, entries: readonly EntryText[]): string {
  const { type, timestamp, total, link } = head;
  const start = JSON.stringify({ resourceType: 'Bundle', type, timestamp, total, link });
  if (entries.length === 0) return start;
  return `${start.slice(0, -1)},"entry":[${entries.map(entryText).join(',')}]}`;
}

function entryText(entry: EntryText): string {
  const { fullUrl, resource, search, request, response } = entry;
  const fields = [
    fullUrl === undefined ? '' : `"fullUrl":${JSON.stringify(fullUrl)}`,
    resource === undefined ? '' : `"resource":${resource}`,
    search === undefined ? '' : `"search":${JSON.stringify(search)}`,
    request === undefined ? '' : `"request":${JSON.stringify(request)}`,
    response === undefined ? '' : `"response":${responseText(response)}`,
  ];
  return `{${fields.filter((field) => field !== '').join(',')}}`;
}

function responseText({ outcome, ...rest }: ResponseText): string {
  const start = JSON.stringify(rest);
  return outcome === undefined ? start : `${start.slice(0, -1)},"outcome":${outcome}}`;
}

/** `http://…/fhir/Patient/1` */
export function fullUrlOf(base: string, { type, id }: SeenResource): string {
  return `${base}/fhir/${type}/${id}`;
}
