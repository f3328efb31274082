// Which interaction is this? The whole FHIR surface in one table.

import { GatewayError } from '../../domain/failure.ts';

/** Interactions by the names of CapabilityStatement where it has one. */
export type InteractionName =
  | 'capabilities'
  | 'bundle'
  | 'process-message'
  | 'search-type'
  | 'search-compartment'
  | 'search-system'
  | 'create'
  | 'update'
  | 'update-conditional'
  | 'patch'
  | 'patch-conditional'
  | 'delete'
  | 'delete-conditional'
  | 'history-system'
  | 'history-type'
  | 'history-instance'
  | 'read'
  | 'vread'
  | 'validate'
  | 'meta'
  | 'everything'
  | 'disclosures'
  | 'expand'
  | 'validate-code'
  | 'validate-code-system'
  | 'lookup'
  | 'apply';

/** What a body is: none is read, a resource as JSON, a patch, or the form of a search. */
export type BodyKind = 'none' | 'json' | 'patch' | 'form' | 'json-or-none';

interface Row {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Segments; `:type`, `:id`, `:version` and `:member` stand for themselves. */
  readonly path: string;
  readonly interaction: InteractionName;
  readonly body: BodyKind;
  /** What `:member` is where the path does not say it. */
  readonly member?: '*';
}

/** Fixed words come before `:id`, so that `_search` is never read as an id. */
const ROUTES: readonly Row[] = [
  { method: 'GET', path: 'metadata', interaction: 'capabilities', body: 'none' },
  { method: 'POST', path: '', interaction: 'bundle', body: 'json' },
  { method: 'POST', path: '$process-message', interaction: 'process-message', body: 'json' },
  { method: 'GET', path: '', interaction: 'search-system', body: 'none' },
  { method: 'POST', path: '_search', interaction: 'search-system', body: 'form' },
  { method: 'POST', path: ':type/_search', interaction: 'search-type', body: 'form' },
  // Beyond R4: before it, and by clients still (HAPI's GET_WITH_SEARCH), a GET may name _search too.
  { method: 'GET', path: '_search', interaction: 'search-system', body: 'none' },
  { method: 'GET', path: ':type/_search', interaction: 'search-type', body: 'none' },
  { method: 'GET', path: '$meta', interaction: 'meta', body: 'none' },
  { method: 'POST', path: '$meta', interaction: 'meta', body: 'json-or-none' },
  { method: 'GET', path: 'ValueSet/$expand', interaction: 'expand', body: 'none' },
  { method: 'POST', path: 'ValueSet/$expand', interaction: 'expand', body: 'json-or-none' },
  { method: 'GET', path: 'ValueSet/$validate-code', interaction: 'validate-code', body: 'none' },
  { method: 'POST', path: 'ValueSet/$validate-code', interaction: 'validate-code', body: 'json-or-none' },
  { method: 'GET', path: 'CodeSystem/$validate-code', interaction: 'validate-code-system', body: 'none' },
  {
    method: 'POST',
    path: 'CodeSystem/$validate-code',
    interaction: 'validate-code-system',
    body: 'json-or-none',
  },
  { method: 'GET', path: 'CodeSystem/$lookup', interaction: 'lookup', body: 'none' },
  { method: 'POST', path: 'CodeSystem/$lookup', interaction: 'lookup', body: 'json-or-none' },
  { method: 'GET', path: 'PlanDefinition/$apply', interaction: 'apply', body: 'none' },
  { method: 'POST', path: 'PlanDefinition/$apply', interaction: 'apply', body: 'json-or-none' },
  { method: 'GET', path: 'PlanDefinition/:id/$apply', interaction: 'apply', body: 'none' },
  { method: 'POST', path: 'PlanDefinition/:id/$apply', interaction: 'apply', body: 'json-or-none' },
  { method: 'GET', path: '_history', interaction: 'history-system', body: 'none' },
  { method: 'GET', path: ':type/_history', interaction: 'history-type', body: 'none' },
  { method: 'POST', path: ':type/$validate', interaction: 'validate', body: 'json' },
  { method: 'GET', path: ':type', interaction: 'search-type', body: 'none' },
  { method: 'POST', path: ':type', interaction: 'create', body: 'json' },
  { method: 'PUT', path: ':type', interaction: 'update-conditional', body: 'json' },
  { method: 'PATCH', path: ':type', interaction: 'patch-conditional', body: 'patch' },
  { method: 'DELETE', path: ':type', interaction: 'delete-conditional', body: 'none' },
  { method: 'GET', path: ':type/:id/_history', interaction: 'history-instance', body: 'none' },
  { method: 'GET', path: ':type/$meta', interaction: 'meta', body: 'none' },
  { method: 'POST', path: ':type/$meta', interaction: 'meta', body: 'json-or-none' },
  { method: 'GET', path: ':type/:id/$meta', interaction: 'meta', body: 'none' },
  { method: 'POST', path: ':type/:id/$meta', interaction: 'meta', body: 'json-or-none' },
  { method: 'GET', path: ':type/:id/$everything', interaction: 'everything', body: 'none' },
  { method: 'POST', path: ':type/:id/$everything', interaction: 'everything', body: 'json-or-none' },
  { method: 'GET', path: ':type/:id/$disclosures', interaction: 'disclosures', body: 'none' },
  { method: 'GET', path: ':type/:id/$validate', interaction: 'validate', body: 'none' },
  { method: 'POST', path: ':type/:id/$validate', interaction: 'validate', body: 'json-or-none' },
  { method: 'GET', path: ':type/:id/_history/:version', interaction: 'vread', body: 'none' },
  { method: 'GET', path: ':type/:id/:member', interaction: 'search-compartment', body: 'none' },
  { method: 'POST', path: ':type/:id/_search', interaction: 'search-compartment', body: 'form', member: '*' },
  { method: 'POST', path: ':type/:id/:member/_search', interaction: 'search-compartment', body: 'form' },
  { method: 'GET', path: ':type/:id', interaction: 'read', body: 'none' },
  { method: 'PUT', path: ':type/:id', interaction: 'update', body: 'json' },
  { method: 'PATCH', path: ':type/:id', interaction: 'patch', body: 'patch' },
  { method: 'DELETE', path: ':type/:id', interaction: 'delete', body: 'none' },
];

const PATTERNS = ROUTES.map((row) => ({ ...row, segments: row.path === '' ? [] : row.path.split('/') }));

/** A route that was found, with what its path says. */
export interface Route {
  readonly interaction: InteractionName;
  readonly body: BodyKind;
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly version: string | undefined;
  /** Type, or `*`, that is searched in the compartment of `type` and `id`. */
  readonly member?: string | undefined;
}

/**
 * Finds the route of a method and a path below /fhir (`/Patient/1`, without query). HEAD is GET.
 * Throws LENKE_PATH_UNKNOWN, LENKE_METHOD with what is allowed, or LENKE_ID_INVALID.
 */
export function findRoute(method: string, path: string): Route {
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode);
  const matching = PATTERNS.filter((row) => matches(row.segments, segments));
  if (matching.length === 0) throw new GatewayError('LENKE_PATH_UNKNOWN', { expression: 'http.url' });
  const asked = method === 'HEAD' ? 'GET' : method;
  const row = matching.find((candidate) => candidate.method === asked);
  if (!row) throw notAllowed(method, matching);
  const part = (name: string): string | undefined => {
    const index = row.segments.indexOf(name);
    return index < 0 ? undefined : segments[index];
  };
  const id = part(':id');
  if (id !== undefined && !isId(id)) throw new GatewayError('LENKE_ID_INVALID', { expression: 'http.url' });
  return {
    interaction: row.interaction,
    body: row.body,
    type: part(':type'),
    id,
    version: part(':version'),
    member: part(':member') ?? row.member,
  };
}

/** True for an id of R4: 1–64 of letters, digits, `-` and `.`. */
export function isId(text: string): boolean {
  return /^[A-Za-z0-9\-.]{1,64}$/.test(text);
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  if (pattern.length !== segments.length) return false;
  return pattern.every((part, index) => {
    const segment = segments[index] ?? '';
    if (!part.startsWith(':')) return part === segment;
    // Words of the API begin with `_` or `$`, or are `metadata`; they are never a type or an id.
    return !/^[_$]/.test(segment) && segment !== 'metadata';
  });
}

function notAllowed(method: string, matching: readonly Row[]): GatewayError {
  const methods = new Set(matching.flatMap((row) => (row.method === 'GET' ? ['GET', 'HEAD'] : [row.method])));
  return new GatewayError('LENKE_METHOD', {
    method: method.replaceAll(/[^A-Z-]/g, '').slice(0, 20),
    allowed: [...methods].join(', '),
    expression: 'http.method',
  });
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new GatewayError('LENKE_PATH_UNKNOWN', { expression: 'http.url' }, { cause });
  }
}
