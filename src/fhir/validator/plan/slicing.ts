// Which slice does a value belong to, and are there enough of each?

import { isObject } from '../../../domain/json.ts';
import type { SlicingRule, TypeRef } from '../definitions.ts';
import { Place, type Step } from '../place.ts';
import type { Run } from '../run.ts';
import type { TreeNode } from '../tree.ts';
import { discriminatorTest, fixedUrl, type SliceTest } from './discriminator.ts';
import { itemCheck, type ItemCheck } from './item.ts';
import type { Plans } from './plans.ts';

/** The compiled slices of an element. */
export interface Slicing {
  /** True when a slice must be there even if the element is not. */
  readonly required: boolean;
  check(values: readonly unknown[], parent: Place, step: Step, run: Run, repeating: boolean): void;
}

interface Slice {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly belongs: SliceTest;
  readonly content: ItemCheck | undefined;
  readonly inner: Slicing | undefined;
}

const BY_URL: SlicingRule = {
  rules: 'open',
  ordered: false,
  discriminators: [{ type: 'value', path: 'url' }],
};

function ruleOf(node: TreeNode): SlicingRule {
  if (node.element.slicing) return node.element.slicing;
  return node.name === 'extension' || node.name === 'modifierExtension'
    ? BY_URL
    : { rules: 'open', ordered: false, discriminators: [] };
}

function isExtension(node: TreeNode): boolean {
  return node.name === 'extension' || node.name === 'modifierExtension';
}

/** Extensions are told apart by url, which is cheaper to ask directly. */
function extensionTest(plans: Plans, slice: TreeNode): SliceTest {
  const url =
    slice.element.types?.[0]?.profiles[0]?.replace(/\|.*$/, '') ??
    fixedUrl(plans, slice) ??
    slice.element.sliceName;
  return (value) => isObject(value) && value['url'] === url;
}

/** With no children and no type profile of its own a slice adds only what stands on its element. */
function contentOf(
  plans: Plans,
  sliced: TreeNode,
  slice: TreeNode,
  type: TypeRef | undefined,
): ItemCheck | undefined {
  const own = slice.element.types;
  const chosen = own?.find((one) => one.code === type?.code) ?? own?.[0] ?? type;
  // A known extension is checked by its definition wherever it stands; only what the slice adds is left to do.
  if (isExtension(sliced) && slice.children.size === 0) return undefined;
  return itemCheck(plans, sliced, slice, chosen);
}

function toSlice(
  plans: Plans,
  sliced: TreeNode,
  slice: TreeNode,
  rule: SlicingRule,
  type: TypeRef | undefined,
): Slice {
  const tests = rule.discriminators.map((one) => discriminatorTest(plans, one, slice, sliced));
  const belongs: SliceTest = isExtension(sliced)
    ? extensionTest(plans, slice)
    : (value, run) => tests.length > 0 && tests.every((test) => test(value, run));
  return {
    name: slice.element.sliceName ?? slice.element.id,
    min: slice.element.min ?? 0,
    max: slice.element.max ?? Infinity,
    belongs,
    content: contentOf(plans, sliced, slice, type),
    inner: slice.slices.length > 0 ? sliceSet(plans, slice, slice.slices, ruleOf(slice), type) : undefined,
  };
}

function checkContent(
  slice: Slice,
  value: unknown,
  parent: Place,
  step: Step,
  index: number,
  run: Run,
): void {
  if (slice.content?.primitive === true) slice.content.check(value, parent, step, index, run);
  else slice.content?.check(value, new Place(parent, step, index), run);
}

function sliceSet(
  plans: Plans,
  sliced: TreeNode,
  nodes: readonly TreeNode[],
  rule: SlicingRule,
  type: TypeRef | undefined,
): Slicing {
  const slices = nodes.map((node) => toSlice(plans, sliced, node, rule, type));
  const element = sliced.element.path;
  const check: Slicing['check'] = (values, parent, step, run, repeating) => {
    const members = slices.map((): number[] => []);
    let last = -1;
    let tail = false;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === null) continue;
      const index = repeating ? i : -1;
      const at = slices.findIndex((slice) => slice.belongs(value, run));
      const slice = slices[at];
      if (!slice) {
        if (rule.rules === 'closed') run.report('slice-closed', new Place(parent, step, index), { element });
        tail = true;
        continue;
      }
      members[at]?.push(i);
      if (rule.rules === 'openAtEnd' && tail)
        run.report('slice-end', new Place(parent, step, index), { element });
      if (rule.ordered && at < last) run.report('slice-order', new Place(parent, step, index), { element });
      last = at;
      checkContent(slice, value, parent, step, index, run);
    }
    slices.forEach((slice, at) => countSlice(slice, members[at] ?? [], values, parent, step, run, repeating));
  };
  return { required: slices.some((slice) => slice.min > 0), check };
}

function countSlice(
  slice: Slice,
  members: readonly number[],
  values: readonly unknown[],
  parent: Place,
  step: Step,
  run: Run,
  repeating: boolean,
): void {
  const place = (): Place => new Place(parent, step);
  if (members.length < slice.min) run.report('slice-min', place(), { slice: slice.name, min: slice.min });
  if (members.length > slice.max) run.report('slice-max', place(), { slice: slice.name, max: slice.max });
  if (!slice.inner || members.length === 0) return;
  // A re-slice sees the members of its slice only; the others keep their places by staying in the list as null.
  const chosen = new Set(members);
  slice.inner.check(
    values.map((value, i) => (chosen.has(i) ? value : null)),
    parent,
    step,
    run,
    repeating,
  );
}

/** Slices of a choice that are told apart by type belong to the key of their type. */
function forType(node: TreeNode, type: TypeRef | undefined): readonly TreeNode[] {
  if (!node.name.endsWith('[x]')) return node.slices;
  return node.slices.filter(
    (slice) =>
      slice.element.types === undefined || slice.element.types.some((one) => one.code === type?.code),
  );
}

/** The slicing of an element, for a choice of one of its types; undefined when nothing is sliced there. */
export function buildSlicing(plans: Plans, node: TreeNode, type: TypeRef | undefined): Slicing | undefined {
  const nodes = forType(node, type);
  if (nodes.length === 0) return undefined;
  const rule = ruleOf(node);
  if (!node.name.endsWith('[x]')) return sliceSet(plans, node, nodes, rule, type);
  // `$this` of type `type` is decided by the key; what is left may still discriminate.
  const rest = rule.discriminators.filter((one) => one.type !== 'type' || one.path !== '$this');
  if (rest.length > 0)
    return sliceSet(plans, node, nodes, { ...rule, rules: 'open', discriminators: rest }, type);
  const always = { ...rule, discriminators: [{ type: 'always', path: '$this' }] };
  return sliceSet(plans, node, nodes, always, type);
}
