// What happens to a request while a fault is in force?

import { createHash } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response } from 'express';
import type { FailureCode } from '../domain/failure.ts';
import { failureIssue, toOutcome } from '../fhir/outcome.ts';
import type { Fault, FaultSwitch } from './fault.ts';
import { answerFhir } from './http.ts';
import type { ReceivedRequest } from './received.ts';

/** Longest body a system reads. */
const LIMIT = '20mb';

function outcome(code: FailureCode): object {
  return toOutcome([failureIssue(code, { correlation: 'sandbox' })]);
}

function remember(
  received: ReceivedRequest[],
  request: Request,
  at: Date,
  answered: ReceivedRequest['answered'],
): void {
  const [requestId, correlationId] = [request.get('x-request-id'), request.get('x-correlation-id')];
  const body: unknown = request.body;
  received.push({
    at: at.toISOString(),
    method: request.method,
    path: request.path,
    answered,
    ...(requestId !== undefined && { requestId }),
    ...(correlationId !== undefined && { correlationId }),
    ...(typeof body === 'string' && { hash: createHash('sha256').update(body).digest('hex') }),
  });
}

/** Lets the work be done, and spoils the answer; every answer of the routes goes through `send`. */
function spoilAnswer(response: Response, spoil: (send: Response['send']) => void): void {
  const send = response.send.bind(response);
  response.send = () => {
    response.send = send;
    spoil(send);
    return response;
  };
}

/** "Duplicate" is said only of work that was done: a test system that lies cannot prove that nothing is lost. */
function sayDuplicate(response: Response): void {
  const send = response.send.bind(response);
  response.send = (body?: unknown) => {
    response.send = send;
    if (response.statusCode >= 400) return send(body);
    answerFhir(response, 409, outcome('LENKE_MESSAGE_REUSED'));
    return response;
  };
}

function act(fault: Fault, response: Response, next: () => void): void {
  switch (fault.kind) {
    case 'slow':
      setTimeout(next, fault.ms);
      return;
    case 'error500':
      answerFhir(response, 500, outcome('LENKE_INTERNAL'));
      return;
    case 'busy429':
      response.set('retry-after', String(fault.retryAfter));
      answerFhir(response, 429, outcome('LENKE_STORE_BUSY'));
      return;
    case 'conflict409':
      sayDuplicate(response);
      next();
      return;
    case 'cut-after-work':
      spoilAnswer(response, () => response.destroy());
      next();
      return;
    case 'wrong-content-type':
      spoilAnswer(response, (send) => {
        response.type('text/html');
        send('<html><body>Logg inn</body></html>');
      });
      next();
      return;
    default:
      next();
  }
}

/** Takes the fault of each request, reads its body, remembers it, and lets the fault act. */
export function misbehave(
  faults: FaultSwitch,
  received: ReceivedRequest[],
  now: () => Date,
): RequestHandler[] {
  const faultOf = new WeakMap<Request, Fault>();
  return [
    (request, _response, next) => {
      const fault = faults.next();
      faultOf.set(request, fault);
      if (fault.kind !== 'down') return next();
      remember(received, request, now(), 'destroyed');
      request.socket.destroy();
    },
    express.text({ type: () => true, limit: LIMIT }),
    (request, response, next) => {
      const fault = faultOf.get(request);
      const isCut = fault?.kind === 'cut-after-work';
      // Before the answer leaves, so that whoever got it finds it in the report.
      response.once(isCut ? 'close' : 'finish', () => {
        remember(received, request, now(), isCut ? 'cut-after-work' : response.statusCode);
      });
      if (fault) act(fault, response, next);
      else next();
    },
  ];
}
