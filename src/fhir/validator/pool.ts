// Who validates a large text, so that nobody else has to wait? A thread; the small ones are done at once.

import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { GatewayError } from '../../domain/failure.ts';
import type { Issue } from '../issue.ts';
import type { FromThread, ThreadOptions, ToThread } from './pool-messages.ts';
import { createValidator, type ValidateOptions, type Validator } from './validator.ts';

/** What `validateText` is told besides the text. `locate` and `resolve` are for small texts; a thread finds its own places. */
export type TextOptions = ThreadOptions & Pick<ValidateOptions, 'locate' | 'resolve'>;

export interface ValidationPool {
  /**
   * The issues of `text`, which was read as `value`: at once when it is small, else by a thread. Throws
   * LENKE_VALIDATOR_DOWN when the thread died of it or took too long, LENKE_STOPPING when the pool is closed.
   */
  validateText(text: string, value: unknown, options?: TextOptions): Promise<Issue[]>;
  /** Waits for what is under way, then ends the threads. */
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Threads at most; each is started when it is first needed and takes about 60 MB. */
  readonly threads?: number;
  /** Given to `createValidator` in each thread. */
  readonly validatorOptions?: { readonly definitions?: readonly object[] };
  /** The validator for small texts; made of `validatorOptions` when it is left out. */
  readonly validator?: Validator;
  /** Characters up to which a text is validated at once. 64 K take about a millisecond, a few with a fault in every line. */
  readonly inlineLimit?: number;
  /** Longest time for one text; a thread that takes longer is ended. */
  readonly timeoutMs?: number;
  /** Told of each thread that is started. */
  readonly onThread?: (worker: Worker) => void;
}

/** Characters sent in one go: copying them takes less than a millisecond. */
const PART = 1 << 19;

const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? './pool-thread.ts' : './pool-thread.js',
  import.meta.url,
);

/** A thread that serves one text at a time; started by its first one, and again by the next one after it died. */
class Thread {
  readonly #spawn: () => Worker;
  readonly #timeoutMs: number;
  #worker: Worker | undefined;

  constructor(spawn: () => Worker, timeoutMs: number) {
    this.#spawn = spawn;
    this.#timeoutMs = timeoutMs;
  }

  async validate(text: string, options: ThreadOptions): Promise<Issue[]> {
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    const { promise, resolve, reject } = Promise.withResolvers<Issue[]>();
    const issues: Issue[] = [];
    const say = (message: ToThread): void => worker.postMessage(message);
    const onMessage = (message: FromThread): void => {
      for (const issue of message.issues) issues.push(issue);
      if (message.more) say({ kind: 'next' });
      else resolve(issues);
    };
    const down = (reason: string) => (cause?: unknown) =>
      reject(new GatewayError('LENKE_VALIDATOR_DOWN', { reason }, { cause }));
    const onError = down('error');
    const onExit = down('exit');
    const timer = setTimeout(down('timeout'), this.#timeoutMs);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    try {
      await Promise.race([this.#send(text, say), promise]);
      say({ kind: 'validate', options });
      return await promise;
    } catch (error) {
      this.#worker = undefined;
      await worker.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      worker.unref();
    }
  }

  /** Copies the text to the thread a part at a time, with a turn of the loop between. */
  async #send(text: string, say: (message: ToThread) => void): Promise<void> {
    for (let at = 0; at < text.length; at += PART) {
      say({ kind: 'part', text: text.slice(at, at + PART) });
      await turn();
    }
  }

  #start(): Worker {
    const worker = this.#spawn();
    // One that dies between two texts is only forgotten; during a text `validate` hears of it too.
    const forget = (): void => {
      if (this.#worker === worker) this.#worker = undefined;
    };
    return worker.on('error', forget).on('exit', forget);
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }
}

/** Validates large texts in threads. Nothing is started before the first large text comes. */
export function createValidationPool({
  threads = 1,
  validatorOptions = {},
  validator = createValidator(validatorOptions),
  inlineLimit = 65_536,
  timeoutMs = 60_000,
  onThread,
}: PoolOptions = {}): ValidationPool {
  const spawn = (): Worker => {
    const worker = new Worker(THREAD, { workerData: validatorOptions });
    onThread?.(worker);
    return worker;
  };
  const all = Array.from({ length: threads }, () => new Thread(spawn, timeoutMs));
  const idle = [...all];
  const waiting: ((thread: Thread) => void)[] = [];
  const underWay = new Set<Promise<unknown>>();
  const state = { closed: false };

  const take = (): Thread | Promise<Thread> =>
    idle.pop() ?? new Promise<Thread>((resolve) => waiting.push(resolve));
  const give = (thread: Thread): void => {
    const next = waiting.shift();
    if (next) next(thread);
    else idle.push(thread);
  };
  const inThread = async (text: string, { profiles, bestPractice }: TextOptions): Promise<Issue[]> => {
    const thread = await take();
    try {
      return await thread.validate(text, {
        ...(profiles && { profiles }),
        ...(bestPractice !== undefined && { bestPractice }),
      });
    } finally {
      give(thread);
    }
  };

  return {
    async validateText(text, value, options = {}) {
      if (state.closed) throw new GatewayError('LENKE_STOPPING');
      if (text.length <= inlineLimit) return validator.validate(value, options);
      const work = inThread(text, options);
      underWay.add(work);
      return work.finally(() => underWay.delete(work));
    },
    async close() {
      state.closed = true;
      await Promise.allSettled(underWay);
      await Promise.all(all.map((thread) => thread.stop()));
    },
  };
}
