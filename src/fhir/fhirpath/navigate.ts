// Which values does a step of a path lead to, in plain FHIR JSON?

import { isObject } from '../../domain/json.ts';
import { CHOICES } from './generated/choices.ts';

/** A collection. Closures never change one they were given. */
export type Collection = readonly unknown[];

/** `value` + `Quantity` → `valueQuantity`. */
export function choiceKey(stem: string, type: string): string {
  return stem + type.charAt(0).toUpperCase() + type.slice(1);
}

const CHOICE_KEYS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...CHOICES].map(([stem, types]) => [stem, new Set(types.map((type) => choiceKey(stem, type)))]),
);

/** Reads an element of one value. What it gives may be the list of the resource itself: nobody changes a collection. */
export type Reader = (of: unknown) => Collection;

const NONE: Collection = Object.freeze([]);

/** The values of one JSON property, undefined when it is not there; a primitive that has only extensions is represented by its `_` object. */
function property(
  of: Readonly<Record<string, unknown>>,
  key: string,
  sidecar: string,
): Collection | undefined {
  const value = of[key];
  if (value === undefined) return sidecarsIn(of[sidecar]);
  if (!Array.isArray(value)) return value === null ? NONE : [value];
  return value.includes(null) ? withSidecars(value, of[sidecar]) : value;
}

function sidecarsIn(sidecar: unknown): Collection | undefined {
  if (sidecar === undefined || sidecar === null) return undefined;
  if (!Array.isArray(sidecar)) return [sidecar];
  return sidecar.includes(null) ? sidecar.filter((item) => item !== null) : sidecar;
}

/** A list with gaps: where a primitive is null, what its `_` object at the same place holds. */
function withSidecars(values: Collection, sidecar: unknown): Collection {
  const sidecars: Collection = Array.isArray(sidecar) ? sidecar : NONE;
  return values.flatMap((value, at) => (value === null ? (sidecarsIn(sidecars[at]) ?? []) : [value]));
}

/** The reader of an element by name; for a choice element it finds whichever type is there. */
export function memberReader(name: string): Reader {
  const keys = CHOICE_KEYS.get(name);
  const sidecar = `_${name}`;
  return (of) => {
    if (!isObject(of)) return NONE;
    return property(of, name, sidecar) ?? (keys ? choice(of, keys) : NONE);
  };
}

/** The values of whichever key is there. */
function choice(of: Readonly<Record<string, unknown>>, keys: ReadonlySet<string>): Collection {
  for (const key in of) {
    const plain = key.startsWith('_') ? key.slice(1) : key;
    if (keys.has(plain) && (plain === key || of[plain] === undefined))
      return property(of, plain, `_${plain}`) ?? NONE;
  }
  return NONE;
}

/** The reader of the property with exactly this key. */
export function keyReader(key: string): Reader {
  const sidecar = `_${key}`;
  return (of) => (isObject(of) ? (property(of, key, sidecar) ?? NONE) : NONE);
}

/** The reader of an element that yields, for primitives, the `_` object with their id and extensions instead of the value. */
export function sidecarReader(name: string): Reader {
  const keys = CHOICE_KEYS.get(name);
  return (of) => {
    if (!isObject(of)) return NONE;
    const key =
      name in of || `_${name}` in of
        ? name
        : Object.keys(of)
            .find((one) => keys?.has(one.replace(/^_/, '')) === true)
            ?.replace(/^_/, '');
    return key === undefined ? NONE : [of[key], of[`_${key}`]].flat().filter(isObject);
  };
}

/** Appends the child elements of a value, resourceType left out as FHIRPath does. */
export function pushChildren(of: unknown, into: unknown[]): void {
  if (!isObject(of)) return;
  for (const key in of) {
    if (key === 'resourceType') continue;
    const isSidecar = key.startsWith('_');
    const plain = isSidecar ? key.slice(1) : key;
    if (isSidecar && of[plain] !== undefined) continue;
    for (const child of property(of, plain, `_${plain}`) ?? NONE) into.push(child);
  }
}

/** All descendants, level by level, as `repeat(children())` finds them. */
export function descendantsOf(items: Collection): unknown[] {
  const found: unknown[] = [];
  for (const item of items) pushChildren(item, found);
  for (let i = 0; i < found.length; i++) pushChildren(found[i], found);
  return found;
}
