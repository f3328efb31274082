// What do the answers of our own forms lead to? The first talk, and the reasons of a referral about interplay.

import { describe, expect, test } from '@jest/globals';
import { score } from '../../../src/pathway/instruments/score.ts';
import { codeSystem } from '../../../src/pipeline/canonical.ts';
import { shippedData } from '../../support/mappings.ts';
import { planFor } from '../../support/pathway-case.ts';

const talk = shippedData().instruments.list.find(({ id }) => id === 'first-talk');
const GROUPS = ['alcohol', 'medicines', 'drugs'];

function told(...yes: readonly string[]) {
  return {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    item: GROUPS.flatMap((group) =>
      ['before', 'now'].map((when) => ({
        linkId: `${group}.${when}`,
        answer: [{ valueBoolean: yes.includes(`${group}.${when}`) }],
      })),
    ),
  };
}

describe('the first talk', () => {
  test.each<[string, readonly string[], string]>([
    ['no use at all', [], 'low-risk'],
    ['use before the pregnancy alone labels nobody (S2-15)', ['alcohol.before', 'drugs.before'], 'low-risk'],
    ['any alcohol now asks for a talk (S2-01)', ['alcohol.now'], 'possible-risk'],
    ['habit-forming medicine now', ['medicines.now'], 'possible-risk'],
    ['another substance now', ['drugs.before', 'drugs.now'], 'possible-risk'],
  ])('%s', (_reason, yes, expected) => {
    expect(talk && score(talk, told(...yes)).conclusion).toBe(expected);
  });

  test('a question that was left out concludes nothing', () => {
    const { item, ...rest } = told();
    const partly = { ...rest, item: item.filter(({ linkId }) => linkId !== 'alcohol.now') };
    expect(talk && score(talk, partly).conclusion).toBeUndefined();
  });
});

test('A-INTERPLAY-REASONS: a difficult care situation makes the draft urgent, with its reasons in code (S0-12, S0-14)', () => {
  const { updates } = planFor({
    event: 'E_INTERPLAY_REASONS',
    has: ['child', 'abupDraft'],
    by: ['interplayReasons'],
  });
  const system = codeSystem('tk-caregiving-reason');
  expect(updates.find(({ id }) => id === 'abup-draft')).toMatchObject({
    status: 'draft',
    priority: 'urgent',
    reasonCode: [
      {
        coding: [
          { system, code: 'trauma' },
          { system, code: 'care-situation' },
        ],
      },
    ],
    supportingInfo: [{ reference: 'QuestionnaireResponse/interplay' }],
  });
});
