// What does a tree node ask of the object it describes?

import { isObject } from '../../../domain/json.ts';
import { choiceKey } from '../../fhirpath/navigate.ts';
import type { Json, TypeRef } from '../definitions.ts';
import { isPrimitiveType } from '../check/primitives.ts';
import { Place, type Step } from '../place.ts';
import type { Run } from '../run.ts';
import type { TreeNode } from '../tree.ts';
import { itemCheck, type ItemCheck } from './item.ts';
import { invariantsOf } from './invariants.ts';
import type { After, Field, ObjectParts } from './object.ts';
import type { Plans } from './plans.ts';
import { typeRules } from './type-rules.ts';
import { buildSlicing, type Slicing } from './slicing.ts';

/** One JSON key an element may have: `gender`, or one of `valueQuantity`, `valueString` …. */
interface KeyOf {
  readonly step: Step;
  readonly type: TypeRef | undefined;
}

interface Draft {
  readonly fields: Map<string, Field>;
  readonly afters: After[];
}

function keysOf(node: TreeNode): KeyOf[] {
  const types = node.element.types ?? [];
  if (!node.name.endsWith('[x]')) return [{ step: { key: node.name, path: node.name }, type: types[0] }];
  const stem = node.name.slice(0, -3);
  return types.map((type) => ({
    step: { key: choiceKey(stem, type.code), path: `${stem}.ofType(${type.code})` },
    type,
  }));
}

function isRepeating(node: TreeNode): boolean {
  return (node.element.baseMax ?? node.element.max ?? 1) > 1;
}

function prohibited(step: Step): Field {
  return (_value, _owner, place, run) => run.report('prohibited-element', new Place(place, step));
}

function singleField(step: Step, check: ItemCheck, slicing: Slicing | undefined): Field {
  const ofOne = (value: unknown, place: Place, run: Run): void => {
    if (Array.isArray(value)) run.report('unexpected-array', new Place(place, step));
    else if (check.primitive) check.check(value, place, step, -1, run);
    else check.check(value, new Place(place, step), run);
  };
  if (!slicing) return (value, _owner, place, run) => ofOne(value, place, run);
  return (value, _owner, place, run) => {
    ofOne(value, place, run);
    if (!Array.isArray(value)) slicing.check([value], place, step, run, false);
  };
}

function arrayField(node: TreeNode, step: Step, check: ItemCheck, slicing: Slicing | undefined): Field {
  const { min = 0, max = Infinity } = node.element;
  return (value, owner, place, run) => {
    if (!Array.isArray(value)) {
      run.report('not-an-array', new Place(place, step));
      return;
    }
    if (value.length === 0) run.report('empty-array', new Place(place, step));
    else if (value.length < min) run.report('cardinality-min', new Place(place, step), { min });
    if (value.length > max) run.report('cardinality-max', new Place(place, step), { max });
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (item === null) checkNull(owner, step, i, place, run, check.primitive);
      else if (check.primitive) check.check(item, place, step, i, run);
      else check.check(item, new Place(place, step, i), run);
    }
    slicing?.check(value, place, step, run, true);
  };
}

/** In an array of primitives null stands for a value that has only extensions. */
function checkNull(owner: Json, step: Step, index: number, place: Place, run: Run, primitive: boolean): void {
  const sidecar = owner[`_${step.key}`];
  const has = primitive && Array.isArray(sidecar) && isObject(sidecar[index]);
  if (!has) run.report('null-value', new Place(place, step, index));
}

/** ele-1: without a value there must be an extension; an id alone says nothing. An empty object is reported as such. */
function checkSidecar(value: unknown, sidecar: unknown, place: Place, run: Run): void {
  if (value !== undefined && value !== null) return;
  if (!isObject(sidecar) || sidecar['id'] === undefined || sidecar['extension'] !== undefined) return;
  run.report('empty-element', place);
}

/** The `_` property: ids and extensions of a primitive, aligned with its values when it repeats. */
function sidecarField(plans: Plans, step: Step, code: string, repeating: boolean): Field {
  const plan = plans.primitivePlan(code);
  return (value, owner, place, run) => {
    if (!repeating) {
      plan?.check(value, new Place(place, step), run);
      checkSidecar(owner[step.key], value, new Place(place, step), run);
      return;
    }
    if (!Array.isArray(value)) {
      run.report('not-an-array', new Place(place, step));
      return;
    }
    const values = owner[step.key];
    if (Array.isArray(values) && value.length > values.length)
      run.report('sidecar-length', new Place(place, step));
    for (let i = 0; i < value.length; i++) {
      if (value[i] !== null) {
        plan?.check(value[i], new Place(place, step, i), run);
        checkSidecar(Array.isArray(values) ? values[i] : undefined, value[i], new Place(place, step, i), run);
      } else if (values === undefined) run.report('null-value', new Place(place, step, i));
    }
  };
}

function isPresent(owner: Json, keys: readonly KeyOf[]): boolean {
  return keys.some(({ step, type }) => {
    if (owner[step.key] !== undefined) return true;
    return type !== undefined && isPrimitiveType(type.code) && owner[`_${step.key}`] !== undefined;
  });
}

/** What must be there: the element itself, or its required slices when nothing of it is. */
function requirement(
  node: TreeNode,
  keys: readonly KeyOf[],
  slicings: readonly Slicing[],
): After | undefined {
  const { min = 0 } = node.element;
  const first = keys[0];
  if (!first) return undefined;
  const name = node.name.replace('[x]', '');
  const step = { key: first.step.key, path: name };
  if (min > 0) {
    const only =
      keys.length === 1 && !(first.type && isPrimitiveType(first.type.code)) ? first.step.key : undefined;
    return (owner, place, run) => {
      if (only === undefined ? isPresent(owner, keys) : owner[only] !== undefined) return;
      run.report('cardinality-min', place, { element: `${place.name()}.${name}`, min });
    };
  }
  if (node.name.endsWith('[x]')) return undefined;
  const needed = slicings.filter((one) => one.required);
  if (needed.length === 0) return undefined;
  return (owner, place, run) => {
    if (!isPresent(owner, keys)) for (const one of needed) one.check([], place, step, run, true);
  };
}

/** A slice of a choice that must be there is there under one of its types; another type in its place is no such slice. */
function choiceRequirement(node: TreeNode, keys: readonly KeyOf[]): After | undefined {
  const needed = node.slices
    .filter(({ element }) => (element.min ?? 0) > 0)
    .map(({ element }) => ({
      slice: element.sliceName ?? element.id,
      min: element.min ?? 0,
      keys: keys.filter(({ type }) => element.types?.some((one) => one.code === type?.code) ?? true),
    }));
  if (needed.length === 0 || !node.name.endsWith('[x]')) return undefined;
  const stem = node.name.slice(0, -3);
  const { min: least = 0 } = node.element;
  return (owner, place, run) => {
    // That nothing is there has been said already.
    if (least > 0 && !isPresent(owner, keys)) return;
    for (const { slice, min, keys: own } of needed) {
      if (!isPresent(owner, own))
        run.report('slice-min', place, { element: `${place.name()}.${stem}`, slice, min });
    }
  };
}

function atMostOneType(keys: readonly KeyOf[], name: string): After {
  const report: After = (_owner, place, run) =>
    run.report('choice-many', place, { element: `${place.name()}.${name}` });
  // Few types: look for each. Many (an extension has 50, and two properties): look at what is there.
  if (keys.length > 8)
    return atMostOneOf(new Set(keys.flatMap(({ step }) => [step.key, `_${step.key}`])), report);
  const pairs = keys.map(({ step }) => [step.key, `_${step.key}`] as const);
  return (owner, place, run) => {
    let count = 0;
    for (const [key, sidecar] of pairs) if (owner[key] !== undefined || owner[sidecar] !== undefined) count++;
    if (count > 1) report(owner, place, run);
  };
}

function atMostOneOf(all: ReadonlySet<string>, report: After): After {
  return (owner, place, run) => {
    let seen: string | undefined;
    for (const key in owner) {
      if (!all.has(key)) continue;
      const plain = key.startsWith('_') ? key.slice(1) : key;
      if (seen !== undefined && seen !== plain) report(owner, place, run);
      seen = plain;
    }
  };
}

function addChild(plans: Plans, parent: TreeNode, node: TreeNode, draft: Draft): void {
  const keys = keysOf(node);
  if (node.element.max === 0) {
    for (const { step } of keys) {
      draft.fields.set(step.key, prohibited(step));
      draft.fields.set(`_${step.key}`, prohibited(step));
    }
    return;
  }
  const repeating = isRepeating(node);
  const slicings: Slicing[] = [];
  for (const { step, type } of keys) {
    const check = itemCheck(plans, parent, node, type);
    const slicing = buildSlicing(plans, node, type);
    if (slicing) slicings.push(slicing);
    draft.fields.set(
      step.key,
      repeating ? arrayField(node, step, check, slicing) : singleField(step, check, slicing),
    );
    if (check.primitive)
      draft.fields.set(`_${step.key}`, sidecarField(plans, step, type?.code ?? 'string', repeating));
  }
  const required = requirement(node, keys, slicings);
  if (required) draft.afters.push(required);
  const chosen = choiceRequirement(node, keys);
  if (chosen) draft.afters.push(chosen);
  if (keys.length > 1) draft.afters.push(atMostOneType(keys, node.name));
}

/** The resourceType of a resource counts as no element and has been read before we come here. */
const RESOURCE_TYPE: Field = () => undefined;

/** The datatype a node describes: of a structure its type, of an element its own. */
function typeOfNode(node: TreeNode): string {
  return node.element.id.includes('.') ? (node.element.types?.[0]?.code ?? '') : node.structure.type;
}

/** Element ids are unique in a resource; an element met twice, by its base and by a slice, is the same one. */
const uniqueId: After = (owner, place, run) => {
  const id = owner['id'];
  // In a StructureDefinition the ids of snapshot and differential name the same elements.
  if (typeof id !== 'string' || !run.frame || run.frame.resource['resourceType'] === 'StructureDefinition')
    return;
  run.frame.ids ??= new Map();
  const other = run.frame.ids.get(id);
  if (other && other !== owner) run.report('element-id-duplicate', place);
  else run.frame.ids.set(id, owner);
};

/** Compiles a node: its children to fields, its cardinalities and invariants to checks that come after them. */
export function buildParts(plans: Plans, node: TreeNode): ObjectParts {
  const draft: Draft = { fields: new Map(), afters: [] };
  const isResource = node.structure.kind === 'resource' && !node.element.id.includes('.');
  if (isResource) draft.fields.set('resourceType', RESOURCE_TYPE);
  for (const child of node.children.values())
    if (!child.implicit || child.slices.length > 0) addChild(plans, node, child, draft);
  if (!isResource) draft.afters.push(uniqueId);
  draft.afters.push(...typeRules(plans, typeOfNode(node)), ...invariantsOf(plans, node));
  return { typeName: node.element.path, fields: draft.fields, afters: draft.afters };
}
