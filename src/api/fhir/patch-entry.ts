// What does a PATCH inside a transaction write? The update it comes to, made from the version that is there now.

import { GatewayError } from '../../domain/failure.ts';
import { isExactObject, type JsonObject, text } from '../../domain/json.ts';
import { toPlain } from '../../fhir/patch/exact.ts';
import type { PatchTools } from '../../fhir/patch/fhirpath-patch.ts';
import type { Interaction, SeenResource } from '../../store/records/types.ts';
import type { Eyes } from '../../pipeline/looking/eyes.ts';
import type { ApiParts } from '../parts.ts';
import { readCondition } from './condition.ts';
import { entryFault, type EntryRequest, movedTo } from './entries.ts';
import { changed, current, findOne, readPatch } from './patch.ts';
import { type Incoming, servedType } from './request.ts';
import { readIfMatch } from './version.ts';

/** True for an entry that is a patch. */
export function isPatch({ route }: EntryRequest): boolean {
  return route.interaction === 'patch' || route.interaction === 'patch-conditional';
}

/** The update that a patch comes to; throws with its place in the Bundle. */
export async function patchEntry(
  parts: ApiParts,
  eyes: Eyes,
  bundle: Incoming,
  entry: EntryRequest,
  tools: PatchTools,
): Promise<Extract<Interaction, { kind: 'update' }>> {
  const { place, body, conditions, fullUrl } = entry;
  if (!body) throw entryFault(bundle, `${place}.resource`, 'resource is missing: the patch.');
  const change = placedPatch(parts, bundle, entry, body, tools);
  const wanted = readIfMatch(conditions.ifMatch, `${place}.request.ifMatch`);
  try {
    const stored = await find(parts, eyes, entry);
    const { resource, version } = changed(stored, wanted, change, `${place}.request.ifMatch`);
    const id = text(resource['id']) ?? '';
    return { kind: 'update', resource, id, ifMatch: version, ...(fullUrl !== undefined && { fullUrl }) };
  } catch (error) {
    throw movedTo(bundle, `${place}.request`, error);
  }
}

async function find(
  parts: ApiParts,
  eyes: Eyes,
  { route, place, params }: EntryRequest,
): Promise<SeenResource> {
  const expression = `${place}.request.url`;
  const type = servedType(parts, route.type, expression);
  if (route.interaction === 'patch') {
    return current(await eyes.records.read(type, route.id ?? ''), type, expression);
  }
  return findOne(eyes, readCondition(parts, type, params, expression), expression);
}

/** Faults of the patch stand at the entry's resource. */
function placedPatch(
  parts: ApiParts,
  bundle: Incoming,
  { place }: EntryRequest,
  body: Incoming,
  tools: PatchTools,
): (resource: JsonObject) => JsonObject {
  const told = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      const { expression: _, ...facts } = error.facts;
      throw movedTo(bundle, `${place}.resource`, new GatewayError(error.code, facts, { cause: error }));
    }
  };
  const change = told(() => readPatch(parts, body, tools));
  return (resource) => told(() => change(resource));
}

/** The Bundle with what its patches come to in their place, as the validator must see it. */
export function withPatched(bundle: Incoming, patched: ReadonlyMap<number, JsonObject>): Incoming {
  if (patched.size === 0) return bundle;
  const put = (root: unknown, form: (resource: JsonObject) => unknown): unknown => {
    if (!isExactObject(root) || !Array.isArray(root['entry'])) return root;
    const entry = root['entry'].map((item: unknown, index) => {
      const resource = patched.get(index);
      return resource && isExactObject(item) ? { ...item, resource: form(resource) } : item;
    });
    return { ...root, entry };
  };
  return {
    value: put(bundle.value, toPlain),
    exact: put(bundle.exact, (resource) => resource),
    locate: bundle.locate,
  };
}
