// Each event is meant by the resource that says it, when it is new, and not by one that says something else. A row for every rule of
// mappings/events.yaml; and every event of the pathway has somebody who tells it.

import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadEventRules } from '../../../src/pathway/events.ts';
import { untoldEvents } from '../../../src/pathway/layers/untold.ts';
import { codeSystem } from '../../../src/pipeline/canonical.ts';
import { MAPPINGS } from '../../support/mappings.ts';
import { layerData } from '../../support/pathway-case.ts';

const RULES = [...loadEventRules(join(MAPPINGS, 'events.yaml')).values()].flat();

const code = (system: string, value: string) => ({ coding: [{ system, code: value }] });
const tk = (name: string, value: string) => code(codeSystem(`tk-${name}`), value);
const SNOMED = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const BIRTH = [code(SNOMED, '3950001')];

interface Row {
  readonly code: string;
  readonly is: Resource;
  /** The version before; none is a resource that was just made. */
  readonly before?: Partial<Resource>;
  /** What it says instead when it does not mean the event. */
  readonly not: object;
  /** Every version means it anew. */
  readonly always?: true;
}
interface Resource {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

const observation = (name: string, more: object): Resource => ({
  resourceType: 'Observation',
  status: 'final',
  code: tk('observation', name),
  ...more,
});
const outcome = (value: string) => ({ valueCodeableConcept: tk('pregnancy-outcome', value) });
const episode = (status: string, system: string, value: string): Resource => ({
  resourceType: 'EpisodeOfCare',
  status,
  type: [tk(system, value)],
});
const task = (more: object): Resource => ({ resourceType: 'Task', status: 'completed', ...more });
const happened = (event: string): Row => ({
  code: event,
  is: { resourceType: 'Communication', status: 'completed', category: [tk('event', event)] },
  not: { category: [tk('event', 'E_SOMETHING_ELSE')] },
});
const coordinators = (count: number) => ({
  participant: Array.from({ length: count }, (_, at) => ({
    role: [tk('role', 'coordinator')],
    member: { reference: `Organization/${at}` },
  })),
});
const measures = (status: string) => ({
  activity: [{ detail: { code: tk('measure', 'talks'), status } }],
});
const livesIn = (municipality: string) => ({
  address: [
    {
      _district: {
        extension: [
          {
            url: 'http://hl7.no/fhir/StructureDefinition/no-basis-municipalitycode',
            valueCoding: { code: municipality },
          },
        ],
      },
    },
  ],
});

const ROWS: readonly Row[] = [
  { code: 'E_LOSS', is: observation('pregnancy-outcome', outcome('stillbirth')), not: outcome('livebirth') },
  {
    code: 'E_LIVEBIRTH',
    is: observation('pregnancy-outcome', outcome('livebirth')),
    not: { status: 'entered-in-error' },
  },
  {
    code: 'E_REFERRAL_ACTIVE',
    is: { resourceType: 'ServiceRequest', status: 'active', intent: 'order', performer: [{}] },
    not: { intent: 'proposal' },
  },
  {
    code: 'E_ANSWER_MISSING',
    is: task({ code: code(codeSystem('tk-action'), 'A-CONCERN-ACT') }),
    before: { status: 'in-progress' },
    not: {
      output: [{ type: { text: 'answer' }, valueCodeableConcept: tk('concern-action', 'talk-with-woman') }],
    },
  },
  {
    code: 'E_TREATMENT_VISIT',
    is: { resourceType: 'Encounter', status: 'finished', class: { code: 'AMB' } },
    before: { status: 'in-progress' },
    not: { class: { code: 'IMP' } },
  },
  ...(['first-talk', 'interplay-reasons'] as const).map(
    (form): Row => ({
      code: form === 'first-talk' ? 'E_FIRST_TALK' : 'E_INTERPLAY_REASONS',
      is: {
        resourceType: 'QuestionnaireResponse',
        status: 'completed',
        questionnaire: `https://lenke.example/fhir/Questionnaire/${form}`,
      },
      before: { status: 'in-progress' },
      not: { questionnaire: 'https://lenke.example/fhir/Questionnaire/another' },
    }),
  ),
  {
    code: 'E_DISCH_READY',
    is: task({ code: code(codeSystem('tk-action'), 'A-DISCH-READY') }),
    before: { status: 'in-progress' },
    not: { status: 'cancelled' },
  },
  {
    code: 'E_OFFER_CHOSEN',
    is: task({
      code: code(codeSystem('tk-action'), 'A-OFFERS'),
      output: [{ type: { text: 'chosen' }, valueReference: { reference: 'HealthcareService/offer' } }],
    }),
    before: { status: 'in-progress' },
    not: { output: [{ type: { text: 'chosen' }, valueString: 'none' }] },
  },
  {
    code: 'E_REFERRAL_ANSWERED',
    is: task({ status: 'accepted', code: code('x', 'fulfill'), requester: {} }),
    before: { status: 'requested' },
    not: { status: 'requested' },
  },
  {
    code: 'E_REFERRAL_STOPPED',
    is: task({ status: 'cancelled', code: tk('task', 'referral-control') }),
    before: { status: 'requested' },
    not: { status: 'in-progress' },
  },
  {
    code: 'E_DOCUMENT_SIGNED',
    is: { resourceType: 'Composition', status: 'final', date: '2026-10-12' },
    not: { status: 'preliminary' },
  },
  { code: 'E_CONTACT', is: episode('planned', 'pathway', 'mother'), not: { status: 'active' } },
  {
    code: 'E_PREG_CONFIRMED',
    is: {
      resourceType: 'Observation',
      status: 'final',
      code: code(LOINC, '82810-3'),
      valueCodeableConcept: code(LOINC, 'LA15173-0'),
    },
    not: { valueCodeableConcept: code(LOINC, 'LA26683-5') },
  },
  {
    code: 'E_PREG_CONFIRMED',
    is: { resourceType: 'Condition', code: code(SNOMED, '77386006'), clinicalStatus: code('x', 'active') },
    not: { clinicalStatus: code('x', 'resolved') },
  },
  {
    code: 'E_SCREEN_DONE',
    is: observation('screen-conclusion', { valueCodeableConcept: tk('screen-result', 'high-risk') }),
    not: { status: 'registered' },
  },
  {
    code: 'E_SCREEN_NEG',
    is: observation('screen-conclusion', { valueCodeableConcept: tk('screen-result', 'low-risk') }),
    not: { valueCodeableConcept: tk('screen-result', 'high-risk') },
  },
  {
    code: 'E_CONCERN_CONFIRMED',
    is: {
      resourceType: 'Condition',
      category: [tk('concern', 'substance-use')],
      verificationStatus: code('x', 'confirmed'),
    },
    not: { verificationStatus: code('x', 'unconfirmed') },
  },
  {
    code: 'E_REPORTED_USE',
    is: observation('reported-use', { valueBoolean: true }),
    not: { valueBoolean: false },
  },
  {
    code: 'E_RX_HABIT_FORMING',
    is: {
      resourceType: 'MedicationRequest',
      status: 'active',
      medicationCodeableConcept: code('http://www.whocc.no/atc', 'N05BA01'),
    },
    not: { medicationCodeableConcept: code('http://www.whocc.no/atc', 'N02BE01') },
  },
  {
    code: 'E_LAR_STARTED',
    is: {
      resourceType: 'MedicationStatement',
      status: 'active',
      medicationCodeableConcept: code('http://www.whocc.no/atc', 'N07BC01'),
    },
    not: { status: 'stopped' },
  },
  { code: 'E_LAR_STARTED', is: episode('active', 'service', 'lar'), not: { type: [tk('service', 'tsb')] } },
  { code: 'E_TSB_ADMIT', is: episode('active', 'service', 'tsb'), not: { status: 'planned' } },
  { code: 'E_TSB_END', is: episode('finished', 'service', 'tsb'), not: { status: 'active' } },
  { code: 'E_FHS_ENROLLED', is: episode('active', 'service', 'fhs'), not: { status: 'planned' } },
  {
    code: 'E_PLAN_AGREED',
    is: { resourceType: 'CarePlan', status: 'active', category: [tk('plan', 'pathway')] },
    not: { status: 'draft' },
  },
  { code: 'E_PLAN_AGREED', is: task({ code: tk('action', 'A-ASSESS') }), not: { status: 'rejected' } },
  {
    code: 'E_LAR_ACCEPTED',
    is: task({ status: 'accepted', code: tk('action', 'A-LAR-ACCEPT') }),
    not: { status: 'rejected' },
  },
  {
    code: 'E_RX_LAR',
    is: {
      resourceType: 'MedicationRequest',
      status: 'active',
      medicationCodeableConcept: code('http://www.whocc.no/atc', 'N07BC51'),
    },
    not: { medicationCodeableConcept: code('http://www.whocc.no/atc', 'N05BA01') },
  },
  {
    code: 'E_NETMEETING_HELD',
    is: { resourceType: 'Appointment', status: 'fulfilled', serviceType: [tk('action', 'A-DK-NETMEET')] },
    not: { status: 'cancelled' },
  },
  {
    code: 'E_COORD_NAMED',
    is: task({
      code: tk('action', 'A-COORD'),
      output: [{ valueReference: { reference: 'Organization/fhs' } }],
    }),
    not: { output: [{ valueString: 'somebody' }] },
  },
  {
    code: 'E_COORD_DOUBLE',
    is: { resourceType: 'CareTeam', status: 'active', ...coordinators(2) },
    not: coordinators(1),
  },
  {
    code: 'E_CONSENT_GIVEN',
    is: {
      resourceType: 'Consent',
      status: 'active',
      category: [tk('consent-category', 'disclosure-release')],
    },
    not: { category: [tk('consent-category', 'objection')] },
  },
  {
    code: 'E_CONSENT_DECLINED',
    is: { resourceType: 'Consent', status: 'rejected' },
    not: { status: 'active' },
  },
  {
    code: 'E_CONSENT_DECLINED',
    is: observation('bv-contact-answer', { valueCodeableConcept: tk('bv-answer', 'declined') }),
    not: { valueCodeableConcept: tk('bv-answer', 'accepted') },
  },
  {
    code: 'E_CONSENT_WITHDRAWN',
    is: { resourceType: 'Consent', status: 'inactive' },
    before: { status: 'active' },
    not: { status: 'active' },
  },
  {
    code: 'E_TOX_RESULT',
    is: observation('urine-tox-summary', { valueCodeableConcept: tk('tox-result', 'all-negative') }),
    not: { status: 'cancelled' },
  },
  { code: 'E_NOSHOW', is: { resourceType: 'Appointment', status: 'noshow' }, not: { status: 'cancelled' } },
  {
    code: 'E_MEETING_HELD',
    is: { resourceType: 'Appointment', status: 'fulfilled', serviceType: [tk('action', 'A-AG-MONTH')] },
    not: { serviceType: [tk('action', 'A-WEEKLY')] },
  },
  {
    code: 'E_MEASURE_BROKEN',
    is: { resourceType: 'CarePlan', status: 'active', ...measures('stopped') },
    before: measures('in-progress'),
    not: measures('completed'),
  },
  {
    code: 'E_DUTY32_MET',
    is: task({
      code: tk('task', 'assess-32'),
      output: [{ type: code('x', 'criteria-met'), valueBoolean: true }],
    }),
    not: { output: [{ type: code('x', 'criteria-met'), valueBoolean: false }] },
  },
  {
    code: 'E_DUTY33_MET',
    is: task({
      code: tk('task', 'assess-33'),
      output: [{ type: { text: 'criteria-met' }, valueBoolean: true }],
    }),
    not: { output: [{ type: { text: 'criteria-met' }, valueBoolean: false }] },
  },
  ...(
    [
      ['E_MSG32_SENT', 'hpl-32'],
      ['E_MSG33_SENT', 'hpl-33'],
      ['E_103_CASE_SIGNED', 'hol-10-3-case'],
      ['E_UNDERRETNING_SENT', 'underretning'],
      ['E_ORDER_ANSWERED', 'order-answer'],
      ['E_EMERGENCY_SENT', 'emergency'],
      ['E_CHOICE_SENT', 'chosen'],
    ] as const
  ).map(
    ([event, category]): Row => ({
      code: event,
      is: {
        resourceType: 'CommunicationRequest',
        status: 'active',
        category: [tk('communication', category)],
      },
      before: { status: 'draft' },
      not: { status: 'draft' },
    }),
  ),
  ...(
    [
      ['E_SAFETY_TODAY', 'same-day-safety'],
      ['E_TALK_ASSESS', 'talk-and-assess'],
      ['E_ASQ_REVIEW', 'review'],
    ] as const
  ).map(
    ([event, step]): Row => ({
      code: event,
      is: observation('next-step', { valueCodeableConcept: tk('next-step', step) }),
      before: { valueCodeableConcept: tk('next-step', 'none') },
      not: { status: 'entered-in-error' },
    }),
  ),
  {
    code: 'E_ORDER_SCOPED',
    is: task({ code: tk('task', 'bv-order'), focus: { reference: 'DocumentReference/order' } }),
    not: { code: tk('task', 'emergency') },
  },
  {
    code: 'E_EMERGENCY_DECLARED',
    is: task({ code: tk('task', 'emergency'), reasonCode: { text: 'Hun er bevisstløs.' } }),
    not: { reasonCode: {} },
  },
  {
    code: 'E_CONTENT_CHOSEN',
    is: task({ code: tk('task', 'choose-content') }),
    not: { status: 'requested' },
  },
  {
    code: 'E_103_TEMP',
    is: { resourceType: 'Flag', status: 'active', code: tk('flag', 'hol-10-3') },
    not: { code: tk('flag', 'other') },
  },
  {
    code: 'E_103_ENDED',
    is: { resourceType: 'Flag', status: 'inactive', code: tk('flag', 'hol-10-3') },
    before: { status: 'active' },
    not: { status: 'active' },
  },
  {
    code: 'E_LABOUR',
    is: { resourceType: 'Encounter', status: 'arrived', type: BIRTH },
    not: { status: 'in-progress' },
  },
  { code: 'E_PLACEMENT', is: task({ code: tk('task', 'placement') }), not: { status: 'draft' } },
  { code: 'E_PLACEMENT', is: observation('placement', {}), not: { status: 'preliminary' } },
  {
    code: 'E_PAED_DECIDED',
    is: task({ code: tk('action', 'A-PAED-DECISION') }),
    not: { status: 'requested' },
  },
  { code: 'E_NAS_SIGNS', is: observation('nas-total', { valueInteger: 8 }), not: { valueInteger: 7 } },
  {
    code: 'E_INCLUSION_DECIDED',
    is: task({ code: tk('task', 'inclusion-decision') }),
    not: { status: 'requested' },
  },
  {
    code: 'E_MOTHER_DISCHARGED',
    is: { resourceType: 'Encounter', status: 'finished', type: BIRTH },
    not: { status: 'in-progress' },
  },
  {
    code: 'E_CHILD_DISCHARGED',
    is: { resourceType: 'Encounter', status: 'finished', class: { code: 'IMP' } },
    not: { class: { code: 'AMB' } },
  },
  {
    code: 'E_CHILD_DIED',
    is: { resourceType: 'Patient', deceasedDateTime: '2026-10-12' },
    not: { deceasedDateTime: undefined, deceasedBoolean: false },
  },
  { code: 'E_HABU_ENROLLED', is: episode('active', 'service', 'habu-0-6'), not: { status: 'planned' } },
  { code: 'E_HABU_END', is: episode('finished', 'service', 'habu-0-6'), not: { status: 'active' } },
  {
    code: 'E_HABU_REPORT_SIGNED',
    is: {
      resourceType: 'Composition',
      status: 'final',
      date: '2027-04-08',
      category: [tk('document-type', 'habu-report')],
    },
    not: { category: [tk('document-type', 'lar-fode-barsel')] },
  },
  { code: 'E_BV_CLOSED', is: episode('finished', 'service', 'barnevern'), not: { status: 'active' } },
  {
    code: 'E_MOVED',
    is: { resourceType: 'Patient', ...livesIn('4203') },
    before: livesIn('4204'),
    not: livesIn('4204'),
  },
  {
    code: 'E_GP_CHANGED',
    is: { resourceType: 'Patient', generalPractitioner: [{ reference: 'Organization/new' }] },
    before: { generalPractitioner: [{ reference: 'Organization/old' }] },
    not: { generalPractitioner: [{ reference: 'Organization/old' }] },
  },
  {
    code: 'E_MESSAGE_REVOKED',
    is: {
      resourceType: 'CommunicationRequest',
      status: 'revoked',
      category: [tk('communication', 'hpl-32')],
    },
    before: { status: 'active' },
    not: { status: 'active' },
  },
  {
    code: 'E_MESSAGE_SIGNED',
    is: { resourceType: 'CommunicationRequest', status: 'active', recipient: [{}] },
    before: { status: 'draft' },
    not: { status: 'draft' },
  },
  ...[
    'E_SPECIALIST_DECLINED',
    'E_DECLINED_ALL',
    'E_MSG32_ACK',
    'E_CONTACT',
    'E_103_APPROVED',
    'E_103_CASE_ACK',
    'E_UNDERRETNING_ACK',
    'E_SIGNED_ACK',
    'E_103_BOARD',
    'E_BV_RECEIPT',
    'E_BV_CLOSED',
    'E_CARE_ORDER',
    'E_HABU_ABNORMAL',
    'E_NEW_CONCERN',
  ].map(happened),
  {
    code: 'E_PLAN_CHANGED',
    is: { resourceType: 'CarePlan', status: 'active', intent: 'plan' },
    not: { status: 'draft' },
    always: true,
  },
  {
    code: 'E_PLAN_CHANGED',
    is: { resourceType: 'CareTeam', status: 'active' },
    before: { status: 'proposed' },
    not: { status: 'inactive' },
    always: true,
  },
];

const CASES = ROWS.map((row) => [`${row.code} by ${row.is.resourceType}`, row] as const);
const ruleOf = ({ code: event, is }: Row) => {
  const rule = RULES.find((one) => one.code === event && one.on === is.resourceType);
  if (!rule) throw new Error(`no rule for ${event}`);
  return rule;
};
const previousOf = ({ is, before }: Row): Resource | undefined => before && { ...is, ...before };

test('every rule has its row', () => {
  const names = RULES.map((rule) => `${rule.code} by ${rule.on}`).toSorted();
  expect(CASES.map(([name]) => name).toSorted()).toEqual(names);
});

describe('an event is meant', () => {
  test.each(CASES)('%s', (_name, row) => {
    expect(ruleOf(row).matches(row.is, previousOf(row))).toBe(true);
  });
});

describe('a Task that was closed without the answer it asks for is found out', () => {
  const answered = (what: object, value: object) => ({
    output: [{ type: { text: 'answer' }, ...what, ...value }],
  });
  test.each<[string, string, object]>([
    [
      'what was done about a concern (S2-36)',
      'A-CONCERN-ACT',
      concept('concern-action', 'own-service-measure'),
    ],
    ['why nobody asked (S2-30)', 'A-SKIP-REASON', concept('skip-reason', 'no-interpreter')],
    ['why a stay is longer (S0-77)', 'T-BARSEL3D', concept('stay-reason', 'feeding')],
    [
      'whether she wants help (S0-134)',
      'A-OPPF-CHECK',
      answered({ type: tk('criterion', 'willing') }, { valueBoolean: false }),
    ],
    ['when the next appointment is (S0-40)', 'A-INDIV-INT', answered({}, { valueDate: '2027-01-10' })],
  ])('%s', (_reason, action, output) => {
    const [rule] = RULES.filter((one) => one.code === 'E_ANSWER_MISSING');
    const closed = task({ code: code(codeSystem('tk-action'), action) });
    const before: Resource = { ...closed, status: 'in-progress' };
    const stopped: Resource = { ...closed, status: 'cancelled' };
    const inWords = { output: [{ type: { text: 'answer' }, valueString: 'in words' }] };
    expect([
      rule?.matches(closed, before),
      rule?.matches({ ...closed, ...inWords }, before),
      rule?.matches({ ...closed, ...output }, before),
      rule?.matches(stopped, before),
    ]).toEqual([true, true, false, false]);
  });

  function concept(system: string, value: string) {
    return answered({}, { valueCodeableConcept: tk(system, value) });
  }
});

describe('and not by what says something else', () => {
  test.each(CASES)('%s', (_name, row) => {
    expect(ruleOf(row).matches({ ...row.is, ...row.not }, previousOf(row))).toBe(false);
  });
});

describe('nor by the same once more', () => {
  test.each(CASES.filter(([, { always }]) => always !== true))('%s', (_name, row) => {
    expect(ruleOf(row).matches(row.is, row.is)).toBe(false);
  });
});

describe('every event that an action, a timer or a machine waits for is told by somebody', () => {
  const rules = loadEventRules(join(MAPPINGS, 'events.yaml'));

  test.each(['no-krs', 'no-lk', 'dk'])('in %s', (layer) => {
    expect(untoldEvents(layerData(layer).pathway, rules)).toEqual([]);
  });

  test('and one that nobody tells is named with who waits', () => {
    const silent = new Map(
      [...rules].map(([type, list]) => [type, list.filter((rule) => rule.code !== 'E_MOVED')]),
    );
    expect(untoldEvents(layerData('no-krs').pathway, silent)).toEqual(
      expect.arrayContaining([
        { event: 'E_MOVED', by: 'A-MOVE-OUT' },
        { event: 'E_MOVED', by: 'T-HOME' },
      ]),
    );
  });
});
