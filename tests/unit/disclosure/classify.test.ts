// What a resource carries follows from the file; what waits for a sign-off is nobody's but its writer's, and never taken for less.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type Classify, type FhirResource, loadClasses } from '../../../src/disclosure/classify.ts';
import { MAPPINGS } from '../../support/mappings.ts';

const FILE = join(MAPPINGS, 'law', 'classes.yaml');
const folder = mkdtempSync(join(tmpdir(), 'lenke-classes-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The file with something else in it. */
function changed(change: (text: string) => string): Classify {
  const file = join(folder, 'classes.yaml');
  writeFileSync(file, change(readFileSync(FILE, 'utf8')));
  return loadClasses(file);
}

const SHIPPED = loadClasses(FILE);
const SIGNED = changed((text) =>
  text.replaceAll(
    /on: false, opens: true,(.*)signOff: null/g,
    'on: true, opens: true,$1signOff: { by: "Jurist", at: "2026-11-22" }',
  ),
);

const PERSONS = { mother: 'Patient/mother', children: new Set(['Patient/child']) };
const MOTHER = { reference: 'Patient/mother' };
const CHILD = { reference: 'Patient/child' };
const tk = (system: string, code: string) => ({
  coding: [{ system: `https://lenke.example/fhir/CodeSystem/tk-${system}`, code }],
});
const consent = (patient: object, over: object = {}): FhirResource => ({
  resourceType: 'Consent',
  patient,
  provision: { provision: [{ type: 'permit', actor: [{ role: tk('role', 'fhs') }] }] },
  ...over,
});
const naming = (...roles: readonly object[]) => ({
  provision: { provision: [{ type: 'permit', actor: roles }] },
});

type Row = readonly [what: string, resource: FhirResource, classes: string, quotes: string];

const WAITING: readonly Row[] = [
  ['her consent', consent(MOTHER), 'D2 D3', ''],
  [
    'her agreement on samples',
    consent(MOTHER, { category: [tk('consent-category', 'urine-control')] }),
    'D2 D4',
    '',
  ],
  [
    'her consent to contact with barnevern',
    consent(MOTHER, { category: [tk('consent-category', 'barnevern-contact')] }),
    'D2 D9',
    '',
  ],
  [
    'a consent of hers that names barnevern',
    consent(MOTHER, naming({ role: tk('role', 'fhs') }, { role: tk('role', 'barnevern') })),
    'D2 D9',
    '',
  ],
  ['a consent about the child', consent(CHILD), 'D3 D8', 'D3'],
  ['the evidence of a case', { resourceType: 'List', subject: MOTHER }, 'D3 D4 D10', ''],
  ['a laboratory report of hers', { resourceType: 'DiagnosticReport', subject: MOTHER }, 'D2 D4', ''],
  ['a laboratory report of the child', { resourceType: 'DiagnosticReport', subject: CHILD }, 'D4 D8', 'D4'],
  [
    'what barnevern tells',
    { resourceType: 'Communication', subject: MOTHER, category: [tk('event', 'E_BV_CLOSED')] },
    'D9',
    '',
  ],
  [
    'a step of a retention',
    { resourceType: 'Communication', subject: MOTHER, category: [tk('event', 'E_103_BOARD')] },
    'D10',
    '',
  ],
  [
    'a step of her pathway',
    { resourceType: 'Communication', subject: MOTHER, category: [tk('event', 'E_SIGNED_ACK')] },
    'D2 D3',
    '',
  ],
];

describe('what waits for a sign-off', () => {
  test.each(WAITING)(
    '%s is unclassified until then, and carries what is proposed after',
    (_what, resource, classes, quotes) => {
      expect(SHIPPED(resource, PERSONS)).toMatchObject({ classes: ['D0'], quotes: [] });
      const found = SIGNED(resource, PERSONS);
      expect([found.classes.join(' '), found.quotes.join(' ')]).toEqual([classes, quotes]);
    },
  );

  test('one point signed opens its own entries and no other: a consent naming barnevern is not taken for any consent', () => {
    const half = changed((text) =>
      text.replace(
        /(id: consent-class, status: D, )on: false,(.*)signOff: null/,
        '$1on: true,$2signOff: { by: "Jurist", at: "2026-11-22" }',
      ),
    );
    expect(half(consent(MOTHER), PERSONS).classes).toEqual(['D2', 'D3']);
    const named = consent(MOTHER, naming({ role: tk('role', 'barnevern') }));
    expect(half(named, PERSONS).classes).toEqual(['D0']);
  });

  test('a consent that does not say the role of everybody it names stays unclassified: it could name anybody', () => {
    const unknown = consent(
      MOTHER,
      naming({ role: tk('role', 'fhs') }, { reference: { reference: 'Organization/1' } }),
    );
    expect(SIGNED(unknown, PERSONS).classes).toEqual(['D0']);
  });

  test('nothing is switched on without a sign-off', () => {
    expect(() =>
      changed((text) => text.replace(/(id: consent-class, status: D, )on: false/, '$1on: true')),
    ).toThrow('LENKE_DATA_FILE');
    expect(() => changed((text) => text.replace('point: evidence-class', 'point: evidence'))).toThrow(
      'LENKE_DATA_FILE',
    );
  });
});

const PLAIN: readonly Row[] = [
  ['a procedure of hers', { resourceType: 'Procedure', subject: MOTHER }, 'D2 D3', ''],
  ['a diagnosis of the child', { resourceType: 'Condition', subject: CHILD }, 'D3 D8', 'D3'],
  ['a medicine of the child', { resourceType: 'MedicationStatement', subject: CHILD }, 'D3 D8', 'D3'],
  [
    'an appointment of the child',
    { resourceType: 'Appointment', participant: [{ actor: CHILD }] },
    'D3 D8',
    'D3',
  ],
  [
    'the form of the ward',
    {
      resourceType: 'QuestionnaireResponse',
      subject: CHILD,
      questionnaire: 'https://x/Questionnaire/barsel-observation',
    },
    'D3 D8',
    'D3',
  ],
  [
    'a message on an order, labelled',
    {
      resourceType: 'CommunicationRequest',
      subject: CHILD,
      category: [tk('communication', 'order-answer')],
      meta: { security: [{ system: 'https://lenke.example/fhir/CodeSystem/tk-data-class', code: 'D8' }] },
    },
    'D1 D8',
    '',
  ],
  [
    'an observation nobody knows',
    { resourceType: 'Observation', subject: MOTHER, code: { text: 'x' } },
    'D0',
    '',
  ],
  [
    'anything of somebody else',
    { resourceType: 'Observation', subject: { reference: 'Patient/other' } },
    'D11',
    '',
  ],
];

describe('what needs nobody’s sign-off', () => {
  test.each(PLAIN)('%s', (_what, resource, classes, quotes) => {
    const found = SHIPPED(resource, PERSONS);
    expect([found.classes.join(' '), found.quotes.join(' ')]).toEqual([classes, quotes]);
  });
});

test('every entry that was proposed says why', () => {
  expect(SHIPPED.entries.filter(({ point, reason }) => point !== undefined && reason === undefined)).toEqual(
    [],
  );
});

test('every point is asked about by an entry, or says that nothing is built', () => {
  const asked = new Set(SHIPPED.entries.map(({ point }) => point));
  const idle = SHIPPED.points.filter(({ id, question }) => !asked.has(id) && !question.includes('Not built'));
  expect(idle).toEqual([]);
});
