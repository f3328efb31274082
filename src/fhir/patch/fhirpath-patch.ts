// What becomes of a resource by a FHIRPath Patch (R4 fhirpatch.html)?

import { isExactObject, isObject, isResource, type JsonObject } from '../../domain/json.ts';
import { createElementRules, type ElementRule, type FindRule } from './element-rules.ts';
import { copyExact, toPlain, withoutEmpty } from './exact.ts';
import { failed, toResource } from './fault.ts';
import { createLocate, type Locate, type Located } from './locate-elements.ts';
import { type Operation, type PatchValue, readOperations } from './operation.ts';

type Fields = Record<string, unknown>;

/** What a patch is applied with; built once. */
export interface PatchTools {
  readonly locate: Locate;
  readonly rule: FindRule;
}

/** Builds the tools of FHIRPath Patch. */
export function createPatchTools(): PatchTools {
  return { locate: createLocate(), rule: createElementRules() };
}

/** One operation under way: `root` is being changed. */
interface Work {
  readonly tools: PatchTools;
  readonly root: Fields;
  readonly number: number;
}

/** A member of an object: the key an element stands under. */
interface Slot {
  readonly parent: Fields;
  readonly typePath: string;
  readonly key: string;
  readonly index: number | undefined;
}

/** A list and the list of its ids and extensions, which must stay beside it. */
interface Lists {
  readonly values: unknown[];
  readonly sidecars: unknown[] | undefined;
}

function isFields(value: unknown): value is Fields {
  return isExactObject(value);
}

function find(work: Work, expression: string): readonly Located[] {
  const resource = toPlain(work.root);
  const found = isResource(resource) ? work.tools.locate(resource, expression) : undefined;
  if (found) return found;
  throw failed(work.number, 'path cannot be read, or leads to something that is no element.');
}

function single(work: Work, expression: string): Located {
  const [first, ...others] = find(work, expression);
  if (!first) throw failed(work.number, 'nothing is there at path.');
  if (others.length > 0) throw failed(work.number, 'path leads to several elements; it must name one.');
  return first;
}

function follow(root: unknown, steps: readonly (string | number)[]): unknown {
  let value = root;
  for (const step of steps) {
    if (Array.isArray(value) && typeof step === 'number') value = value[step];
    else value = isFields(value) ? value[step] : undefined;
  }
  return value;
}

function parentOf(work: Work, { steps }: Located): Slot {
  const last = steps.at(-1);
  const index = typeof last === 'number' ? last : undefined;
  const key = index === undefined ? last : steps.at(-2);
  const above = follow(work.root, steps.slice(0, index === undefined ? -1 : -2));
  if (typeof key === 'string' && isFields(above)) return { parent: above, typePath: '', key, index };
  throw failed(work.number, 'path leads to the resource itself. Use PUT.');
}

function ruleFor(work: Work, typePath: string, name: string): ElementRule {
  const rule = work.tools.rule(typePath, name);
  if (rule) return rule;
  throw failed(work.number, 'R4 knows no such element there.');
}

/** The value as JSON, and what goes beside it for a primitive with an id or extensions. */
function built(work: Work, value: PatchValue, typePath: string): { value: unknown; sidecar: unknown } {
  if (value.kind === 'typed') return { value: copyExact(value.value), sidecar: copyExact(value.sidecar) };
  const fields: Fields = {};
  for (const part of value.parts) put(work, { parent: fields, typePath }, part.name, part.value);
  return { value: fields, sidecar: undefined };
}

function listsOf(parent: Fields, key: string): Lists {
  const values = parent[key];
  const sidecars = parent[`_${key}`];
  const list: unknown[] = Array.isArray(values) ? values : [];
  parent[key] = list;
  return { values: list, sidecars: Array.isArray(sidecars) ? sidecars : undefined };
}

function insertAt(
  parent: Fields,
  key: string,
  index: number,
  item: { value: unknown; sidecar: unknown },
): void {
  const { values, sidecars } = listsOf(parent, key);
  if (item.sidecar !== undefined && !sidecars) parent[`_${key}`] = values.map(() => null);
  const beside = listsOf(parent, key).sidecars;
  values.splice(index, 0, item.value ?? null);
  beside?.splice(index, 0, item.sidecar ?? null);
}

function setField(parent: Fields, key: string, item: { value: unknown; sidecar: unknown }): void {
  delete parent[key];
  delete parent[`_${key}`];
  if (item.value !== undefined) parent[key] = item.value;
  if (item.sidecar !== undefined) parent[`_${key}`] = item.sidecar;
}

/** Adds an element under its parent: at the end of a list, or where nothing was. */
function put(
  work: Work,
  { parent, typePath }: Pick<Slot, 'parent' | 'typePath'>,
  name: string,
  value: PatchValue,
): void {
  const rule = ruleFor(work, typePath, name);
  const type = value.kind === 'typed' ? value.type : '';
  const key = rule.keyFor(type);
  if (key === undefined) throw failed(work.number, 'the element does not take a value of this type.');
  const item = built(work, value, rule.typePath(type));
  if (rule.isList) return insertAt(parent, key, listsOf(parent, key).values.length, item);
  if (rule.keys.some((one) => one in parent || `_${one}` in parent)) {
    throw failed(work.number, 'the element is there already and is no list. Use replace.');
  }
  setField(parent, key, item);
}

function add(work: Work, operation: Extract<Operation, { type: 'add' }>): void {
  const { steps, typePath } = single(work, operation.path);
  const parent = follow(work.root, steps);
  if (!isFields(parent)) throw failed(work.number, 'path leads to an element that cannot have others.');
  put(work, { parent, typePath }, operation.name, operation.value);
}

/** The list a path names, also one that is not there yet. */
function listAt(work: Work, expression: string): Slot & { readonly rule: ElementRule } {
  const [, above = '', name = ''] = /^(.+)\.([A-Za-z]\w*)$/.exec(expression.trim()) ?? [];
  if (name === '') throw failed(work.number, 'path must end with the name of a list.');
  const { steps, typePath } = single(work, above);
  const parent = follow(work.root, steps);
  const rule = ruleFor(work, typePath, name);
  if (!isFields(parent) || !rule.isList) throw failed(work.number, 'path names no list.');
  return { parent, typePath, key: name, index: undefined, rule };
}

function insert(work: Work, operation: Extract<Operation, { type: 'insert' }>): void {
  const { parent, key, rule } = listAt(work, operation.path);
  const { length } = listsOf(parent, key).values;
  if (operation.index > length) throw failed(work.number, 'index is no place in the list.');
  const type = operation.value.kind === 'typed' ? operation.value.type : '';
  insertAt(parent, key, operation.index, built(work, operation.value, rule.typePath(type)));
}

/** What is not there needs no deleting (R4: no error). */
function remove(work: Work, operation: Extract<Operation, { type: 'delete' }>): void {
  const [first, ...others] = find(work, operation.path);
  if (!first) return;
  if (others.length > 0) throw failed(work.number, 'path leads to several elements; it must name one.');
  const { parent, key, index } = parentOf(work, first);
  if (index === undefined) return setField(parent, key, { value: undefined, sidecar: undefined });
  const { values, sidecars } = listsOf(parent, key);
  values.splice(index, 1);
  sidecars?.splice(index, 1);
}

function replace(work: Work, operation: Extract<Operation, { type: 'replace' }>): void {
  const target = single(work, operation.path);
  const { parent, key, index } = parentOf(work, target);
  const { value } = operation;
  const item = built(work, value, target.typePath);
  if (index !== undefined) {
    const { values, sidecars } = listsOf(parent, key);
    values.splice(index, 1);
    sidecars?.splice(index, 1);
    return insertAt(parent, key, index, item);
  }
  // A choice may become another type, and then stands under another key.
  const above = typePathAbove(work, target);
  const rule = above === undefined ? undefined : work.tools.rule(above, key);
  const next = rule ? rule.keyFor(value.kind === 'typed' ? value.type : '') : key;
  if (next === undefined) throw failed(work.number, 'the element does not take a value of this type.');
  setField(parent, key, { value: undefined, sidecar: undefined });
  setField(parent, next, item);
}

/** Type of the element above: FHIRPath tells it when asked for it by place. */
function typePathAbove(work: Work, { steps }: Located): string | undefined {
  const above = steps.slice(0, -1);
  const path = above.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const resource = toPlain(work.root);
  const type = isObject(resource) ? String(resource['resourceType']) : '';
  return isResource(resource) ? work.tools.locate(resource, `${type}${path}`)?.[0]?.typePath : undefined;
}

function move(work: Work, operation: Extract<Operation, { type: 'move' }>): void {
  const { source, destination } = operation;
  const { parent, key } = listAt(work, operation.path);
  const { values, sidecars } = listsOf(parent, key);
  if (source >= values.length || destination >= values.length) {
    throw failed(work.number, 'source or destination is no place in the list.');
  }
  for (const list of [values, sidecars]) list?.splice(destination, 0, ...list.splice(source, 1));
}

function apply(work: Work, operation: Operation): void {
  switch (operation.type) {
    case 'add':
      return add(work, operation);
    case 'insert':
      return insert(work, operation);
    case 'delete':
      return remove(work, operation);
    case 'replace':
      return replace(work, operation);
    case 'move':
      return move(work, operation);
  }
}

/**
 * The resource after the operations of a Parameters resource, all or none; numbers keep their digits. Throws
 * LENKE_PATCH_INVALID for what is no patch and LENKE_PATCH_FAILED for what cannot be done on this version, both with the
 * operation's place among the parameters.
 */
export function applyFhirPathPatch(
  resource: JsonObject,
  parameters: JsonObject,
  tools: PatchTools,
): JsonObject {
  const root = copyExact(resource);
  if (!isFields(root)) throw failed(0, 'there is no resource.');
  for (const operation of readOperations(parameters)) {
    apply({ tools, root, number: operation.number }, operation);
  }
  return toResource(withoutEmpty(root), resource);
}
