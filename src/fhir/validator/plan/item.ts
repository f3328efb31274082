// How is one value of an element checked?

import {
  isPrimitiveType,
  isWholeType,
  jsonTypeOf,
  primitiveFault,
  textWeakness,
} from '../check/primitives.ts';
import { checkExtension } from '../check/extensions.ts';
import { checkHtml } from '../check/narrative.ts';
import { referenceCheck } from '../check/references.ts';
import { checkResource } from '../check/resource.ts';
import type { Binding, TypeRef } from '../definitions.ts';
import { Place } from '../place.ts';
import type { Check, Run } from '../run.ts';
import type { TreeNode } from '../tree.ts';
import { codeCheck, conceptCheck } from './binding.ts';
import { ownInvariants, type ValueInvariant } from './invariants.ts';
import type { ComplexCheck } from './object.ts';
import type { Plans } from './plans.ts';
import { valueChecks, type Fault, type ValueCheck } from './values.ts';

/** The check of a value: primitives get their place only when something is wrong. */
export type ItemCheck =
  | { readonly primitive: true; readonly check: Check }
  | { readonly primitive: false; readonly check: ComplexCheck };

/** The bindings that can make a code wrong; preferred and example ones only advise. */
function bindingsOf(node: TreeNode): Binding[] {
  const { binding, additionalBindings } = node.element;
  return [...(binding ? [binding] : []), ...additionalBindings];
}

/** Ids of resources are typed as System.String; R4 says in words that they are ids. */
function primitiveCode(node: TreeNode, type: TypeRef): string {
  const ofResource =
    node.name === 'id' && node.structure.kind === 'resource' && node.element.path.split('.').length === 2;
  return ofResource ? 'id' : type.code;
}

function reportFault({ rule, facts, question }: Fault, place: Place, run: Run): void {
  if (question) run.reportOpen(rule, place, facts, question);
  else run.report(rule, place, facts);
}

function primitiveCheck(plans: Plans, node: TreeNode, type: TypeRef): Check {
  const code = primitiveCode(node, type);
  const fault = primitiveFault(code);
  const json = jsonTypeOf(code);
  const values: ValueCheck[] = valueChecks(node.element);
  for (const binding of bindingsOf(node)) values.push(...codeCheck(plans, binding));
  const invariants = ownInvariants(plans, node, type);
  const further = values.length > 0 || invariants.length > 0;
  const whole = isWholeType(code);
  const text = json === 'string' && (code === 'string' || code === 'markdown');
  return (value, parent, step, index, run) => {
    const broken = fault(value);
    if (broken !== undefined) {
      run.report(broken, new Place(parent, step, index), { type: code, json, max: 1_048_576 });
      return;
    }
    if (whole && run.options.exact !== undefined && !run.isWrittenWhole(new Place(parent, step, index)))
      run.report('primitive-format', new Place(parent, step, index), { type: code });
    const weak = text && typeof value === 'string' ? textWeakness(value) : undefined;
    if (weak !== undefined) run.report(weak, new Place(parent, step, index));
    if (!further) return;
    for (const check of values) {
      const found = check(value);
      if (found) reportFault(found, new Place(parent, step, index), run);
    }
    for (const invariant of invariants) {
      if (!invariant.holds(value, run)) invariant.report(new Place(parent, step, index), run);
    }
  };
}

/** The plan of an element's content: what it refers to, its own children, its type's profiles, or its type. */
function contentCheck(plans: Plans, node: TreeNode, type: TypeRef | undefined): ComplexCheck | undefined {
  const { contentReference } = node.element;
  if (contentReference !== undefined) {
    const [url = '', id = ''] = contentReference.split('#');
    const target =
      (url === '' ? node.byId.get(id) : plans.tree(url)?.byId.get(id)) ??
      plans.typeTree(node.structure.type)?.byId.get(id);
    return target && plans.plan(target).check;
  }
  if (node.children.size > 0) return plans.plan(node).check;
  if (!type) return undefined;
  const profiled = type.profiles.flatMap((profile) => plans.structurePlan(profile) ?? []);
  if (profiled.length > 0 && type.code !== 'Extension') return anyOf(profiled.map((plan) => plan.check));
  const tree = plans.typeTree(type.code);
  return tree && plans.plan(tree).check;
}

/** With several profiles a value must conform to one; the first is reported when it conforms to none. */
function anyOf(checks: readonly ComplexCheck[]): ComplexCheck {
  const [first, ...others] = checks;
  if (!first || others.length === 0) return first ?? (() => undefined);
  return (value, place, run) => {
    if (checks.some((check) => run.conforms(() => check(value, place, run)))) return;
    first(value, place, run);
  };
}

function isResourceType(plans: Plans, code: string): boolean {
  return (
    code === 'Resource' || code === 'DomainResource' || plans.typeTree(code)?.structure.kind === 'resource'
  );
}

function ofValue(check: ValueCheck): ComplexCheck {
  return (value, place, run) => {
    const found = check(value);
    if (found) reportFault(found, place, run);
  };
}

function ofInvariant(invariant: ValueInvariant): ComplexCheck {
  return (value, place, run) => {
    if (!invariant.holds(value, run)) invariant.report(place, run);
  };
}

function complexCheck(
  plans: Plans,
  parent: TreeNode,
  node: TreeNode,
  type: TypeRef | undefined,
): ComplexCheck {
  if (type && isResourceType(plans, type.code)) {
    return (value, place, run) =>
      checkResource(plans, value, place, run, { type: type.code, profiles: type.profiles });
  }
  const checks: ComplexCheck[] = [];
  const content = contentCheck(plans, node, type);
  if (content) checks.push(content);
  // The values of a slice have been held against their definitions as values of the sliced element.
  if (type?.code === 'Extension' && !parent.slices.includes(node))
    checks.push((value, place, run) => checkExtension(plans, parent, node.name, value, place, run));
  if (type?.code === 'Reference') checks.push(referenceCheck(plans, type));
  checks.push(...valueChecks(node.element).map(ofValue));
  for (const binding of bindingsOf(node)) checks.push(...conceptCheck(plans, binding, type?.code));
  checks.push(...ownInvariants(plans, node, type).map(ofInvariant));
  return together(checks);
}

/** One function for the usual cases: a loop over one check costs more than the check. */
function together(checks: readonly ComplexCheck[]): ComplexCheck {
  const [first, second, ...rest] = checks;
  if (!first) return () => undefined;
  if (!second) return first;
  if (rest.length > 0) {
    return (value, place, run) => {
      for (const check of checks) check(value, place, run);
    };
  }
  return (value, place, run) => {
    first(value, place, run);
    second(value, place, run);
  };
}

/** The check of one value of `node` that has this type (for a choice: one of its types). */
export function itemCheck(
  plans: Plans,
  parent: TreeNode,
  node: TreeNode,
  type: TypeRef | undefined,
): ItemCheck {
  if (type?.code === 'xhtml') return { primitive: true, check: checkHtml };
  if (type && isPrimitiveType(type.code))
    return { primitive: true, check: primitiveCheck(plans, node, type) };
  return { primitive: false, check: complexCheck(plans, parent, node, type) };
}
