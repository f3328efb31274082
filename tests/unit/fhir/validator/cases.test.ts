// Does the validator tell the 114 cases apart?

import { describe, expect, test } from '@jest/globals';
import { hasErrors } from '../../../../src/fhir/issue.ts';
import { createValidator } from '../../../../src/fhir/validator/validator.ts';
import { CASES } from './cases.ts';
import { PROFILES } from './profiles.ts';

const validator = createValidator({ definitions: PROFILES });

describe('the 114 cases', () => {
  test('are 114', () => expect(CASES).toHaveLength(114));

  test.each(CASES.map((one) => [`${one.group}: ${one.reason}`, one] as const))(
    '%s',
    (_reason, { resource, profile, verdict }) => {
      const issues = validator.validate(
        structuredClone(resource),
        profile === undefined ? {} : { profiles: [profile] },
      );
      const errors = issues
        .filter((issue) => issue.severity === 'error')
        .map(({ key, expression }) => `${key} ${expression}`);
      expect({ verdict: hasErrors(issues) ? 'err' : 'ok', ...(verdict === 'ok' && { errors }) }).toEqual({
        verdict,
        ...(verdict === 'ok' && { errors: [] }),
      });
    },
  );
});
