// How does a pathway look in FHIR's own words? A PlanDefinition of the merged layer, and an ActivityDefinition per request it drafts.

import type { Action, Pathway } from './pathway.ts';

/** A definition as R4 writes it. */
export interface Definition {
  readonly resourceType: 'PlanDefinition' | 'ActivityDefinition';
  readonly id: string;
  readonly [element: string]: unknown;
}

/** What a definition is published under. */
export interface Publishing {
  /** Canonical root without a trailing slash. */
  readonly canonical: string;
  readonly system: (name: string) => string;
}

const UCUM = 'http://unitsofmeasure.org';
const USAGE = 'http://terminology.hl7.org/CodeSystem/usage-context-type';
const DEFINITION_TYPE = 'http://terminology.hl7.org/CodeSystem/plan-definition-type';

/** The PlanDefinition first, then its ActivityDefinitions. Pure: the same layer gives the same definitions. */
export function planDefinition(pathway: Pathway, publishing: Publishing): readonly Definition[] {
  const { layer, version } = pathway;
  const plan: Definition = {
    resourceType: 'PlanDefinition',
    id: layer,
    url: `${publishing.canonical}/PlanDefinition/${layer}`,
    version,
    name: nameOf(`Pathway-${layer}`),
    title: `Pathway ${layer}`,
    type: { coding: [{ system: DEFINITION_TYPE, code: 'eca-rule' }] },
    status: 'active',
    experimental: false,
    useContext: [{ code: { system: USAGE, code: 'program' }, valueCodeableConcept: { text: layer } }],
    action: pathway.actions.map((action) => actionOf(action, pathway, publishing)),
  };
  return [
    plan,
    ...pathway.actions
      .filter(({ kind }) => kind !== undefined)
      .map((action) => activityOf(action, pathway, publishing)),
  ];
}

function actionOf(action: Action, { version }: Pathway, { canonical, system }: Publishing): object {
  const duration = afterEvent(action.due);
  return {
    id: action.id,
    title: action.title.en,
    description: action.title.nb,
    ...timesOf(action),
    code: [{ coding: [{ system: system('tk-action'), code: action.id }] }],
    ...(action.req.length > 0 && {
      documentation: action.req.map((req) => ({ type: 'justification', label: req })),
    }),
    trigger: action.ev.map((name) => ({ type: 'named-event', name })),
    condition: [
      { kind: 'applicability', expression: { language: 'text/fhirpath', expression: action.if.expression } },
    ],
    ...(duration && { timingDuration: duration }),
    participant: participantsOf(action),
    ...(action.kind !== undefined && {
      definitionCanonical: `${canonical}/ActivityDefinition/${action.id}|${version}`,
    }),
  };
}

/** Owner and parts; the gateway itself is a device. */
function participantsOf({ owner, parts }: Action): readonly object[] {
  const roles = [...(owner === undefined ? [] : [owner]), ...parts.map(({ role }) => role)];
  return roles.map((role) => ({ type: participantType(role), role: { text: role } }));
}

function participantType(role: string): string {
  if (role === 'system') return 'device';
  return role === 'patient' || role === 'parents' ? 'patient' : 'practitioner';
}

/** Dates that hang on another anchor than the event have no element in R4: they are said in words. */
function timesOf({ start, due, escalate, repeat }: Action): { textEquivalent?: string } {
  const said = Object.entries({ start, due, escalate, repeat }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${value}`],
  );
  return said.length === 0 ? {} : { textEquivalent: said.join(', ') };
}

const UNITS: Readonly<Record<string, string>> = { D: 'd', W: 'wk', M: 'mo' };

function afterEvent(due: string | undefined): object | undefined {
  const match = /^EVENT\+P(?:(\d+)([DWM])|T(\d+)H)$/.exec(due ?? '');
  if (!match) return undefined;
  const code = match[3] === undefined ? (UNITS[match[2] ?? ''] ?? 'd') : 'h';
  return { value: Number(match[3] ?? match[1]), unit: code, system: UCUM, code };
}

function activityOf(action: Action, { version }: Pathway, { canonical, system }: Publishing): Definition {
  return {
    resourceType: 'ActivityDefinition',
    id: action.id,
    url: `${canonical}/ActivityDefinition/${action.id}`,
    version,
    name: nameOf(action.id),
    title: action.title.en,
    status: 'active',
    experimental: false,
    description: action.title.nb,
    kind: action.kind,
    code: { coding: [{ system: system('tk-action'), code: action.id }], text: action.title.nb },
    intent: action.mode === 'PROP' ? 'proposal' : 'order',
    ...(action.owner !== undefined && {
      participant: [{ type: participantType(action.owner), role: { text: action.owner } }],
    }),
  };
}

/** Computer names have no hyphen (invariants pdf-0 and adf-0). */
function nameOf(id: string): string {
  return id.replaceAll('-', '_');
}
