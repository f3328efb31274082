// Which rules can a resource break, how bad is it, and what do we say?

import type { Facts } from '../../domain/failure.ts';
import { ANSWER_RULES } from './rules/answer.ts';
import { ELEMENT_RULES } from './rules/element.ts';
import { REFERENCE_RULES } from './rules/reference.ts';
import { RESOURCE_RULES } from './rules/resource.ts';
import type { RuleRow } from './rules/row.ts';

/** The table. Keys are stable: they stand in OperationOutcomes and in files that list known disagreements. */
export const RULES = {
  ...ELEMENT_RULES,
  ...REFERENCE_RULES,
  ...RESOURCE_RULES,
  ...ANSWER_RULES,
} as const satisfies Record<string, RuleRow>;

/** The key of a rule. */
export type Rule = keyof typeof RULES;

/** The row of a rule. */
export function rule(key: Rule): RuleRow {
  return RULES[key];
}

/** The sentence of a rule, its slots filled; a missing fact shows as `–`. */
export function ruleText(key: Rule, facts: Facts): string {
  return RULES[key].text.replaceAll(/\{(\w+)\}/g, (_, slot: string) => String(facts[slot] ?? '–'));
}
