// A receiver that behaves as told: for tests of sending. It keeps what it takes by identifier, like a real one.

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Behaviour } from '../contract/sender.contract.ts';

/** One request as it arrived. */
export interface Arrived {
  readonly path: string;
  readonly hash: string;
  readonly requestId: string;
  readonly headers: IncomingMessage['headers'];
}

/** What it can be told beyond what the contract asks of every format. */
export type Conduct =
  | Behaviour
  | 'packed'
  | 'redirects'
  | 'null'
  | 'page'
  | 'reset-after-headers'
  | 'accepts';

/** The receiver; `address` is its FHIR base. */
export interface Receiver {
  readonly address: string;
  readonly arrived: readonly Arrived[];
  readonly behave: (as: Conduct) => void;
  readonly held: () => number;
  stop(): Promise<void>;
}

interface Sent {
  readonly type: string;
  readonly entry: readonly {
    resource: { resourceType: string; id?: string; response?: unknown };
    request?: { ifNoneExist?: string; url: string };
  }[];
}

const FHIR = { 'content-type': 'application/fhir+json' };

function outcome(code: string): string {
  return JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });
}

/** Takes the content and gives the answer of the format. */
function take(body: string, held: Set<string>): string {
  const sent: Sent = JSON.parse(body);
  if (sent.type === 'message') {
    const [header, ...content] = sent.entry;
    for (const entry of content) held.add(JSON.stringify(entry.resource));
    const response = { identifier: header?.resource.id, code: 'ok' };
    return JSON.stringify({
      resourceType: 'Bundle',
      type: 'message',
      entry: [{ resource: { resourceType: 'MessageHeader', response } }],
    });
  }
  const entry = sent.entry.map(({ request, resource }) => {
    const key = `${resource.resourceType} ${request?.ifNoneExist ?? request?.url}`;
    const status = held.has(key) ? '200 OK' : '201 Created';
    held.add(key);
    return { response: { status, location: `${resource.resourceType}/${held.size}/_history/1` } };
  });
  return JSON.stringify({ resourceType: 'Bundle', type: 'transaction-response', entry });
}

function flood(response: ServerResponse): void {
  const more = () => {
    while (response.write('[1,'.repeat(20_000)));
  };
  response.on('drain', more);
  more();
}

/** Starts it on a free port. */
export async function startReceiver(): Promise<Receiver> {
  const arrived: Arrived[] = [];
  const held = new Set<string>();
  let behaviour: Conduct = 'takes';
  const answers: Record<Conduct, (response: ServerResponse, body: string) => void> = {
    takes: (response, body) => response.writeHead(200, FHIR).end(take(body, held)),
    accepts: (response) => response.writeHead(202).end(),
    'takes-then-cuts': (response, body) => {
      take(body, held);
      response.destroy();
    },
    down: (response) => response.destroy(),
    silent: () => undefined,
    busy: (response) => response.writeHead(429, { ...FHIR, 'retry-after': '3' }).end(outcome('throttled')),
    broken: (response) => response.writeHead(500, FHIR).end(outcome('exception')),
    refuses: (response) => response.writeHead(422, FHIR).end(outcome('invalid')),
    'says-duplicate': (response) => response.writeHead(409, FHIR).end(outcome('duplicate')),
    'no-login': (response) => response.writeHead(401).end(),
    unreadable: (response) => response.writeHead(200, FHIR).end('{"resourceType":'),
    page: (response, body) => response.writeHead(200, { 'content-type': 'text/html' }).end(take(body, held)),
    null: (response) => response.writeHead(200, FHIR).end('null'),
    huge: (response) => flood(response.writeHead(200, FHIR)),
    packed: (response) =>
      response.writeHead(200, { ...FHIR, 'content-encoding': 'gzip' }).end(gzipSync('1'.repeat(1e6))),
    redirects: (response) => response.writeHead(307, { location: '/elsewhere' }).end(),
    'reset-after-headers': (response) => {
      response.writeHead(200, FHIR).flushHeaders();
      setTimeout(() => response.socket?.resetAndDestroy(), 20);
    },
    'cut-answer': (response) => {
      response.writeHead(200, { ...FHIR, 'content-length': '1000' }).write('{"resourceType":"Bundle"');
      setTimeout(() => response.destroy(), 20);
    },
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const hash = createHash('sha256').update(body).digest('hex');
      arrived.push({
        path: request.url ?? '',
        hash,
        requestId: String(request.headers['x-request-id']),
        headers: request.headers,
      });
      answers[behaviour](response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  return {
    address: `http://127.0.0.1:${port}/fhir`,
    arrived,
    behave: (as) => {
      behaviour = as;
    },
    held: () => held.size,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
