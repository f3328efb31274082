// Does an action apply? Only when every applicability condition is true: false is silent, empty and error are named.

import type { PlanDefinitionActionCondition } from '@medplum/fhirtypes';
import { type Applying, tell } from './applying.ts';
import type { PlanDefinitionAction } from './definition.ts';
import { evaluate, type Scope } from './evaluate.ts';

/** True when it applies. What is not known never counts as yes. */
export function applies(
  { condition }: PlanDefinitionAction,
  at: string,
  scope: Scope,
  applying: Applying,
): boolean {
  const outcomes = (condition ?? []).map((one, index) =>
    one.kind === 'applicability' ? holds(one, `${at}.condition[${index}]`, scope, applying) : true,
  );
  return outcomes.every(Boolean);
}

function holds(
  { expression }: PlanDefinitionActionCondition,
  at: string,
  scope: Scope,
  applying: Applying,
): boolean {
  const place = `${at}.expression`;
  const found = evaluate(expression ?? NONE, scope, applying.compile);
  if (found.kind === 'error') {
    tell(applying, 'LENKE_PLAN_EXPRESSION', place, { reason: found.reason });
    return false;
  }
  const [value, ...more] = found.values;
  if (value === undefined) {
    tell(applying, 'LENKE_PLAN_CONDITION_EMPTY', place, {}, 'warning');
    return false;
  }
  if (typeof value === 'boolean' && more.length === 0) return value;
  tell(applying, 'LENKE_PLAN_EXPRESSION', place, { reason: 'it must give true or false.' });
  return false;
}

/** An expression that is not there. */
const NONE = {};

/** Conditions that are carried through: when to begin and when to stop is for whoever does it. */
export function carried({ condition }: PlanDefinitionAction): readonly PlanDefinitionActionCondition[] {
  return (condition ?? []).filter(({ kind }) => kind !== 'applicability');
}
