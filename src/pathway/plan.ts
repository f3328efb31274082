// What follows from this event? Actions that apply, their drafts, sends, timers and effects — and why the others do not.

import type { Timer } from '../domain/timer.ts';
import type { Resource } from './case-view.ts';
import { draftAll, updateAll } from './drafts.ts';
import { instancesOf } from './instances.ts';
import type { Draft, Plan, PlanInput, PlannedSend } from './plan-types.ts';
import { planSend } from './sends.ts';
import { startTimers } from './start-timers.ts';
import { prepare, seenFrom } from './working.ts';

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
  const views = input.triggers.length > 1 ? input.triggers.map((each) => seenFrom(working, each)) : [working];
  for (const action of candidates) {
    const decided = (action.each.includes('trigger') ? views : [working]).map((view) => ({
      view,
      holds: action.if(view.input.view.bundle, view.base)[0],
    }));
    const runs = decided
      .filter(({ holds }) => holds === true)
      .flatMap(({ view }) => instancesOf(view, action).map((instance) => ({ view, instance })));
    const refusal = whyNot(decided.map(({ holds }) => holds));
    if (refusal !== undefined) skipped.push({ action: action.id, why: refusal });
    if (!decided.some(({ holds }) => holds === true)) continue;
    if (runs.length === 0) skipped.push({ action: action.id, why: 'nobody' });
    else applied.push({ action: action.id, times: runs.length });
    for (const { view, instance } of runs) {
      drafts.push(...draftAll(view, action, instance));
      updates.push(...updateAll(view, action, instance));
      sends.push(...action.sends.map((send) => planSend(view, action, send, instance)));
      effects.push(
        ...action.effects.map((effect) => ({
          effect,
          action: action.id,
          ...(instance.trigger && { trigger: instance.trigger }),
        })),
      );
    }
    const instances = runs.map(({ instance }) => instance);
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
    facts: Object.assign({}, ...[...views, working].map(({ facts }) => facts.known())),
  };
}

/** Why an action is not done, or not for all that came; undefined when nothing stands against it. */
function whyNot(holds: readonly unknown[]): 'condition-false' | 'condition-unknown' | undefined {
  if (holds.includes(false)) return 'condition-false';
  return holds.every((one) => one === true) ? undefined : 'condition-unknown';
}

function distinct(timers: readonly Timer[]): readonly Timer[] {
  return [...new Map(timers.map((timer) => [timer.id, timer])).values()];
}
