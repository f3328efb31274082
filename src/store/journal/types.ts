// What does the journal promise? Events, deliveries, findings and timers: what happened, and what is still owed.

import type { Attempt, Delivery, DeliveryRecord, DeliveryState } from '../../domain/delivery.ts';
import type { EventStatus, PathwayEvent, TrailStep } from '../../domain/event.ts';
import type { Finding } from '../../domain/finding.ts';
import type { DeliveryId, EventId, Ref } from '../../domain/identity.ts';
import type { Timer, TimerState } from '../../domain/timer.ts';
import type { Page, Paged, Tx } from '../tx.ts';

/** Events. Events of one case are planned one after the other, in the order they were accepted. */
export interface EventJournal {
  /** Inserts what is new (by id); returns the ids that were new. */
  insert(tx: Tx, events: readonly PathwayEvent[]): Promise<readonly EventId[]>;
  /**
   * Locks the case of event `id` and returns its oldest accepted event when that is due, or undefined when none is left
   * (also when `id` is unknown). Waits for another planner of the same case. An event that waits for its next try holds
   * the later ones of its case.
   */
  claimFirst(tx: Tx, id: EventId, now: Date): Promise<{ event: PathwayEvent; tries: number } | undefined>;
  /** Ends the planning of an event. True when the case has more events to plan. */
  finish(tx: Tx, id: EventId, status: EventStatus, trail: readonly TrailStep[]): Promise<boolean>;
  /** Planning broke: counts the try and sets when to try again. */
  postpone(tx: Tx, id: EventId, nextAt: Date): Promise<void>;
  read(id: EventId): Promise<PathwayEvent | undefined>;
  list(
    filter: { code?: string; case?: Ref; status?: EventStatus; since?: Date },
    page: Page,
  ): Promise<Paged<PathwayEvent>>;
  /** Accepted events that are due since before `before`: the sweep wakes them. */
  forgotten(before: Date, limit: number): Promise<readonly EventId[]>;
  /** Counts an event that belongs to no case; nothing else is kept of it. */
  countUnknown(tx: Tx, code: string, at: Date): Promise<void>;
  unknownCounts(): Promise<readonly { code: string; day: string; count: number }[]>;
}

/** What a worker may do with a delivery it was woken for. */
export type Claim =
  | { readonly kind: 'claimed'; readonly delivery: DeliveryRecord; readonly attempt: number }
  /** Not yet its time: a delay, a retry schedule or a lease of another worker. */
  | { readonly kind: 'not-due'; readonly at: Date }
  /** Something before it in its line (same patient, same recipient) is not finished. */
  | { readonly kind: 'behind'; readonly ahead: DeliveryId }
  | { readonly kind: 'paused' }
  /** Nothing to send: ended, not released yet (planned), or sent and waiting for its receipt (awaiting, overdue). */
  | { readonly kind: 'ended'; readonly state: DeliveryState }
  | { readonly kind: 'unknown' };

export interface DeliveryFilter {
  readonly state?: DeliveryState;
  readonly recipient?: string;
  readonly eventId?: EventId;
  readonly case?: Ref;
  readonly since?: Date;
}

/** How a delivery stands after something happened to it. */
export interface Settlement {
  readonly state: DeliveryState;
  readonly effect?: 'permit' | 'narrow' | 'deny';
  readonly rule?: string;
  readonly basis?: string;
  readonly reason?: string;
  readonly nextAt?: Date;
  readonly attempt?: Attempt;
}

export interface PlannedDelivery extends Delivery {
  readonly state: 'queued' | 'withheld' | 'planned';
  readonly effect: 'permit' | 'narrow' | 'deny';
  readonly rule: string;
  readonly basis: string;
  readonly reason?: string;
}

/** What of a delivery says whether it must be stopped. */
export interface WaitingDelivery {
  readonly id: DeliveryId;
  readonly action: string;
  readonly rule: string;
  readonly state: DeliveryState;
}

export interface DeliveryJournal {
  /** Inserts what is new (by id); returns the ids that were new, in order. */
  plan(tx: Tx, deliveries: readonly PlannedDelivery[]): Promise<readonly DeliveryId[]>;
  /**
   * Takes the delivery for one attempt: state becomes `sending`, attempts + 1, leased until `now + leaseMs`.
   * A delivery whose lease ran out (its worker died) may be taken again: same content, same ids.
   */
  claim(tx: Tx, id: DeliveryId, now: Date, leaseMs: number): Promise<Claim>;
  /** Takes all deliveries of an event that may go now, as `claim` does; `left` are those that still wait and were not taken. */
  claimOf(
    tx: Tx,
    event: EventId,
    now: Date,
    leaseMs: number,
  ): Promise<{
    readonly claimed: readonly Extract<Claim, { kind: 'claimed' }>[];
    readonly left: readonly DeliveryId[];
  }>;
  /** Gives a claimed delivery back without having spent the attempt (breaker open, stopping). */
  release(tx: Tx, id: DeliveryId, nextAt: Date): Promise<void>;
  /**
   * Records what happened. Moves that `domain/delivery.ts` forbids throw LENKE_ILLEGAL_MOVE. Returns the delivery after it,
   * and the next delivery of the line when this one no longer holds it.
   */
  settle(
    tx: Tx,
    id: DeliveryId,
    settlement: Settlement,
    now: Date,
  ): Promise<{ delivery: DeliveryRecord; next?: DeliveryId }>;
  /** Cancels what has not left: planned, queued, retrying and withheld deliveries that match all of a filter that is not empty. Returns them. */
  cancel(
    tx: Tx,
    filter: { ids?: readonly DeliveryId[]; case?: Ref; subject?: Ref; action?: string },
    reason: string,
    now: Date,
  ): Promise<readonly DeliveryRecord[]>;
  /** First delivery of each line when it waits to be sent: whom to wake after a cancellation. `settle` asks it by itself. */
  firstsOf(tx: Tx, lanes: readonly string[]): Promise<readonly DeliveryId[]>;
  /** Puts an ended delivery back in its line by hand: state queued, retry horizon starts anew. */
  requeue(tx: Tx, id: DeliveryId, now: Date): Promise<DeliveryRecord>;
  read(id: DeliveryId): Promise<DeliveryRecord | undefined>;
  list(filter: DeliveryFilter, page: Page, tx?: Tx): Promise<Paged<DeliveryRecord>>;
  ofEvent(id: EventId): Promise<readonly DeliveryRecord[]>;
  /** Deliveries of a case whose content holds this resource, whatever its version. */
  carrying(reference: Ref, tx?: Tx): Promise<readonly DeliveryRecord[]>;
  /** Deliveries of a case that have not left and may still: planned, withheld, queued or retrying. All of them, however many. */
  waiting(caseRef: Ref, tx: Tx): Promise<readonly WaitingDelivery[]>;
  /** Deliveries of a case that have not left and were not denied, whole; the oldest first, at most 1,000. */
  mayGo(caseRef: Ref, tx: Tx): Promise<readonly DeliveryRecord[]>;
  attempts(id: DeliveryId): Promise<readonly Attempt[]>;
  /** Queued or retrying since before `before`, or with a lease that ran out: the sweep wakes them. */
  forgotten(now: Date, before: Date, limit: number): Promise<readonly DeliveryId[]>;
  /** Deliveries whose promised receipt has not come by `now`. */
  overdue(now: Date, limit: number): Promise<readonly DeliveryId[]>;
  counts(): Promise<readonly { recipient: string; state: DeliveryState; count: number; oldest: Date }[]>;
}

export interface FindingJournal {
  /** Opens a finding; the same id twice is one finding. */
  open(tx: Tx, finding: Finding): Promise<void>;
  close(tx: Tx, id: string, at: Date): Promise<void>;
  list(filter: { open?: boolean; code?: string; eventId?: EventId }, page: Page): Promise<Paged<Finding>>;
}

/** Timers of one code in one state. */
export interface TimerCount {
  readonly code: string;
  readonly state: TimerState;
  readonly count: number;
  /** Created after their day. */
  readonly late: number;
  /** Their anchor never became known. */
  readonly undated: number;
}

export interface TimerStore {
  insert(tx: Tx, timers: readonly Timer[]): Promise<void>;
  /** Ends open timers of a case (of one subject when given, of nobody in `spare`) in a state. Returns how many. */
  end(
    tx: Tx,
    filter: { case: Ref; subject?: Ref; code?: string; onEvent?: string; spare?: readonly Ref[] },
    state: Exclude<TimerState, 'open'>,
    at: Date,
  ): Promise<number>;
  /** Takes due open timers, oldest first, locked against other tickers, and marks them breached. Cost follows what is due. */
  takeDue(tx: Tx, now: Date, limit: number): Promise<readonly Timer[]>;
  /** Of those taken: what was due had been done. */
  meet(tx: Tx, ids: readonly string[], at: Date): Promise<void>;
  /** When the next open timer is due; undefined when none is. One row of an index, however many are open. */
  nextDue(): Promise<Date | undefined>;
  /** How many timers of each code stand in each state. Reads all of them: for a summary, not for a request. */
  counts(): Promise<readonly TimerCount[]>;
  list(
    filter: { case?: Ref; eventId?: EventId; state?: TimerState; dueBefore?: Date },
    page: Page,
  ): Promise<Paged<Timer>>;
}
