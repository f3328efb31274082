// How much of a resource is answered? `_summary` and `_elements` (R4 search, 3.1.1.5.8 and 3.1.1.5.9).

import { isObject, type JsonObject } from '../../domain/json.ts';
import { SHAPES, type SummaryTree } from './generated-shapes.ts';

/** What is left of a resource. `count` is not here: it answers no resources at all. */
export type Shape =
  | { readonly kind: 'summary' }
  | { readonly kind: 'text' }
  | { readonly kind: 'data' }
  | { readonly kind: 'elements'; readonly names: readonly string[] };

const SUBSETTED = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

function pick(value: unknown, tree: SummaryTree): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => pick(item, tree));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, child]) => {
      // `_birthDate` goes with `birthDate`.
      const kept = tree[name.startsWith('_') ? name.slice(1) : name];
      if (kept === undefined) return [];
      return [[name, kept === true ? child : pick(child, kept)]];
    }),
  );
}

function treeOf(names: readonly string[]): SummaryTree {
  return Object.fromEntries(names.map((name) => [name, true]));
}

/** Elements of a choice are asked for by the name without their type: `value` for `valueQuantity`. */
function asked(resource: JsonObject, names: readonly string[]): string[] {
  const choice = (key: string, name: string): boolean =>
    key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length));
  return Object.keys(resource).filter((key) => names.some((name) => key === name || choice(key, name)));
}

function keep(resource: JsonObject, shape: Exclude<Shape, { kind: 'data' }>): SummaryTree {
  const known = SHAPES.shapes[resource.resourceType];
  if (shape.kind === 'summary') return known?.summary ?? {};
  const names = shape.kind === 'text' ? ['text'] : asked(resource, shape.names);
  return treeOf([...names, ...(known?.required ?? [])]);
}

function tagged(meta: unknown): Readonly<Record<string, unknown>> {
  const { tag, ...rest } = isObject(meta) ? meta : {};
  const tags: readonly unknown[] = Array.isArray(tag) ? tag : [];
  return { ...rest, tag: [...tags, SUBSETTED] };
}

/** The resource in a shape, tagged SUBSETTED so that nobody takes it for the whole. */
export function shapeResource(resource: JsonObject, shape: Shape): JsonObject {
  const { resourceType, id, meta, text, ...rest } = resource;
  const always = { resourceType, id, meta: tagged(meta) };
  if (shape.kind === 'data') return { ...always, ...rest };
  const tree = keep(resource, shape);
  const kept = pick(text === undefined ? rest : { text, ...rest }, tree);
  return { ...always, ...(isObject(kept) ? kept : {}) };
}
