// What does a plan write? Its drafts and changes, with where they come from, as they now stand.

import type { PathwayEvent } from '../../domain/event.ts';
import type { Ref } from '../../domain/identity.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { CaseView, Resource } from '../../pathway/case/case-view.ts';
import type { Draft, Plan } from '../../pathway/plan.ts';
import type { InteractionResult } from '../../store/records/types.ts';
import type { Tx } from '../../store/types.ts';
import { versionOf } from './decide-sends.ts';
import type { Ports } from '../ports.ts';
import { provenanceOf } from './provenance.ts';

type Origin = JsonObject & { readonly id: string };

/** What was planned of which event, on which case. */
export interface PlannedEvent {
  readonly event: PathwayEvent;
  readonly planned: Plan;
  readonly view: CaseView;
}

/**
 * Writes what is new and gives every draft as it now stands (an earlier one keeps its version). The Provenance goes with the drafts in
 * the one statement that writes them: no round trip of its own.
 */
export async function writeDrafts(
  tx: Tx,
  { event, planned, view }: PlannedEvent,
  drafts: readonly Draft[],
  ports: Ports,
): Promise<readonly Resource[]> {
  const { records } = ports.store;
  const now = ports.clock.now();
  const known = new Set(view.resources.map(referenceTo));
  const made = drafts.map(({ resource }) => referenceTo(resource)).filter((one) => !known.has(one));
  const written = { created: made, changed: planned.updates.map(referenceTo) };
  const origin = provenanceOf(event, planned, written, ports);
  const resources: readonly Origin[] = drafts.map(({ resource }) => resource);
  // What somebody wrote since the case was read is not overwritten: the event is planned again.
  const updates = planned.updates.map((resource) => ({
    kind: 'update' as const,
    resource: resource as JsonObject,
    id: resource.id ?? '',
    ifMatch: versionOf(resource),
  }));
  const [results, updated] = await Promise.all([
    records.createIfAbsent(tx, [...resources, ...(origin ? [origin] : [])], now),
    updates.length === 0 ? [] : records.execute(tx, updates, now),
  ]);
  const created = results.slice(0, drafts.length);
  if (origin && results.at(-1)?.outcome === 'created') await leaveOut(tx, origin, made, created, ports);
  return [...created, ...updated].flatMap(({ resource }) => (resource ? [resource as Resource] : []));
}

function referenceTo({ resourceType, id }: Resource): Ref {
  return `${resourceType}/${id ?? ''}`;
}

/** What the case did not show but was there before (a deleted draft, one of another case) did not come from this event. */
async function leaveOut(
  tx: Tx,
  origin: Origin,
  made: readonly string[],
  results: readonly InteractionResult[],
  { store, clock }: Ports,
): Promise<void> {
  const isThere = new Set(
    results.flatMap(({ outcome, stored }) =>
      outcome === 'existing' && stored ? [`${stored.type}/${stored.id}`] : [],
    ),
  );
  if (!made.some((reference) => isThere.has(reference))) return;
  const targets = origin['target'] as readonly { readonly reference: string }[];
  const own = targets.filter(({ reference }) => !isThere.has(reference));
  if (own.length > 0)
    await store.records.amend(
      tx,
      `Provenance/${origin.id}`,
      (found) => ({ ...found, target: own }),
      clock.now(),
    );
  else await store.records.execute(tx, [{ kind: 'delete', type: 'Provenance', id: origin.id }], clock.now());
}
