// Who else is asking just now? Questions that come while a statement is under way are asked together in the next one.

import { createPatience } from './patience.ts';

/** How questions are asked together. */
export interface Gathering<Question, Answer> {
  /** Answers in the order of the questions. */
  readonly ask: (questions: readonly Question[]) => Promise<readonly Answer[]>;
  /** May both be in one statement? All may when it is left out. */
  readonly together?: (first: Question, other: Question) => boolean;
}

/** Sixteen callers then make some fifteen questions of one statement, which takes a fifth of the CPU. */
const MOST = 100;
/** A statement that walks an index takes a millisecond. One that takes this long is in trouble, which must not become everybody's. */
const SLOW_MS = 25;
const MOST_LANES = 4;

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly since: number;
  readonly resolve: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

async function answerAll<Question, Answer>(
  { ask }: Gathering<Question, Answer>,
  batch: readonly Waiting<Question, Answer>[],
): Promise<void> {
  try {
    const answers = await ask(batch.map(({ question }) => question));
    for (const [nth, answer] of answers.entries()) batch[nth]?.resolve(answer);
  } catch (error) {
    for (const { fail } of batch) fail(error);
  }
}

/**
 * Builds what gathers. A statement begins after every question it answers was asked, so each sees all that was acknowledged
 * before. Who comes alone does not wait; there is no timer.
 */
export function createGathering<Question, Answer>(
  gathering: Gathering<Question, Answer>,
): (question: Question) => Promise<Answer> {
  const { together = () => true } = gathering;
  const waiting: Waiting<Question, Answer>[] = [];
  const watch = createPatience(waiting);
  const lanes = { busy: 0, since: 0, isCalled: false };
  const mayStart = (): boolean =>
    lanes.busy === 0 || (lanes.busy < MOST_LANES && performance.now() - lanes.since > SLOW_MS);
  const nextBatch = (): readonly Waiting<Question, Answer>[] => {
    const [first] = waiting;
    if (!first) return [];
    const fits = waiting.filter(({ question }) => together(first.question, question)).slice(0, MOST);
    const taken = new Set(fits);
    waiting.splice(0, waiting.length, ...waiting.filter((one) => !taken.has(one)));
    return fits;
  };
  const start = (): void => {
    if (waiting.length === 0 || !mayStart()) return;
    lanes.busy += 1;
    lanes.since = performance.now();
    void answerAll(gathering, nextBatch()).finally(() => {
      lanes.busy -= 1;
      start();
    });
  };
  // With all that came in the same turn of the loop: else the first of them went alone, and the others waited for it.
  const soon = (): void => {
    if (lanes.isCalled || !mayStart()) return;
    lanes.isCalled = true;
    setImmediate(() => {
      lanes.isCalled = false;
      start();
    });
  };
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, since: performance.now(), resolve, fail: reject });
      soon();
      watch();
    });
}
