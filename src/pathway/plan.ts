// What follows from this event? Actions that apply, their drafts, sends, timers and effects — and why the others do not.

import type { Timer } from '../domain/timer.ts';
import type { Resource } from './case/case-view.ts';
import { draftAll, updateAll } from './drafts/drafts.ts';
import { instancesOf } from './drafts/instances.ts';
import { joinUpdates } from './drafts/join-updates.ts';
import { keepPlans } from './drafts/keep-plan.ts';
import { moveAll } from './states/move-all.ts';
import type { Action, TimerRule } from './pathway.ts';
import type { Draft, Plan, PlanInput, PlannedSend } from './plan-types.ts';
import { moveRegions } from './states/regions.ts';
import { isSigned, planSend } from './drafts/sends.ts';
import { startTimers } from './timers/start-timers.ts';
import { type Instance, prepare, seenFor, seenFrom, type Working } from './working.ts';

export type { Addressee, Draft, Plan, PlanInput, PlannedSend } from './plan-types.ts';

/** What changes a resource without being an action: a machine that moved, and the plan that is kept current. */
const STATE = 'state';
const PLAN = 'plan';

/** Plans an event. */
export function plan(input: PlanInput): Plan {
  const working = prepare(input);
  const { means, moves } = moveAll(working);
  const codes = [input.event.code, ...means];
  const outcome: Outcome = {
    applied: [],
    skipped: [],
    drafts: [],
    changes: [],
    sends: [],
    timers: [],
    effects: [],
    unsigned: [],
  };
  const looks = looksAt(working);
  for (const action of candidates(input, codes)) run(action, looks(action), codes, outcome);
  startByEvent(working, codes, looks, outcome);
  const changes = [
    ...outcome.changes,
    ...moves.flatMap(({ update }) => update).map((resource) => ({ action: STATE, resource })),
    ...keepPlans(input.view, outcome.drafts, input.pathway, input.triggers).map((resource) => ({
      action: PLAN,
      resource,
    })),
  ];
  return {
    ...outcome,
    updates: joinUpdates(
      input.view.resources,
      changes.map(({ resource }) => resource),
    ),
    changedBy: changes.map(({ action, resource }) => ({
      action,
      reference: `${resource.resourceType}/${resource.id ?? ''}`,
    })),
    moves: [...moves, ...moveRegions(working)],
    means,
    timers: distinct(outcome.timers),
    unfilled: working.unfilled,
    fact: working.facts.value,
    facts: Object.assign({}, ...looks.all().map(({ facts }) => facts.known())),
  };
}

interface Outcome {
  applied: { action: string; times: number }[];
  skipped: Plan['skipped'][number][];
  drafts: Draft[];
  changes: { action: string; resource: Resource }[];
  sends: PlannedSend[];
  timers: Timer[];
  effects: Plan['effects'][number][];
  unsigned: Plan['unsigned'][number][];
}

/** Actions of these events in the order of the pathway, each once. */
function candidates({ pathway }: PlanInput, codes: readonly string[]): readonly Action[] {
  const [only] = codes;
  if (codes.length === 1 && only !== undefined) return pathway.byEvent.get(only) ?? [];
  return pathway.actions.filter(({ ev }) => ev.some((code) => codes.includes(code)));
}

interface Looks {
  (action: Action): readonly Working[];
  all(): readonly Working[];
}

/** From where an action looks at the case: each trigger for itself, each child for itself when its own facts decide, else once. */
function looksAt(working: Working): Looks {
  const { triggers } = working.input;
  const made = new Map<string, readonly Working[]>();
  const once = (name: string, make: () => readonly Working[]) => {
    const known = made.get(name) ?? make();
    made.set(name, known);
    return known;
  };
  const look = (action: Action): readonly Working[] => {
    if (action.each.includes('trigger') && triggers.length > 1)
      return once('triggers', () => triggers.map((trigger) => seenFrom(working, trigger)));
    if (action.perChild && action.each.includes('child') && working.children.length > 1)
      return once('children', () => working.children.map((child) => seenFor(working, child)));
    return [working];
  };
  return Object.assign(look, { all: () => [...[...made.values()].flat(), working] });
}

function run(action: Action, views: readonly Working[], codes: readonly string[], outcome: Outcome): void {
  const decided = decide(action, views);
  const asked = runsOf(action, decided);
  const runs = asked.filter(({ view, instance }) => isSigned(view, action, instance));
  const refusal = whyNot(decided.map(({ holds }) => holds));
  if (refusal !== undefined) outcome.skipped.push({ action: action.id, why: refusal });
  if (!decided.some(({ holds }) => holds === true)) return;
  if (runs.length < asked.length) outcome.unsigned.push({ action: action.id });
  if (asked.length === 0) outcome.skipped.push({ action: action.id, why: 'nobody' });
  else if (runs.length === 0) outcome.skipped.push({ action: action.id, why: 'unsigned' });
  else outcome.applied.push({ action: action.id, times: runs.length });
  for (const { view, instance } of runs) {
    outcome.drafts.push(...draftAll(view, action, instance));
    outcome.changes.push(
      ...updateAll(view, action, instance).map((resource) => ({ action: action.id, resource })),
    );
    outcome.sends.push(...action.sends.map((send) => planSend(view, action, send, instance)));
    outcome.effects.push(
      ...action.effects.map((effect) => ({
        effect,
        action: action.id,
        ...(instance.child && { subject: instance.subject }),
        ...(instance.trigger && { trigger: instance.trigger }),
      })),
    );
  }
  startFor(action, runs, codes, outcome);
}

interface Decided {
  readonly view: Working;
  readonly holds: unknown;
}

function decide(action: Action, views: readonly Working[]): readonly Decided[] {
  return views.map((view) => ({ view, holds: action.if(view.input.view.bundle, view.base)[0] }));
}

function runsOf(
  action: Action,
  decided: readonly Decided[],
): readonly { view: Working; instance: Instance }[] {
  return decided
    .filter(({ holds }) => holds === true)
    .flatMap(({ view }) => instancesOf(view, action).map((instance) => ({ view, instance })));
}

function startFor(
  action: Action,
  runs: readonly { view: Working; instance: Instance }[],
  codes: readonly string[],
  outcome: Outcome,
): void {
  const [first] = runs;
  const rules = first?.view.input.pathway.timersFor.get(action.id);
  if (!first || !rules) return;
  const instances = runs.map(({ instance }) => instance);
  for (const rule of rules)
    if (starts(rule, codes)) outcome.timers.push(...startTimers(first.view, rule, instances));
}

/** A timer that names its events starts with those alone; one that names none, with every run of its action. */
function starts({ on }: TimerRule, codes: readonly string[]): boolean {
  return on.length === 0 || on.some((code) => codes.includes(code));
}

/** Timers that an event starts which is not one of their action's own, while the action's condition holds. */
function startByEvent(working: Working, codes: readonly string[], looks: Looks, outcome: Outcome): void {
  const { pathway } = working.input;
  const rules = pathway.timers.filter(({ on }) => on.some((code) => codes.includes(code)));
  for (const rule of rules) {
    const action = pathway.actions.find(({ id }) => id === rule.for);
    if (!action || action.ev.some((code) => codes.includes(code))) continue;
    const runs = runsOf(action, decide(action, looks(action)));
    const [first] = runs;
    if (first)
      outcome.timers.push(
        ...startTimers(
          first.view,
          rule,
          runs.map(({ instance }) => instance),
        ),
      );
  }
}

/** Why an action is not done, or not for all that came; undefined when nothing stands against it. */
function whyNot(holds: readonly unknown[]): 'condition-false' | 'condition-unknown' | undefined {
  if (holds.includes(false)) return 'condition-false';
  return holds.every((one) => one === true) ? undefined : 'condition-unknown';
}

function distinct(timers: readonly Timer[]): readonly Timer[] {
  return [...new Map(timers.map((timer) => [timer.id, timer])).values()];
}
