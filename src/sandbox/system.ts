// What is one pretend system? A small FHIR server with its own store, its own faults and its own memory.

import express, { type Router } from 'express';
import { createFaultSwitch, readFault, type FaultSwitch } from './fault.ts';
import { onError, readBody } from './http.ts';
import { createMessageLog, type MessageLog } from './message.ts';
import { misbehave } from './misbehave.ts';
import { reportReceived, type ReceivedRequest } from './received.ts';
import { createReplier, readReplyTarget, type Replier } from './reply.ts';
import { fhirRoutes } from './rest.ts';
import { createStore, type SandboxStore } from './store.ts';

/** A line of the sandbox's log: never content, never a query. */
export interface SandboxLogLine {
  readonly system: string;
  readonly method: string;
  readonly path: string;
  readonly answered: number | string;
  readonly requestId?: string;
}

/** The parts of one system. */
export interface SandboxSystem {
  readonly name: string;
  readonly store: SandboxStore;
  readonly messages: MessageLog;
  readonly replier: Replier;
  readonly faults: FaultSwitch;
  readonly received: ReceivedRequest[];
}

/** An empty system; `base` is its FHIR address. */
export function createSystem(name: string, base: string, now: () => Date): SandboxSystem {
  return {
    name,
    store: createStore(now),
    messages: createMessageLog({ name: `Sandbox ${name}`, endpoint: base }, now),
    replier: createReplier(now),
    faults: createFaultSwitch(),
    received: [],
  };
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
