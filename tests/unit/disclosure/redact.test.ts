// What may not go is cut out: parts, references to what stays behind, protected addresses. What is left is valid, and only less.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FhirResource } from '../../../src/disclosure/classify.ts';
import { MASKED } from '../../../src/disclosure/mask.ts';
import { narrow } from '../../../src/disclosure/narrow.ts';
import { hasProtectedAddress, redact } from '../../../src/disclosure/redact.ts';
import type { ContentItem } from '../../../src/domain/delivery.ts';
import { createValidator } from '../../../src/fhir/validator/validator.ts';
import { parseRef } from '../../../src/domain/identity.ts';
import { ask, CHILD, type Circumstances, MOTHER } from '../../support/law.ts';
import { shippedData } from '../../support/mappings.ts';

const { classify } = shippedData();
const VALIDATOR = createValidator();
const PERSONS = { mother: MOTHER, children: new Set<string>([CHILD]) };
const TK = 'https://lenke.example/fhir/CodeSystem';
const concept = (system: string, code: string) => ({ coding: [{ system: `${TK}/${system}`, code }] });

const patient = {
  resourceType: 'Patient',
  id: 'child',
  birthDate: '2026-10-08',
  address: [{ use: 'home', line: ['Veien 1'], city: 'Byen' }],
  telecom: [{ system: 'phone', value: '0' }],
  contact: [{ name: { text: 'Onkel' }, address: { city: 'Byen' } }],
};
const team = {
  resourceType: 'CareTeam',
  id: 'team',
  status: 'active',
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">barnevern er med</div>' },
  subject: { reference: CHILD },
  participant: [
    { role: [concept('tk-role', 'fastlege')], member: { reference: 'Organization/fastlege' } },
    { role: [concept('tk-role', 'barnevern')], member: { reference: 'Organization/barnevern' } },
  ],
};
const plan = {
  resourceType: 'CarePlan',
  id: 'plan',
  status: 'active',
  intent: 'plan',
  subject: { reference: CHILD },
  careTeam: [{ reference: 'CareTeam/team' }],
  supportingInfo: [{ reference: 'Observation/exposure' }, { reference: 'Observation/weight' }],
};
const notice = {
  resourceType: 'Communication',
  id: 'notice',
  status: 'completed',
  category: [concept('tk-communication', 'child-born')],
  subject: { reference: CHILD },
  payload: [{ contentReference: { reference: 'Observation/exposure' } }],
};
const exposure = {
  resourceType: 'Observation',
  id: 'exposure',
  status: 'final',
  code: concept('tk-observation', 'prenatal-exposure'),
  subject: { reference: CHILD },
  valueBoolean: true,
};
const organization = (id: string) => ({ resourceType: 'Organization', id, active: true, name: id });

/** A delivery of these resources to a role, as the pipeline would pin and narrow it. */
function send(
  role: string,
  resources: readonly FhirResource[],
  told: Circumstances = {},
  isProtected = false,
) {
  const items = resources.map((resource, index): ContentItem => {
    const reference = parseRef(`${resource.resourceType}/${resource.id ?? ''}`) ?? CHILD;
    const { classes, quotes, parts, marks } = classify(resource, PERSONS);
    return { reference, version: 1, classes, quotes, parts, marks, essential: index === 0 };
  });
  const verdict = ask(role, items, { treats: [CHILD], ...told });
  if (verdict.effect === 'deny') return { verdict, resources: [], again: [] };
  const kept = narrow(verdict.delivery).map((item) => ({
    item,
    resource: resources[items.indexOf(item)] ?? { resourceType: 'none' },
  }));
  const context = { classify, persons: PERSONS, addressProtected: isProtected };
  const once = redact(verdict.delivery, kept, context);
  const again = redact(verdict.delivery, once, context);
  return {
    verdict,
    resources: once.map(({ resource }) => resource),
    again: again.map(({ resource }) => resource),
  };
}

const isValid = (resource: FhirResource) =>
  VALIDATOR.validate(resource).filter(({ severity }) => severity === 'error' || severity === 'fatal');

describe('parts', () => {
  test('that barnevern takes part is not told to those who may not know', () => {
    const { verdict, resources } = send('habu', [team, organization('barnevern'), organization('fastlege')]);
    expect(verdict.effect).toBe('narrow');
    expect(JSON.stringify(resources)).not.toMatch(/barnevern/);
    expect(JSON.stringify(resources)).toContain('Organization/fastlege');
  });
  test('what has nothing to cut and nothing to add is the very same object', () => {
    const naming = { ...exposure, performer: [{ reference: 'Organization/fastlege' }] };
    const office = organization('fastlege');
    const { resources } = send('fastlege', [naming, office]);
    expect(resources[1]).toBe(office);
  });
  test('an organisation that only the cut part named stays behind, also when it could have gone', () => {
    const { resources } = send('habu', [team, organization('barnevern'), organization('fastlege')]);
    expect(resources.map(({ id }) => id)).toEqual(['team', 'fastlege']);
  });
  test('third parties in a Patient are cut out', () => {
    expect(send('habu', [patient]).resources[0]).not.toHaveProperty('contact');
  });
});

describe('references', () => {
  test('to what stays behind are removed from lists and masked where one must be', () => {
    const { resources } = send('helsestasjon', [notice, plan, exposure]);
    const [told, planned] = resources;
    expect(resources.map(({ id }) => id)).toEqual(['notice', 'plan']);
    expect(planned?.['supportingInfo']).toEqual([{ reference: 'Observation/weight' }]);
    expect(JSON.stringify(told)).not.toContain('exposure');
    expect(JSON.stringify(told?.['payload'])).toContain('masked');
  });
});

test('a version of what stays behind is named as little as itself', () => {
  const versioned = {
    ...notice,
    payload: [{ contentReference: { reference: 'Observation/exposure/_history/2' } }],
  };
  const [told] = send('helsestasjon', [versioned, exposure]).resources;
  expect(told?.['payload']).toEqual([{ contentReference: MASKED }]);
});

describe('protected addresses (kode 6 and 7)', () => {
  const secret = {
    ...patient,
    meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'V' }] },
  };
  test('are seen by their label', () => {
    expect(hasProtectedAddress([team, secret], classify.protectedAddress)).toBe(true);
    expect(hasProtectedAddress([team, patient, exposure], classify.protectedAddress)).toBe(false);
  });
  test('no address, telecom or photo of anybody of the case leaves, to anybody', () => {
    for (const role of ['habu', 'fastlege', 'fhs', 'helsestasjon', 'kk-barsel']) {
      const { resources } = send(role, [patient], {}, true);
      expect(resources).toHaveLength(1);
      expect(JSON.stringify(resources)).not.toMatch(/Veien|Byen|phone/);
    }
  });
  test('contained persons too', () => {
    const holding = {
      ...plan,
      contained: [{ ...patient, resourceType: 'RelatedPerson', id: 'r', patient: { reference: CHILD } }],
    };
    expect(JSON.stringify(send('fastlege', [holding], {}, true).resources)).not.toMatch(/Veien|Byen/);
  });
  test('no narrative leaves, of a person or of anything: it may tell the address in words', () => {
    const text = {
      status: 'generated',
      div: '<div xmlns="http://www.w3.org/1999/xhtml">Bor i Veien 1, Byen</div>',
    };
    const { address: _told, telecom: _phone, contact: _uncle, ...bare } = patient as FhirResource;
    for (const resource of [
      { ...bare, text },
      { ...plan, text },
    ] as readonly FhirResource[]) {
      expect(JSON.stringify(send('fastlege', [resource], {}, true).resources)).not.toMatch(/Veien|Byen/);
      expect(JSON.stringify(send('fastlege', [resource], {}, false).resources)).toMatch(/Veien/);
    }
  });
  test('addresses of organisations stay', () => {
    const office = { ...organization('fhs'), address: [{ city: 'Byen' }] };
    const naming = { ...plan, author: { reference: 'Organization/fhs' } };
    expect(JSON.stringify(send('fastlege', [naming, office], {}, true).resources)).toContain('Byen');
  });
});

describe('labels', () => {
  test('say how sensitive the content is', () => {
    const [told] = send('habu', [exposure]).resources;
    expect(told?.['meta']).toEqual({
      security: [
        { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' },
        { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'SUD' },
      ],
    });
  });
  test('a stricter one of the sender stays', () => {
    const strict = {
      ...exposure,
      meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'V' }] },
    };
    expect(JSON.stringify(send('habu', [strict]).resources[0]?.['meta'])).toContain('"V"');
  });
});

describe('properties', () => {
  const pool: readonly FhirResource[] = [
    notice,
    plan,
    team,
    exposure,
    patient,
    organization('fastlege'),
    organization('barnevern'),
  ];
  const leaves = (value: unknown): readonly string[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)];
  const added = new Set(['masked', 'http://hl7.org/fhir/StructureDefinition/data-absent-reason']);

  test('it only removes, doing it twice is doing it once, and what is left is valid', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...pool], { minLength: 1 }),
        fc.constantFrom('habu', 'fastlege', 'fhs', 'helsestasjon', 'barnevern', 'nav'),
        fc.boolean(),
        (chosen, role, isProtected) => {
          const { resources, again } = send(role, chosen, {}, isProtected);
          expect(again).toEqual(resources);
          const before = new Set(chosen.flatMap(leaves));
          for (const resource of resources) {
            const { meta: _labels, ...told } = resource;
            for (const leaf of leaves(told)) expect(before.has(leaf) || added.has(leaf)).toBe(true);
            expect(isValid(resource)).toEqual([]);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
