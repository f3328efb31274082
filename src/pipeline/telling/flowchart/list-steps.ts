// Which steps has the pathway of this place, in which order, whose are they and where does one turn? Pure.

import { serves } from '../../../network/fits.ts';
import type { Service } from '../../../network/service.ts';
import { anchorsOf, daysOf, type Flow, type Stage, stageOf } from '../../../pathway/layers/flow.ts';
import type { Action, Pathway } from '../../../pathway/pathway.ts';
import { sayDeadline } from './say-deadline.ts';
import { FLOW_WORDS, type Tongue } from './words.ts';

/** One step, in words. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly when: string;
  /** Absent: always. `isCode`: nobody has put it into words. */
  readonly condition?: { readonly text: string; readonly isCode: boolean };
  readonly owner: string;
  readonly deadline: string;
  readonly mode: Action['mode'];
  readonly statutory: boolean;
  readonly service?: Service;
}

/** A stage with its steps. */
export interface StageSteps {
  readonly stage: Stage;
  readonly steps: readonly Step[];
}

/** What words are made from. */
export interface StepContext {
  readonly flow: Flow;
  readonly pathway: Pathway;
  readonly services: readonly Service[];
  readonly municipality: string | undefined;
  readonly roleName: (role: string) => string;
  readonly tongue: Tongue;
}

/** Stages that have steps, in the order of the flow. */
export function listSteps(context: StepContext): readonly StageSteps[] {
  const { flow, pathway } = context;
  return flow.stages
    .map((stage) => ({
      stage,
      steps: pathway.actions
        .filter((action) => stageOf(action, flow.stages)?.id === stage.id)
        .toSorted((one, other) => compare(one, other, stage))
        .map((action) => stepOf(action, context)),
    }))
    .filter(({ steps }) => steps.length > 0);
}

/** By what sets it off, in the order of the stage; then by when it is due. Dates of the pregnancy come last, by week. */
function compare(one: Action, other: Action, stage: Stage): number {
  return (
    Number(isDated(one)) - Number(isDated(other)) ||
    (isDated(one) ? 0 : eventRank(one, stage) - eventRank(other, stage)) ||
    daysOf(one.start ?? one.due ?? '') - daysOf(other.start ?? other.due ?? '')
  );
}

function isDated({ start, due }: Action): boolean {
  return anchorsOf(start ?? due ?? '').some((anchor) => anchor === 'GA0' || anchor === 'BIRTH');
}

function eventRank({ ev }: Action, { on }: Stage): number {
  const ranks = ev.map((code) => on.indexOf(code)).filter((at) => at >= 0);
  return ranks.length === 0 ? on.length : Math.min(...ranks);
}

function stepOf(action: Action, context: StepContext): Step {
  const { flow, tongue } = context;
  const words = FLOW_WORDS[tongue];
  const expression = action.if.expression;
  const said = flow.conditions[expression];
  const service = serviceOf(action, context);
  return {
    id: action.id,
    title: action.title[tongue],
    when: action.ev.map((code) => flow.events[code]?.[tongue] ?? code).join(` ${words.or} `),
    ...(expression !== 'true' && {
      condition: { text: said?.[tongue] ?? expression, isCode: said === undefined },
    }),
    owner: ownerOf(action, context),
    deadline: sayDeadline(action, tongue) ?? words.noDate,
    mode: action.mode,
    statutory: action.statutory,
    ...(service && { service }),
  };
}

/** Roles in order; an owner whom the case names is one expression. */
function namesOf(owner: string): readonly string[] {
  return owner.startsWith('=') ? [owner] : owner.split('|').filter((name) => name !== '');
}

function ownerOf({ owner }: Action, { flow, tongue, roleName }: StepContext): string {
  const words = FLOW_WORDS[tongue];
  const names = namesOf(owner ?? '');
  const said = names.map((name) => flow.owners[name]?.[tongue] ?? lower(roleName(name)));
  return said.length === 0 ? '–' : [...new Set(said)].join(` ${words.or} `);
}

/** Role names begin with a capital; inside a line they do not, unless they are an abbreviation. */
function lower(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLocaleLowerCase('nb') + name.slice(1) : name;
}

/** The service asked, else the one that owns it: the first role that an active service plays for this place. */
function serviceOf(
  { svc, owner }: Action,
  { pathway, services, municipality }: StepContext,
): Service | undefined {
  const wanted = namesOf(svc ?? owner ?? '');
  const roles = wanted.flatMap((name) => pathway.services[name] ?? [name]);
  const found = roles.flatMap((role) => {
    const playing = services.filter(
      (one) => one.active && one.roles.includes(role) && serves(one, { municipality }),
    );
    return playing.toSorted((one, other) => other.municipalities.length - one.municipalities.length)[0] ?? [];
  });
  return found[0];
}
