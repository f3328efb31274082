// Regions stand where the records show; what an event may not bring them to is said, and nothing is recorded of them.

import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../src/pathway/case/case-view.ts';
import { regionsOf } from '../../../src/pathway/states/replay.ts';
import { codeSystem } from '../../../src/pipeline/canonical.ts';
import { CASE, layerData, type Made, planFor, viewOf } from '../../support/pathway-case.ts';

const { pathway } = layerData('no-krs');
const PARTS = { pathway, case: CASE, system: codeSystem };
const NOW = new Date('2026-05-04T10:00:00Z');
const regionsIn = (made: Omit<Made, 'event'>) =>
  regionsOf(viewOf({ event: '', ...made }).resources, NOW, PARTS);

const tk = (name: string, code: string) => ({ coding: [{ system: codeSystem(`tk-${name}`), code }] });
const MOTHER = { reference: 'Patient/mother' };
const told = (code: string): Resource => ({
  resourceType: 'Communication',
  id: code,
  status: 'completed',
  category: [tk('event', code)],
  subject: MOTHER,
});
const task = (code: string, status = 'requested'): Resource => ({
  resourceType: 'Task',
  id: code,
  status,
  intent: 'order',
  code: tk('action', code),
  for: MOTHER,
});
const consent = (status: string, end?: string): Resource => ({
  resourceType: 'Consent',
  id: 'contact',
  status,
  patient: MOTHER,
  provision: {
    provision: [
      {
        type: 'permit',
        ...(end !== undefined && { period: { end } }),
        actor: [{ role: tk('role', 'barnevern') }],
      },
    ],
  },
});
const flag = (status: string): Resource => ({
  resourceType: 'Flag',
  id: 'flag',
  status,
  code: tk('flag', 'hol-10-3'),
  subject: MOTHER,
});
const barnevern = (status: string): Resource => ({
  resourceType: 'EpisodeOfCare',
  id: 'bv',
  status,
  type: [tk('service', 'barnevern')],
  patient: MOTHER,
});
const refusal: Resource = {
  resourceType: 'Observation',
  id: 'refusal',
  status: 'final',
  code: tk('observation', 'bv-contact-answer'),
  subject: MOTHER,
  valueCodeableConcept: tk('bv-answer', 'declined'),
};
const message: Resource = {
  resourceType: 'CommunicationRequest',
  id: 'message-32',
  status: 'active',
  category: [tk('communication', 'hpl-32')],
  subject: MOTHER,
};

const STANDS: readonly [string, string, readonly string[], readonly Resource[]][] = [
  ['coordination', 'NONE', [], []],
  ['coordination', 'PROPOSED', [], [task('A-COORD')]],
  ['coordination', 'ACTIVE', ['coordinator'], []],
  ['coordination', 'HANDOVER', ['coordinator'], [task('A-MOVE-OUT')]],
  ['consentBv', 'NOT_ASKED', [], []],
  ['consentBv', 'ASKED', [], [task('A-BV-MOTIVATE')]],
  ['consentBv', 'DECLINED', [], [refusal]],
  ['consentBv', 'GIVEN', [], [consent('active')]],
  ['consentBv', 'EXPIRED', [], [consent('active', '2026-05-01')]],
  ['consentBv', 'WITHDRAWN', [], [consent('inactive')]],
  ['coercion', 'NONE', ['pregnant'], []],
  ['coercion', 'DUTY32_ASSESS', ['assessed32'], []],
  ['coercion', 'DUTY32_SENT', ['assessed32'], [message]],
  ['coercion', 'CASE_PREP', ['assessed32'], [message, task('A-103-PREP')]],
  ['coercion', 'TEMP_DECISION', [], [flag('active')]],
  ['coercion', 'APPROVED', [], [flag('active'), told('E_103_APPROVED')]],
  ['coercion', 'BOARD_DECISION', [], [flag('active'), told('E_103_APPROVED'), told('E_103_BOARD')]],
  ['coercion', 'ENDED', [], [flag('inactive'), told('E_103_BOARD')]],
  ['barnevern', 'NOT_INVOLVED', [], []],
  ['barnevern', 'CONTACT_BY_CONSENT', ['consentBarnevern'], []],
  ['barnevern', 'CASE_OPEN', ['consentBarnevern'], [barnevern('active')]],
  ['barnevern', 'CASE_CLOSED', [], [barnevern('finished')]],
];

describe('a region', () => {
  test.each(STANDS)('%s stands in %s', (region, state, has, more) => {
    expect(regionsIn({ has, more })[region]).toBe(state);
  });

  test('every state of every region of the pathway can be reached', () => {
    const states = pathway.regions.flatMap(({ name, states: all }) => all.map(({ id }) => `${name}.${id}`));
    const tried = STANDS.map(([region, state]) => `${region}.${state}`);
    expect(tried.toSorted()).toEqual(states.toSorted());
  });

  const moved = (made: Made) =>
    planFor(made).moves.flatMap(({ from, to, misfits }) =>
      from.includes('.N') || to.includes('.') ? [[from, to, misfits.length]] : [],
    );

  test('is moved by the event that brings what it is read from', () => {
    const made: Made = { event: 'E_CONSENT_GIVEN', has: ['pregnant'], by: ['consentBarnevern'] };
    expect(moved(made)).toEqual([
      ['consentBv.NOT_ASKED', 'consentBv.GIVEN', 0],
      ['barnevern.NOT_INVOLVED', 'barnevern.CONTACT_BY_CONSENT', 0],
    ]);
  });

  test('an approval without a decision does not fit, and is said', () => {
    const made: Made = { event: 'E_103_APPROVED', has: ['pregnant'], more: [told('E_103_APPROVED')] };
    expect(planFor(made).moves.flatMap(({ misfits }) => misfits)).toEqual([]);
    const { moves } = planFor({ ...made, more: [], by: ['approved'] });
    expect(moves.flatMap(({ misfits }) => misfits)).toEqual([
      { event: 'E_103_APPROVED', state: 'coercion.NONE' },
    ]);
  });

  test('two coordinators are said, whichever event shows them', () => {
    const second: Resource = {
      resourceType: 'CareTeam',
      id: 'second',
      status: 'active',
      subject: MOTHER,
      participant: [{ role: [tk('role', 'coordinator')], member: { reference: 'Organization/nav' } }],
    };
    const { moves } = planFor({ event: 'E_PLAN_AGREED', has: ['pregnant', 'coordinator'], more: [second] });
    expect(moves.flatMap(({ misfits }) => misfits).map(({ event }) => event)).toContain('E_PLAN_AGREED');
  });

  test('moves nothing that is recorded', () => {
    const made: Made = { event: 'E_CONSENT_GIVEN', has: ['pregnant'], by: ['consentBarnevern'] };
    expect(planFor(made).moves.flatMap(({ update }) => update)).toEqual([]);
  });
});
