// What does this plan mean for this patient? PlanDefinition/$apply, on the type and on an instance, by GET and POST.

import { parseRef, type Ref } from '../../domain/identity.ts';
import { isObject, isResource, type JsonObject, objects, text } from '../../domain/json.ts';
import type { ApplyQuestion } from '../../pipeline/planning/apply-plan.ts';
import type { PlanSource } from '../../pipeline/planning/find-definitions.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { operationFault, type OperationInput, readOperationInput } from './operation-input.ts';
import { refusal } from './outcome.ts';
import type { FhirRequest } from './request.ts';

/** Context the expressions may ask for, by R4's names. */
const CONTEXT = ['userType', 'userLanguage', 'userTaskContext', 'setting', 'settingContext'] as const;
const KNOWN: ReadonlySet<string> = new Set([
  ...CONTEXT,
  'planDefinition',
  'url',
  'identifier',
  'subject',
  'encounter',
  'practitioner',
  'organization',
  'parameters',
  'data',
]);

/** 200 with a CarePlan; 422 with every place of what we do not do when the plan cannot be applied. */
export async function apply(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const input = readOperationInput(request);
  const [unknown] = input.names.filter((name) => !KNOWN.has(name));
  if (unknown !== undefined) throw operationFault('name', 'one that was given is no parameter of $apply.');
  const found = await parts.applyPlan(questionOf(parts, request, input), request.eyes.records);
  if (found.kind === 'refused') return refusal(found.issues, undefined, request.call);
  return { status: 200, body: JSON.stringify(found.carePlan) };
}

function questionOf(parts: ApiParts, { id }: FhirRequest, input: OperationInput): ApplyQuestion {
  // R4 says a string; a Reference says the same.
  const subjects = [
    ...input.list('subject'),
    ...input.objects('subject').flatMap((one) => text(one['reference']) ?? []),
  ];
  const [subject] = subjects;
  if (subject === undefined) throw operationFault('subject', 'a reference such as Patient/1 is needed.');
  if (subjects.length > 1) throw operationFault('subject', 'one patient at a time.');
  const person = refOf(parts, 'subject', subject, 'Patient');
  const optional = (name: string, type: string): Ref | undefined => {
    const given = input.text(name) ?? text(input.object(name)?.['reference']);
    return given === undefined ? undefined : refOf(parts, name, given, type);
  };
  const encounter = optional('encounter', 'Encounter');
  const practitioner = optional('practitioner', 'Practitioner');
  const organization = optional('organization', 'Organization');
  return {
    plan: sourceOf(id, input),
    subject: person,
    ...(encounter && { encounter }),
    ...(practitioner && { practitioner }),
    ...(organization && { organization }),
    variables: variablesOf(input),
    data: dataOf(input),
  };
}

/** A literal reference of the type a parameter is about; our own address before it may stand there too. */
function refOf(parts: ApiParts, name: string, given: string, type: string): Ref {
  const base = `${parts.baseUrl()}/fhir/`;
  const ref = parseRef(given.startsWith(base) ? given.slice(base.length) : given);
  if (ref?.startsWith(`${type}/`) === true) return ref;
  throw operationFault(name, `a reference such as ${type}/1 is needed.`);
}

function sourceOf(id: string | undefined, input: OperationInput): PlanSource {
  const resource = input.object('planDefinition');
  // By GET there is no resource: what stands in the address is the canonical.
  const canonical = input.text('url') ?? (resource ? undefined : input.text('planDefinition'));
  const token = input.text('identifier');
  const sources: readonly PlanSource[] = [
    ...(id === undefined ? [] : [{ kind: 'id', id } as const]),
    ...(resource ? [{ kind: 'inline', resource: plain(resource) } as const] : []),
    ...(canonical === undefined ? [] : [{ kind: 'url', canonical } as const]),
    ...(token === undefined ? [] : [{ kind: 'identifier', token } as const]),
  ];
  const [first, second] = sources;
  if (!first) throw operationFault('planDefinition', 'the plan, its url or its identifier is needed.');
  if (second) throw operationFault('planDefinition', 'one plan, said in one way, is needed.');
  return first;
}

/** Numbers as numbers: what came keeps them as they were written. */
function plain<T extends object>(resource: T): T {
  return JSON.parse(JSON.stringify(resource)) as T;
}

/** R4's context, and what `parameters` holds: each is a variable by its name. */
function variablesOf(input: OperationInput): Readonly<Record<string, unknown>> {
  const context = CONTEXT.flatMap((name) => {
    const value = input.object(name) ?? input.text(name);
    return value === undefined ? [] : [[name, isObject(value) ? plain(value) : { text: value }] as const];
  });
  const named = new Map<string, unknown[]>();
  for (const { name, ...rest } of input
    .objects('parameters')
    .flatMap((one) => objects(plain(one)['parameter']))) {
    const key = text(name);
    const value = Object.values(rest)[0];
    if (key !== undefined && value !== undefined) named.set(key, [...(named.get(key) ?? []), value]);
  }
  return { ...Object.fromEntries(named), ...Object.fromEntries(context) };
}

/** Resources the caller gives: Bundles are opened. */
function dataOf(input: OperationInput): readonly JsonObject[] {
  return input.objects('data').flatMap((given): readonly JsonObject[] => {
    const resource = plain(given);
    if (resource['resourceType'] !== 'Bundle') return isResource(resource) ? [resource] : [];
    return objects(resource['entry']).flatMap(({ resource: one }) => (isResource(one) ? [one] : []));
  });
}
