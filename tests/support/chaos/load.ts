// Who keeps sending? A few hospitals that send births one after the other and repeat each until it is acknowledged.

import { setTimeout as sleep } from 'node:timers/promises';
import { birth, birthMessage, childIdentifiers, mother, motherCase } from '../../../src/sandbox/people.ts';
import { createLedger, type Entry, type Ledger, type Manner } from './ledger.ts';
import type { Random } from './random.ts';

/** Load that runs. */
export interface Load {
  readonly ledger: Ledger;
  /** Answers that were neither 2xx nor a reason to try again, by status. */
  readonly surprises: Map<string, number>;
  /** Sends what is begun, begins nothing new. */
  stop(): Promise<void>;
}

export interface LoadOptions {
  readonly url: string;
  readonly random: Random;
  /** Births under way at a time. */
  readonly senders?: number;
  /** Births begun per second, at most. */
  readonly perSecond?: number;
  /** Number of the first mother. */
  readonly from?: number;
}

const ANSWER_WITHIN_MS = 10_000;
const BETWEEN_TRIES_MS = 150;
/** 39 weeks and 3 days: the pregnancy of scenario A. */
const PREGNANCY_DAYS = 276;
const DAY_MS = 86_400_000;

/** All births of a run are of one moment, so that the numbers of the children are all different. */
export function momentOf(now: Date): { readonly at: string; readonly ga0: string } {
  const at = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
  return {
    at: at.toISOString(),
    ga0: new Date(at.getTime() - PREGNANCY_DAYS * DAY_MS).toISOString().slice(0, 10),
  };
}

/** Person number of the only child of mother `n`. */
export function childOf(n: number, at: string): string {
  const [identifier] = childIdentifiers(mother(n), { gender: 'female', at, hasNumber: true }, 0);
  return identifier.value ?? '';
}

/** Starts the load. */
export function startLoad(options: LoadOptions): Load {
  const { random, senders = 8, perSecond = 12 } = options;
  const moment = momentOf(new Date());
  const ledger = createLedger();
  const surprises = new Map<string, number>();
  const state = { stopped: false, n: options.from ?? 1, began: performance.now(), slot: performance.now() };
  const turn = async (): Promise<void> => {
    state.slot = Math.max(performance.now(), state.slot + 1000 / perSecond);
    await sleep(state.slot - performance.now());
  };
  const sender = async (): Promise<void> => {
    while (!state.stopped) {
      await turn();
      const n = state.n++;
      const entry: Entry = {
        n,
        manner: random.chance(0.35) ? 'message' : 'transaction',
        child: childOf(n, moment.at),
        sendings: 0,
        acknowledged: false,
        at: 0,
      };
      await sendUntilTaken(options.url, '', motherCase({ n, ga0: moment.ga0 }), surprises);
      ledger.open(entry);
      entry.sendings = await sendUntilTaken(
        options.url,
        pathOf(entry.manner),
        bundleOf(entry, moment),
        surprises,
      );
      entry.acknowledged = true;
      entry.at = Math.round(performance.now() - state.began);
      // Some hospitals do not trust the answer, or lost it.
      if (random.chance(0.2))
        await sendUntilTaken(options.url, pathOf(entry.manner), bundleOf(entry, moment), surprises);
    }
  };
  const running = Array.from({ length: senders }, sender);
  return {
    ledger,
    surprises,
    async stop() {
      state.stopped = true;
      await Promise.all(running);
    },
  };
}

function pathOf(manner: Manner): string {
  return manner === 'message' ? '/$process-message' : '';
}

function bundleOf({ n, manner }: Entry, moment: { at: string; ga0: string }): object {
  return manner === 'message' ? birthMessage({ n, ...moment }) : birth({ n, ...moment });
}

/** Sends the same bytes until somebody says 2xx. Resolves to the number of sendings. */
async function sendUntilTaken(
  url: string,
  path: string,
  bundle: object,
  surprises: Map<string, number>,
): Promise<number> {
  const body = JSON.stringify(bundle);
  for (let sendings = 1; ; sendings++) {
    const status = await sendOnce(`${url}/fhir${path}`, body);
    if (status >= 200 && status < 300) return sendings;
    // No answer and 503 are what a killed database and a killed gateway look like; the rest must be explained.
    if (status !== 0 && status !== 503)
      surprises.set(String(status), (surprises.get(String(status)) ?? 0) + 1);
    await sleep(BETWEEN_TRIES_MS);
  }
}

/** HTTP status; 0 when no whole answer came. */
async function sendOnce(url: string, body: string): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/fhir+json' },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
