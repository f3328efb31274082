// What could be wrong in plans? A fault per row.

import { type Fault, row, rule } from './row.ts';

/** By the profile they break. */
export const PLANS_FAULTS: readonly Fault[] = [
  row('plan-definition-1', 'cardinality-min', 'a plan of no layer', ['useContext']),
  rule('plan-definition-1', 'lenke-plan-2', 'an action that nothing sets off', ['action.0.trigger']),
  rule('plan-definition-1', 'lenke-plan-3', 'an action that applies to nobody knows whom', [
    'action.0.condition',
  ]),
  rule('plan-definition-1', 'lenke-plan-4', 'an action without a rule', ['action.0.extension']),
  rule('plan-definition-1', 'lenke-plan-1', 'an action that does nothing', ['action.0.action']),
  row('activity-definition-1', 'cardinality-min', 'a request of no kind', ['kind']),
  rule('activity-definition-1', 'lenke-act-1', 'values for half of a request', [
    'dynamicValue.0.path',
    'note[0].text',
  ]),
  row('care-plan-proposed-1', 'pattern-value', 'a plan in force', ['status', 'active']),
  rule('care-plan-proposed-2', 'lenke-prop-1', 'something left out in silence', ['extension']),
  row('care-plan-proposed-1', 'cardinality-min', 'a plan of nothing', ['activity']),
];
