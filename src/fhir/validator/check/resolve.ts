// Which resource does a reference lead to, as far as it is at hand?

import { isObject } from '../../../domain/json.ts';
import type { Json } from '../definitions.ts';
import type { Frame, Run } from '../run.ts';

/** Entries of a bundle by what references say, and which of its resources refer to which. */
class BundleIndex {
  readonly byUrl = new Map<string, Json>();
  readonly byTypeAndId = new Map<string, Json>();
  /** `<fullUrl> <versionId>`. */
  readonly versions = new Map<string, Json>();
  readonly urlOf = new Map<Json, string>();
  readonly links = new Map<Json, Set<Json>>();

  constructor(bundle: Json) {
    for (const { fullUrl, resource } of entriesOf(bundle)) {
      if (!isObject(resource)) continue;
      const key = `${String(resource['resourceType'])}/${String(resource['id'])}`;
      if (typeof fullUrl !== 'string') {
        if (typeof resource['id'] === 'string' && !this.byTypeAndId.has(key))
          this.byTypeAndId.set(key, resource);
        continue;
      }
      this.urlOf.set(resource, fullUrl);
      if (!this.byUrl.has(fullUrl)) this.byUrl.set(fullUrl, resource);
      const meta = resource['meta'];
      if (isObject(meta) && typeof meta['versionId'] === 'string')
        this.versions.set(`${fullUrl} ${meta['versionId']}`, resource);
    }
  }
}

function entriesOf(bundle: Json): readonly Json[] {
  const entries = bundle['entry'];
  return Array.isArray(entries) ? entries.filter(isObject) : [];
}

/** The index of a bundle, made once per run. */
function indexOf(bundle: Json, run: Run): BundleIndex {
  const known = run.memory.get(bundle);
  if (known instanceof BundleIndex) return known;
  const made = new BundleIndex(bundle);
  run.memory.set(bundle, made);
  return made;
}

/** Which entries' resources refer to which, both ways, as far as references have been followed. */
export function linksOf(bundle: Json, run: Run): ReadonlyMap<Json, ReadonlySet<Json>> {
  return indexOf(bundle, run).links;
}

/** Remembers that one resource of a bundle refers to another. */
export function link(bundle: Json, from: Json, to: Json, run: Run): void {
  const { links } = indexOf(bundle, run);
  links.set(from, (links.get(from) ?? new Set()).add(to));
  links.set(to, (links.get(to) ?? new Set()).add(from));
}

/** The contained resource of an id; `#` alone is the container. */
function contained(reference: string, frame: Frame): Json | undefined {
  const id = reference.slice(1);
  if (id === '') return frame.root;
  for (const resource of [frame.root, frame.resource]) {
    const list = resource['contained'];
    const found: unknown = Array.isArray(list)
      ? list.find((one) => isObject(one) && one['id'] === id)
      : undefined;
    if (isObject(found)) return found;
  }
  return undefined;
}

const VERSION = /\/_history\/([^/#]+)/;
const RESTFUL = /^(.*\/)[A-Z]\w+\/[A-Za-z0-9\-.]{1,64}$/;

/** The entry of a bundle a reference names: by fullUrl, relative to the base of its own, or by type and id. */
export function inBundle(reference: string, bundle: Json, root: Json, run: Run): Json | undefined {
  const index = indexOf(bundle, run);
  // Most references have neither a version nor a fragment; looking for the character first spares two expressions each.
  const version = reference.includes('/_history/') ? VERSION.exec(reference)?.[1] : undefined;
  const whole = reference.includes('#') ? reference.replace(/#.*$/, '') : reference;
  const plain = version === undefined ? whole : whole.replace(VERSION, '');
  const absolute = /^[a-z]+:/.test(plain);
  const base = absolute ? undefined : RESTFUL.exec(index.urlOf.get(root) ?? '')?.[1];
  const url = base === undefined ? plain : base + plain;
  const versioned = version === undefined ? undefined : index.versions.get(`${url} ${version}`);
  return versioned ?? index.byUrl.get(url) ?? (absolute ? undefined : index.byTypeAndId.get(plain));
}

/** True when a reference names a version and the bundle has the resource, but not in that version. */
export function isOtherVersion(reference: string, target: Json): boolean {
  const version = reference.includes('/_history/') ? VERSION.exec(reference)?.[1] : undefined;
  const meta = target['meta'];
  const actual = isObject(meta) ? meta['versionId'] : undefined;
  return version !== undefined && actual !== undefined && actual !== version;
}

/** The bundle whose entry a frame is, and the resource that entry holds. */
export function enclosingBundle(frame: Frame): { bundle: Json; root: Json } | undefined {
  for (let inner: Frame = frame, outer = frame.outer; outer; inner = outer, outer = outer.outer) {
    if (outer.resource['resourceType'] === 'Bundle') return { bundle: outer.resource, root: inner.resource };
  }
  return undefined;
}

/** Follows a reference: contained, then the bundle around, then whoever the caller asked to be asked. */
export function resolve(reference: string, frame: Frame, run: Run): Json | undefined {
  if (reference.startsWith('#')) return contained(reference, frame);
  for (let inner: Frame = frame, outer = frame.outer; outer; inner = outer, outer = outer.outer) {
    const found =
      outer.resource['resourceType'] === 'Bundle'
        ? inBundle(reference, outer.resource, inner.resource, run)
        : undefined;
    if (found) return found;
  }
  const found = run.options.resolve?.(reference);
  return isObject(found) ? found : undefined;
}

/** `resolve` for FHIRPath rules of a resource. */
export function resolverOf(frame: Frame, run: Run): (reference: string) => Json | undefined {
  return (reference) => resolve(reference, frame, run);
}
