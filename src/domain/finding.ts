// What must a person look at? Anything the gateway could not do by itself, never silently dropped.

import type { DeliveryId, EventId } from './identity.ts';

/** Whose move it is. */
export type Mover = 'sender' | 'mapping' | 'recipient' | 'operator' | 'clinician';

/** Something a person must look at. `facts` never hold patient data. */
export interface Finding {
  readonly id: string;
  /** Failure code of domain/failure.ts. */
  readonly code: string;
  readonly mover: Mover;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly eventId?: EventId;
  readonly deliveryId?: DeliveryId;
  readonly at: Date;
  readonly closedAt?: Date;
}
