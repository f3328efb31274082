// How does a person read an answer? Indented, with the digits its numbers came with.

import { readJson } from '../fhir/json/read.ts';
import type { Answer } from './answer.ts';

/** Answers are ours, so this depth only guards the process. */
const DEEPEST = 10_000;

/** The answer with its JSON indented. */
export function indented(answer: Answer): Answer {
  if (answer.body === undefined) return answer;
  const { exact } = readJson(Buffer.from(answer.body), { maxDepth: DEEPEST });
  return { ...answer, body: `${JSON.stringify(exact, null, 2)}\n` };
}

/** True for `_pretty=true` in a query or a form. */
export function wantsIndent(text: string): boolean {
  return text.includes('_pretty') && new URLSearchParams(text).get('_pretty') === 'true';
}
