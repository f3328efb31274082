// What is a route of /ops/v1? One row that says where, what comes in, what goes out, and who does it.

import type { ErrorObject } from 'ajv';
import type { Caller } from '../../domain/caller.ts';
import { GatewayError } from '../../domain/failure.ts';
import type { Language } from '../../domain/language.ts';
import { createSchemas } from '../../fhir/json-schema.ts';
import type { ApiParts } from '../parts.ts';
import type { Schema } from './schemas.ts';

/** What a route gets: parts of the path, the query and the body, each checked against its schema. */
export interface OpsInput<Query, Body> {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
  readonly language: Language;
}

/** A row as written. */
interface Definition<Query, Body> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** OpenAPI path below /ops/v1, such as `/deliveries/{id}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  /** Properties of the query string, by name. */
  readonly query?: Readonly<Record<string, Schema>>;
  readonly body?: Schema;
  /** Status and name of the answer's schema in SCHEMAS. */
  readonly status: 200 | 201 | 202;
  readonly answer: string;
  /** Media type of an answer that is no JSON; `handle` then gives the text. */
  readonly type?: 'text/html; charset=utf-8';
  readonly handle: (parts: ApiParts, input: OpsInput<Query, Body>) => Promise<unknown>;
}

/** A row as the router and openapi.json use it. */
export interface OpsRoute extends Omit<Definition<never, never>, 'handle'> {
  /** Checks the input against the schemas (LENKE_OPS_INPUT), then does it. The result is the answer's JSON. */
  run(parts: ApiParts, input: OpsInput<unknown, unknown>): Promise<unknown>;
}

// Queries are texts; ajv makes numbers and booleans of them where the schema says so, and fills in defaults.
// Schemas are compiled by the first request that needs them: thirty of them at every start took a tenth of a second.
const OURS = { useDefaults: true, allErrors: true, validateSchema: false };
const QUERIES = createSchemas({ ...OURS, coerceTypes: true }, true);
const BODIES = createSchemas(OURS, true);

/** The value of `make`, made when it is first asked for. */
function once<T>(make: () => T): () => T {
  const made: { value?: T } = {};
  return () => (made.value ??= make());
}

/** Makes a route of a row. `Query` and `Body` are the types its schemas promise. */
export function route<Query, Body = undefined>(row: Definition<Query, Body>): OpsRoute {
  const { handle, ...rest } = row;
  const properties = row.query ?? {};
  const query = once(() =>
    QUERIES.compile<Query>({ type: 'object', properties, additionalProperties: false }),
  );
  const body = once(() => BODIES.compile<Body>(row.body ?? {}));
  return {
    ...rest,
    async run(parts, input) {
      const [isQuery, isBody] = [query(), body()];
      if (!isQuery(input.query)) throw refused('query', isQuery.errors);
      if (!isBody(input.body)) throw refused('body', isBody.errors);
      return handle(parts, { ...input, query: input.query, body: input.body });
    },
  };
}

function refused(where: string, errors: readonly ErrorObject[] | null | undefined): GatewayError {
  const [first] = errors ?? [];
  const reasons = (errors ?? []).slice(0, 5).map((error) => {
    const { additionalProperty: name, allowedValues: allowed } = error.params;
    if (Array.isArray(allowed)) return `must be one of ${allowed.join(', ')}`;
    return `${error.message ?? 'wrong'}${typeof name === 'string' && /^\w{1,40}$/.test(name) ? ` (${name})` : ''}`;
  });
  return new GatewayError('LENKE_OPS_INPUT', {
    expression: `${where}${first?.instancePath.replaceAll('/', '.') ?? ''}`,
    reason: `${reasons.join('; ')}.`,
  });
}
