// Machines move as the table of facts/pathway.md 3.2 says; what does not fit is said, and the same event again changes nothing.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Plan } from '../../../src/pathway/plan.ts';
import { standing, step } from '../../../src/pathway/states/states.ts';
import { layerData, type Made, planFor } from '../../support/pathway-case.ts';

const { machines } = layerData('no-krs').pathway;
const HELD = { at: '2026-10-30T10:00:00Z' };

/** From, event, case, to. */
const MOTHER: readonly [string, string, Made, string][] = [
  ['S_CONCERN', 'a negative screen closes', { event: 'E_SCREEN_NEG', has: ['negativeScreen'] }, 'S_CLOSED'],
  [
    'S_CONCERN',
    'a confirmed concern is assessed',
    { event: 'E_CONCERN_CONFIRMED', has: ['pregnant'], by: ['concern'] },
    'S_ASSESS',
  ],
  [
    'S_CONCERN',
    'LAR skips the screening',
    { event: 'E_PREG_CONFIRMED', has: ['lar'], by: ['pregnant'] },
    'S_ASSESS',
  ],
  ['S_ASSESS', 'an agreed plan', { event: 'E_PLAN_AGREED', has: ['pregnant'] }, 'S_PREG.SHARED'],
  ['S_ASSESS', 'an agreed plan in LAR', { event: 'E_PLAN_AGREED', has: ['pregnant', 'lar'] }, 'S_PREG.LAR'],
  [
    'S_ASSESS',
    'specialist care declined',
    { event: 'E_SPECIALIST_DECLINED', has: ['pregnant'] },
    'S_PREG.MUNICIPAL_ONLY',
  ],
  ['S_ASSESS', 'everything declined', { event: 'E_DECLINED_ALL', has: [] }, 'S_CLOSED'],
  ['S_PREG.SHARED', 'LAR begins', { event: 'E_LAR_STARTED', has: ['pregnant', 'lar'] }, 'S_PREG.LAR'],
  ['S_PREG.LAR', 'labour', { event: 'E_LABOUR', has: ['pregnant'] }, 'S_BIRTH'],
  ['S_CONCERN', 'found at the birth', { event: 'E_LABOUR', has: [] }, 'S_BIRTH'],
  ['S_BIRTH', 'she goes home', { event: 'E_MOTHER_DISCHARGED', has: ['child'], ...HELD }, 'S_POST'],
  [
    'S_BIRTH',
    'she goes home after six weeks',
    { event: 'E_MOTHER_DISCHARGED', has: ['child'], at: '2026-11-25T10:00:00Z' },
    'S_FU',
  ],
  ['S_POST', 'day 42', { event: 'E_DAY42', has: ['child'] }, 'S_FU'],
  ['S_PREG.LAR', 'a loss', { event: 'E_LOSS', has: [], by: ['loss'] }, 'S_LOSS'],
  [
    'S_FU',
    'the last child is done',
    { event: 'E_HABU_END', has: ['child'], by: ['habuEnded'], childStates: { 'Patient/child': 'C_FU06' } },
    'S_CLOSED',
  ],
  ['S_CLOSED', 'a new concern', { event: 'E_NEW_CONCERN', has: ['pregnant'] }, 'S_CONCERN'],
  ['S_CLOSED', 'labour', { event: 'E_LABOUR', has: ['pregnant'] }, 'S_BIRTH'],
];

const CHILD: readonly [string, string, Made, string][] = [
  ['C_BORN', 'placement in LAR', { event: 'E_PLACEMENT', has: ['child', 'lar'] }, 'C_NFI'],
  ['C_BORN', 'placement without tests', { event: 'E_PLACEMENT', has: ['child', 'dated'] }, 'C_INDET'],
  ['C_BARSEL', 'signs', { event: 'E_NAS_SIGNS', has: ['child'] }, 'C_NFI'],
  ['C_NFI', 'home', { event: 'E_CHILD_DISCHARGED', has: ['child'], by: ['childStay'], ...HELD }, 'C_POST'],
  [
    'C_NFI',
    'home after six weeks, exposed',
    { event: 'E_CHILD_DISCHARGED', has: ['child', 'lar'], by: ['childStay'], at: '2026-11-25T10:00:00Z' },
    'C_FU06',
  ],
  [
    'C_NFI',
    'home after six weeks, not exposed',
    { event: 'E_CHILD_DISCHARGED', has: ['child', 'dated'], by: ['childStay'], at: '2026-11-25T10:00:00Z' },
    'C_CLOSED',
  ],
  ['C_POST', 'day 42, exposed', { event: 'E_DAY42', has: ['child', 'lar'] }, 'C_FU06'],
  ['C_POST', 'day 42, not exposed', { event: 'E_DAY42', has: ['child', 'dated'] }, 'C_CLOSED'],
  ['C_FU06', 'the programme ends', { event: 'E_HABU_END', has: ['child'], by: ['habuEnded'] }, 'C_CLOSED'],
  ['C_FU06', 'death', { event: 'E_CHILD_DIED', has: ['child'] }, 'C_DECEASED'],
];

const moveOf = ({ moves }: Plan, subject: string) => moves.find((move) => move.subject === subject);

describe('the mother', () => {
  test.each(MOTHER)('%s: %s', (from, _why, made, to) => {
    expect(moveOf(planFor({ ...made, state: from }), 'Patient/mother')).toMatchObject({
      from,
      to,
      misfits: [],
    });
  });

  test('an event that does not fit is a finding and moves nothing', () => {
    const move = moveOf(planFor({ event: 'E_LABOUR', has: [], state: 'S_POST' }), 'Patient/mother');
    expect(move).toMatchObject({
      from: 'S_POST',
      to: 'S_POST',
      misfits: [{ event: 'E_LABOUR', state: 'S_POST' }],
    });
  });

  test('a birth shows by itself where she stands, so nothing more is written', () => {
    const made = planFor({ event: 'E_LIVEBIRTH', has: ['child'], ...HELD });
    expect(made.updates).toEqual([]);
  });

  test('a new state is recorded in the episode, with its phase', () => {
    const [update] = planFor({ event: 'E_PLAN_AGREED', has: ['pregnant', 'lar'], state: 'S_ASSESS' }).updates;
    const meta = update?.['meta'] as { tag: { code: string }[] } | undefined;
    expect(meta?.tag.map(({ code }) => code)).toEqual(['S_PREG.LAR', 'P3']);
  });
});

describe('a child', () => {
  test.each(CHILD)('%s: %s', (from, _why, made, to) => {
    const plan = planFor({ childStates: { 'Patient/child': from }, ...made });
    expect(moveOf(plan, 'Patient/child')).toMatchObject({ from, to, misfits: [] });
  });

  test('its discharge moves it alone, not its twin', () => {
    const { moves } = planFor({ event: 'E_CHILD_DISCHARGED', has: ['twins'], by: ['childStay'], ...HELD });
    expect(moves.map(({ subject, to }) => [subject, to])).toEqual([['Patient/child', 'C_POST']]);
  });

  test('its death moves it alone, and stops what is about it alone', () => {
    const made: Made = { event: 'E_CHILD_DIED', has: ['twins'], by: ['deadTwin'], ...HELD };
    const { moves, effects } = planFor({ ...made, childStates: { 'Patient/child': 'C_POST' } });
    expect(moves.map(({ subject, to }) => [subject, to])).toEqual([['Patient/child', 'C_DECEASED']]);
    expect(effects.map(({ effect, subject }) => [effect, subject])).toEqual([
      ['cancel-child', 'Patient/child'],
    ]);
  });

  test('the death of the only one stops everything', () => {
    const { moves, effects } = planFor({ event: 'E_CHILD_DIED', has: ['child'], by: ['deadTwin'], ...HELD });
    expect(moves.map(({ subject, to }) => [subject, to])).toContainEqual(['Patient/child', 'C_DECEASED']);
    expect(effects.map(({ effect }) => effect).toSorted()).toEqual([
      'cancel-child',
      'cancel-deliveries',
      'cancel-timers',
    ]);
  });
});

describe('any machine', () => {
  const codes = [
    ...new Set(Object.values(machines).flatMap(({ transitions }) => transitions.flatMap(({ ev }) => ev))),
  ];

  test.each(['mother', 'child'] as const)(
    '%s: the same event again is no fault and moves nothing',
    (name) => {
      const machine = machines[name];
      const firsts = new Set<unknown>(
        codes.map((code) => machine.transitions.find(({ ev }) => ev.includes(code))?.if),
      );
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...codes), { maxLength: 12 }), fc.boolean(), (events, truth) => {
          // Rows of one event exclude each other; here the first of each is the one that holds.
          const holds = (path: unknown) => truth && firsts.has(path);
          let state = standing(machine, undefined, () => false);
          for (const code of events) {
            const once = step(machine, state, code, holds);
            const twice = step(machine, once.state, code, holds);
            // Where it moved, it stays; where it did not, it still does not.
            expect(twice).toEqual({ state: once.state, legal: once.state !== state || once.legal });
            expect(machine.states.some(({ id }) => id === once.state)).toBe(true);
            state = once.state;
          }
        }),
      );
    },
  );
});
