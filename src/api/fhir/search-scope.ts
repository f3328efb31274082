// What is searched: a type, several types, or what belongs to a compartment?

import { GatewayError } from '../../domain/failure.ts';
import { compartmentParameters, isCompartment } from '../../fhir/search/compartments.ts';
import type { SearchQuery } from '../../fhir/search/query.ts';
import type { ApiParts } from '../parts.ts';
import { isR4Type, servedType, shownType } from './request.ts';
import type { Route } from './routes.ts';

/** Where a search looks, and the address it has. */
export interface SearchScope extends Pick<SearchQuery, 'type' | 'types' | 'compartment'> {
  /** Below /fhir: `Patient`, `Patient/1/Observation`, or nothing. */
  readonly path: string;
}

type Where = Pick<Route, 'type' | 'id' | 'member'>;

/** `_type=A,B` of a search on several types; all that are served without it. */
function typesAsked(parts: ApiParts, params: URLSearchParams): readonly string[] {
  const asked = params.getAll('_type').flatMap((text) => text.split(',').filter((type) => type !== ''));
  if (asked.length === 0) return [...parts.types].filter((type) => isR4Type(parts, type)).sort();
  return [...new Set(asked)].map((type) => servedType(parts, type, 'http._type'));
}

function ofCompartment(parts: ApiParts, where: Where, member: string, params: URLSearchParams): SearchScope {
  const { type: owner = '', id = '' } = where;
  const refused = (type: string): GatewayError =>
    new GatewayError('LENKE_COMPARTMENT', { compartment: shownType(owner), type, expression: 'http.url' });
  if (!isCompartment(owner)) throw refused(shownType(member));
  const compartment = { type: owner, id };
  const path = `${owner}/${id}/${member}`;
  if (member !== '*') {
    const type = servedType(parts, member);
    if (!compartmentParameters(owner, type)) throw refused(type);
    return { path, type, compartment };
  }
  const asked = typesAsked(parts, params);
  const types = asked.filter((type) => compartmentParameters(owner, type) !== undefined);
  const [outside] = params.get('_type') ? asked.filter((type) => !types.includes(type)) : [];
  if (outside !== undefined) throw refused(outside);
  return { path, type: 'Resource', types, compartment };
}

/** The scope of an address. Throws LENKE_TYPE_UNKNOWN, LENKE_TYPE_NOT_SERVED and LENKE_COMPARTMENT. */
export function scopeOf(parts: ApiParts, where: Where, params: URLSearchParams): SearchScope {
  if (where.member !== undefined) return ofCompartment(parts, where, where.member, params);
  if (where.type === undefined) return { path: '', type: 'Resource', types: typesAsked(parts, params) };
  const type = servedType(parts, where.type);
  return { path: type, type };
}
