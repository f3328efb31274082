// What an action drafts is real work: for whom it is, who does it, who takes part, and what waits for a person.

import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../src/pathway/case/case-view.ts';
import { dueBy, layerData, type Made, planFor } from '../../support/pathway-case.ts';

const draftsOf = (action: string, made: Made): readonly Resource[] =>
  planFor(made)
    .drafts.filter((draft) => draft.action === action)
    .map(({ resource }) => resource);
const only = (action: string, type: string, made: Made): Resource | undefined =>
  draftsOf(action, made).find(({ resourceType }) => resourceType === type);

interface Participant {
  readonly actor: { readonly reference: string };
  readonly type?: readonly { readonly coding: readonly { readonly code: string }[] }[];
}

const participants = (appointment: Resource | undefined) =>
  ((appointment?.['participant'] ?? []) as Participant[]).map(
    ({ actor, type }) => `${actor.reference}${type ? ` ${type[0]?.coding[0]?.code ?? ''}` : ''}`,
  );

describe('an appointment', () => {
  test.each([
    [
      'A-AG-FIRST',
      { event: 'E_LAR_PREGNANT', has: ['pregnant', 'lar'] },
      [
        'Patient/mother',
        'HealthcareService/lar PPRF',
        'HealthcareService/jordmor',
        'HealthcareService/fastlege',
      ],
    ],
    ['A-LAR-DOC', { event: 'E_LAR_STARTED', has: ['lar'] }, ['Patient/mother', 'HealthcareService/lar PPRF']],
    [
      'A-LARMEET',
      { event: 'E_LIVEBIRTH', has: ['child', 'lar'] },
      [
        'Patient/mother',
        'HealthcareService/lar PPRF',
        'HealthcareService/kk-barsel',
        'HealthcareService/nfi',
      ],
    ],
    [
      'A-HOMEVISIT',
      { event: 'E_CHILD_DISCHARGED', has: ['child'], by: ['childStay'], at: '2026-10-30T10:00:00Z' },
      ['Patient/child', 'HealthcareService/fhs PPRF'],
    ],
  ] satisfies readonly (readonly [string, Made, readonly string[]])[])(
    '%s says who does it and who takes part, from the directory',
    (action, made, expected) => {
      expect(participants(only(action, 'Appointment', made))).toEqual(expected);
    },
  );
});

test.each([
  ['who is in LAR, by LAR', ['pregnant', 'urineAgreement', 'lar'], 'lar'],
  ['who is not, by the midwife: LAR does not hear of her', ['pregnant', 'urineAgreement'], 'jordmor'],
])('samples are taken of a woman %s', (_, has, taker) => {
  const request = only('A-URINE', 'ServiceRequest', { event: 'E_CONSENT_GIVEN', has });
  expect([request?.['requester'], request?.['performer']]).toEqual([
    { reference: `Organization/${taker}` },
    [{ reference: `Organization/${taker}` }],
  ]);
});

describe('a child born too early (S0-46)', () => {
  const visits = (child: string, edd: string) =>
    draftsOf('A-PHYS4M', {
      event: 'E_CHILD_DISCHARGED',
      has: [child],
      more: [dueBy(edd)],
      at: '2026-10-30T10:00:00Z',
    });

  test('is told to whoever examines it; a twin as much as an only child', () => {
    expect(visits('child', '2026-12-31').map(({ comment }) => typeof comment)).toEqual(['string']);
    expect(visits('twins', '2026-12-31').map(({ comment }) => typeof comment)).toEqual(['string', 'string']);
  });

  test('and nothing is said of one born at term', () => {
    expect(visits('child', '2026-10-12').map(({ comment }) => comment)).toEqual([undefined]);
  });
});

describe('who does it stands once', () => {
  test('a planned observation is done by neonatal intensive care; the labour ward is to know', () => {
    const made: Made = { event: 'E_TOX_RESULT', has: ['pregnant', 'dated'], by: ['positiveTest'] };
    expect(only('A-NFI-PLAN', 'ServiceRequest', made)?.['performer']).toEqual([
      { reference: 'Organization/nfi' },
    ]);
    const told = only('A-NFI-PLAN', 'CommunicationRequest', made);
    expect([told?.['status'], told?.['recipient']]).toEqual([
      'draft',
      [{ reference: 'Organization/kk-fode' }],
    ]);
  });

  test('when LAR is to take over, LAR, the GP and whoever discovered it have a Task each', () => {
    const made: Made = { event: 'E_LAR_PREGNANT', has: ['pregnant', 'lar'] };
    const owners = ['A-LAR-TAKEOVER', 'A-LAR-ACCEPT', 'A-LAR-NO-RENEWAL'].map(
      (action) => only(action, 'Task', made)?.['owner'],
    );
    expect(owners).toEqual(
      ['fastlege', 'lar', 'fastlege'].map((id) => ({ reference: `Organization/${id}` })),
    );
  });

  test('in Lørenskog the referral goes to the team of the hospital (S3-07)', () => {
    const made: Made = { layer: 'no-lk', event: 'E_CONCERN_CONFIRMED', has: ['pregnant'], by: ['concern'] };
    expect(only('A-REF-KK', 'ServiceRequest', made)?.['performer']).toEqual([
      { reference: 'Organization/ahus-team' },
    ]);
  });
});

describe('what is meant for her', () => {
  const informed = (has: readonly string[]) =>
    only('A-INFO-RISK', 'CommunicationRequest', { event: 'E_PLAN_AGREED', has: ['pregnant', ...has] })?.[
      'recipient'
    ];

  test('goes to her when a safe way is known, else to whoever meets her (D-10)', () => {
    expect(informed(['safe'])).toEqual([{ reference: 'Patient/mother' }]);
    expect(informed([])).toEqual([{ reference: 'Organization/jordmor' }]);
  });

  test('goes past her in every layer when the way is not safe', () => {
    const unguarded = ['no-krs', 'no-lk', 'dk'].flatMap((layer) =>
      layerData(layer).pathway.actions.filter(({ parts }) =>
        parts.some(({ role, if: holds }) => role === 'patient' && holds !== '%safeDelivery'),
      ),
    );
    expect(unguarded.map(({ id }) => id)).toEqual([]);
  });
});

describe('an epikrise', () => {
  const mother = only('A-EPIKRISE', 'Composition', {
    event: 'E_MOTHER_DISCHARGED',
    has: ['child', 'lar'],
    by: ['motherStay'],
  });
  const child = only('A-EPIKRISE', 'Composition', {
    event: 'E_CHILD_DISCHARGED',
    has: ['child', 'lar'],
    by: ['childStay'],
    at: '2026-10-30T10:00:00Z',
  });

  test('is drafted for each stay, the mother’s and the child’s apart (D-04)', () => {
    expect([mother?.['subject'], child?.['subject']]).toEqual([
      { reference: 'Patient/mother' },
      { reference: 'Patient/child' },
    ]);
    expect(mother?.id).not.toBe(child?.id);
    expect(JSON.stringify(mother)).toContain('MedicationStatement/lar');
    expect(JSON.stringify(child)).not.toContain('MedicationStatement');
  });

  test('waits for its signature, and leaves by it', () => {
    expect([mother?.['status'], child?.['status']]).toEqual(['preliminary', 'preliminary']);
    const signed = planFor({ event: 'E_DOCUMENT_SIGNED', has: [], by: ['epikrise'] });
    expect(signed.sends.map(({ action }) => action)).toEqual(['A-EPIKRISE-FAN']);
  });
});

test('any reported use gives a talk, whatever a screening showed (S2-01)', () => {
  const made: Made = { event: 'E_REPORTED_USE', has: ['pregnant', 'dated', 'negativeScreen'], by: ['use'] };
  expect(draftsOf('A-BRIEF', made).map(({ resourceType }) => resourceType)).toEqual(['Task']);
});
