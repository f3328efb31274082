// What do the written examples share? People, codes and shapes, each one line of FHIR.

import { organisationReference } from '../../src/sandbox/people.ts';
import { tk } from '../../src/sandbox/parts.ts';
import type { Resource } from '../../src/pathway/case/case-view.ts';

/** A resource without its id. */
export type Written = Omit<Resource, 'id'>;

export const WOMAN = { reference: 'Patient/patient-mother-1' };
export const CHILD = { reference: 'Patient/patient-child-1' };
export const MIDWIFE = { reference: 'PractitionerRole/practitioner-role-1' };
export const DOCTOR = { reference: 'Practitioner/practitioner-1' };
export const LOINC = 'http://loinc.org';
export const UCUM = 'http://unitsofmeasure.org';
/** D-numbers (day + 40) of nobody (month + 80). */
export const DNR = 'urn:oid:2.16.578.1.12.4.1.4.2';
export const VOLVEN = 'urn:oid:2.16.578.1.12.4.1.1';
export const V3 = 'http://terminology.hl7.org/CodeSystem';

export const code = (system: string, value: string) => ({ coding: [{ system, code: value }] });
export const own = (name: string, value: string) => ({ coding: [tk(name, value)] });
export const id = (n: number) => [
  { system: 'urn:ietf:rfc:3986', value: `urn:uuid:5e0f0000-0000-4000-8000-${String(n).padStart(12, '0')}` },
];
export const text = (title: string) => ({
  title,
  text: {
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>Syntetisk tekst uten opplysninger om noen.</p></div>`,
  },
});

export function finding(n: number, name: string, day: string, more: object): Written {
  return {
    resourceType: 'Observation',
    identifier: id(n),
    status: 'final',
    code: own('observation', name),
    subject: WOMAN,
    effectiveDateTime: day,
    performer: [organisationReference('jordmor')],
    ...more,
  };
}

export function tox(n: number, day: string, status: string, result: string, purpose: string): Written {
  return finding(n, 'urine-tox-summary', day, {
    status,
    valueCodeableConcept: own('tox-result', result),
    component: [
      { code: own('observation', 'sample-purpose'), valueCodeableConcept: own('sample-purpose', purpose) },
    ],
  });
}

export function consent(n: number, kind: string, more: object): Written {
  return {
    resourceType: 'Consent',
    identifier: id(n),
    status: 'active',
    scope: code(`${V3}/consentscope`, 'patient-privacy'),
    category: [code(LOINC, '59284-0'), own('consent-category', kind)],
    patient: WOMAN,
    dateTime: '2026-05-20T10:00:00Z',
    performer: [WOMAN],
    organization: [organisationReference('fhs')],
    policyRule: code(`${V3}/v3-ActCode`, 'OPTIN'),
    ...more,
  };
}

export function letter(n: number, type: string, title: string, kind: string, more: object = {}): Written {
  return {
    resourceType: 'Composition',
    identifier: id(n)[0],
    status: 'final',
    type: code(`${VOLVEN}.9602`, type),
    category: [own('document-type', kind)],
    subject: WOMAN,
    date: '2026-09-10T12:00:00Z',
    author: [organisationReference('lar')],
    title,
    attester: [{ mode: 'legal', time: '2026-09-10T12:00:00Z', party: organisationReference('lar') }],
    custodian: organisationReference('hospital'),
    section: [text('Vurdering')],
    ...more,
  };
}

export function plan(n: number, kind: string, title: string, more: object = {}): Written {
  return {
    resourceType: 'CarePlan',
    identifier: id(n),
    status: 'active',
    intent: 'plan',
    category: [own('plan', kind)],
    title,
    subject: WOMAN,
    period: { start: '2026-03-10' },
    author: organisationReference('fhs'),
    activity: [
      {
        detail: {
          status: 'scheduled',
          description: 'Syntetisk tiltak',
          performer: [organisationReference('fhs')],
        },
      },
    ],
    ...more,
  };
}

export function task(kind: string, more: object = {}): Written {
  return {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    code: own('task', kind),
    for: WOMAN,
    authoredOn: '2026-10-08T04:12:00Z',
    owner: MIDWIFE,
    ...more,
  };
}
