// Which rules can a resource break, how bad is it, and what do we say?

import type { Facts } from '../../domain/failure.ts';
import type { Language } from '../../domain/language.ts';
import { ANSWER_RULES } from './rules/answer.ts';
import { ELEMENT_RULES } from './rules/element.ts';
import { NORWEGIAN_RULES } from './rules/norwegian.ts';
import { REFERENCE_RULES } from './rules/reference.ts';
import { RESOURCE_RULES } from './rules/resource.ts';
import type { RuleRow } from './rules/row.ts';
import { ANSWER_TEXTS } from './rules/texts/answer.ts';
import { ELEMENT_TEXTS } from './rules/texts/element.ts';
import { NORWEGIAN_TEXTS } from './rules/texts/norwegian.ts';
import { REFERENCE_TEXTS } from './rules/texts/reference.ts';
import { RESOURCE_TEXTS } from './rules/texts/resource.ts';
import type { RuleTexts } from './rules/texts/texts.ts';

/** The table. Keys are stable: they stand in OperationOutcomes and in files that list known disagreements. */
export const RULES = {
  ...ELEMENT_RULES,
  ...REFERENCE_RULES,
  ...NORWEGIAN_RULES,
  ...RESOURCE_RULES,
  ...ANSWER_RULES,
} as const satisfies Record<string, RuleRow>;

/** The key of a rule. */
export type Rule = keyof typeof RULES;

const TEXTS: Readonly<Record<Rule, RuleTexts>> = {
  ...ELEMENT_TEXTS,
  ...REFERENCE_TEXTS,
  ...NORWEGIAN_TEXTS,
  ...RESOURCE_TEXTS,
  ...ANSWER_TEXTS,
};

/** The row of a rule. */
export function rule(key: Rule): RuleRow {
  return RULES[key];
}

/** True when `key` is a rule of the table. */
export function isRule(key: string): key is Rule {
  return Object.hasOwn(RULES, key);
}

/** The sentence of a rule with its slots open. */
export function ruleTemplate(key: Rule, language: Language): string {
  return language === 'en' ? RULES[key].text : TEXTS[key][language];
}

/** The sentence of a rule, its slots filled; a missing fact shows as `–`. */
export function ruleText(key: Rule, facts: Facts, language: Language = 'en'): string {
  return ruleTemplate(key, language).replaceAll(/\{(\w+)\}/g, (_, slot: string) =>
    String(facts[slot] ?? '–'),
  );
}
