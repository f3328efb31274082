// How is /ops/v1 used? An OpenAPI 3.1 document made from the route table.

import type { OpsRoute } from './route.ts';
import { OPS_ROUTES } from './routes.ts';
import { SCHEMAS, type Schema } from './schemas.ts';

/** The OpenAPI document; docs/openapi.json is this, and a test says when it is stale. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of OPS_ROUTES) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lenke operations',
      version: '1',
      description:
        'Events, deliveries and recipients of the gateway. Lists are newest first; `next` of a page is the `after` of the following one. Errors are problems of RFC 9457; their codes stand in docs/failures.md.',
    },
    servers: [{ url: '/ops/v1' }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: SCHEMAS,
    },
  };
}

function operation(route: OpsRoute): object {
  return {
    operationId: route.operationId,
    summary: route.summary,
    parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: route.body } } },
    }),
    responses: {
      [route.status]: {
        description: route.answer,
        content:
          route.type === undefined
            ? { 'application/json': { schema: reference(route.answer) } }
            : { [route.type.split(';')[0] ?? '']: { schema: { type: 'string' } } },
      },
      default: {
        description: 'Problem',
        content: { 'application/problem+json': { schema: reference('Problem') } },
      },
    },
  };
}

function reference(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

function pathParameters({ path }: OpsRoute): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ query }: OpsRoute): object[] {
  return Object.entries(query ?? {}).map(([name, schema]) => ({ name, in: 'query', schema }));
}

function headerParameters({ method }: OpsRoute): object[] {
  if (method !== 'POST') return [];
  const description = 'The same key and body again give the first answer again.';
  return [{ name: 'Idempotency-Key', in: 'header', description, schema: { type: 'string', maxLength: 255 } }];
}
