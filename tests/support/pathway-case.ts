// May I have a case made of named pieces? Each piece is one fact of a synthetic case, so that a test can add or leave out just that.

import type { EventId, Ref } from '../../src/domain/identity.ts';
import { type Resource, viewCase } from '../../src/pathway/case/case-view.ts';
import type { Pathway } from '../../src/pathway/pathway.ts';
import { plan, type Plan } from '../../src/pathway/plan.ts';
import { addresseeFor } from '../../src/pipeline/planning/address.ts';
import { offersFor } from '../../src/pipeline/planning/offers-for.ts';
import { type GatewayData, loadData } from '../../src/pipeline/data.ts';
import { codeSystem } from '../../src/pipeline/canonical.ts';
import { MAPPINGS } from './mappings.ts';

/** First day of the pregnancy of every case here. */
export const GA0 = '2026-01-05';
export const BORN = '2026-10-08T04:12:00Z';
export const CASE: Ref = 'EpisodeOfCare/case';
const MOTHER = { reference: 'Patient/mother' };
const CHILD = { reference: 'Patient/child' };
const TWIN = { reference: 'Patient/twin' };
const LOINC = 'http://loinc.org';
const ATC = 'http://www.whocc.no/atc';

const code = (system: string, value: string) => ({ coding: [{ system, code: value }] });
const tk = (name: string, value: string) => code(codeSystem(`tk-${name}`), value);

function observation(id: string, what: object, more: object): Resource {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    code: what,
    subject: MOTHER,
    effectiveDateTime: '2026-05-04',
    performer: [{ reference: 'Organization/jordmor' }],
    ...more,
  };
}

/** A summary of urine tests on a day. */
export function urineTest(day: string, result: string, status = 'final'): Resource {
  return observation(`tox-${day}`, tk('observation', 'urine-tox-summary'), {
    status,
    effectiveDateTime: day,
    valueCodeableConcept: tk('tox-result', result),
  });
}

/** An ultrasound of 4 May says when the child is due. */
export function dueBy(valueDateTime: string): Resource {
  return {
    resourceType: 'Observation',
    id: 'edd',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '11778-8' }] },
    subject: { reference: 'Patient/mother' },
    effectiveDateTime: '2026-05-04',
    valueDateTime,
  };
}

/** An answer about use on a day. */
export function answer(day: string, used: boolean): Resource {
  return observation(`use-${day}`, tk('observation', 'reported-use'), {
    effectiveDateTime: day,
    valueBoolean: used,
  });
}

/** What a score asks for. */
function step(asks: string, subject: object): Resource {
  return observation('step', tk('observation', 'next-step'), {
    subject,
    valueCodeableConcept: tk('next-step', asks),
    derivedFrom: [{ reference: 'QuestionnaireResponse/form' }],
  });
}

/** A total of withdrawal signs of the child. */
export function signs(total: number): Resource {
  return observation('nas', tk('observation', 'nas-total'), {
    subject: CHILD,
    effectiveDateTime: BORN,
    valueInteger: total,
  });
}

function born(id: string, subject: object, order: number): Resource[] {
  return [
    {
      resourceType: 'Patient',
      id,
      identifier: [{ system: 'https://lenke.example/fhir/NamingSystem/child', value: id }],
      birthDate: BORN.slice(0, 10),
      multipleBirthInteger: order,
    },
    observation(`birth-${id}`, tk('observation', 'pregnancy-outcome'), {
      focus: [subject],
      effectiveDateTime: BORN,
      valueCodeableConcept: tk('pregnancy-outcome', 'livebirth'),
    }),
  ];
}

function consent(id: string, role: string, patient: object, category = 'disclosure-release'): Resource {
  return {
    resourceType: 'Consent',
    id,
    status: 'active',
    category: [tk('consent-category', category)],
    patient,
    dateTime: '2026-03-10T10:00:00Z',
    provision: {
      type: 'deny',
      provision: [
        {
          type: 'permit',
          actor: [{ role: tk('role', role), reference: { reference: `Organization/${role}` } }],
          action: [code('http://terminology.hl7.org/CodeSystem/consentaction', 'disclose')],
        },
      ],
    },
  };
}

function episode(id: string, service: string, patient: object, status = 'active'): Resource {
  return {
    resourceType: 'EpisodeOfCare',
    id,
    status,
    type: [tk('service', service)],
    patient,
    period: { start: '2026-02-01' },
  };
}

function stay(id: string, subject: object, type: object[] = []): Resource {
  return {
    resourceType: 'Encounter',
    id,
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
    ...(type.length > 0 && { type }),
    subject,
    period: { start: BORN, end: '2026-10-30T10:00:00Z' },
    serviceProvider: { reference: 'Organization/kk-barsel' },
  };
}

function birthStay(): Resource {
  const { period: _, ...open } = stay('birth-stay', MOTHER, [code('http://snomed.info/sct', '3950001')]);
  return { ...open, resourceType: 'Encounter', status: 'in-progress', period: { start: BORN } };
}

/** Who signs: health personnel, known by a synthetic number. */
const SIGNER = { identifier: { system: 'urn:oid:2.16.578.1.12.4.1.4.4', value: '9999001' } };

function signedMessage(category: string, subject: object, recipient: string): Resource {
  return {
    resourceType: 'CommunicationRequest',
    id: 'signed-message',
    status: 'active',
    meta: { security: [{ system: codeSystem('tk-data-class'), code: 'D1' }] },
    category: [tk('communication', category)],
    subject,
    about: [{ reference: 'Task/assessment' }],
    payload: [{ contentString: 'Skrevet av den som melder.' }],
    authoredOn: '2026-05-04T10:00:00Z',
    sender: SIGNER,
    recipient: [{ reference: recipient }],
  };
}

function assessment(task: string, subject: object, recipient: string): Resource {
  return {
    resourceType: 'Task',
    id: 'assessment',
    status: 'completed',
    intent: 'order',
    code: tk('task', task),
    focus: { reference: 'EpisodeOfCare/case' },
    for: subject,
    owner: SIGNER,
    reasonCode: { text: 'Skrevet av den som vurderte.' },
    restriction: { recipient: [{ reference: recipient }] },
    output: [{ type: { text: 'criteria-met' }, valueBoolean: true }],
  };
}

/** The duty is the signer's until the receiver has answered. */
function dutyTo(subject: object): Resource {
  return {
    resourceType: 'Task',
    id: 'duty',
    status: 'in-progress',
    intent: 'order',
    code: tk('task', 'duty-receipt'),
    focus: { reference: 'CommunicationRequest/signed-message' },
    for: subject,
    owner: SIGNER,
  };
}

function answerTo(subject: object, from: string): Resource {
  return {
    resourceType: 'Communication',
    id: 'answer',
    status: 'completed',
    subject,
    sender: { reference: from },
    about: [{ reference: 'CommunicationRequest/signed-message' }],
  };
}

function askedTask(id: string, action: string, status: string): Resource {
  return {
    resourceType: 'Task',
    id,
    status,
    intent: 'order',
    code: code(codeSystem('tk-action'), action),
    for: MOTHER,
  };
}

/** The first talk, with a yes to each of these. */
function firstTalk(...told: readonly string[]): Resource {
  return {
    resourceType: 'QuestionnaireResponse',
    id: 'first-talk',
    status: 'completed',
    questionnaire: 'https://lenke.example/fhir/Questionnaire/first-talk',
    subject: MOTHER,
    item: told.map((linkId) => ({ linkId, answer: [{ valueBoolean: true }] })),
  };
}

function larPrescription(by: string): Resource {
  return {
    resourceType: 'MedicationRequest',
    id: 'lar-prescription',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: code(ATC, 'N07BC01'),
    subject: MOTHER,
    requester: { reference: `Organization/${by}` },
  };
}

/** The pieces by name. */
export const PIECES: Readonly<Record<string, readonly Resource[]>> = {
  pregnant: [
    observation('pregnant', code(LOINC, '82810-3'), {
      effectiveDateTime: '2026-03-09',
      valueCodeableConcept: code(LOINC, 'LA15173-0'),
    }),
  ],
  dated: [observation('edd', code(LOINC, '11778-8'), { valueDateTime: '2026-10-12' })],
  lar: [
    {
      resourceType: 'MedicationStatement',
      id: 'lar',
      status: 'active',
      medicationCodeableConcept: code(ATC, 'N07BC01'),
      subject: MOTHER,
      effectivePeriod: { start: '2025-01-01' },
    },
  ],
  habit: [
    {
      resourceType: 'MedicationRequest',
      id: 'habit',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: code(ATC, 'N05BA01'),
      subject: MOTHER,
    },
  ],
  positiveScreen: [
    observation('screen', tk('observation', 'screen-conclusion'), {
      valueCodeableConcept: tk('screen-result', 'increased-risk'),
    }),
  ],
  safetyStep: [step('same-day-safety', MOTHER)],
  talkStep: [step('talk-and-assess', MOTHER)],
  reviewStep: [step('review', CHILD)],
  screenAsked: [askedTask('screen-task', 'A-SCREEN-1', 'requested')],
  skippedScreen: [
    observation('screen', tk('observation', 'screen-conclusion'), {
      valueCodeableConcept: tk('screen-result', 'not-done'),
    }),
  ],
  negativeScreen: [
    observation('screen', tk('observation', 'screen-conclusion'), {
      valueCodeableConcept: tk('screen-result', 'low-risk'),
    }),
  ],
  concern: [
    {
      resourceType: 'Condition',
      id: 'concern',
      category: [tk('concern', 'substance-use')],
      verificationStatus: code('http://terminology.hl7.org/CodeSystem/condition-ver-status', 'confirmed'),
      subject: MOTHER,
      asserter: { reference: 'Organization/fastlege' },
    },
  ],
  mentalHealth: [
    {
      resourceType: 'Condition',
      id: 'mental',
      category: [tk('concern', 'mental-health')],
      subject: MOTHER,
    },
  ],
  caregiving: [
    { resourceType: 'Condition', id: 'caregiving', category: [tk('concern', 'caregiving')], subject: MOTHER },
  ],
  actedWithout: [askedTask('acted', 'A-CONCERN-ACT', 'completed')],
  gpVisit: [
    {
      resourceType: 'Encounter',
      id: 'gp-visit',
      status: 'finished',
      class: { code: 'AMB' },
      subject: MOTHER,
      serviceProvider: { reference: 'Organization/fastlege' },
    },
  ],
  treatmentReferral: [
    {
      resourceType: 'ServiceRequest',
      id: 'treatment',
      status: 'active',
      intent: 'order',
      category: [tk('service', 'tsb')],
      subject: MOTHER,
    },
  ],
  pastUseTold: [firstTalk('alcohol.before')],
  useNowTold: [firstTalk('alcohol.before', 'alcohol.now')],
  abupDraft: [
    {
      resourceType: 'ServiceRequest',
      id: 'abup-draft',
      status: 'draft',
      intent: 'order',
      priority: 'routine',
      code: code(codeSystem('tk-action'), 'A-ABUP'),
      subject: CHILD,
    },
  ],
  interplayReasons: [
    {
      resourceType: 'QuestionnaireResponse',
      id: 'interplay',
      status: 'completed',
      questionnaire: 'https://lenke.example/fhir/Questionnaire/interplay-reasons',
      subject: CHILD,
      item: [
        {
          linkId: 'reasons',
          answer: ['trauma', 'care-situation'].map((value) => ({
            valueCoding: { system: codeSystem('tk-caregiving-reason'), code: value },
          })),
        },
      ],
    },
  ],
  dischargeReady: [{ ...askedTask('ready', 'A-DISCH-READY', 'completed'), for: CHILD }],
  larMet: [
    {
      resourceType: 'Appointment',
      id: 'lar-met',
      status: 'fulfilled',
      serviceType: [tk('service', 'lar')],
      participant: [{ actor: MOTHER, status: 'accepted' }],
    },
  ],
  endedBefore: [{ ...episode('detox', 'tsb', MOTHER, 'finished'), period: { end: '2026-05-01' } }],
  endedToday: [{ ...episode('detox-today', 'tsb', MOTHER, 'finished'), period: { end: '2026-05-04' } }],
  chosenOffer: [
    {
      ...askedTask('offers', 'A-OFFERS', 'completed'),
      owner: { reference: 'Organization/jordmor' },
      output: [
        {
          type: { text: 'chosen' },
          valueReference: { reference: 'HealthcareService/offer-rus-poliklinikk' },
        },
      ],
    },
  ],
  use: [observation('use', tk('observation', 'reported-use'), { valueBoolean: true })],
  noUse: [observation('no-use', tk('observation', 'reported-use'), { valueBoolean: false })],
  positiveTest: [
    observation('tox', tk('observation', 'urine-tox-summary'), {
      valueCodeableConcept: tk('tox-result', 'positive-unexplained'),
    }),
  ],
  noShows: ['one', 'two'].map((id) => ({
    resourceType: 'Appointment',
    id,
    status: 'noshow',
    participant: [{ actor: MOTHER }],
  })),
  approved: [
    {
      resourceType: 'Communication',
      id: 'approved',
      status: 'completed',
      category: [tk('event', 'E_103_APPROVED')],
      subject: MOTHER,
    },
  ],
  accepted: [
    {
      resourceType: 'Task',
      id: 'accepted',
      status: 'accepted',
      intent: 'order',
      code: code('http://hl7.org/fhir/CodeSystem/task-code', 'fulfill'),
      for: MOTHER,
      owner: { reference: 'Organization/kk-pol' },
    },
  ],
  named: [
    {
      resourceType: 'Task',
      id: 'named',
      status: 'completed',
      intent: 'order',
      code: code(codeSystem('tk-action'), 'A-COORD'),
      for: MOTHER,
      output: [{ type: { text: 'coordinator' }, valueReference: { reference: 'Organization/nav' } }],
    },
  ],
  takeover: [askedTask('takeover', 'A-LAR-TAKEOVER', 'requested')],
  larTook: [askedTask('took', 'A-LAR-ACCEPT', 'accepted')],
  larTeam: [
    {
      resourceType: 'CareTeam',
      id: 'lar-team',
      status: 'active',
      subject: MOTHER,
      participant: [
        { role: [tk('role', 'coordinator')], member: { reference: 'Organization/fhs' } },
        { role: [tk('role', 'lar')], member: { reference: 'Organization/lar' } },
      ],
    },
  ],
  gpPrescribes: [larPrescription('fastlege')],
  larPrescribes: [larPrescription('lar')],
  proposedTeam: [
    {
      resourceType: 'CareTeam',
      id: 'proposed-team',
      status: 'proposed',
      subject: MOTHER,
      participant: [{ role: [tk('role', 'fastlege')], member: { reference: 'Organization/fastlege' } }],
    },
  ],
  safe: [observation('safe', tk('observation', 'safe-delivery'), { valueBoolean: true })],
  meeting: [
    {
      resourceType: 'Appointment',
      id: 'meeting',
      status: 'fulfilled',
      serviceType: [code(codeSystem('tk-action'), 'A-AG-FIRST')],
      start: '2026-04-20T10:00:00Z',
      participant: [{ actor: MOTHER, status: 'accepted' }],
    },
  ],
  visit: [
    {
      resourceType: 'Encounter',
      id: 'visit',
      status: 'finished',
      class: { code: 'AMB' },
      subject: MOTHER,
    },
  ],
  coordinator: [
    {
      resourceType: 'CareTeam',
      id: 'team',
      status: 'active',
      subject: MOTHER,
      participant: [{ role: [tk('role', 'coordinator')], member: { reference: 'Organization/fhs' } }],
    },
  ],
  partner: [
    {
      resourceType: 'RelatedPerson',
      id: 'partner',
      active: true,
      patient: MOTHER,
      relationship: [code('http://hl7.no/fhir/CodeSystem/no-basis-family-relation', 'far')],
    },
  ],
  consentNav: [consent('consent-nav', 'nav', MOTHER)],
  consentBarnevern: [consent('consent', 'barnevern', MOTHER)],
  urineAgreement: [consent('urine', 'lar', MOTHER, 'urine-control')],
  barnevernCase: [episode('bv', 'barnevern', MOTHER)],
  retention: [
    {
      resourceType: 'Flag',
      id: 'flag',
      status: 'active',
      code: tk('flag', 'hol-10-3'),
      subject: MOTHER,
    },
  ],
  measure: [
    {
      resourceType: 'CarePlan',
      id: 'measures',
      status: 'active',
      intent: 'plan',
      category: [tk('plan', 'pathway')],
      subject: MOTHER,
      activity: [
        {
          detail: { code: code(codeSystem('tk-measure'), 'talks'), status: 'stopped' },
          progress: [{ text: 'declined' }],
        },
      ],
    },
  ],
  assessed32: [
    {
      resourceType: 'Task',
      id: 'assessed',
      status: 'completed',
      intent: 'order',
      code: tk('task', 'assess-32'),
      for: MOTHER,
      owner: { reference: 'Organization/fastlege' },
      output: [{ type: code(codeSystem('tk-output'), 'criteria-met'), valueBoolean: true }],
    },
  ],
  tell: [
    {
      resourceType: 'Task',
      id: 'tell',
      status: 'requested',
      intent: 'order',
      code: tk('task', 'tell-withdrawal'),
      for: MOTHER,
      owner: { reference: 'Organization/fhs' },
      restriction: { recipient: [{ reference: 'Organization/rusteam' }] },
      input: [
        {
          type: { text: 'delivery' },
          valueReference: { identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:1' } },
        },
      ],
    },
  ],
  asked32: [
    {
      resourceType: 'Task',
      id: 'asked',
      status: 'requested',
      intent: 'order',
      code: tk('task', 'assess-32'),
      for: MOTHER,
      owner: { reference: 'Organization/fastlege' },
    },
  ],
  plan: [
    {
      resourceType: 'CarePlan',
      id: 'plan',
      status: 'active',
      intent: 'plan',
      category: [tk('plan', 'pathway')],
      subject: MOTHER,
    },
  ],
  kindlessPlan: [
    {
      resourceType: 'CarePlan',
      id: 'kindless',
      status: 'active',
      intent: 'plan',
      subject: MOTHER,
      author: { reference: 'Organization/jordmor' },
    },
  ],
  birthPlan: [
    {
      resourceType: 'CarePlan',
      id: 'birth-plan',
      status: 'active',
      intent: 'plan',
      category: [tk('plan', 'birth-plan')],
      subject: MOTHER,
    },
  ],
  child: [birthStay(), ...born('child', CHILD, 1)],
  twins: [birthStay(), ...born('child', CHILD, 1), ...born('twin', TWIN, 2)],
  deadTwin: born('child', CHILD, 1)
    .filter(({ resourceType }) => resourceType === 'Patient')
    .map((patient) => ({ ...patient, deceasedDateTime: '2026-10-20T10:00:00Z' })),
  childStay: [stay('child-stay', CHILD)],
  motherStay: [stay('mother-stay', MOTHER, [code('http://snomed.info/sct', '3950001')])],
  habuEnded: [episode('habu', 'habu-0-6', CHILD, 'finished')],
  loss: [
    observation('loss', tk('observation', 'pregnancy-outcome'), {
      valueCodeableConcept: tk('pregnancy-outcome', 'stillbirth'),
    }),
  ],
  referral: [
    {
      resourceType: 'ServiceRequest',
      id: 'signed',
      status: 'active',
      intent: 'order',
      subject: MOTHER,
      requester: { reference: 'Organization/fastlege' },
      performer: [{ reference: 'Organization/kk-pol' }],
    },
  ],
  ourReferral: [
    {
      resourceType: 'ServiceRequest',
      id: 'signed',
      status: 'active',
      intent: 'order',
      identifier: [{ system: 'https://lenke.example/fhir/NamingSystem/referral', value: 'x' }],
      subject: CHILD,
      performer: [{ reference: 'Organization/habu' }],
    },
  ],
  message: [
    {
      resourceType: 'CommunicationRequest',
      id: 'message',
      status: 'active',
      subject: MOTHER,
      recipient: [{ reference: 'Organization/jordmor' }],
    },
  ],
  ...Object.fromEntries(
    (
      [
        ['signed32', 'hpl-32', MOTHER, 'Organization/rusteam', 'assess-32'],
        ['signed33', 'hpl-33', CHILD, 'Organization/barnevern', 'assess-33'],
        ['signedCase', 'hol-10-3-case', MOTHER, 'Organization/bhn', 'case-10-3'],
        ['signedNotice', 'underretning', MOTHER, 'Organization/dk-familiemyndighed', 'assess-32'],
        ['signedOrder', 'order-answer', CHILD, 'Organization/barnevern', 'bv-order'],
        ['signedEmergency', 'emergency', MOTHER, 'Organization/fastlege', 'emergency'],
        ['signedChoice', 'chosen', MOTHER, 'Organization/fastlege', 'choose-content'],
      ] as const
    ).flatMap(([name, category, subject, recipient, task]): [string, Resource[]][] => [
      [name, [signedMessage(category, subject, recipient)]],
      [`${name}By`, [assessment(task, subject, recipient)]],
      [`${name}Open`, [dutyTo(subject)]],
      [`${name}Ack`, [answerTo(subject, recipient)]],
    ]),
  ),
  epikrise: [
    {
      resourceType: 'Composition',
      id: 'epikrise',
      status: 'final',
      type: code('urn:oid:2.16.578.1.12.4.1.1.9602', 'A03-2'),
      subject: MOTHER,
      author: [{ reference: 'Organization/kk-barsel' }],
    },
  ],
  otherDocument: [
    {
      resourceType: 'Composition',
      id: 'other',
      status: 'final',
      type: code('urn:oid:2.16.578.1.12.4.1.1.9602', 'S01-2'),
      subject: MOTHER,
    },
  ],
  larForm: [
    {
      resourceType: 'Composition',
      id: 'lar-form',
      status: 'final',
      category: [tk('document-type', 'lar-fode-barsel')],
      subject: MOTHER,
    },
  ],
  habuReport: [
    {
      resourceType: 'Composition',
      id: 'report',
      status: 'final',
      category: [tk('document-type', 'habu-report')],
      subject: CHILD,
    },
  ],
};

const layers = new Map<string, GatewayData>();

/** The shipped data of a layer, loaded once. */
export function layerData(layer: string): GatewayData {
  const known = layers.get(layer);
  if (known) return known;
  const data = loadData({
    mappings: MAPPINGS,
    layer,
    sandboxUrl: 'http://127.0.0.1:1',
    retryClass: undefined,
    types: 'pathway',
    everyType: [],
  });
  layers.set(layer, data);
  return data;
}

/** What a test says about a case. */
export interface Made {
  readonly layer?: string;
  /** Names of pieces. */
  readonly has: readonly string[];
  /** Names of pieces whose resources mean the event. */
  readonly by?: readonly string[];
  readonly event: string;
  /** Moment of the event, and of the clock unless `now` says another. */
  readonly at?: string;
  /** Moment of the clock, when the event is told later than it happened. */
  readonly now?: string;
  readonly municipality?: string;
  /** Resources besides the pieces. */
  readonly more?: readonly Resource[];
  /** Recorded state of the mother's machine. */
  readonly state?: string;
  readonly childStates?: Readonly<Record<string, string>>;
}

/** The plan of an event in a case of pieces, by the pathway of its layer or another. */
export function planFor(made: Made, by?: Pathway): Plan {
  const { pathway: own, directory } = layerData(made.layer ?? 'no-krs');
  const pathway = by ?? own;
  const at = new Date(made.at ?? '2026-05-04T10:00:00Z');
  const now = made.now === undefined ? at : new Date(made.now);
  const view = viewOf(made);
  return plan({
    pathway,
    view,
    event: { id: 'evt-test' as EventId, code: made.event, at },
    triggers: piecesOf(made.by ?? []),
    now,
    system: codeSystem,
    addressOf: (role) => addresseeFor(role, view, directory, now),
    offers: () => offersFor(view, directory, codeSystem, now),
  });
}

/** The case as the pathway sees it. */
export function viewOf(made: Made): NonNullable<ReturnType<typeof viewCase>> {
  const { pathway } = layerData(made.layer ?? 'no-krs');
  const all: readonly Resource[] = [
    ...whoOf(made.municipality ?? (made.layer === 'no-lk' ? '3222' : '4204'), made.state),
    ...piecesOf([...made.has, ...(made.by ?? [])]),
    ...(made.more ?? []),
    ...Object.entries(made.childStates ?? {}).map(([reference, state]) => childEpisode(reference, state)),
  ];
  // Of two with one id the later stands: a case has each resource once.
  const resources = [...new Map(all.map((one) => [`${one.resourceType}/${one.id ?? ''}`, one])).values()];
  const view = viewCase(CASE, resources, piecesOf(made.by ?? []), pathway.parameters, pathway.zone);
  if (!view) throw new Error('no case');
  return view;
}

function piecesOf(names: readonly string[]): Resource[] {
  const pieces = [...new Set(names)].flatMap((name) => {
    const found = PIECES[name];
    if (!found) throw new Error(`no piece is called ${name}`);
    return found;
  });
  return [...new Map(pieces.map((piece) => [`${piece.resourceType}/${piece.id ?? ''}`, piece])).values()].map(
    (piece) => ({ ...piece, meta: { ...(piece['meta'] as object | undefined), versionId: '1' } }),
  );
}

function childEpisode(reference: string, state: string): Resource {
  return {
    resourceType: 'EpisodeOfCare',
    id: `episode-${reference.replace('Patient/', '')}`,
    meta: { tag: [{ system: codeSystem('tk-state'), code: state }] },
    status: 'active',
    type: [tk('pathway', 'child')],
    patient: { reference },
  };
}

function whoOf(municipality: string, state: string | undefined): Resource[] {
  const url = 'http://hl7.no/fhir/StructureDefinition/no-basis-municipalitycode';
  return [
    {
      resourceType: 'EpisodeOfCare',
      id: 'case',
      ...(state !== undefined && { meta: { tag: [{ system: codeSystem('tk-state'), code: state }] } }),
      status: 'active',
      type: [tk('pathway', 'mother')],
      patient: MOTHER,
    },
    {
      resourceType: 'Patient',
      id: 'mother',
      identifier: [{ system: 'https://lenke.example/fhir/NamingSystem/child', value: 'mother' }],
      name: [{ family: 'Prøve', given: ['Kari'] }],
      birthDate: '1998-02-01',
      address: [
        {
          use: 'home',
          _district: {
            extension: [
              { url, valueCoding: { system: 'urn:oid:2.16.578.1.12.4.1.1.3402', code: municipality } },
            ],
          },
        },
      ],
      generalPractitioner: [{ reference: 'Organization/fastlege' }],
    },
  ];
}
