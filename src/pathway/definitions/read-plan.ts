// How does the engine run a PlanDefinition? Its actions as actions of a pathway: what sets them off, when they apply, what they draft.

import type { PlanDefinition, TriggerDefinition } from '@medplum/fhirtypes';
import { type Action, type Kind, KINDS, type Produce } from '../pathway.ts';
import { compileConditions } from './compile-conditions.ts';
import { compileDraft } from './compile-draft.ts';
import { type Definition, type PlanDefinitionAction } from './definition.ts';
import { findFrom } from './gather.ts';
import { codeOf } from './performers.ts';
import { type Reading, wrapped } from './reading.ts';
import { isOwnDoing, readRule } from './rule.ts';
import { durationOf } from './when.ts';

/** Actions of a plan that checkAll found nothing wrong with. Those that nothing sets off are for $apply alone. */
export function readActions(plan: PlanDefinition, reading: Reading): readonly Action[] {
  const within: Reading = { ...reading, find: findFrom(plan, reading.find) };
  return (plan.action ?? []).flatMap((action, index) => {
    const read = readAction(plan, action, index, within);
    return read.ev.length === 0 ? [] : [read];
  });
}

function readAction(
  plan: PlanDefinition,
  action: PlanDefinitionAction,
  index: number,
  reading: Reading,
): Action {
  const rule = readRule(action);
  const id = `${reading.prefix}${action.id ?? `action-${index + 1}`}`;
  const place = `PlanDefinition/${plan.id ?? ''} ${id}`;
  const [owner, ...parts] = rolesOf(action);
  const produces = producesOf(action, place, reading);
  const due = dueOf(action);
  const kind = kindOf(action, reading.find);
  return {
    id,
    layer: plan.id ?? '',
    file: place,
    req: (action.documentation ?? []).flatMap(({ label }) => label ?? []),
    ev: (action.trigger ?? []).map((trigger, n) => eventOf(plan, id, trigger, n)),
    title: { en: action.title ?? id, nb: action.description ?? action.title ?? id },
    if: compileConditions(action.condition, reading),
    mode: rule.mode ?? 'PROP',
    kind,
    owner,
    parts: parts.map((role) => ({ role })),
    ...(due !== undefined && { due }),
    statutory: rule.statutory,
    needs: [],
    perChild: rule.perChild,
    first: false,
    each: rule.each,
    ...(rule.service !== undefined && { svc: rule.service }),
    produces,
    updates: [],
    sends: [],
    effects: [],
    spares: [],
  };
}

/** The event a trigger waits for: by its name, or one of its own for data that comes. */
export function eventOf(
  plan: PlanDefinition,
  action: string,
  { type, name }: TriggerDefinition,
  index: number,
): string {
  if (type === 'named-event') return name ?? '';
  return `D_${plan.id ?? ''}_${action}_${index + 1}`;
}

function rolesOf({ participant }: PlanDefinitionAction): readonly string[] {
  return (participant ?? []).flatMap(({ role }) => codeOf(role) ?? []);
}

function dueOf({ timingDuration }: PlanDefinitionAction): string | undefined {
  const length = durationOf(timingDuration);
  return length && `EVENT+${length.toString()}`;
}

function isKind(text: string | undefined): text is Kind {
  return KINDS.some((kind) => kind === text);
}

/** The kind of the first request inside. */
function kindOf(
  action: PlanDefinitionAction,
  find: (canonical: string) => Definition | undefined,
): Kind | undefined {
  const named = action.definitionCanonical === undefined ? undefined : find(action.definitionCanonical);
  if (named?.resourceType === 'ActivityDefinition') return isKind(named.kind) ? named.kind : undefined;
  return (action.action ?? []).map((one) => kindOf(one, find)).find((kind) => kind !== undefined);
}

/** The drafts of an action and of those inside it, each with the conditions on its way. */
function producesOf(action: PlanDefinitionAction, place: string, reading: Reading): readonly Produce[] {
  if (isOwnDoing(action)) return [];
  if (!action.action && !isPlan(action, reading)) return [draftOf(action, [], place, reading, 'draft')];
  return inside(action, [], place, reading);
}

function isPlan({ definitionCanonical }: PlanDefinitionAction, { find }: Reading): boolean {
  return definitionCanonical !== undefined && find(definitionCanonical)?.resourceType === 'PlanDefinition';
}

type Conditions = NonNullable<PlanDefinitionAction['condition']>;

function inside(
  action: PlanDefinitionAction,
  above: Conditions,
  place: string,
  reading: Reading,
): readonly Produce[] {
  const named =
    action.definitionCanonical === undefined ? undefined : reading.find(action.definitionCanonical);
  const plan = named?.resourceType === 'PlanDefinition' ? named : undefined;
  const within = plan ? { ...reading, find: findFrom(plan, reading.find) } : reading;
  return (plan?.action ?? action.action ?? []).flatMap((one, index) => {
    const conditions = [...above, ...(one.condition ?? [])];
    const at = `${place}.${one.id ?? index + 1}`;
    if (isOwnDoing(one)) return [];
    if (one.action || isPlan(one, within)) return inside(one, conditions, at, within);
    return [draftOf(one, conditions, at, within, `draft${index + 1}`)];
  });
}

/** Once for each event, unless the rule says by what a draft is told from another. */
const KEY = "%subjectKey & '|' & %event.at & '|' & %trigger.id";

function draftOf(
  action: PlanDefinitionAction,
  conditions: Conditions,
  place: string,
  reading: Reading,
  otherwise: string,
): Produce {
  const rule = readRule(action);
  const key =
    rule.key ?? (rule.id === undefined ? `${KEY} & '|${place.replaceAll(/[^\w.-]/g, '.')}'` : undefined);
  return {
    as: rule.as ?? otherwise,
    ...(conditions.length > 0 && { when: compileConditions(conditions, reading) }),
    ...(key !== undefined && { key: wrapped(key, reading) }),
    ...(rule.id !== undefined && { id: wrapped(rule.id, reading) }),
    resource: compileDraft(action, place, reading),
    source: undefined,
    place,
  };
}
