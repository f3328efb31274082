// Which FHIRPath rules hold for an element, and how are they run fast?

import { isObject } from '../../../domain/json.ts';
import { compileFhirPath, type CompiledPath } from '../../fhirpath/compile.ts';
import type { Constraint, Json, TypeRef } from '../definitions.ts';
import type { Place } from '../place.ts';
import { resolverOf } from '../check/resolve.ts';
import type { Frame, Run } from '../run.ts';
import type { TreeNode } from '../tree.ts';
import { NATIVE, STRUCTURAL } from './native.ts';
import type { After } from './object.ts';
import type { Plans } from './plans.ts';

/** An invariant of an element that is run on each of its values. */
export interface ValueInvariant {
  readonly holds: (value: unknown, run: Run) => boolean;
  readonly report: (place: Place, run: Run) => void;
}

/** What FHIRPath rules of a resource can ask for; made once per resource, and only when a rule runs. */
function environment(plans: Plans, frame: Frame, run: Run): Readonly<Record<string, unknown>> {
  frame.env ??= {
    resource: frame.resource,
    rootResource: frame.root,
    resolve: resolverOf(frame, run),
    memberOf: (value: unknown, canonical: string) => memberOf(plans, value, canonical),
    conformsTo: (value: unknown, canonical: string) => conformsTo(plans, value, canonical, frame, run),
  };
  return frame.env;
}

function memberOf(plans: Plans, value: unknown, canonical: string): boolean | undefined {
  const test = plans.terminology.memberOf(canonical);
  if (!test) return undefined;
  if (typeof value === 'string') return test(undefined, value);
  if (!isObject(value)) return undefined;
  const codings: readonly unknown[] = Array.isArray(value['coding']) ? value['coding'] : [value];
  const answers = codings.map((one) => {
    if (!isObject(one) || typeof one['code'] !== 'string') return false;
    return test(typeof one['system'] === 'string' ? one['system'] : '', one['code']);
  });
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function conformsTo(
  plans: Plans,
  value: unknown,
  canonical: string,
  frame: Frame,
  run: Run,
): boolean | undefined {
  const plan = plans.structurePlan(canonical);
  return plan && run.conforms(() => plan.check(value, frame.place, run));
}

/** An invariant holds when it gives true; a single value that is no boolean counts as true. */
function holds(result: readonly unknown[]): boolean {
  return result.length === 1 && result[0] !== false;
}

function compiled(constraint: Constraint, rootType: string): CompiledPath | undefined {
  try {
    return compileFhirPath(constraint.expression, { rootType });
  } catch {
    return undefined;
  }
}

/** Counts as broken what cannot be evaluated, but says so instead: the two must not look alike. */
function evaluated(plans: Plans, constraint: Constraint, rootType: string): ValueInvariant {
  const path = compiled(constraint, rootType);
  let open = path === undefined;
  return {
    holds: (value, run) => {
      try {
        open = path === undefined;
        return path !== undefined && holds(path(value, environment(plans, run.current(), run)));
      } catch {
        open = true;
        return false;
      }
    },
    report: (place, run) => {
      if (open) run.report('invariant-unevaluated', place, { key: constraint.key });
      else run.reportInvariant(constraint.key, constraint.human, constraint.severity, place);
    },
  };
}

function toInvariant(plans: Plans, constraint: Constraint, rootType: string): ValueInvariant {
  const native = NATIVE.get(constraint.expression);
  if (!native) return evaluated(plans, constraint, rootType);
  return {
    holds: (value, run) => !isObject(value) || native(value, run),
    report: (place, run) => run.reportInvariant(constraint.key, constraint.human, constraint.severity, place),
  };
}

/** Best practice (dom-6: a narrative should be there) is said only when asked for. */
function bestPracticeOnly({ holds: test, report }: ValueInvariant): ValueInvariant {
  return { holds: (value, run) => !run.options.bestPractice || test(value, run), report };
}

function checksOf(plans: Plans, constraints: readonly Constraint[], rootType: string): ValueInvariant[] {
  return constraints
    .filter((one) => one.expression !== '' && !STRUCTURAL.has(one.expression))
    .map((one) => {
      const check = toInvariant(plans, one, rootType);
      return one.bestPractice ? bestPracticeOnly(check) : check;
    });
}

function typeConstraints(plans: Plans, code: string): readonly Constraint[] {
  return plans.typeTree(code)?.element.constraints ?? [];
}

/** The invariants of a node with children: its own, and those of the datatype it walks into. */
export function invariantsOf(plans: Plans, node: TreeNode): After[] {
  const own = node.element.constraints;
  const type = node.element.id.includes('.') ? node.element.types?.[0]?.code : undefined;
  const inherited = type === undefined ? [] : typeConstraints(plans, type);
  const keys = new Set(own.map((one) => one.key));
  const all = [...own, ...inherited.filter((one) => !keys.has(one.key))];
  return checksOf(plans, all, type ?? node.element.path).map(
    (invariant): After =>
      (value: Json, place, run) => {
        if (!invariant.holds(value, run)) invariant.report(place, run);
      },
  );
}

/** The invariants an element adds to those of its type; with children they are in its own plan already. */
export function ownInvariants(plans: Plans, node: TreeNode, type: TypeRef | undefined): ValueInvariant[] {
  if (node.children.size > 0 || node.element.constraints.length === 0) return [];
  const known = new Set(type ? typeConstraints(plans, type.code).map((one) => one.key) : []);
  const own = node.element.constraints.filter((one) => !known.has(one.key));
  return checksOf(plans, own, type?.code ?? node.element.path);
}
