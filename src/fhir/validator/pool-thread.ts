// A validation thread: takes a text in parts, validates it, hands the issues back some at a time.

import { parentPort, workerData } from 'node:worker_threads';
import type { Issue } from '../issue.ts';
import type { FromThread, ToThread } from './pool-messages.ts';
import { validateBytes } from './validate-text.ts';
import { createValidator } from './validator.ts';

/** Issues in one message: the main thread takes about a millisecond to read so many. */
const SOME = 250;

const { definitions }: { definitions?: readonly object[] } = workerData;
const validator = createValidator(definitions ? { definitions } : {});
const parts: string[] = [];
let left: Issue[] = [];

function hand(): void {
  const issues = left.slice(0, SOME);
  left = left.slice(SOME);
  parentPort?.postMessage({ issues, more: left.length > 0 } satisfies FromThread);
}

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'part') {
    parts.push(message.text);
    return;
  }
  if (message.kind === 'validate') {
    const text = parts.splice(0).join('');
    left = validateBytes(validator, Buffer.from(text), message.options);
  }
  hand();
});
