// Where in a resource is an element of a profile? Its id, such as `Patient.identifier:FNR.system`, as places in JSON.

import type { Definition, Element } from '../../../profiles/definitions.ts';

export type Json = Record<string, unknown>;

/** A property of an object; of a slice the members of its array that belong to it. */
export interface Spot {
  readonly holder: Json;
  readonly key: string;
  /** Of a slice: the members that belong to it. */
  readonly members?: readonly unknown[];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fixed or pattern value of an element, whatever its type. */
export function given(element: Element | undefined): unknown {
  const key = Object.keys(element ?? {}).find((one) => /^(fixed|pattern)[A-Z]/.test(one));
  return key === undefined ? undefined : element?.[key];
}

/** Property names of an element: a choice has the names of its types. */
function keysOf(holder: Json, name: string): readonly string[] {
  if (!name.endsWith('[x]')) return [name];
  const stem = name.slice(0, -3);
  return Object.keys(holder).filter((key) => key.startsWith(stem) && /^[A-Z]/.test(key.slice(stem.length)));
}

function valuesAt(value: unknown, path: string): readonly unknown[] {
  if (path === '$this' || path === '') return [value];
  const [head = '', ...rest] = path.split('.');
  const inner = isJson(value) ? value[head] : undefined;
  const all = Array.isArray(inner) ? inner : [inner];
  return rest.length === 0 ? all : all.flatMap((one) => valuesAt(one, rest.join('.')));
}

/** Does a part hold everything a pattern says? */
function holds(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern))
    return Array.isArray(value) && pattern.every((one) => value.some((other) => holds(other, one)));
  if (!isJson(pattern)) return value === pattern;
  return isJson(value) && Object.entries(pattern).every(([key, one]) => holds(value[key], one));
}

export class Locator {
  readonly #elements: ReadonlyMap<string, Element>;

  constructor(profile: Definition) {
    this.#elements = new Map((profile.snapshot?.element ?? []).map((element) => [element.id, element]));
  }

  /** An element of the snapshot. */
  element(id: string): Element | undefined {
    return this.#elements.get(id);
  }

  /** The objects at an element; the resource itself at its root. */
  objects(resource: Json, id: string): readonly Json[] {
    if (!id.includes('.')) return [resource];
    return this.spots(resource, id)
      .flatMap(({ holder, key, members }) => members ?? [holder[key]].flat())
      .filter(isJson);
  }

  /** Every place of an element in a resource. */
  spots(resource: Json, id: string): readonly Spot[] {
    const [root = '', ...segments] = id.split('.');
    let holders: readonly Json[] = [resource];
    let path = root;
    for (const [at, segment] of segments.entries()) {
      path = `${path}.${segment}`;
      const spots = holders.flatMap((holder) => this.#spotsIn(holder, path, segment));
      if (at === segments.length - 1) return spots;
      holders = spots.flatMap(({ holder, key, members }) => members ?? [holder[key]].flat()).filter(isJson);
    }
    return [];
  }

  #spotsIn(holder: Json, id: string, segment: string): readonly Spot[] {
    const [name = '', slice] = segment.split(':');
    return keysOf(holder, name)
      .filter((key) => holder[key] !== undefined)
      .flatMap((key): readonly Spot[] => {
        if (slice === undefined) return [{ holder, key }];
        const members = [holder[key]].flat().filter((member) => this.#belongs(member, id));
        return members.length > 0 ? [{ holder, key, members }] : [];
      });
  }

  /** The paths by which the members of a slice are told apart. */
  discriminators(sliceId: string): readonly { readonly type: string; readonly path: string }[] {
    return this.#elements.get(sliceId.replace(/:[^.:]+$/, ''))?.slicing?.discriminator ?? [];
  }

  #belongs(member: unknown, sliceId: string): boolean {
    return this.discriminators(sliceId).every(({ type, path }) => {
      const element = this.#elements.get(path === '$this' ? sliceId : `${sliceId}.${path}`);
      // An extension is told apart by its address, which is that of its profile.
      const extension = path === 'url' ? this.#elements.get(sliceId)?.type?.[0]?.profile?.[0] : undefined;
      if (extension !== undefined) return isJson(member) && member['url'] === extension;
      // The only slice by type is the header of a message, and the only type profile there says which it is.
      if (type === 'type')
        return (
          isJson(member) &&
          isJson(member['resource']) &&
          member['resource']['resourceType'] === 'MessageHeader'
        );
      return valuesAt(member, path).some((value) => holds(value, given(element)));
    });
  }
}
