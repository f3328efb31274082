// Where do a send and a withdrawal race? A real store and a real receiver; the pipeline is called directly, so that both can be timed.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBreakers } from '../../../queues/breaker.ts';
import { createCaseMemory } from '../../../src/pipeline/sending/case-memory.ts';
import { createTurns } from '../../../src/pipeline/turns.ts';
import { createRetryPolicy } from '../../../queues/retry.ts';
import { shippedRetryPolicy } from '../../../queues/retry-policy.ts';
import { systemClock } from '../../../src/domain/clock.ts';
import { createFhirSender, type FhirSender } from '../../../src/exchange/fhir/sender.ts';
import type { Gate, Sender } from '../../../src/exchange/contract.ts';
import { createValidationPool } from '../../../src/fhir/validator/pool.ts';
import { createValidator } from '../../../src/fhir/validator/validator.ts';
import { loadData } from '../../../src/pipeline/data.ts';
import type { Observer, Ports } from '../../../src/pipeline/ports.ts';
import { seedDirectory } from '../../../src/pipeline/planning/seed-directory.ts';
import { openStore } from '../../../src/store/connect.ts';
import { MAPPINGS } from '../mappings.ts';
import { migratedDatabase } from '../postgres.ts';

/** What the receiver does with a request. */
export interface Manners {
  /** Waits so long before it answers. */
  answerAfterMs: number;
  /** Answers 503 so many times per delivery first. */
  refusals: number;
}

/** A moment of a delivery. */
export interface Moment {
  readonly delivery: string;
  readonly at: number;
}

/** Everything that was seen. */
export interface Seen {
  /** The gate opened: from here bytes may leave. */
  readonly opened: Moment[];
  /** All bytes were handed to the connection. */
  readonly handedOver: Moment[];
  /** The receiver read the head of a request. */
  readonly received: Moment[];
  /** What was received, as it came over the wire. */
  readonly bodies: string[];
}

/** The world of a race. */
export interface World {
  readonly ports: Ports;
  readonly seen: Seen;
  readonly manners: Manners;
  stop(): Promise<void>;
}

const quiet: Observer = {
  count: () => undefined,
  time: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Starts it. `isGuarded: false` leaves the gate out: the control that shows that the race is one. */
export async function startWorld({ isGuarded }: { isGuarded: boolean }): Promise<World> {
  const database = await migratedDatabase();
  const store = await openStore({ connectionString: database.connectionString, poolSize: 16 });
  const seen: Seen = { opened: [], handedOver: [], received: [], bodies: [] };
  const manners: Manners = { answerAfterMs: 0, refusals: 0 };
  const { server, url } = await startReceiver(seen, manners);
  const validator = createValidator();
  const validation = createValidationPool({ validator });
  const data = loadData({
    mappings: MAPPINGS,
    layer: 'no-krs',
    sandboxUrl: url,
    retryClass: 'fast',
    types: 'pathway',
    everyType: validator.types(),
  });
  await seedDirectory(data.directory, store, systemClock);
  const sender = createFhirSender({ credential: () => undefined });
  const watched = watch(sender, seen, isGuarded);
  const stopping = new AbortController();
  const ports: Ports = {
    clock: systemClock,
    store,
    validator,
    validation,
    ...data,
    senders: { 'fhir-transaction': watched, 'fhir-message': watched },
    from: () => ({ name: 'Lenke', endpoint: 'https://lenke.example/fhir' }),
    waker: { poke: () => undefined },
    retry: createRetryPolicy(shippedRetryPolicy(), Math.random),
    // The race is about withdrawal; a breaker would only make it slower.
    cases: createCaseMemory(systemClock),
    turns: createTurns(),
    breakers: createBreakers({ ...shippedRetryPolicy().breaker, failures: 1_000_000 }),
    observe: quiet,
    syntheticOnly: true,
    leaseMs: 30_000,
    sweepSeconds: 30,
    messageCacheDays: 1,
    stopping: stopping.signal,
  };
  return {
    ports,
    seen,
    manners,
    async stop() {
      stopping.abort();
      await sender.close();
      await validation.close();
      await store.close();
      await new Promise((done) => server.close(done));
      await database.drop();
    },
  };
}

/** The sender, with the moments of its gate written down. */
function watch(sender: FhirSender, seen: Seen, isGuarded: boolean): Sender {
  return {
    write: (permitted, resources, recipient, from) => sender.write(permitted, resources, recipient, from),
    send(permitted, outgoing, recipient, signal, gate) {
      const delivery = permitted.delivery.id;
      const watched: Gate = async () => {
        const done = isGuarded ? await gate() : () => undefined;
        if (!done) return undefined;
        seen.opened.push({ delivery, at: performance.now() });
        return () => {
          seen.handedOver.push({ delivery, at: performance.now() });
          done();
        };
      };
      return sender.send(permitted, outgoing, recipient, signal, watched);
    },
  };
}

async function startReceiver(seen: Seen, manners: Manners): Promise<{ server: Server; url: string }> {
  const tries = new Map<string, number>();
  const server = createServer((request, response) => {
    const delivery = String(request.headers['x-request-id']);
    seen.received.push({ delivery, at: performance.now() });
    const tried = (tries.get(delivery) ?? 0) + 1;
    tries.set(delivery, tried);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const isRefused = tried <= manners.refusals;
      const text = Buffer.concat(chunks).toString('utf8');
      seen.bodies.push(text);
      const body: { entry?: unknown[] } = JSON.parse(text);
      const entry = (body.entry ?? []).map(() => ({ response: { status: '201 Created' } }));
      const answer = isRefused
        ? ''
        : JSON.stringify({ resourceType: 'Bundle', type: 'transaction-response', entry });
      const send = () => {
        response.writeHead(isRefused ? 503 : 200, { 'content-type': 'application/fhir+json' });
        response.end(answer);
      };
      setTimeout(send, manners.answerAfterMs);
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server's address is never a pipe's
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
