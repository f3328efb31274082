// Who takes the deliveries? A receiver that reads, answers as a FHIR server must, and does nothing else: it costs both sides the same.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Sent {
  readonly type?: string;
  readonly entry?: readonly { readonly resource?: { readonly id?: string } }[];
}

/** The last body per path: what the bare loop posts too. */
const last = new Map<string, string>();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'GET') return answer(response, Object.fromEntries(last));
    const body = Buffer.concat(chunks).toString();
    last.set(request.url ?? '', body);
    const sent = JSON.parse(body) as Sent;
    return answer(response, sent.type === 'message' ? toMessage(sent) : toTransaction(sent));
  });
});

function toTransaction(sent: Sent): object {
  const entry = (sent.entry ?? []).map((_, at) => ({
    response: { status: '201 Created', location: `X/${at}/_history/1` },
  }));
  return { resourceType: 'Bundle', type: 'transaction-response', entry };
}

function toMessage(sent: Sent): object {
  const identifier = sent.entry?.[0]?.resource?.id;
  const resource = { resourceType: 'MessageHeader', response: { identifier, code: 'ok' } };
  return { resourceType: 'Bundle', type: 'message', entry: [{ resource }] };
}

function answer(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body));
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
process.once('SIGTERM', () => process.exit(0));
