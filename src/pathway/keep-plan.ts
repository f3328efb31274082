// Does the plan say what has been started? The mother's active plan gets an activity for every request the pathway drafts for her.

import { type CaseView, hasCode, referenceOf, type Resource } from './case-view.ts';
import type { Draft } from './plan-types.ts';
import { subjectOf } from './working.ts';

/** Requests that may stand in a CarePlan (CarePlan.activity.reference, R4). */
const REQUESTS = new Set(['Appointment', 'CommunicationRequest', 'ServiceRequest', 'Task']);

/**
 * The plan with what is new in it, as an update; nothing when she has no active plan, or all stands there. A request has one
 * owner or performer, so each activity has exactly one (S0-85). The child's plan is dated when it is made (A-CHILD-CREATE).
 */
export function keepPlan(view: CaseView, drafts: readonly Draft[]): readonly Resource[] {
  const plan = view.resources.find(
    (resource) =>
      resource.resourceType === 'CarePlan' &&
      resource['status'] === 'active' &&
      referenceOf(resource['subject']) === view.mother.reference &&
      listOf(resource['category']).some((category) => hasCode(category, 'tk-plan', 'pathway')),
  );
  if (!plan) return [];
  const activity = listOf(plan['activity']) as readonly { reference?: unknown }[];
  const known = new Set(activity.map(({ reference }) => referenceOf(reference)));
  const fresh = drafts
    .filter(({ resource }) => REQUESTS.has(resource.resourceType) && isHers(resource, view.mother.reference))
    .map(({ resource }) => `${resource.resourceType}/${resource.id}`)
    .filter((reference) => !known.has(reference));
  if (fresh.length === 0) return [];
  const added = [...new Set(fresh)].map((reference) => ({ reference: { reference } }));
  return [{ ...plan, activity: [...activity, ...added] }];
}

function isHers(resource: Resource, mother: string): boolean {
  if (resource.resourceType !== 'Appointment') return subjectOf(resource) === mother;
  return listOf(resource['participant']).some(
    (participant) => referenceOf((participant as { actor?: unknown }).actor) === mother,
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
