// What do we say about a submission? Issues as an OperationOutcome, with their places in what came in.

import { failure, isFailureCode } from '../../domain/failure.ts';
import type { Issue } from '../../fhir/issue.ts';
import { toOutcome } from '../../fhir/outcome.ts';
import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import type { Incoming } from './request.ts';

/** Issues with line and column where the text knows them. */
export function placed(issues: readonly Issue[], body: Incoming | undefined): readonly Issue[] {
  return issues.map((issue) => {
    if (issue.line !== undefined || issue.expression === undefined || !body) return issue;
    return { ...issue, ...body.locate(issue.expression) };
  });
}

/** An OperationOutcome as JSON text in the caller's language. */
export function outcomeText(issues: readonly Issue[], call: Call): string {
  return JSON.stringify(toOutcome(issues, call.language));
}

/** The answer to what was refused: 422, unless the first fault is a failure with a status of its own. */
export function refusal(issues: readonly Issue[], body: Incoming | undefined, call: Call): Answer {
  return { status: statusOf(issues), body: outcomeText(placed(issues, body), call) };
}

function statusOf(issues: readonly Issue[]): number {
  const first = issues.find((issue) => issue.severity === 'error' || issue.severity === 'fatal');
  if (first === undefined || !isFailureCode(first.key)) return 422;
  const status = failure(first.key).http;
  return status >= 400 && status < 500 ? status : 422;
}
