// What does the validator promise besides its verdicts?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasErrors } from '../../../../src/fhir/issue.ts';
import { createValidator } from '../../../../src/fhir/validator/validator.ts';
import { CASES } from './cases.ts';
import { PROFILES, U } from './profiles.ts';

const validator = createValidator({ definitions: PROFILES });
const patient = {
  resourceType: 'Patient',
  id: 'a',
  active: true,
  name: [{ family: 'Prøve', given: ['Anne'] }],
  birthDate: '1990-01-02',
  gender: 'female',
};

const types = validator.types();
const nearlyResource = fc.record(
  {
    resourceType: fc.constantFrom(...types),
    id: fc.anything(),
    name: fc.anything(),
    status: fc.anything(),
    entry: fc.array(fc.record({ resource: fc.anything(), fullUrl: fc.anything() })),
    item: fc.anything(),
    contained: fc.anything(),
    extension: fc.anything(),
    text: fc.anything(),
  },
  { requiredKeys: ['resourceType'] },
);

describe('the validator', () => {
  test('knows the 146 types that can be sent', () => {
    expect([types.length, validator.knowsType('Patient'), validator.knowsType('Patientt')]).toEqual([
      146,
      true,
      false,
    ]);
  });

  test('never throws, whatever comes in', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), nearlyResource), (input) =>
        Array.isArray(validator.validate(input)),
      ),
      { numRuns: 1500 },
    );
  });

  const ODD: readonly [string, () => unknown][] = [
    [
      'a circle',
      () => {
        const one: Record<string, unknown> = { ...patient };
        one['contained'] = [one];
        return one;
      },
    ],
    [
      'a throwing getter',
      () =>
        Object.defineProperty({ ...patient }, 'name', {
          enumerable: true,
          get: () => {
            throw new Error('no');
          },
        }),
    ],
    [
      'nesting of 10,000',
      () => {
        let inner: object = { url: 'a', valueString: 'x' };
        for (let i = 0; i < 10_000; i++) inner = { url: 'a', extension: [inner] };
        return { ...patient, extension: [inner] };
      },
    ],
    ['nothing', () => undefined],
    ['a list', () => [patient]],
    ['a function', () => () => patient],
  ];
  test.each(ODD)('%s is refused, not thrown at', (_reason, make) => {
    expect(hasErrors(validator.validate(make()))).toBe(true);
  });

  test('a valid resource with one thing wrong is invalid', () => {
    const valid = CASES.filter((one) => one.verdict === 'ok');
    const fault = fc.constantFrom<(json: Record<string, unknown>) => void>(
      (json) => {
        json['notAnElement'] = 1;
      },
      (json) => {
        json['id'] = 'white space';
      },
      (json) => {
        json['meta'] = [];
      },
      (json) => {
        json['implicitRules'] = 7;
      },
      (json) => {
        json['language'] = null;
      },
      (json) => {
        json['meta'] = { lastUpdated: '2020' };
      },
      (json) => {
        json['resourceType'] = 'Persons';
      },
      (json) => {
        json['meta'] = { tag: [{ userSelected: 'yes' }] };
      },
    );
    fc.assert(
      fc.property(fc.constantFrom(...valid), fault, ({ resource, profile }, break_) => {
        const mutant: Record<string, unknown> = JSON.parse(JSON.stringify(resource));
        break_(mutant);
        return hasErrors(validator.validate(mutant, profile === undefined ? {} : { profiles: [profile] }));
      }),
      { numRuns: 300 },
    );
  });

  test('no issue repeats a value of the sender', () => {
    const secret = 'hemmelig13916900281';
    const issues = validator.validate({
      resourceType: 'Patient',
      gender: secret,
      birthDate: secret,
      id: `${secret} `,
      name: [{ use: secret }],
      [`${secret} x`]: 1,
      generalPractitioner: [{ reference: `Hemmelig/${secret}`, type: secret }],
      meta: { profile: [secret, `https://x.no/${secret}`] },
      extension: [{ url: secret }, { url: `https://x.no/${secret}`, valueString: secret }],
      a13916900281: 1,
      communication: [{ language: { coding: [{ system: secret, code: secret }] } }],
    });
    expect(issues.length).toBeGreaterThan(5);
    expect(JSON.stringify(issues)).not.toContain('13916900281');
  });

  test('places are FHIRPath with indexes, and the text is asked by JSON keys', () => {
    const asked: string[] = [];
    const resource = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        {
          fullUrl: 'urn:uuid:7b8d3e2c-0000-4000-8000-000000000001',
          resource: {
            resourceType: 'Observation',
            status: 'final',
            code: { text: 'x' },
            valueQuantity: { value: 'much' },
          },
        },
      ],
    };
    const [issue] = validator.validate(resource, {
      locate: (path) => {
        asked.push(path);
        return { line: 3, column: 7 };
      },
    });
    expect(issue).toMatchObject({
      key: 'primitive-type',
      expression: 'Bundle.entry[0].resource.value.ofType(Quantity).value',
      line: 3,
      column: 7,
    });
    expect(asked).toEqual(['Bundle.entry[0].resource.valueQuantity.value']);
  });

  test('an unknown profile is a warning, a profile of another type an error', () => {
    const unknown = validator.validate({
      ...patient,
      meta: { profile: ['https://example.no/fhir/StructureDefinition/none'] },
    });
    const other = validator.validate({ ...patient, meta: { profile: [`${U}trap-bp`] } });
    expect([
      unknown.map((one) => `${one.severity} ${one.key}`),
      other.map((one) => `${one.severity} ${one.key}`),
    ]).toEqual([['warning profile-unknown'], ['error profile-type']]);
  });

  test('best practice is said only when asked for', () => {
    expect([
      validator.validate(patient).length,
      validator.validate(patient, { bestPractice: true }).map((one) => one.key),
    ]).toEqual([0, ['invariant:dom-6']]);
  });

  test('adding definitions leaves the validator they are added to as it was', () => {
    const base = createValidator();
    base.withDefinitions(PROFILES);
    expect(base.validate(patient, { profiles: [`${U}no-pathway-patient`] }).map((one) => one.key)).toEqual([
      'profile-unknown',
    ]);
  });

  test('profile text is data: what looks like code stays text', () => {
    const hostile = {
      resourceType: 'StructureDefinition',
      url: "https://x.no/');process.exit(1);('\n",
      name: 'x',
      type: 'Patient',
      kind: 'resource',
      derivation: 'constraint',
      baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
      differential: {
        element: [
          {
            id: 'Patient.gender',
            path: 'Patient.gender',
            patternCode: '`);process.exit(1);`',
            constraint: [{ key: '*/x', severity: 'error', human: '*/', expression: "'" }],
          },
        ],
      },
    };
    const issues = createValidator({ definitions: [hostile] }).validate(patient, { profiles: [hostile.url] });
    expect(issues.map((one) => one.key)).toEqual(['pattern-value', 'invariant-unevaluated']);
  });
});
