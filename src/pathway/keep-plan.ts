// Do the plans say what has been started? Her active plan, and each child's, get what the pathway drafts for them.

import { type CaseView, hasCode, referenceOf, type Resource } from './case-view.ts';
import type { Pathway } from './pathway.ts';
import type { Draft } from './plan-types.ts';
import { subjectOf } from './working.ts';

/** Requests that may stand in a CarePlan (CarePlan.activity.reference, R4). */
const REQUESTS = new Set(['Appointment', 'CommunicationRequest', 'ServiceRequest', 'Task']);

interface Activity {
  readonly reference?: unknown;
  readonly detail?: { readonly code?: unknown };
}

/**
 * The plans with what is new in them, as updates; nothing for who has no active plan, or when all stands there. A request has
 * one who does it, so each activity has exactly one (S0-85). A plan that has just been agreed takes in what was begun before it.
 * What was drafted before is not new: an event that is planned again changes no plan.
 */
export function keepPlans(
  view: CaseView,
  drafts: readonly Draft[],
  pathway: Pathway,
  triggers: readonly Resource[] = [],
): readonly Resource[] {
  const shared = sharedSteps(pathway);
  const stored = new Set(view.resources.map(referenceTo));
  const agreed = triggers.some(({ resourceType }) => resourceType === 'CarePlan');
  const planned = [
    ...(agreed ? begunBefore(view, pathway) : []),
    ...drafts.filter((draft) => !stored.has(referenceTo(draft.resource)) && !isFollower(draft, drafts)),
  ].filter(({ action }) => shared.has(action));
  return [
    keepPlan(view, view.mother.reference, 'pathway', planned, shared),
    ...view.children.map(({ reference }) => keepPlan(view, reference, 'child', planned, shared)),
  ].flatMap((plan) => plan ?? []);
}

/** A request as a plan takes it in. */
type Begun = Pick<Draft, 'action' | 'resource'>;

/** Requests of the case that carry the code of an action and are not done. */
function begunBefore({ resources }: CaseView, { done }: Pathway): readonly Begun[] {
  return resources.flatMap((resource): readonly Begun[] => {
    const kind = done[resource.resourceType];
    const { id } = resource;
    if (!kind || id === undefined || !REQUESTS.has(resource.resourceType)) return [];
    const action = actionOf(resource[kind.at]);
    const over = resource.resourceType === 'ServiceRequest' ? ENDED : [...kind.statuses, ...ENDED];
    if (action === undefined || over.includes(String(resource['status']))) return [];
    return [{ action, resource: { ...resource, id } }];
  });
}

/** A referral that is active is signed, not done. */
const ENDED = ['completed', 'revoked', 'cancelled', 'entered-in-error'];

function actionOf(coded: unknown): string | undefined {
  const codings = [coded]
    .flat()
    .flatMap((concept) => listOf((concept as { coding?: unknown } | undefined)?.coding));
  return (codings as readonly { system?: string; code?: string }[]).find(
    ({ system }) => system?.endsWith('/tk-action') === true,
  )?.code;
}

/**
 * What may stand in a plan that the whole team reads: not what only a person may do — a personal duty, an order, a bereavement —
 * and no reminder of what is late. With the activity of the first plan that a step puts in train.
 */
function sharedSteps({ actions }: Pathway): ReadonlyMap<string, string | undefined> {
  return new Map(
    actions.filter(({ mode }) => mode !== 'HUMAN').map(({ id, activity }) => [id, activity] as const),
  );
}

/** A Task about another draft of its action follows that one; the plan names what is followed. */
function isFollower({ action, resource }: Draft, drafts: readonly Draft[]): boolean {
  const focus = referenceOf(resource['focus']);
  return drafts.some((other) => other.action === action && focus === referenceTo(other.resource));
}

function keepPlan(
  view: CaseView,
  subject: string,
  category: 'pathway' | 'child',
  drafts: readonly Begun[],
  shared: ReadonlyMap<string, string | undefined>,
): Resource | undefined {
  const plan = view.resources.find(
    (resource) =>
      resource.resourceType === 'CarePlan' &&
      resource['status'] === 'active' &&
      referenceOf(resource['subject']) === subject &&
      listOf(resource['category']).some((one) => hasCode(one, 'tk-plan', category)),
  );
  if (!plan) return undefined;
  const activity = listOf(plan['activity']) as readonly Activity[];
  const known = new Set(activity.map(({ reference }) => referenceOf(reference)));
  const hers = drafts.filter(({ resource }) => isAbout(resource, subject));
  const goals = withGoals(listOf(plan['goal']), hers);
  const fresh = hers.filter(
    ({ resource }) => REQUESTS.has(resource.resourceType) && !known.has(referenceTo(resource)),
  );
  if (fresh.length === 0) return goals && { ...plan, goal: goals };
  const begun = fresh.flatMap(({ action }) => shared.get(action) ?? []);
  const left = activity.filter(
    ({ detail }) => !begun.some((code) => hasCode(detail?.code, 'tk-activity', code)),
  );
  const added = [...new Set(fresh.map(({ resource }) => referenceTo(resource)))];
  return {
    ...plan,
    ...(goals && { goal: goals }),
    activity: [...left, ...added.map((reference) => ({ reference: { reference } }))],
  };
}

/** The goals of a plan with those that are proposed now; undefined when there is none to add. */
function withGoals(goals: readonly unknown[], drafts: readonly Begun[]): readonly unknown[] | undefined {
  const known = new Set(goals.map(referenceOf));
  const fresh = drafts
    .filter(({ resource }) => resource.resourceType === 'Goal')
    .map(({ resource }) => referenceTo(resource))
    .filter((reference) => !known.has(reference));
  if (fresh.length === 0) return undefined;
  return [...goals, ...[...new Set(fresh)].map((reference) => ({ reference }))];
}

function referenceTo({ resourceType, id }: Resource): string {
  return `${resourceType}/${id ?? ''}`;
}

function isAbout(resource: Resource, person: string): boolean {
  if (resource.resourceType !== 'Appointment') return subjectOf(resource) === person;
  return listOf(resource['participant']).some(
    (participant) => referenceOf((participant as { actor?: unknown }).actor) === person,
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
