// May I apply a plan without a server? Everything $apply needs, made of a synthetic subject and the definitions at hand.

import { createElementRules } from '../../src/fhir/patch/element-rules.ts';
import { shippedProfiles } from '../../src/fhir/profiles.ts';
import { createValidator } from '../../src/fhir/validator/validator.ts';
import type { Resource } from '../../src/pathway/case/case-view.ts';
import { type Applied, applyPlan } from '../../src/pathway/definitions/apply.ts';
import type { ApplyInput } from '../../src/pathway/definitions/applying.ts';
import { readDefinition } from '../../src/pathway/definitions/definition.ts';

const findRule = createElementRules();
export const validator = createValidator({ profiles: shippedProfiles() });

export const SUBJECT: Resource & { readonly id: string } = {
  resourceType: 'Patient',
  id: 'mother',
  gender: 'female',
  birthDate: '1996-03-31',
};

/** A plan with what every plan needs. */
export function planOf(parts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    resourceType: 'PlanDefinition',
    url: 'http://example.org/PlanDefinition/p',
    name: 'Plan',
    status: 'active',
    ...parts,
  };
}

/** A FHIRPath Expression. */
export function path(expression: string): { language: string; expression: string } {
  return { language: 'text/fhirpath', expression };
}

/** Applies a plan written as JSON; `definitions` are found by their canonicals. */
export function apply(
  plan: unknown,
  more: Partial<Omit<ApplyInput, 'plan' | 'definition'>> & { readonly definitions?: readonly object[] } = {},
): Applied {
  const { definitions = [], ...given } = more;
  const known = definitions.map(readDefinition);
  const read = readDefinition(plan);
  if (read?.resourceType !== 'PlanDefinition') throw new TypeError('a PlanDefinition is needed');
  return applyPlan({
    plan: read,
    subject: SUBJECT,
    known: [SUBJECT],
    variables: {},
    ground: null,
    now: new Date('2026-11-22T10:00:00Z'),
    zone: 'Europe/Oslo',
    findRule,
    memberOf: (valueSet, system, code) => validator.terminology().memberOf(valueSet)?.(system, code),
    validate: (resource, profiles = []) => validator.validate(resource, { profiles }),
    fillRole: (code) => (code === 'habu' ? { reference: 'Organization/habu' } : undefined),
    service: () => undefined,
    moment: () => undefined,
    ...given,
    definition: (canonical) => known.find((one) => one?.url === canonical.replace(/\|.*$/, '')),
  });
}

/** An action of the RequestGroup. */
export interface GroupAction {
  id?: string;
  resource?: { reference: string };
  action?: GroupAction[];
  [element: string]: unknown;
}

/** What came back, in parts. */
export interface AppliedParts {
  readonly carePlan: Resource;
  readonly group: Resource;
  readonly actions: readonly GroupAction[];
  readonly requests: readonly Resource[];
  readonly others: readonly Resource[];
  /** Code, place and severity of each issue. */
  readonly said: readonly unknown[];
}

/** Applies; throws when it is refused, or when what came back is not valid. */
export function applied(...args: Parameters<typeof apply>): AppliedParts {
  const result = apply(...args);
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.issues));
  const faults = validator.validate(result.carePlan).filter(({ severity }) => severity === 'error');
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  const contained = result.carePlan['contained'] as Resource[];
  const [group, ...others] = contained;
  return {
    carePlan: result.carePlan,
    group: group as Resource,
    actions: (group?.['action'] ?? []) as GroupAction[],
    requests: others.filter(({ id }) => id?.startsWith('request-')),
    others,
    said: result.issues.map(({ key, expression, severity }) => [key, expression, severity]),
  };
}

/** Codes and places of a refusal. */
export function refusal(plan: unknown, definitions: readonly object[] = []): unknown[] {
  const result = apply(plan, { definitions });
  return result.kind === 'refused' ? result.issues.map(({ key, expression }) => [key, expression]) : [];
}

/** An activity to apply. */
export const ACTIVITY = {
  resourceType: 'ActivityDefinition',
  url: 'http://example.org/ActivityDefinition/a',
  version: '1',
  status: 'active',
  kind: 'ServiceRequest',
  intent: 'plan',
  code: { text: 'Ultrasound' },
};
