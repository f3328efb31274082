// Are the organisations we know also records? References to them must resolve, so the directory is written at every start.

import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../domain/clock.ts';
import type { Ref } from '../../domain/identity.ts';
import type { Directory } from '../../network/directory.ts';
import type { Interaction } from '../../store/records/types.ts';
import type { Store } from '../../store/types.ts';

/** Creates or updates the directory's resources; one that is unchanged gets no new version. */
export async function seedDirectory(directory: Directory, store: Store, clock: Clock): Promise<void> {
  // Organizations first: services and endpoints point at them.
  const ordered = ['Organization', 'Location', 'Endpoint', 'HealthcareService'];
  const resources = directory.resources.toSorted(
    (one, other) => ordered.indexOf(one.resourceType) - ordered.indexOf(other.resourceType),
  );
  await store.tx(async (tx) => {
    const found = await store.records.readMany(resources.map(refOf), tx);
    const stored = new Map(found.map(({ type, id, content }) => [`${type}/${id}`, content]));
    const interactions: Interaction[] = [];
    for (const resource of resources) {
      const content = stored.get(refOf(resource));
      const same =
        content !== undefined && isDeepStrictEqual(withoutMeta(JSON.parse(content)), withoutMeta(resource));
      if (!same) interactions.push({ kind: 'update', resource, id: resource.id });
    }
    if (interactions.length > 0) await store.records.execute(tx, interactions, clock.now());
  });
}

function refOf({ resourceType, id }: Directory['resources'][number]): Ref {
  return `${resourceType}/${id}`;
}

function withoutMeta(resource: unknown): unknown {
  const { meta: _, ...rest } = resource as { meta?: unknown };
  return rest;
}
