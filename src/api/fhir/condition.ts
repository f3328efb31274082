// Which resource is meant by a condition? `identifier=…|…` of If-None-Exist, conditional update and delete.

import { GatewayError } from '../../domain/failure.ts';
import { parseSearch } from '../../fhir/search/parse.ts';
import type { SearchQuery } from '../../fhir/search/query.ts';
import type { ApiParts } from '../parts.ts';

/**
 * Reads a condition on `type`. LENKE_CONDITION when it is empty or uses anything that is not offered: a condition with
 * one part left out would hit the wrong resource.
 */
export function readCondition(
  parts: ApiParts,
  type: string,
  params: URLSearchParams,
  expression: string,
): SearchQuery {
  const query = parse(parts, type, params, expression);
  if (query.criteria.length === 0) throw refused(expression, 'it names no search parameter.');
  return { type, criteria: query.criteria, includes: [], sort: [] };
}

function parse(parts: ApiParts, type: string, params: URLSearchParams, expression: string): SearchQuery {
  const { searchParameters: parameters } = parts;
  const options = {
    parameters,
    handling: 'strict',
    links: false,
    now: parts.clock.now(),
    base: `${parts.baseUrl()}/fhir`,
  } as const;
  try {
    return parseSearch(type, params, options).query;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw refused(expression, String(error.facts['reason'] ?? error.facts['hint'] ?? error.code), error);
  }
}

function refused(expression: string, reason: string, cause?: unknown): GatewayError {
  return new GatewayError('LENKE_CONDITION', { expression, reason }, { cause });
}
