// What travels that nobody sends yet?

import { organisationIdentifier, organisationReference } from '../../src/sandbox/people.ts';
import { tk } from '../../src/sandbox/parts.ts';
import { CHILD, VOLVEN, WOMAN, type Written, code, id, letter, text } from './parts.ts';

/** By their codes. */
export const TRAVEL: readonly Written[] = [
  letter(380, 'F04-2', 'LAR-skjema', 'lar-fode-barsel', {
    section: [{ ...text('Opplysninger'), entry: [{ reference: 'QuestionnaireResponse/lar-response-1' }] }],
  }),
  letter(381, 'F04-2', 'LAR-skjema', 'lar-fode-barsel', { status: 'preliminary', attester: undefined }),
  letter(382, 'S01-2', 'Rapport fra programmet 0–6', 'habu-report', { subject: CHILD }),
  letter(383, 'A13-2', 'Rapport fra programmet 0–6', 'habu-report', { subject: CHILD }),
  ...['application/pdf', 'application/xml'].map((contentType, at) => ({
    resourceType: 'DocumentReference',
    identifier: id(384 + at),
    status: 'current',
    type: code(`${VOLVEN}.9602`, at === 0 ? 'A02-2' : 'I01-2'),
    subject: WOMAN,
    date: '2026-09-02T10:00:00Z',
    author: [organisationReference('kommune')],
    custodian: organisationReference('kommune'),
    content: [{ attachment: { contentType, url: `https://sandbox.lenke.example/document/${at + 1}` } }],
  })),
  {
    resourceType: 'MessageHeader',
    eventCoding: tk('event', 'A-CHILD-REF'),
    destination: [{ name: 'Syntetisk legesenter', endpoint: 'https://sandbox.lenke.example/fastlege/fhir' }],
    source: { name: 'Lenke', endpoint: 'https://lenke.example/fhir' },
  },
  {
    resourceType: 'MessageHeader',
    eventCoding: tk('event', 'E_LIVEBIRTH'),
    destination: [{ name: 'Lenke', endpoint: 'https://lenke.example/fhir' }],
    source: { name: 'Sykehus', endpoint: 'https://sandbox.lenke.example/kk/fhir' },
    sender: { identifier: organisationIdentifier('hospital') },
    response: { identifier: '5e0f0000-0000-4000-8000-000000000001', code: 'ok' },
  },
];

const HEADER = 'urn:uuid:5e0f0000-0000-4000-8000-000000000397';
const TASK = 'urn:uuid:5e0f0000-0000-4000-8000-000000000398';

/** The answer of a receiver: the receipt of the message it names, and the fulfilment as it stands now. */
export const RECEIPT: Written = {
  resourceType: 'Bundle',
  type: 'message',
  timestamp: '2026-10-08T04:13:00Z',
  entry: [
    {
      fullUrl: HEADER,
      resource: {
        resourceType: 'MessageHeader',
        eventCoding: tk('event', 'A-CHILD-REF'),
        destination: [{ name: 'Lenke', endpoint: 'https://lenke.example/fhir' }],
        source: { name: 'Syntetisk HABU 0-6', endpoint: 'https://sandbox.lenke.example/habu/fhir' },
        response: { identifier: '5e0f0000-0000-4000-8000-000000000399', code: 'ok' },
        focus: [{ reference: TASK }],
      },
    },
    {
      fullUrl: TASK,
      resource: {
        resourceType: 'Task',
        identifier: id(398),
        status: 'accepted',
        businessStatus: code(`${VOLVEN}.9148`, '2'),
        intent: 'order',
        code: code('http://hl7.org/fhir/CodeSystem/task-code', 'fulfill'),
        focus: { identifier: id(399)[0] },
        for: { type: 'Patient', identifier: id(400)[0] },
        authoredOn: '2026-10-08T04:12:00Z',
        lastModified: '2026-10-08T04:13:00Z',
        requester: organisationReference('kk-fode'),
        owner: organisationReference('habu'),
      },
    },
  ],
};
