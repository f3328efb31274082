// How do we listen, and how do we stop? A server with time limits that lets running calls finish.

import type { RequestListener, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Config } from '../config/load.ts';
import { failureIssue, toOutcome } from '../fhir/outcome.ts';
import { type FailureCode, GatewayError } from '../domain/failure.ts';
import { createServer } from './http.ts';

/** A server that listens. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** Stops accepting, lets running calls finish for at most `graceMs`, then closes what is left. */
  stop(graceMs?: number): Promise<void>;
}

const HEADERS_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 65_000;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_HEADERS = 100;
const CHECK_MS = 1_000;
const SWEEP_MS = 25;

/**
 * Listens on `config.host` and `config.port` (0: a free one). Headers and bodies that trickle in are cut off.
 * Throws LENKE_PORT_TAKEN {host, port} or LENKE_LISTEN {host, port, reason} where that is not possible.
 */
export async function listen(
  app: RequestListener,
  config: Pick<Config, 'host' | 'port' | 'bodyTimeoutSeconds'>,
  headersTimeoutMs = HEADERS_TIMEOUT_MS,
): Promise<Listening> {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: headersTimeoutMs,
    // The body has its own, kinder limit (LENKE_BODY_TIMEOUT); this one also ends bodies nobody reads.
    requestTimeout: headersTimeoutMs + config.bodyTimeoutSeconds * 1000,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: CHECK_MS,
  });
  server.maxHeadersCount = MAX_HEADERS;
  const state = { stopping: false };
  server.on('request', (request, response) => {
    if (state.stopping) response.setHeader('Connection', 'close');
    app(request, response);
  });
  server.on('clientError', answerClientError);
  await started(server, config);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const shown = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    host: config.host,
    port,
    url: `http://${shown}:${port}`,
    async stop(graceMs = 10_000) {
      state.stopping = true;
      await stopped(server, graceMs);
    },
  };
}

function started(server: Server, config: Pick<Config, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(listenFailure(error, config));
    server.once('error', refuse);
    server.listen(config.port, config.host, () => {
      server.removeListener('error', refuse);
      resolve();
    });
  });
}

function listenFailure(
  cause: NodeJS.ErrnoException,
  { host, port }: Pick<Config, 'host' | 'port'>,
): GatewayError {
  if (cause.code === 'EADDRINUSE') return new GatewayError('LENKE_PORT_TAKEN', { host, port }, { cause });
  return new GatewayError('LENKE_LISTEN', { host, port, reason: cause.code ?? cause.name }, { cause });
}

function stopped(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const last = setTimeout(() => server.closeAllConnections(), graceMs);
    // Node closes what is idle when close() is called, but not what becomes idle afterwards.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(last);
      clearInterval(sweep);
      resolve();
    });
  });
}

/** What is not HTTP gets an answer in the form of everything else, when the connection still takes one. */
function answerClientError(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, text, code] = clientFailure(error.code);
  const facts = {
    limit: MAX_HEADER_BYTES,
    seconds: HEADERS_TIMEOUT_MS / 1000,
    reason: 'it is not HTTP',
    line: 1,
    column: 1,
  };
  const body = JSON.stringify(toOutcome([failureIssue(code, facts, { expression: 'http' })]));
  socket.end(
    `HTTP/1.1 ${status} ${text}\r\nContent-Type: application/fhir+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function clientFailure(code: string | undefined): readonly [number, string, FailureCode] {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return [431, 'Request Header Fields Too Large', 'LENKE_TOO_LARGE'];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [408, 'Request Timeout', 'LENKE_BODY_TIMEOUT'];
    default:
      return [400, 'Bad Request', 'LENKE_UNREADABLE'];
  }
}
