// Is what the pathway wrote valid? Step 6: what is not becomes a finding, and nothing of its action is written or sent.

import { referenceOf, type Resource } from '../../pathway/case/case-view.ts';
import type { Draft, Plan, PlannedSend } from '../../pathway/plan.ts';
import type { Ports } from '../ports.ts';

/** Something that is not valid, and the action it came from (`state` and `plan`: none did). */
export interface Refused {
  readonly action: string;
  readonly type: string;
  readonly reason: string;
  readonly place: string;
}

/** What is left of a plan: new resources, changes and sends. */
export interface ValidPlan {
  readonly drafts: readonly Draft[];
  readonly updates: readonly Resource[];
  readonly sends: readonly PlannedSend[];
  readonly refused: readonly Refused[];
}

/**
 * Validates drafts and changes alike: a move, a plan or a team that was changed goes out as much as a new resource does. A change
 * that several made together falls for all of them.
 */
export function validateOut(planned: Plan, ports: Ports): ValidPlan {
  const drafts = planned.drafts.flatMap(({ action, resource, place }) =>
    refusals(resource, [action], place, ports),
  );
  const changes = planned.updates.flatMap((resource) =>
    refusals(resource, changersOf(planned, resource), referenceTo(resource), ports),
  );
  const refused = [...drafts, ...changes];
  const broken = new Set(refused.map(({ action }) => action));
  const fallen = new Set(changes.map(({ place }) => place));
  const stands = ({ action }: { readonly action: string }): boolean => !broken.has(action);
  const missing = new Set(
    planned.drafts.filter((draft) => !stands(draft)).map(({ resource }) => referenceTo(resource)),
  );
  return {
    drafts: planned.drafts.filter(stands),
    updates: planned.updates
      .filter((resource) => !fallen.has(referenceTo(resource)))
      .filter((resource) => changersOf(planned, resource).some((action) => !broken.has(action)))
      .map((resource) => withoutMissing(resource, missing)),
    sends: planned.sends.filter(stands),
    refused,
  };
}

/** A plan does not name a request that was not written. */
function withoutMissing(resource: Resource, missing: ReadonlySet<string>): Resource {
  if (resource.resourceType !== 'CarePlan' || missing.size === 0) return resource;
  const activity = ((resource['activity'] ?? []) as readonly { reference?: unknown }[]).filter(
    ({ reference }) => !missing.has(referenceOf(reference)),
  );
  const { activity: _, ...rest } = resource;
  return { ...rest, resourceType: resource.resourceType, ...(activity.length > 0 && { activity }) };
}

function refusals(
  resource: Resource,
  actions: readonly string[],
  place: string,
  ports: Ports,
): readonly Refused[] {
  const bad = ports.validator
    .validate(resource)
    .find(({ severity }) => severity === 'error' || severity === 'fatal');
  if (!bad) return [];
  const reason = `${bad.expression ?? ''} ${bad.text}`;
  return actions.map((action) => ({ action, type: resource.resourceType, reason, place }));
}

function changersOf({ changedBy }: Plan, resource: Resource): readonly string[] {
  const own = referenceTo(resource);
  return [...new Set(changedBy.flatMap(({ action, reference }) => (reference === own ? [action] : [])))];
}

function referenceTo({ resourceType, id }: Resource): string {
  return `${resourceType}/${id ?? ''}`;
}
