// How is a resource checked, wherever it stands?

import { isObject } from '../../../domain/json.ts';
import { textsOf, type Json } from '../definitions.ts';
import { withoutVersion } from '../library.ts';
import { Place } from '../place.ts';
import type { ObjectPlan } from '../plan/object.ts';
import type { Plans } from '../plan/plans.ts';
import { checkCodeSystem, checkValueSet } from './code-lists.ts';
import { checkMeasureReport, checkSearchParameter, checkStructureDefinition } from './definitions.ts';
import { vitalSignProfiles } from './vital-signs.ts';
import { checkBundle } from './bundle.ts';
import { checkQuestionnaire } from '../questionnaire/definition.ts';
import { checkResponse } from '../questionnaire/response.ts';
import type { Frame, Run } from '../run.ts';

/** What is expected where a resource stands. */
export interface Expected {
  /** `Resource` for any. */
  readonly type: string;
  /** The resource must conform to one of these. */
  readonly profiles: readonly string[];
  /** The resource must conform to each of these. */
  readonly all?: readonly string[];
}

/** The profiles a resource claims, as far as they are known and meant for its type. */
function claimedPlans(
  plans: Plans,
  resource: Json,
  type: string,
  place: Place,
  run: Run,
): readonly ObjectPlan[] {
  const meta = resource['meta'];
  const claims = isObject(meta) ? textsOf(meta, 'profile') : [];
  if (claims.length === 0) return NO_PLANS;
  return [...new Set(claims)].flatMap((profile) => profilePlan(plans, profile, type, place, run) ?? []);
}

const NO_PLANS: readonly ObjectPlan[] = [];

/** The plan of a profile for a type; says why when there is none. */
export function profilePlan(
  plans: Plans,
  profile: string,
  type: string,
  place: Place,
  run: Run,
): ObjectPlan | undefined {
  const structure = plans.library.get(profile);
  if (!structure) {
    run.report('profile-unknown', place, { profile: shownProfile(profile) });
    return undefined;
  }
  if (!plans.isA(type, structure.type)) {
    run.report('profile-type', place, { profile: structure.url, expected: structure.type });
    return undefined;
  }
  const tree = plans.treeOf(structure);
  if (!tree) run.report('profile-broken', place, { profile: structure.url });
  return tree && plans.plan(tree);
}

/** A canonical the sender wrote: shown only when it is a plain URL without long numbers. */
function shownProfile(profile: string): string {
  return /^(?!.*\d{5})https?:\/\/[\w./:|#-]{1,200}$/.test(profile) ? profile : 'in meta.profile';
}

/** The plans a resource has to pass. A profile's plan holds all its base type asks for, so the base runs only alone. */
function plansOf(
  plans: Plans,
  resource: Json,
  type: string,
  expected: Expected,
  place: Place,
  run: Run,
): readonly ObjectPlan[] {
  const asked = [
    ...expectedPlans(plans, resource, expected, place, run),
    ...(type === 'Observation' ? plansUnder(plans, vitalSignProfiles(resource)) : NO_PLANS),
    ...claimedPlans(plans, resource, type, place, run),
  ];
  if (asked.length > 1) return [...new Set(asked)];
  if (asked.length === 1) return asked;
  const base = plans.resourcePlan(type);
  return base ? [base] : NO_PLANS;
}

/** The plans of what is expected where the resource stands. Most stand where nothing more than a type is. */
function expectedPlans(
  plans: Plans,
  resource: Json,
  { profiles, all = [] }: Expected,
  place: Place,
  run: Run,
): readonly ObjectPlan[] {
  if (profiles.length === 0) return plansUnder(plans, all);
  const known = plansUnder(plans, profiles);
  // Of several allowed profiles one has to fit; which one is tried before it is reported.
  const fitting =
    known.length > 1 ? known.find((plan) => run.conforms(() => plan.check(resource, place, run))) : undefined;
  const chosen = fitting ?? known[0];
  return [...(chosen ? [chosen] : []), ...plansUnder(plans, all)];
}

function plansUnder(plans: Plans, canonicals: readonly string[]): readonly ObjectPlan[] {
  return canonicals.length === 0
    ? NO_PLANS
    : canonicals.flatMap((canonical) => plans.structurePlan(canonical) ?? []);
}

/** Runs `work` inside a resource: its contained resources and rules know where they are. */
export function inside(resource: Json, place: Place, run: Run, work: () => void): void {
  const outer = run.frame;
  // A contained resource belongs to the one around it; an entry of a bundle or a parameter stands alone.
  const isContained = place.step.key === 'contained' && outer !== undefined;
  const frame: Frame = {
    resource,
    root: isContained ? outer.root : resource,
    place,
    outer,
    env: undefined,
    ids: undefined,
  };
  run.frame = frame;
  work();
  run.frame = outer;
}

/** The resourceType of a value, when it is one that can be sent. */
function typeOf(plans: Plans, value: Json, place: Place, run: Run): string | undefined {
  const type = value['resourceType'];
  if (typeof type !== 'string') {
    run.report('resource-type-missing', place);
    return undefined;
  }
  if (plans.library.types().has(type)) return type;
  run.report('resource-type-unknown', place);
  return undefined;
}

function checkContainedIds(resource: Json, place: Place, run: Run): void {
  const contained = resource['contained'];
  if (!Array.isArray(contained)) return;
  const seen = new Set<unknown>();
  contained.forEach((one: unknown, i) => {
    const id = isObject(one) ? one['id'] : undefined;
    if (id !== undefined && seen.has(id))
      run.report('contained-id-duplicate', new Place(place, CONTAINED, i));
    seen.add(id);
  });
}

const CONTAINED = { key: 'contained', path: 'contained' };

/** Checks a resource: of a type that may stand here, by its base type and its profiles. */
export function checkResource(
  plans: Plans,
  value: unknown,
  place: Place,
  run: Run,
  expected: Expected,
): void {
  if (!isObject(value)) {
    run.report(Array.isArray(value) ? 'unexpected-array' : 'not-an-object', place);
    return;
  }
  const type = typeOf(plans, value, place, run);
  if (type === undefined) return;
  if (!plans.isA(type, withoutVersion(expected.type))) {
    run.report('resource-type-wrong', place, { expected: expected.type });
    return;
  }
  inside(value, place, run, () => {
    checkContainedIds(value, place, run);
    for (const plan of plansOf(plans, value, type, expected, place, run)) plan.check(value, place, run);
    for (const rule of RESOURCE_RULES.get(type) ?? []) rule(plans, value, place, run);
  });
}

type ResourceRule = (plans: Plans, resource: Json, place: Place, run: Run) => void;

/** What a type asks for beyond its definition. */
const RESOURCE_RULES: ReadonlyMap<string, readonly ResourceRule[]> = new Map<string, readonly ResourceRule[]>(
  [
    ['Bundle', [checkBundle]],
    ['CodeSystem', [checkCodeSystem]],
    ['MeasureReport', [checkMeasureReport]],
    ['Questionnaire', [checkQuestionnaire]],
    ['QuestionnaireResponse', [checkResponse]],
    ['SearchParameter', [checkSearchParameter]],
    ['StructureDefinition', [checkStructureDefinition]],
    ['ValueSet', [checkValueSet]],
  ],
);
