// Do we say the same as HL7's validator on the open half of its cases?

import { describe, expect, test } from '@jest/globals';
import { casesPresent, disagreements, nameOf, runCases } from '../../../conformance/run.ts';

const all = casesPresent() ? runCases() : [];
const suite = casesPresent() ? describe : describe.skip;
const title = casesPresent()
  ? 'HL7 cases'
  : 'HL7 cases (skipped: ../shared/data/validator-cases is not here)';

suite(title, () => {
  test('we differ only where disagreements.json says why', () => {
    const differing = all.filter((one) => one.expected !== one.actual).map(nameOf);
    expect(differing.filter((name) => disagreements()[name] === undefined)).toEqual([]);
  });

  test('disagreements.json holds nothing we agree on', () => {
    const differing = new Set(all.filter((one) => one.expected !== one.actual).map(nameOf));
    expect(Object.keys(disagreements()).filter((name) => !differing.has(name))).toEqual([]);
  });

  test('lane core-json: at least 45 of 46 valid and 58 of 59 invalid', () => {
    const base = all.filter((one) => one.lane === 'core-json' && one.level === 'base');
    const right = (expected: string): number =>
      base.filter((one) => one.expected === expected && one.actual === expected).length;
    expect({ valid: right('valid') >= 45, invalid: right('invalid') >= 58 }).toEqual({
      valid: true,
      invalid: true,
    });
  });
});
