// What can expressions ask about a case when no event is at hand? The variables of the pathway, for whoever applies a plan by hand.

import { eventId } from '../domain/identity.ts';
import { prepare } from './working.ts';
import type { PlanInput } from './plan-types.ts';

/** What the case is seen with; there is no event, and nothing that set it off. */
export type CaseInput = Pick<PlanInput, 'pathway' | 'view' | 'now' | 'system' | 'addressOf'>;

/** An environment to stand on: facts, the case, its persons. */
export function caseGround(input: CaseInput): object {
  const event = { id: eventId('none'), code: '', at: input.now };
  return prepare({ ...input, event, triggers: [] }).base;
}
