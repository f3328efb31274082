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

function fullUrls(bundle: Readonly<Record<string, Json>>): ReadonlySet<string> {
  const entries = Array.isArray(bundle['entry']) ? bundle['entry'] : [];
  return new Set(
    entries.flatMap((entry: Json) =>
      isObject(entry) && typeof entry['fullUrl'] === 'string' ? [entry['fullUrl']] : [],
    ),
  );
}

type Visit = (place: ReferencePlace) => string;

function rewriteText(
  key: string,
  text: string,
  path: string,
  local: ReadonlySet<string> | undefined,
  visit: Visit,
): string {
  if (key === 'reference') return visit({ path, text, kind: 'reference', local });
  if (URI_KEYS.has(key)) return visit({ path, text, kind: 'uri', local });
  if (key !== 'div') return text;
  return text.replaceAll(
    /((?:href|src)=")(urn:uuid:[^"#]+)/g,
    (_, start: string, uri: string) => start + visit({ path, text: uri, kind: 'uri', local }),
  );
}

function rewriteValue(
  key: string,
  value: Json,
  path: string,
  local: ReadonlySet<string> | undefined,
  visit: Visit,
): Json {
  if (typeof value === 'string') return rewriteText(key, value, path, local, visit);
  if (Array.isArray(value)) {
    const items = value.map((item: Json, at) => rewriteValue(key, item, `${path}[${at}]`, local, visit));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  return isObject(value) ? rewriteObject(value, path, local, visit) : value;
}

function rewriteObject<T extends Readonly<Record<string, Json>>>(
  value: T,
  path: string,
  outer: ReadonlySet<string> | undefined,
  visit: Visit,
): T {
  const local = value['resourceType'] === 'Bundle' ? fullUrls(value) : outer;
  let copy: Record<string, Json> | undefined;
  for (const [key, item] of Object.entries(value)) {
    const next = rewriteValue(key, item, `${path}.${key}`, local, visit);
    if (next !== item) (copy ??= { ...value })[key] = next;
  }
  return copy ? { ...value, ...copy } : value;
}

/**
 * Gives the resource with every reference replaced by what `visit` says, contained resources included; the same object
 * when nothing changed. Numbers kept as text (`JSON.rawJSON`) are untouched.
 */
export function rewriteReferences<T extends Resource>(resource: T, visit: Visit): T {
  return rewriteObject(resource, '', undefined, visit);
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
