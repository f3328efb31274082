// What shall the store do for this entry? An entry of a transaction as an Interaction.

import type { JsonObject } from '../../domain/json.ts';
import type { Issue } from '../../fhir/issue.ts';
import { failureIssue } from '../../fhir/outcome.ts';
import { GatewayError } from '../../domain/failure.ts';
import type { SearchQuery } from '../../fhir/search/query.ts';
import type { Interaction, Wanted } from '../../store/records/types.ts';
import type { ApiParts } from '../parts.ts';
import { readCondition } from './condition.ts';
import { entryFault, type EntryRequest, movedTo } from './entries.ts';
import { insideHistory } from './history.ts';
import { type Incoming, placeFacts, resourceOf, servedType } from './request.ts';
import { readSearch } from './search.ts';
import { readShape } from './shape-params.ts';
import { expectedVersion, readIfMatch } from './version.ts';
import { mayCreate, multiple, noneExist } from './write.ts';

/** The interaction of an entry; throws with its place in the Bundle. */
export function toInteraction(parts: ApiParts, bundle: Incoming, entry: EntryRequest): Interaction {
  try {
    return interactionOf(parts, bundle, entry);
  } catch (error) {
    throw movedTo(bundle, `${entry.place}.request`, error);
  }
}

function interactionOf(parts: ApiParts, bundle: Incoming, entry: EntryRequest): Interaction {
  const { route, place, fullUrl, params } = entry;
  if (route.interaction === 'search-system')
    return { kind: 'search', query: readSearch(parts, route, params) };
  if (route.interaction === 'history-system') return insideHistory(parts, route, params);
  // What is about no type (metadata, $meta of the system) has its own words: it is no unknown type.
  if (route.type === undefined) throw notInside(bundle, entry);
  const type = servedType(parts, route.type, `${place}.request.url`);
  const id = route.id ?? '';
  const named = fullUrl !== undefined && { fullUrl };
  const ifMatch = matchOf(bundle, entry);
  const where = (): SearchQuery => readCondition(parts, type, params, `${place}.request.url`);
  switch (route.interaction) {
    case 'create':
      return {
        kind: 'create',
        resource: resource(bundle, entry, type),
        ...named,
        ...ifNoneExist(parts, entry, type),
      };
    case 'update':
      return {
        kind: 'update',
        resource: withId(bundle, entry, type, id),
        id,
        mayCreate: mayCreate(parts),
        ...named,
        ...ifMatch,
      };
    case 'update-conditional':
      return {
        kind: 'update-where',
        resource: resource(bundle, entry, type),
        where: where(),
        mayCreate: mayCreate(parts),
        ...named,
        ...ifMatch,
      };
    case 'delete':
      return { kind: 'delete', type, id, ...ifMatch };
    case 'delete-conditional':
      return { kind: 'delete-where', where: where(), multiple: multiple(parts), ...ifMatch };
    case 'read':
      readShape(params);
      return { kind: 'read', type, id };
    case 'vread':
      return {
        kind: 'read',
        type,
        id,
        version: Number(/^[1-9]\d{0,8}$/.exec(route.version ?? '')?.[0] ?? 0),
      };
    case 'search-type':
    case 'search-compartment':
      return { kind: 'search', query: readSearch(parts, route, params) };
    case 'history-type':
    case 'history-instance':
      return insideHistory(parts, route, params);
    default:
      throw notInside(bundle, entry);
  }
}

function notInside(bundle: Incoming, { place, route }: EntryRequest): GatewayError {
  const reason = `${route.interaction} cannot stand in a transaction. Send it by itself.`;
  return entryFault(bundle, `${place}.request.url`, reason);
}

function resource(bundle: Incoming, entry: EntryRequest, type: string): JsonObject {
  if (!entry.body) throw entryFault(bundle, `${entry.place}.resource`, 'resource is missing.');
  try {
    return resourceOf(entry.body, type);
  } catch (error) {
    throw movedTo(bundle, `${entry.place}.resource`, error);
  }
}

function withId(bundle: Incoming, entry: EntryRequest, type: string, id: string): JsonObject {
  const found = resource(bundle, entry, type);
  if (found['id'] === id) return found;
  throw new GatewayError('LENKE_ID_MISMATCH', placeFacts(bundle, `${entry.place}.resource.id`));
}

function matchOf(bundle: Incoming, entry: EntryRequest): { ifMatch?: Wanted } {
  const expression = `${entry.place}.request.ifMatch`;
  try {
    const isUpdate = entry.route.interaction.startsWith('update');
    const ifMatch = isUpdate
      ? expectedVersion(entry.conditions, expression)
      : readIfMatch(entry.conditions.ifMatch, expression);
    return ifMatch === undefined ? {} : { ifMatch };
  } catch (error) {
    throw movedTo(bundle, expression, error);
  }
}

function ifNoneExist(parts: ApiParts, entry: EntryRequest, type: string): { ifNoneExist?: SearchQuery } {
  const expression = `${entry.place}.request.ifNoneExist`;
  const params = noneExist(entry.conditions, entry.params, type, expression);
  if (params === undefined) return {};
  return { ifNoneExist: readCondition(parts, type, params, expression) };
}

/** Two entries that write the same resource, or carry the same fullUrl, cannot both be right (R4 http, transaction rules). */
export function checkIdentities(
  bundle: Incoming,
  entries: readonly (EntryRequest & { readonly interaction: Interaction })[],
): readonly Issue[] {
  const seen = new Set<string>();
  return entries.flatMap(({ place, fullUrl, interaction }) => {
    const keys = [
      ...(interaction.kind === 'update' ? [`${interaction.resource.resourceType}/${interaction.id}`] : []),
      ...(interaction.kind === 'delete' ? [`${interaction.type}/${interaction.id}`] : []),
      ...(fullUrl !== undefined && 'resource' in interaction ? [`fullUrl ${fullUrl}`] : []),
    ];
    const twice = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    if (!twice) return [];
    const reason = 'another entry writes the same resource or has the same fullUrl.';
    return [failureIssue('LENKE_ENTRY_REQUEST', { expression: place, reason }, placeFacts(bundle, place))];
  });
}
