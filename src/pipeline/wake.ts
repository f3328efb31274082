// How does the pipeline wake workers and learn when to try again? The contract that queues/ fulfils.

import type { FailureCode } from '../domain/failure.ts';
import type { RecipientId } from '../domain/identity.ts';

/** Wakes the relay after a commit, so that outbox rows leave at once; a sweep covers what a crash forgot. */
export interface Waker {
  poke(): void;
}

/** What the retry policy says after a failed try. */
export type RetryAdvice =
  | { readonly kind: 'retry'; readonly at: Date }
  | { readonly kind: 'give-up'; readonly hours: number };

/** Decides whether and when a delivery is tried again: the one place, from queues/retry-policy.json and the failure table. */
export interface RetryPolicy {
  advise(try_: {
    readonly code: FailureCode;
    readonly retryClass: string;
    /** Tries made so far, this one included. */
    readonly attempts: number;
    readonly firstAttemptAt: Date;
    readonly now: Date;
    /** What the receiver asked for (`Retry-After`); honoured, but never beyond the horizon. */
    readonly retryAfterMs?: number;
  }): RetryAdvice;
  /** When planning of an event broke `tries` times: try again at this moment, or give up and open a finding. */
  advisePlanning(tries: number, now: Date): RetryAdvice;
}

/** One breaker per recipient: while it is open, deliveries wait without spending attempts. */
export interface Breakers {
  /** undefined: go ahead (and report with `record`); a date: closed road until then. */
  openUntil(recipient: RecipientId, now: Date): Date | undefined;
  record(recipient: RecipientId, ok: boolean, now: Date): void;
  states(): readonly { recipient: string; state: 'closed' | 'open' | 'half-open'; until?: Date }[];
}

/** What a worker does when it is woken. `again` asks to be woken once more at that moment. Throwing means: try later. */
export interface WakeHandlers {
  process(id: string): Promise<{ readonly again?: Date }>;
  deliver(id: string): Promise<{ readonly again?: Date }>;
  /** Called about every second by the tick role: due timers, forgotten rows. */
  tick(): Promise<void>;
}
