// Every rule of every law permits or denies when all it asks for is there, and not when any one thing is missing: made from the law files.

import { describe, expect, test } from '@jest/globals';
import type { LawRule, Phase, Way } from '../../../src/disclosure/law-file.ts';
import type { Law } from '../../../src/disclosure/law.ts';
import type { DataClass } from '../../../src/domain/verdict.ts';
import {
  act,
  ALL_CLASSES,
  ALONE,
  ask,
  type Circumstances,
  content,
  DENMARK,
  MOTHER,
  NORWAY,
  NOW,
  BEFORE_BIRTH,
  provision,
  signedOff,
} from '../../support/law.ts';

interface Question {
  readonly row: string;
  readonly dataClass: DataClass;
  readonly phase: Phase;
}

const PHASES: readonly Phase[] = ['PRE', 'BIRTH', 'POST'];

/** The first question whose cell the way acts on. */
function questionFor(law: Law, { cells, rows, notRows }: Way): Question | undefined {
  for (const phase of PHASES)
    for (const row of law
      .rowsIn(phase)
      .filter((one) => (rows?.includes(one) ?? true) && !notRows?.includes(one)))
      for (const dataClass of cells?.includes('A') ? (['D12'] as const) : ALL_CLASSES)
        if (!cells || cells.some((code) => law.cell(row, dataClass, phase).includes(code)))
          return { row, dataClass, phase };
  return undefined;
}

interface Met {
  readonly told?: Circumstances;
  readonly marks?: readonly string[];
}

/** What meets a need, by itself. */
function meeting(need: string, { row, phase }: Question): Met {
  const given = phase === 'PRE' ? new Date('2026-05-01T00:00:00Z') : NOW;
  const yes = provision({ actors: [{ role: row, keys: [] }], given });
  switch (need) {
    case 'self':
      return { told: { organizations: [MOTHER] } };
    case 'treatment-relation':
      return { told: { treats: [MOTHER] } };
    case 'consent':
      return { told: { provisions: [yes] } };
    case 'consent-collect':
      return { told: { provisions: [{ ...yes, consent: 'Consent/2', actions: ['collect'] }] } };
    case 'parental-agreement':
      return { told: { parents: ALONE, provisions: [yes] } };
    case 'objection':
      return { told: { provisions: [provision({ kind: 'objection', actors: [] })] } };
    case 'abortion':
      return { marks: ['abortion'] };
    case 'anonymised':
      return { marks: ['anonymised'] };
    case 'consent-ended':
      return {
        marks: ['consent-ended'],
        told: { ended: [{ reference: 'Task/tell', recipients: [`Organization/${row}`] }] },
      };
    default:
      return {
        told: {
          acts: [act(need, { patient: MOTHER, recipients: [`Organization/${row}`], classes: ALL_CLASSES })],
        },
      };
  }
}

function ruleOn(law: Law, question: Question, needs: readonly string[]): readonly [string, string] {
  const { row, dataClass, phase } = question;
  const met = needs.map((need) => meeting(need, question));
  const told = met.map((one) => one.told ?? {});
  const { effect, rule } = ask(
    row,
    [content([dataClass], { of: MOTHER, marks: met.flatMap(({ marks }) => marks ?? []) })],
    {
      ...Object.assign({}, ...told),
      law,
      phase,
      now: phase === 'PRE' ? BEFORE_BIRTH : NOW,
      acts: told.flatMap(({ acts }) => acts ?? []),
      provisions: told.flatMap(({ provisions }) => provisions ?? []),
    },
  );
  return [effect === 'deny' ? 'deny' : 'permit', rule];
}

for (const law of [signedOff(NORWAY), signedOff(DENMARK)]) {
  const ways = law.rules.flatMap((rule) =>
    rule.ways.map((way, at): [string, LawRule, Way] => [`${rule.id} way ${at + 1}`, rule, way]),
  );
  describe(law.id, () => {
    test.each(ways)('%s decides when all it asks for is there', (_, rule, way) => {
      const question = questionFor(law, way);
      // A cell that no row of this law has is one that nobody can ask about.
      if (!question) return expect(way.cells?.some((code) => everyCell(law).has(code))).toBe(false);
      expect(ruleOn(law, question, way.needs)).toEqual([rule.effect, rule.id]);
    });

    const lacking = ways.flatMap(([name, rule, way]) =>
      way.needs.map((need): [string, string, LawRule, Way, string] => [name, need, rule, way, need]),
    );
    test.each(lacking)('%s decides nothing without %s', (_name, _need, rule, way, need) => {
      const question = questionFor(law, way);
      if (!question) return;
      const [, found] = ruleOn(
        law,
        question,
        way.needs.filter((one) => one !== need),
      );
      // Another way of the same rule may still hold; the last rule always does.
      const others = rule.ways.filter((one) => one !== way && one.needs.every((other) => other !== need));
      if (others.length === 0) expect(found).not.toBe(rule.id);
    });

    test.each(ways.filter(([, rule]) => rule.effect === 'permit' && rule.point !== undefined))(
      '%s permits nothing while its point is off',
      (_, rule, way) => {
        const question = questionFor(law, way);
        if (!question) return;
        const off: Law = { ...law, isOn: (point) => point !== rule.point };
        const [effect, found] = ruleOn(off, question, way.needs);
        expect([effect, found]).not.toEqual(['permit', rule.id]);
      },
    );
  });
}

function everyCell(law: Law): ReadonlySet<string> {
  return new Set(
    PHASES.flatMap((phase) =>
      law.rowsIn(phase).flatMap((row) => ALL_CLASSES.flatMap((one) => law.cell(row, one, phase))),
    ),
  );
}
