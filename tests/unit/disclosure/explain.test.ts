// Ten questions a clinician asks before she sends something, answered in nb, nn and en. The sentences stand in explained.md beside this
// file: LENKE_GOLDEN=write writes it anew, and a person reads the difference.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Explanation } from '../../../src/disclosure/explain.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import type { DataClass } from '../../../src/domain/data-class.ts';
import {
  act,
  askWhy,
  type Circumstances,
  CHILD,
  content,
  DENMARK,
  MOTHER,
  provision,
  SHARED,
} from '../../support/law.ts';

const GOLDEN = join(import.meta.dirname, 'explained.md');

interface Question {
  readonly asks: string;
  readonly to: string;
  readonly classes: readonly DataClass[];
  /** Classes of the mother that the child's record quotes. */
  readonly quotes?: readonly DataClass[];
  readonly told?: Circumstances;
  readonly answer: {
    readonly effect: string;
    readonly rules: readonly string[];
    readonly needs: readonly string[];
  };
}

const beforeBirth = (over: Circumstances = {}): Circumstances => ({
  phase: 'PRE',
  delivery: { subject: MOTHER },
  ...over,
});

const QUESTIONS: readonly Question[] = [
  {
    asks: 'May barnevern know of her before the birth, without consent?',
    to: 'barnevern',
    classes: ['D1', 'D3'],
    told: beforeBirth(),
    answer: {
      effect: 'deny',
      rules: ['R9-DENY', 'R9-DENY'],
      needs: ['emergency', 'decision-103', 'consent', 'emergency', 'consent'],
    },
  },
  {
    asks: 'The same, with her consent to identity alone',
    to: 'barnevern',
    classes: ['D1'],
    told: beforeBirth({
      provisions: [provision({ classes: ['D1'], given: new Date('2026-05-25T10:00:00Z') })],
    }),
    answer: { effect: 'permit', rules: ['R6-CONSENT'], needs: [] },
  },
  {
    asks: 'Her consent of May, after the birth: may barnevern know of the child?',
    to: 'barnevern',
    classes: ['D1', 'D8'],
    told: { provisions: [provision({ given: new Date('2026-05-25T10:00:00Z') })] },
    answer: {
      effect: 'deny',
      rules: ['R9-DENY', 'R9-DENY'],
      needs: [
        'emergency',
        'assessment-33',
        'order',
        'consent',
        'emergency',
        'assessment-33',
        'order',
        'parental-agreement',
      ],
    },
  },
  {
    asks: 'May the habilitation service know that the child was exposed?',
    to: 'habu',
    classes: ['D3', 'D8'],
    quotes: ['D3'],
    told: { treats: [CHILD] },
    answer: { effect: 'permit', rules: ['R5-TREATMENT', 'R5-TREATMENT'], needs: [] },
  },
  {
    asks: 'She has said no to her GP: may the GP know of her medication?',
    to: 'fastlege',
    classes: ['D5'],
    told: beforeBirth({
      treats: [MOTHER],
      provisions: [provision({ kind: 'objection', actors: [{ role: 'fastlege', keys: [] }] })],
    }),
    answer: { effect: 'deny', rules: ['R4-OBJECTION'], needs: [] },
  },
  {
    asks: 'She has consented that NAV gets her tests: may it?',
    to: 'nav',
    classes: ['D4'],
    told: beforeBirth({ provisions: [provision({ actors: [{ role: 'nav', keys: [] }] })] }),
    answer: { effect: 'deny', rules: ['R9-DENY'], needs: [] },
  },
  {
    asks: 'The ward has signed that § 33 is met: may the report go to barnevern?',
    to: 'barnevern',
    classes: ['D8'],
    told: { acts: [act('assessment-33', { patient: CHILD })], delivery: { claimedBasis: 'HPL33-2' } },
    answer: { effect: 'permit', rules: ['R2-LEGAL-DUTY'], needs: [] },
  },
  {
    asks: 'Parental responsibility is shared and one parent has agreed: may the kindergarten know?',
    to: 'barnehage',
    classes: ['D8'],
    told: {
      phase: 'POST',
      parents: SHARED,
      provisions: [provision({ patient: CHILD, actors: [{ role: 'barnehage', keys: [] }] })],
    },
    answer: { effect: 'deny', rules: ['R9-DENY'], needs: ['parental-agreement'] },
  },
  {
    asks: 'May the emergency clinic look at her tests over /fhir on a declared emergency?',
    to: 'legevakt',
    classes: ['D4'],
    told: beforeBirth({ reading: true }),
    answer: { effect: 'deny', rules: ['R9-DENY'], needs: ['emergency', 'treatment-relation'] },
  },
  {
    asks: 'Denmark: she has said yes to giving and not to collecting: may the family authority know?',
    to: 'dk-familiemyndighed',
    classes: ['D1', 'D7'],
    told: beforeBirth({
      law: DENMARK,
      from: 'jordemoder',
      provisions: [
        provision({
          actors: [{ role: 'dk-familiemyndighed', keys: [] }],
          given: new Date('2026-05-25T10:00:00Z'),
        }),
      ],
    }),
    answer: {
      effect: 'deny',
      rules: ['R9-DENY', 'R9-DENY'],
      needs: [
        'underretning',
        'consent-collect',
        'consent-collect-any',
        'underretning',
        'consent-collect',
        'consent-collect-any',
      ],
    },
  },
];

const explained = new Map<string, Explanation>(
  QUESTIONS.map(({ asks, to, classes, quotes, told }) => [
    asks,
    askWhy(
      to,
      classes.map((one) => content([one], quotes?.includes(one) ? { quotes: [one] } : {})),
      told,
    ),
  ]),
);

describe('an explanation', () => {
  test.each(QUESTIONS)('$asks', ({ asks, answer }) => {
    const found = explained.get(asks);
    expect({
      effect: found?.effect,
      rules: found?.classes.map(({ rule }) => rule),
      needs: found?.classes.flatMap(({ openings }) =>
        openings.flatMap(({ needs }) => needs.filter(({ met }) => !met).map(({ need }) => need)),
      ),
    }).toEqual(answer);
  });

  test('is said in as many sentences in every language, with no code left where a word should be', () => {
    for (const { text } of explained.values()) {
      expect(new Set(LANGUAGES.map((language) => text[language].length)).size).toBe(1);
      expect(LANGUAGES.flatMap((language) => text[language]).filter((line) => /[{}]/.test(line))).toEqual([]);
    }
  });

  test('reads as it was read by a person', () => {
    const page = [...explained]
      .map(([asks, { text }]) =>
        [
          `## ${asks}`,
          ...LANGUAGES.map((language) =>
            [`**${language}**`, ...text[language].map((line) => `- ${line}`)].join('\n'),
          ),
        ].join('\n\n'),
      )
      .join('\n\n');
    if (process.env['LENKE_GOLDEN'] === 'write') writeFileSync(GOLDEN, `${page}\n`);
    expect(`${page}\n`).toBe(readFileSync(GOLDEN, 'utf8'));
  });
});
