// What does a reference point at, and does it point at what is asked for?

import { isObject } from '../../domain/json.ts';
import type { Json } from './collect.ts';

/** A literal target: `Type/id` here, or an address elsewhere. */
export interface Target {
  readonly key: string;
  readonly type: string | undefined;
  readonly id: string | undefined;
}

const LOCAL = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** Reads a literal reference; undefined for a contained one (`#…`), a conditional one or nothing. */
export function targetOf(reference: string): Target | undefined {
  if (reference === '' || reference.startsWith('#') || reference.includes('?')) return undefined;
  const local = LOCAL.exec(reference);
  if (local) return { key: `${local[1]}/${local[2]}`, type: local[1], id: local[2] };
  return { key: reference, type: undefined, id: undefined };
}

/** Literal targets of a Reference or canonical: a canonical with a version is found with and without it. */
export function targetsOf(value: Json): readonly Target[] {
  if (typeof value === 'string') {
    const whole = targetOf(value);
    const bar = value.indexOf('|');
    const bare = bar > 0 ? targetOf(value.slice(0, bar)) : undefined;
    return [whole, bare].filter((target) => target !== undefined);
  }
  const literal = isObject(value) ? value['reference'] : undefined;
  const target = typeof literal === 'string' ? targetOf(literal) : undefined;
  return target ? [target] : [];
}

/** The logical Identifier of a Reference, for the modifier `:identifier`. */
export function identifierOf(value: Json): Json {
  return isObject(value) ? value['identifier'] : undefined;
}

/** Keys a search value stands for: itself when it says where, or the id under each type the parameter may name. */
export function referenceKeys(raw: string, types: readonly string[]): readonly string[] {
  const target = targetOf(raw);
  if (!target) return [];
  if (target.type !== undefined || /[:/]/.test(raw)) return [target.key];
  return types.map((type) => `${type}/${raw}`);
}
