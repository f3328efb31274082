// What does a row of the rule table say?

import type { IssueType } from '../../../domain/failure.ts';
import type { Severity } from '../../issue.ts';

export interface RuleRow {
  readonly severity: Severity;
  readonly code: IssueType;
  /** What happened, why it matters and what to do; slots are facts from definitions, never the sender's values. */
  readonly text: string;
}
