// What follows from this event? Actions that apply, their drafts, sends, timers and effects — and why the others do not.

import type { Timer } from '../domain/timer.ts';
import type { Resource } from './case-view.ts';
import { draftAll, updateAll } from './drafts.ts';
import { instancesOf } from './instances.ts';
import type { Draft, Plan, PlanInput, PlannedSend } from './plan-types.ts';
import { planSend } from './sends.ts';
import { startTimers } from './start-timers.ts';
import { prepare } from './working.ts';

export type { Addressee, Draft, Plan, PlanInput, PlannedSend } from './plan-types.ts';

/** Plans an event. */
export function plan(input: PlanInput): Plan {
  const working = prepare(input);
  const { pathway, event } = input;
  const candidates = pathway.actions.filter((action) => action.ev.includes(event.code));
  const applied: { action: string; times: number }[] = [];
  const skipped: Plan['skipped'][number][] = [];
  const drafts: Draft[] = [];
  const updates: Resource[] = [];
  const sends: PlannedSend[] = [];
  const timers: Timer[] = [];
  const effects: Plan['effects'][number][] = [];
  for (const action of candidates) {
    const [holds] = action.if(input.view.bundle, working.base);
    if (holds !== true) {
      skipped.push({ action: action.id, why: holds === false ? 'condition-false' : 'condition-unknown' });
      continue;
    }
    const instances = instancesOf(working, action);
    if (instances.length === 0) skipped.push({ action: action.id, why: 'nobody' });
    else applied.push({ action: action.id, times: instances.length });
    for (const instance of instances) {
      drafts.push(...draftAll(working, action, instance));
      updates.push(...updateAll(working, action, instance));
      sends.push(...action.sends.map((send) => planSend(working, action, send, instance)));
      effects.push(
        ...action.effects.map((effect) => ({
          effect,
          action: action.id,
          ...(instance.trigger && { trigger: instance.trigger }),
        })),
      );
    }
    timers.push(
      ...pathway.timers
        .filter((timer) => timer.for === action.id)
        .flatMap((timer) => startTimers(working, timer, instances)),
    );
  }
  return {
    applied,
    skipped,
    drafts,
    updates,
    sends,
    timers: distinct(timers),
    effects,
    unfilled: working.unfilled,
    facts: working.facts.known(),
  };
}

function distinct(timers: readonly Timer[]): readonly Timer[] {
  return [...new Map(timers.map((timer) => [timer.id, timer])).values()];
}
