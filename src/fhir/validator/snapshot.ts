// What is the whole of a profile that says only what it changes?

import type { ElementDef, Structure, TypeRef } from './definitions.ts';
import { typeUrl, type Library } from './library.ts';

/** Elements by id, parents before children; slices in the order they were declared. */
type Elements = Map<string, ElementDef>;

/** Bases of bases; deeper means a circle. */
const BASE_LIMIT = 20;

/** The elements of a structure: its snapshot, or one made from its base. */
function elementsOf(structure: Structure, library: Library, depth: number): readonly ElementDef[] {
  if (structure.snapshot.length > 0) return structure.snapshot;
  const base = structure.base === undefined ? undefined : library.get(structure.base);
  if (!base || depth > BASE_LIMIT) return [];
  return merge(elementsOf(base, library, depth + 1), structure, library, depth);
}

class Snapshot {
  readonly #elements: Elements;
  readonly #library: Library;
  readonly #depth: number;
  /** Choices by id, with the slices that were named by a path such as `valueQuantity`. */
  readonly #shortcuts = new Map<string, Set<string>>();

  constructor(base: readonly ElementDef[], library: Library, depth: number) {
    this.#elements = new Map(base.map((element) => [element.id, element]));
    this.#library = library;
    this.#depth = depth;
  }

  /**
   * All elements. A choice that is only spoken of as `valueQuantity` may be nothing else: that is how a differential
   * narrows it, as HL7's snapshots show; where slicing is declared the slices say what is open.
   */
  elements(): ElementDef[] {
    return [...this.#elements.values()].map((element) => {
      const slices = element.slicing ? undefined : this.#shortcuts.get(element.id);
      if (!slices) return element;
      const codes = new Set(
        [...slices].flatMap((id) => (this.#elements.get(id)?.types ?? []).map((type) => type.code)),
      );
      return { ...element, types: (element.types ?? []).filter((type) => codes.has(type.code)) };
    });
  }

  #noteShortcut(id: string, path: string): void {
    const choice = /^(.*\[x\]):[^.]*$/.exec(id)?.[1];
    const stem = choice?.slice(choice.lastIndexOf('.') + 1, -3) ?? '';
    const last = path.slice(path.lastIndexOf('.') + 1);
    if (choice === undefined || !last.startsWith(stem) || !/^[A-Z]/.test(last.slice(stem.length))) return;
    this.#shortcuts.set(choice, (this.#shortcuts.get(choice) ?? new Set()).add(id));
  }

  /** Applies one element of the differential, making what it names if need be; false when there is no place for it. */
  apply(change: ElementDef): boolean {
    const id = this.#ensure(change.id);
    const before = id === undefined ? undefined : this.#elements.get(id);
    if (id === undefined || !before) return false;
    this.#noteShortcut(id, change.path);
    this.#elements.set(id, {
      ...before,
      ...change,
      id,
      path: before.path,
      isModifier: before.isModifier || change.isModifier,
      constraints: [
        ...before.constraints,
        ...change.constraints.filter((one) => !before.constraints.some((other) => other.key === one.key)),
      ],
      ...(before.baseMax === undefined && before.max !== undefined && { baseMax: before.max }),
    });
    return true;
  }

  /** The id of an element, which is unfolded from its type or sliced from its like when it is not there yet. */
  #ensure(id: string): string | undefined {
    if (this.#elements.has(id)) return id;
    const dot = id.lastIndexOf('.');
    if (dot < 0) return undefined;
    const parent = this.#ensure(id.slice(0, dot));
    if (parent === undefined) return undefined;
    this.#unfold(parent);
    const last = id.slice(dot + 1);
    const full = `${parent}.${last}`;
    if (this.#elements.has(full)) return full;
    return last.includes(':') ? this.#slice(parent, last) : this.#choiceSlice(parent, last);
  }

  /** A new slice: like the sliced element, but optional until the profile says otherwise. */
  #slice(parent: string, last: string): string | undefined {
    const colon = last.indexOf(':');
    const name = last.slice(colon + 1);
    const slash = name.lastIndexOf('/');
    const resliced = slash < 0 ? undefined : `${parent}.${last.slice(0, colon)}:${name.slice(0, slash)}`;
    const like =
      resliced !== undefined && this.#elements.has(resliced)
        ? resliced
        : this.#ensure(`${parent}.${last.slice(0, colon)}`);
    const before = like === undefined ? undefined : this.#elements.get(like);
    if (like === undefined || !before) return undefined;
    const isChoice = like.endsWith('[x]');
    const types = isChoice ? ofChoice(before.types, like, name) : before.types;
    const id = `${parent}.${last}`;
    this.#elements.set(id, {
      ...withoutSlicing(before),
      id,
      sliceName: name,
      min: 0,
      constraints: [],
      ...(types && { types }),
      ...(isChoice && { max: 1 }),
    });
    return id;
  }

  /** `valueQuantity` where the base has `value[x]`: the slice of that type. */
  #choiceSlice(parent: string, last: string): string | undefined {
    for (const id of this.#elements.keys()) {
      if (!id.startsWith(`${parent}.`) || !id.endsWith('[x]')) continue;
      const stem = id.slice(parent.length + 1, -3);
      if (stem.includes('.') || !last.startsWith(stem) || !/^[A-Z]/.test(last.slice(stem.length))) continue;
      const sliced = `${stem}[x]:${last}`;
      return this.#elements.has(`${parent}.${sliced}`) ? `${parent}.${sliced}` : this.#slice(parent, sliced);
    }
    return undefined;
  }

  /** Gives an element its children: those of the element it is sliced from or refers to, or those of its type. */
  #unfold(id: string): void {
    if (this.#hasChildren(id)) return;
    const element = this.#elements.get(id);
    if (!element) return;
    const colon = id.lastIndexOf(':');
    const sliced = colon > id.lastIndexOf('.') ? id.slice(0, colon) : undefined;
    if (sliced !== undefined && this.#hasChildren(sliced) && !this.#typeProfile(element)) {
      this.#copy(sliced, id, element.path);
      return;
    }
    if (element.contentReference !== undefined) {
      this.#copy(element.contentReference.slice(element.contentReference.indexOf('#') + 1), id, element.path);
      return;
    }
    const structure = this.#typeProfile(element) ?? this.#typeStructure(element);
    if (!structure) return;
    const [root, ...rest] = elementsOf(structure, this.#library, this.#depth + 1);
    if (!root) return;
    for (const child of rest) {
      const ownId = id + child.id.slice(root.id.length);
      this.#elements.set(ownId, {
        ...child,
        id: ownId,
        path: element.path + child.path.slice(root.path.length),
      });
    }
  }

  #typeProfile(element: ElementDef): Structure | undefined {
    const profile = element.types?.length === 1 ? element.types[0]?.profiles[0] : undefined;
    return profile === undefined ? undefined : this.#library.get(profile);
  }

  #typeStructure(element: ElementDef): Structure | undefined {
    const code = element.types?.[0]?.code;
    return code === undefined ? undefined : this.#library.get(typeUrl(code));
  }

  #hasChildren(id: string): boolean {
    for (const key of this.#elements.keys()) if (key.startsWith(`${id}.`)) return true;
    return false;
  }

  #copy(from: string, to: string, path: string): void {
    const source = this.#elements.get(from);
    for (const [id, element] of Array.from(this.#elements)) {
      if (!source || !id.startsWith(`${from}.`)) continue;
      const ownId = to + id.slice(from.length);
      this.#elements.set(ownId, {
        ...element,
        id: ownId,
        path: path + element.path.slice(source.path.length),
      });
    }
  }
}

function withoutSlicing(element: ElementDef): ElementDef {
  const { slicing: _, ...rest } = element;
  return rest;
}

/** The type a choice slice is named after, `valueQuantity` → Quantity; all types when the name says none. */
function ofChoice(
  types: readonly TypeRef[] | undefined,
  like: string,
  name: string,
): readonly TypeRef[] | undefined {
  const stem = like.slice(like.lastIndexOf('.') + 1, -3);
  const named = types?.filter(
    (type) => name === stem + type.code.charAt(0).toUpperCase() + type.code.slice(1),
  );
  return named && named.length > 0 ? named : types;
}

function merge(
  base: readonly ElementDef[],
  structure: Structure,
  library: Library,
  depth: number,
): ElementDef[] {
  const snapshot = new Snapshot(base, library, depth);
  for (const change of structure.differential) snapshot.apply(change);
  return snapshot.elements();
}

/** The elements of a differential, by index, that its base has no place for. */
export function differentialFaults(structure: Structure, library: Library): number[] {
  const base = structure.base === undefined ? undefined : library.get(structure.base);
  if (!base) return [];
  const snapshot = new Snapshot(elementsOf(base, library, 1), library, 0);
  return structure.differential.flatMap((change, index) => (snapshot.apply(change) ? [] : [index]));
}

/** A structure with a snapshot made from its differential and its base; without one when the base is unknown. */
export function makeSnapshot(structure: Structure, library: Library): Structure {
  return { ...structure, snapshot: elementsOf(structure, library, 0) };
}
