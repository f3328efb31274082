// What does a row of events say?

import type { EventStatus, PathwayEvent, PinnedRef, TrailStep } from '../../domain/event.ts';
import type { EventId, Ref } from '../../domain/identity.ts';

export interface EventRow {
  readonly seq: string;
  readonly id: EventId;
  readonly code: string;
  readonly subject: Ref;
  readonly case_ref: Ref;
  readonly at: Date;
  readonly received_at: Date;
  readonly source: string;
  readonly correlation: string;
  readonly triggers: readonly PinnedRef[];
  readonly status: EventStatus;
  readonly trail: readonly TrailStep[];
  readonly tries: number;
  readonly next_at: Date;
}

/** Columns of `EventRow`. */
export const EVENT_COLUMNS = `seq, id, code, subject, case_ref, at, received_at, source, correlation, triggers, status,
  trail, tries, next_at`;

/** An event as its row says. */
export function readEvent(row: EventRow): PathwayEvent {
  return {
    id: row.id,
    code: row.code,
    subject: row.subject,
    case: row.case_ref,
    at: row.at,
    receivedAt: row.received_at,
    source: row.source,
    correlation: row.correlation,
    triggers: row.triggers,
    status: row.status,
    trail: row.trail,
  };
}
