// What becomes of codes that only a terminology server can tell?

import { describe, expect, test } from '@jest/globals';
import type { TerminologyQuestion, TerminologyServer } from '../../../../src/fhir/terminology/server.ts';
import { createValidator } from '../../../../src/fhir/validator/validator.ts';

const VS = 'https://x.no/vs';
const SNOMED = 'http://snomed.info/sct';
const validator = createValidator({
  definitions: [
    {
      resourceType: 'ValueSet',
      url: VS,
      compose: { include: [{ system: SNOMED, filter: [{ property: 'concept', op: 'is-a', value: '1' }] }] },
    },
    {
      resourceType: 'StructureDefinition',
      url: 'https://x.no/p',
      name: 'P',
      type: 'Basic',
      kind: 'resource',
      derivation: 'constraint',
      baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Basic',
      differential: {
        element: [{ id: 'Basic.code', path: 'Basic.code', binding: { strength: 'required', valueSet: VS } }],
      },
    },
  ],
});
const basic = { resourceType: 'Basic', code: { coding: [{ system: SNOMED, code: '7' }] } };
const profiles = ['https://x.no/p'];

function server(answer: (question: TerminologyQuestion) => boolean | undefined): {
  readonly asked: TerminologyQuestion[];
  readonly server: TerminologyServer;
} {
  const asked: TerminologyQuestion[] = [];
  return {
    asked,
    server: {
      validateCode: async (question) => {
        asked.push(question);
        return answer(question);
      },
    },
  };
}

describe('with a terminology server', () => {
  test('without one, what cannot be checked is said as information', () => {
    const issues = validator.validate(basic, { profiles });
    expect(issues.map((one) => `${one.severity} ${one.key}`).toSorted()).toEqual([
      'information binding-unchecked',
      'information code-unchecked',
    ]);
  });

  const ROWS: readonly [string, boolean | undefined, string[]][] = [
    ['yes: nothing is left to say', true, []],
    ['no: the rules are broken', false, ['error binding-required', 'error code-refused']],
    [
      'it does not know: still information',
      undefined,
      ['information binding-unchecked', 'information code-unchecked'],
    ],
  ];
  test.each(ROWS)('%s', async (_reason, answer, expected) => {
    const { asked, server: one } = server(() => answer);
    const issues = await validator.validateAsking(one, basic, { profiles });
    expect(issues.map((found) => `${found.severity} ${found.key}`).toSorted()).toEqual(expected);
    expect(asked.map(({ valueSet, system, code }) => `${valueSet} ${system} ${code}`).toSorted()).toEqual([
      `${VS} ${SNOMED} 7`,
      `undefined ${SNOMED} 7`,
    ]);
  });

  test('a server that fails leaves the question open', async () => {
    const failing: TerminologyServer = { validateCode: () => Promise.reject(new Error('down')) };
    const issues = await validator.validateAsking(failing, basic, { profiles });
    expect(issues.map((one) => one.severity)).toEqual(['information', 'information']);
  });

  test('the same code is asked about once', async () => {
    const { asked, server: one } = server(() => true);
    const many = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: Array.from({ length: 20 }, () => ({ resource: basic })),
    };
    await validator.validateAsking(one, many);
    expect(asked).toHaveLength(1);
  });
});
