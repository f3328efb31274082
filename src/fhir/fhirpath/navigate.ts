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

/** Appends the values of one JSON property; a primitive that has only extensions is represented by its `_` object. */
function pushProperty(of: Readonly<Record<string, unknown>>, key: string, into: unknown[]): boolean {
  const value = of[key];
  if (value === undefined) return pushSidecar(of[`_${key}`], into);
  if (!Array.isArray(value)) {
    if (value !== null) into.push(value);
    return true;
  }
  for (let i = 0; i < value.length; i++) {
    const item: unknown = value[i];
    if (item !== null) into.push(item);
    else {
      const sidecar = of[`_${key}`];
      if (Array.isArray(sidecar)) pushSidecar(sidecar[i], into);
    }
  }
  return true;
}

function pushSidecar(sidecar: unknown, into: unknown[]): boolean {
  if (sidecar === undefined || sidecar === null) return false;
  if (!Array.isArray(sidecar)) into.push(sidecar);
  else for (const item of sidecar) if (item !== null) into.push(item);
  return true;
}

/** The reader of an element by name; for a choice element it finds whichever type is there. */
export function memberReader(name: string): (of: unknown, into: unknown[]) => void {
  const keys = CHOICE_KEYS.get(name);
  return (of, into) => {
    if (!isObject(of)) return;
    if (pushProperty(of, name, into) || !keys) return;
    for (const key in of) {
      const plain = key.startsWith('_') ? key.slice(1) : key;
      if (keys.has(plain) && (plain === key || of[plain] === undefined)) {
        pushProperty(of, plain, into);
        return;
      }
    }
  };
}

/** The reader of the property with exactly this key. */
export function keyReader(key: string): (of: unknown, into: unknown[]) => void {
  return (of, into) => {
    if (isObject(of)) pushProperty(of, key, into);
  };
}

/** The reader of an element that yields, for primitives, the `_` object with their id and extensions instead of the value. */
export function sidecarReader(name: string): (of: unknown, into: unknown[]) => void {
  const keys = CHOICE_KEYS.get(name);
  return (of, into) => {
    if (!isObject(of)) return;
    const key =
      name in of || `_${name}` in of
        ? name
        : Object.keys(of)
            .find((one) => keys?.has(one.replace(/^_/, '')) === true)
            ?.replace(/^_/, '');
    if (key === undefined) return;
    for (const value of [of[key], of[`_${key}`]].flat()) if (isObject(value)) into.push(value);
  };
}

/** The child elements of a value, resourceType left out as FHIRPath does. */
export function pushChildren(of: unknown, into: unknown[]): void {
  if (!isObject(of)) return;
  for (const key in of) {
    if (key === 'resourceType') continue;
    if (!key.startsWith('_')) pushProperty(of, key, into);
    else if (of[key.slice(1)] === undefined) pushProperty(of, key.slice(1), into);
  }
}

/** All descendants, level by level, as `repeat(children())` finds them. */
export function descendantsOf(items: Collection): unknown[] {
  const found: unknown[] = [];
  for (const item of items) pushChildren(item, found);
  for (let i = 0; i < found.length; i++) pushChildren(found[i], found);
  return found;
}
