// What does a draft of an action look like as an ActivityDefinition? Its kind, code and owner, and its template as dynamic values.

import type { ActivityDefinition } from '@medplum/fhirtypes';
import type { Action, Pathway, Produce } from '../pathway.ts';
import { FHIRPATH } from './evaluate.ts';
import { participantsOf } from './participants.ts';
import { type Publishing, published } from './published.ts';
import { REQUESTS } from './requests.ts';
import { valuesOf } from './write-values.ts';

/** Id of the ActivityDefinition of a draft: unique among all layers, because their drafts differ. */
export function activityId({ layer }: Pathway, action: Action, { as: name }: Produce): string {
  return action.produces.length === 1 ? `${layer}-${action.id}` : `${layer}-${action.id}-${name}`;
}

/** True when the draft is a request: R4 has ActivityDefinitions for those alone. */
export function isRequest(produce: Produce): boolean {
  return Object.hasOwn(REQUESTS, typeOf(produce));
}

/** The resource type a draft makes. */
export function typeOf({ source }: Produce): string {
  return String(Reflect.get(Object(source), 'resourceType'));
}

/** The ActivityDefinition of a draft. */
export function writeActivity(
  pathway: Pathway,
  action: Action,
  produce: Produce,
  publishing: Publishing,
): ActivityDefinition {
  const { system } = publishing;
  const kind = typeOf(produce) as NonNullable<ActivityDefinition['kind']>;
  const participant = participantsOf(action);
  return {
    resourceType: 'ActivityDefinition',
    ...published('ActivityDefinition', activityId(pathway, action, produce), pathway, publishing),
    title: action.title.en,
    description: action.title.nb,
    kind,
    code: { coding: [{ system: system('tk-action'), code: action.id }], text: action.title.nb },
    ...(REQUESTS[kind]?.intent === true && { intent: action.mode === 'PROP' ? 'proposal' : 'order' }),
    ...(participant.length > 0 && { participant: [...participant] }),
    dynamicValue: dynamicValues(produce, system),
  };
}

/** A template as the dynamic values of a definition. */
export function dynamicValues(
  { source }: Produce,
  system: (name: string) => string,
): { path: string; expression: { language: 'text/fhirpath'; expression: string } }[] {
  return valuesOf(source, system).map(({ path, expression }) => ({
    path,
    expression: { language: FHIRPATH, expression },
  }));
}
