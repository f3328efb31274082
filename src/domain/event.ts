// What happened? One pathway event, found in resources that were accepted.

import type { EventId, Ref } from './identity.ts';

/** A resource at the version it had when something was decided about it. */
export interface PinnedRef {
  readonly reference: Ref;
  readonly version: number;
}

/** accepted → processed, or failed when planning broke and a person must look (a finding says why). */
export type EventStatus = 'accepted' | 'processed' | 'failed';

/** One step of the straight line, as shown to people: name, duration, what came out. */
export interface TrailStep {
  readonly step: string;
  readonly ms: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly note?: string;
}

/** Something that happened in a pathway. The codes are data: `mappings/events.yaml` says which resource means which. */
export interface PathwayEvent {
  readonly id: EventId;
  readonly code: string;
  /** The patient the case is about (the mother), or the child for events in a child's own machine. */
  readonly subject: Ref;
  /** EpisodeOfCare of the case. */
  readonly case: Ref;
  /** When it happened, from the resource; when it was received is `receivedAt`. */
  readonly at: Date;
  readonly receivedAt: Date;
  /** Who told us: the recipient the caller is, else the caller's id; `lenke` when it was ourselves. */
  readonly source: string;
  /** Correlation id of the conversation (X-Correlation-ID, MessageHeader.id, else the request id). */
  readonly correlation: string;
  /** The resources that mean this event. */
  readonly triggers: readonly PinnedRef[];
  readonly status: EventStatus;
  readonly trail: readonly TrailStep[];
}
