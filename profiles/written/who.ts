// Who is there that nobody sends yet? Professionals, numbers of other kinds, protected persons.

import {
  mother,
  organisationIdentifier,
  organisationReference,
  personNumber,
} from '../../src/sandbox/people.ts';
import { DNR, DOCTOR, V3, WOMAN, type Written, id, own } from './parts.ts';

/** By their codes. */
export const WHO: readonly Written[] = [
  {
    resourceType: 'Patient',
    identifier: [
      { system: DNR, value: '41859010065' },
      { system: 'urn:oid:2.16.578.1.12.4.1.4.3', value: '99000000002' },
    ],
    active: true,
    name: [{ family: 'Øvingsli', given: ['Klar'] }],
    gender: 'female',
    birthDate: '1990-05-01',
  },
  {
    resourceType: 'RelatedPerson',
    identifier: [{ system: DNR, value: '45849110032' }],
    active: true,
    patient: WOMAN,
    relationship: [
      {
        coding: [
          { system: 'http://hl7.no/fhir/CodeSystem/no-basis-family-relation', code: 'ektefelleEllerPartner' },
        ],
      },
    ],
    name: [{ family: 'Øvingsli', given: ['Stille'] }],
  },
  {
    resourceType: 'Organization',
    identifier: [
      organisationIdentifier('nfi'),
      { system: 'urn:oid:2.16.578.1.12.4.1.4.102', value: '999001' },
    ],
    active: true,
    name: 'Syntetisk nyfødtintensiv',
  },
  {
    resourceType: 'Endpoint',
    identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.2', value: '9990001' }],
    status: 'active',
    connectionType: { system: `${V3}/endpoint-connection-type`, code: 'hl7-fhir-rest' },
    managingOrganization: organisationReference('nfi'),
    payloadType: [{ text: 'FHIR R4' }],
    payloadMimeType: ['application/fhir+json'],
    address: 'https://sandbox.lenke.example/nfi/fhir',
  },
  {
    resourceType: 'Practitioner',
    identifier: [{ system: DNR, value: '52888010521' }],
    active: true,
    name: [{ family: 'Skisseberg', given: ['Fysio'] }],
  },
  {
    resourceType: 'Practitioner',
    identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.4.4', value: '9999001' }],
    active: true,
    name: [{ family: 'Attrappdal', given: ['Jord', 'Mor'] }],
  },
  {
    resourceType: 'Practitioner',
    identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: personNumber('1980-05-05', 'male', 7) }],
    name: [{ family: 'Modellvik', given: ['Lege'] }],
  },
  {
    resourceType: 'PractitionerRole',
    active: true,
    practitioner: DOCTOR,
    organization: organisationReference('jordmor'),
    code: [own('role', 'jordmor')],
    period: { start: '2024-01-01' },
  },
  {
    resourceType: 'PractitionerRole',
    active: true,
    organization: organisationReference('kommune'),
    code: [own('role', 'coordinator')],
  },
];

/** Examples of profiles that a code does not tell: their profile is named. */
export const PEOPLE: readonly (readonly [profile: string, resource: Written])[] = [
  [
    'lenke-patient-protected',
    {
      resourceType: 'Patient',
      meta: { security: [{ system: `${V3}/v3-Confidentiality`, code: 'R' }] },
      identifier: [mother(40).identifier],
      active: true,
      name: [{ family: 'Skisseberg', given: ['Trygg'] }],
      gender: 'female',
      birthDate: mother(40).birthDate,
    },
  ],
  [
    'lenke-patient-protected',
    {
      resourceType: 'Patient',
      meta: { security: [{ system: `${V3}/v3-Confidentiality`, code: 'V' }] },
      identifier: [{ system: DNR, value: '61858910047' }],
      active: true,
      gender: 'female',
      birthDate: '1989-05-21',
      generalPractitioner: [organisationReference('fastlege')],
    },
  ],
  [
    'lenke-patient-child-without-number',
    {
      resourceType: 'Patient',
      identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.4.3', value: '99000000001' }, ...id(300)],
      active: true,
      gender: 'unknown',
      birthDate: '2026-10-08',
      managingOrganization: organisationReference('hospital'),
    },
  ],
];
