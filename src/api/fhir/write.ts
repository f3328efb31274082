// How does a resource come, change and go? create, update and delete, each also under a condition.

import { GatewayError } from '../../domain/failure.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { readCondition } from './condition.ts';
import { readParams } from './params.ts';
import { type Conditions, type FhirRequest, placeFacts, resourceOf, servedType } from './request.ts';
import { submit } from './submit.ts';
import { expectedVersion, readIfMatch } from './version.ts';

/**
 * POST Type, with If-None-Exist: 201, or 200 with what was there. A condition in the address means the same, as fhirpy sends
 * it: to leave it out in silence would make two.
 */
export async function create(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const type = servedType(parts, request.type);
  const resource = resourceOf(request.body, type);
  const condition = noneExist(request.conditions, request.params, type, 'http.if-none-exist');
  const ifNoneExist = condition && readCondition(parts, type, condition, 'http.if-none-exist');
  return submit(parts, request, { kind: 'create', resource, ...(ifNoneExist && { ifNoneExist }) }, type);
}

/**
 * The condition of a create: of the header, else of the address; undefined when there is none. Only what stands after the
 * question mark is a condition; a type before it must be that of the resource (LENKE_CONDITION).
 */
export function noneExist(
  { ifNoneExist }: Conditions,
  params: URLSearchParams,
  type: string,
  expression: string,
): URLSearchParams | undefined {
  if (ifNoneExist === undefined) return params.size > 0 ? params : undefined;
  const address = /^\s*([^?=]*)\?/.exec(ifNoneExist);
  const [whole = '', path = ''] = address ?? [];
  if (path !== '' && path.split('/').at(-1) !== type)
    throw new GatewayError('LENKE_CONDITION', { expression, reason: `it is not about ${type}.` });
  return readParams(ifNoneExist.slice(whole.length).trim());
}

/** PUT Type/id: 200, or 201 when nothing had this id. */
export async function update(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const type = servedType(parts, request.type);
  const id = request.id ?? '';
  const resource = resourceOf(request.body, type);
  if (resource['id'] !== id) {
    throw new GatewayError('LENKE_ID_MISMATCH', placeFacts(request.body, `${type}.id`));
  }
  const ifMatch = expectedVersion(request.conditions);
  return submit(
    parts,
    request,
    { kind: 'update', resource, id, mayCreate: mayCreate(parts), ...(ifMatch !== undefined && { ifMatch }) },
    type,
  );
}

/** PUT Type?condition: updates the one match, creates when there is none. */
export async function updateConditional(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const type = servedType(parts, request.type);
  const where = readCondition(parts, type, request.params, 'http.url');
  const resource = resourceOf(request.body, type);
  const ifMatch = expectedVersion(request.conditions);
  return submit(
    parts,
    request,
    {
      kind: 'update-where',
      resource,
      where,
      mayCreate: mayCreate(parts),
      ...(ifMatch !== undefined && { ifMatch }),
    },
    type,
  );
}

/** DELETE Type/id: 204, also when it was gone already. */
export async function remove(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const type = servedType(parts, request.type);
  const ifMatch = readIfMatch(request.conditions.ifMatch);
  const id = request.id ?? '';
  return submit(
    parts,
    request,
    { kind: 'delete', type, id, ...(ifMatch !== undefined && { ifMatch }) },
    type,
  );
}

/** DELETE Type?condition: deletes the one match, or all of them when the setting says so. */
export async function removeConditional(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const type = servedType(parts, request.type);
  const where = readCondition(parts, type, request.params, 'http.url');
  const ifMatch = readIfMatch(request.conditions.ifMatch);
  return submit(
    parts,
    request,
    { kind: 'delete-where', where, multiple: multiple(parts), ...(ifMatch !== undefined && { ifMatch }) },
    type,
  );
}

/** May an update make what was never there? (LENKE_UPDATE_CREATE) */
export function mayCreate({ config }: ApiParts): boolean {
  return config.updateCreate === 'on';
}

/** Does a conditional delete take several? (LENKE_CONDITIONAL_DELETE) */
export function multiple({ config }: ApiParts): boolean {
  return config.conditionalDelete === 'multiple';
}
