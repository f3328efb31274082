// How does a pretend system speak HTTP? Bodies in and out, and failures as OperationOutcomes.

import type { NextFunction, Request, Response } from 'express';
import { failure, GatewayError } from '../domain/failure.ts';
import { isObject } from '../domain/json.ts';
import { failureIssue, toOutcome } from '../fhir/outcome.ts';

/** Answers in FHIR JSON. */
export function answerFhir(response: Response, status: number, body: object): void {
  response.status(status).type('application/fhir+json').send(JSON.stringify(body));
}

/** The body as JSON; refused when it is none. */
export function readBody(request: Request): unknown {
  try {
    return JSON.parse(typeof request.body === 'string' ? request.body : '');
  } catch (cause) {
    throw new GatewayError('LENKE_UNREADABLE', { reason: 'not JSON', line: 1, column: 1 }, { cause });
  }
}

/** Failures become OperationOutcomes; what is no failure of ours is a bug of the sandbox and says so. */
export function onError(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  if (error instanceof GatewayError) {
    answerFhir(response, failure(error.code).http, toOutcome([failureIssue(error.code, error.facts)]));
    return;
  }
  const isTooLarge = isObject(error) && error['type'] === 'entity.too.large';
  answerFhir(
    response,
    isTooLarge ? 413 : 500,
    toOutcome([failureIssue('LENKE_INTERNAL', { correlation: 'sandbox' })]),
  );
}
