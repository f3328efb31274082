// What does a case of so many resources look like? The pieces of a real one, and what years of follow-up add to it.

import type { Resource } from '../../src/pathway/case/case-view.ts';
import { codeSystem } from '../../src/pipeline/canonical.ts';
import { PIECES } from '../../tests/support/pathway-case.ts';

const MOTHER = { reference: 'Patient/mother' };
const CHILD = { reference: 'Patient/child' };
const tk = (name: string, code: string) => ({ coding: [{ system: codeSystem(`tk-${name}`), code }] });

/** What every case of the benchmark holds, besides the woman and her episode. */
const BEFORE = ['pregnant', 'dated', 'lar', 'coordinator', 'plan', 'urineAgreement'];

const day = (index: number): string =>
  new Date(Date.UTC(2026, 2, 1) + (index % 215) * 86_400_000).toISOString().slice(0, 10);

/** Kinds of resources in the shares a played case has after its years (measured with `lenke simulate`). */
function filler(index: number): Resource {
  const id = `filler-${index}`;
  const about = index % 3 === 0 ? CHILD : MOTHER;
  const kinds: readonly Resource[] = [
    {
      resourceType: 'Task',
      id,
      status: index % 4 === 0 ? 'requested' : 'completed',
      intent: 'order',
      code: tk('action', 'A-RESCREEN-P'),
      for: about,
      owner: { reference: 'Organization/fhs' },
      authoredOn: day(index),
    },
    {
      resourceType: 'Observation',
      id,
      status: 'final',
      code: tk('observation', 'urine-tox-summary'),
      subject: MOTHER,
      effectiveDateTime: day(index),
      valueCodeableConcept: tk('tox-result', 'all-negative'),
      performer: [{ reference: 'Organization/lar' }],
    },
    {
      resourceType: 'Task',
      id,
      status: 'completed',
      intent: 'order',
      code: tk('action', 'A-NAT-EVAL'),
      for: MOTHER,
      owner: { reference: 'Organization/lar' },
      lastModified: day(index),
    },
    {
      resourceType: 'Appointment',
      id,
      status: 'fulfilled',
      serviceType: [tk('action', 'A-WEEKLY')],
      start: `${day(index)}T10:00:00Z`,
      end: `${day(index)}T11:00:00Z`,
      participant: [{ actor: about, status: 'accepted' }],
    },
    {
      resourceType: 'CommunicationRequest',
      id,
      status: 'completed',
      category: [tk('action', 'A-W34')],
      subject: MOTHER,
      recipient: [{ reference: 'Organization/fhs' }],
    },
    {
      resourceType: 'Observation',
      id,
      status: 'final',
      code: tk('observation', 'reported-use'),
      subject: MOTHER,
      effectiveDateTime: day(index),
      valueBoolean: false,
      performer: [{ reference: 'Organization/jordmor' }],
    },
    {
      resourceType: 'ServiceRequest',
      id,
      status: 'active',
      intent: 'order',
      subject: about,
      requester: { reference: 'Organization/fastlege' },
      performer: [{ reference: 'Organization/kk-pol' }],
    },
  ];
  return kinds[index % kinds.length] ?? { resourceType: 'Basic' };
}

/** An event with what means it, and how many resources the pieces of its case already are. */
export interface BenchEvent {
  readonly event: string;
  readonly has: readonly string[];
  readonly by: readonly string[];
  readonly at: string;
}

/** What comes in a case's time, each as often as the other. */
export const EVENTS: readonly BenchEvent[] = [
  { event: 'E_PLAN_AGREED', has: BEFORE, by: [], at: '2026-05-04T10:00:00Z' },
  { event: 'E_TOX_RESULT', has: BEFORE, by: ['positiveTest'], at: '2026-06-04T10:00:00Z' },
  { event: 'E_CONSENT_GIVEN', has: BEFORE, by: ['consentBarnevern'], at: '2026-06-05T10:00:00Z' },
  { event: 'E_LIVEBIRTH', has: [...BEFORE, 'child'], by: [], at: '2026-10-08T05:00:00Z' },
  { event: 'E_CHILD_DISCHARGED', has: [...BEFORE, 'child'], by: ['childStay'], at: '2026-10-30T10:00:00Z' },
  { event: 'E_REFERRAL_ACTIVE', has: BEFORE, by: ['referral'], at: '2026-05-04T10:00:00Z' },
];

/** Fillers that bring a case of these pieces to `size` resources. */
export function fillTo(size: number, { has, by }: BenchEvent): readonly Resource[] {
  const pieces = new Set([...has, ...by].flatMap((name) => PIECES[name] ?? []));
  const there = pieces.size + 2;
  return Array.from({ length: Math.max(0, size - there) }, (_, index) => filler(index));
}
