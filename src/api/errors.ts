// What does a failure answer? Every thrown error becomes a row of the failure table, and then FHIR or a problem.

import type { ErrorRequestHandler } from 'express';
import { failure, failureText, GatewayError, type Facts } from '../domain/failure.ts';
import { failureIssue, toOutcome } from '../fhir/outcome.ts';
import type { Log } from '../observe/log.ts';
import { send, type Answer } from './answer.ts';
import type { Call, Locals } from './call.ts';
import { indented, wantsIndent } from './pretty.ts';

/** Seconds after which trying again makes sense, by code. */
const RETRY_AFTER: Readonly<Record<string, number>> = {
  LENKE_STORE_BUSY: 1,
  LENKE_STORE_DOWN: 5,
  LENKE_QUEUE_DOWN: 5,
  LENKE_STOPPING: 5,
};

/** Anything thrown, as an error of the table: what is not ours is LENKE_INTERNAL and keeps its cause for the log only. */
export function asGatewayError(error: unknown, call: Call): GatewayError {
  if (error instanceof GatewayError) return error;
  return new GatewayError('LENKE_INTERNAL', { correlation: call.correlation }, { cause: error });
}

/** Place facts of an error, for its issue. */
export function placeOf(facts: Facts): { expression?: string; line?: number; column?: number } {
  const { expression, line, column } = facts;
  return {
    ...(typeof expression === 'string' && { expression }),
    ...(typeof line === 'number' && { line }),
    ...(typeof column === 'number' && { column }),
  };
}

/** The answer to an error under /fhir: an OperationOutcome in the caller's language. */
export function outcomeAnswer(error: GatewayError, call: Call): Answer {
  const outcome = toOutcome([failureIssue(error.code, error.facts, placeOf(error.facts))], call.language);
  const issue = outcome.issue.map((item) => ({
    ...item,
    diagnostics: `request ${call.requestId}, correlation ${call.correlation}`,
  }));
  return {
    status: failure(error.code).http,
    headers: failureHeaders(error),
    body: JSON.stringify({ ...outcome, issue }),
  };
}

/** The answer to an error under /ops/v1 and elsewhere: a problem of RFC 9457. */
export function problemAnswer(error: GatewayError, call: Call): Answer {
  const { code, facts } = error;
  const status = failure(code).http;
  return {
    status,
    headers: failureHeaders(error),
    type: 'application/problem+json; charset=utf-8',
    body: JSON.stringify({
      type: `docs/failures.md#${code}`,
      title: code,
      status,
      detail: failureText(code, facts, call.language),
      code,
      facts,
      requestId: call.requestId,
      correlationId: call.correlation,
    }),
  };
}

function failureHeaders({ code, facts }: GatewayError): Record<string, string> {
  const seconds = RETRY_AFTER[code];
  const headers: Record<string, string> = {};
  if (seconds !== undefined) headers['Retry-After'] = String(seconds);
  if (code === 'LENKE_NO_CALLER') headers['WWW-Authenticate'] = 'Bearer realm="lenke"';
  if (code === 'LENKE_METHOD') headers['Allow'] = String(facts['allowed'] ?? '');
  if (code === 'LENKE_MEDIA_TYPE') {
    const accept = String(facts['accept'] ?? 'application/fhir+json, application/json');
    headers[acceptedIn(facts['expression'], accept)] = accept;
  }
  if (code === 'LENKE_OWN_DEFINITION') headers['Allow'] = 'GET, HEAD';
  if (code === 'LENKE_UPDATE_CREATE') headers['Allow'] = 'GET, HEAD, PATCH, DELETE';
  if (code === 'LENKE_BODY_TIMEOUT') headers['Connection'] = 'close';
  return headers;
}

/** Which header says what would be taken: RFC 9110, 15.5.16 for packing, RFC 5789, 2.2 for patches. */
function acceptedIn(expression: unknown, accept: string): string {
  if (expression === 'http.content-encoding') return 'Accept-Encoding';
  return accept.includes('-patch') ? 'Accept-Patch' : 'Accept';
}

/** The only error handler of Express: the last thing in the chain. */
export function answerErrors(
  log: Log,
): ErrorRequestHandler<Record<string, string>, unknown, unknown, unknown, Locals> {
  return (thrown: unknown, request, reply, next) => {
    const { call } = reply.locals;
    const error = asGatewayError(thrown, call);
    if (failure(error.code).http >= 500) {
      const { requestId, correlation, label } = call;
      log.error({ err: error, requestId, correlation, ...label }, 'request failed');
    }
    if (reply.headersSent) {
      next(error);
      return;
    }
    const answer = call.label.surface === 'fhir' ? outcomeAnswer(error, call) : problemAnswer(error, call);
    const query = request.originalUrl.split('?', 2)[1] ?? '';
    send(reply, wantsIndent(query) ? indented(answer) : answer, request.method);
  };
}
