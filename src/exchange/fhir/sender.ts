// How does FHIR leave the gateway? The Sender of both FHIR wire formats.

import { systemClock, type Clock } from '../../domain/clock.ts';
import type { Sender } from '../contract.ts';
import { createPost, type Post } from './post.ts';
import { send } from './send.ts';
import { write } from './write.ts';

/** Longest answer that is read: a transaction answer is about 300 bytes per entry. */
const MAX_ANSWER_BYTES = 2_000_000;

/** A sender that holds connections; `close` ends them after what is under way. */
export interface FhirSender extends Sender {
  close(): Promise<void>;
}

/**
 * The FHIR sender. `credential` gives the bearer token of a name (settings hold it, the recipient only names it);
 * connections are kept per recipient, at most eight open at a time.
 */
export function createFhirSender(options: {
  credential(name: string): string | undefined;
  maxAnswerBytes?: number;
  clock?: Clock;
}): FhirSender {
  const pools = new Map<string, Post>();
  const maxAnswerBytes = options.maxAnswerBytes ?? MAX_ANSWER_BYTES;
  const parts = {
    credential: (name: string) => options.credential(name),
    clock: options.clock ?? systemClock,
    connections: ({
      id,
      endpoint,
    }: {
      id: string;
      endpoint: { address: string; timeoutMs: number };
    }): Post => {
      // The address is part of the key: a recipient that moved gets new connections, the old ones fall idle and close.
      const key = `${id} ${endpoint.address} ${endpoint.timeoutMs}`;
      const open =
        pools.get(key) ?? createPost(endpoint.address, { timeoutMs: endpoint.timeoutMs, maxAnswerBytes });
      pools.set(key, open);
      return open;
    },
  };
  return {
    write,
    send: (permitted, outgoing, recipient, signal, gate) =>
      send(permitted, outgoing, recipient, signal, gate, parts),
    async close() {
      const open = [...pools.values()];
      pools.clear();
      await Promise.all(open.map((pool) => pool.close()));
    },
  };
}
