// How is one validation thread talked to, and what if it dies?

import { setImmediate as turn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { GatewayError } from '../../domain/failure.ts';
import type { Issue } from '../issue.ts';
import type { FromThread, ThreadOptions, ToThread } from './pool-messages.ts';
import type { BodyAnswer, BodyQuestion } from './validate-body.ts';

/** Characters sent in one go: copying them takes less than a millisecond. */
const PART = 1 << 19;

type Say = (message: ToThread, transfer?: readonly ArrayBuffer[]) => void;

/** Copies the text to the thread a part at a time, with a turn of the loop between. */
async function sendText(text: string, say: Say): Promise<void> {
  for (let at = 0; at < text.length; at += PART) {
    say({ kind: 'part', text: text.slice(at, at + PART) });
    await turn();
  }
}

/** The bytes in a buffer of their own, which can be moved to a thread: as they are when nothing else shares theirs. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  const alone = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength;
  return alone ? new Uint8Array(buffer) : Uint8Array.from(bytes);
}

/**
 * A thread that serves one text at a time; started by its first one, and again by the next one after it died. One that has
 * had nothing to do for a while is ended: the heap of a large Bundle is not given back otherwise.
 */
export class Thread {
  readonly #spawn: () => Worker;
  readonly #timeoutMs: number;
  readonly #idleMs: number;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(spawn: () => Worker, timeoutMs: number, idleMs: number) {
    this.#spawn = spawn;
    this.#timeoutMs = timeoutMs;
    this.#idleMs = idleMs;
  }

  /** The issues of a text. Throws LENKE_VALIDATOR_DOWN when the thread died of it or took too long. */
  async validate(text: string, options: ThreadOptions): Promise<Issue[]> {
    const issues: Issue[] = [];
    const ask = async (say: Say): Promise<void> => {
      await sendText(text, say);
      say({ kind: 'validate', options });
    };
    return this.#talk(ask, (message, say) => {
      if (message.kind !== 'issues') return undefined;
      for (const issue of message.issues) issues.push(issue);
      if (!message.more) return issues;
      say({ kind: 'next' });
      return undefined;
    });
  }

  /** The answer to a body of $validate, whose bytes are moved to the thread. Throws as `validate`, and what refuses the body. */
  async answer(bytes: readonly Uint8Array[], question: BodyQuestion): Promise<BodyAnswer> {
    const chunks = bytes.map(ownBytes);
    const ask = async (say: Say): Promise<void> =>
      say(
        { kind: 'body', chunks, question },
        chunks.map(({ buffer }) => buffer),
      );
    const heard = await this.#talk(ask, (message) => (message.kind === 'issues' ? undefined : message));
    if (heard.kind === 'failure') throw new GatewayError(heard.code, heard.facts);
    return heard.answer;
  }

  /** Asks, and hears messages until `hear` makes an answer of one. */
  async #talk<T>(
    ask: (say: Say) => Promise<void>,
    hear: (message: FromThread, say: Say) => T | undefined,
  ): Promise<T> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const say: Say = (message, transfer = []) => worker.postMessage(message, transfer);
    const onMessage = (message: FromThread): void => {
      const answer = hear(message, say);
      if (answer !== undefined) resolve(answer);
    };
    const down = (reason: string) => (cause?: unknown) =>
      reject(new GatewayError('LENKE_VALIDATOR_DOWN', { reason }, { cause }));
    const onError = down('error');
    const onExit = down('exit');
    const timer = setTimeout(down('timeout'), this.#timeoutMs);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    try {
      await Promise.race([ask(say), promise]);
      return await promise;
    } catch (error) {
      this.#worker = undefined;
      await worker.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      worker.unref();
      this.#idle = setTimeout(() => void this.stop(), this.#idleMs).unref();
    }
  }

  #start(): Worker {
    const worker = this.#spawn();
    // One that dies between two texts is only forgotten; during a text `#talk` hears of it too.
    const forget = (): void => {
      if (this.#worker === worker) this.#worker = undefined;
    };
    return worker.on('error', forget).on('exit', forget);
  }

  /** Ends the thread; what is under way fails. */
  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}
