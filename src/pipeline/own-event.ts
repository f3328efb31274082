// What happens by itself? Events the gateway raises: a delivery that failed, a deadline that passed.

import { eventId, type Ref } from '../domain/identity.ts';
import type { PathwayEvent, PinnedRef } from '../domain/event.ts';

/** An event of the gateway's own; `parts` tell it apart from others of the same code and case. */
export function ownEvent(
  code: string,
  about: {
    readonly case: Ref;
    readonly subject: Ref;
    readonly triggers: readonly PinnedRef[];
    readonly at: Date;
    readonly correlation: string;
  },
  parts: readonly string[],
): PathwayEvent {
  return {
    id: eventId(code, about.case, ...parts),
    code,
    subject: about.subject,
    case: about.case,
    at: about.at,
    receivedAt: about.at,
    source: 'lenke',
    correlation: about.correlation,
    triggers: about.triggers,
    status: 'accepted',
    trail: [],
  };
}
