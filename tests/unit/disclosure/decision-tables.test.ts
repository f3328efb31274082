// Every row of the thirteen decision tables (facts/pathway.md 6.4) is a question somebody asks: it is asked here, and the rule its row names answers.

import { describe, expect, test } from '@jest/globals';
import type { DataClass } from '../../../src/domain/data-class.ts';
import {
  act,
  ALONE,
  ask,
  CHILD,
  type Circumstances,
  content,
  MOTHER,
  NORWAY,
  NOW,
  provision,
  SHARED,
  signedOff,
} from '../../support/law.ts';

interface Question {
  readonly to: string;
  readonly classes: readonly DataClass[];
  readonly marks?: readonly string[];
  readonly told?: Circumstances;
  readonly effect: 'permit' | 'deny';
  /** Rule that answers: one of the row's. */
  readonly rule: string;
}

const pre = (over: Circumstances = {}): Circumstances => ({
  phase: 'PRE',
  delivery: { subject: MOTHER },
  ...over,
});
const post = (over: Circumstances = {}): Circumstances => ({ phase: 'POST', ...over });
const yes = (role: string, over: object = {}) => provision({ actors: [{ role, keys: [] }], ...over });
const MAY = new Date('2026-05-25T10:00:00Z');
const SIGNED = signedOff(NORWAY);
const father = yes('barnehage', {
  consent: 'Consent/2',
  performers: ['RelatedPerson/father'],
  patient: CHILD,
});
const permit = 'permit';
const deny = 'deny';

/** The questions by table, in the order of its rows; what a row says besides is tested where it is built. */
const QUESTIONS: Readonly<Record<string, readonly Question[]>> = {
  'DT-1': [
    {
      to: 'barnevern',
      classes: ['D1'],
      told: pre({ provisions: [yes('barnevern', { given: MAY })] }),
      effect: permit,
      rule: 'R6-CONSENT',
    },
    {
      to: 'rusteam',
      classes: ['D3'],
      told: pre({ acts: [act('assessment-32', { patient: MOTHER })] }),
      effect: permit,
      rule: 'R2-LEGAL-DUTY',
    },
    {
      to: 'barnevern',
      classes: ['D10'],
      told: pre({ law: SIGNED, acts: [act('decision-103', { patient: MOTHER })] }),
      effect: permit,
      rule: 'R3B-103-BV',
    },
    {
      to: 'barnevern',
      classes: ['D8'],
      told: { acts: [act('assessment-33', { patient: CHILD })] },
      effect: permit,
      rule: 'R2-LEGAL-DUTY',
    },
    {
      to: 'barnevern',
      classes: ['D3'],
      told: pre({ acts: [act('assessment-32', { patient: MOTHER })] }),
      effect: deny,
      rule: 'R9-DENY',
    },
  ],
  'DT-2': [
    {
      to: 'barnevern',
      classes: ['D8'],
      told: { acts: [act('assessment-33')] },
      effect: permit,
      rule: 'R2-LEGAL-DUTY',
    },
    { to: 'barnevern', classes: ['D8'], effect: deny, rule: 'R9-DENY' },
    {
      to: 'barnevern',
      classes: ['D1'],
      told: { delivery: { subject: MOTHER }, provisions: [yes('barnevern', { given: MAY })] },
      effect: deny,
      rule: 'R9-DENY',
    },
  ],
  'DT-3': [
    {
      to: 'rusteam',
      classes: ['D1'],
      told: pre({ acts: [act('assessment-32', { patient: MOTHER })] }),
      effect: permit,
      rule: 'R2-LEGAL-DUTY',
    },
    {
      to: 'rusteam',
      classes: ['D2'],
      told: pre({ acts: [act('assessment-32', { patient: MOTHER })] }),
      effect: permit,
      rule: 'R2-LEGAL-DUTY',
    },
  ],
  'DT-4': [
    {
      to: 'bhn',
      classes: ['D10'],
      told: pre({ acts: [act('case-103', { patient: MOTHER })] }),
      effect: permit,
      rule: 'R2B-103-CASE',
    },
    {
      to: 'bhn',
      classes: ['D4'],
      marks: ['medical-sample'],
      told: pre({
        acts: [
          act('case-103', { patient: MOTHER }),
          act('sample-warning', { patient: MOTHER, recipients: ['Organization/bhn'] }),
        ],
      }),
      effect: permit,
      rule: 'R2B-103-CASE',
    },
  ],
  'DT-5': [
    {
      to: 'fastlege',
      classes: ['D5'],
      told: pre({ treats: [MOTHER], provisions: [yes('fastlege', { kind: 'objection' })] }),
      effect: deny,
      rule: 'R4-OBJECTION',
    },
    {
      to: 'rusteam',
      classes: ['D3'],
      told: pre({
        acts: [act('assessment-32', { patient: MOTHER })],
        provisions: [yes('rusteam', { kind: 'objection' })],
      }),
      effect: permit,
      rule: 'R2-LEGAL-DUTY',
    },
  ],
  'DT-6': [
    {
      to: 'barnehage',
      classes: ['D8'],
      told: post({ parents: ALONE, provisions: [yes('barnehage', { patient: CHILD })] }),
      effect: permit,
      rule: 'R7-PARENTAL',
    },
    {
      to: 'barnehage',
      classes: ['D8'],
      told: post({ parents: SHARED, provisions: [yes('barnehage', { patient: CHILD }), father] }),
      effect: permit,
      rule: 'R7-PARENTAL',
    },
    {
      to: 'barnehage',
      classes: ['D8'],
      told: post({
        parents: { kind: 'child-welfare', holders: [new Set(['RelatedPerson/bv'])] },
        provisions: [yes('barnehage', { patient: CHILD, performers: ['RelatedPerson/bv'] })],
      }),
      effect: permit,
      rule: 'R7-PARENTAL',
    },
    {
      to: 'barnehage',
      classes: ['D8'],
      told: post({ provisions: [yes('barnehage', { patient: CHILD })] }),
      effect: deny,
      rule: 'R9-DENY',
    },
  ],
  'DT-7': [
    {
      to: 'nav',
      classes: ['D1'],
      told: pre({ provisions: [yes('nav', { given: MAY, until: MAY })] }),
      effect: deny,
      rule: 'R9-DENY',
    },
    {
      to: 'nav',
      classes: ['D1'],
      marks: ['consent-ended'],
      told: pre({ ended: [{ reference: 'Task/tell', recipients: ['Organization/nav'] }] }),
      effect: permit,
      rule: 'R6-CONSENT',
    },
    {
      to: 'lar',
      classes: ['D5'],
      told: pre({ treats: [MOTHER], provisions: [yes('lar', { kind: 'objection' })] }),
      effect: deny,
      rule: 'R4-OBJECTION',
    },
  ],
  'DT-8': [
    {
      to: 'nav',
      classes: ['D7'],
      told: pre({ provisions: [yes('nav', { given: MAY, purposes: ['SUPNWK'] })] }),
      effect: permit,
      rule: 'R6-CONSENT',
    },
    {
      to: 'nav',
      classes: ['D7'],
      told: pre({
        provisions: [
          yes('nav', { given: MAY }),
          yes('nav', { kind: 'refusal', given: new Date('2026-05-26T10:00:00Z') }),
        ],
      }),
      effect: deny,
      rule: 'R9-DENY',
    },
  ],
  'DT-9': [
    {
      to: 'bhn',
      classes: ['D4'],
      marks: ['medical-sample'],
      told: pre({
        acts: [
          act('case-103', { patient: MOTHER }),
          act('sample-warning', { patient: MOTHER, recipients: ['Organization/bhn'] }),
        ],
      }),
      effect: permit,
      rule: 'R2B-103-CASE',
    },
    {
      to: 'bhn',
      classes: ['D4'],
      told: pre({ acts: [act('case-103', { patient: MOTHER })] }),
      effect: permit,
      rule: 'R2B-103-CASE',
    },
  ],
  'DT-10': [
    {
      to: 'korus',
      classes: ['D12'],
      marks: ['anonymised'],
      told: pre({ law: SIGNED }),
      effect: permit,
      rule: 'R8-ANONYMISED',
    },
  ],
  'DT-11': [
    {
      to: 'fastlege',
      classes: ['D2'],
      told: pre({ treats: [MOTHER] }),
      effect: permit,
      rule: 'R5-TREATMENT',
    },
    {
      to: 'nav',
      classes: ['D1'],
      told: pre({
        provisions: [provision({ actors: [{ role: 'nav', keys: ['Organization/nav'] }], given: MAY })],
      }),
      effect: permit,
      rule: 'R6-CONSENT',
    },
    {
      to: 'rusteam',
      classes: ['D1'],
      told: pre({ acts: [act('assessment-32', { patient: MOTHER })] }),
      effect: permit,
      rule: 'R2-LEGAL-DUTY',
    },
    {
      to: 'other-bv',
      classes: ['D1'],
      told: pre({ provisions: [yes('other-bv', { given: MAY })] }),
      effect: deny,
      rule: 'R3C-OTHER-BV',
    },
  ],
  'DT-12': [
    {
      to: 'patient',
      classes: ['D4'],
      told: pre({ organizations: [MOTHER] }),
      effect: permit,
      rule: 'R0-PATIENT-SELF',
    },
    {
      to: 'partner',
      classes: ['D3'],
      told: pre({ organizations: ['Patient/father'] }),
      effect: deny,
      rule: 'R9-DENY',
    },
    {
      to: 'parents',
      classes: ['D8'],
      told: post({ organizations: ['Patient/father'], parents: SHARED }),
      effect: permit,
      rule: 'R0-PATIENT-SELF',
    },
  ],
  'DT-13': [],
};

/** Questions of rows that say no besides: the same, with what the row asks for taken away. */
const SHUT: readonly (readonly [string, Question])[] = [
  [
    'DT-4: a sample of treatment without the warning',
    {
      to: 'bhn',
      classes: ['D4'],
      marks: ['medical-sample'],
      told: pre({ acts: [act('case-103', { patient: MOTHER })] }),
      effect: deny,
      rule: 'R9-DENY',
    },
  ],
  [
    'DT-6: one of two is not both',
    {
      to: 'barnehage',
      classes: ['D8'],
      told: post({ parents: SHARED, provisions: [yes('barnehage', { patient: CHILD })] }),
      effect: deny,
      rule: 'R9-DENY',
    },
  ],
  [
    'DT-6: after a care order the mother does not consent',
    {
      to: 'barnehage',
      classes: ['D8'],
      told: post({
        parents: { kind: 'child-welfare', holders: [new Set(['RelatedPerson/bv'])] },
        provisions: [yes('barnehage', { patient: CHILD })],
      }),
      effect: deny,
      rule: 'R9-DENY',
    },
  ],
  [
    'DT-8: a yes without a date ends after six months',
    {
      to: 'nav',
      classes: ['D7'],
      told: pre({ now: new Date('2026-11-26T10:00:00Z'), provisions: [yes('nav', { given: MAY })] }),
      effect: deny,
      rule: 'R9-DENY',
    },
  ],
  [
    'DT-8: of another class',
    {
      to: 'nav',
      classes: ['D7'],
      told: pre({ provisions: [yes('nav', { given: MAY, classes: ['D1'] })] }),
      effect: deny,
      rule: 'R9-DENY',
    },
  ],
  [
    'DT-8: for another purpose',
    {
      to: 'nav',
      classes: ['D7'],
      told: pre({ provisions: [yes('nav', { given: MAY, purposes: ['HRESCH'] })] }),
      effect: deny,
      rule: 'R9-DENY',
    },
  ],
  [
    'DT-8: the other way',
    {
      to: 'nav',
      classes: ['D7'],
      told: pre({ provisions: [yes('nav', { given: MAY, actions: ['collect'] })] }),
      effect: deny,
      rule: 'R9-DENY',
    },
  ],
  [
    'DT-10: not before the check is signed off',
    { to: 'korus', classes: ['D12'], marks: ['anonymised'], told: pre(), effect: deny, rule: 'R9-DENY' },
  ],
  [
    'DT-11: a consent to the organisation she moved from',
    {
      to: 'nav',
      classes: ['D1'],
      told: pre({
        organizations: ['Organization/nav-of-new'],
        provisions: [provision({ actors: [{ role: 'nav', keys: ['Organization/nav'] }], given: MAY })],
      }),
      effect: deny,
      rule: 'R9-DENY',
    },
  ],
  [
    'DT-12: a father without parental responsibility',
    {
      to: 'parents',
      classes: ['D8'],
      told: post({ organizations: ['Patient/father'], parents: ALONE }),
      effect: deny,
      rule: 'R9-DENY',
    },
  ],
];

function answer({ to, classes, marks, told = {} }: Question): readonly string[] {
  const { effect, rule } = ask(to, [content(classes, marks ? { marks } : {})], {
    now: told.phase === 'PRE' ? new Date('2026-06-01T08:00:00Z') : NOW,
    ...told,
  });
  return [effect === 'deny' ? deny : permit, rule];
}

describe.each(NORWAY.tables.filter(({ id }) => id !== 'DT-13'))('$id: $question.en', ({ id, rows }) => {
  test('every row is asked', () => {
    expect(QUESTIONS[id]).toHaveLength(rows.length);
  });

  test.each(rows.map((row, at) => [row.when.en, row, QUESTIONS[id]?.[at]] as const))(
    '%s',
    (_when, row, question) => {
      if (!question) throw new Error(`no question for a row of ${id}`);
      expect(answer(question)).toEqual([question.effect, question.rule]);
      expect(row.rules).toContain(question.rule);
    },
  );
});

describe('and not otherwise', () => {
  test.each(SHUT)('%s', (_when, question) => {
    expect(answer(question)).toEqual([question.effect, question.rule]);
  });
});
