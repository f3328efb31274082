// Which resources answer these criteria? Search by GET and POST, page by page.

import type { Issue } from '../../fhir/issue.ts';
import { failureIssue } from '../../fhir/outcome.ts';
import { GatewayError } from '../../domain/failure.ts';
import { parseSearch, type ParsedSearch, type UnsupportedParameter } from '../../fhir/search/parse.ts';
import type { SearchQuery } from '../../fhir/search/query.ts';
import type { Shape } from '../../fhir/search/shape.ts';
import { SEARCH_LIMITS } from '../../store/records/search/limits.ts';
import type { SearchPage, SeenResource } from '../../store/records/types.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { bundleText, type EntryText, fullUrlOf } from './bundle-text.ts';
import { outcomeText } from './outcome.ts';
import { holdsPersonNumber, shownParameter } from './params.ts';
import { readPrefer } from './prefer.ts';
import type { FhirRequest } from './request.ts';
import type { Route } from './routes.ts';
import type { Seal } from './seal.ts';
import { scopeOf, type SearchScope } from './search-scope.ts';
import { slowIssues } from './slow-search.ts';
import { readShape, shapeText } from './shape-params.ts';

/** What of a request decides how a page looks. */
type Asked = Pick<FhirRequest, 'params' | 'caller' | 'call'>;

/** A searchset Bundle. `_page` continues a search where its next link said. */
export async function search(parts: ApiParts, request: FhirRequest, seal: Seal): Promise<Answer> {
  const scope = scopeOf(parts, request, request.params);
  const sealed = request.params.get('_page');
  const parsed =
    sealed === null
      ? parse(parts, scope, request.params, readPrefer(request.conditions.prefer).strict)
      : { query: seal.open(sealed, request.caller.id, scope.type), unsupported: [] };
  const began = performance.now();
  const page = await request.eyes.records.search(parsed.query);
  // A guarded caller must not learn from the time how much there is that it does not see.
  const ms = request.eyes.sight ? 0 : performance.now() - began;
  const slow = slowIssues(parsed.query, ms, parts.config.slowSearchMs);
  return { status: 200, body: pageText(parts, request, scope, parsed, page, seal, slow) };
}

/** A page of a search as Bundle text, with the links to itself and to what follows. */
function pageText(
  parts: ApiParts,
  request: Asked,
  scope: SearchScope,
  parsed: ParsedSearch,
  page: SearchPage<SeenResource>,
  seal: Seal,
  slow: readonly Issue[] = [],
): string {
  const address = `${parts.baseUrl()}/fhir${scope.path === '' ? '' : `/${scope.path}`}`;
  const sealedUrl = (query: SearchQuery): string =>
    `${address}?_page=${seal.close(query, request.caller.id)}`;
  const link = [
    { relation: 'self', url: selfUrl(address, request, parsed, sealedUrl) },
    ...(page.next === undefined
      ? []
      : [{ relation: 'next', url: sealedUrl({ ...parsed.query, cursor: page.next }) }]),
  ];
  const head = {
    type: 'searchset',
    timestamp: parts.clock.now().toISOString(),
    total: page.total,
    link,
  } as const;
  return bundleText(head, entries(parts, request, parsed, page, slow));
}

/** The search inside a transaction: the query alone, strictly read. */
export function readSearch(
  parts: ApiParts,
  where: Pick<Route, 'type' | 'id' | 'member'>,
  params: URLSearchParams,
): SearchQuery {
  return parse(parts, scopeOf(parts, where, params), params, true).query;
}

/** The page of a search inside a transaction. */
export function insideText(
  parts: ApiParts,
  where: Pick<Route, 'type' | 'id' | 'member'>,
  asked: Asked,
  query: SearchQuery,
  page: SearchPage<SeenResource>,
  seal: Seal,
): string {
  const scope = scopeOf(parts, where, asked.params);
  return pageText(parts, asked, scope, { query, unsupported: [] }, page, seal);
}

function parse(parts: ApiParts, scope: SearchScope, params: URLSearchParams, strict: boolean): ParsedSearch {
  const { type, types, compartment } = scope;
  const form = readShape(params);
  const [first] = form.unsupported;
  if (strict && first) throw refused(type, first);
  const several = types === undefined ? {} : { types };
  const criteria = [...params].filter(([name]) => types === undefined || name !== '_type');
  const parsed = parseSearch(type, criteria, {
    parameters: parts.searchParameters,
    handling: strict ? 'strict' : 'lenient',
    now: parts.clock.now(),
    base: `${parts.baseUrl()}/fhir`,
    ...several,
  });
  const query: SearchQuery = {
    ...parsed.query,
    ...(compartment && { compartment }),
    ...(form.shape && { shape: form.shape }),
    ...(form.countOnly && { count: 0, total: 'accurate' }),
  };
  return { query, unsupported: [...form.unsupported, ...parsed.unsupported] };
}

function refused(type: string, { parameter, reason }: UnsupportedParameter): GatewayError {
  return new GatewayError('LENKE_SEARCH_PARAMETER', {
    parameter,
    type,
    hint: `Reason: ${reason}.`,
    expression: `http.${parameter}`,
  });
}

/** The search as it was understood: without what was left out, and sealed when it holds a person number. */
function selfUrl(
  address: string,
  request: Asked,
  { query, unsupported }: ParsedSearch,
  sealedUrl: (query: SearchQuery) => string,
): string {
  const { count } = query;
  if (request.params.has('_page') || holdsPersonNumber(request.params)) return sealedUrl(query);
  const left = new Set(unsupported.map(({ parameter, value }) => `${parameter}=${value}`));
  const used = [...request.params].filter(([name, value]) => value !== '' && !left.has(`${name}=${value}`));
  // Of several counts the last is meant, and more than a page may hold is as many as it may.
  const last = used.findLastIndex(([name]) => name === '_count');
  const params = new URLSearchParams(
    used.flatMap(([name, value], at): [string, string][] => {
      if (name !== '_count') return [[name, value]];
      return at === last ? [[name, String(count ?? value)]] : [];
    }),
  );
  return params.size === 0 ? address : `${address}?${params.toString()}`;
}

function entries(
  parts: ApiParts,
  request: Asked,
  { query, unsupported }: ParsedSearch,
  page: SearchPage<SeenResource>,
  slow: readonly Issue[],
): EntryText[] {
  const found = matches(parts, page, query.shape);
  const issues = [
    ...unsupported.map((item) => leftOut(query.type, item)),
    ...(page.scans ?? []).map((parameter) => failureIssue('LENKE_SEARCH_SCAN', { parameter })),
    ...slow,
    ...(page.includesCut ? [failureIssue('LENKE_SEARCH_INCLUDES', { limit: SEARCH_LIMITS.included })] : []),
  ];
  if (issues.length === 0) return found;
  return [...found, { resource: outcomeText(issues, request.call), search: { mode: 'outcome' } }];
}

function leftOut(type: string, { parameter, reason }: UnsupportedParameter): Issue {
  return failureIssue(
    'LENKE_SEARCH_PARAMETER',
    { parameter: shownParameter(parameter), type, hint: `It was left out: ${reason}.` },
    { severity: 'warning', expression: `http.${shownParameter(parameter)}` },
  );
}

function matches(parts: ApiParts, page: SearchPage<SeenResource>, shape: Shape | undefined): EntryText[] {
  const base = parts.baseUrl();
  return page.matches.map(({ stored, mode }) => ({
    fullUrl: fullUrlOf(base, stored),
    // Elements are those of the type that is searched; a summary is one for everything.
    resource: shapeText(stored.content, mode === 'include' && shape?.kind === 'elements' ? undefined : shape),
    search: { mode },
  }));
}
