// Can we do all that this definition says? What we cannot is named with its place, at load and before it is applied.

import type { ActivityDefinition, PlanDefinition } from '@medplum/fhirtypes';
import { isObject } from '../../domain/json.ts';
import { compileFhirPath, FhirPathError } from '../../fhir/fhirpath/compile.ts';
import type { Issue } from '../../fhir/issue.ts';
import { failureIssue } from '../../fhir/outcome.ts';
import { checkRelations } from './check-relations.ts';
import type { Definition } from './definition.ts';
import { FHIRPATH } from './evaluate.ts';
import { NEEDS_PLACE, REQUESTS } from './requests.ts';
import { readPath } from './set-value.ts';
import { ACTIVITY, type Form, PLAN } from './supported.ts';
import { durationOf } from './when.ts';

/** What of a definition is not done here; empty when all of it is. A Questionnaire is only pointed at. */
export function checkDefinition(definition: Definition): readonly Issue[] {
  switch (definition.resourceType) {
    case 'PlanDefinition':
      return checkPlan(definition);
    case 'ActivityDefinition':
      return checkActivity(definition);
    case 'Questionnaire':
      return [];
  }
}

function checkPlan(plan: PlanDefinition): readonly Issue[] {
  return [...walk(plan, PLAN, 'PlanDefinition'), ...checkRelations(plan)];
}

function checkActivity(activity: ActivityDefinition): readonly Issue[] {
  const kind = activity.kind ?? 'Task';
  const form = REQUESTS[kind];
  const at = 'ActivityDefinition';
  if (!form) return [unsupported(`${at}.kind`, kind)];
  const homeless = Object.entries(NEEDS_PLACE).filter(
    ([element, place]) => element in activity && !hasPlace(form[place], element),
  );
  return [
    ...walk(activity, ACTIVITY, at),
    ...homeless.map(([element]) => unsupported(`${at}.${element}`, `${kind} has no such element`)),
  ];
}

/** A Timing needs a choice that can be one. */
function hasPlace(place: string | undefined, element: string): boolean {
  return typeof place === 'string' && (element !== 'timingTiming' || place.endsWith('[x]'));
}

const NOTHING: Readonly<Record<string, unknown>> = {};

/** Every element that is there must be one we know what to do with. */
function walk(value: object, form: Form, at: string): readonly Issue[] {
  return Object.entries(value).flatMap(([key, child]) => {
    // Ids and extensions of primitives change nothing; extensions that may not be ignored are modifierExtension.
    if (key.startsWith('_') || key === 'id' || key === 'extension') return [];
    return checkElement(child, form[key], `${at}.${key}`);
  });
}

function checkElement(value: unknown, rule: Form[string] | undefined, at: string): readonly Issue[] {
  if (rule === undefined) return [unsupported(at, 'the gateway does not do this')];
  if (rule === 'any') return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => checkElement(item, rule, `${at}[${index}]`));
  if (isValues(rule)) return rule.has(value) ? [] : [unsupported(at, String(value))];
  if (rule === 'expression') return checkExpression(value, at);
  if (rule === 'path') return checkText(value, at);
  if (rule === 'target') return readPath(String(value)) ? [] : [unsupported(at, 'not a simple path')];
  if (rule === 'duration')
    return durationOf(isObject(value) ? value : undefined) ? [] : [unsupported(at, 'unit')];
  if (rule === 'patient') return isPatient(value) ? [] : [unsupported(at, 'only patients')];
  if (typeof rule === 'string') return [];
  return isObject(value) ? walk(value, formOf(rule, value), at) : [];
}

function isValues(rule: Form[string]): rule is ReadonlySet<unknown> {
  return rule instanceof Set;
}

/** An action is either a group or has a definition: R4's RequestGroup can hold no third. */
function formOf(rule: Form, value: Readonly<Record<string, unknown>>): Form {
  if (!('action' in value) || !('definitionCanonical' in rule)) return rule;
  const { definitionCanonical: _, dynamicValue: __, ...group } = rule;
  return group;
}

function isPatient(value: unknown): boolean {
  const codings = isObject(value) && Array.isArray(value['coding']) ? value['coding'] : [];
  return codings.some((coding) => isObject(coding) && coding['code'] === 'Patient');
}

function checkExpression(value: unknown, at: string): readonly Issue[] {
  const { language, expression, reference } = isObject(value) ? value : NOTHING;
  if (language !== FHIRPATH) return [unsupported(`${at}.language`, String(language))];
  if (reference !== undefined) return [unsupported(`${at}.reference`, 'expressions stand in the definition')];
  if (expression === undefined) return [expressionIssue(`${at}.expression`, 'there is none.')];
  return checkText(expression, `${at}.expression`);
}

function checkText(value: unknown, at: string): readonly Issue[] {
  try {
    compileFhirPath(String(value));
    return [];
  } catch (cause) {
    if (!(cause instanceof FhirPathError)) throw cause;
    return [expressionIssue(at, cause.message)];
  }
}

function expressionIssue(place: string, reason: string): Issue {
  return failureIssue('LENKE_PLAN_EXPRESSION', { place, reason }, { expression: place });
}

/** LENKE_PLAN_UNSUPPORTED at a place. */
export function unsupported(place: string, reason: string): Issue {
  return failureIssue('LENKE_PLAN_UNSUPPORTED', { place, reason }, { expression: place });
}
