// What does each entry of a transaction or batch ask for? Entries as requests, every fault with its place.

import { GatewayError } from '../../domain/failure.ts';
import { isExactObject } from '../../domain/json.ts';
import type { Issue } from '../../fhir/issue.ts';
import { failureIssue } from '../../fhir/outcome.ts';
import { placeOf } from '../errors.ts';
import type { ApiParts } from '../parts.ts';
import { readParams } from './params.ts';
import { type Conditions, type Incoming, placeFacts } from './request.ts';
import { findRoute, type Route } from './routes.ts';

/** One entry, read. */
export interface EntryRequest {
  /** `Bundle.entry[2]` */
  readonly place: string;
  readonly route: Route;
  /** True for HEAD: the answer carries no resource. */
  readonly isHead: boolean;
  readonly params: URLSearchParams;
  readonly conditions: Conditions;
  readonly fullUrl: string | undefined;
  readonly body: Incoming | undefined;
}

/** The list of entries of a Bundle; LENKE_ENTRY_REQUEST when it is no list, LENKE_TOO_MANY_ENTRIES beyond the limit. */
export function entriesOf(parts: ApiParts, body: Incoming): readonly unknown[] {
  const list = isExactObject(body.exact) ? (body.exact['entry'] ?? []) : [];
  if (!Array.isArray(list)) throw entryFault(body, 'Bundle.entry', 'a list is needed.');
  const limit = parts.config.maxEntries;
  if (list.length <= limit) return list;
  const place = placeFacts(body, 'Bundle.entry');
  throw new GatewayError('LENKE_TOO_MANY_ENTRIES', { count: list.length, limit, ...place });
}

/** Reads entry `index`; throws with a place in the Bundle. */
export function readEntry(parts: ApiParts, bundle: Incoming, entry: unknown, index: number): EntryRequest {
  const place = `Bundle.entry[${index}]`;
  if (!isExactObject(entry)) throw entryFault(bundle, place, 'an object is needed.');
  const { request, fullUrl, resource } = entry;
  if (!isExactObject(request)) {
    throw entryFault(bundle, `${place}.request`, 'request is missing: it says method and url.');
  }
  const method = text(bundle, request['method'], `${place}.request.method`);
  const url = text(bundle, request['url'], `${place}.request.url`);
  const { path, query } = splitUrl(parts, url);
  const route = routeOf(bundle, method, path, `${place}.request.url`);
  return {
    place,
    route,
    isHead: method === 'HEAD',
    params: paramsOf(bundle, query, `${place}.request.url`),
    conditions: {
      ifMatch: optional(request['ifMatch']),
      ifNoneMatch: optional(request['ifNoneMatch']),
      ifModifiedSince: optional(request['ifModifiedSince']),
      ifNoneExist: optional(request['ifNoneExist']),
    },
    fullUrl: optional(fullUrl),
    body: resource === undefined ? undefined : part(bundle, resource, index),
  };
}

/** Runs `read` for all entries and collects the faults of all of them, so that a sender mends them in one go. */
export async function readAll<T>(
  entries: readonly unknown[],
  read: (entry: unknown, index: number) => T | Promise<T>,
): Promise<{ readonly read: readonly T[]; readonly issues: readonly Issue[] }> {
  const done: T[] = [];
  const issues: Issue[] = [];
  for (const [index, entry] of entries.entries()) {
    try {
      done.push(await read(entry, index));
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      issues.push(failureIssue(error.code, error.facts, placeOf(error.facts)));
    }
  }
  return { read: done, issues };
}

/** LENKE_ENTRY_REQUEST at an expression. */
export function entryFault(bundle: Incoming, expression: string, reason: string): GatewayError {
  return new GatewayError('LENKE_ENTRY_REQUEST', { reason, ...placeFacts(bundle, expression) });
}

/** The same failure, told at its place in the Bundle instead of in a URL or a header. */
export function movedTo(bundle: Incoming, expression: string, error: unknown): unknown {
  if (!(error instanceof GatewayError)) return error;
  const told = error.facts['expression'];
  if (typeof told === 'string' && told.startsWith('Bundle.')) return error;
  const facts = { ...error.facts, ...placeFacts(bundle, expression) };
  if (error.code !== 'LENKE_METHOD' && error.code !== 'LENKE_PATH_UNKNOWN') {
    return new GatewayError(error.code, facts, { cause: error });
  }
  const reason = 'no such method and url. Write them as in "POST Patient" or "PUT Patient/1".';
  return new GatewayError('LENKE_ENTRY_REQUEST', { ...facts, reason }, { cause: error });
}

function routeOf(bundle: Incoming, method: string, path: string, expression: string): Route {
  try {
    return findRoute(method, path);
  } catch (error) {
    throw movedTo(bundle, expression, error);
  }
}

function paramsOf(bundle: Incoming, query: string, expression: string): URLSearchParams {
  try {
    return readParams(query);
  } catch (error) {
    throw movedTo(bundle, expression, error);
  }
}

function splitUrl(parts: ApiParts, url: string): { path: string; query: string } {
  const base = `${parts.baseUrl()}/fhir/`;
  const local = url.startsWith(base) ? url.slice(base.length) : url;
  const mark = local.indexOf('?');
  return mark < 0 ? { path: local, query: '' } : { path: local.slice(0, mark), query: local.slice(mark + 1) };
}

function text(bundle: Incoming, value: unknown, expression: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw entryFault(bundle, expression, 'a text is needed.');
}

function optional(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The resource of an entry, whose own expressions (`Patient.name`) are found inside the Bundle. */
function part(bundle: Incoming, exact: unknown, index: number): Incoming {
  const entries = isExactObject(bundle.value) ? bundle.value['entry'] : undefined;
  const entry: unknown = Array.isArray(entries) ? entries[index] : undefined;
  const prefix = `Bundle.entry[${index}].resource`;
  return {
    value: isExactObject(entry) ? entry['resource'] : undefined,
    exact,
    locate: (expression) => bundle.locate(`${prefix}${expression.replace(/^[^.]*/, '')}`),
  };
}
