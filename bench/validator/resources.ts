// What is validated in the benchmark? One resource of each kind that our traffic has.

import type { Resource } from '@medplum/fhirtypes';

export const patient = {
  resourceType: 'Patient',
  id: 'bench',
  identifier: [
    { use: 'official', system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: '13916900281' },
    { system: 'https://bench.example/id', value: '42' },
  ],
  active: true,
  name: [
    { use: 'official', family: 'Prøve', given: ['Anne', 'Marie'] },
    { use: 'nickname', given: ['Mia'], period: { start: '2001-01-01', end: '2010-12-31' } },
  ],
  telecom: [
    { system: 'phone', value: '+4712345678', use: 'mobile', rank: 1 },
    { system: 'email', value: 'anne@bench.example' },
  ],
  gender: 'female',
  birthDate: '1990-05-04',
  address: [
    {
      use: 'home',
      type: 'physical',
      line: ['Prøveveien 1'],
      city: 'Oslo',
      postalCode: '0150',
      country: 'NO',
    },
  ],
  maritalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: 'M' }],
  },
  contact: [
    {
      relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0131', code: 'N' }] }],
      name: { family: 'Prøve' },
      telecom: [{ system: 'phone', value: '+4787654321' }],
    },
  ],
  communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'nb' }] }, preferred: true }],
  managingOrganization: { reference: 'Organization/1' },
} as const satisfies Resource;

export const response = {
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  subject: { reference: 'Patient/bench' },
  authored: '2025-01-02T10:00:00+01:00',
  item: Array.from({ length: 30 }, (_, i) => ({
    linkId: `q${i}`,
    text: `Spørsmål ${i}`,
    answer: [
      i % 3 === 0
        ? { valueInteger: i }
        : { valueCoding: { system: 'https://bench.example/answers', code: `a${i}`, display: 'Svar' } },
    ],
  })),
} satisfies Resource;

export const carePlan = {
  resourceType: 'CarePlan',
  status: 'active',
  intent: 'plan',
  subject: { reference: 'Patient/bench' },
  period: { start: '2025-01-01', end: '2025-12-31' },
  activity: Array.from({ length: 20 }, (_, i) => ({
    detail: {
      kind: 'Task' as const,
      code: { coding: [{ system: 'https://bench.example/codes', code: `c${i}` }], text: `Tiltak ${i}` },
      status: 'scheduled' as const,
      scheduledPeriod: { start: '2025-02-01', end: '2025-03-01' },
      performer: [{ reference: 'Practitioner/1' }],
      description: 'Beskrivelse av tiltaket',
    },
  })),
} satisfies Resource;

export const bundle = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: Array.from({ length: 25 }, (_, i) => ({
    fullUrl: `urn:uuid:7b8d3e2c-0000-4000-8000-${String(i).padStart(12, '0')}`,
    resource: i % 5 === 0 ? { ...carePlan, activity: carePlan.activity.slice(0, 2) } : patient,
    request: { method: 'POST' as const, url: i % 5 === 0 ? 'CarePlan' : 'Patient' },
  })),
} satisfies Resource;
