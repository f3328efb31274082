// What does a body sent to $validate ask, and what is the answer? The resource itself, or Parameters that hold it.

import { GatewayError } from '../../domain/failure.ts';
import type { Language } from '../../domain/language.ts';
import type { Issue } from '../issue.ts';
import { isExactObject, isResource } from '../../domain/json.ts';
import { type Incoming, placeFacts, resourceOf } from '../json/incoming.ts';
import { readJson } from '../json/read.ts';
import { findRealPersons } from '../norwegian/real-person.ts';
import { failureIssue, toOutcome } from '../outcome.ts';
import type { Validator } from './validator.ts';

/** What the address of a call says, and what is taken here. Plain data: it is sent to threads. */
export interface BodyQuestion {
  /** The type in the address. */
  readonly type: string;
  readonly mode?: string | undefined;
  readonly profiles: readonly string[];
  /** True when the address names a stored resource, which is validated when the body holds none. */
  readonly hasStored: boolean;
  readonly language: Language;
  readonly maxDepth: number;
  /** True where real persons are refused. */
  readonly syntheticOnly: boolean;
}

/** An OperationOutcome as JSON text or its UTF-8; or that the stored resource is asked about, with these profiles. */
export type BodyAnswer =
  | { readonly kind: 'outcome'; readonly text: string | Uint8Array }
  | { readonly kind: 'stored'; readonly profiles: readonly string[] };

/**
 * Reads and validates the bytes of a body. Throws what `readJson` throws, LENKE_TYPE_MISMATCH for another type than the
 * address says, LENKE_SEARCH_VALUE for a mode that is none and LENKE_NOT_VALID for Parameters without a list.
 */
export function validateBody(validator: Validator, bytes: Uint8Array, question: BodyQuestion): BodyAnswer {
  return validateSent(validator, readJson(bytes, question), question);
}

/** As `validateBody`, for JSON that was read already; without any the stored resource is asked about. */
export function validateSent(
  validator: Validator,
  body: Incoming | undefined,
  question: BodyQuestion,
): BodyAnswer {
  const asked = readAsked(body, question);
  checkMode(asked, question);
  if (asked.mode === 'delete') return outcome([], question);
  const { subject, profiles } = asked;
  if (!subject) return { kind: 'stored', profiles };
  resourceOf(subject, question.type);
  const { value, exact, locate } = subject;
  const issues = validator.validate(value, { profiles, exact, locate });
  return outcome([...issues, ...realPersons(subject, question)], question);
}

/** What is asked: the resource (none: the stored one), a mode and profiles. */
interface Asked {
  readonly subject: Incoming | undefined;
  readonly mode: string | undefined;
  readonly profiles: readonly string[];
}

function readAsked(body: Incoming | undefined, question: BodyQuestion): Asked {
  const { mode, profiles } = question;
  const isParameters = isResource(body?.exact) && body.exact.resourceType === 'Parameters';
  if (!body || !isParameters || question.type === 'Parameters') return { subject: body, mode, profiles };
  const list = parameterList(body);
  const values = (name: string, key: string): string[] =>
    list.flatMap((item) =>
      isExactObject(item) && item['name'] === name && typeof item[key] === 'string' ? [item[key]] : [],
    );
  const index = list.findIndex((item) => isExactObject(item) && item['name'] === 'resource');
  return {
    subject: index < 0 ? undefined : parameterResource(body, index),
    mode: values('mode', 'valueCode')[0] ?? mode,
    profiles: [...values('profile', 'valueUri'), ...values('profile', 'valueCanonical'), ...profiles],
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

const MODES: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'profile']);

function checkMode({ mode, subject, profiles }: Asked, { hasStored }: BodyQuestion): void {
  const known = mode === undefined || MODES.has(mode);
  const profiled = mode !== 'profile' || profiles.length > 0;
  const something = subject !== undefined || hasStored;
  if (known && profiled && something) return;
  throw new GatewayError('LENKE_SEARCH_VALUE', {
    parameter: 'mode',
    reason: 'create, update, delete, or profile together with a profile and a resource.',
    expression: 'http.mode',
  });
}

/** Sent for good, such a resource would be refused; the answer names the place, never the number. */
function realPersons({ value, locate }: Incoming, { syntheticOnly, type }: BodyQuestion): readonly Issue[] {
  if (!syntheticOnly) return [];
  return findRealPersons(value, type).map((expression) =>
    failureIssue('LENKE_REAL_PERSON', { expression }, { expression, ...locate(expression) }),
  );
}

function outcome(issues: readonly Issue[], { language }: BodyQuestion): BodyAnswer {
  return { kind: 'outcome', text: JSON.stringify(toOutcome(issues, language)) };
}
