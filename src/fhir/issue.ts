// What is wrong with a resource, and where? One issue per fault.

import type { FailureCode, Facts, IssueType } from '../domain/failure.ts';

export type Severity = 'fatal' | 'error' | 'warning' | 'information';

/** One fault. */
export interface Issue {
  readonly severity: Severity;
  /** R4 issue-type. */
  readonly code: IssueType;
  /** Stable machine code: a failure code (`LENKE_…`) or a validator rule such as `cardinality-min`, `binding-required`. */
  readonly key: FailureCode | (string & {});
  /** FHIRPath with indexes, such as `Bundle.entry[2].resource.name[0].family`; absent when the fault has no place. */
  readonly expression?: string;
  /** Place in the text that came in, from 1. */
  readonly line?: number;
  readonly column?: number;
  /** What happened, why and what to do, in English; the other languages come from the key and the facts. */
  readonly text: string;
  /** Slots for the texts; never patient data. */
  readonly facts?: Facts;
}

/** True when something must be refused because of these issues. */
export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((issue) => issue.severity === 'error' || issue.severity === 'fatal');
}
