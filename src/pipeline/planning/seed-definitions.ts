// Is the pathway that runs here also served as definitions? Written at every start; those of another layer or version go.

import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../domain/clock.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Interaction } from '../../store/records/types.ts';
import type { Store, Tx } from '../../store/types.ts';
import { CANONICAL } from '../canonical.ts';

/** A definition of ours. */
export type OwnDefinition = JsonObject & { readonly id: string };

const TYPES = ['PlanDefinition', 'ActivityDefinition'] as const;
/** Definitions of ours that are looked through: a layer has some hundred. */
const MOST = 1000;

/** Creates or updates our definitions; one that is unchanged gets no new version. */
export async function seedDefinitions(
  definitions: readonly OwnDefinition[],
  store: Store,
  clock: Clock,
): Promise<void> {
  await store.tx(async (tx) => {
    const stored = new Map<string, JsonObject>();
    for (const type of TYPES)
      for (const one of await storedOnes(type, store, tx)) stored.set(refOf(one), one);
    const changed = definitions.filter(
      (one) => !isDeepStrictEqual(comparable(stored.get(refOf(one))), comparable(one)),
    );
    const kept = new Set(definitions.map(refOf));
    const gone = [...stored.values()].filter((one) => !kept.has(refOf(one)));
    const interactions: Interaction[] = [
      ...changed.map((resource) => ({ kind: 'update', resource, id: resource.id }) as const),
      ...gone.map((one) => ({ kind: 'delete', type: one.resourceType, id: String(one['id']) }) as const),
    ];
    if (interactions.length > 0) await store.records.execute(tx, interactions, clock.now());
  });
}

async function storedOnes(type: string, store: Store, tx: Tx): Promise<readonly JsonObject[]> {
  const { matches } = await store.records.search(
    {
      type,
      criteria: [{ parameter: 'url', modifier: 'below', values: [`${CANONICAL}/${type}/`] }],
      includes: [],
      sort: [],
      count: MOST,
    },
    tx,
  );
  return matches.map(({ stored }) => JSON.parse(stored.content) as JsonObject);
}

function refOf({ resourceType, id }: JsonObject): string {
  return `${resourceType}/${String(id)}`;
}

/** Without what the store adds. */
function comparable(resource: JsonObject | undefined): unknown {
  if (!resource) return undefined;
  const { meta, ...rest } = resource;
  return { ...rest, profile: Reflect.get(Object(meta), 'profile') as unknown };
}
