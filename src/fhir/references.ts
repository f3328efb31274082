// Which references does a resource hold, and what do they become?

import { isObject } from '../domain/json.ts';
import type { Json } from './search/collect.ts';

/** A resource as JSON object. */
type Resource = { readonly resourceType: string; readonly [key: string]: unknown };

/** Where a text that can be a reference stands. */
export interface ReferencePlace {
  /** FHIRPath inside the resource, such as `.subject.reference`. */
  readonly path: string;
  readonly text: string;
  /** reference: Reference.reference. uri: another place that can name an entry of the transaction. */
  readonly kind: 'reference' | 'uri';
  /** fullUrls of the stored Bundle this stands in; they mean its own entries. */
  readonly local: ReadonlySet<string> | undefined;
}

/** Elements besides Reference.reference in which a transaction's fullUrl is rewritten (R4 http, 3.1.0.11.2). */
const URI_KEYS = new Set(['valueUri', 'valueUrl', 'valueUuid', 'valueOid', 'valueCanonical', 'url', 'uri']);
/** Texts under other names are no references and hold none. */
const MAY_REFER: ReadonlySet<string> = new Set([...URI_KEYS, 'reference', 'div']);

function fullUrls(bundle: Readonly<Record<string, Json>>): ReadonlySet<string> {
  const entries = Array.isArray(bundle['entry']) ? bundle['entry'] : [];
  return new Set(
    entries.flatMap((entry: Json) =>
      isObject(entry) && typeof entry['fullUrl'] === 'string' ? [entry['fullUrl']] : [],
    ),
  );
}

type Visit = (place: ReferencePlace) => string;

/** What a walk needs to know: who asks, and the Bundle it is in. */
interface Walk {
  readonly visit: Visit;
  readonly local: ReadonlySet<string> | undefined;
}

/** The way to an element. It becomes a path only where there is something to tell: most elements hold no reference. */
interface Way {
  readonly from: Way | undefined;
  readonly step: string | number;
}

function pathOf(way: Way | undefined): string {
  if (!way) return '';
  return pathOf(way.from) + (typeof way.step === 'number' ? `[${way.step}]` : `.${way.step}`);
}

function rewriteText(key: string, text: string, way: Way | undefined, { visit, local }: Walk): string {
  const visited = (found: string, kind: ReferencePlace['kind']): string =>
    visit({ path: pathOf(way), text: found, kind, local });
  if (key === 'reference') return visited(text, 'reference');
  if (URI_KEYS.has(key)) return visited(text, 'uri');
  if (key !== 'div') return text;
  return text.replaceAll(
    /((?:href|src)=")(urn:uuid:[^"#]+)/g,
    (_, start: string, uri: string) => start + visited(uri, 'uri'),
  );
}

function rewriteValue(
  key: string,
  value: Json,
  from: Way | undefined,
  step: string | number,
  walk: Walk,
): Json {
  if (typeof value === 'string')
    return MAY_REFER.has(key) ? rewriteText(key, value, { from, step }, walk) : value;
  if (Array.isArray(value)) return rewriteItems(key, value, { from, step }, walk);
  return isObject(value) ? rewriteObject(value, { from, step }, walk) : value;
}

function rewriteItems(key: string, items: readonly Json[], way: Way, walk: Walk): readonly Json[] {
  let copy: Json[] | undefined;
  for (const [at, item] of items.entries()) {
    const next = rewriteValue(key, item, way, at, walk);
    if (next !== item) (copy ??= [...items])[at] = next;
  }
  return copy ?? items;
}

function rewriteObject<T extends Readonly<Record<string, Json>>>(
  value: T,
  way: Way | undefined,
  outer: Walk,
): T {
  const walk = value['resourceType'] === 'Bundle' ? { ...outer, local: fullUrls(value) } : outer;
  let copy: Record<string, Json> | undefined;
  for (const key of Object.keys(value)) {
    const item = value[key];
    const next = rewriteValue(key, item, way, key, walk);
    if (next !== item) (copy ??= { ...value })[key] = next;
  }
  return copy ? { ...value, ...copy } : value;
}

/**
 * Gives the resource with every reference replaced by what `visit` says, contained resources included; the same object
 * when nothing changed. Numbers kept as text (`JSON.rawJSON`) are untouched.
 */
export function rewriteReferences<T extends Resource>(resource: T, visit: Visit): T {
  return rewriteObject(resource, undefined, { visit, local: undefined });
}

/** Every reference of a resource, in order. */
export function referencesOf(resource: Resource): readonly ReferencePlace[] {
  const found: ReferencePlace[] = [];
  rewriteReferences(resource, (place) => {
    if (place.kind === 'reference') found.push(place);
    return place.text;
  });
  return found;
}
