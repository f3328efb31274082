// How is a part of a resource changed? JSON Patch and FHIRPath Patch: read, change, and then an update like any other.

import { GatewayError } from '../../domain/failure.ts';
import { isExactObject, isResource, type JsonObject, text } from '../../domain/json.ts';
import { readJson } from '../../fhir/json/read.ts';
import { applyFhirPathPatch, type PatchTools } from '../../fhir/patch/fhirpath-patch.ts';
import { applyJsonPatch } from '../../fhir/patch/json-patch.ts';
import { applyMergePatch } from '../../fhir/patch/merge-patch.ts';
import { toPlain } from '../../fhir/patch/exact.ts';
import type { SearchQuery } from '../../fhir/search/query.ts';
import { parseContent } from '../../store/records/content.ts';
import type { Eyes } from '../../pipeline/looking/eyes.ts';
import type { SeenResource, Wanted } from '../../store/records/types.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { readCondition } from './condition.ts';
import { again } from './again.ts';
import { type FhirRequest, type Incoming, placeFacts, servedType } from './request.ts';
import { submit } from './submit.ts';
import { readIfMatch } from './version.ts';

/** Changes a resource; throws LENKE_PATCH_INVALID, LENKE_PATCH_FAILED or LENKE_ID_MISMATCH. */
export type Change = (resource: JsonObject) => JsonObject;

/** PATCH Type/id. Without If-Match a writer who was faster is no conflict: the patch is done on what that one wrote. */
export async function patch(parts: ApiParts, request: FhirRequest, tools: PatchTools): Promise<Answer> {
  const type = servedType(parts, request.type);
  const change = readPatch(parts, request.body, tools);
  const find = async (): Promise<SeenResource> =>
    current(await request.eyes.records.read(type, request.id ?? ''), type);
  return patchFound(parts, request, type, find, change);
}

/** PATCH Type?condition: changes the one match; 404 without one, 412 with several. */
export async function patchConditional(
  parts: ApiParts,
  request: FhirRequest,
  tools: PatchTools,
): Promise<Answer> {
  const type = servedType(parts, request.type);
  const where = readCondition(parts, type, request.params, 'http.url');
  const change = readPatch(parts, request.body, tools);
  return patchFound(parts, request, type, () => findOne(request.eyes, where, 'http.url'), change);
}

async function patchFound(
  parts: ApiParts,
  request: FhirRequest,
  type: string,
  find: () => Promise<SeenResource>,
  change: Change,
): Promise<Answer> {
  const wanted = readIfMatch(request.conditions.ifMatch);
  return again(typeof wanted !== 'number', async () => {
    const { resource, version } = changed(await find(), wanted, change, 'http.if-match');
    const id = text(resource['id']) ?? '';
    const patched = { ...request, body: asIncoming(resource) };
    return submit(parts, patched, { kind: 'update', resource, id, ifMatch: version }, type);
  });
}

/** The changed resource and the version it was made from; LENKE_VERSION_CONFLICT when that is not the one wanted. */
export function changed(
  stored: SeenResource,
  wanted: Wanted | undefined,
  change: Change,
  expression: string,
): { readonly resource: JsonObject; readonly version: number } {
  const { version, content } = stored;
  if (typeof wanted === 'number' && wanted !== version) {
    throw new GatewayError('LENKE_VERSION_CONFLICT', { expected: wanted, current: version, expression });
  }
  return { resource: change(parseContent(content)), version };
}

/** The one resource that answers: LENKE_NOT_FOUND for none, LENKE_MULTIPLE_MATCHES for several. */
export async function findOne(
  { records }: Eyes,
  where: SearchQuery,
  expression: string,
): Promise<SeenResource> {
  const { matches } = await records.search({ ...where, count: 2 });
  const [first, second] = matches;
  if (second) throw new GatewayError('LENKE_MULTIPLE_MATCHES', { expression });
  if (first) return first.stored;
  throw new GatewayError('LENKE_NOT_FOUND', { type: where.type, expression });
}

/** What is there now: LENKE_NOT_FOUND when nothing was ever, LENKE_DELETED when it is gone. */
export function current(
  stored: SeenResource | undefined,
  type: string,
  expression = 'http.url',
): SeenResource {
  if (!stored) throw new GatewayError('LENKE_NOT_FOUND', { type, expression });
  if (stored.deleted) throw new GatewayError('LENKE_DELETED', { type, expression });
  return stored;
}

/** A resource made here, as if it had come in; it has no text, so its faults have no lines. */
export function asIncoming(resource: JsonObject): Incoming {
  return { value: toPlain(resource), exact: resource, locate: () => undefined };
}

/**
 * Reads a patch: a list (JSON Patch), Parameters (FHIRPath Patch), a Binary that holds a list, as entries of a Bundle do, or
 * any other object (JSON Merge Patch).
 */
export function readPatch(parts: ApiParts, body: Incoming | undefined, tools: PatchTools): Change {
  const exact = body?.exact;
  if (Array.isArray(exact)) return (resource) => applyJsonPatch(resource, exact);
  if (isResource(exact) && exact.resourceType === 'Parameters') {
    return (resource) => placedIn(body, () => applyFhirPathPatch(resource, exact, tools));
  }
  if (isResource(exact) && exact.resourceType === 'Binary') {
    const operations = unpacked(parts, exact);
    return (resource) => applyJsonPatch(resource, operations);
  }
  if (isExactObject(exact)) return (resource) => applyMergePatch(resource, exact);
  const reason = 'a list of operations, a Parameters resource or the members to change are needed.';
  throw new GatewayError('LENKE_PATCH_INVALID', { number: 0, reason });
}

function unpacked(parts: ApiParts, binary: JsonObject): unknown {
  const data = text(binary['data']) ?? '';
  if (text(binary['contentType'])?.startsWith('application/json-patch+json') === true) {
    return readJson(Buffer.from(data, 'base64'), parts.config).exact;
  }
  const reason = 'contentType of the Binary must be application/json-patch+json.';
  throw new GatewayError('LENKE_PATCH_INVALID', { number: 0, reason });
}

/** A fault of an operation is told at its parameter. */
function placedIn<T>(body: Incoming | undefined, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof GatewayError) || error.facts['number'] === undefined) throw error;
    const place = placeFacts(body, `Parameters.parameter[${error.facts['number']}]`);
    throw new GatewayError(error.code, { ...error.facts, ...place }, { cause: error });
  }
}
