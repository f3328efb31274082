// Would this be taken? $validate says all that is wrong with a resource, and stores nothing.

import { GatewayError } from '../../domain/failure.ts';
import { isExactObject, isResource } from '../../domain/json.ts';
import type { Issue } from '../../fhir/issue.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { outcomeText, placed } from './outcome.ts';
import { type FhirRequest, type Incoming, isR4Type, placeFacts, resourceOf, shownType } from './request.ts';

/** What is asked: the resource (none: the stored one), a mode and profiles. */
interface Question {
  readonly subject: Incoming | undefined;
  readonly mode: string | undefined;
  readonly profiles: readonly string[];
}

const MODES: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'profile']);

/** 200 with an OperationOutcome, whether valid or not. The body is the resource, or Parameters with it. */
export async function validate(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const type = knownType(parts, request.type);
  const question = readQuestion(request);
  checkMode(question, request);
  if (question.mode === 'delete') return answer([], undefined, request);
  const subject = question.subject ?? (await stored(parts, type, request.id ?? ''));
  resourceOf(subject, type);
  const { profiles } = question;
  const { value, text, locate } = subject;
  const issues =
    text === undefined
      ? parts.validator.validate(value, { profiles, locate })
      : await parts.validation.validateText(text, value, { profiles, locate });
  return answer(issues, subject, request);
}

function answer(issues: readonly Issue[], subject: Incoming | undefined, request: FhirRequest): Answer {
  return { status: 200, body: outcomeText(placed(issues, subject), request.call) };
}

function knownType(parts: ApiParts, type: string | undefined): string {
  if (type !== undefined && isR4Type(parts, type)) return type;
  throw new GatewayError('LENKE_TYPE_UNKNOWN', { type: shownType(type), expression: 'http.url' });
}

function checkMode({ mode, subject, profiles }: Question, request: FhirRequest): void {
  const known = mode === undefined || MODES.has(mode);
  const profiled = mode !== 'profile' || profiles.length > 0;
  const something = subject !== undefined || request.id !== undefined;
  if (known && profiled && something) return;
  throw new GatewayError('LENKE_SEARCH_VALUE', {
    parameter: 'mode',
    reason: 'create, update, delete, or profile together with a profile and a resource.',
    expression: 'http.mode',
  });
}

function readQuestion(request: FhirRequest): Question {
  const { body, params } = request;
  const inUrl = { mode: params.get('mode') ?? undefined, profiles: params.getAll('profile') };
  const isParameters = isResource(body?.exact) && body.exact.resourceType === 'Parameters';
  if (!body || !isParameters || request.type === 'Parameters') return { subject: body, ...inUrl };
  const list = parameterList(body);
  const values = (name: string, key: string): string[] =>
    list.flatMap((item) =>
      isExactObject(item) && item['name'] === name && typeof item[key] === 'string' ? [item[key]] : [],
    );
  const index = list.findIndex((item) => isExactObject(item) && item['name'] === 'resource');
  return {
    subject: index < 0 ? undefined : parameterResource(body, index),
    mode: values('mode', 'valueCode')[0] ?? inUrl.mode,
    profiles: [...values('profile', 'valueUri'), ...values('profile', 'valueCanonical'), ...inUrl.profiles],
  };
}

function parameterList(body: Incoming): readonly unknown[] {
  const list = isExactObject(body.exact) ? (body.exact['parameter'] ?? []) : [];
  if (Array.isArray(list)) return list;
  throw new GatewayError('LENKE_NOT_VALID', {
    reason: 'a list is needed.',
    ...placeFacts(body, 'Parameters.parameter'),
  });
}

function parameterResource(body: Incoming, index: number): Incoming {
  const pick = (root: unknown): unknown => {
    const list = isExactObject(root) ? root['parameter'] : undefined;
    const item: unknown = Array.isArray(list) ? list[index] : undefined;
    return isExactObject(item) ? item['resource'] : undefined;
  };
  const prefix = `Parameters.parameter[${index}].resource`;
  return {
    value: pick(body.value),
    exact: pick(body.exact),
    locate: (expression) => body.locate(`${prefix}${expression.replace(/^[^.]*/, '')}`),
  };
}

async function stored(parts: ApiParts, type: string, id: string): Promise<Incoming> {
  const found = await parts.store.records.read(type, id);
  if (!found) throw new GatewayError('LENKE_NOT_FOUND', { type, expression: 'http.url' });
  if (found.deleted) throw new GatewayError('LENKE_DELETED', { type, expression: 'http.url' });
  const value: unknown = JSON.parse(found.content);
  return { value, exact: value, locate: () => undefined };
}
