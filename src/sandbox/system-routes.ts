// How does one pretend system answer? Its controls, its faults, then FHIR.

import express, { type Router } from 'express';
import { readFault } from './fault.ts';
import { onError, readBody } from './http.ts';
import { misbehave } from './misbehave.ts';
import { reportReceived } from './received.ts';
import { readReplyTarget } from './reply.ts';
import { fhirRoutes } from './rest.ts';
import type { SandboxSystem } from './system.ts';

/** A line of the sandbox's log: never content, never a query. */
export interface SandboxLogLine {
  readonly system: string;
  readonly method: string;
  readonly path: string;
  readonly answered: number | string;
  readonly requestId?: string;
}

/** The controls: faults, answers, what was received. */
function controlRoutes(system: SandboxSystem): Router {
  const router = express.Router();
  router.use(express.text({ type: () => true }));
  router.put('/fault', (request, response) => {
    system.faults.set(readFault(readBody(request)));
    response.json(system.faults.current());
  });
  router.get('/fault', (_request, response) => {
    response.json(system.faults.current());
  });
  router.put('/reply', (request, response) => {
    const target = readReplyTarget(readBody(request));
    system.replier.set(target);
    response.json({ url: target?.url ?? null });
  });
  router.get('/replies', (_request, response) => {
    response.json(system.replier.told);
  });
  router.get('/received', (_request, response) => {
    response.json(reportReceived(system.received, system.store));
  });
  router.post('/reset', (_request, response) => {
    system.store.clear();
    system.messages.clear();
    system.received.length = 0;
    system.replier.set(undefined);
    system.faults.set(readFault({ kind: 'none' }));
    response.json({ reset: true });
  });
  return router;
}

/** All routes of a system, to be mounted at `/<name>`. */
export function systemRoutes(
  system: SandboxSystem,
  now: () => Date,
  log: (line: SandboxLogLine) => void,
): Router {
  const router = express.Router();
  router.use('/_sandbox', controlRoutes(system));
  router.use('/fhir', (request, response, next) => {
    response.once('close', () => {
      const requestId = request.get('x-request-id');
      const { method, path } = request;
      const answered = response.writableFinished ? response.statusCode : 'destroyed';
      log({ system: system.name, method, path, answered, ...(requestId !== undefined && { requestId }) });
    });
    next();
  });
  router.use('/fhir', ...misbehave(system.faults, system.received, now), fhirRoutes(system));
  router.use(onError);
  return router;
}
