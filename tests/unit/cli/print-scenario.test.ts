// What a scenario would send is printed whole, valid, and without a gateway.

import { afterEach, expect, jest, test } from '@jest/globals';
import { printScenario } from '../../../src/cli/print-scenario.ts';
import { SCENARIOS } from '../../../src/cli/play.ts';
import { hasErrors } from '../../../src/fhir/issue.ts';
import { shippedProfiles } from '../../../src/fhir/profiles.ts';
import { createValidator } from '../../../src/fhir/validator/validator.ts';

const validator = createValidator({ profiles: shippedProfiles() });

afterEach(() => {
  jest.restoreAllMocks();
});

test.each(Object.keys(SCENARIOS))('%s', async (name) => {
  const out: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  expect(await printScenario(name, { mother: '7' })).toBe(0);
  const calls = JSON.parse(out.join('')) as { method: string; path: string; body: object }[];
  expect(calls.length).toBeGreaterThan(0);
  for (const { method, path, body } of calls) {
    expect([method, path]).toEqual(['POST', '/fhir']);
    expect(hasErrors(validator.validate(body))).toBe(false);
  }
});
