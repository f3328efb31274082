// What is answered? A status, headers and a body as a value, written to the wire in one place.

import type { Reply } from './call.ts';

/** Media type of everything under /fhir. */
export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** An answer before it is written. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text, or bytes: UTF-8 already, or packed as Content-Encoding says. */
  readonly body?: string | Uint8Array;
  /** Content-Type of the body. */
  readonly type?: string;
  /** When the version in it was made: an entry of a Bundle tells parts of a second, which Last-Modified has not. */
  readonly updated?: Date;
}

/** The body as text; undefined when there is none. Of an answer that is not packed. */
export function bodyText({ body }: Answer): string | undefined {
  return body === undefined || typeof body === 'string' ? body : Buffer.from(body).toString();
}

/** Writes an answer; HEAD gets the headers only. */
export function send(reply: Reply, answer: Answer, method: string): void {
  reply.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.setHeader(name, value);
  const { body } = answer;
  if (body === undefined) {
    reply.end();
    return;
  }
  reply.setHeader('Content-Type', answer.type ?? FHIR_JSON);
  reply.setHeader('Content-Length', Buffer.byteLength(body));
  reply.end(method === 'HEAD' ? undefined : body);
}
