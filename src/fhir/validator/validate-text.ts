// Is this text a valid resource? Read, validated, each issue with its line and column.

import { GatewayError } from '../../domain/failure.ts';
import type { Issue } from '../issue.ts';
import { type JsonText, readJson } from '../json/read.ts';
import { failureIssue } from '../outcome.ts';
import type { TerminologyServer } from '../terminology/server.ts';
import type { ValidateOptions, Validator } from './validator.ts';

const LIMITS = { maxDepth: 200 };

type TextOptions = Omit<ValidateOptions, 'locate' | 'exact'>;

/** Issues of a text; when it cannot be read, the one issue that says so. */
export function validateBytes(validator: Validator, bytes: Uint8Array, options: TextOptions = {}): Issue[] {
  const read = readOrIssue(bytes);
  if ('issue' in read) return [read.issue];
  const { value, exact, locate } = read;
  return validator.validate(value, { ...options, exact, locate });
}

/** As `validateBytes`, and `server` is asked about the codes that cannot be checked offline. */
export async function validateBytesAsking(
  server: TerminologyServer,
  validator: Validator,
  bytes: Uint8Array,
  options: TextOptions = {},
): Promise<Issue[]> {
  const read = readOrIssue(bytes);
  if ('issue' in read) return [read.issue];
  const { value, exact, locate } = read;
  return validator.validateAsking(server, value, { ...options, exact, locate });
}

function readOrIssue(bytes: Uint8Array): JsonText | { readonly issue: Issue } {
  try {
    return readJson(bytes, LIMITS);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { issue: failureIssue(error.code, error.facts, placeOf(error.facts)) };
  }
}

function placeOf(facts: GatewayError['facts']): { line?: number; column?: number; expression?: string } {
  const { line, column, expression } = facts;
  return {
    ...(typeof line === 'number' && { line }),
    ...(typeof column === 'number' && { column }),
    ...(typeof expression === 'string' && { expression }),
  };
}
