// Which of our profiles does a resource of the pathway follow? The first row that fits.

import { isObject } from '../src/domain/json.ts';

/** Canonical of a profile. */
export function profileUrl(id: string): string {
  return `https://lenke.example/fhir/StructureDefinition/${id}`;
}

/** Every `code`, `system#code` and address of an extension anywhere in a part of a resource. */
function codesIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(codesIn);
  if (!isObject(part)) return [];
  const own = part['code'];
  const system = part['system'];
  const here =
    typeof own === 'string' ? [own, ...(typeof system === 'string' ? [`${system}#${own}`] : [])] : [];
  const url = typeof part['url'] === 'string' ? [part['url']] : [];
  return [...here, ...url, ...Object.values(part).flatMap(codesIn)];
}

interface Row {
  readonly type: string;
  /** Element whose codes decide; absent: the type alone decides. */
  readonly by?: string;
  readonly code?: string;
  /** Text the element itself begins with, instead of a code within it. */
  readonly starts?: string;
  readonly profile: string;
}

const FORM = 'https://lenke.example/fhir/Questionnaire';

/** ATC codes of opioid agonist treatment, as in the value set lenke-lar-medicines. */
const LAR = ['N07BC01', 'N07BC02', 'N07BC05', 'N07BC51'];

/** A row per profile a code decides on, a row per type at the end. */
const ROWS: readonly Row[] = [
  { type: 'RelatedPerson', profile: 'lenke-related-person' },
  { type: 'Practitioner', profile: 'lenke-practitioner' },
  { type: 'PractitionerRole', profile: 'lenke-practitioner-role' },
  { type: 'Organization', profile: 'lenke-organization' },
  { type: 'HealthcareService', profile: 'lenke-healthcare-service' },
  { type: 'Endpoint', profile: 'lenke-endpoint' },
  { type: 'CareTeam', profile: 'lenke-care-team' },
  { type: 'EpisodeOfCare', by: 'type', code: 'mother', profile: 'lenke-episode-mother' },
  { type: 'EpisodeOfCare', by: 'type', code: 'child', profile: 'lenke-episode-child' },
  { type: 'EpisodeOfCare', profile: 'lenke-episode-programme' },
  { type: 'Encounter', by: 'type', code: '3950001', profile: 'lenke-encounter-birth' },
  { type: 'Encounter', profile: 'lenke-encounter-stay' },
  { type: 'Appointment', profile: 'lenke-appointment' },
  { type: 'CarePlan', by: 'category', code: 'child', profile: 'lenke-care-plan-child' },
  { type: 'CarePlan', by: 'category', code: 'birth-plan', profile: 'lenke-care-plan-birth' },
  { type: 'CarePlan', by: 'category', code: 'individuell-plan', profile: 'lenke-care-plan-individual' },
  { type: 'CarePlan', profile: 'lenke-care-plan-pathway' },
  { type: 'Goal', profile: 'lenke-goal' },
  { type: 'ServiceRequest', by: 'category', code: 'habu-0-6', profile: 'lenke-referral-programme' },
  { type: 'ServiceRequest', profile: 'lenke-referral' },
  { type: 'Task', by: 'code', code: 'fulfill', profile: 'lenke-task-fulfilment' },
  { type: 'Task', by: 'code', code: 'assess-32', profile: 'lenke-task-duty' },
  { type: 'Task', by: 'code', code: 'assess-33', profile: 'lenke-task-duty' },
  { type: 'Task', by: 'code', code: 'referral-control', profile: 'lenke-task-control' },
  { type: 'Task', by: 'code', code: 'placement', profile: 'lenke-task-placement' },
  { type: 'Task', profile: 'lenke-task' },
  { type: 'Communication', by: 'category', code: 'child-born', profile: 'lenke-notice-birth' },
  { type: 'Communication', by: 'category', code: 'not-delivered', profile: 'lenke-notice-not-delivered' },
  { type: 'Communication', profile: 'lenke-notice' },
  { type: 'CommunicationRequest', profile: 'lenke-communication-request' },
  { type: 'SupplyRequest', profile: 'lenke-supply-request' },
  { type: 'Contract', profile: 'lenke-contract-retention' },
  { type: 'Consent', by: 'category', code: 'objection', profile: 'lenke-consent-objection' },
  { type: 'Consent', by: 'category', code: 'urine-control', profile: 'lenke-consent-control' },
  { type: 'Consent', by: 'category', code: 'retention-contract', profile: 'lenke-consent-control' },
  { type: 'Consent', profile: 'lenke-consent-release' },
  { type: 'Flag', profile: 'lenke-flag' },
  {
    type: 'AuditEvent',
    by: 'extension',
    code: 'https://lenke.example/fhir/StructureDefinition/lenke-care-relationship',
    profile: 'lenke-audit-attested',
  },
  { type: 'AuditEvent', profile: 'lenke-audit-disclosure' },
  { type: 'Provenance', profile: 'lenke-provenance' },
  { type: 'Observation', by: 'code', code: 'pregnancy-outcome', profile: 'lenke-outcome' },
  { type: 'Observation', by: 'code', code: 'fetus-count', profile: 'lenke-fetus-count' },
  { type: 'Observation', by: 'code', code: '11778-8', profile: 'lenke-expected-date' },
  { type: 'Observation', by: 'code', code: '11779-6', profile: 'lenke-expected-date' },
  { type: 'Observation', by: 'code', code: '11780-4', profile: 'lenke-expected-date' },
  { type: 'Observation', by: 'code', code: '11781-2', profile: 'lenke-expected-date' },
  { type: 'Observation', by: 'code', code: '82810-3', profile: 'lenke-pregnancy-status' },
  { type: 'Observation', by: 'code', code: 'reported-use', profile: 'lenke-reported-use' },
  { type: 'Observation', by: 'code', code: 'urine-tox-summary', profile: 'lenke-urine-tox-summary' },
  { type: 'Observation', by: 'code', code: 'newborn-tox-summary', profile: 'lenke-newborn-tox-summary' },
  { type: 'Observation', by: 'code', code: 'NPU28874', profile: 'lenke-peth' },
  { type: 'Observation', by: 'code', code: 'prenatal-exposure', profile: 'lenke-exposure' },
  { type: 'Observation', by: 'code', code: 'nas-total', profile: 'lenke-nas-total' },
  { type: 'Observation', by: 'code', code: 'screen-conclusion', profile: 'lenke-screen-conclusion' },
  { type: 'Observation', by: 'code', code: '8339-4', profile: 'lenke-birth-weight' },
  { type: 'Observation', by: 'code', code: 'bv-contact-answer', profile: 'lenke-contact-answer' },
  { type: 'Observation', by: 'code', code: '18185-9', profile: 'lenke-gestational-age' },
  { type: 'Observation', by: 'code', code: '11884-4', profile: 'lenke-gestational-age' },
  { type: 'Observation', by: 'code', code: '11885-1', profile: 'lenke-gestational-age' },
  { type: 'Observation', by: 'code', code: '75624-7', profile: 'lenke-screening-score' },
  { type: 'Observation', by: 'code', code: '75626-2', profile: 'lenke-screening-score' },
  { type: 'Observation', by: 'code', code: '99046-5', profile: 'lenke-screening-score' },
  { type: 'Observation', by: 'code', code: 'tweak-total', profile: 'lenke-screening-score' },
  { type: 'Observation', by: 'code', code: 'dudit-total', profile: 'lenke-screening-score' },
  { type: 'Observation', by: 'code', code: 'asq-below', profile: 'lenke-screening-score' },
  { type: 'Observation', by: 'code', code: 'next-step', profile: 'lenke-next-step' },
  { type: 'Observation', by: 'code', code: 'placement', profile: 'lenke-placement' },
  { type: 'Condition', by: 'verificationStatus', code: 'unconfirmed', profile: 'lenke-suspicion' },
  ...LAR.map((code) => ({
    type: 'MedicationStatement',
    by: 'medicationCodeableConcept',
    code,
    profile: 'lenke-lar-medication',
  })),
  { type: 'MedicationStatement', profile: 'lenke-medication-in-use' },
  ...LAR.map((code) => ({
    type: 'MedicationRequest',
    by: 'medicationCodeableConcept',
    code,
    profile: 'lenke-lar-prescription',
  })),
  { type: 'MedicationRequest', profile: 'lenke-habit-forming-prescription' },
  { type: 'Procedure', profile: 'lenke-brief-intervention' },
  { type: 'List', profile: 'lenke-evidence' },
  { type: 'MeasureReport', profile: 'lenke-measure-report' },
  { type: 'Questionnaire', profile: 'lenke-questionnaire' },
  {
    type: 'QuestionnaireResponse',
    by: 'questionnaire',
    starts: `${FORM}/barsel-observation`,
    profile: 'lenke-ward-observation',
  },
  {
    type: 'QuestionnaireResponse',
    by: 'questionnaire',
    starts: `${FORM}/lar-fode-barsel`,
    profile: 'lenke-lar-response',
  },
  { type: 'QuestionnaireResponse', profile: 'lenke-screening-response' },
  { type: 'Composition', by: 'category', code: 'lar-fode-barsel', profile: 'lenke-lar-form' },
  { type: 'Composition', by: 'category', code: 'habu-report', profile: 'lenke-habu-report' },
  { type: 'Composition', profile: 'lenke-epikrise' },
  { type: 'DocumentReference', profile: 'lenke-document-reference' },
  { type: 'MessageHeader', profile: 'lenke-message-header' },
  { type: 'PlanDefinition', profile: 'lenke-plan-definition' },
  { type: 'ActivityDefinition', profile: 'lenke-activity-definition' },
];

/** What is no code but decides: a Patient is a child by the day of birth, a Bundle by its type. */
function special(resource: Readonly<Record<string, unknown>>): string | undefined {
  if (resource['resourceType'] === 'Bundle') {
    const ofType = new Map<unknown, string>([
      ['document', 'lenke-document'],
      ['message', 'lenke-message'],
    ]);
    return ofType.get(resource['type']);
  }
  if (resource['resourceType'] !== 'Patient') return undefined;
  // Children of the pathway are born after it began; a mother is an adult or nearly so.
  if (String(resource['birthDate']) < '2015') return 'lenke-patient-mother';
  const numbered = JSON.stringify(resource['identifier'] ?? '').match(/2\.16\.578\.1\.12\.4\.1\.4\.[12]"/);
  return numbered ? 'lenke-patient-child' : 'lenke-patient-child-without-number';
}

/** Id of the profile a resource follows; undefined when we have none for it. */
export function profileFor(resource: Readonly<Record<string, unknown>>): string | undefined {
  const decided = special(resource);
  if (decided !== undefined) return decided;
  return ROWS.find((row) => row.type === resource['resourceType'] && fits(row, resource))?.profile;
}

function fits({ by, code, starts }: Row, resource: Readonly<Record<string, unknown>>): boolean {
  if (by === undefined) return true;
  if (starts !== undefined) return String(resource[by]).startsWith(starts);
  return code !== undefined && codesIn(resource[by]).includes(code);
}
