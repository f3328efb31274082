// When must something have happened? A deadline of the pathway, kept for up to six years.

import type { EventId, Ref } from './identity.ts';

export type TimerState = 'open' | 'met' | 'breached' | 'cancelled';

/** One running deadline. `due` is absent while its anchor (such as the discharge) is not known yet. */
export interface Timer {
  /** Content id: same timer, same subject, same start → same id. */
  readonly id: string;
  /** Timer of the pathway, such as `T-DUTY33`. */
  readonly code: string;
  readonly action: string;
  readonly subject: Ref;
  readonly case: Ref;
  readonly eventId: EventId;
  readonly due?: Date;
  /** Created after its due date: fires at once, marked late. */
  readonly late: boolean;
  /** Event codes that cancel it. */
  readonly cancelOn: readonly string[];
  readonly state: TimerState;
}
