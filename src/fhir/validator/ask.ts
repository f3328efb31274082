// What does a terminology server say to the questions that stayed open?

import type { TerminologyServer } from '../terminology/server.ts';
import { withoutVersion } from './library.ts';
import { Run, type Found, type OpenQuestion } from './run.ts';

/** Questions under way at a time. */
const AT_ONCE = 8;

type Answers = Map<string, Promise<boolean | undefined>>;

/** Any code will do: one yes settles it, all no breaks the rule, else it stays open. */
async function answerOf(
  server: TerminologyServer,
  { valueSet, codes }: OpenQuestion,
  answers: Answers,
): Promise<boolean | undefined> {
  let open = codes.length === 0;
  for (const asked of codes) {
    const question = { ...asked, valueSet };
    const name = JSON.stringify([valueSet, asked.system, asked.code]);
    const before = answers.get(name);
    const answer = before ?? server.validateCode(question).catch(() => undefined);
    if (!before) answers.set(name, answer);
    const said = await answer;
    if (said === true) return true;
    if (said === undefined) open = true;
  }
  return open ? undefined : false;
}

/** The issue of a question that was answered no. */
function broken({ place }: Found, { outside, valueSet }: OpenQuestion): Found[] {
  const run = new Run({ bestPractice: false, resolve: undefined, exact: undefined, asks: false });
  run.report(outside, place, valueSet === undefined ? {} : { valueSet: withoutVersion(valueSet) });
  return run.issues;
}

async function settle(one: Found, server: TerminologyServer, answers: Answers): Promise<readonly Found[]> {
  const { question } = one;
  if (!question) return [one];
  const answer = await answerOf(server, question, answers);
  if (answer === undefined) return [one];
  return answer ? [] : broken(one, question);
}

/** The issues after asking: settled ones are gone, broken ones are errors or warnings, the rest stays information. */
export async function ask(found: readonly Found[], server: TerminologyServer): Promise<Found[]> {
  const answers: Answers = new Map();
  const settled: (readonly Found[])[] = found.map((one) => [one]);
  const waiting = found.entries().filter(([, { question }]) => question !== undefined);
  const worker = async (): Promise<void> => {
    for (const [index, one] of waiting) settled[index] = await settle(one, server, answers);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return settled.flat();
}
