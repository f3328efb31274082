// Who asked, and what her own system attested of her? Decisions with the attributes of the trust framework.

import { organisationIdentifier, organisationReference, personNumber } from '../../src/sandbox/people.ts';
import { tk } from '../../src/sandbox/parts.ts';
import { CHILD, DNR, V3, VOLVEN, WOMAN, type Written, code, own } from './parts.ts';

const PROFILES = 'https://lenke.example/fhir/StructureDefinition';
const FNR = 'urn:oid:2.16.578.1.12.4.1.4.1';
const HPR = 'urn:oid:2.16.578.1.12.4.1.4.4';
const RESH = 'urn:oid:2.16.578.1.12.4.1.4.102';
const PURPOSE = 'urn:oid:2.16.840.1.113883.1.11.20448';

type Value = readonly [name: string, value: object];

/** A complex extension: its parts by name. */
const extension = (id: string, parts: readonly Value[]) => ({
  url: `${PROFILES}/${id}`,
  extension: parts.map(([url, value]) => ({ url, ...value })),
});

const workplace = (place: Parameters<typeof organisationIdentifier>[0]): readonly Value[] => [
  ['legalEntity', { valueIdentifier: organisationIdentifier('hospital') }],
  ['pointOfCare', { valueIdentifier: organisationIdentifier(place) }],
];

interface Asked {
  readonly professional: readonly Value[];
  readonly relationship: readonly Value[];
  readonly who: object;
  readonly purposes: readonly object[];
  readonly what: object;
  readonly dataClass: string;
}

const asked = (one: Asked): Written => ({
  resourceType: 'AuditEvent',
  extension: [extension('lenke-care-relationship', one.relationship)],
  type: { system: `${V3}/iso-21089-lifecycle`, code: 'access' },
  action: 'R',
  recorded: '2026-10-08T05:00:02Z',
  outcome: '0',
  purposeOfEvent: one.purposes,
  agent: [
    {
      extension: [extension('lenke-attested-professional', one.professional)],
      who: one.who,
      requestor: true,
    },
    { who: organisationReference('fhs'), role: [own('role', 'fhs')], requestor: false },
  ],
  source: { observer: organisationReference('kommune') },
  entity: [{ what: one.what, securityLabel: [tk('data-class', one.dataClass)] }],
});

/** A doctor with everything the framework knows; a midwife with what it demands. */
export const ATTESTED: readonly Written[] = [
  asked({
    professional: [
      ['hprNumber', { valueIdentifier: { system: HPR, value: '9999002' } }],
      ['authorization', { valueCoding: { system: `${VOLVEN}.9060`, code: 'LE' } }],
      ...workplace('nfi'),
      ['department', { valueIdentifier: { system: RESH, value: '999001' } }],
    ],
    relationship: [
      ['decision', { valueString: '5e0f0000-0000-4000-8000-000000000410' }],
      ['decisionText', { valueString: 'Pasienten er innlagt på avdelingen' }],
      ['userSelected', { valueBoolean: false }],
      ['attested', { valueInstant: '2026-10-08T05:00:00Z' }],
      ['service', { valueCoding: { system: `${VOLVEN}.8668`, code: 'H07' } }],
    ],
    who: { identifier: { system: FNR, value: personNumber('1980-05-05', 'male', 7) } },
    purposes: [
      own('legal-basis', 'HPL45'),
      code(PURPOSE, 'TREAT'),
      // Which codes 9151 has is not known here, so the example says it in words.
      { coding: [{ system: `${VOLVEN}.9151`, display: 'Barnemedisin' }] },
    ],
    what: CHILD,
    dataClass: 'D8',
  }),
  asked({
    professional: workplace('jordmor'),
    relationship: [
      ['decision', { valueString: '5e0f0000-0000-4000-8000-000000000411' }],
      ['userSelected', { valueBoolean: true }],
      ['attested', { valueInstant: '2026-06-01T10:00:00+02:00' }],
    ],
    who: { identifier: { system: DNR, value: '52888010521' } },
    purposes: [own('legal-basis', 'HPL25'), own('legal-basis', 'HPL45'), code(PURPOSE, 'TREAT')],
    what: WOMAN,
    dataClass: 'D2',
  }),
];
