// Which actions of a plan apply, and what request does each lead to? First all are decided, then made: times lean on what applies.

import type { ActivityDefinition, PlanDefinition, Questionnaire } from '@medplum/fhirtypes';
import { hasErrors } from '../../fhir/issue.ts';
import type { Resource } from '../case/case-view.ts';
import { extend } from '../working.ts';
import { type Applying, tell } from './applying.ts';
import { applies, carried } from './conditions.ts';
import { actionsIn, canonicalOf, type PlacedAction, type PlanDefinitionAction } from './definition.ts';
import type { Scope } from './evaluate.ts';
import { findFrom } from './gather.ts';
import { readInputs } from './inputs.ts';
import {
  finished,
  type Made,
  type PlacedValue,
  putOccurrence,
  requestOf,
  setDynamic,
  taskOf,
} from './instantiate.ts';
import { referTo } from './performers.ts';
import { isOwnDoing, readRule } from './rule.ts';
import { calendarOf, createTimes, type Moments, ownTime } from './when.ts';

/** A plan being applied, and where its issues are placed. */
interface Run {
  readonly at: string;
  /** Before the ids of its actions, so that those of a nested plan are its own. */
  readonly prefix: string;
  readonly scopes: ReadonlyMap<PlanDefinitionAction, Scope>;
  readonly timeOf: (action: PlanDefinitionAction) => Moments | undefined;
  readonly applying: Applying;
}

type GroupAction = Record<string, unknown>;

/** The actions of a RequestGroup for a plan, requests put beside. */
export function applyActions(
  plan: PlanDefinition,
  at: string,
  prefix: string,
  scope: Scope,
  applying: Applying,
): readonly GroupAction[] {
  const scopes = new Map<PlanDefinitionAction, Scope>();
  decide(plan.action ?? [], at, scope, applying, scopes);
  const applicable = actionsIn(plan).filter(({ action }) => scopes.has(action));
  const timeOf = createTimes(applicable, calendarOf(applying.input.subject, applying.input.zone));
  const run: Run = { at, prefix, scopes, timeOf, applying };
  const made = makeAll(plan.action ?? [], at, run);
  return made.map((action) => related(action, idsIn(made)));
}

/** Marks the actions that apply, from the outside in: what is inside one that does not, is not looked at. */
function decide(
  actions: readonly PlanDefinitionAction[],
  at: string,
  scope: Scope,
  applying: Applying,
  scopes: Map<PlanDefinitionAction, Scope>,
): void {
  for (const [index, action] of actions.entries()) {
    const place = `${at}.action[${index}]`;
    const inputs = readInputs(action, place, applying);
    const own = inputs && { focus: scope.focus, env: extend(scope.env, inputs) };
    if (!own || isOwnDoing(action) || !isThere(action, place, own, applying)) continue;
    if (!applies(action, place, own, applying)) continue;
    scopes.set(action, own);
    decide(action.action ?? [], place, own, applying, scopes);
  }
}

/** An action done for each child, or for whoever knows, needs one. */
function isThere(action: PlanDefinitionAction, at: string, { env }: Scope, applying: Applying): boolean {
  const missing = readRule(action).each.filter((each) => each !== 'case' && [env[each]].flat().length === 0);
  for (const type of missing) tell(applying, 'LENKE_PLAN_INPUT_MISSING', at, { type }, 'warning');
  return missing.length === 0;
}

function makeAll(actions: readonly PlanDefinitionAction[], at: string, run: Run): readonly GroupAction[] {
  return actions.flatMap((action, index): readonly GroupAction[] => {
    const made = make({ action, at: `${at}.action[${index}]` }, run);
    return made === undefined ? [] : [made];
  });
}

function make(placed: PlacedAction, run: Run): GroupAction | undefined {
  const { action, at } = placed;
  const scope = run.scopes.get(action);
  if (!scope) return undefined;
  const shown = shownOf(action, run);
  if (action.action) return grouped(shown, makeAll(action.action, at, run));
  const { applying } = run;
  const find = applying.input.definition;
  const named = action.definitionCanonical === undefined ? undefined : find(action.definitionCanonical);
  if (named?.resourceType === 'PlanDefinition') {
    const within: Applying = { ...applying, input: { ...applying.input, definition: findFrom(named, find) } };
    const prefix = `${run.prefix}${action.id ?? 'plan'}.`;
    return grouped(shown, applyActions(named, `${at}.definitionCanonical.resolve()`, prefix, scope, within));
  }
  return makeRequest(placed, named, shown, scope, run);
}

/** A group without any action that applies is none: R4 wants an action or a resource in each. */
function grouped(shown: GroupAction, made: readonly GroupAction[]): GroupAction | undefined {
  return made.length === 0 ? undefined : { ...shown, action: made };
}

function makeRequest(
  placed: PlacedAction,
  named: ActivityDefinition | Questionnaire | undefined,
  shown: GroupAction,
  scope: Scope,
  { applying, timeOf }: Run,
): GroupAction | undefined {
  const made = madeOf(placed, named, shown, { ...applying, ...scope }, timeOf);
  if (!made) return undefined;
  const request = { ...made.request, id: `request-${applying.requests.length + 1}` };
  const wrong = applying.input.validate(request).find((issue) => hasErrors([issue]));
  if (wrong) {
    const { resourceType: type } = request;
    tell(applying, 'LENKE_PLAN_REQUEST', placed.at, {
      type,
      reason: `${wrong.expression ?? ''} ${wrong.text}`,
    });
    return undefined;
  }
  applying.requests.push(request);
  return { ...made.groupAction, resource: { reference: `#${request.id}` } };
}

interface Finished {
  readonly request: Resource;
  readonly groupAction: GroupAction;
}

/** The request of one action, before anybody judged it; undefined when a value could not be set, which is told. */
export function makeOne(
  placed: PlacedAction,
  applying: Applying,
  timeOf: (action: PlanDefinitionAction) => Moments | undefined,
): Finished | undefined {
  const canonical = placed.action.definitionCanonical;
  const named = canonical === undefined ? undefined : applying.input.definition(canonical);
  if (named?.resourceType === 'PlanDefinition') return undefined;
  return madeOf(placed, named, {}, applying, timeOf);
}

function madeOf(
  { action, at }: PlacedAction,
  named: ActivityDefinition | Questionnaire | undefined,
  shown: GroupAction,
  applying: Applying,
  timeOf: (action: PlanDefinitionAction) => Moments | undefined,
): Finished | undefined {
  const activity = named?.resourceType === 'ActivityDefinition' ? named : undefined;
  const values = valuesOf(activity, action, at);
  // A request that is dynamic as a whole says itself who does it and when.
  const whole = values[0]?.value.path === '$this';
  const made: Made = {
    request: whole ? {} : startOf(activity, action, applying),
    groupAction: { ...shown },
  };
  if (named?.resourceType === 'Questionnaire') made.request['input'] = [questionnaireInput(named)];
  const done = setDynamic(made, values, applying, applying);
  const calendar = calendarOf(applying.input.subject, applying.input.zone);
  const time = timeOf(action) ?? (activity && ownTime(activity, calendar));
  if (!whole) putOccurrence(made.request, time, activity?.timingTiming, applying);
  return done ? { request: finished(made.request), groupAction: made.groupAction } : undefined;
}

function startOf(
  activity: ActivityDefinition | undefined,
  action: PlanDefinitionAction,
  applying: Applying,
): Made['request'] {
  return activity ? requestOf(activity, action, applying) : taskOf(action, applying);
}

/** Those of the definition come first, then those of the action (R4). */
function valuesOf(
  activity: ActivityDefinition | undefined,
  { dynamicValue }: PlanDefinitionAction,
  at: string,
): readonly PlacedValue[] {
  const inActivity = `${at}.definitionCanonical.resolve()`;
  return [
    ...(activity?.dynamicValue ?? []).map((value, n) => ({ value, at: `${inActivity}.dynamicValue[${n}]` })),
    ...(dynamicValue ?? []).map((value, n) => ({ value, at: `${at}.dynamicValue[${n}]` })),
  ];
}

/** A Task asks for the answers; which form is its input, as SDC names it. */
function questionnaireInput(named: Questionnaire): object {
  const coding = [{ system: 'http://hl7.org/fhir/uv/sdc/CodeSystem/temp', code: 'questionnaire' }];
  return { type: { coding }, valueCanonical: canonicalOf(named) };
}

const CARRIED = [
  'prefix',
  'title',
  'description',
  'textEquivalent',
  'priority',
  'code',
  'documentation',
  'relatedAction',
  'timingDateTime',
  'timingPeriod',
  'timingAge',
  'timingDuration',
  'timingRange',
  'timingTiming',
  'type',
  'groupingBehavior',
  'selectionBehavior',
  'requiredBehavior',
  'precheckBehavior',
  'cardinalityBehavior',
] as const;

/** What the RequestGroup shows of an action as the plan has it, its time worked out where only a relation gives it. */
function shownOf(action: PlanDefinitionAction, { prefix, timeOf, applying }: Run): GroupAction {
  const kept = CARRIED.flatMap((name) => (action[name] === undefined ? [] : [[name, action[name]] as const]));
  const shown: GroupAction = Object.fromEntries(kept);
  const conditions = carried(action);
  const at = timeOf(action);
  const timed = Object.keys(shown).some((name) => name.startsWith('timing'));
  const patient = (action.participant ?? []).some(({ type }) => type === 'patient');
  return {
    ...(action.id !== undefined && { id: `${prefix}${action.id}` }),
    ...shown,
    ...(action.relatedAction && {
      relatedAction: action.relatedAction.map((one) => ({
        ...one,
        actionId: `${prefix}${one.actionId ?? ''}`,
      })),
    }),
    ...(conditions.length > 0 && { condition: conditions }),
    ...(!timed && at && timing(at)),
    ...(patient && { participant: [referTo(applying.input.subject)] }),
  };
}

function timing({ start, end }: Moments): GroupAction {
  return start === end ? { timingDateTime: start } : { timingPeriod: { start, end } };
}

function idsIn(actions: readonly GroupAction[]): ReadonlySet<unknown> {
  return new Set(actions.flatMap((action) => [action['id'], ...idsIn(inside(action))]));
}

function inside(action: GroupAction): readonly GroupAction[] {
  return (action['action'] ?? []) as readonly GroupAction[];
}

/** Without relations to actions that do not apply: there is nothing to stand before or after. */
function related(action: GroupAction, ids: ReadonlySet<unknown>): GroupAction {
  const { relatedAction, action: below, ...rest } = action;
  const kept = ((relatedAction ?? []) as readonly { actionId: string }[]).filter(({ actionId }) =>
    ids.has(actionId),
  );
  return {
    ...rest,
    ...(kept.length > 0 && { relatedAction: kept }),
    ...(below !== undefined && { action: inside(action).map((one) => related(one, ids)) }),
  };
}
