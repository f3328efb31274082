// How did it come to be as it is? History of one resource, of a type or of the system, newest first.

import { GatewayError } from '../../domain/failure.ts';
import { dateRange } from '../../fhir/search/date.ts';
import type { Shape } from '../../fhir/search/shape.ts';
import type { HistoryRequest } from '../../store/records/requests.ts';
import type { HistoryPage, Interaction, SeenResource } from '../../store/records/types.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { bundleText, type EntryText, fullUrlOf } from './bundle-text.ts';
import { shownParameter } from './params.ts';
import { readPrefer } from './prefer.ts';
import { type FhirRequest, isR4Type, servedType } from './request.ts';
import type { Seal } from './seal.ts';
import { readShape, shapeText } from './shape-params.ts';
import { etag } from './version.ts';

const DEFAULT_COUNT = 50;
const MAX_COUNT = 1000;

/** What is asked of a history. */
interface Question extends HistoryRequest {
  /** True for the number of versions and nothing else. */
  readonly countOnly: boolean;
  readonly shape: Shape | undefined;
  /** The parameters that were understood, for the links. */
  readonly told: URLSearchParams;
}

/** Whose history. */
type Where = Pick<FhirRequest, 'type' | 'id'>;

/** Opens the place where a page ended. */
type Open = (cursor: string) => string;

/** A history Bundle of an instance, a type or the system, with a next link while there is more; 404 for an id that never was. */
export async function history(parts: ApiParts, request: FhirRequest, seal: Seal): Promise<Answer> {
  const { id, params, caller } = request;
  const type = typesOf(parts, request);
  const strict = readPrefer(request.conditions.prefer).strict;
  const question = readQuestion(request, params, strict, (text) => seal.openCursor(text, caller.id));
  const page = await request.eyes.records.history(type, id, question);
  if (id !== undefined && page.versions.length === 0 && question.cursor === undefined) {
    await mustExist(request, request.type ?? '', id);
  }
  return { status: 200, body: historyText(parts, request, request, question, page, seal) };
}

/** The history inside a transaction, strictly read; its further pages are asked for outside. */
export function insideHistory(
  parts: ApiParts,
  where: Where,
  params: URLSearchParams,
): Extract<Interaction, { kind: 'history' }> {
  const page = readQuestion(where, params, true, () => {
    throw new GatewayError('LENKE_SEARCH_CURSOR', { expression: 'http._cursor' });
  });
  return {
    kind: 'history',
    type: typesOf(parts, where),
    ...(where.id !== undefined && { id: where.id }),
    page,
  };
}

/** The page of a history inside a transaction. */
export function insideHistoryText(
  parts: ApiParts,
  where: Where,
  asked: Pick<FhirRequest, 'params' | 'caller'>,
  page: HistoryPage<SeenResource>,
  seal: Seal,
): string {
  const question = readQuestion(where, asked.params, true, (text) => text);
  return historyText(parts, where, asked, question, page, seal);
}

function historyText(
  parts: ApiParts,
  where: Where,
  { caller }: Pick<FhirRequest, 'caller'>,
  question: Question,
  page: HistoryPage<SeenResource>,
  seal: Seal,
): string {
  const base = parts.baseUrl();
  const next = question.countOnly ? undefined : page.next;
  const head = {
    type: 'history',
    timestamp: parts.clock.now().toISOString(),
    total: page.total,
    link: links(`${base}/fhir/${pathOf(where)}`, question, next, (after) =>
      seal.closeCursor(after, caller.id),
    ),
  } as const;
  const versions = question.countOnly ? [] : page.versions;
  return bundleText(
    head,
    versions.map((version) => toEntry(base, version, question.shape)),
  );
}

/** The type that is asked for, or all that are served. */
function typesOf(parts: ApiParts, { type }: Where): string | readonly string[] {
  if (type !== undefined) return servedType(parts, type);
  return [...parts.types].filter((one) => isR4Type(parts, one)).toSorted();
}

function pathOf({ type, id }: Where): string {
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

const KNOWN: ReadonlySet<string> = new Set(['_count', '_since', '_at', '_cursor', '_summary', '_elements']);

function readQuestion({ type }: Where, params: URLSearchParams, strict: boolean, open: Open): Question {
  const { countOnly, shape, unsupported } = readShape(params);
  const unknown = [...params.keys()].find((name) => !KNOWN.has(name)) ?? unsupported[0]?.parameter;
  if (unknown !== undefined && strict) {
    const parameter = shownParameter(unknown);
    throw new GatewayError('LENKE_SEARCH_PARAMETER', {
      parameter,
      type: type ?? '',
      hint: 'A history takes _count, _since, _at, _summary and _elements.',
      expression: `http.${parameter}`,
    });
  }
  const count = readCount(params.get('_count') || null);
  const since = readMoment(params, '_since');
  const at = readMoment(params, '_at');
  const told = new URLSearchParams([
    ['_count', String(count)],
    ...[...params].filter(([name, value]) => value !== '' && TOLD.has(name)),
  ]);
  const after = params.get('_cursor') || null;
  return {
    count: Math.max(1, count),
    countOnly: countOnly || count === 0,
    shape,
    told,
    ...(after !== null && { cursor: open(after) }),
    ...(since && { since: since.from }),
    ...(at && { at }),
  };
}

/** Parameters that the links repeat. */
const TOLD: ReadonlySet<string> = new Set(['_since', '_at', '_summary', '_elements']);

/** The stretch a date means; a `+` of a zone that was not escaped arrives as a space, which is read too. */
function readMoment(
  params: URLSearchParams,
  parameter: string,
): { readonly from: Date; readonly to: Date } | undefined {
  const text = params.get(parameter);
  if (text === null || text === '') return undefined;
  const range = dateRange(text);
  if (range) return { from: new Date(range.lo), to: new Date(range.hi) };
  const reason = 'a date or a moment such as 2026-11-22T12:00:00Z is needed.';
  throw new GatewayError('LENKE_SEARCH_VALUE', { parameter, reason, expression: `http.${parameter}` });
}

function readCount(text: string | null): number {
  if (text === null) return DEFAULT_COUNT;
  if (/^\d{1,30}$/.test(text)) return Math.min(Number(text), MAX_COUNT);
  throw new GatewayError('LENKE_SEARCH_VALUE', {
    parameter: '_count',
    reason: 'a whole number is needed.',
    expression: 'http._count',
  });
}

function toEntry(base: string, stored: SeenResource, shape: Shape | undefined): EntryText {
  return {
    fullUrl: fullUrlOf(base, stored),
    ...(!stored.deleted && { resource: shapeText(stored.content, shape) }),
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
