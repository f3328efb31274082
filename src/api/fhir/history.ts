// How did it come to be as it is? History of one resource, of a type or of the system, newest first.

import { GatewayError } from '../../domain/failure.ts';
import { dateRange } from '../../fhir/search/date.ts';
import type { SeenResource } from '../../store/records/types.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { bundleText, type EntryText, fullUrlOf } from './bundle-text.ts';
import { shownParameter } from './params.ts';
import { readPrefer } from './prefer.ts';
import { type FhirRequest, isR4Type, servedType } from './request.ts';
import type { Seal } from './seal.ts';
import { etag } from './version.ts';

const DEFAULT_COUNT = 50;
const MAX_COUNT = 1000;

/** What is asked of a history. */
interface Question {
  readonly count: number;
  readonly cursor: string | undefined;
  readonly since: Date | undefined;
  readonly at: { readonly from: Date; readonly to: Date } | undefined;
  /** The parameters that were understood, for the links. */
  readonly told: URLSearchParams;
}

/** A history Bundle of an instance, a type or the system, with a next link while there is more; 404 for an id that never was. */
export async function history(parts: ApiParts, request: FhirRequest, seal: Seal): Promise<Answer> {
  const { id } = request;
  const type = request.type === undefined ? systemTypes(parts) : servedType(parts, request.type);
  const question = readQuestion(request, seal);
  const { count, cursor, since, at } = question;
  const page = await request.eyes.records.history(type, id, {
    count,
    ...(cursor !== undefined && { cursor }),
    ...(since && { since }),
    ...(at && { at }),
  });
  if (id !== undefined && page.versions.length === 0 && cursor === undefined) {
    await mustExist(request, request.type ?? '', id);
  }
  const base = parts.baseUrl();
  const head = {
    type: 'history',
    timestamp: parts.clock.now().toISOString(),
    total: page.total,
    link: links(`${base}/fhir/${pathOf(request)}`, question, page.next, (after) =>
      seal.closeCursor(after, request.caller.id),
    ),
  } as const;
  const entries = page.versions.map((version) => toEntry(base, version));
  return { status: 200, body: bundleText(head, entries) };
}

function systemTypes(parts: ApiParts): readonly string[] {
  return [...parts.types].filter((type) => isR4Type(parts, type)).toSorted();
}

function pathOf({ type, id }: FhirRequest): string {
  return [type, id, '_history'].filter((part) => part !== undefined).join('/');
}

function links(
  address: string,
  { told, cursor }: Question,
  next: string | undefined,
  sealed: (cursor: string) => string,
): { relation: string; url: string }[] {
  const url = (after: string | undefined): string => {
    const params = new URLSearchParams([
      ...told,
      ...(after === undefined ? [] : [['_cursor', sealed(after)]]),
    ]);
    return `${address}?${params.toString()}`;
  };
  const self = { relation: 'self', url: url(cursor) };
  return next === undefined ? [self] : [self, { relation: 'next', url: url(next) }];
}

/** Nothing in the time that was asked for is an empty history; an id that never was is none. */
async function mustExist({ eyes }: FhirRequest, type: string, id: string): Promise<void> {
  if (await eyes.records.read(type, id)) return;
  throw new GatewayError('LENKE_NOT_FOUND', { type, expression: 'http.url' });
}

const KNOWN: ReadonlySet<string> = new Set(['_count', '_since', '_at', '_cursor']);

function readQuestion({ params, conditions, type, caller }: FhirRequest, seal: Seal): Question {
  const unknown = [...params.keys()].find((name) => !KNOWN.has(name));
  if (unknown !== undefined && readPrefer(conditions.prefer).strict) {
    const parameter = shownParameter(unknown);
    throw new GatewayError('LENKE_SEARCH_PARAMETER', {
      parameter,
      type: type ?? '',
      hint: 'A history takes _count, _since and _at.',
      expression: `http.${parameter}`,
    });
  }
  const count = readCount(params.get('_count'));
  const since = readMoment(params, '_since');
  const at = readMoment(params, '_at');
  const told = new URLSearchParams([
    ['_count', String(count)],
    ...[...params].filter(([name]) => name === '_since' || name === '_at'),
  ]);
  const after = params.get('_cursor');
  const cursor = after === null ? undefined : seal.openCursor(after, caller.id);
  return { count, cursor, since: since?.from, at, told };
}

/** The stretch a date means; a `+` of a zone that was not escaped arrives as a space, which is read too. */
function readMoment(
  params: URLSearchParams,
  parameter: string,
): { readonly from: Date; readonly to: Date } | undefined {
  const text = params.get(parameter);
  if (text === null) return undefined;
  const range = dateRange(text);
  if (range) return { from: new Date(range.lo), to: new Date(range.hi) };
  const reason = 'a date or a moment such as 2026-11-22T12:00:00Z is needed.';
  throw new GatewayError('LENKE_SEARCH_VALUE', { parameter, reason, expression: `http.${parameter}` });
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

function toEntry(base: string, stored: SeenResource): EntryText {
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

function statusOf(stored: SeenResource): string {
  if (stored.deleted) return '204 No Content';
  return stored.version === 1 ? '201 Created' : '200 OK';
}
