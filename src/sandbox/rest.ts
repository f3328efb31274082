// Which FHIR interactions does a pretend system have? Those a receiver needs, with R4's statuses and headers.

import express, { type Request, type Response, type Router } from 'express';
import { GatewayError } from '../domain/failure.ts';
import { isResource } from '../domain/json.ts';
import type { Json } from '../exchange/contract.ts';
import { toOutcome } from '../fhir/outcome.ts';
import { answerFhir, readBody } from './http.ts';
import { refusePersonNumber, search } from './search.ts';
import { mustRead, newId, type Stored } from './store.ts';
import type { SandboxSystem } from './system.ts';
import { takeTransaction } from './transaction.ts';

const TYPE = /^[A-Z][A-Za-z]+$/;

/** The body as a resource of the expected type. */
function readResource(request: Request, expected: string): Json {
  const body = readBody(request);
  if (isResource(body) && body.resourceType === expected) return body;
  const found = isResource(body) ? body.resourceType : 'no resource';
  throw new GatewayError('LENKE_TYPE_MISMATCH', { expected, found });
}

/** A path parameter that Express guarantees. */
function parameter(request: Request, name: 'type' | 'id'): string {
  const value = request.params[name];
  if (typeof value !== 'string' || (name === 'type' && !TYPE.test(value)))
    throw new GatewayError('LENKE_PATH_UNKNOWN');
  return value;
}

function queryOf(request: Request): URLSearchParams {
  const at = request.originalUrl.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : request.originalUrl.slice(at + 1));
}

function answerStored(response: Response, status: number, stored: Stored): void {
  const { resource, version } = stored;
  response.set('etag', `W/"${version}"`);
  response.set('last-modified', new Date(stored.lastUpdated).toUTCString());
  if (status === 201) response.set('location', `${resource.resourceType}/${resource.id}/_history/${version}`);
  answerFhir(response, status, resource);
}

function answerSearch(response: Response, found: readonly Stored[]): void {
  answerFhir(response, 200, {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    entry: found.map(({ resource }) => ({ resource, search: { mode: 'match' } })),
  });
}

function capability(name: string): Json {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-01-01',
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    implementation: { description: `Lenke sandbox: ${name} (synthetic)` },
    rest: [
      {
        mode: 'server',
        documentation: 'Searches by person number SHALL use POST _search.',
        interaction: [{ code: 'transaction' }],
        operation: [
          {
            name: 'process-message',
            definition: 'http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message',
          },
        ],
      },
    ],
    messaging: [{ reliableCache: 10_080 }],
  };
}

function refuseStale(request: Request, current: Stored | undefined): void {
  const expected = /"(\d+)"/.exec(request.get('if-match') ?? '')?.[1];
  if (expected === undefined || Number(expected) === current?.version) return;
  throw new GatewayError('LENKE_VERSION_CONFLICT', { expected, current: current?.version ?? 0 });
}

function update(system: SandboxSystem, request: Request, response: Response): void {
  const [type, id] = [parameter(request, 'type'), parameter(request, 'id')];
  const resource = readResource(request, type);
  if (resource.id !== undefined && resource.id !== id) throw new GatewayError('LENKE_ID_MISMATCH');
  const current = system.store.read(type, id);
  refuseStale(request, current);
  const stored = system.store.write(resource, id);
  const isStatusChange = current?.resource['status'] !== resource['status'];
  if (isStatusChange) system.replier.decided(stored);
  answerStored(response, current ? 200 : 201, stored);
}

function processMessage(system: SandboxSystem, request: Request, response: Response): void {
  const taken = system.messages.take(system.store, readBody(request));
  if (!('answer' in taken)) {
    answerFhir(response, 400, toOutcome(taken));
    return;
  }
  system.replier.arrived(taken.written, system.store);
  answerFhir(response, taken.status, taken.answer);
}

/** The FHIR routes of a system. */
export function fhirRoutes(system: SandboxSystem): Router {
  const router = express.Router();
  router.get('/metadata', (_request, response) => answerFhir(response, 200, capability(system.name)));
  router.post('/', (request, response) => {
    const { response: answer, written } = takeTransaction(system.store, readResource(request, 'Bundle'));
    system.replier.arrived(written, system.store);
    answerFhir(response, 200, answer);
  });
  router.post('/$process-message', (request, response) => processMessage(system, request, response));
  router.post('/:type/_search', (request, response) => {
    const query = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    answerSearch(response, search(system.store, parameter(request, 'type'), query));
  });
  router.get('/:type', (request, response) => {
    const [type, query] = [parameter(request, 'type'), queryOf(request)];
    refusePersonNumber(type, query);
    answerSearch(response, search(system.store, type, query));
  });
  router.post('/:type', (request, response) => {
    const stored = system.store.write(readResource(request, parameter(request, 'type')), newId());
    system.replier.arrived([stored], system.store);
    answerStored(response, 201, stored);
  });
  router.get('/:type/:id', (request, response) =>
    answerStored(response, 200, mustRead(system.store, parameter(request, 'type'), parameter(request, 'id'))),
  );
  router.put('/:type/:id', (request, response) => update(system, request, response));
  router.use(() => {
    throw new GatewayError('LENKE_PATH_UNKNOWN');
  });
  return router;
}
