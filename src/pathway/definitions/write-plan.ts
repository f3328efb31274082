// How does a pathway look in FHIR's own words? A PlanDefinition of the merged layer, and an ActivityDefinition per request it drafts.

import type { ActivityDefinition, Extension, PlanDefinition, PlanDefinitionAction } from '@medplum/fhirtypes';
import type { JsonObject } from '../../domain/json.ts';
import type { Action, FactRule, Pathway, Produce } from '../pathway.ts';
import { FHIRPATH } from './evaluate.ts';
import { FACT } from './facts.ts';
import { participantsOf } from './participants.ts';
import { type Publishing, published } from './published.ts';
import { writeRule } from './rule.ts';
import { activityId, dynamicValues, isRequest, writeActivity } from './write-activity.ts';
import { relationsOf } from './write-relations.ts';
import { afterEvent } from './write-times.ts';
import { renamed } from './write-values.ts';

const ACTION_TYPE = 'http://terminology.hl7.org/CodeSystem/action-type';
const DEFINITION_TYPE = 'http://terminology.hl7.org/CodeSystem/plan-definition-type';

/** The PlanDefinition first, then its ActivityDefinitions. Pure: the same layer gives the same definitions. */
export function writePlan(
  pathway: Pathway,
  publishing: Publishing,
): readonly [PlanDefinition, ...ActivityDefinition[]] {
  const { layer } = pathway;
  const relations = relationsOf(pathway);
  const plan: PlanDefinition = {
    resourceType: 'PlanDefinition',
    ...published('PlanDefinition', layer, pathway, publishing),
    extension: [...pathway.facts.values()].map(factOf),
    title: `Pathway ${layer}`,
    description: `The pathway of the layer ${layer}, as the gateway runs it: ${pathway.actions.length} actions.`,
    type: { coding: [{ system: DEFINITION_TYPE, code: 'eca-rule' }] },
    action: pathway.actions.map((action) => ({
      ...actionOf(action, pathway, publishing),
      ...(relations.has(action.id) && { relatedAction: [...(relations.get(action.id) ?? [])] }),
    })),
  };
  const drafts = pathway.actions.flatMap((action) =>
    action.produces.filter(isRequest).map((produce) => writeActivity(pathway, action, produce, publishing)),
  );
  return [plan, ...drafts];
}

/** A definition as the store takes it. */
export function ownDefinition(
  definition: PlanDefinition | ActivityDefinition,
): JsonObject & { readonly id: string } {
  return { ...definition, id: definition.id ?? '' };
}

/** A fact by name; one the engine computes leads back to its own name: whoever runs the plan must give it. */
function factOf(rule: FactRule): Extension {
  const expression = rule.kind === 'path' ? rule.path.expression : `%${rule.id}`;
  return { url: FACT, valueExpression: { name: rule.id, language: FHIRPATH, expression } };
}

function actionOf(action: Action, pathway: Pathway, publishing: Publishing): PlanDefinitionAction {
  const { mode, each, perChild, statutory, svc } = action;
  const { system } = publishing;
  const duration = afterEvent(action.due);
  const said = saidTimes(action);
  return {
    id: action.id,
    title: action.title.en,
    description: action.title.nb,
    ...(said !== '' && { textEquivalent: said }),
    code: [{ coding: [{ system: system('tk-action'), code: action.id }] }],
    ...(action.req.length > 0 && {
      documentation: action.req.map((req) => ({ type: 'justification' as const, label: req })),
    }),
    trigger: action.ev.map((name) => ({ type: 'named-event' as const, name })),
    condition: [
      {
        kind: 'applicability',
        expression: { language: FHIRPATH, expression: renamed(conditionOf(action)) },
      },
    ],
    ...(duration && { timingDuration: duration }),
    participant: [...participantsOf(action)],
    extension: [writeRule({ mode, each, perChild, statutory, ...(svc !== undefined && { service: svc }) })],
    ...draftsOf(action, pathway, publishing),
  };
}

/** What a person must have signed is a condition like the others: a plan has no other way to say so. */
function conditionOf({ if: holds, sends }: Action): string {
  const signed = sends
    .flatMap((send) => send.signed ?? [])
    .map(({ expression }) => `iif(${expression}, true, false)`);
  return signed.length === 0 ? holds.expression : [`(${holds.expression})`, ...signed].join(' and ');
}

/** Each draft is an action inside, with its condition. What drafts nothing is the gateway's own doing: it asks nobody. */
function draftsOf(action: Action, pathway: Pathway, publishing: Publishing): Partial<PlanDefinitionAction> {
  const { produces } = action;
  if (produces.length === 0) return { type: { coding: [{ system: ACTION_TYPE, code: 'fire-event' }] } };
  return {
    groupingBehavior: 'logical-group',
    selectionBehavior: 'all',
    action: produces.map((produce) => draftOf(action, produce, pathway, publishing)),
  };
}

function draftOf(
  action: Action,
  produce: Produce,
  pathway: Pathway,
  { canonical, system }: Publishing,
): PlanDefinitionAction {
  const { as: name, when, key, id } = produce;
  const version = pathway.version;
  return {
    id: `${action.id}.${name}`,
    extension: [
      writeRule({
        as: name,
        ...(key && { key: renamed(key.expression) }),
        ...(id && { id: renamed(id.expression) }),
      }),
    ],
    title: action.title.en,
    ...(when && {
      condition: [
        { kind: 'applicability', expression: { language: FHIRPATH, expression: renamed(when.expression) } },
      ],
    }),
    ...(isRequest(produce)
      ? {
          definitionCanonical: `${canonical}/ActivityDefinition/${activityId(pathway, action, produce)}|${version}`,
        }
      : { dynamicValue: dynamicValues(produce, system) }),
  };
}

/** Dates that hang on another anchor than the event have no element in R4: they are said in words. */
function saidTimes({ start, due, escalate, repeat }: Action): string {
  const said = Object.entries({ start, due, escalate, repeat }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${value}`],
  );
  return said.join(', ');
}
