// What left, byte for byte? A recorder between the gateway and the pretend systems: it keeps every request whole and passes it on.

import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it left the gateway: head and body, and what the test called the time it left in. */
export interface Sent {
  /** X-Request-ID: the id of the delivery. */
  readonly delivery: string;
  readonly label: string;
  /** Request line, headers and body as text. */
  readonly bytes: string;
}

/** A recorder. */
export interface Wire {
  readonly url: string;
  readonly sent: readonly Sent[];
  /** What the requests that follow are labelled with. */
  label: string;
  /** Where they are passed on to. */
  target: string;
  stop(): Promise<void>;
}

/** Starts it; `target` must be set before anything is sent. */
export async function startWire(): Promise<Wire> {
  const sent: Sent[] = [];
  const state = { label: '', target: '' };
  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const head = `${incoming.method ?? ''} ${incoming.url ?? ''}\n${incoming.rawHeaders.join('\n')}\n`;
      sent.push({
        delivery: String(incoming.headers['x-request-id']),
        label: state.label,
        bytes: head + body.toString('utf8'),
      });
      const { host: _host, ...headers } = incoming.headers;
      const onward = send(
        new URL(incoming.url ?? '/', state.target),
        { method: incoming.method, headers },
        (got) => {
          answer.writeHead(got.statusCode ?? 502, got.headers);
          got.pipe(answer);
        },
      );
      onward.on('error', () => answer.destroy());
      onward.end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server's address is never a pipe's
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(state, {
    url,
    sent,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}
