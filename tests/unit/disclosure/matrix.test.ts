// Every cell of the matrix says the same in code as on paper: with everything, with nothing, and with each single ground.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { Phase } from '../../../src/disclosure/law-file.ts';
import type { Law } from '../../../src/disclosure/law.ts';
import {
  act,
  ALL_CLASSES,
  ALONE,
  ask,
  BEFORE_BIRTH,
  CHILD,
  type Circumstances,
  content,
  DENMARK,
  MOTHER,
  NORWAY,
  NOW,
  provision,
  signedOff,
} from '../../support/law.ts';

const PHASES: readonly Phase[] = ['PRE', 'BIRTH', 'POST'];

/** What each code of a cell needs, alone; written from facts/pathway.md 6.3 and not from the law file. */
function grounds(code: string, row: string, phase: Phase): Circumstances | undefined {
  const given = phase === 'PRE' ? new Date('2026-05-01T00:00:00Z') : NOW;
  const yes = provision({ actors: [{ role: row, keys: [] }], given });
  switch (code) {
    case 'S':
      return { organizations: [MOTHER] };
    case 'T':
      return { treats: [MOTHER] };
    case 'N':
      return {
        treats: [MOTHER],
        acts: [
          act('human-choice', { patient: MOTHER, recipients: [`Organization/${row}`], classes: ALL_CLASSES }),
        ],
      };
    case 'C':
      return { provisions: [yes] };
    case 'C2':
      return { provisions: [yes, { ...yes, consent: 'Consent/2', actions: ['collect'] }] };
    case 'P':
      return { parents: ALONE, provisions: [yes] };
    case 'L1':
      return { acts: [act('assessment-32', { patient: MOTHER })] };
    case 'L2':
      return { acts: [act('assessment-33')] };
    case 'L3':
      return { acts: [act('order', { classes: ALL_CLASSES })] };
    case 'L4':
      return { acts: [act('decision-103', { patient: MOTHER })] };
    case 'L5':
      return { acts: [act('case-103', { patient: MOTHER })] };
    case 'U':
      return { acts: [act('underretning', { recipients: [`Organization/${row}`], classes: ALL_CLASSES })] };
    default:
      return undefined;
  }
}

const RULE: Readonly<Record<string, readonly [string, string]>> = {
  S: ['R0-PATIENT-SELF', 'R0-PATIENT-SELF'],
  T: ['R5-TREATMENT', 'DK-TREATMENT'],
  N: ['R5-TREATMENT', 'DK-TREATMENT'],
  C: ['R6-CONSENT', ''],
  C2: ['', 'DK-CONSENT2'],
  P: ['R7-PARENTAL', ''],
  L1: ['R2-LEGAL-DUTY', ''],
  L2: ['R2-LEGAL-DUTY', ''],
  L3: ['R3-ORDER', ''],
  L4: ['R3B-103-BV', ''],
  L5: ['R2B-103-CASE', ''],
  U: ['', 'DK-UNDERRETNING'],
};

const CODES = Object.keys(RULE);

/** The mother's own record in a delivery about the child. */
function askOf(
  law: Law,
  row: string,
  dataClass: (typeof ALL_CLASSES)[number],
  phase: Phase,
  told: Circumstances,
) {
  const now = phase === 'PRE' ? BEFORE_BIRTH : NOW;
  return ask(row, [content([dataClass], { of: MOTHER })], {
    law,
    phase,
    now,
    delivery: { subject: CHILD },
    ...told,
  });
}

for (const [layer, law] of [
  ['no', signedOff(NORWAY)],
  ['dk', signedOff(DENMARK)],
] as const) {
  for (const phase of PHASES) {
    const cells = law
      .rowsIn(phase)
      .flatMap((row) => ALL_CLASSES.map((dataClass) => [row, dataClass] as const));
    describe(`${layer} ${phase}`, () => {
      test.each(cells)('%s %s: each ground alone opens it only where its code stands', (row, dataClass) => {
        const cell = law.cell(row, dataClass, phase);
        for (const code of CODES) {
          const told = grounds(code, row, phase);
          if (!told) continue;
          const verdict = askOf(law, row, dataClass, phase, told);
          const opens = opening(code, cell);
          const expected = opens ? ['permit', RULE[opens]?.[layer === 'no' ? 0 : 1]] : ['deny', verdict.rule];
          expect([code, verdict.effect, verdict.rule]).toEqual([code, ...expected]);
        }
      });

      test.each(cells)('%s %s: nothing said, nothing sent', (row, dataClass) => {
        expect(askOf(law, row, dataClass, phase, {}).effect).toBe('deny');
      });

      test.each(cells)('%s %s: an objection shuts all but acts of law', (row, dataClass) => {
        const objection = provision({ kind: 'objection', actors: [] });
        for (const code of ['T', 'C', 'C2', 'P', 'N']) {
          const told = grounds(code, row, phase);
          const verdict = askOf(law, row, dataClass, phase, {
            ...told,
            provisions: [...(told?.provisions ?? []), objection],
          });
          expect(verdict.effect).toBe('deny');
        }
      });
    });
  }
}

/** The code of the cell that a ground opens: a choice comes with a treatment relation, two consents hold one, an agreement is also hers. */
function opening(code: string, cell: readonly string[]): string | undefined {
  const also: Readonly<Record<string, readonly string[]>> = {
    N: ['T', 'N'],
    P: ['C', 'P'],
    C2: ['C', 'C2'],
    C: ['C'],
  };
  return (also[code] ?? [code]).find((one) => cell.includes(one));
}

test('every phase has the rows and the eleven classes of the facts', () => {
  expect(PHASES.map((phase) => NORWAY.rowsIn(phase).length)).toEqual([24, 24, 24]);
  expect(DENMARK.rowsIn('PRE')).toHaveLength(9);
});

const FACTS = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'facts', 'pathway.md');

interface Facts {
  readonly PRE: Readonly<Record<string, readonly string[]>>;
  readonly BIRTH: Readonly<Record<string, readonly string[]>>;
  readonly POST: Readonly<Record<string, readonly string[]>>;
}

(existsSync(FACTS) ? describe : describe.skip)('the facts (skipped without ../shared)', () => {
  const text = existsSync(FACTS) ? readFileSync(FACTS, 'utf8') : '';
  const block = /# block: matrix\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const facts = (parse(block) ?? { PRE: {}, BIRTH: {}, POST: {} }) as Facts;

  test.each(PHASES)('%s: the law file has their cells, no more and no fewer', (phase) => {
    const ours = Object.fromEntries(
      NORWAY.rowsIn(phase).map((row) => [
        row,
        ALL_CLASSES.map((dataClass) => NORWAY.cell(row, dataClass, phase).join('|')),
      ]),
    );
    expect(ours).toEqual(facts[phase]);
  });
});
