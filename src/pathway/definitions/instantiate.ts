// What request does a definition lead to for this subject? Its elements, the timing of the action, then the dynamic values in order.

import type { ActivityDefinition, PlanDefinitionActionDynamicValue } from '@medplum/fhirtypes';
import { isObject, isResource } from '../../domain/json.ts';
import type { Resource } from '../case/case-view.ts';
import { type Applying, tell } from './applying.ts';
import { canonicalOf, type PlanDefinitionAction } from './definition.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { performersOf, referTo } from './performers.ts';
import { type PlaceName, REQUESTS } from './requests.ts';
import { pruned, readPath, setValue } from './set-value.ts';
import type { Moments } from './when.ts';

type Target = Record<string, unknown>;

/** A request under way, and the action of the RequestGroup that will name it. */
export interface Made {
  request: Target;
  readonly groupAction: Target;
}

/** One dynamic value with its place. */
export interface PlacedValue {
  readonly value: PlanDefinitionActionDynamicValue;
  readonly at: string;
}

/** An expression that is not there. */
const NONE = {};

/** Elements of an ActivityDefinition and the row that says where they go. */
const PLACES: readonly (readonly [keyof ActivityDefinition, PlaceName])[] = [
  ['code', 'code'],
  ['productCodeableConcept', 'product'],
  ['productReference', 'product'],
  ['priority', 'priority'],
  ['doNotPerform', 'doNotPerform'],
  ['location', 'location'],
  ['quantity', 'quantity'],
  ['dosage', 'dosage'],
  ['bodySite', 'bodySite'],
];

/** The request an ActivityDefinition describes, before its dynamic values. */
export function requestOf(
  activity: ActivityDefinition,
  action: PlanDefinitionAction,
  applying: Applying,
): Target {
  const type = activity.kind ?? 'Task';
  const form = REQUESTS[type];
  const request = baseOf(type, action, applying);
  if (!form) return request;
  const put = putter(request, type, applying);
  if (activity.profile !== undefined) request['meta'] = { profile: [activity.profile] };
  if (form.intent) request['intent'] = activity.intent ?? 'proposal';
  for (const [element, place] of PLACES) put(form[place], activity[element]);
  if (action.priority !== undefined) put(form.priority, action.priority);
  const canonical = canonicalOf(activity);
  if (canonical !== undefined) put(form.instantiates, canonical);
  put(form.title, activity.description ?? activity.title ?? action.title);
  for (const performer of performersOf(
    [...(activity.participant ?? []), ...(action.participant ?? [])],
    applying,
  ))
    put(form.performer, performer);
  return request;
}

/** A Task that says in words what an action without a definition asks for. */
export function taskOf(action: PlanDefinitionAction, applying: Applying): Target {
  const request = baseOf('Task', action, applying);
  const put = putter(request, 'Task', applying);
  request['intent'] = 'proposal';
  put('code', action.code?.[0]);
  put('priority', action.priority);
  put('description', action.description ?? action.title ?? action.textEquivalent);
  for (const performer of performersOf(action.participant ?? [], applying)) put('owner', performer);
  return request;
}

/** Who asks, about whom, when: what every request begins with. */
function baseOf(type: string, action: PlanDefinitionAction, applying: Applying): Target {
  const { subject, encounter, practitioner, organization, now } = applying.input;
  const form = REQUESTS[type];
  const request: Target = { resourceType: type, status: form?.status ?? 'draft' };
  if (!form) return request;
  const put = putter(request, type, applying);
  put(form.subject, referTo(subject));
  if (type === 'Appointment') put('participant[0].status', 'needs-action');
  put(form.encounter, encounter && referTo(encounter));
  put(form.authored, now.toISOString());
  const author = practitioner ?? organization;
  put(form.author, author && referTo(author));
  put(form.reason, action.reason);
  return request;
}

/** Puts a value where the row says. In a list it comes last; a single element keeps the first. */
function putter(request: Target, type: string, { input }: Applying) {
  return (place: string | undefined, value: unknown): void => {
    if (place === undefined || value === undefined) return;
    const path = readPath(place.replace('[x]', ''));
    if (!path) return;
    const [step] = path.steps;
    const before = step === undefined ? undefined : request[step.name];
    const list = path.steps.length === 1 && Array.isArray(before) ? before : [];
    if (path.steps.length === 1 && before !== undefined && list.length === 0) return;
    const isList = step !== undefined && path.steps.length === 1 && input.findRule(type, step.name)?.isList;
    const values = [...list, ...[value].flat()];
    setValue(request, type, path.steps, isList === true ? values : values.slice(0, 1), input.findRule);
  };
}

/** When it is to be done, unless the request says so already. */
export function putOccurrence(
  request: Target,
  at: Moments | undefined,
  timing: unknown,
  applying: Applying,
): void {
  const type = String(request['resourceType']);
  const place = REQUESTS[type]?.occurrence;
  if (place === undefined) return;
  const value = timing ?? (at && occurrence(place, at));
  putter(request, type, applying)(place, value);
}

function occurrence(place: string, { start, end }: Moments): unknown {
  if (place.endsWith('[x]') && start === end) return start;
  return place === 'restriction.period' ? { end } : { start, end };
}

/** Applies dynamic values in order. False when one could not be: the request is then not made. */
export function setDynamic(
  made: Made,
  values: readonly PlacedValue[],
  scope: Scope,
  applying: Applying,
): boolean {
  return values.map((one) => setOne(made, one, scope, applying)).every(Boolean);
}

function setOne(made: Made, { value, at }: PlacedValue, scope: Scope, applying: Applying): boolean {
  const found = evaluate(value.expression ?? NONE, scope, applying.compile);
  if (found.kind === 'error') {
    tell(applying, 'LENKE_PLAN_EXPRESSION', `${at}.expression`, { reason: found.reason });
    return false;
  }
  if (found.values.length === 0) return true;
  const path = readPath(value.path ?? '');
  const wrong = path ? putAt(made, path, found.values, applying) : (value.path ?? '');
  if (wrong === undefined) return true;
  tell(applying, 'LENKE_PLAN_VALUE', `${at}.path`, { element: wrong });
  return false;
}

function putAt(
  made: Made,
  path: NonNullable<ReturnType<typeof readPath>>,
  values: readonly unknown[],
  { input }: Applying,
): string | undefined {
  if (path.of === 'action')
    return setValue(made.groupAction, 'RequestGroup.action', path.steps, values, input.findRule);
  if (path.steps.length > 0)
    return setValue(made.request, String(made.request['resourceType']), path.steps, values, input.findRule);
  const [whole] = values;
  if (values.length !== 1 || !isResource(whole)) return '$this';
  made.request = { ...whole };
  return undefined;
}

/** A request without places that stayed empty. */
export function finished(request: Target): Resource {
  const kept = pruned(request);
  return { ...(isObject(kept) ? kept : {}), resourceType: String(request['resourceType']) };
}
