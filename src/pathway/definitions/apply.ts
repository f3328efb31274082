// What does a plan mean for this subject? PlanDefinition/$apply: a CarePlan with one RequestGroup and the requests that apply.
//
// R4 says: a CarePlan with a single activity represented by a RequestGroup, whose actions are those that apply. Everything is
// contained and proposed; nothing is stored.

import type { PlanDefinition } from '@medplum/fhirtypes';
import type { Issue } from '../../fhir/issue.ts';
import { toOutcome } from '../../fhir/outcome.ts';
import type { Resource } from '../case/case-view.ts';
import type { Env } from '../working.ts';
import { applyActions } from './apply-actions.ts';
import type { ApplyInput, Applying } from './applying.ts';
import { canonicalOf } from './definition.ts';
import { computedVariables } from './computed.ts';
import { createCompile } from './evaluate.ts';
import { withFacts } from './facts.ts';
import { checkAll, findFrom } from './gather.ts';
import { goalsOf } from './goals.ts';
import { referTo } from './performers.ts';

/** A CarePlan and what was not done of the plan, or why it cannot be applied at all. */
export type Applied =
  | { readonly kind: 'applied'; readonly carePlan: Resource; readonly issues: readonly Issue[] }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] };

/** Extension of a CarePlan that names the contained OperationOutcome. */
export const MESSAGES = 'https://lenke.example/fhir/StructureDefinition/lenke-messages';

/** Profile of what comes back. */
const PROPOSED = 'https://lenke.example/fhir/StructureDefinition/lenke-care-plan-proposed';

/** Applies a plan. Pure; ids of what is contained follow the order of the plan. */
export function applyPlan(input: ApplyInput): Applied {
  const { plan } = input;
  const issues = checkAll(plan, input.definition);
  if (issues.length > 0) return { kind: 'refused', issues };
  const applying = begin({ ...input, definition: findFrom(plan, input.definition) });
  const actions = applyActions(plan, 'PlanDefinition', '', applying, applying);
  const group = requestGroup(plan, actions, applying);
  return { kind: 'applied', carePlan: carePlan(plan, group, applying), issues: applying.issues };
}

/** The names R4 gives the parameters: each is a variable of every expression, empty when it was not given. */
const PARAMETERS = ['userType', 'userLanguage', 'userTaskContext', 'setting', 'settingContext'] as const;

function begin(input: ApplyInput): Applying {
  const { subject, known, encounter, practitioner, organization, variables, ground } = input;
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: known.map((resource) => ({ resource })),
  };
  const env: Env = Object.assign(Object.create(ground) as Env, {
    ...Object.fromEntries(PARAMETERS.map((name) => [name, []])),
    ...computedVariables({ reference: input.fillRole, service: input.service, moment: input.moment }),
    ...variables,
    subject,
    subjectReference: referTo(subject),
    patient: subject,
    encounter: encounter ?? [],
    practitioner: practitioner ?? [],
    organization: organization ?? [],
    now: input.now.toISOString(),
    context: subject,
    resource: subject,
    rootResource: subject,
    resolve: resolverOf(known),
    memberOf: input.memberOf,
  });
  const compile = createCompile();
  const scope = { focus: [subject, bundle], env };
  return { ...scope, env: withFacts(input.plan, scope, compile), input, compile, requests: [], issues: [] };
}

/** Finds a resource of those that are known by its literal reference. */
function resolverOf(known: readonly Resource[]): (reference: string) => Resource | undefined {
  const byReference = new Map(known.map((one) => [referTo(one).reference, one]));
  return (reference) => byReference.get(reference);
}

function requestGroup(plan: PlanDefinition, action: readonly object[], { input }: Applying): Resource {
  const canonical = canonicalOf(plan);
  const author = input.practitioner;
  return {
    resourceType: 'RequestGroup',
    id: 'request-group',
    ...(canonical !== undefined && { instantiatesCanonical: [canonical] }),
    status: 'draft',
    intent: 'proposal',
    subject: referTo(input.subject),
    ...(input.encounter && { encounter: referTo(input.encounter) }),
    authoredOn: input.now.toISOString(),
    ...(author && { author: referTo(author) }),
    ...(action.length > 0 && { action }),
  };
}

function carePlan(plan: PlanDefinition, group: Resource, applying: Applying): Resource {
  const { input, requests, issues } = applying;
  const canonical = canonicalOf(plan);
  const goals = goalsOf(plan, applying);
  const author = input.practitioner ?? input.organization;
  const outcome = { ...toOutcome(issues), id: 'outcome' };
  return {
    resourceType: 'CarePlan',
    meta: { profile: [PROPOSED] },
    contained: [group, ...requests, ...goals, ...(issues.length > 0 ? [outcome] : [])],
    ...(issues.length > 0 && { extension: [{ url: MESSAGES, valueReference: { reference: '#outcome' } }] }),
    ...(canonical !== undefined && { instantiatesCanonical: [canonical] }),
    status: 'draft',
    intent: 'proposal',
    ...(plan.title !== undefined && { title: plan.title }),
    ...(plan.description !== undefined && { description: plan.description }),
    subject: referTo(input.subject),
    ...(input.encounter && { encounter: referTo(input.encounter) }),
    created: input.now.toISOString(),
    ...(author && { author: referTo(author) }),
    ...(goals.length > 0 && { goal: goals.map(({ id }) => ({ reference: `#${id ?? ''}` })) }),
    activity: [{ reference: { reference: '#request-group' } }],
  };
}
