// What does the gateway answer over HTTP? The surfaces in their order, and one error handler at the end.

import express, { type Express, type NextFunction, type Request } from 'express';
import { GatewayError } from '../domain/failure.ts';
import { send } from './answer.ts';
import { createAuthenticate } from './authenticate.ts';
import { type Call, type Locals, type Reply, startCall, type Surface } from './call.ts';
import { answerErrors } from './errors.ts';
import { createFhirHandler } from './fhir/handle.ts';
import { livez, metrics, readyz } from './health.ts';
import { createOpsHandler } from './ops/handle.ts';
import type { ApiParts } from './parts.ts';
import { setSecurityHeaders } from './security-headers.ts';

/** Builds the HTTP surface: /livez /readyz /metrics, /fhir and /ops/v1. Nothing listens yet; see `listen`. */
export function createApi(parts: ApiParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.set('case sensitive routing', true);
  app.use(begin(parts));
  app.get('/livez', (request, reply: Reply) => send(reply, livez(), request.method));
  app.use(setSecurityHeaders());
  app.get('/readyz', async (request, reply: Reply) => send(reply, await readyz(parts), request.method));
  app.get('/metrics', async (request, reply: Reply) => send(reply, await metrics(parts), request.method));
  const authenticate = createAuthenticate(parts.config);
  app.use('/fhir', createFhirHandler(parts, authenticate));
  app.use('/ops/v1', createOpsHandler(parts, authenticate));
  app.use(() => {
    throw new GatewayError('LENKE_PATH_UNKNOWN', { expression: 'http.url' });
  });
  app.use(answerErrors(parts.log));
  return app;
}

/** Gives the call its ids, echoes them, and tells how it went when it is over. */
function begin(parts: ApiParts): (request: Request, reply: Reply, next: NextFunction) => void {
  return (request, reply, next) => {
    const call = startCall(request.headers, performance.now());
    call.label.surface = surfaceOf(request.path);
    const locals: Locals = reply.locals;
    locals.call = call;
    reply.setHeader('X-Request-ID', call.requestId);
    reply.setHeader('X-Correlation-ID', call.correlation);
    reply.once('close', () => end(parts, call, reply.statusCode, request.method));
    next();
  };
}

/** One metric and one line per call: ids, codes and durations, never an address. */
function end(parts: ApiParts, call: Call, status: number, method: string): void {
  const { surface, interaction } = call.label;
  const seconds = (performance.now() - call.startedAt) / 1000;
  parts.metrics.count('lenke_requests_total', {
    surface,
    interaction,
    status: `${Math.floor(status / 100)}xx`,
  });
  parts.metrics.time('lenke_request_seconds', seconds, { surface, interaction });
  const level = method === 'GET' || method === 'HEAD' ? 'debug' : 'info';
  const { requestId, correlation, label } = call;
  parts.log[level]({ requestId, correlation, ...label, status, ms: Math.round(seconds * 1000) }, 'request');
}

function surfaceOf(path: string): Surface {
  if (path === '/fhir' || path.startsWith('/fhir/')) return 'fhir';
  if (path === '/ops/v1' || path.startsWith('/ops/v1/')) return 'ops';
  return ['/livez', '/readyz', '/metrics'].includes(path) ? 'health' : 'other';
}
