// What could be wrong in consents, flags and traces? A fault per row.

import { type Fault, code, row, rule } from './row.ts';

/** By the profile they break. */
export const MAY_WE_FAULTS: readonly Fault[] = [
  row('consent-release-1', 'binding-required', 'a role that is none', [
    'provision.provision.0.actor.0.role',
    code('role', 'neighbour'),
  ]),
  row('consent-release-1', 'pattern-value', 'everything permitted', ['provision.type', 'permit']),
  row('consent-release-1', 'cardinality-min', 'a yes to unnamed classes', [
    'provision.provision.0.securityLabel',
  ]),
  row('consent-release-1', 'slice-min', 'a kind that is none of ours', ['category.1', { text: 'samtykke' }]),
  rule('consent-release-1', 'lenke-con-1', 'a consent of the GDPR', ['policyRule.coding.0.code', 'GDPRCD']),
  row('consent-objection-1', 'pattern-value', 'an objection that permits', [
    'provision.provision.0.type',
    'permit',
  ]),
  row('consent-control-1', 'cardinality-min', 'an agreement without a beginning', [
    'provision.period',
    { end: '2026-10-08' },
  ]),
  row('flag-1', 'binding-required', 'a flag that is none', ['code', code('flag', 'vip')]),
  row('flag-1', 'cardinality-min', 'a flag without a beginning', ['period']),
  rule('audit-disclosure-1', 'lenke-aud-1', 'a decision without a legal basis', [
    'purposeOfEvent',
    [{ text: 'behandling' }],
  ]),
  row('audit-disclosure-1', 'cardinality-min', 'somebody unknown acted', ['agent.0.who']),
  row('provenance-1', 'cardinality-min', 'nothing was done', ['activity']),
  rule('audit-attested-1', 'lenke-aud-2', 'a professional without a national number', [
    'agent.0.who.identifier.system',
    'urn:oid:2.16.578.1.12.4.1.4.4',
  ]),
  row('audit-attested-2', 'extension-context', 'a professional who is no agent', [
    'extension.1',
    {
      url: 'https://lenke.example/fhir/StructureDefinition/lenke-attested-professional',
      extension: ['legalEntity', 'pointOfCare'].map((url) => ({
        url,
        valueIdentifier: { system: 'urn:oid:2.16.578.1.12.4.1.4.101', value: '310000108' },
      })),
    },
  ]),
  row('audit-attested-1', 'slice-min', 'nobody asks', ['agent.0.requestor', false]),
  row('audit-attested-1', 'slice-min', 'asked for no purpose', [
    'purposeOfEvent',
    [code('legal-basis', 'HPL45')],
  ]),
  row('audit-attested-1', 'cardinality-min', 'no care relationship', ['extension']),
  row('audit-attested-1', 'cardinality-min', 'nobody says for whom she works', ['agent.0.extension']),
  row('audit-attested-2', 'slice-min', 'attested at no time', ['extension.0.extension.2.url', 'later']),
  rule('audit-attested-2', 'lenke-org-number', 'a legal entity of eight digits', [
    'agent.0.extension.0.extension.0.valueIdentifier.value',
    '31000010',
  ]),
];
