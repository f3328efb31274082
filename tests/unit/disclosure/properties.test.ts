// What holds for every question: less consent never permits more, narrowing only removes, nothing else decides.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Provision } from '../../../src/disclosure/consents.ts';
import { narrow } from '../../../src/disclosure/narrow.ts';
import type { Phase } from '../../../src/disclosure/law-file.ts';
import type { ContentItem } from '../../../src/domain/delivery.ts';
import type { DataClass } from '../../../src/domain/data-class.ts';
import type { Verdict } from '../../../src/domain/verdict.ts';
import {
  act,
  ALL_CLASSES,
  ALONE,
  ask,
  CHILD,
  type Circumstances,
  content,
  MOTHER,
  NORWAY,
  provision,
  SHARED,
  signedOff,
  TWIN,
} from '../../support/law.ts';

const ROLES = [
  'habu',
  'fhs',
  'helsestasjon',
  'fastlege',
  'barnevern',
  'nav',
  'rusteam',
  'kk-barsel',
  'barnehage',
  'nobody',
];
const PERSONS = [MOTHER, CHILD, TWIN] as const;
const ACTS = [
  'assessment-32',
  'assessment-33',
  'order',
  'decision-103',
  'case-103',
  'human-choice',
  'emergency',
];

const provisions = fc.array(
  fc
    .record({
      kind: fc.constantFrom('permit' as const, 'refusal' as const, 'objection' as const),
      actors: fc.array(fc.record({ role: fc.constantFrom(...ROLES), keys: fc.constant([] as string[]) }), {
        maxLength: 3,
      }),
      classes: fc.subarray([...ALL_CLASSES]),
      patient: fc.constantFrom<string>(...PERSONS, 'Patient/other'),
      performers: fc.subarray(['Patient/mother', 'Patient/father']),
      given: fc.date({ min: new Date('2026-05-01'), max: new Date('2026-10-20'), noInvalidDate: true }),
      actions: fc.subarray(['disclose', 'collect'], { minLength: 1 }),
    })
    .map((one): Partial<Provision> => one),
  { maxLength: 6 },
);
const items = fc.array(
  fc.record({
    classes: fc.subarray<DataClass>(['D0', ...ALL_CLASSES]),
    essential: fc.boolean(),
    of: fc.constantFrom(...PERSONS),
    isQuoting: fc.boolean(),
    parts: fc.subarray<DataClass>(['D5', 'D9']),
    marks: fc.subarray(['habu-report', 'medical-sample', 'abortion'], { maxLength: 1 }),
  }),
  { minLength: 1, maxLength: 6 },
);
const question = fc.record({
  role: fc.constantFrom(...ROLES),
  phase: fc.constantFrom<Phase>('PRE', 'BIRTH', 'POST'),
  items,
  provisions,
  treats: fc.subarray([...PERSONS]),
  acts: fc.subarray(ACTS),
  parents: fc.constantFrom(ALONE, SHARED),
  knownCase: fc.boolean(),
});
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

function itemsOf(asked: Question): readonly ContentItem[] {
  return asked.items.map(({ isQuoting, classes, parts, ...one }, index) =>
    content(classes, {
      ...one,
      parts,
      reference: `Observation/${index}`,
      ...(isQuoting && { quotes: classes }),
    }),
  );
}

function tell(asked: Question, over: Partial<Circumstances> = {}): Verdict {
  const { role, phase, treats, parents, knownCase } = asked;
  return ask(role, itemsOf(asked), {
    law: signedOff(NORWAY),
    phase,
    treats,
    parents,
    knownCase,
    acts: asked.acts.map((name) => act(name, { recipients: [`Organization/${role}`], classes: ALL_CLASSES })),
    provisions: asked.provisions.map((one, index) => provision({ ...one, consent: `Consent/${index}` })),
    ...over,
  });
}

const allowed = (verdict: Verdict): readonly string[] =>
  verdict.effect === 'deny' ? [] : [...verdict.delivery.allowed];
const within = (less: Verdict, more: Verdict): void => {
  for (const key of allowed(less)) expect(allowed(more)).toContain(key);
};

describe('properties', () => {
  test('removing any consent never permits more', () => {
    fc.assert(
      fc.property(question, fc.nat(), (asked, which) => {
        const permits = asked.provisions.filter(({ kind }) => kind === 'permit');
        const gone = permits[which % Math.max(1, permits.length)];
        const left = asked.provisions.filter((one) => one !== gone);
        within(tell({ ...asked, provisions: left }), tell(asked));
      }),
      { numRuns: 500 },
    );
  });

  test('adding an objection or a no never permits more', () => {
    fc.assert(
      fc.property(question, fc.constantFrom('objection' as const, 'refusal' as const), (asked, kind) => {
        within(
          tell({ ...asked, provisions: [...asked.provisions, { ...asked.provisions[0], kind }] }),
          tell(asked),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('removing a relation or a signed act never permits more', () => {
    fc.assert(
      fc.property(question, (asked) => {
        within(tell({ ...asked, treats: [], acts: [] }), tell(asked));
        within(tell({ ...asked, acts: asked.acts.slice(1) }), tell(asked));
      }),
      { numRuns: 500 },
    );
  });

  test('switching a point off never permits more', () => {
    fc.assert(
      fc.property(question, (asked) => within(tell(asked, { law: NORWAY }), tell(asked))),
      { numRuns: 300 },
    );
  });

  test('before the birth barnevern gets nothing without consent, a § 10-3 decision or an emergency', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const verdict = tell({
          ...asked,
          role: 'barnevern',
          phase: 'PRE',
          provisions: asked.provisions.filter(({ kind }) => kind !== 'permit'),
          acts: asked.acts.filter((name) => name !== 'decision-103' && name !== 'emergency'),
        });
        expect(allowed(verdict)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('narrowing only removes, keeps all that is essential, and a second time removes nothing', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const verdict = tell(asked);
        if (verdict.effect === 'deny') return;
        const all = itemsOf(asked);
        const kept = narrow(verdict.delivery);
        expect(all).toEqual(expect.arrayContaining([...kept]));
        expect(
          all
            .filter(({ essential }) => essential)
            .every((one) => kept.some(({ reference }) => reference === one.reference)),
        ).toBe(true);
        const again = narrow({
          ...verdict.delivery,
          delivery: { ...verdict.delivery.delivery, content: kept },
        });
        expect(again).toEqual(kept);
      }),
      { numRuns: 300 },
    );
  });

  test('the verdict depends on nothing but its input', () => {
    fc.assert(
      fc.property(question, (asked) => {
        expect(JSON.stringify(tell(asked))).toBe(JSON.stringify(tell(structuredClone(asked))));
      }),
      { numRuns: 200 },
    );
  });
});
