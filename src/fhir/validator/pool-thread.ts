// A validation thread: takes a text in parts, validates it, hands the issues back some at a time. Or answers a whole body.

import { parentPort, workerData } from 'node:worker_threads';
import { GatewayError } from '../../domain/failure.ts';
import type { Issue } from '../issue.ts';
import type { FromThread, ToThread } from './pool-messages.ts';
import { type BodyQuestion, validateBody } from './validate-body.ts';
import { validateBytes } from './validate-text.ts';
import { createValidator, type ValidatorOptions } from './validator.ts';

/** Issues in one message: the main thread takes about a millisecond to read so many. */
const SOME = 250;

const options: ValidatorOptions = workerData;
const validator = createValidator(options);
const parts: string[] = [];
let left: Issue[] = [];

function say(message: FromThread, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

function hand(): void {
  const issues = left.slice(0, SOME);
  left = left.slice(SOME);
  say({ kind: 'issues', issues, more: left.length > 0 });
}

/** The answer goes back as bytes, which are moved and not copied: a faulty Bundle may have megabytes of issues. */
function answer(chunks: readonly Uint8Array[], question: BodyQuestion): void {
  const found = validateBody(validator, Buffer.concat(chunks), question);
  if (found.kind !== 'outcome') {
    say({ kind: 'answer', answer: found });
    return;
  }
  const text = new TextEncoder().encode(String(found.text));
  say({ kind: 'answer', answer: { kind: 'outcome', text } }, [text.buffer]);
}

function answerOrRefuse(chunks: readonly Uint8Array[], question: BodyQuestion): void {
  try {
    answer(chunks, question);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    say({ kind: 'failure', code: error.code, facts: error.facts });
  }
}

parentPort?.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'part':
      parts.push(message.text);
      return;
    case 'validate':
      left = validateBytes(validator, Buffer.from(parts.splice(0).join('')), message.options);
      hand();
      return;
    case 'next':
      hand();
      return;
    case 'body':
      answerOrRefuse(message.chunks, message.question);
  }
});
