// Do the plans say what has been started? Her active plan, and each child's, get what the pathway drafts for them.

import { type CaseView, hasCode, referenceOf, type Resource } from '../case/case-view.ts';
import type { Pathway } from '../pathway.ts';
import type { Draft } from '../plan-types.ts';
import { subjectOf } from '../working.ts';

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
  const plans = plansOf(view);
  if (plans.length === 0) return [];
  const stored = new Set(view.resources.map(referenceTo));
  const agreed = triggers.some(({ resourceType }) => resourceType === 'CarePlan');
  const begun = [
    ...(agreed ? begunBefore(view, pathway) : []),
    ...drafts.filter((draft) => !stored.has(referenceTo(draft.resource)) && !isFollower(draft, drafts)),
  ].flatMap((one) => stepOf(one, pathway) ?? []);
  return plans.flatMap((plan) => keepPlan(plan, begun) ?? []);
}

/** Her active plan of the pathway, and the active plan of each child. */
function plansOf({ resources, mother, children }: CaseView): readonly Resource[] {
  const born = new Set<string>(children.map(({ reference }) => reference));
  const kept = resources.filter((resource) => {
    if (resource.resourceType !== 'CarePlan' || resource['status'] !== 'active') return false;
    const subject = referenceOf(resource['subject']);
    const wanted = subject === mother.reference ? 'pathway' : born.has(subject) ? 'child' : undefined;
    return (
      wanted !== undefined && listOf(resource['category']).some((one) => hasCode(one, 'tk-plan', wanted))
    );
  });
  // One living plan each: of two, the first that is there.
  return [...new Map(kept.toReversed().map((plan) => [referenceOf(plan['subject']), plan])).values()];
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

/** A request with the activity of the first plan that it puts in train. */
interface Step {
  readonly resource: Resource;
  readonly activity: string | undefined;
}

/**
 * What may stand in a plan that the whole team reads: not what only a person may do — a personal duty, an order, a bereavement —
 * and no reminder of what is late, which is no action of the pathway.
 */
function stepOf({ action, resource }: Begun, { actions }: Pathway): Step | undefined {
  const found = actions.find(({ id }) => id === action);
  return found && found.mode !== 'HUMAN' ? { resource, activity: found.activity } : undefined;
}

/** A Task about another draft of its action follows that one; the plan names what is followed. */
function isFollower({ action, resource }: Draft, drafts: readonly Draft[]): boolean {
  const focus = referenceOf(resource['focus']);
  return drafts.some((other) => other.action === action && focus === referenceTo(other.resource));
}

function keepPlan(plan: Resource, steps: readonly Step[]): Resource | undefined {
  const subject = referenceOf(plan['subject']);
  const activity = listOf(plan['activity']) as readonly Activity[];
  const known = new Set(activity.map(({ reference }) => referenceOf(reference)));
  const hers = steps.filter(({ resource }) => isAbout(resource, subject));
  const goals = withGoals(listOf(plan['goal']), hers);
  const fresh = hers.filter(
    ({ resource }) => REQUESTS.has(resource.resourceType) && !known.has(referenceTo(resource)),
  );
  if (fresh.length === 0) return goals && { ...plan, goal: goals };
  const begun = fresh.flatMap(({ activity: code }) => code ?? []);
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
function withGoals(goals: readonly unknown[], steps: readonly Step[]): readonly unknown[] | undefined {
  const known = new Set(goals.map(referenceOf));
  const fresh = steps
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
