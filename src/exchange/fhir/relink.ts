// Where do references point once a resource has left us? Into the Bundle, or to somebody named by identifier.

import { isObject, objects, text } from '../../domain/json.ts';
import type { Json } from '../contract.ts';
import { URI_SYSTEM, uuidUrn } from './identify.ts';

/** What references may point at. */
export interface Scope {
  /** The fullUrl for a reference into the Bundle; undefined when it points outside. */
  inside(reference: string): string | undefined;
  /** Our own base address, with a slash at its end: references under it are as good as relative ones. */
  readonly own: string;
}

/** Elements of a Reference; an object with others (Expression.reference is a uri) is something else. */
const REFERENCE_KEYS: ReadonlySet<string> = new Set(
  'id extension reference type identifier display _reference _type _display'.split(' '),
);

const LITERAL = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]+)?$/;
const CONDITIONAL = /^([A-Z][A-Za-z]+)\?identifier=([^|&]*)\|([^&,]+)$/;

/** A reference relative to us, without version: `Type/id`. Other text is returned as it is. */
function relative(reference: string, own: string): string {
  const local = reference.startsWith(own) ? reference.slice(own.length) : reference;
  const literal = LITERAL.exec(local);
  return literal ? `${literal[1]}/${literal[2]}` : local;
}

/** A logical reference for what is not in the Bundle: our ids mean nothing there, identifiers may. */
function logical(reference: string, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const [, type, id] = LITERAL.exec(reference) ?? [];
  const [, wanted, system, value] = CONDITIONAL.exec(reference) ?? [];
  const target = given['type'] ?? type ?? wanted;
  const found =
    system !== undefined && value !== undefined
      ? { ...(system !== '' && { system: decodeURIComponent(system) }), value: decodeURIComponent(value) }
      : { system: URI_SYSTEM, value: type !== undefined && id !== undefined ? uuidUrn(type, id) : reference };
  return { ...(target !== undefined && { type: target }), identifier: given['identifier'] ?? found };
}

/** One Reference. Its `display` is dropped when it had a literal: it may name somebody who was narrowed away. */
function relinkReference(given: Readonly<Record<string, unknown>>, reference: string, scope: Scope): unknown {
  if (reference.startsWith('#')) return given;
  const local = relative(reference, scope.own);
  const inside = scope.inside(local);
  if (inside === undefined) return logical(local, given);
  const { display: _dropped, _display: _alsoDropped, ...rest } = given;
  return { ...rest, reference: inside };
}

/** Scope of a Bundle inside the delivery, such as a document: its own entries, by fullUrl or `Type/id`. */
function nested(bundle: Readonly<Record<string, unknown>>, outer: Scope): Scope {
  const known = new Map<string, string>();
  for (const entry of objects(bundle['entry'])) {
    const fullUrl = text(entry['fullUrl']);
    if (fullUrl === undefined) continue;
    known.set(fullUrl, fullUrl);
    const [resource] = objects([entry['resource']]);
    known.set(`${text(resource?.['resourceType'])}/${text(resource?.['id'])}`, fullUrl);
  }
  return { inside: (reference) => known.get(reference), own: outer.own };
}

/** `meta` without what a server assigns; undefined when nothing is left. */
function carriedMeta(meta: unknown): unknown {
  if (!isObject(meta)) return undefined;
  const { versionId: _version, lastUpdated: _updated, ...rest } = meta;
  return Object.keys(rest).length > 0 ? rest : undefined;
}

function relinkUrl(url: string, scope: Scope): string | undefined {
  const local = relative(url, scope.own);
  return LITERAL.test(local) || local.startsWith('urn:uuid:') ? scope.inside(local) : url;
}

/** One property; undefined drops it. */
function relinkProperty(
  owner: Readonly<Record<string, unknown>>,
  key: string,
  value: unknown,
  scope: Scope,
): unknown {
  const isResource = typeof owner['resourceType'] === 'string';
  if (key === 'meta' && isResource) return carriedMeta(value);
  // Attachment.url: the only other literal pointer at a resource (a Binary)
  if (key === 'url' && !isResource && typeof value === 'string') return relinkUrl(value, scope);
  // Immunization.education.reference is a uri
  if (key === 'education') return value;
  return relinkValue(value, scope);
}

/** The value itself where nothing in it changes: most of a resource is no reference. */
function relinkValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return relinkList(value, scope);
  if (!isObject(value)) return value;
  const reference = value['reference'];
  if (typeof reference === 'string' && Object.keys(value).every((key) => REFERENCE_KEYS.has(key))) {
    return relinkReference(value, reference, scope);
  }
  const within = value['resourceType'] === 'Bundle' ? nested(value, scope) : scope;
  return relinkObject(value, within);
}

function relinkList(list: readonly unknown[], scope: Scope): readonly unknown[] {
  let carried: unknown[] | undefined;
  for (const [at, item] of list.entries()) {
    const linked = relinkValue(item, scope);
    if (linked !== item) (carried ??= [...list])[at] = linked;
  }
  return carried ?? list;
}

function relinkObject(
  value: Readonly<Record<string, unknown>>,
  scope: Scope,
): Readonly<Record<string, unknown>> {
  let carried: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const linked = relinkProperty(value, key, value[key], scope);
    if (linked !== value[key]) carried ??= before(key, value);
    if (carried && linked !== undefined) carried[key] = linked;
  }
  return carried ?? value;
}

/** The properties that stand in front of `key`. */
function before(key: string, value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const front: Record<string, unknown> = {};
  for (const one of Object.keys(value)) {
    if (one === key) break;
    front[one] = value[one];
  }
  return front;
}

/**
 * The resource as it travels: without our id and server-assigned meta, references into the Bundle by fullUrl, all others by
 * identifier and type. Nothing is added that was not there, and `resource` is not changed.
 */
export function relink(resource: Json, scope: Scope): Json {
  const within = resource.resourceType === 'Bundle' ? nested(resource, scope) : scope;
  const carried: { resourceType: string; [key: string]: unknown } = { resourceType: resource.resourceType };
  for (const key of Object.keys(resource)) {
    if (key === 'id') continue;
    const linked = relinkProperty(resource, key, resource[key], within);
    if (linked !== undefined) carried[key] = linked;
  }
  return carried;
}
