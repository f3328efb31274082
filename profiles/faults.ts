// How can each profile be broken? One fault per row, made from a valid example; the key is the issue it must raise.

import { isObject } from '../src/domain/json.ts';
import type { Resource } from '../src/pathway/case-view.ts';

/** One change: the value at a path of keys and indexes; undefined removes what is there. */
export type Change = readonly [path: string, value?: unknown];

/** A fault. */
export interface Fault {
  /** Name of the valid example it starts from. */
  readonly example: string;
  /** Key of the issue (src/fhir/validator/rules); of an invariant `invariant:` and its own key. */
  readonly key: string;
  readonly why: string;
  readonly changes: readonly Change[];
}

const row = (example: string, key: string, why: string, ...changes: readonly Change[]): Fault => ({
  example,
  key,
  why,
  changes,
});
const rule = (example: string, invariant: string, why: string, ...changes: readonly Change[]): Fault =>
  row(example, `invariant:${invariant}`, why, ...changes);

const TK = 'https://lenke.example/fhir/CodeSystem';
const code = (name: string, value: string) => ({ coding: [{ system: `${TK}/tk-${name}`, code: value }] });
const HNR = { system: 'urn:oid:2.16.578.1.12.4.1.1.8327', code: 'HNR' };
const SOMEBODY = { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:5e0f0000-0000-4000-8000-000000000900' };

const BASIC = {
  fullUrl: 'urn:uuid:5e0f0000-0000-4000-8000-000000000901',
  resource: { resourceType: 'Basic', code: { text: 'noe annet' } },
  request: { method: 'POST', url: 'Basic', ifNoneExist: 'identifier=urn:ietf:rfc:3986|x' },
};

/** All faults. */
export const FAULTS: readonly Fault[] = [
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
  row('episode-mother-1', 'pattern-value', 'an episode of no pathway', ['type', [code('pathway', 'other')]]),
  row('episode-mother-1', 'cardinality-min', 'nobody answers for the case', ['managingOrganization']),
  row('episode-child-1', 'cardinality-min', 'an episode without a beginning', [
    'period',
    { end: '2032-10-08' },
  ]),
  row('episode-programme-1', 'binding-required', 'a service that is none', [
    'type.0.coding.0.code',
    'school',
  ]),
  row('encounter-birth-1', 'pattern-value', 'a stay that is no birth', ['type', [{ text: 'opphold' }]]),
  row('encounter-birth-1', 'cardinality-min', 'no ward answers', ['serviceProvider']),
  row('encounter-stay-1', 'cardinality-min', 'a stay nowhere', ['location']),
  rule('appointment-1', 'lenke-app-1', 'a meeting at no time', ['requestedPeriod'], ['start'], ['end']),
  row('care-plan-pathway-1', 'pattern-value', 'a proposal as plan', ['intent', 'proposal']),
  row('care-plan-birth-1', 'cardinality-min', 'a birth plan of nobody', ['author']),
  row('care-plan-child-1', 'cardinality-min', 'a plan without a team', ['careTeam']),
  row('care-plan-child-1', 'cardinality-min', 'an activity without a code', ['activity.0.detail.code']),
  row('care-plan-individual-1', 'cardinality-min', 'an individual plan without a team', ['careTeam']),
  row(
    'goal-1',
    'unknown-element',
    'a goal that begins with an event',
    ['startDate'],
    ['startCodeableConcept', { text: 'ved fødsel' }],
  ),
  row('referral-1', 'cardinality-min', 'a referral to nobody', ['performer']),
  row('referral-1', 'cardinality-min', 'a referral from nobody', ['requester']),
  row('referral-programme-1', 'slice-min', 'a referral not bound to child and programme', [
    'identifier',
    [SOMEBODY],
  ]),
  row('referral-programme-1', 'cardinality-min', 'a referral without the exposure', ['supportingInfo']),
  row('referral-programme-1', 'pattern-value', 'another programme', ['category', [code('service', 'lar')]]),
  row('task-fulfilment-1', 'cardinality-min', 'the fulfilment of nothing', ['focus']),
  row('task-fulfilment-1', 'pattern-value', 'another code', ['code', code('task', 'placement')]),
  rule('task-duty-1', 'lenke-task-1', 'completed without an answer', ['status', 'completed'], ['output']),
  row('task-duty-1', 'cardinality-min', 'a duty without a time limit', ['restriction']),
  row('task-duty-1', 'cardinality-min', 'a duty of nobody', ['owner']),
  row('task-control-1', 'cardinality-min', 'a control that does not say of what', ['focus']),
  row('task-placement-1', 'binding-required', 'a ward that is none', ['reasonCode.coding.0.code', 'HOME']),
  row('task-1', 'cardinality-min', 'a task about nobody', ['for']),
  row('notice-birth-1', 'cardinality-min', 'a notice that says nothing', ['payload']),
  row('notice-birth-1', 'pattern-value', 'a notice not sent', ['status', 'preparation']),
  row('notice-not-delivered-1', 'cardinality-min', 'a notice about nothing', ['about']),
  row('communication-request-1', 'cardinality-min', 'a message to nobody', ['recipient']),
  row('supply-request-1', 'cardinality-min', 'nobody asks', ['requester']),
  row('contract-retention-1', 'cardinality-min', 'a retention without an end', ['applies.end']),
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
  rule('outcome-1', 'lenke-obs-1', 'a live birth of nobody', ['focus']),
  row('outcome-1', 'binding-required', 'an outcome that is none', [
    'valueCodeableConcept.coding.0.code',
    'unknown',
  ]),
  row('fetus-count-1', 'min-value', 'no fetus', ['valueInteger', 0]),
  row('fetus-count-1', 'max-value', 'nine fetuses', ['valueInteger', 9]),
  row('expected-date-1', 'binding-required', 'another observation', ['code.coding.0.code', '8665-2']),
  row('expected-date-1', 'cardinality-min', 'no date', ['valueDateTime']),
  row('pregnancy-status-1', 'pattern-value', 'another observation', ['code.coding.0.code', '11996-6']),
  row('reported-use-1', 'cardinality-min', 'no answer', ['valueBoolean']),
  row('urine-tox-summary-1', 'binding-required', 'a result that is none', [
    'valueCodeableConcept.coding.0.code',
    'positive',
  ]),
  row('urine-tox-summary-1', 'slice-min', 'a sample without a purpose', [
    'component.0.code',
    code('observation', 'substance'),
  ]),
  row('newborn-tox-summary-1', 'cardinality-min', 'no result', ['valueCodeableConcept']),
  row('peth-1', 'fixed-value', 'another unit', ['valueQuantity.code', 'mmol/L']),
  row('exposure-1', 'binding-required', 'evidence that is none', [
    'component.0.code',
    code('exposure', 'rumour'),
  ]),
  row('nas-total-1', 'min-value', 'less than nothing', ['valueInteger', -1]),
  row('screen-conclusion-1', 'binding-required', 'a conclusion that is none', [
    'valueCodeableConcept.coding.0.code',
    'guilty',
  ]),
  row('birth-weight-1', 'fixed-value', 'a weight in kilograms', ['valueQuantity.code', 'kg']),
  row('contact-answer-1', 'binding-required', 'an answer that is none', [
    'valueCodeableConcept.coding.0.code',
    'maybe',
  ]),
  row('gestational-age-1', 'fixed-value', 'weeks instead of days', ['valueQuantity.code', 'wk']),
  row('gestational-age-1', 'binding-required', 'another observation', ['code.coding.0.code', '8665-2']),
  row('screening-score-1', 'cardinality-min', 'a score of no response', ['derivedFrom']),
  row('screening-score-1', 'min-value', 'a score below zero', ['valueInteger', -1]),
  row('placement-1', 'binding-required', 'a ward that is none', [
    'valueCodeableConcept.coding.0.code',
    'HOME',
  ]),
  row('suspicion-1', 'pattern-value', 'a suspicion as a fact', [
    'verificationStatus.coding.0.code',
    'confirmed',
  ]),
  row('lar-medication-1', 'binding-required', 'another medicine', [
    'medicationCodeableConcept.coding.0.code',
    'N02BE01',
  ]),
  row('lar-medication-1', 'cardinality-min', 'since when is unknown', ['effectivePeriod']),
  row('lar-prescription-1', 'cardinality-min', 'no dose', ['dosageInstruction']),
  row('brief-intervention-1', 'cardinality-min', 'nobody did it', ['performer']),
  row('evidence-1', 'cardinality-min', 'no measure', ['entry']),
  rule('measure-report-1', 'lenke-mr-1', 'a cell of three', ['group.0.population.0.count', 3]),
  row('measure-report-1', 'prohibited-element', 'a number about a person', [
    'subject',
    { reference: 'Patient/patient-mother-1' },
  ]),
  row('screening-response-1', 'cardinality-min', 'answers to no form', ['questionnaire']),
  rule('epikrise-1', 'lenke-comp-1', 'final and signed by nobody', ['attester']),
  row('epikrise-1', 'binding-required', 'a type that is none', ['type.coding.0.code', 'Z99-9']),
  row('lar-form-1', 'pattern-value', 'another form', ['category', [code('document-type', 'birth-plan')]]),
  row('habu-report-1', 'cardinality-min', 'a report about nobody', ['subject']),
  row('document-1', 'pattern-value', 'another bundle', ['type', 'collection']),
  row('document-reference-1', 'cardinality-min', 'a document without a form', [
    'content.0.attachment.contentType',
  ]),
  row('message-header-1', 'cardinality-min', 'a message to nobody', ['destination']),
  row('message-1', 'pattern-value', 'another bundle', ['type', 'collection']),
  rule('transaction-birth-1', 'lenke-txn-2', 'an entry that would be made twice', [
    'entry.0.request.ifNoneExist',
  ]),
  rule('transaction-birth-1', 'lenke-txn-1', 'a birth without its outcome', ['entry', [BASIC]]),
  rule('document-1', 'lenke-doc-1', 'something before the letter', ['entry.0', BASIC]),
];

type Node = Record<string, unknown>;

function childOf(node: unknown, key: string): unknown {
  if (Array.isArray(node)) return node[Number(key)] as unknown;
  return isObject(node) ? node[key] : undefined;
}

/** Changes one place of a copy; a path that leads nowhere is a fault of this file. */
export function change(resource: unknown, [path, value]: Change): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>(childOf, resource);
  if (Array.isArray(parent)) parent[Number(last)] = value;
  else if (isObject(parent) && value === undefined) delete (parent as Node)[last];
  else if (isObject(parent)) (parent as Node)[last] = value;
  else throw new Error(`No such place: ${path}`);
}

/** A broken example as a file, with what the manifest says of it. */
export interface Broken {
  readonly file: string;
  readonly profile: string;
  readonly key: string;
  readonly why: string;
  readonly resource: Resource;
}

/** The example of a fault; its id says which valid example it was, and what is wrong. */
export function broken(fault: Fault, valid: ReadonlyMap<string, Resource>): Broken {
  const original = valid.get(fault.example);
  if (!original) throw new Error(`No valid example ${fault.example}`);
  const resource = structuredClone(original) as Resource & { id: string };
  for (const one of fault.changes) change(resource, one);
  const words = fault.why
    .replaceAll(/[^A-Za-z ]/g, '')
    .trim()
    .replaceAll(' ', '-')
    .toLowerCase();
  const id = `${fault.example.replace(/-\d+$/, '')}-${words}`.slice(0, 64).replace(/-$/, '');
  resource.id = id;
  const profile = (original as unknown as { meta: { profile: [string] } }).meta.profile[0];
  const { key, why } = fault;
  return { file: `${id}.json`, profile, key, why, resource };
}
