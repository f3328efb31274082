// Who validates a large text, so that nobody else has to wait? A thread; the small ones are done at once.

import { Worker } from 'node:worker_threads';
import { GatewayError } from '../../domain/failure.ts';
import type { Issue } from '../issue.ts';
import type { ThreadOptions } from './pool-messages.ts';
import { Thread } from './thread.ts';
import { type BodyAnswer, type BodyQuestion, validateBody } from './validate-body.ts';
import { createValidator, type ValidateOptions, type Validator, type ValidatorOptions } from './validator.ts';

/** What `validateText` is told besides the text. `locate`, `resolve` and `exact` are for small texts; a thread reads for itself. */
export type TextOptions = ThreadOptions & Pick<ValidateOptions, 'locate' | 'resolve' | 'exact'>;

export interface ValidationPool {
  /**
   * The issues of `text`, which was read as `value`: at once when it is small, else by a thread. Throws
   * LENKE_VALIDATOR_DOWN when the thread died of it or took too long, LENKE_STOPPING when the pool is closed.
   */
  validateText(text: string, value: unknown, options?: TextOptions): Promise<Issue[]>;
  /**
   * The answer to a body of $validate, given as its bytes came: read and answered at once when it is small, else by a
   * thread, which the bytes are moved to. Throws as `validateText`, and what `validateBody` throws.
   */
  validateBody(bytes: readonly Uint8Array[], question: BodyQuestion): Promise<BodyAnswer>;
  /** Waits for what is under way, then ends the threads. */
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Threads at most; each is started when it is first needed and takes about 60 MB. */
  readonly threads?: number;
  /** Given to `createValidator` in each thread. */
  readonly validatorOptions?: ValidatorOptions;
  /** The validator for small texts; made of `validatorOptions` when it is left out. */
  readonly validator?: Validator;
  /** Characters, or bytes, up to which a text is validated at once. 64 K take about a millisecond, a few with a fault in every line. */
  readonly inlineLimit?: number;
  /** Longest time for one text; a thread that takes longer is ended. */
  readonly timeoutMs?: number;
  /** A thread that had nothing to do for so long is ended. */
  readonly idleMs?: number;
  /** Told of each thread that is started. */
  readonly onThread?: (worker: Worker) => void;
}

const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? './pool-thread.ts' : './pool-thread.js',
  import.meta.url,
);

/** Validates large texts in threads. Nothing is started before the first large text comes. */
export function createValidationPool({
  threads = 1,
  validatorOptions = {},
  validator = createValidator(validatorOptions),
  inlineLimit = 65_536,
  timeoutMs = 60_000,
  idleMs = 60_000,
  onThread,
}: PoolOptions = {}): ValidationPool {
  const spawn = (): Worker => {
    const worker = new Worker(THREAD, { workerData: validatorOptions });
    onThread?.(worker);
    return worker;
  };
  const all = Array.from({ length: threads }, () => new Thread(spawn, timeoutMs, idleMs));
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
  const inThread = async <T>(work: (thread: Thread) => Promise<T>): Promise<T> => {
    const thread = await take();
    try {
      return await work(thread);
    } finally {
      give(thread);
    }
  };
  const kept = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };

  return {
    async validateText(text, value, options = {}) {
      if (state.closed) throw new GatewayError('LENKE_STOPPING');
      if (text.length <= inlineLimit) return validator.validate(value, options);
      return kept(inThread((thread) => thread.validate(text, sendable(options))));
    },
    async validateBody(bytes, question) {
      if (state.closed) throw new GatewayError('LENKE_STOPPING');
      const length = bytes.reduce((sum, chunk) => sum + chunk.length, 0);
      if (length <= inlineLimit) return validateBody(validator, Buffer.concat(bytes, length), question);
      return kept(inThread((thread) => thread.answer(bytes, question)));
    },
    async close() {
      state.closed = true;
      await Promise.allSettled(underWay);
      await Promise.all(all.map((thread) => thread.stop()));
    },
  };
}

function sendable({ profiles, bestPractice }: TextOptions): ThreadOptions {
  return { ...(profiles && { profiles }), ...(bestPractice !== undefined && { bestPractice }) };
}
