// By what is a slice told from the others?

import { isObject } from '../../../domain/json.ts';
import { deepEqual } from '../../fhirpath/compare.ts';
import { memberReader } from '../../fhirpath/navigate.ts';
import { resolve } from '../check/resolve.ts';
import { targetType } from '../check/references.ts';
import type { Discriminator, Json, TypeRef } from '../definitions.ts';
import type { Run } from '../run.ts';
import type { TreeNode } from '../tree.ts';
import type { Plans } from './plans.ts';
import { matchesPattern } from './values.ts';

/** Says whether a value belongs to a slice. */
export type SliceTest = (value: unknown, run: Run) => boolean;

/** One part of a discriminator path. */
type Part =
  | { readonly kind: 'element'; readonly name: string }
  | { readonly kind: 'extension'; readonly url: string }
  | { readonly kind: 'ofType'; readonly type: string }
  | { readonly kind: 'resolve' };

const PART = /(?:^|\.)(?:extension\('([^']*)'\)|ofType\((\w+)\)|(resolve\(\))|([A-Za-z]\w*(?:\[x\])?))/gy;

function partsOf(path: string): Part[] {
  const parts: Part[] = [];
  for (const [, url, type, resolves, name] of path.replace(/^\$this\.?/, '').matchAll(PART)) {
    if (url !== undefined) parts.push({ kind: 'extension', url });
    else if (type !== undefined) parts.push({ kind: 'ofType', type });
    else if (resolves !== undefined) parts.push({ kind: 'resolve' });
    else if (name !== undefined) parts.push({ kind: 'element', name: name.replace('[x]', '') });
  }
  return parts;
}

/** Reads the values a part leads to. */
function reader(part: Part): (value: unknown, run: Run, into: unknown[]) => void {
  switch (part.kind) {
    case 'element': {
      const read = memberReader(part.name);
      return (value, _run, into) => {
        into.push(...read(value));
      };
    }
    case 'extension':
      return (value, _run, into) => {
        const list = isObject(value) ? value['extension'] : undefined;
        if (Array.isArray(list)) into.push(...list.filter((one) => isObject(one) && one['url'] === part.url));
      };
    case 'ofType':
      return (value, _run, into) => into.push(value);
    case 'resolve':
      return (value, run, into) => {
        const literal = isObject(value) ? value['reference'] : undefined;
        const target = typeof literal === 'string' ? resolve(literal, run.current(), run) : undefined;
        if (target) into.push(target);
        // What is not at hand still has a type: that is all a type discriminator needs.
        else if (isObject(value)) into.push({ resourceType: targetType(value, undefined) });
      };
  }
}

function valuesAt(parts: readonly Part[]): (value: unknown, run: Run) => readonly unknown[] {
  const readers = parts.map(reader);
  return (value, run) => {
    let values: unknown[] = [value];
    for (const read of readers) {
      const next: unknown[] = [];
      for (const one of values) read(one, run, next);
      values = next;
    }
    return values;
  };
}

/** The trees a node's value also conforms to: the profiles of its type, then the type itself. */
function typeTrees(plans: Plans, types: readonly TypeRef[] | undefined): TreeNode[] {
  return (types ?? []).flatMap((type) => {
    const profiled = type.profiles.flatMap((profile) => plans.tree(profile) ?? []);
    return [...profiled, ...((plans.typeTree(type.code) ?? []) ? [plans.typeTree(type.code)] : [])].flatMap(
      (tree) => tree ?? [],
    );
  });
}

function child(plans: Plans, node: TreeNode, name: string): TreeNode[] {
  const own = node.children.get(name) ?? node.children.get(`${name}[x]`);
  if (own) return [own];
  return typeTrees(plans, node.element.types)
    .flatMap((tree) => tree.children.get(name) ?? tree.children.get(`${name}[x]`) ?? [])
    .slice(0, 1);
}

function extensionChild(plans: Plans, node: TreeNode, url: string): TreeNode[] {
  const slices = node.children.get('extension')?.slices ?? [];
  const found = slices.find(
    (slice) =>
      slice.element.types?.[0]?.profiles[0]?.replace(/\|.*$/, '') === url || fixedUrl(plans, slice) === url,
  );
  if (found && found.children.size > 0) return [found];
  const tree = plans.tree(url);
  return tree ? [tree] : [];
}

/** The nodes of the definition a path leads to. */
function nodesAt(plans: Plans, start: TreeNode, parts: readonly Part[]): TreeNode[] {
  let nodes = [start];
  for (const part of parts) nodes = nodesThrough(plans, nodes, part);
  return nodes;
}

function nodesThrough(plans: Plans, nodes: readonly TreeNode[], part: Part): TreeNode[] {
  return nodes.flatMap((node) => {
    if (part.kind === 'element') return child(plans, node, part.name);
    if (part.kind === 'extension') return extensionChild(plans, node, part.url);
    if (part.kind === 'ofType')
      return [node.slices.find((one) => one.element.types?.[0]?.code === part.type) ?? node];
    return (node.element.types ?? []).flatMap((type) => type.targets).flatMap((url) => plans.tree(url) ?? []);
  });
}

/**
 * The values fixed at the end of a path that leads through slices that must be there: R4's blood pressure says what a
 * component is in `code.coding:SBPCode.code`, and its discriminator is `code.coding.code`.
 */
function fixedInSlices(plans: Plans, start: TreeNode, parts: readonly Part[]): unknown[] {
  let nodes = [start];
  for (const part of parts) {
    nodes = nodesThrough(plans, nodes, part).flatMap((node) => [
      node,
      ...node.slices.filter((slice) => (slice.element.min ?? 0) > 0),
    ]);
  }
  return nodes
    .map(({ element }) => element.fixed ?? element.pattern)
    .filter((wanted) => wanted !== undefined);
}

/** The url an extension slice fixes on its `url`. */
export function fixedUrl(plans: Plans, slice: TreeNode): string | undefined {
  const fixed = child(plans, slice, 'url')[0]?.element.fixed;
  return typeof fixed === 'string' ? fixed : undefined;
}

/** What an ancestor's fixed or pattern value says of the element at the end of a path. */
function fromAncestor(plans: Plans, start: TreeNode, parts: readonly Part[]): unknown {
  for (let depth = parts.length - 1; depth >= 0; depth--) {
    const node = nodesAt(plans, start, parts.slice(0, depth))[0];
    let wanted = node?.element.fixed ?? node?.element.pattern;
    for (const part of parts.slice(depth)) {
      const one: unknown = Array.isArray(wanted) ? wanted[0] : wanted;
      wanted = isObject(one) && part.kind === 'element' ? one[part.name] : undefined;
    }
    if (wanted !== undefined) return Array.isArray(wanted) ? wanted[0] : wanted;
  }
  return undefined;
}

/** The values that required nested slices of a node fix, each as a pattern that some value must match. */
function fromNestedSlices(node: TreeNode): unknown[] {
  return node.slices
    .filter((slice) => (slice.element.min ?? 0) > 0)
    .map((slice) => slice.element.fixed ?? slice.element.pattern ?? fixedChildren(slice))
    .filter((wanted) => wanted !== undefined);
}

function fixedChildren(node: TreeNode): Json | undefined {
  const entries = [...node.children.values()]
    .map((one): [string, unknown] => [one.name, one.element.fixed ?? one.element.pattern])
    .filter(([, wanted]) => wanted !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** True when a discriminator's path leads to an element of the definition. */
export function pathExists(plans: Plans, node: TreeNode, path: string): boolean {
  const parts = partsOf(path);
  const last = parts.at(-1);
  const known = last?.kind === 'resolve' ? parts.slice(0, -1) : parts;
  return nodesAt(plans, node, known).length > 0;
}

function bindingTest(plans: Plans, valueSet: string): (value: unknown) => boolean {
  const inSet = (system: string | undefined, code: unknown): boolean =>
    typeof code === 'string' && plans.terminology.memberOf(valueSet)?.(system, code) === true;
  return (value) => {
    if (typeof value === 'string') return inSet(undefined, value);
    if (!isObject(value)) return false;
    const codings: readonly unknown[] = Array.isArray(value['coding']) ? value['coding'] : [value];
    return codings.some(
      (one) => isObject(one) && inSet(typeof one['system'] === 'string' ? one['system'] : '', one['code']),
    );
  };
}

function valueTest(plans: Plans, slice: TreeNode, parts: readonly Part[]): SliceTest {
  const values = valuesAt(parts);
  const node = nodesAt(plans, slice, parts)[0];
  const fixed = node?.element.fixed;
  if (fixed !== undefined) return (value, run) => values(value, run).some((one) => deepEqual(one, fixed));
  const pattern = node?.element.pattern ?? fromAncestor(plans, slice, parts) ?? (node && fixedChildren(node));
  if (pattern !== undefined)
    return (value, run) => values(value, run).some((one) => matchesPattern(one, pattern));
  const inSlices = fixedInSlices(plans, slice, parts);
  const nested = inSlices.length > 0 || !node ? inSlices : fromNestedSlices(node);
  if (nested.length > 0)
    return (value, run) =>
      nested.every((wanted) => values(value, run).some((one) => matchesPattern(one, wanted)));
  const binding = node?.element.binding;
  if (binding?.strength === 'required') {
    const test = bindingTest(plans, binding.valueSet);
    return (value, run) => values(value, run).some(test);
  }
  return () => false;
}

function existsTest(plans: Plans, slice: TreeNode, parts: readonly Part[]): SliceTest {
  const values = valuesAt(parts);
  const wanted = nodesAt(plans, slice, parts)[0]?.element.max !== 0;
  return (value, run) => values(value, run).length > 0 === wanted;
}

/** The types the end of a path may have: for `resolve()` those of the reference's targets. */
function typesAt(plans: Plans, slice: TreeNode, parts: readonly Part[]): Set<string> {
  const last = parts.at(-1);
  if (last?.kind !== 'resolve')
    return new Set(
      nodesAt(plans, slice, parts).flatMap((node) => (node.element.types ?? []).map((type) => type.code)),
    );
  const before = nodesAt(plans, slice, parts.slice(0, -1));
  const targets = before.flatMap((node) => (node.element.types ?? []).flatMap((type) => type.targets));
  return new Set(targets.flatMap((url) => plans.typeOfCanonical(url) ?? []));
}

function choiceTypeOf(owner: unknown, name: string, types: ReadonlySet<string>): boolean {
  if (!isObject(owner)) return false;
  return [...types].some((type) => owner[name + type.charAt(0).toUpperCase() + type.slice(1)] !== undefined);
}

function typeTest(plans: Plans, slice: TreeNode, parts: readonly Part[]): SliceTest {
  const types = typesAt(plans, slice, parts);
  const anyResource = types.has('Resource');
  const values = valuesAt(parts);
  const last = parts.at(-1);
  const owners = last?.kind === 'element' ? valuesAt(parts.slice(0, -1)) : undefined;
  return (value, run) => {
    const isOne = values(value, run).some((one) => {
      const type = isObject(one) ? one['resourceType'] : undefined;
      return typeof type === 'string' && (anyResource || types.has(type));
    });
    if (isOne || last?.kind !== 'element' || !owners) return isOne;
    return owners(value, run).some((owner) => choiceTypeOf(owner, last.name, types));
  };
}

function profileTest(plans: Plans, slice: TreeNode, parts: readonly Part[]): SliceTest {
  const resolves = parts.at(-1)?.kind === 'resolve';
  const nodes = nodesAt(plans, slice, resolves ? parts.slice(0, -1) : parts);
  const profiles = nodes.flatMap((node) =>
    (node.element.types ?? []).flatMap((type) => (resolves ? type.targets : type.profiles)),
  );
  const values = valuesAt(parts);
  return (value, run) =>
    values(value, run).some((one) =>
      profiles.some((profile) => {
        const plan = plans.structurePlan(profile);
        return plan !== undefined && run.conforms(() => plan.check(one, run.current().place, run));
      }),
    );
}

/** Compiles one discriminator of a slice. */
export function discriminatorTest(
  plans: Plans,
  by: Discriminator,
  slice: TreeNode,
  _sliced: TreeNode,
): SliceTest {
  const parts = partsOf(by.path);
  switch (by.type) {
    case 'always':
      return () => true;
    case 'value':
    case 'pattern':
      return valueTest(plans, slice, parts);
    case 'exists':
      return existsTest(plans, slice, parts);
    case 'type':
      return typeTest(plans, slice, parts);
    case 'profile':
      return profileTest(plans, slice, parts);
    default:
      return () => false;
  }
}
