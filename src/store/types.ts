// What does the store promise? Its transactions and its smaller rooms; PostgreSQL behind them is the truth.

import type { Pool } from 'pg';
import type { DeliveryId, RecipientId, Ref } from '../domain/identity.ts';
import type { Records } from './records/types.ts';
import type { ParameterRoom } from './search-parameters/types.ts';
import type { Page, Paged, Tx } from './tx.ts';
import type { DeliveryJournal, EventJournal, FindingJournal, TimerStore } from './journal/types.ts';

export type { Page, Paged, Tx } from './tx.ts';

/** How a transaction differs from others. */
export interface TxOptions {
  /** Waits no longer than this for a lock, and is not tried again: its caller knows a better way. */
  readonly impatientMs?: number;
}

/** The store: a pool, transactions, and its rooms. */
export interface Store {
  readonly pool: Pool;
  /**
   * Runs `work` in one READ COMMITTED transaction. Commits when it resolves, rolls back when it throws.
   * A deadlock or serialization failure is tried again (at most 3 times); an unreachable server is LENKE_STORE_DOWN;
   * no free connection within the limit is LENKE_STORE_BUSY.
   */
  readonly tx: <T>(work: (tx: Tx) => Promise<T>, options?: TxOptions) => Promise<T>;
  /** Runs `work` as `tx` does and rolls it back, whatever comes of it: what would happen, without happening. `afterCommit` never runs. */
  readonly rehearse: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** For what is one statement: every one commits by itself, which saves two round trips. */
  readonly alone: Tx;
  /** Runs one statement outside a transaction, with the same named failures. */
  readonly query: <Row>(text: string, values?: readonly unknown[], name?: string) => Promise<Row[]>;
  readonly records: Records;
  /** Search parameters that were added as resources. */
  readonly searchParameters: ParameterRoom;
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

/** A wake-up for a queue: ids only, never content. */
export interface OutboxJob {
  readonly queue: 'process' | 'deliver';
  /** What to wake: an event id (to plan it, or to send what was planned of it) or a delivery id. */
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
    filter: {
      subject?: Ref;
      deliveryId?: DeliveryId;
      since?: Date;
      action?: AuditEntry['action'];
      /** A consent, objection or act the decision leaned on. */
      evidence?: string;
    },
    page: Page,
    tx?: Tx,
  ): Promise<Paged<AuditEntry>>;
}

/** Recipients that a person has paused: their deliveries wait and spend no attempts. */
export interface PauseStore {
  set(tx: Tx, recipient: RecipientId, reason: string, by: string, at: Date): Promise<void>;
  /** Ends the pause and returns the deliveries to wake. */
  clear(tx: Tx, recipient: RecipientId): Promise<readonly DeliveryId[]>;
  list(): Promise<readonly { recipient: string; reason: string; by: string; at: Date }[]>;
}
