// Which resources of a type are in this Bundle? Asked by every fact of a case, so they are sorted by type once.

import { isObject } from '../../domain/json.ts';
import type { Collection } from './navigate.ts';
import type { PathNode } from './parse.ts';

type Index = ReadonlyMap<unknown, readonly unknown[]>;

// Kept beside the Bundle, and only for one whose owner says that it stays as it is: a Bundle that is patched has none.
const INDEXES = new WeakMap<object, Index>();

/** Promises that `bundle` does not change any more; `Bundle.entry.resource.ofType(…)` then costs what it finds, not what there is. */
export function indexBundle<
  T extends { readonly entry: readonly { readonly resource: { readonly resourceType: string } }[] },
>(bundle: T): T {
  const index = new Map<unknown, unknown[]>();
  for (const { resource } of bundle.entry) {
    const same = index.get(resource.resourceType);
    if (same) same.push(resource);
    else index.set(resource.resourceType, [resource]);
  }
  INDEXES.set(bundle, index);
  return bundle;
}

const NONE: Collection = Object.freeze([]);

/** Resources of a type in the one Bundle of the focus; undefined when it is none, or its entries hold what only a step at a time finds. */
export function ofTypeIn(focus: Collection, type: string): Collection | undefined {
  const [bundle] = focus;
  if (focus.length !== 1 || !isObject(bundle)) return undefined;
  const index = INDEXES.get(bundle);
  if (index) return index.get(type) ?? NONE;
  return bundle['resourceType'] === 'Bundle' ? walked(bundle['entry'], type) : undefined;
}

function walked(entries: unknown, type: string): Collection | undefined {
  if (!Array.isArray(entries)) return undefined;
  const found: unknown[] = [];
  for (const entry of entries) {
    if (!isObject(entry)) return undefined;
    const { resource } = entry;
    if (Array.isArray(resource)) return undefined;
    if (isObject(resource) && resource['resourceType'] === type) found.push(resource);
  }
  return found;
}

/** True for `Bundle.entry.resource`, from the focus. */
export function isEntryResource(node: PathNode | undefined): boolean {
  return (
    node?.kind === 'member' &&
    node.name === 'resource' &&
    node.on?.kind === 'member' &&
    node.on.name === 'entry' &&
    node.on.on?.kind === 'member' &&
    node.on.on.name === 'Bundle' &&
    node.on.on.on === undefined
  );
}
