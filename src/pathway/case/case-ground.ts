// What can expressions ask about a case when no event is at hand? The variables of the pathway, for whoever applies a plan by hand.

import type { Temporal } from 'temporal-polyfill';
import { eventId } from '../../domain/identity.ts';
import { resolveMoment } from '../timers/dates.ts';
import { instancesOf } from '../drafts/instances.ts';
import type { PlanInput } from '../plan-types.ts';
import { anchorsOf, type Instance, prepare } from '../working.ts';

/** What the case is seen with; there is no event, and nothing that set it off. */
export type CaseInput = Pick<PlanInput, 'pathway' | 'view' | 'now' | 'system' | 'addressOf'>;

/** An environment to stand on (facts, the case, its persons), and its anchors. */
export interface CaseGround {
  readonly ground: object;
  readonly moment: (expression: string) => Temporal.ZonedDateTime | undefined;
}

/** The case as seen from its mother, or from the child that is asked about. */
export function caseGround(input: CaseInput, subject: string): CaseGround {
  const event = { id: eventId('none'), code: '', at: input.now };
  const child = input.view.children.find(({ reference }) => reference === subject);
  const working = prepare({ ...input, event, triggers: [] }, child);
  const env = instanceOf(child ? instancesOf(working, PER_CHILD) : [])?.env ?? working.base;
  const anchors = anchorsOf(working, env);
  return { ground: env, moment: (expression) => resolveMoment(expression, anchors) };
}

const PER_CHILD = { id: '', each: ['child'] } as const;

function instanceOf([first]: readonly Instance[]): Instance | undefined {
  return first;
}
