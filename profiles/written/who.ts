// Who is there that nobody sends yet? Professionals, numbers of other kinds, protected persons.

import {
  mother,
  organisationIdentifier,
  organisationReference,
  personNumber,
} from '../../src/sandbox/people.ts';
import { code, DNR, DOCTOR, UCUM, V3, VOLVEN, WOMAN, type Written, id, own } from './parts.ts';

const OURS = 'https://lenke.example/fhir/StructureDefinition';
const MUNICIPALITY = 'urn:oid:2.16.578.1.12.4.1.1.3402';

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
  // An offer with all it may say, and a service that another municipality shares by agreement.
  {
    resourceType: 'HealthcareService',
    extension: [{ url: `${OURS}/lenke-last-verified`, valueDate: '2026-10-01' }],
    active: true,
    providedBy: organisationReference('rusteam'),
    category: [own('need', 'housing-economy')],
    characteristic: [own('offer-level', 'ambulant'), own('offer-trait', 'digital')],
    name: 'Syntetisk boligsosial oppfølging på skjerm',
    comment: 'Hjelp til å klare seg i egen bolig.',
    eligibility: [
      {
        extension: [
          {
            url: `${OURS}/lenke-eligible-age`,
            valueRange: {
              low: { value: 25, unit: 'a', system: UCUM, code: 'a' },
              high: { value: 67, unit: 'a', system: UCUM, code: 'a' },
            },
          },
        ],
        code: own('criterion', 'age'),
      },
    ],
    referralMethod: [code(`${V3}/service-referral-method`, 'elec')],
    coverageArea: [{ identifier: { system: MUNICIPALITY, value: '4204' } }],
    endpoint: [{ reference: 'Endpoint/endpoint-1' }],
  },
  {
    resourceType: 'HealthcareService',
    active: true,
    providedBy: organisationReference('jordmor'),
    type: [code(`${VOLVEN}.8666`, 'KF0104')],
    name: 'Syntetisk jordmortjeneste for to kommuner',
    coverageArea: [
      { identifier: { system: MUNICIPALITY, value: '4204' } },
      {
        extension: [
          {
            url: `${OURS}/lenke-service-agreement`,
            extension: [
              { url: 'period', valuePeriod: { start: '2026-01-01', end: '2027-12-31' } },
              { url: 'controller', valueReference: organisationReference('jordmor') },
            ],
          },
        ],
        identifier: { system: MUNICIPALITY, value: '4223' },
      },
    ],
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
