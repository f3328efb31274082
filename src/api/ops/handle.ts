// How does a call under /ops/v1 go? Route, caller, input checked against its schemas, work, JSON.

import type { Request } from 'express';
import { GatewayError } from '../../domain/failure.ts';
import { readJson } from '../../fhir/json/read.ts';
import { type Answer, send } from '../answer.ts';
import type { Authenticate } from '../authenticate.ts';
import { readBody } from '../body.ts';
import type { Call, Reply } from '../call.ts';
import { checkContentType } from '../media.ts';
import type { ApiParts } from '../parts.ts';
import { once } from './once.ts';
import { openApi } from './openapi.ts';
import type { OpsInput, OpsRoute } from './route.ts';
import { OPS_ROUTES } from './routes.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Bodies here are a few ids and a reason. */
const MAX_BODY_BYTES = 256 * 1024;

/** Answers calls under /ops/v1. */
export function createOpsHandler(
  parts: ApiParts,
  authenticate: Authenticate,
): (request: Request, reply: Reply) => Promise<void> {
  return async (request, reply) => {
    const answer = await handle(parts, authenticate, request, reply.locals.call);
    send(reply, { type: JSON_TYPE, ...answer }, request.method);
  };
}

async function handle(
  parts: ApiParts,
  authenticate: Authenticate,
  request: Request,
  call: Call,
): Promise<Answer> {
  const [pathText = '', query = ''] = request.url.split('?', 2);
  if (pathText === '/openapi.json') return { status: 200, body: JSON.stringify(openApi()) };
  const { route, path } = findOpsRoute(request.method, pathText);
  call.label.interaction = route.operationId;
  const caller = authenticate(request.headers.authorization, 'ops');
  call.label.caller = caller.id;
  const { body, text } = await receive(parts, route, request);
  const input: OpsInput<unknown, unknown> = {
    path,
    query: Object.fromEntries(new URLSearchParams(query)),
    body,
    caller,
    language: call.language,
  };
  const work = async (): Promise<Answer> => {
    const answer = await route.run(parts, input);
    return {
      status: route.status,
      headers: { 'Cache-Control': 'no-store' },
      ...(route.type !== undefined && { type: route.type }),
      body: route.type === undefined ? JSON.stringify(answer) : String(answer),
    };
  };
  const key = request.headers['idempotency-key'];
  if (route.method !== 'POST' || key === undefined) return work();
  return once(parts, caller, String(key), `${route.operationId} ${text}`, work);
}

async function receive(
  parts: ApiParts,
  route: OpsRoute,
  request: Request,
): Promise<{ body: unknown; text: string }> {
  if (!route.body) return { body: undefined, text: '' };
  checkContentType(request.headers['content-type'], 'json');
  const { bodyTimeoutSeconds, maxDepth } = parts.config;
  const bytes = await readBody(request, { maxBodyBytes: MAX_BODY_BYTES, bodyTimeoutSeconds });
  const { value, text } = readJson(bytes, { maxDepth });
  return { body: value, text };
}

/** Finds the row of a method and a path; LENKE_PATH_UNKNOWN or LENKE_METHOD. HEAD is GET. */
function findOpsRoute(
  method: string,
  path: string,
): { route: OpsRoute; path: Readonly<Record<string, string>> } {
  const matching = OPS_ROUTES.flatMap((route) => {
    const found = match(route.path, path);
    return found ? [{ route, path: found }] : [];
  });
  if (matching.length === 0) throw new GatewayError('LENKE_PATH_UNKNOWN', { expression: 'http.url' });
  const asked = method === 'HEAD' ? 'GET' : method;
  const found = matching.find(({ route }) => route.method === asked);
  if (found) return found;
  const allowed = matching.map(({ route }) => route.method).join(', ');
  throw new GatewayError('LENKE_METHOD', { method: method.slice(0, 20), allowed, expression: 'http.method' });
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== segment) return undefined;
    if (name !== undefined) found[name] = segment;
  }
  return found;
}
