// Is this a definition we can read? The one place where JSON becomes a PlanDefinition or an ActivityDefinition.

import type {
  ActivityDefinition,
  PlanDefinition,
  PlanDefinitionAction,
  Questionnaire,
} from '@medplum/fhirtypes';
import { isResource } from '../../domain/json.ts';

export type { ActivityDefinition, PlanDefinition, PlanDefinitionAction } from '@medplum/fhirtypes';

/** What an action may be defined by. */
export type Definition = PlanDefinition | ActivityDefinition | Questionnaire;

const DEFINES: ReadonlySet<string> = new Set(['PlanDefinition', 'ActivityDefinition', 'Questionnaire']);

/**
 * The definition in a resource; undefined when it is something else. Its form is what R4 says only when a validator found
 * nothing wrong: ask that first.
 */
export function readDefinition(resource: unknown): Definition | undefined {
  if (!isResource(resource) || !DEFINES.has(resource.resourceType)) return undefined;
  return resource as unknown as Definition;
}

/** `url|version`, or the url alone; undefined when it has none. */
export function canonicalOf({ url, version }: Definition): string | undefined {
  if (url === undefined) return undefined;
  return version === undefined ? url : `${url}|${version}`;
}

/** An action with its place, and those below it, from the outside in. */
export interface PlacedAction {
  readonly action: PlanDefinitionAction;
  /** FHIRPath of the action. */
  readonly at: string;
}

/** Every action of a plan. */
export function actionsIn(plan: PlanDefinition): readonly PlacedAction[] {
  return below(plan.action, 'PlanDefinition');
}

function below(actions: readonly PlanDefinitionAction[] | undefined, at: string): readonly PlacedAction[] {
  return (actions ?? []).flatMap((action, index) => {
    const place = `${at}.action[${index}]`;
    return [{ action, at: place }, ...below(action.action, place)];
  });
}
