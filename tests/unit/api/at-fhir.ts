// How do the sentences of R4's http chapter call /fhir? The shapes they all use, and what they read off an answer.

import { bundle, call, created, patient, type Seen } from './calls.ts';
import type { Gateway } from './gateway.ts';

type Headers = Record<string, string>;

/** Calls at /fhir of one gateway. */
export interface FhirCalls {
  /** `path` is what follows `/fhir/`; without a body none is sent. */
  readonly send: (method: string, path: string, body?: unknown, headers?: Headers) => Promise<Seen>;
  readonly read: (path: string) => Promise<Seen>;
  /** Updates a small Patient. */
  readonly put: (id: string, more?: object) => Promise<Seen>;
  /** Posts a Bundle of a type. */
  readonly post: (type: string, entries: object[], headers?: Headers) => Promise<Seen>;
  readonly transaction: (...entries: object[]) => Promise<Seen>;
  /** Creates a Patient and gives its id. */
  readonly idOf: (body: unknown) => Promise<string>;
}

/** The calls of a suite; the gateway is asked for at each, for it starts after they are made. */
export function fhirCalls(gateway: () => Gateway): FhirCalls {
  const send: FhirCalls['send'] = (method, path, body, headers = {}) =>
    call(gateway(), method, `/fhir/${path}`, { headers, ...(body !== undefined && { body }) });
  const post: FhirCalls['post'] = (type, entries, headers = {}) =>
    call(gateway(), 'POST', '/fhir', { body: bundle(type, ...entries), headers });
  return {
    send,
    post,
    read: (path) => send('GET', path),
    put: (id, more = {}) => send('PUT', `Patient/${id}`, patient({ id, ...more })),
    transaction: (...entries) => post('transaction', entries),
    idOf: (body) => created(gateway(), body),
  };
}

/** A header of an answer; empty when it is not there. */
export function header(seen: Seen, name: string): string {
  return seen.headers.get(name) ?? '';
}

/** Status, and what an OperationOutcome is made of. */
export function outcome({ status, json }: Seen): readonly unknown[] {
  return [status, json.resourceType, json.issue[0].severity, typeof json.issue[0].code];
}
