// How is a failure thrown, and said? A code of the table with its facts, in three languages.

import { type FailureCode, type FailureRow, FAILURES } from './failure-table.ts';
import { FAILURE_TEXTS } from './failure-texts.ts';
import type { Language } from './language.ts';

export { FAILURES } from './failure-table.ts';
export type { FailureCode, FailureRow, IssueType } from './failure-table.ts';

/** Facts fill the slots of a text (`{place}`); they never hold patient data. */
export type Facts = Readonly<Record<string, string | number>>;

/** The row of a code. */
export function failure(code: FailureCode): FailureRow {
  return FAILURES[code];
}

/** True when `text` is a code of the table. */
export function isFailureCode(text: string): text is FailureCode {
  return Object.hasOwn(FAILURES, text);
}

/** The sentence of a code in a language, slots filled with `facts`; a missing fact shows as `–`. */
export function failureText(code: FailureCode, facts: Facts, language: Language = 'en'): string {
  return FAILURE_TEXTS[code][language].replaceAll(/\{(\w+)\}/g, (_, slot: string) =>
    String(facts[slot] ?? '–'),
  );
}

/** The only error the project throws: a code, its facts, and the cause for the log. */
export class GatewayError extends Error {
  readonly code: FailureCode;
  readonly facts: Facts;

  constructor(code: FailureCode, facts: Facts = {}, options?: { cause?: unknown }) {
    super(`${code} ${failureText(code, facts)}`, options);
    this.name = 'GatewayError';
    this.code = code;
    this.facts = facts;
  }
}
