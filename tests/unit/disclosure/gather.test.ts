// The evidence of a case is what its resources say: classes, parents, signed acts, relations. What they leave open is nothing.

import { describe, expect, test } from '@jest/globals';
import { gather } from '../../../src/disclosure/gather.ts';
import { bornCase } from '../../support/case.ts';
import { CHILD, MOTHER, NORWAY } from '../../support/law.ts';
import { shippedData } from '../../support/mappings.ts';

const { classify } = shippedData();
const TK = 'https://lenke.example/fhir/CodeSystem';
const concept = (system: string, code: string) => ({ coding: [{ system: `${TK}/${system}`, code }] });
const PERSONS = { mother: MOTHER, children: new Set<string>([CHILD]) };
const read = (...resources: readonly { resourceType: string }[]) =>
  gather({ resources, mother: MOTHER, children: [CHILD] }, NORWAY);

describe('whose data, which classes', () => {
  const observation = (subject: string, code: string, over: object = {}) => ({
    resourceType: 'Observation',
    code: concept('tk-observation', code),
    subject: { reference: subject },
    ...over,
  });
  const rows: readonly (readonly [string, Parameters<typeof classify>[0], object])[] = [
    [
      'what a child’s document quotes is the mother’s',
      observation(CHILD, 'prenatal-exposure'),
      { of: CHILD, classes: ['D3'], quotes: ['D3'] },
    ],
    [
      'a newborn’s toxicology is the child’s and tells of hers',
      observation(CHILD, 'newborn-tox-summary'),
      { classes: ['D4', 'D8'], quotes: ['D4'] },
    ],
    [
      'a sample without a purpose is medical',
      observation(MOTHER, 'urine-tox-summary'),
      { classes: ['D4'], marks: ['medical-sample'] },
    ],
    [
      'a sanction sample is not',
      observation(MOTHER, 'urine-tox-summary', {
        component: [
          {
            code: concept('tk-observation', 'sample-purpose'),
            valueCodeableConcept: concept('tk-sample-purpose', 'sanction'),
          },
        ],
      }),
      { classes: ['D4'], marks: [] },
    ],
    ['an unknown code is the strictest class', observation(MOTHER, 'unheard-of'), { classes: ['D0'] }],
    [
      'an unknown type is the strictest class',
      { resourceType: 'Basic', subject: { reference: MOTHER } },
      { classes: ['D0'] },
    ],
    [
      'somebody outside the case is a third party',
      observation('Patient/father', 'reported-use'),
      { classes: ['D11'] },
    ],
    [
      'a sender’s label adds its class',
      observation(MOTHER, 'reported-use', {
        meta: { security: [{ system: `${TK}/tk-data-class`, code: 'D6' }] },
      }),
      { classes: ['D3', 'D6'] },
    ],
    [
      'a label that is no class is the strictest',
      observation(MOTHER, 'reported-use', {
        meta: { security: [{ system: `${TK}/tk-data-class`, code: 'D99' }] },
      }),
      { classes: ['D0', 'D3'] },
    ],
    [
      'a profile tells a HABU report',
      {
        resourceType: 'Composition',
        subject: { reference: CHILD },
        meta: { profile: ['https://lenke.example/fhir/StructureDefinition/lenke-habu-report'] },
      },
      { marks: ['habu-report'] },
    ],
    [
      'an appointment is of whom it is for',
      { resourceType: 'Appointment', participant: [{ actor: { reference: MOTHER } }] },
      { of: MOTHER, classes: ['D2'] },
    ],
    [
      'an uncle is a third party',
      {
        resourceType: 'RelatedPerson',
        patient: { reference: CHILD },
        relationship: [{ coding: [{ code: 'onkel' }] }],
      },
      { classes: ['D1', 'D11'] },
    ],
  ];
  test.each(rows)('%s', (_reason, resource, expected) => {
    expect(classify(resource, PERSONS)).toMatchObject(expected);
  });
  test('the same resource is another’s to another case, and its own again to its own', () => {
    const hers = observation(MOTHER, 'reported-use');
    const elsewhere = { mother: 'Patient/elsewhere', children: new Set<string>() };
    const asked = [PERSONS, elsewhere, PERSONS].map((persons) => classify(hers, persons).classes);
    expect(asked).toEqual([['D3'], ['D11'], ['D3']]);
  });
  test('everything of a played birth is classified', () => {
    const { resources, triggers } = bornCase();
    const [mother = ''] = triggers.map(({ subject }) => (subject as { reference: string }).reference);
    const children = new Set(
      resources
        .filter(({ resourceType }) => resourceType === 'Patient')
        .map(({ id }) => `Patient/${id ?? ''}`)
        .filter((one) => one !== mother),
    );
    const open = resources
      .filter((one) => classify(one, { mother, children }).classes.includes('D0'))
      .map(({ resourceType }) => resourceType);
    expect([...new Set(open)]).toEqual(['Consent']);
  });
});

describe('who decides for the child (DT-6)', () => {
  const responsibility = 'http://hl7.no/fhir/CodeSystem/no-basis-parental-responsibility';
  const person = (id: string, codes: readonly (readonly [string, string])[], over: object = {}) => ({
    resourceType: 'RelatedPerson',
    id,
    patient: { reference: CHILD },
    relationship: codes.map(([system, code]) => ({ coding: [{ system, code }] })),
    ...over,
  });
  const her = (code: string, system = responsibility) =>
    person('her', [
      ['http://hl7.no/fhir/CodeSystem/no-basis-family-relation', 'mor'],
      [system, code],
    ]);
  const him = (code: string, system = responsibility, over: object = {}) =>
    person('him', [[system, code]], over);
  const kindOf = (...people: readonly { resourceType: string }[]) => read(...people).parents.get(CHILD)?.kind;
  const OID = 'urn:oid:2.16.578.1.12.4.1.1.9196';

  test.each([
    ['nothing said', [], 'unknown'],
    [
      'a mother by birth alone says nothing of responsibility',
      [person('her', [['http://hl7.no/fhir/CodeSystem/no-basis-family-relation', 'mor']])],
      'unknown',
    ],
    ['alone', [her('mor')], 'alone'],
    ['alone by list 9196', [her('1', OID)], 'alone'],
    ['shared', [her('felles'), him('felles')], 'shared'],
    ['shared by list 9196', [her('2', OID), him('2', OID)], 'shared'],
    ['shared with somebody who is not known', [her('felles')], 'unknown'],
    ['alone and shared contradict', [her('mor'), him('felles')], 'unknown'],
    ['two who each have it alone contradict', [her('mor'), him('far')], 'unknown'],
    ['barnevern after a care order', [person('bv', [[OID, '3']])], 'child-welfare'],
    ['has none', [her('0', OID)], 'unknown'],
    [
      'an ended one does not count',
      [her('felles'), him('felles', responsibility, { period: { end: '2026-01-01' } })],
      'unknown',
    ],
  ])('%s', (_reason, people, kind) => {
    expect(kindOf(...people)).toBe(kind);
  });
  test('a holder is known as related person and as patient', () => {
    const identifier = [{ system: 'urn:x', value: '1' }];
    const father = { resourceType: 'Patient', id: 'father', identifier };
    const { parents } = read(him('far', responsibility, { identifier }), father);
    expect([...(parents.get(CHILD)?.holders[0] ?? [])]).toEqual(
      expect.arrayContaining(['RelatedPerson/him', 'Patient/father']),
    );
    expect([...(read(her('mor')).parents.get(CHILD)?.holders[0] ?? [])]).toContain(MOTHER);
  });
});

describe('a move', () => {
  const yes = (actor: object) => ({
    resourceType: 'Consent',
    id: 'yes',
    status: 'active',
    patient: { reference: MOTHER },
    dateTime: '2026-05-01T10:00:00Z',
    performer: [{ reference: MOTHER }],
    organization: [{ reference: 'Organization/fhs' }],
    provision: { type: 'permit', actor: [actor], action: [{ coding: [{ code: 'disclose' }] }] },
  });
  const asked = (status: string) => ({
    resourceType: 'Task',
    id: 'asked',
    status,
    code: concept('tk-task', 'reconfirm-consent'),
    focus: { reference: 'Consent/yes' },
  });
  const role = { role: concept('tk-role', 'barnevern') };
  const named = { ...role, reference: { reference: 'Organization/barnevern' } };
  const actors = (...resources: readonly { resourceType: string }[]) =>
    read(...resources).provisions.flatMap((one) => one.actors);

  test('leaves a consent to a role to nobody until she is asked; an organisation that is named stays named', () => {
    expect(actors(yes(role))).toHaveLength(1);
    expect(actors(yes(role), asked('requested'))).toEqual([]);
    expect(actors(yes(named), asked('requested'))).toHaveLength(1);
    expect(actors(yes(role), asked('completed'))).toHaveLength(1);
  });
});

describe('signed acts', () => {
  const met = (over: object = {}) => ({
    resourceType: 'Task',
    id: '33',
    status: 'completed',
    code: concept('tk-task', 'assess-33'),
    for: { reference: CHILD },
    owner: { reference: 'PractitionerRole/1' },
    output: [{ type: { text: 'criteria-met' }, valueBoolean: true }],
    ...over,
  });
  const named = (...resources: readonly { resourceType: string }[]) =>
    read(...resources).acts.map(({ name }) => name);

  test.each([
    ['met and signed by a person', met(), ['assessment-33']],
    [
      'signed by somebody known by HPR',
      met({ owner: { identifier: { system: 'urn:oid:2.16.578.1.12.4.1.4.4', value: '7' } } }),
      ['assessment-33'],
    ],
    ['not finished', met({ status: 'in-progress' }), []],
    ['not met', met({ output: [{ type: { text: 'criteria-met' }, valueBoolean: false }] }), []],
    ['without an answer', met({ output: [] }), []],
    ['owned by an organisation: nobody has signed', met({ owner: { reference: 'Organization/1' } }), []],
    ['about nobody', met({ for: undefined }), []],
    [
      'an order without its scope',
      met({ code: concept('tk-task', 'bv-order'), focus: { reference: 'DocumentReference/1' } }),
      [],
    ],
    [
      'an order with its scope',
      met({
        code: concept('tk-task', 'bv-order'),
        focus: { reference: 'DocumentReference/1' },
        output: [{ type: { text: 'data-class' }, valueCode: 'D4' }],
      }),
      ['order'],
    ],
  ])('%s', (_reason, task, names) => {
    expect(named(task)).toEqual(names);
  });

  test('an emergency is declared, bounded, and will be reviewed', () => {
    const declared = met({
      id: 'e',
      code: concept('tk-task', 'emergency'),
      reasonCode: { text: 'why' },
      restriction: {
        period: { end: '2026-10-10T00:00:00Z' },
        recipient: [{ reference: 'Organization/legevakt' }],
      },
      output: [{ type: { text: 'data-class' }, valueCode: 'D5' }],
    });
    const review = {
      resourceType: 'Task',
      id: 'r',
      status: 'requested',
      code: concept('tk-task', 'emergency-review'),
      focus: { reference: 'Task/e' },
      owner: { reference: 'PractitionerRole/2' },
      restriction: { period: { end: '2026-10-14' } },
    };
    expect(read(declared, review).acts).toMatchObject([
      { name: 'emergency', recipients: ['Organization/legevakt'], classes: ['D5'] },
    ]);
    expect(named(declared)).toEqual([]);
    const { owner: _nobody, ...unowned } = review;
    expect(named(declared, unowned)).toEqual([]);
  });
});
