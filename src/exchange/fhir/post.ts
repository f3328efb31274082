// How does one request leave? fhir-kit-client, wrapped here and nowhere else: bounded pool, time, size, no redirects.

import { Client } from 'fhir-kit-client';
import { Agent, type Dispatcher } from 'undici';
import { GatewayError, type FailureCode } from '../../domain/failure.ts';
import { isObject } from '../../domain/json.ts';
import type { Gate, Outgoing } from '../contract.ts';
import type { Answer } from './classify.ts';

/** Limits of the connections to one recipient. */
export interface PostLimits {
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

/** The connections to one recipient. */
export interface Post {
  /** One request; the answer whatever its status, or the failure code of what the network did. */
  post(
    outgoing: Outgoing,
    token: string | undefined,
    signal: AbortSignal,
    gate: Gate,
  ): Promise<Answer | FailureCode>;
  close(): Promise<void>;
}

/** Open connections per recipient: enough for its lines, few enough not to flood a small system. */
const CONNECTIONS = 8;

/** Longest wait for a TCP and TLS handshake. */
const CONNECT_MS = 10_000;

/** Error codes of undici and Node that mean time ran out. */
const TIMEOUTS: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/** What was seen of one request below fetch, which hides most of it. */
interface Seen {
  /** The answer was too large or packed, and was broken off. */
  unreadable: boolean;
  /** The answer came to its end. */
  ended: boolean;
  /** Code of the network error. */
  error: string;
  /** The gate stayed shut: nothing left. */
  shut: boolean;
}

function breakOff(controller: Dispatcher.DispatchController, seen: Seen): void {
  seen.unreadable = true;
  controller.abort(new GatewayError('LENKE_RECIPIENT_ANSWER', { type: 'limit' }));
}

/**
 * Watches one request: breaks off an answer over the limit, or a packed one (a few kilobytes could unpack to gigabytes,
 * and we asked for `identity`), and notes what happened.
 */
function watch(seen: Seen, maxAnswerBytes: number): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    let bytes = 0;
    return dispatch(options, {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onResponseStart: (controller, status, headers, statusText) => {
        const packing = headers['content-encoding'];
        if (packing !== undefined && packing !== 'identity') return breakOff(controller, seen);
        return handler.onResponseStart?.(controller, status, headers, statusText);
      },
      onResponseData: (controller, chunk) => {
        bytes += chunk.length;
        if (bytes > maxAnswerBytes) return breakOff(controller, seen);
        return handler.onResponseData?.(controller, chunk);
      },
      onResponseEnd: (controller, trailers) => {
        seen.ended = true;
        return handler.onResponseEnd?.(controller, trailers);
      },
      onResponseError: (controller, error) => {
        seen.error = 'code' in error ? String(error.code) : '';
        return handler.onResponseError?.(controller, error);
      },
    });
  };
}

/**
 * Asks the gate when the connection stands: undici writes the head of the request together with the first piece of an
 * iterated body, and asks for that piece only then. One piece, so that all of it is handed over in one go. Whoever is above
 * (the client, fetch) never has the body: what has not passed the gate is in nobody's hands, and is not copied on the way.
 */
function behindGate(gate: Gate, body: string, seen: Seen): Dispatcher.DispatcherComposeInterceptor {
  async function* pieces(): AsyncGenerator<Buffer> {
    const done = await gate();
    if (!done) {
      seen.shut = true;
      throw new GatewayError('LENKE_GATE_SHUT');
    }
    // After the microtasks in which the piece is written; waiting for the receiver to read it would hold the gate open.
    setImmediate(done);
    yield Buffer.from(body);
  }
  // An iterable, as fetch hands its own bodies over (the types of undici do not say so). A Readable hangs when the answer is broken off.
  return (dispatch) => (options, handler) => {
    // fetch hands its headers over as an object by name.
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const headers = Object.assign({}, options.headers, length);
    return dispatch(Object.assign({}, options, { body: pieces(), headers }), handler);
  };
}

/** What a thrown error means. Our own stop is asked for first: it is not the receiver's fault. */
function failureOf(seen: Seen, stop: AbortSignal, deadline: AbortSignal): FailureCode {
  if (seen.shut) return 'LENKE_GATE_SHUT';
  const isTimeout = isObject(stop.reason) && stop.reason['name'] === 'TimeoutError';
  if (stop.aborted && !isTimeout) return 'LENKE_STOPPING';
  // An error after the last byte is one of reading it: JSON `null`, which the client cannot hang its property on.
  if (seen.unreadable || seen.ended) return 'LENKE_RECIPIENT_ANSWER';
  return stop.aborted || deadline.aborted || TIMEOUTS.has(seen.error)
    ? 'LENKE_RECIPIENT_TIMEOUT'
    : 'LENKE_RECIPIENT_UNREACHABLE';
}

function answerOf(response: { status: number; headers: Headers }, body: unknown): Answer {
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? undefined,
    retryAfter: response.headers.get('retry-after') ?? undefined,
    body: isObject(body) && Object.keys(body).length === 0 ? undefined : body,
  };
}

/** The client throws an Error with the response on it for every status outside 2xx and for bodies that are no JSON. */
function answerFrom(error: unknown): Answer | undefined {
  if (!isObject(error) || !isObject(error['response']) || !isObject(error['config'])) return undefined;
  const { status, data } = error['response'];
  const { headers } = error['config'];
  return typeof status === 'number' && headers instanceof Headers
    ? answerOf({ status, headers }, data)
    : undefined;
}

/** Connections to one address; `close` waits for what is under way. */
export function createPost(address: string, limits: PostLimits): Post {
  const agent = new Agent({
    connections: CONNECTIONS,
    connect: { timeout: Math.min(CONNECT_MS, limits.timeoutMs) },
    headersTimeout: limits.timeoutMs,
    bodyTimeout: limits.timeoutMs,
  });
  const base = address.replace(/\/$/, '');
  const client = new Client({ baseUrl: base });
  return {
    async post(outgoing, token, stop, gate) {
      const seen: Seen = { unreadable: false, ended: false, error: '', shut: false };
      const dispatcher = agent.compose(
        watch(seen, limits.maxAnswerBytes),
        behindGate(gate, outgoing.body, seen),
      );
      // A redirect is an answer, never followed: the content is meant for this address only. (The client knows the types of another undici.)
      const way: object = { dispatcher, redirect: 'manual' };
      const deadline = AbortSignal.timeout(limits.timeoutMs);
      const headers = {
        ...outgoing.headers,
        'content-type': outgoing.contentType,
        'accept-encoding': 'identity',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      };
      try {
        const result = await client.request(`${base}${outgoing.path}`, {
          method: outgoing.method,
          options: { headers, signal: AbortSignal.any([stop, deadline]), ...way },
        });
        const { response } = Client.httpFor(result);
        return response ? answerOf(response, result) : 'LENKE_RECIPIENT_ANSWER';
      } catch (error) {
        return answerFrom(error) ?? failureOf(seen, stop, deadline);
      }
    },
    close: () => agent.close(),
  };
}
