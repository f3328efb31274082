// What does this resource say, now or then? read and vread.

import { GatewayError } from '../../domain/failure.ts';
import type { SeenResource } from '../../store/records/types.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { type FhirRequest, servedType } from './request.ts';
import { readShape, shapeText } from './shape-params.ts';
import { isKnown, versionHeaders } from './version.ts';

/** The current version; 304 when the caller has it, 404 when it never was, 410 when it is deleted. */
export async function read(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const type = servedType(parts, request.type);
  const stored = await request.eyes.records.read(type, request.id ?? '');
  return answer(found(stored, type), request);
}

/** One version; a version that deleted the resource is 410. */
export async function vread(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const type = servedType(parts, request.type);
  const version = readVersion(request.version);
  if (version === undefined) throw notFound(type);
  return answer(found(await request.eyes.records.vread(type, request.id ?? '', version), type), request);
}

function readVersion(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

function notFound(type: string): GatewayError {
  return new GatewayError('LENKE_NOT_FOUND', { type, expression: 'http.url' });
}

function found(stored: SeenResource | undefined, type: string): SeenResource {
  if (!stored) throw notFound(type);
  if (stored.deleted) throw new GatewayError('LENKE_DELETED', { type, expression: 'http.url' });
  return stored;
}

function answer(stored: SeenResource, request: FhirRequest): Answer {
  const headers = versionHeaders(stored);
  const { updated } = stored;
  if (isKnown(stored, request.conditions)) return { status: 304, headers, updated };
  const { countOnly, shape } = readShape(request.params);
  // A resource has no number of matches: `_summary=count` leaves it whole.
  return { status: 200, headers, updated, body: shapeText(stored.content, countOnly ? undefined : shape) };
}
