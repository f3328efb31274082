// An explanation names every action of the event, why it is done or not, and the facts that decided, in two languages.

import { expect, test } from '@jest/globals';
import { variablesOf } from '../../../src/pathway/layers/compile-action.ts';
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

test('every fact that an action’s condition names is said in words of two languages', () => {
  const wordless = ['no-krs', 'no-lk', 'dk'].flatMap((layer) => {
    const { actions, facts } = layerData(layer).pathway;
    return actions.flatMap((action) =>
      variablesOf(action.if.expression)
        .filter((name) => facts.has(name))
        .filter((name) => {
          const says = facts.get(name)?.says;
          return says === undefined || says.nb === says.en;
        })
        .map((name) => `${action.id} ${name}`),
    );
  });
  expect(wordless).toEqual([]);
});

test('every deadline that follows is said in words', () => {
  const { timers } = explained({ event: 'E_PLAN_AGREED', has: ['pregnant', 'dated', 'lar'] });
  expect(timers.length).toBeGreaterThan(5);
  expect(timers.filter(({ code, says }) => says.nb === code || says.nb === says.en)).toEqual([]);
});
