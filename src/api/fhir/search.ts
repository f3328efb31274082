// Which resources answer these criteria? Search by GET and POST, page by page.

import { failureIssue } from '../../fhir/outcome.ts';
import { GatewayError } from '../../domain/failure.ts';
import { parseSearch, type ParsedSearch, type UnsupportedParameter } from '../../fhir/search/parse.ts';
import type { SearchQuery } from '../../fhir/search/query.ts';
import type { SearchPage } from '../../store/records/types.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { bundleText, type EntryText, fullUrlOf } from './bundle-text.ts';
import { outcomeText } from './outcome.ts';
import { holdsPersonNumber, shownParameter } from './params.ts';
import { readPrefer } from './prefer.ts';
import { type FhirRequest, servedType } from './request.ts';
import type { Seal } from './seal.ts';

/** A searchset Bundle. `_page` continues a search where its next link said. */
export async function search(parts: ApiParts, request: FhirRequest, seal: Seal): Promise<Answer> {
  const type = servedType(parts, request.type);
  const sealed = request.params.get('_page');
  const parsed =
    sealed === null
      ? parse(parts, request, type)
      : { query: seal.open(sealed, request.caller.id, type), unsupported: [] };
  const page = await parts.store.records.search(parsed.query);
  const address = `${parts.baseUrl()}/fhir/${type}`;
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
  return { status: 200, body: bundleText(head, entries(parts, request, parsed, page)) };
}

/** The search inside a transaction: the query alone, strictly read. */
export function readSearch(parts: ApiParts, type: string, params: URLSearchParams): SearchQuery {
  return parseWith(parts, type, params, true).query;
}

/** A search result as Bundle text without links, as an entry of a transaction answers it. */
export function pageText(parts: ApiParts, page: SearchPage): string {
  return bundleText({ type: 'searchset', total: page.total }, matches(parts, page));
}

function parse(parts: ApiParts, request: FhirRequest, type: string): ParsedSearch {
  return parseWith(parts, type, request.params, readPrefer(request.conditions.prefer).strict);
}

function parseWith(parts: ApiParts, type: string, params: URLSearchParams, strict: boolean): ParsedSearch {
  const form = readForm(params, type, strict);
  const parsed = parseSearch(type, params, {
    parameters: parts.searchParameters,
    handling: strict ? 'strict' : 'lenient',
    now: parts.clock.now(),
    base: `${parts.baseUrl()}/fhir`,
  });
  const query: SearchQuery = form.countOnly ? { ...parsed.query, count: 0, total: 'accurate' } : parsed.query;
  return { query, unsupported: [...form.unsupported, ...parsed.unsupported] };
}

/** `_summary` and `_elements`: only `_summary=count` and `false` are offered. */
function readForm(
  params: URLSearchParams,
  type: string,
  strict: boolean,
): { countOnly: boolean; unsupported: UnsupportedParameter[] } {
  const summary = params.get('_summary');
  const reason = 'only _summary=count and _summary=false are offered';
  const unsupported = [
    ...(summary === null || summary === 'count' || summary === 'false'
      ? []
      : [{ parameter: '_summary', reason }]),
    ...(params.has('_elements') ? [{ parameter: '_elements', reason: 'it is not offered' }] : []),
  ];
  const [first] = unsupported;
  if (strict && first) {
    throw new GatewayError('LENKE_SEARCH_PARAMETER', {
      parameter: first.parameter,
      type,
      hint: `Reason: ${first.reason}.`,
      expression: `http.${first.parameter}`,
    });
  }
  return { countOnly: summary === 'count', unsupported };
}

/** The search as it was understood: without what was left out, and sealed when it holds a person number. */
function selfUrl(
  address: string,
  request: FhirRequest,
  { query, unsupported }: ParsedSearch,
  sealedUrl: (query: SearchQuery) => string,
): string {
  if (request.params.has('_page') || holdsPersonNumber(request.params)) return sealedUrl(query);
  const left = new Set(unsupported.map((item) => item.parameter));
  const params = new URLSearchParams([...request.params].filter(([name]) => !left.has(name)));
  return params.size === 0 ? address : `${address}?${params.toString()}`;
}

function entries(
  parts: ApiParts,
  request: FhirRequest,
  { query, unsupported }: ParsedSearch,
  page: SearchPage,
): EntryText[] {
  const found = matches(parts, page);
  if (unsupported.length === 0) return found;
  const issues = unsupported.map(({ parameter, reason }) =>
    failureIssue(
      'LENKE_SEARCH_PARAMETER',
      { parameter: shownParameter(parameter), type: query.type, hint: `It was left out: ${reason}.` },
      { severity: 'warning', expression: `http.${shownParameter(parameter)}` },
    ),
  );
  return [...found, { resource: outcomeText(issues, request.call), search: { mode: 'outcome' } }];
}

function matches(parts: ApiParts, page: SearchPage): EntryText[] {
  const base = parts.baseUrl();
  return page.matches.map(({ stored, mode }) => ({
    fullUrl: fullUrlOf(base, stored),
    resource: stored.content,
    search: { mode },
  }));
}
