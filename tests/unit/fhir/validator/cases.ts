// Which 114 resources must be told apart? Ported from facts/fhir-libs.md, appendix C1: [group, reason, verdict, resource, profile].

import { U } from './profiles.ts';

// The cases break their resources in ways no type allows, so they are built as loose JSON.
// oxlint-disable-next-line typescript/no-explicit-any
type Json = any;
type Change = (resource: Json) => void;

export interface Case {
  readonly group: string;
  readonly reason: string;
  readonly verdict: 'ok' | 'err';
  readonly resource: unknown;
  readonly profile: string | undefined;
}

export const CASES: Case[] = [];
let group = '';

function add(reason: string, verdict: 'ok' | 'err', resource: Json, profile?: string): void {
  CASES.push({ group, reason, verdict, resource, profile: profile === undefined ? undefined : U + profile });
}

function changed(make: () => Json, change: Change): Json {
  const resource = make();
  change(resource);
  return resource;
}

const base = (): Json => ({
  resourceType: 'Patient',
  identifier: [{ system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: '13916900281' }],
  name: [{ family: 'Nordmann', given: ['Kari'] }],
  birthDate: '1969-11-13',
  gender: 'female',
});
const P = (f: Change): Json => changed(base, f);
group = 'base';
add('valid patient', 'ok', base());
add(
  'unknown property',
  'err',
  P((x) => (x.foo = 1)),
);
add(
  'required binding (gender=kvinne)',
  'err',
  P((x) => (x.gender = 'kvinne')),
);
add(
  'birthDate 2023-02-30',
  'err',
  P((x) => (x.birthDate = '2023-02-30')),
);
add(
  'birthDate number',
  'err',
  P((x) => (x.birthDate = 1969)),
);
add(
  'dateTime with time but no zone',
  'err',
  P((x) => (x.deceasedDateTime = '2020-01-01T10:00:00')),
);
add(
  'resource id > 64 chars',
  'err',
  P((x) => (x.id = 'a'.repeat(65))),
);
add(
  'null in array',
  'err',
  P((x) => (x.name = [null])),
);
add(
  'empty array',
  'err',
  P((x) => (x.name = [])),
);
add(
  'empty object in array',
  'err',
  P((x) => (x.name = [{}])),
);
add(
  'given:[null] without _given',
  'err',
  P((x) => (x.name = [{ family: 'A', given: [null] }])),
);
add(
  'given:[null] with _given',
  'ok',
  P(
    (x) =>
      (x.name = [
        {
          family: 'A',
          given: [null, 'B'],
          _given: [{ extension: [{ url: 'http://x', valueString: 'y' }] }, null],
        },
      ]),
  ),
);
add(
  '_birthDate unknown prop',
  'err',
  P((x) => (x._birthDate = { foo: 1 })),
);
add(
  '_birthDate only',
  'ok',
  P((x) => {
    delete x.birthDate;
    x._birthDate = { extension: [{ url: 'http://x', valueCode: 'unknown' }] };
  }),
);
add(
  '_gender extension lacks url',
  'err',
  P((x) => (x._gender = { extension: [{ valueString: 'a' }] })),
);
add(
  'ext-1 value AND nested extension',
  'err',
  P(
    (x) =>
      (x.extension = [{ url: 'http://x', valueString: 'a', extension: [{ url: 'u', valueString: 'b' }] }]),
  ),
);
add(
  'two choice types',
  'err',
  P((x) => {
    x.deceasedBoolean = true;
    x.deceasedDateTime = '2020';
  }),
);
add(
  'illegal choice type',
  'err',
  P((x) => (x.deceasedString = 'x')),
);
add(
  'reference target type wrong',
  'err',
  P((x) => (x.generalPractitioner = [{ reference: 'Patient/1' }])),
);
add(
  'absolute reference, right type',
  'ok',
  P((x) => (x.generalPractitioner = [{ reference: 'https://a.no/fhir/Practitioner/1' }])),
);
add(
  'absolute reference, wrong type',
  'err',
  P((x) => (x.generalPractitioner = [{ reference: 'https://a.no/fhir/Patient/1' }])),
);
add(
  'urn:uuid reference',
  'ok',
  P((x) => (x.generalPractitioner = [{ reference: 'urn:uuid:7b8d3e2c-0000-4000-8000-000000000001' }])),
);
add(
  'contained: unknown property',
  'err',
  P((x) => {
    x.managingOrganization = { reference: '#o' };
    x.contained = [{ resourceType: 'Organization', id: 'o', name: 'X', foo: 1 }];
  }),
);
add(
  'contained ok',
  'ok',
  P((x) => {
    x.managingOrganization = { reference: '#o' };
    x.contained = [{ resourceType: 'Organization', id: 'o', name: 'X' }];
  }),
);
add(
  'dom-3 contained unreferenced',
  'err',
  P((x) => (x.contained = [{ resourceType: 'Organization', id: 'o', name: 'X' }])),
);
add(
  'ref-1 dangling #ref',
  'err',
  P((x) => (x.managingOrganization = { reference: '#nope' })),
);
add(
  'pat-1 contact',
  'err',
  P((x) => (x.contact = [{ gender: 'male' }])),
);
add(
  'per-1 start > end',
  'err',
  P((x) => (x.name[0].period = { start: '2021-01-01', end: '2020-01-01' })),
);
add(
  'txt-1 script in narrative',
  'err',
  P(
    (x) =>
      (x.text = {
        status: 'generated',
        div: '<div xmlns="http://www.w3.org/1999/xhtml"><script>1</script></div>',
      }),
  ),
);
add(
  'txt-2 empty narrative',
  'err',
  P((x) => (x.text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"> </div>' })),
);
add(
  'extensible binding outside VS',
  'ok',
  P((x) => (x.maritalStatus = { coding: [{ system: 'http://x', code: 'Q' }] })),
);
add(
  'uri with space',
  'err',
  P((x) => (x.identifier[0].system = 'urn: x')),
);
add(
  'code leading space',
  'err',
  P((x) => (x.gender = ' male')),
);
add('decimal as string', 'err', {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  valueQuantity: { value: '1.0' },
});
add(
  'base64 invalid',
  'err',
  P((x) => (x.photo = [{ data: '@@@' }])),
);
add(
  'integer 1.5',
  'err',
  P((x) => (x.multipleBirthInteger = 1.5)),
);
add(
  'array where single expected',
  'err',
  P((x) => (x.gender = ['male'])),
);
add('obs-6 dataAbsentReason with value', 'err', {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  valueString: 'a',
  dataAbsentReason: { text: 'b' },
});
add('unknown resourceType', 'err', { resourceType: 'Patientt' });
group = 'QR';
const qr = (): Json => ({
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  questionnaire: 'https://example.no/fhir/Questionnaire/epds',
  subject: { reference: 'Patient/1' },
  item: [
    { linkId: '1', item: [{ linkId: '1.1', item: [{ linkId: '1.1.1', answer: [{ valueInteger: 1 }] }] }] },
  ],
});
const Q = (f: Change): Json => changed(qr, f);
add('nested contentReference ok', 'ok', qr());
add(
  '3-deep linkId missing',
  'err',
  Q((x) => delete x.item[0].item[0].item[0].linkId),
);
add(
  '3-deep bad answer type',
  'err',
  Q((x) => (x.item[0].item[0].item[0].answer = [{ valueFoo: 1 }])),
);
add(
  'answer with 2 choices',
  'err',
  Q((x) => (x.item[0].item[0].item[0].answer = [{ valueInteger: 1, valueString: 'a' }])),
);
add(
  'qrs-1',
  'err',
  Q((x) => (x.item[0].answer = [{ valueInteger: 1 }])),
);
add(
  'item inside answer, bad',
  'err',
  Q((x) => (x.item[0].item[0].item[0].answer[0].item = [{ text: 'no linkId' }])),
);
group = 'Bundle';
const bun = (): Json => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    {
      fullUrl: 'urn:uuid:7b8d3e2c-0000-4000-8000-000000000001',
      resource: base(),
      request: { method: 'POST', url: 'Patient' },
    },
    {
      resource: {
        resourceType: 'ServiceRequest',
        status: 'active',
        intent: 'order',
        subject: { reference: 'urn:uuid:7b8d3e2c-0000-4000-8000-000000000001' },
      },
      request: { method: 'POST', url: 'ServiceRequest' },
    },
  ],
});
const B = (f: Change): Json => changed(bun, f);
add('ok', 'ok', bun());
add(
  'entry resource unknown prop',
  'err',
  B((b) => (b.entry[0].resource.foo = 1)),
);
add(
  'bdl-3 entry without request',
  'err',
  B((b) => delete b.entry[0].request),
);
add(
  'bdl-7 duplicate fullUrl',
  'err',
  B((b) => (b.entry[1].fullUrl = b.entry[0].fullUrl)),
);
add(
  'urn:uuid ref resolves to wrong type',
  'err',
  B((b) => {
    b.entry[1].resource.requester = { reference: 'urn:uuid:x2' };
    b.entry.push({
      fullUrl: 'urn:uuid:x2',
      resource: {
        resourceType: 'Goal',
        lifecycleStatus: 'active',
        description: { text: 'a' },
        subject: { reference: 'Patient/1' },
      },
      request: { method: 'POST', url: 'Goal' },
    });
  }),
);
add(
  'entry resource violates meta.profile',
  'err',
  B((b) => {
    b.entry[0].resource.meta = { profile: [U + 'no-pathway-patient'] };
    delete b.entry[0].resource.birthDate;
  }),
);
group = 'profile Patient';
const PP = 'no-pathway-patient',
  MUN = U + 'no-municipality';
add('ok', 'ok', base(), PP);
add(
  'birthDate missing',
  'err',
  P((x) => delete x.birthDate),
  PP,
);
add(
  'birthDate as _birthDate only',
  'ok',
  P((x) => {
    delete x.birthDate;
    x._birthDate = { extension: [{ url: 'http://x', valueCode: 'unknown' }] };
  }),
  PP,
);
add(
  'identifier missing',
  'err',
  P((x) => delete x.identifier),
  PP,
);
add(
  'name.family missing',
  'err',
  P((x) => (x.name = [{ given: ['K'] }])),
  PP,
);
add(
  'name.family missing in 2nd',
  'err',
  P((x) => x.name.push({ given: ['K'] })),
  PP,
);
add(
  'slice max exceeded',
  'err',
  P((x) => x.identifier.push({ ...x.identifier[0] })),
  PP,
);
add(
  'slice child required missing',
  'err',
  P((x) => delete x.identifier[0].value),
  PP,
);
add(
  'slice invariant',
  'err',
  P((x) => (x.identifier[0].value = '12')),
  PP,
);
add(
  'other identifier w/o value ok (open)',
  'ok',
  P((x) => x.identifier.push({ system: 'urn:x' })),
  PP,
);
add(
  'choice narrowed, other type',
  'err',
  P((x) => (x.deceasedBoolean = true)),
  PP,
);
add(
  'extension: wrong value type',
  'err',
  P((x) => (x.address = [{ city: 'Oslo', extension: [{ url: MUN, valueString: 'x' }] }])),
  PP,
);
add(
  'extension: code outside required VS',
  'err',
  P(
    (x) =>
      (x.address = [
        {
          city: 'Oslo',
          extension: [
            { url: MUN, valueCoding: { system: 'urn:oid:2.16.578.1.12.4.1.1.3402', code: '9999' } },
          ],
        },
      ]),
  ),
  PP,
);
add(
  'extension ok',
  'ok',
  P(
    (x) =>
      (x.address = [
        {
          city: 'Oslo',
          extension: [
            { url: MUN, valueCoding: { system: 'urn:oid:2.16.578.1.12.4.1.1.3402', code: '0301' } },
          ],
        },
      ]),
  ),
  PP,
);
add(
  'extension slice max',
  'err',
  P(
    (x) =>
      (x.address = [
        {
          city: 'Oslo',
          extension: [1, 2].map(() => ({
            url: MUN,
            valueCoding: { system: 'urn:oid:2.16.578.1.12.4.1.1.3402', code: '0301' },
          })),
        },
      ]),
  ),
  PP,
);
group = 'profile QR';
add('ok', 'ok', qr(), 'no-pathway-qr');
add('narrowed required VS', 'err', { ...qr(), status: 'in-progress' }, 'no-pathway-qr');
add('subject profile type', 'err', { ...qr(), subject: { reference: 'Group/1' } }, 'no-pathway-qr');
add(
  'no item',
  'err',
  Q((x) => delete x.item),
  'no-pathway-qr',
);
group = 'profile Bundle';
const PB = 'no-pathway-bundle';
add('ok', 'ok', bun(), PB);
add('pattern type=batch', 'err', { ...bun(), type: 'batch' }, PB);
add(
  'missing required slice',
  'err',
  B((b) => (b.entry = [b.entry[1], { ...b.entry[1] }])),
  PB,
);
add(
  'closed: other entry type',
  'err',
  B((b) =>
    b.entry.push({
      resource: { resourceType: 'Observation', status: 'final', code: { text: 'a' } },
      request: { method: 'POST', url: 'Observation' },
    }),
  ),
  PB,
);
add(
  'slice resource violates its profile',
  'err',
  B((b) => delete b.entry[0].resource.birthDate),
  PB,
);
group = 'pattern slices';
const bp = (): Json => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '85354-9', display: 'BP' }] },
  component: [
    {
      code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
      valueQuantity: { value: 120, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
    },
    {
      code: { coding: [{ system: 'http://loinc.org', code: '8462-4' }] },
      valueQuantity: { value: 80, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
    },
  ],
});
const O = (f: Change): Json => changed(bp, f);
add('ok', 'ok', bp(), 'trap-bp');
add(
  'code pattern missing',
  'err',
  O((x) => (x.code = { text: 'bp' })),
  'trap-bp',
);
add(
  'dia slice missing',
  'err',
  O((x) => (x.component[1].code.coding[0].code = 'x')),
  'trap-bp',
);
add(
  'sys slice value missing',
  'err',
  O((x) => delete x.component[0].valueQuantity),
  'trap-bp',
);
add(
  'sys slice unit code wrong',
  'err',
  O((x) => (x.component[0].valueQuantity.code = 'kPa')),
  'trap-bp',
);
add(
  'sys slice valueString not allowed',
  'err',
  O((x) => {
    delete x.component[0].valueQuantity;
    x.component[0].valueString = 'a';
  }),
  'trap-bp',
);
add(
  'value[x] 0..0',
  'err',
  O((x) => (x.valueString = 'a')),
  'trap-bp',
);
group = 'exists disc';
add(
  'ok',
  'ok',
  P(
    (x) =>
      (x.telecom = [
        { system: 'phone', value: '1' },
        { system: 'phone', value: '2', period: { end: '2020' } },
      ]),
  ),
  'trap-exists',
);
add(
  'two current',
  'err',
  P(
    (x) =>
      (x.telecom = [
        { system: 'phone', value: '1' },
        { system: 'phone', value: '2' },
      ]),
  ),
  'trap-exists',
);
add(
  'old without value',
  'err',
  P((x) => (x.telecom = [{ period: { end: '2020' } }])),
  'trap-exists',
);
group = 'profile disc';
const org = (a: boolean): Json =>
  P((x) => {
    x.generalPractitioner = [{ reference: '#o' }];
    x.contained = [{ resourceType: 'Organization', id: 'o', name: 'X', active: a }];
  });
add('contained conforming', 'ok', org(true), 'trap-profile-disc');
add('contained not conforming', 'err', org(false), 'trap-profile-disc');
group = 'type disc resolve()';
add(
  'ok literal',
  'ok',
  P((x) => (x.generalPractitioner = [{ reference: 'Practitioner/1' }])),
  'trap-type-disc',
);
add(
  'missing prac',
  'err',
  P((x) => (x.generalPractitioner = [{ reference: 'Organization/1' }])),
  'trap-type-disc',
);
add(
  'closed PractitionerRole',
  'err',
  P((x) => (x.generalPractitioner = [{ reference: 'Practitioner/1' }, { reference: 'PractitionerRole/1' }])),
  'trap-type-disc',
);
group = 'nested slices';
const con = (t: Json[]): Json =>
  P((x) => (x.contact = [{ gender: 'female', name: { family: 'M' }, telecom: t }]));
add(
  'ok',
  'ok',
  con([
    { system: 'phone', value: '1' },
    { system: 'email', value: 'a@b' },
  ]),
  'trap-nested',
);
add('nested slice missing', 'err', con([{ system: 'email', value: 'a@b' }]), 'trap-nested');
add(
  'nested slice max',
  'err',
  con([
    { system: 'phone', value: '1' },
    { system: 'phone', value: '2' },
  ]),
  'trap-nested',
);
add(
  'non-mother contact free',
  'ok',
  P((x) => (x.contact = [{ gender: 'male', name: { family: 'F' } }])),
  'trap-nested',
);
group = 're-slicing';
add(
  'ok',
  'ok',
  P(
    (x) =>
      (x.identifier = [
        {
          use: 'official',
          system: 'urn:oid:2.16.578.1.12.4.1.4.1',
          value: '13916900281',
          period: { start: '2020' },
        },
      ]),
  ),
  'trap-reslice',
);
add('re-slice min not met', 'err', base(), 'trap-reslice');
add(
  're-slice child missing',
  'err',
  P((x) => (x.identifier[0].use = 'official')),
  'trap-reslice',
);
group = 'ordered';
add(
  'ok',
  'ok',
  P(
    (x) =>
      (x.name = [
        { use: 'official', family: 'A' },
        { use: 'maiden', family: 'B' },
      ]),
  ),
  'trap-ordered',
);
add(
  'wrong order',
  'err',
  P(
    (x) =>
      (x.name = [
        { use: 'maiden', family: 'B' },
        { use: 'official', family: 'A' },
      ]),
  ),
  'trap-ordered',
);
add(
  'openAtEnd: unmatched before end',
  'err',
  P(
    (x) =>
      (x.name = [
        { use: 'nickname', family: 'B' },
        { use: 'official', family: 'A' },
      ]),
  ),
  'trap-ordered',
);
group = 'SR';
const CX = U + 'trap-complex';
const sr = (): Json => ({
  resourceType: 'ServiceRequest',
  extension: [
    {
      url: CX,
      extension: [
        { url: 'unit', valueString: 'a' },
        { url: 'level', valueInteger: 1 },
      ],
    },
  ],
  status: 'active',
  intent: 'order',
  authoredOn: '2025-01-01',
  code: {
    coding: [
      { system: 'http://snomed.info/sct', code: '1' },
      { system: 'https://example.no/cs', code: '2' },
    ],
  },
  subject: { reference: '#p' },
  contained: [{ ...base(), id: 'p' }],
  occurrencePeriod: { start: '2025' },
  note: [{ text: 'kort' }],
  quantityQuantity: { value: 1 },
});
const S = (f: Change): Json => changed(sr, f);
add('ok', 'ok', sr(), 'trap-sr');
add(
  'coding slice code missing',
  'err',
  S((x) => delete x.code.coding[0].code),
  'trap-sr',
);
add(
  'closed coding system',
  'err',
  S((x) => x.code.coding.push({ system: 'http://x', code: '1' })),
  'trap-sr',
);
add(
  'occurrencePeriod.start missing',
  'err',
  S((x) => (x.occurrencePeriod = { end: '2025' })),
  'trap-sr',
);
add(
  'occurrence only dateTime or Period',
  'err',
  S((x) => {
    delete x.occurrencePeriod;
    x.occurrenceTiming = { code: { text: 'a' } };
  }),
  'trap-sr',
);
add(
  'contained profile violated',
  'err',
  S((x) => delete x.contained[0].birthDate),
  'trap-sr',
);
add(
  'contained other type',
  'err',
  S((x) => {
    x.contained = [{ resourceType: 'Group', id: 'p', type: 'person', actual: true }];
  }),
  'trap-sr',
);
add(
  'max 0 element',
  'err',
  S((x) => (x.patientInstruction = 'a')),
  'trap-sr',
);
add(
  'maxLength',
  'err',
  S((x) => (x.note = [{ text: 'alt for lang tekst' }])),
  'trap-sr',
);
add(
  'invariant on array item',
  'err',
  S((x) => (x.note = [{ text: 'foo' }])),
  'trap-sr',
);
add(
  'root invariant implies',
  'err',
  S((x) => delete x.authoredOn),
  'trap-sr',
);
add(
  'complex extension missing unit',
  'err',
  S((x) => (x.extension[0].extension = [{ url: 'level', valueInteger: 1 }])),
  'trap-sr',
);
add(
  'complex extension wrong inner type',
  'err',
  S((x) => (x.extension[0].extension[1] = { url: 'level', valueString: '1' })),
  'trap-sr',
);
add(
  'complex extension unknown inner url (open)',
  'ok',
  S((x) => x.extension[0].extension.push({ url: 'zzz', valueString: '1' })),
  'trap-sr',
);
