// Who could be wrong? A fault per row.

import { type Fault, code, row, rule, SOMEBODY } from './row.ts';

const HNR = { system: 'urn:oid:2.16.578.1.12.4.1.1.8327', code: 'HNR' };

/** By the profile they break. */
export const WHO_FAULTS: readonly Fault[] = [
  row('patient-mother-1', 'cardinality-min', 'the mother has no name', ['name']),
  row('patient-mother-1', 'cardinality-min', 'the mother has no date of birth', ['birthDate']),
  rule('patient-mother-1', 'lenke-pat-1', 'no national number', ['identifier', [SOMEBODY]]),
  rule('patient-mother-1', 'lenke-person-number', 'a number of ten digits', [
    'identifier.0.value',
    '0123456789',
  ]),
  rule('patient-mother-1', 'lenke-municipality', 'a municipality of three digits', [
    'address.0._district.extension.0.valueCoding.code',
    '420',
  ]),
  row('patient-child-1', 'cardinality-min', 'a child without date of birth', ['birthDate'], ['_birthDate']),
  row('patient-child-1', 'cardinality-min', 'a child without any id', ['identifier']),
  rule('patient-child-without-number-1', 'lenke-pat-3', 'it has a number', [
    'identifier.1',
    { system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: '01900000053' },
  ]),
  rule('patient-child-without-number-1', 'lenke-pat-2', 'only the help number', [
    'identifier',
    [{ system: 'urn:oid:2.16.578.1.12.4.1.4.3', value: '99000000001' }],
  ]),
  row('patient-child-without-number-1', 'cardinality-min', 'an H-number without its assigner', [
    'identifier.0',
    { type: { coding: [HNR] }, system: 'HNR', value: 'H1' },
  ]),
  row('patient-protected-1', 'prohibited-element', 'an address that is protected', [
    'address',
    [{ city: 'Prøveby' }],
  ]),
  row('patient-protected-1', 'slice-min', 'no label of confidentiality', [
    'meta.security',
    [{ system: 'https://lenke.example/other', code: 'x' }],
  ]),
  row('patient-protected-1', 'binding-required', 'a label that does not protect', [
    'meta.security.0.code',
    'N',
  ]),
  rule('related-person-1', 'lenke-rp-1', 'a relation of no list', ['relationship', [{ text: 'mor' }]]),
  rule('related-person-1', 'lenke-rp-2', 'neither id nor name', ['identifier'], ['name']),
  row('practitioner-1', 'cardinality-min', 'a professional without a name', ['name']),
  rule('practitioner-role-2', 'lenke-pr-1', 'nobody has the role', ['organization']),
  row('practitioner-role-1', 'cardinality-min', 'a role without a code', ['code']),
  row('organization-1', 'slice-min', 'no organisation number', ['identifier', [SOMEBODY]]),
  rule('organization-1', 'lenke-org-1', 'a HER-id as identity', [
    'identifier.1',
    { system: 'urn:oid:2.16.578.1.12.4.1.2', value: '1' },
  ]),
  rule('organization-1', 'lenke-org-number', 'a number of eight digits', ['identifier.0.value', '31000010']),
  row('healthcare-service-1', 'cardinality-min', 'nobody answers for the service', ['providedBy']),
  rule('healthcare-service-2', 'lenke-hs-1', 'an offer nobody knows the way to', ['referralMethod']),
  rule('healthcare-service-2', 'lenke-hs-2', 'an age that is none', ['eligibility.0.extension']),
  rule('endpoint-1', 'lenke-ep-1', 'an address that is no URL of a kind known', [
    'address',
    'ftp://sandbox.lenke.example',
  ]),
  row('endpoint-1', 'cardinality-min', 'no organisation answers for it', ['managingOrganization']),
  rule('care-team-1', 'lenke-ct-1', 'nobody coordinates', [
    'participant',
    [{ role: [code('role', 'fastlege')], member: { display: 'Syntetisk legesenter' } }],
  ]),
  rule('care-team-1', 'lenke-ct-1', 'two coordinate', [
    'participant',
    [{ role: [code('role', 'coordinator')] }, { role: [code('role', 'coordinator')] }],
  ]),
];
