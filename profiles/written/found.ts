// What is found that nobody sends yet?

import { organisationReference } from '../../src/sandbox/people.ts';
import {
  CHILD,
  DOCTOR,
  LOINC,
  MIDWIFE,
  UCUM,
  V3,
  VOLVEN,
  WOMAN,
  type Written,
  code,
  finding,
  id,
  own,
  tox,
} from './parts.ts';

const ATC = 'http://www.whocc.no/atc';

/** A population; without a count it is masked. */
function counted(population: string, count?: number): object {
  const masked = {
    extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }],
  };
  return {
    code: code(`${V3}/measure-population`, population),
    ...(count === undefined ? { _count: masked } : { count }),
  };
}

/** By their codes. */
export const FOUND: readonly Written[] = [
  finding(349, 'reported-use', '2026-06-01', { valueBoolean: false }),
  finding(350, 'fetus-count', '2026-04-05', { valueInteger: 1 }),
  {
    ...finding(351, 'x', '2026-03-15', {}),
    code: code(LOINC, '11781-2'),
    valueDateTime: '2026-10-18',
  },
  tox(352, '2026-06-01', 'final', 'all-negative', 'medical'),
  tox(353, '2026-09-21', 'preliminary', 'positive-unexplained', 'medical'),
  ...['all-negative', 'positive-explained'].map((result, at) =>
    finding(354 + at, 'newborn-tox-summary', '2026-10-09', {
      subject: CHILD,
      valueCodeableConcept: own('tox-result', result),
    }),
  ),
  ...[0.02, 0.31].map((value, at) => ({
    ...finding(356 + at, 'x', '2026-05-01', {}),
    code: code(`${VOLVEN}.7280`, 'NPU28874'),
    valueQuantity: { value, unit: 'µmol/L', system: UCUM, code: 'umol/L' },
  })),
  ...[4, 9].map((valueInteger, at) =>
    finding(358 + at, 'nas-total', `2026-10-1${at}T08:00:00Z`, {
      subject: CHILD,
      method: { text: 'Finnegan' },
      valueInteger,
    }),
  ),
  ...['possible-risk', 'low-risk'].map((result, at) =>
    finding(360 + at, 'screen-conclusion', '2026-03-12', {
      valueCodeableConcept: own('screen-result', result),
    }),
  ),
  ...['accepted', 'declined'].map((answer, at) =>
    finding(362 + at, 'bv-contact-answer', '2026-05-20', { valueCodeableConcept: own('bv-answer', answer) }),
  ),
  ...['mental-health', 'substance-use'].map((kind, at) => ({
    resourceType: 'Condition',
    identifier: id(364 + at),
    clinicalStatus: code(`${V3}/condition-clinical`, 'active'),
    verificationStatus: code(`${V3}/condition-ver-status`, 'unconfirmed'),
    category: [own('concern', kind)],
    code: { text: 'Bekymring, ikke bekreftet' },
    subject: WOMAN,
    recordedDate: '2026-03-12',
    recorder: MIDWIFE,
    asserter: MIDWIFE,
  })),
  {
    resourceType: 'MedicationStatement',
    identifier: id(366),
    status: 'active',
    medicationCodeableConcept: code(ATC, 'N07BC02'),
    subject: WOMAN,
    effectivePeriod: { start: '2025-01-10' },
    dosage: [{ text: '60 mg daglig' }],
  },
  ...['N07BC01', 'N07BC51'].map((medicine, at) => ({
    resourceType: 'MedicationRequest',
    identifier: id(367 + at),
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: code(ATC, medicine),
    subject: WOMAN,
    authoredOn: '2026-10-12',
    requester: organisationReference('lar'),
    dosageInstruction: [{ text: '8 mg daglig' }],
  })),
  ...['2026-03-12', '2026-04-02'].map((day, at) => ({
    resourceType: 'Procedure',
    identifier: id(369 + at),
    status: 'completed',
    code: code('http://snomed.info/sct', at === 0 ? '413473000' : '313071005'),
    subject: WOMAN,
    performedDateTime: day,
    performer: [{ actor: MIDWIFE }],
  })),
  ...[70, 280].map((value, at) => ({
    ...finding(390 + at, 'x', at === 0 ? '2026-03-15' : '2026-10-08', {}),
    code: code(LOINC, at === 0 ? '11884-4' : '18185-9'),
    valueQuantity: { value, unit: 'd', system: UCUM, code: 'd' },
    method: { text: 'ultralyd' },
  })),
  ...['75624-7', '75626-2'].map((score, at) => ({
    ...finding(392 + at, 'x', '2026-03-12', {}),
    code: code(LOINC, score),
    valueInteger: 4 + at,
    derivedFrom: [{ reference: `QuestionnaireResponse/screening-response-${at + 1}` }],
  })),
  ...['talk-and-assess', 'same-day-safety'].map((step, at) => ({
    ...finding(434 + at, 'next-step', '2026-03-12', { valueCodeableConcept: own('next-step', step) }),
    derivedFrom: [{ reference: `QuestionnaireResponse/screening-response-${at + 1}` }],
  })),
  ...['NFI', 'BARSEL'].map((ward, at) =>
    finding(394 + at, 'placement', '2026-10-08', {
      subject: CHILD,
      performer: [DOCTOR],
      valueCodeableConcept: own('placement', ward),
    }),
  ),
  ...['current', 'retired'].map((status, at) => ({
    resourceType: 'List',
    identifier: id(371 + at),
    status,
    mode: 'working',
    title: 'Frivillige tiltak som er prøvd',
    subject: WOMAN,
    date: '2026-09-01',
    source: MIDWIFE,
    entry: [{ item: { reference: 'CarePlan/care-plan-pathway-1' } }],
  })),
  ...[12, 0].map((count) => ({
    resourceType: 'MeasureReport',
    status: 'complete',
    type: 'summary',
    measure: 'https://lenke.example/fhir/Measure/referred-at-birth',
    date: '2026-12-31',
    reporter: organisationReference('kommune'),
    period: { start: '2026-01-01', end: '2026-12-31' },
    group: [{ population: [{ code: code(`${V3}/measure-population`, 'numerator'), count }] }],
  })),
  {
    resourceType: 'MeasureReport',
    status: 'complete',
    type: 'summary',
    measure: 'https://lenke.example/fhir/Measure/screening|0.1.0',
    date: '2026-01-12',
    reporter: organisationReference('kommune'),
    period: { start: '2025-01-01', end: '2025-12-31' },
    group: [
      {
        code: { text: 'risk' },
        population: [counted('denominator', 35), counted('numerator', 15)],
        stratifier: [
          {
            code: [{ text: 'municipality' }],
            stratum: [
              {
                value: code(`${VOLVEN}.3402`, '4204'),
                population: [counted('denominator', 12), counted('numerator')],
              },
            ],
          },
        ],
      },
    ],
  },
  ...['N05BA01', 'N02AA05'].map((medicine, at) => ({
    resourceType: 'MedicationRequest',
    identifier: id(430 + at),
    status: at === 0 ? 'active' : 'stopped',
    intent: 'order',
    medicationCodeableConcept: code(ATC, medicine),
    subject: WOMAN,
    authoredOn: '2026-04-20',
    requester: organisationReference('fastlege'),
    reasonCode: [{ text: 'Syntetisk grunn' }],
    dosageInstruction: [{ text: '5 mg ved behov' }],
  })),
  {
    resourceType: 'MedicationStatement',
    identifier: id(432),
    status: 'active',
    medicationCodeableConcept: code(ATC, 'N05BA01'),
    subject: WOMAN,
    effectivePeriod: { start: '2026-04-20' },
    informationSource: organisationReference('fastlege'),
    reasonCode: [{ text: 'Syntetisk grunn' }],
    dosage: [{ text: '5 mg ved behov' }],
  },
  {
    resourceType: 'MedicationStatement',
    identifier: id(433),
    status: 'stopped',
    medicationCodeableConcept: code(ATC, 'N06AB04'),
    subject: WOMAN,
    effectiveDateTime: '2026-03-12',
    informationSource: WOMAN,
  },
];
