// What does the store promise? The contracts of every part of it; PostgreSQL behind them is the truth.

import type { Pool } from 'pg';
import type { Attempt, DeliveryRecord, DeliveryState, Delivery } from '../domain/delivery.ts';
import type { EventStatus, PathwayEvent, PinnedRef, TrailStep } from '../domain/event.ts';
import type { Finding } from '../domain/finding.ts';
import type { DeliveryId, EventId, RecipientId, Ref } from '../domain/identity.ts';
import type { Timer, TimerState } from '../domain/timer.ts';
import type { SearchQuery } from '../fhir/search/query.ts';

/** One transaction on one connection. Everything written through it becomes visible at once, or not at all. */
export interface Tx {
  /** Runs a statement; with a `name` it is prepared once per connection (only for one-condition shapes, facts/store.md 7). */
  readonly query: <Row>(text: string, values?: readonly unknown[], name?: string) => Promise<Row[]>;
  /** Called once after COMMIT (poke the relay); never after a rollback. */
  afterCommit(action: () => void): void;
}

/** The store: a pool, transactions, and its rooms. */
export interface Store {
  readonly pool: Pool;
  /**
   * Runs `work` in one READ COMMITTED transaction. Commits when it resolves, rolls back when it throws.
   * A deadlock or serialization failure is tried again (at most 3 times); an unreachable server is LENKE_STORE_DOWN;
   * no free connection within the limit is LENKE_STORE_BUSY.
   */
  readonly tx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** For what is one statement: every one commits by itself, which saves two round trips. */
  readonly alone: Tx;
  /** Runs one statement outside a transaction, with the same named failures. */
  readonly query: <Row>(text: string, values?: readonly unknown[], name?: string) => Promise<Row[]>;
  readonly records: Records;
  readonly events: EventJournal;
  readonly deliveries: DeliveryJournal;
  readonly findings: FindingJournal;
  readonly timers: TimerStore;
  readonly outbox: Outbox;
  readonly messages: MessageCache;
  readonly audit: AuditLog;
  readonly pauses: PauseStore;
  /** True when the server answers `select 1` within `ms`. */
  ping(ms: number): Promise<boolean>;
  close(): Promise<void>;
}

// ---------------------------------------------------------------- records

/** A resource as stored: `content` is its JSON text, byte for byte what is answered. */
export interface StoredResource {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly updated: Date;
  /** True for the version that deleted it; `content` is then empty. */
  readonly deleted: boolean;
  readonly content: string;
  /** How this version came to be. */
  readonly method: 'POST' | 'PUT' | 'DELETE';
}

/** One thing to do to records; several are done in one transaction, in the order FHIR says (delete, create, update, read). */
export type Interaction =
  | {
      readonly kind: 'create';
      readonly resource: JsonObject;
      readonly fullUrl?: string;
      readonly ifNoneExist?: SearchQuery;
      readonly id?: string;
    }
  | {
      readonly kind: 'update';
      readonly resource: JsonObject;
      readonly id: string;
      readonly fullUrl?: string;
      readonly ifMatch?: number;
    }
  | {
      readonly kind: 'update-where';
      readonly resource: JsonObject;
      readonly where: SearchQuery;
      readonly fullUrl?: string;
      readonly ifMatch?: number;
    }
  | { readonly kind: 'delete'; readonly type: string; readonly id: string; readonly ifMatch?: number }
  | { readonly kind: 'delete-where'; readonly where: SearchQuery }
  | { readonly kind: 'read'; readonly type: string; readonly id: string }
  | { readonly kind: 'search'; readonly query: SearchQuery };

/** A resource as JSON object; numbers may be `JSON.rawJSON` so that `1.00` stays `1.00`. */
export type JsonObject = { readonly resourceType: string; readonly [key: string]: unknown };

/** What became of an interaction, at the same index. `previous` is the version before, for events that compare. */
export interface InteractionResult {
  readonly outcome:
    | 'created'
    | 'updated'
    | 'unchanged'
    | 'existing'
    | 'deleted'
    | 'none'
    | 'read'
    | 'searched';
  readonly stored?: StoredResource;
  /** The resource as object (after ids, meta and references were set); absent after a delete. */
  readonly resource?: JsonObject;
  readonly previous?: JsonObject;
  readonly page?: SearchPage;
}

export interface SearchMatch {
  readonly stored: StoredResource;
  readonly mode: 'match' | 'include';
}

/** A page of search results. `next` is an opaque cursor; paging neither repeats nor loses rows that were there throughout. */
export interface SearchPage {
  readonly matches: readonly SearchMatch[];
  readonly total?: number;
  readonly next?: string;
}

export interface HistoryPage {
  readonly versions: readonly StoredResource[];
  readonly total: number;
  readonly next?: string;
}

/** How much of a case is read. */
export interface CaseOptions {
  /** Patients known to belong to the case: fewer round trips. */
  readonly near?: readonly Ref[];
  /** Resource types that are needed; all when absent. */
  readonly types?: readonly string[];
  /** False: only what stands next to the case and to `near`, in one round trip. */
  readonly follow?: boolean;
}

/** FHIR resources with full history and search. */
export interface Records {
  /** Current version; undefined when it never existed. A deleted one comes back with `deleted: true`. */
  read(type: string, id: string, tx?: Tx): Promise<StoredResource | undefined>;
  vread(type: string, id: string, version: number, tx?: Tx): Promise<StoredResource | undefined>;
  /** Many pinned versions in one round trip, in the order asked; a missing one throws LENKE_REFERENCE_BROKEN. */
  readPinned(refs: readonly PinnedRef[], tx?: Tx): Promise<readonly StoredResource[]>;
  /** Current versions of many in one round trip, in any order; what does not exist or is deleted is left out. */
  readMany(references: readonly Ref[], tx?: Tx): Promise<readonly StoredResource[]>;
  /** Newest first. `id` absent: all of the type. */
  history(
    type: string,
    id: string | undefined,
    page: { count: number; cursor?: string },
  ): Promise<HistoryPage>;
  search(query: SearchQuery, tx?: Tx): Promise<SearchPage>;
  /**
   * Does all of it inside `tx`, with the references between entries (`urn:uuid:`, fullUrl) and conditional references
   * (`Patient?identifier=…`) resolved and rewritten. Conditions are locked in sorted order, so two callers never both create.
   * Throws GatewayError LENKE_VERSION_CONFLICT, LENKE_MULTIPLE_MATCHES, LENKE_REFERENCE_BROKEN, LENKE_NOT_FOUND … with
   * `facts.expression` naming the entry; nothing is then written.
   */
  execute(tx: Tx, interactions: readonly Interaction[], at: Date): Promise<readonly InteractionResult[]>;
  /**
   * Writes drafts whose id is derived from content: created when absent, left alone when present (`existing`).
   * The fast path of the pipeline: one round trip for any number.
   */
  createIfAbsent(
    tx: Tx,
    resources: readonly (JsonObject & { readonly id: string })[],
    at: Date,
  ): Promise<readonly InteractionResult[]>;
  /** All current resources that belong to a case: the episode's patient compartment and what points at those patients. */
  caseBundle(caseRef: Ref, options?: CaseOptions, tx?: Tx): Promise<readonly JsonObject[]>;
}

// ---------------------------------------------------------------- journal

export interface Page {
  readonly limit: number;
  /** Opaque cursor of the page before. */
  readonly after?: string;
}

export interface Paged<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

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

export interface DeliveryJournal {
  /** Inserts what is new (by id); returns the ids that were new, in order. */
  plan(tx: Tx, deliveries: readonly PlannedDelivery[]): Promise<readonly DeliveryId[]>;
  /**
   * Takes the delivery for one attempt: state becomes `sending`, attempts + 1, leased until `now + leaseMs`.
   * A delivery whose lease ran out (its worker died) may be taken again: same content, same ids.
   */
  claim(tx: Tx, id: DeliveryId, now: Date, leaseMs: number): Promise<Claim>;
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
  list(filter: DeliveryFilter, page: Page): Promise<Paged<DeliveryRecord>>;
  ofEvent(id: EventId): Promise<readonly DeliveryRecord[]>;
  /** Deliveries of a case whose content holds this resource, whatever its version. */
  carrying(reference: Ref, tx?: Tx): Promise<readonly DeliveryRecord[]>;
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

export interface TimerStore {
  insert(tx: Tx, timers: readonly Timer[]): Promise<void>;
  /** Ends open timers of a case (of one subject when given) in a state. Returns how many. */
  end(
    tx: Tx,
    filter: { case: Ref; subject?: Ref; code?: string; onEvent?: string },
    state: Exclude<TimerState, 'open'>,
    at: Date,
  ): Promise<number>;
  /** Takes due open timers, oldest first, locked against other tickers, and marks them breached. Cost follows what is due. */
  takeDue(tx: Tx, now: Date, limit: number): Promise<readonly Timer[]>;
  list(
    filter: { case?: Ref; eventId?: EventId; state?: TimerState; dueBefore?: Date },
    page: Page,
  ): Promise<Paged<Timer>>;
}

/** A wake-up for a queue: ids only, never content. */
export interface OutboxJob {
  readonly queue: 'process' | 'deliver';
  /** What to wake: an event id or a delivery id. */
  readonly id: string;
  /** Dedupe key in the queue: the same key twice wakes once. */
  readonly jobId: string;
  /** Not before this moment. */
  readonly notBefore?: Date;
}

export interface Outbox {
  put(tx: Tx, jobs: readonly OutboxJob[]): Promise<void>;
  /** Deletes and returns up to `limit` rows inside `tx`, skipping rows other relays hold. */
  take(tx: Tx, limit: number): Promise<readonly OutboxJob[]>;
  depth(): Promise<number>;
}

/** The four cases of reliable messaging (facts/anchors.md E.1). */
export type MessageCase =
  | { readonly kind: 'new' }
  | { readonly kind: 'repeat'; readonly status: number; readonly response: string }
  /** Header seen, new bundle: process again. */
  | { readonly kind: 'header-seen' }
  /** Bundle seen under another header: an error. */
  | { readonly kind: 'bundle-seen' };

export interface MessageCache {
  /** Locks the pair of ids and says which case it is; two callers with the same ids wait for one another. */
  begin(tx: Tx, sender: string, headerId: string, bundleId: string): Promise<MessageCase>;
  finish(
    tx: Tx,
    sender: string,
    headerId: string,
    bundleId: string,
    status: number,
    response: string,
    at: Date,
  ): Promise<void>;
  /** Forgets answers older than `before`. */
  prune(before: Date): Promise<number>;
}

/** One decision or look-up: narrow on purpose, append-only, no clinical content. */
export interface AuditEntry {
  readonly at: Date;
  readonly action: 'decide' | 'send' | 'read' | 'search' | 'write' | 'resend' | 'stop' | 'pause';
  readonly caller: string;
  readonly recipient?: string;
  readonly subject?: Ref;
  readonly classes?: readonly string[];
  readonly effect?: 'permit' | 'narrow' | 'deny';
  readonly rule?: string;
  readonly basis?: string;
  readonly lawVersion?: string;
  readonly evidence?: readonly string[];
  readonly eventId?: string;
  readonly deliveryId?: string;
  readonly detail?: string;
}

export interface AuditLog {
  write(tx: Tx, entries: readonly AuditEntry[]): Promise<void>;
  list(
    filter: { subject?: Ref; deliveryId?: DeliveryId; since?: Date },
    page: Page,
  ): Promise<Paged<AuditEntry>>;
}

/** Recipients that a person has paused: their deliveries wait and spend no attempts. */
export interface PauseStore {
  set(tx: Tx, recipient: RecipientId, reason: string, by: string, at: Date): Promise<void>;
  /** Ends the pause and returns the deliveries to wake. */
  clear(tx: Tx, recipient: RecipientId): Promise<readonly DeliveryId[]>;
  list(): Promise<readonly { recipient: string; reason: string; by: string; at: Date }[]>;
}
