// What could be wrong in what is planned, asked and told? A fault per row.

import { type Fault, code, row, rule, SOMEBODY } from './row.ts';

/** By the profile they break. */
export const WHEN_FAULTS: readonly Fault[] = [
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
  rule(
    'task-duty-1',
    'lenke-task-2',
    'an outcome without reasons',
    ['status', 'completed'],
    ['output', [{ type: { text: 'criteria-met' }, valueBoolean: false }]],
  ),
  rule(
    'task-duty-1',
    'lenke-task-3',
    'a report she was not told of, without a reason',
    ['status', 'completed'],
    [
      'output',
      [
        { type: { text: 'criteria-met' }, valueBoolean: true },
        { type: { text: 'reasons' }, valueString: 'Syntetisk begrunnelse.' },
      ],
    ],
  ),
  row('task-duty-1', 'cardinality-min', 'a duty without a time limit', ['restriction']),
  row('task-duty-1', 'cardinality-min', 'a duty of nobody', ['owner']),
  row('task-control-1', 'cardinality-min', 'a control that does not say of what', ['focus']),
  row('task-placement-1', 'binding-required', 'a ward that is none', ['reasonCode.coding.0.code', 'HOME']),
  row('task-1', 'cardinality-min', 'a task about nobody', ['for']),
  row('notice-birth-1', 'cardinality-min', 'a notice that says nothing', ['payload']),
  row('notice-birth-1', 'pattern-value', 'a notice not sent', ['status', 'preparation']),
  row('notice-not-delivered-1', 'cardinality-min', 'a notice about nothing', ['about']),
  row('notice-1', 'cardinality-min', 'a notice from nobody', ['sender']),
  row('communication-request-1', 'cardinality-min', 'a message to nobody', ['recipient']),
  row('supply-request-1', 'cardinality-min', 'nobody asks', ['requester']),
  row('contract-retention-1', 'cardinality-min', 'a retention without an end', ['applies.end']),
];
