// To what may this resource not say that it points? References to what somebody may not know of lose their target, and get it back.

import { isExactObject } from '../domain/json.ts';
import { type Named, withoutVersion } from './names.ts';

const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** A reference that is there but does not say to what; also where FHIR needs one. */
export const MASKED = { extension: [{ url: ABSENT, valueCode: 'masked' }] };

/** In stored text, which has no white space: a Reference or an Attachment.url with a literal of ours. */
const LITERALS =
  /"(?:reference|url)":"([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]+)?"/g;

/** What a stored resource names, each once: told from its text, for every resource that is looked at is asked. */
export function namedIn(content: string): readonly Named[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the expression has the slash
  return [...new Set([...content.matchAll(LITERALS)].map(([, name = '']) => name as Named))];
}

/** A resource whose references were masked. */
export interface Masking<T> {
  readonly resource: T;
  /** Something besides references was cut: a narrative, an address of an attachment. It cannot be put back. */
  readonly cut: boolean;
}

/**
 * The resource without saying that it points at one of `hidden`; the very same object when it does not. The place stays, for
 * FHIR may need it; type, identifier and display go with the target, for each of them may tell. A narrative goes too.
 */
export function maskReferences<T extends Readonly<Record<string, unknown>>>(
  resource: T,
  hidden: ReadonlySet<string>,
): Masking<T> {
  if (hidden.size === 0) return { resource, cut: false };
  const state = { cut: false };
  const masked = maskIn(resource, hidden, state);
  if (masked === resource) return { resource, cut: false };
  const { text, ...rest } = masked as Record<string, unknown>;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same resource with less in it
  return { resource: rest as unknown as T, cut: state.cut || text !== undefined };
}

/** What is left of a value; the value itself, and no copy of it, when it names nothing hidden. */
function maskIn(value: unknown, hidden: ReadonlySet<string>, state: { cut: boolean }): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return maskList(value, hidden, state);
  if (!isExactObject(value)) return value;
  if (isNamed(value['reference'], hidden)) return MASKED;
  let masked: Record<string, unknown> | undefined;
  for (const [key, one] of Object.entries(value)) {
    const isGone = key === 'url' && isNamed(one, hidden);
    const left = isGone ? undefined : maskIn(one, hidden, state);
    if (left === one) continue;
    masked ??= { ...value };
    if (isGone) {
      state.cut = true;
      delete masked[key];
    } else masked[key] = left;
  }
  return masked ?? value;
}

function maskList(list: readonly unknown[], hidden: ReadonlySet<string>, state: { cut: boolean }): unknown {
  let masked: unknown[] | undefined;
  for (const [at, one] of list.entries()) {
    const left = maskIn(one, hidden, state);
    if (left !== one) (masked ??= [...list])[at] = left;
  }
  return masked ?? list;
}

function isNamed(value: unknown, hidden: ReadonlySet<string>): boolean {
  return typeof value === 'string' && hidden.has(withoutVersion(value));
}

/**
 * What somebody sent who saw the references to `hidden` masked, with what stands in `whole` at their places; undefined when
 * it does not have each of them where it was, in the same order: then what is meant is not known.
 */
export function unmask<T extends Readonly<Record<string, unknown>>>(
  sent: T,
  whole: Readonly<Record<string, unknown>>,
  hidden: ReadonlySet<string>,
): T | undefined {
  const behind: Place[] = [];
  collect(whole, '', (value, path) => isNamed(value['reference'], hidden) && behind.push({ path, value }));
  const left = [...behind];
  const restored = restore(sent, '', left);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same resource with more in it
  return left.length === 0 ? (restored as T) : undefined;
}

interface Place {
  /** Without places in lists: others may have come before it. */
  readonly path: string;
  readonly value: unknown;
}

function collect(
  value: unknown,
  path: string,
  visit: (value: Readonly<Record<string, unknown>>, path: string) => unknown,
): void {
  if (Array.isArray(value)) for (const one of value) collect(one, path, visit);
  if (!isExactObject(value)) return;
  if (visit(value, path)) return;
  for (const [key, one] of Object.entries(value)) collect(one, `${path}.${key}`, visit);
}

function restore(value: unknown, path: string, left: Place[]): unknown {
  if (Array.isArray(value)) return value.map((one) => restore(one, path, left));
  if (!isExactObject(value)) return value;
  const at = isMasked(value) ? left.findIndex((one) => one.path === path) : -1;
  if (at >= 0) return left.splice(at, 1)[0]?.value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, restore(one, `${path}.${key}`, left)]),
  );
}

function isMasked(value: Readonly<Record<string, unknown>>): boolean {
  const { extension, ...others } = value;
  const [only, ...more] = Array.isArray(extension) ? (extension as readonly unknown[]) : [];
  return (
    Object.keys(others).length === 0 &&
    more.length === 0 &&
    isExactObject(only) &&
    only['url'] === ABSENT &&
    only['valueCode'] === 'masked'
  );
}
