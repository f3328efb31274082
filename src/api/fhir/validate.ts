// Would this be taken? $validate says all that is wrong with a resource, and stores nothing.

import { GatewayError } from '../../domain/failure.ts';
import { type BodyAnswer, type BodyQuestion, validateSent } from '../../fhir/validator/validate-body.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { type FhirRequest, isR4Type, shownType } from './request.ts';

/**
 * 200 with an OperationOutcome, whether valid or not. The body is the resource, or Parameters with it; it is read where it
 * is validated, a large one in a thread, so that nobody waits for it.
 */
export async function validate(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const type = knownType(parts, request.type);
  const question = questionOf(parts, request, type);
  const asked = await answerTo(parts, request, question);
  if (asked.kind === 'outcome') return written(asked.text);
  const bytes = await stored(request, type, request.id ?? '');
  const found = await parts.validation.validateBody([bytes], { ...question, profiles: asked.profiles });
  return found.kind === 'outcome' ? written(found.text) : { status: 200 };
}

/** An entry of a batch was read with its Bundle; everything else comes as bytes. */
async function answerTo(
  parts: ApiParts,
  { bytes, body }: FhirRequest,
  question: BodyQuestion,
): Promise<BodyAnswer> {
  return bytes
    ? parts.validation.validateBody(bytes, question)
    : validateSent(parts.validator, body, question);
}

function questionOf(parts: ApiParts, { params, id, call }: FhirRequest, type: string): BodyQuestion {
  const { maxDepth, environment } = parts.config;
  return {
    type,
    mode: params.get('mode') ?? undefined,
    profiles: params.getAll('profile'),
    hasStored: id !== undefined,
    language: call.language,
    maxDepth,
    syntheticOnly: environment !== 'production',
  };
}

function written(text: string | Uint8Array): Answer {
  return { status: 200, body: text };
}

function knownType(parts: ApiParts, type: string | undefined): string {
  if (type !== undefined && isR4Type(parts, type)) return type;
  throw new GatewayError('LENKE_TYPE_UNKNOWN', { type: shownType(type), expression: 'http.url' });
}

async function stored({ eyes }: FhirRequest, type: string, id: string): Promise<Uint8Array> {
  const found = await eyes.records.read(type, id);
  if (!found) throw new GatewayError('LENKE_NOT_FOUND', { type, expression: 'http.url' });
  if (found.deleted) throw new GatewayError('LENKE_DELETED', { type, expression: 'http.url' });
  return Buffer.from(found.content);
}
