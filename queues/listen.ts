// How do all queues and workers hear NOTIFY over one connection that comes back by itself?

import { EventEmitter } from 'node:events';
import { openListenClient } from './connection.ts';
import type { QueueName } from './names.ts';
import type { OutageLog } from './outage.ts';

const CHANNEL = 'bullmq_jobs';

type Client = ReturnType<typeof openListenClient>;

/**
 * The LISTEN connection of this process. `heard` emits `notification` with channel and payload (the queue's name), as a
 * client of `pg` does. After a loss every queue is announced once: what was notified meanwhile was heard by nobody.
 */
export class SharedListener {
  readonly heard = new EventEmitter();
  readonly #connectionString: string;
  readonly #queues: readonly QueueName[];
  readonly #outage: OutageLog;
  #client: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(connectionString: string, queues: readonly QueueName[], outage: OutageLog) {
    this.#connectionString = connectionString;
    this.#queues = queues;
    this.#outage = outage;
    // One listener per waiting worker.
    this.heard.setMaxListeners(0);
  }

  /** Connects and listens; rejects when that fails. */
  async connect(): Promise<void> {
    const client = openListenClient(this.#connectionString);
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, new Error('LISTEN connection ended')));
    client.on('notification', (message) => this.heard.emit('notification', message));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      // Not waited for: a server that does not answer would not answer this either.
      void client.end().catch(() => undefined);
      throw error;
    }
    if (this.#closed) return client.end();
    this.#client = client;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  #lost(client: Client, error: Error): void {
    if (client !== this.#client) return;
    this.#client = undefined;
    this.#outage.failed('listen', error);
    this.#reconnectLater(1);
  }

  #reconnectLater(tries: number): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#reconnect(tries), Math.min(50 * 2 ** tries, 1000));
  }

  async #reconnect(tries: number): Promise<void> {
    try {
      await this.connect();
      this.#outage.recovered('listen');
      for (const payload of this.#queues) this.heard.emit('notification', { channel: CHANNEL, payload });
    } catch (error) {
      this.#outage.failed('listen', error);
      this.#reconnectLater(tries + 1);
    }
  }
}
