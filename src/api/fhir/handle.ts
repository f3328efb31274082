// How does a call under /fhir go? Route, format, caller, address, body, interaction, answer: in this order.

import type { Request } from 'express';
import type { Caller } from '../../domain/caller.ts';
import { GatewayError } from '../../domain/failure.ts';
import { readJson } from '../../fhir/json/read.ts';
import { type Answer, send } from '../answer.ts';
import type { Authenticate } from '../authenticate.ts';
import { readBody, readChunks } from '../body.ts';
import type { Call, Reply } from '../call.ts';
import { checkAccept, checkContentType } from '../media.ts';
import { pack } from '../pack.ts';
import type { ApiParts } from '../parts.ts';
import { indented, wantsIndent } from '../pretty.ts';
import type { Interact } from './batch.ts';
import { createInteract } from './interact.ts';
import { guardAddress, readParams } from './params.ts';
import { readPrefer } from './prefer.ts';
import type { FhirRequest, Incoming } from './request.ts';
import { findRoute, type Route } from './routes.ts';

/** A form of _search longer than this is no search. */
const MAX_FORM_BYTES = 1024 * 1024;

/** Answers calls under /fhir. */
export function createFhirHandler(
  parts: ApiParts,
  authenticate: Authenticate,
): (request: Request, reply: Reply) => Promise<void> {
  const interact = createInteract(parts);
  return async (request, reply) => {
    const answer = await handle(parts, authenticate, interact, request, reply.locals.call);
    const packed = await pack(answer, one(request.headers['accept-encoding']));
    // Health data is kept by no cache; a caller that keeps ETags itself still gets its 304.
    send(reply, { ...packed, headers: { 'Cache-Control': 'no-store', ...packed.headers } }, request.method);
  };
}

async function handle(
  parts: ApiParts,
  authenticate: Authenticate,
  interact: Interact,
  request: Request,
  call: Call,
): Promise<Answer> {
  const { headers, method } = request;
  const { path, query } = split(request.url);
  const route = findRoute(method, path);
  call.label.interaction = route.interaction;
  checkAccept(headers.accept, new URLSearchParams(query).get('_format'));
  // R4: a client may read the CapabilityStatement before it knows how to log in.
  if (route.interaction === 'capabilities') {
    const answer = await interact(route.interaction, anonymous(parts, route, call));
    return wantsIndent(query) ? indented(answer) : answer;
  }
  const caller = authenticate(headers.authorization, 'fhir');
  call.label.caller = caller.id;
  refuseAsync(one(headers['prefer']));
  const inUrl = readParams(query);
  guardAddress(inUrl, route.type, route.id);
  const received = await receive(parts, request, route);
  const answer = await interact(route.interaction, {
    ...route,
    params: new URLSearchParams([...inUrl, ...(received.form ?? [])]),
    posted: received.form !== undefined,
    conditions: {
      ifMatch: headers['if-match'],
      ifNoneMatch: headers['if-none-match'],
      ifModifiedSince: headers['if-modified-since'],
      ifNoneExist: one(headers['if-none-exist']),
      prefer: one(headers['prefer']),
    },
    body: received.body,
    ...(received.bytes && { bytes: received.bytes }),
    caller,
    eyes: parts.eyesOf(caller, route.interaction),
    call,
  });
  return wantsIndent(query) || received.indent === true ? indented(answer) : answer;
}

/** Answers come at once here: a caller that waits for a place to ask would wait for ever. */
function refuseAsync(prefer: string | undefined): void {
  if (readPrefer(prefer).async) throw new GatewayError('LENKE_RESPOND_ASYNC', { expression: 'http.prefer' });
}

interface Received {
  readonly body: Incoming | undefined;
  readonly bytes?: readonly Uint8Array[];
  readonly form?: URLSearchParams;
  /** True when the form asks for it: `_pretty` may stand there too. */
  readonly indent?: boolean;
}

async function receive(parts: ApiParts, request: Request, route: Route): Promise<Received> {
  const { config } = parts;
  const { body: kind, interaction } = route;
  if (kind === 'none') return { body: undefined };
  if (kind === 'form') return readForm(parts, request);
  const empty = kind === 'json-or-none' && request.headers['content-length'] === '0';
  const absent = kind === 'json-or-none' && request.headers['content-type'] === undefined;
  if (empty || absent) return { body: undefined };
  checkContentType(request.headers['content-type'], kind === 'patch' ? 'patch' : 'json');
  // What is only validated is read by whoever validates it, away from this loop when it is large.
  if (interaction === 'validate') return { body: undefined, bytes: await readChunks(request, config) };
  return { body: readJson(await readBody(request, config), config) };
}

async function readForm(parts: ApiParts, request: Request): Promise<Received> {
  const { maxBodyBytes, bodyTimeoutSeconds } = parts.config;
  const bytes = await readBody(request, {
    maxBodyBytes: Math.min(maxBodyBytes, MAX_FORM_BYTES),
    bodyTimeoutSeconds,
  });
  // A search without parameters may come without a body, and then without its type.
  if (bytes.length === 0) return { body: undefined, form: new URLSearchParams() };
  checkContentType(request.headers['content-type'], 'form');
  const text = bytes.toString('utf8');
  const format = new URLSearchParams(text).get('_format');
  if (format !== null) checkAccept(undefined, format);
  return { body: undefined, form: readParams(text), indent: wantsIndent(text) };
}

function anonymous(
  parts: ApiParts,
  route: Pick<FhirRequest, 'type' | 'id' | 'version'>,
  call: Call,
): FhirRequest {
  return {
    ...route,
    params: new URLSearchParams(),
    posted: false,
    conditions: {},
    body: undefined,
    caller: ANONYMOUS,
    eyes: parts.eyesOf(ANONYMOUS, 'capabilities'),
    call,
  };
}

const ANONYMOUS: Caller = { id: '', role: '', scopes: [] };

function split(url: string): { path: string; query: string } {
  const mark = url.indexOf('?');
  return mark < 0 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
