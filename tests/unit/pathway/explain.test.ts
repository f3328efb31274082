// An explanation names every action of the event, why it is done or not, and the facts that decided, in two languages.

import { expect, test } from '@jest/globals';
import { explain } from '../../../src/pathway/explain.ts';
import { layerData, type Made, planFor } from '../../support/pathway-case.ts';

const { pathway } = layerData('no-krs');

function explained(made: Made) {
  const plan = planFor(made);
  return explain(pathway, plan, made.event, plan.fact);
}

test('what is done and what is not, each with the facts its condition names', () => {
  const { actions } = explained({ event: 'E_LIVEBIRTH', has: ['child', 'lar', 'dated'] });
  const byId = new Map(actions.map((action) => [action.id, action]));
  expect(byId.get('A-CHILD-REF')).toMatchObject({
    outcome: 'applied',
    facts: { programmeIncluded: true, liveChildren: 1 },
    drafts: ['Observation', 'ServiceRequest', 'Task', 'Task'],
  });
  expect(byId.get('A-CHILD-REF-RX')).toMatchObject({
    outcome: 'condition-false',
    facts: { exposurePossible: false },
  });
  expect(actions.every(({ says, title }) => says.nb !== says.en && title.nb !== '' && title.en !== '')).toBe(
    true,
  );
});

test('what is not known is said to be unknown, not false', () => {
  const { actions } = explained({ event: 'E_NOSHOW', has: ['pregnant'] });
  const found = actions.find(({ id }) => id === 'A-NOCONTACT');
  expect(found).toMatchObject({ outcome: 'condition-unknown', facts: { gaDays: null, noShowCount: 0 } });
});

test('an event that means another one says so, and the timers that follow', () => {
  const { means, timers, moves } = explained({
    event: 'E_PREG_CONFIRMED',
    has: ['lar', 'dated'],
    by: ['pregnant'],
  });
  expect(means).toEqual(['E_LAR_PREGNANT']);
  expect(moves).toEqual([{ from: 'S_CONCERN', to: 'S_ASSESS', fits: true }]);
  expect(timers.map(({ code }) => code)).toEqual(expect.arrayContaining(['T-AG-FIRST', 'T-LARDOC']));
});
