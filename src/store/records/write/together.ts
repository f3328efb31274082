// Who else is writing just now? Writes of several callers become one transaction: one commit, one statement for all.

import type { Tx } from '../../tx.ts';
import type { Store } from '../../types.ts';
import type { RecordsContext } from '../context.ts';
import { executeGroups, executeInteractions } from './execute.ts';
import { conditionalsOf } from './look-up.ts';
import type { TakeNumbers } from './numbers.ts';
import { createPatience } from '../patience.ts';
import type { Tried } from './tried.ts';
import type { Interaction, InteractionResult } from '../types.ts';

/** A batch gathers while this many are under way; with fewer the next caller does not wait (facts: 2 gave most, a timer less). */
const LANES = 2;
/** More callers or interactions than this in one transaction hold the others up for longer than they save. */
const MOST_CALLERS = 32;
const MOST_INTERACTIONS = 120;
/** One that waits for somebody's lock must not hold up the others: it is tried by itself, where it may wait. */
const IMPATIENT_MS = 100;

type After<T> = (tx: Tx, results: readonly InteractionResult[]) => Promise<T>;

/** A caller's write that waits for its turn. */
interface Waiting {
  /** Eyes of the caller. */
  readonly context: RecordsContext;
  readonly interactions: readonly Interaction[];
  readonly now: () => Date;
  /** What nobody else in flight may act on: `Type/id`, and the locks of conditions. */
  readonly claims: readonly string[];
  /** Does what follows in the same transaction; the answer is given once it has committed. */
  readonly follow: (tx: Tx, results: Tried<readonly InteractionResult[]>) => Promise<() => void>;
  readonly since: number;
  readonly alone: () => void;
  readonly fail: (error: unknown) => void;
}

export interface TogetherParts {
  readonly take: TakeNumbers;
  readonly tx: Store['tx'];
}

/** See `Records.together`. */
export type Together = <T>(
  context: RecordsContext,
  interactions: readonly Interaction[],
  now: () => Date,
  after: After<T>,
) => Promise<T>;

/** What an interaction acts on, known without asking the database; undefined when it is not. */
function claimOf(interaction: Interaction): string | undefined {
  switch (interaction.kind) {
    case 'create':
      return interaction.id === undefined ? '' : `${interaction.resource.resourceType}/${interaction.id}`;
    case 'update':
      return `${interaction.resource.resourceType}/${interaction.id}`;
    case 'delete':
      return `${interaction.type}/${interaction.id}`;
    default:
      return undefined;
  }
}

/** Everything they act on and are conditional on; undefined when they must go by themselves. */
function claimsOf(
  context: RecordsContext,
  interactions: readonly Interaction[],
): readonly string[] | undefined {
  if (interactions.length > MOST_INTERACTIONS) return undefined;
  const claims = interactions.map(claimOf);
  if (claims.includes(undefined)) return undefined;
  const locks = conditionalsOf(context, interactions).flatMap((one) => one.locks.map(String));
  return [...claims.filter((claim) => claim !== undefined && claim !== ''), ...locks].map(String);
}

/** Those who wait, and how many transactions are under way. */
class Gathering {
  readonly #waiting: Waiting[] = [];
  readonly #watch = createPatience(this.#waiting);
  readonly #claimed = new Set<string>();
  readonly #run: (batch: readonly Waiting[]) => Promise<void>;
  #lanes = 0;

  constructor(run: (batch: readonly Waiting[]) => Promise<void>) {
    this.#run = run;
  }

  add(one: Waiting): void {
    this.#waiting.push(one);
    this.#start();
    this.#watch();
  }

  #start(): void {
    while (this.#lanes < LANES) {
      const batch = this.#next();
      if (batch.length === 0) return;
      const claims = batch.flatMap((one) => one.claims);
      for (const claim of claims) this.#claimed.add(claim);
      this.#lanes += 1;
      void this.#run(batch).finally(() => {
        for (const claim of claims) this.#claimed.delete(claim);
        this.#lanes -= 1;
        this.#start();
      });
    }
  }

  /** Those who can go now, in the order they came. */
  #next(): readonly Waiting[] {
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    const claimed = new Set(this.#claimed);
    let room = MOST_INTERACTIONS;
    for (const one of this.#waiting) {
      const isFree = !one.claims.some((claim) => claimed.has(claim));
      const fits = batch.length < MOST_CALLERS && one.interactions.length <= room;
      if (isFree && fits) room -= one.interactions.length;
      (isFree && fits ? batch : left).push(one);
      // Also what one that must wait claims: nobody who came later overtakes it on the same resource.
      for (const claim of one.claims) claimed.add(claim);
    }
    this.#waiting.splice(0, this.#waiting.length, ...left);
    return batch;
  }
}

/** Writes a batch in one transaction; before its commit nothing is kept, so what fails there is tried one by one. */
async function writeBatch({ take, tx }: TogetherParts, batch: readonly Waiting[]): Promise<void> {
  const state = { isDone: false };
  const work = async (shared: Tx): Promise<readonly (() => void)[]> => {
    const at = batch[0]?.now() ?? new Date();
    const results = await executeGroups(take, shared, batch, at);
    const answers: (() => void)[] = [];
    for (const [nth, one] of batch.entries()) {
      const result = results[nth];
      if (result) answers.push(await one.follow(shared, result));
    }
    state.isDone = true;
    return answers;
  };
  try {
    for (const answer of await tx(work, { impatientMs: IMPATIENT_MS })) answer();
  } catch (error) {
    // What a commit that failed has kept nobody knows: doing it again could do it twice.
    for (const one of batch) {
      if (state.isDone) one.fail(error);
      else one.alone();
    }
  }
}

/** Builds the gathering of writes. */
export function createTogether(parts: TogetherParts): Together {
  const { take, tx } = parts;
  const gathering = new Gathering((batch) => writeBatch(parts, batch));
  return async (context, interactions, now, after) => {
    const byItself = (): ReturnType<typeof after> =>
      tx(async (own) => after(own, await executeInteractions(context, take, own, interactions, now())));
    const claims = claimsOf(context, interactions);
    if (claims === undefined) return byItself();
    return new Promise((resolve, reject) => {
      gathering.add({
        context,
        interactions,
        now,
        claims,
        since: performance.now(),
        follow: async (shared, result) => {
          if (!result.ok) return () => reject(result.fault);
          const value = await after(shared, result.value);
          return () => resolve(value);
        },
        alone: () => void byItself().then(resolve, reject),
        fail: reject,
      });
    });
  };
}
