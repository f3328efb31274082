// How does a test talk to a gateway? One call, and the few resources every test sends.

import { TOKENS, type Gateway } from './gateway.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into JSON as it is
export type Loose = any;

/** What a test sees of an answer. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Loose;
}

function bytesOf(body: unknown): string | Buffer<ArrayBuffer> {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body);
}

/** Calls as the hospital unless told otherwise. A body that is an object is sent as FHIR JSON. */
export async function call(
  gateway: Gateway,
  method: string,
  path: string,
  options: { body?: unknown; headers?: Record<string, string>; token?: string } = {},
): Promise<Seen> {
  const { body, headers = {}, token = path.startsWith('/ops') ? TOKENS.operator : TOKENS.hospital } = options;
  const response = await fetch(gateway.url + path, {
    method,
    headers: {
      ...(token !== '' && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/fhir+json' }),
      ...headers,
    },
    ...(body !== undefined && { body: bytesOf(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text !== '' ? JSON.parse(text) : undefined,
  };
}

/** A small valid Patient. */
export function patient(more: object = {}): object {
  return { resourceType: 'Patient', active: true, ...more };
}

/** Creates a resource and gives its id. */
export async function created(gateway: Gateway, body: unknown, type = 'Patient'): Promise<string> {
  const seen = await call(gateway, 'POST', `/fhir/${type}`, { body });
  if (seen.status !== 201) throw new Error(`not created: ${seen.text}`);
  return seen.json.id;
}

/** An entry of a transaction or batch. */
export function entry(method: string, url: string, resource?: object, more: object = {}): object {
  return { ...(resource && { resource }), request: { method, url, ...more } };
}

/** A Bundle of entries. */
export function bundle(type: string, ...entries: object[]): object {
  return { resourceType: 'Bundle', type, entry: entries };
}

/** The failure code of an OperationOutcome's first issue. */
export function codeOf(seen: Seen): string {
  return seen.json.issue[0].details.coding[0].code;
}

/** Status and failure code of a refusal. */
export function refused(seen: Seen): readonly unknown[] {
  return [seen.status, codeOf(seen)];
}

/** One sentence of the standard, and the calls that show it. The anchor is that of R4's page. */
export type Sentence = readonly [anchor: string, promise: string, run: () => Promise<void>];

/** A Patient with an identifier of the test system. */
export function named(value: string, more: object = {}): object {
  return patient({ identifier: [{ system: 'urn:test', value }], ...more });
}
