// Is everything a plan leans on here, and can we do it? The plan, the definitions it names, and those they name.

import type { PlanDefinition } from '@medplum/fhirtypes';
import type { Issue } from '../../fhir/issue.ts';
import { failureIssue } from '../../fhir/outcome.ts';
import { checkDefinition, unsupported } from './check.ts';
import { actionsIn, type Definition, readDefinition } from './definition.ts';

type Find = (canonical: string) => Definition | undefined;

/** A definition by the canonical an action gives: `#id` is contained in the plan itself. */
export function findFrom(plan: PlanDefinition, find: Find): Find {
  return (canonical) => {
    if (!canonical.startsWith('#')) return find(canonical);
    return readDefinition(plan.contained?.find(({ id }) => id === canonical.slice(1)));
  };
}

/** All that is wrong with a plan and what it leans on, each with its place seen from the plan. */
export function checkAll(plan: PlanDefinition, find: Find): readonly Issue[] {
  return check(plan, 'PlanDefinition', find, []);
}

function check(
  plan: PlanDefinition,
  at: string,
  find: Find,
  above: readonly PlanDefinition[],
): readonly Issue[] {
  const own = checkDefinition(plan).map((issue) => moved(issue, 'PlanDefinition', at));
  // What could not be read is not followed: its actions may be anything.
  if (own.length > 0) return own;
  const findHere = findFrom(plan, find);
  return actionsIn(plan).flatMap(({ action, at: place }) => {
    if (action.definitionCanonical === undefined) return [];
    const here = `${at}${place.slice('PlanDefinition'.length)}.definitionCanonical`;
    const named = findHere(action.definitionCanonical);
    if (!named) return [failureIssue('LENKE_PLAN_DEFINITION_UNKNOWN', { place: here }, { expression: here })];
    if (named.resourceType !== 'PlanDefinition')
      return checkDefinition(named).map((issue) => moved(issue, named.resourceType, `${here}.resolve()`));
    const chain = [...above, plan];
    if (chain.includes(named)) return [unsupported(here, 'it leads back to a plan it is part of')];
    return check(named, `${here}.resolve()`, find, chain);
  });
}

function moved(issue: Issue, root: string, at: string): Issue {
  const place = `${at}${(issue.expression ?? root).slice(root.length)}`;
  return { ...issue, ...failureIssue(codeOf(issue), { ...issue.facts, place }, { expression: place }) };
}

function codeOf({ key }: Issue): Parameters<typeof failureIssue>[0] {
  return key as Parameters<typeof failureIssue>[0];
}
