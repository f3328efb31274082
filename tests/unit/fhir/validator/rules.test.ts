// Does every rule speak three languages, and say the same in each?

import { describe, expect, test } from '@jest/globals';
import { toOutcome } from '../../../../src/fhir/outcome.ts';
import { isRule, RULES, ruleTemplate } from '../../../../src/fhir/validator/rules.ts';
import { createValidator } from '../../../../src/fhir/validator/validator.ts';

const rules = Object.keys(RULES).filter(isRule);

function slots(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, slot = '']) => slot).toSorted();
}

describe('rules', () => {
  test('the Norwegian sentences have the slots of the English one', () => {
    const differing = rules.filter((key) =>
      (['nb', 'nn'] as const).some(
        (language) => slots(ruleTemplate(key, language)).join() !== slots(ruleTemplate(key, 'en')).join(),
      ),
    );
    expect(differing).toEqual([]);
  });

  test('Bokmål, Nynorsk and English differ', () => {
    const same = rules.filter(
      (key) => key !== 'invariant' && ruleTemplate(key, 'nb') === ruleTemplate(key, 'en'),
    );
    expect(same).toEqual([]);
  });

  test('an OperationOutcome speaks the language asked for, invariants as they are defined', () => {
    const issues = createValidator().validate({
      resourceType: 'Patient',
      gender: 'kvinne',
      contact: [{ gender: 'female' }],
    });
    const text = (language: 'nb' | 'nn' | 'en'): (string | undefined)[] =>
      toOutcome(issues, language).issue.map((issue) => issue.details?.text);
    expect(text('en')[0]).toBe(issues[0]?.text);
    expect(text('nb')[0]).toContain('må ha en kode fra');
    expect(text('nn')[0]).toContain('må ha ein kode frå');
    expect(text('nb')[1]).toBe(issues[1]?.text);
  });
});
