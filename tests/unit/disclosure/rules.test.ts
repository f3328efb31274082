// Every rule of every law permits or denies when all it asks for is there, and not when any one thing is missing: made from the law files.

import { describe, expect, test } from '@jest/globals';
import type { LawRule, Phase, Way } from '../../../src/disclosure/law-file.ts';
import type { Law } from '../../../src/disclosure/law.ts';
import type { DataClass } from '../../../src/domain/data-class.ts';
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
      return {
        told: {
          from: 'giver',
          provisions: [
            {
              ...yes,
              consent: 'Consent/2',
              actions: ['collect'],
              sources: [{ role: 'giver', keys: [] }],
            },
          ],
        },
      };
    case 'consent-collect-any':
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

type Named = readonly [string, LawRule, Way, Question];

for (const law of [signedOff(NORWAY), signedOff(DENMARK)]) {
  const all = law.rules.flatMap((rule) =>
    rule.ways.map((way, at) => ({ name: `${rule.id} way ${at + 1}`, rule, way })),
  );
  const ways = all.flatMap(({ name, rule, way }): Named[] => {
    const question = questionFor(law, way);
    return question ? [[name, rule, way, question]] : [];
  });
  describe(law.id, () => {
    test('a way that nobody can ask about acts on cells this law does not have', () => {
      const asked = new Set(ways.map(([name]) => name));
      const unasked = all.filter(({ name }) => !asked.has(name));
      const cells = everyCell(law);
      expect(unasked.flatMap(({ way }) => way.cells ?? []).filter((code) => cells.has(code))).toEqual([]);
    });

    test.each(ways)('%s decides when all it asks for is there', (_, rule, way, question) => {
      expect(ruleOn(law, question, way.needs)).toEqual([rule.effect, rule.id]);
    });

    // Another way of the same rule may hold without it; that one has a line of its own.
    const lacking = ways.flatMap(([name, rule, way, question]) =>
      way.needs
        .filter((need) => rule.ways.every((one) => one === way || one.needs.includes(need)))
        .map((need) => [name, need, rule, way, question] as const),
    );
    test.each(lacking)('%s decides nothing without %s', (_name, need, rule, way, question) => {
      const [, found] = ruleOn(
        law,
        question,
        way.needs.filter((one) => one !== need),
      );
      expect(found).not.toBe(rule.id);
    });

    test.each(ways.filter(([, rule]) => rule.effect === 'permit' && rule.point !== undefined))(
      '%s permits nothing while its point is off',
      (_, rule, way, question) => {
        const off: Law = { ...law, isOn: (point) => point !== rule.point };
        expect(ruleOn(off, question, way.needs)).not.toEqual(['permit', rule.id]);
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
