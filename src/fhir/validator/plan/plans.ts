// What may a check ask while it runs or is built?

import type { Terminology } from '../../terminology/terminology.ts';
import type { Json, Structure } from '../definitions.ts';
import type { Library } from '../library.ts';
import type { Form } from '../questionnaire/form.ts';
import type { TreeNode } from '../tree.ts';
import type { ObjectPlan } from './object.ts';

/** The definitions of one library as checks see them. Only the planner makes one; the checks know no more of it than this. */
export interface Plans {
  readonly library: Library;
  readonly terminology: Terminology;

  /** The form of a Questionnaire's canonical, of its version when it names one. */
  form(canonical: string): Form | undefined;

  /** The Measure of a canonical. */
  measure(canonical: string): Json | undefined;

  /** The element tree of a canonical; undefined when the structure is unknown or cannot be used. */
  tree(canonical: string): TreeNode | undefined;

  /** The element tree of a structure, from its differential when it has no snapshot; undefined when it cannot be used. */
  treeOf(structure: Structure): TreeNode | undefined;

  /** The tree of a type code such as `HumanName`. */
  typeTree(code: string): TreeNode | undefined;

  /** The plan of an element with children, or of a whole structure. */
  plan(node: TreeNode): ObjectPlan;

  /** The plan of a primitive's `_` object: that of Element, under the name of the primitive, which contexts may name. */
  primitivePlan(code: string): ObjectPlan | undefined;

  /** The plan of a resource type that can be sent. */
  resourcePlan(type: string): ObjectPlan | undefined;

  /** The plan of a canonical; undefined when the structure is unknown or cannot be used. */
  structurePlan(canonical: string): ObjectPlan | undefined;

  /** The resource type a canonical is about: for a profile the type it constrains. */
  typeOfCanonical(canonical: string): string | undefined;

  /** True when a type is another, or derives from it. */
  isA(type: string, ancestor: string): boolean;
}
