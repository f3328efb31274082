// Do the relations of a plan lead somewhere, and not in a circle? Ids once, related actions known, no action before itself.

import type { PlanDefinition } from '@medplum/fhirtypes';
import type { Issue } from '../../fhir/issue.ts';
import { failureIssue } from '../../fhir/outcome.ts';
import { actionsIn, type PlacedAction } from './definition.ts';

/** What is wrong with the ids and relations of its actions. */
export function checkRelations(plan: PlanDefinition): readonly Issue[] {
  const actions = actionsIn(plan);
  const byId = new Map(actions.flatMap((one) => (one.action.id === undefined ? [] : [[one.action.id, one]])));
  return [
    ...actions
      .filter((one) => isTaken(one, byId))
      .map(({ at }) => relation(`${at}.id`, 'the id stands twice')),
    ...actions.flatMap((one) => unknownRelations(one, byId)),
    ...actions
      .filter((one) => leadsBack(one, byId))
      .map(({ at }) => relation(`${at}.relatedAction`, 'a circle')),
    ...goalsMissing(plan, actions),
  ];
}

type ById = ReadonlyMap<string, PlacedAction>;

function isTaken(one: PlacedAction, byId: ById): boolean {
  return one.action.id !== undefined && byId.get(one.action.id) !== one;
}

function unknownRelations({ action, at }: PlacedAction, byId: ById): readonly Issue[] {
  return (action.relatedAction ?? []).flatMap(({ actionId }, index) =>
    byId.has(actionId) ? [] : [relation(`${at}.relatedAction[${index}].actionId`, 'no action has this id')],
  );
}

function leadsBack({ action }: PlacedAction, byId: ById): boolean {
  const seen = new Set<string>();
  const pending = relatedIds(action);
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const other = byId.get(id);
    if (other?.action === action) return true;
    if (other && !seen.has(id)) pending.push(...relatedIds(other.action));
    seen.add(id);
  }
  return false;
}

function relatedIds({ relatedAction }: PlacedAction['action']): string[] {
  return (relatedAction ?? []).flatMap(({ actionId }) => actionId ?? []);
}

function goalsMissing({ goal }: PlanDefinition, actions: readonly PlacedAction[]): readonly Issue[] {
  const known = new Set((goal ?? []).flatMap(({ id }) => id ?? []));
  return actions.flatMap(({ action, at }) =>
    (action.goalId ?? []).flatMap((id, index) =>
      known.has(id) ? [] : [relation(`${at}.goalId[${index}]`, 'no goal has this id')],
    ),
  );
}

function relation(place: string, reason: string): Issue {
  return failureIssue('LENKE_PLAN_RELATION', { place, reason }, { expression: place });
}
