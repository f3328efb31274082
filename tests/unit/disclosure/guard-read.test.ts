// Who comes to look sees what the matrix opens to its role by relation or consent; a signed act opens nothing by itself.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Phase } from '../../../src/disclosure/law-file.ts';
import type { Law } from '../../../src/disclosure/law.ts';
import type { DataClass } from '../../../src/domain/data-class.ts';
import {
  act,
  ALL_CLASSES,
  ALONE,
  askToRead,
  CHILD,
  type Circumstances,
  DENMARK,
  MOTHER,
  NORWAY,
  NOW,
  provision,
  signedOff,
  TWIN,
} from '../../support/law.ts';

const PHASES: readonly Phase[] = ['PRE', 'BIRTH', 'POST'];
const ACTS = [
  'assessment-32',
  'assessment-33',
  'order',
  'decision-103',
  'case-103',
  'human-choice',
  'emergency',
  'sample-warning',
  'underretning',
];

const given = (phase: Phase) => (phase === 'PRE' ? new Date('2026-05-01T00:00:00Z') : NOW);

/** What a code of a cell needs for reading the mother's own record; codes that only a person's act carries need more than there is. */
function grounds(code: string, row: string, phase: Phase): Circumstances {
  const yes = provision({ actors: [{ role: row, keys: [] }], given: given(phase) });
  if (code === 'T') return { treats: [MOTHER] };
  if (code === 'C') return { provisions: [yes] };
  const collect = {
    ...yes,
    consent: 'Consent/2',
    actions: ['collect'],
    sources: [{ role: 'giver', keys: [] }],
  };
  return { from: 'giver', provisions: [yes, collect] };
}

function everyAct(row: string): Circumstances {
  const about = [MOTHER, CHILD].flatMap((patient) =>
    ACTS.map((name) => act(name, { patient, recipients: [`Organization/${row}`], classes: ALL_CLASSES })),
  );
  return { acts: about, treats: [], knownCase: true };
}

const cellsOf = (law: Law, phase: Phase) =>
  law.rowsIn(phase).flatMap((row) => ALL_CLASSES.map((dataClass) => [row, dataClass] as const));

for (const [layer, law] of [
  ['no', NORWAY],
  ['dk', DENMARK],
] as const) {
  for (const phase of PHASES) {
    describe(`reading in ${layer} ${phase}`, () => {
      test.each(cellsOf(law, phase))(
        '%s %s: relation and consent open it where their code stands',
        (row, dataClass) => {
          const cell = law.cell(row, dataClass, phase);
          for (const code of layer === 'no' ? ['T', 'C'] : ['T', 'C2']) {
            const { verdict } = askToRead(
              row,
              { classes: [dataClass] },
              { law, phase, ...grounds(code, row, phase) },
            );
            expect([code, verdict.effect]).toEqual([code, cell.includes(code) ? 'permit' : 'deny']);
          }
        },
      );

      test.each(cellsOf(law, phase))('%s %s: no signed act opens it', (row, dataClass) => {
        for (const person of [MOTHER, CHILD]) {
          const { verdict } = askToRead(
            row,
            { of: person, classes: [dataClass] },
            { law, phase, ...everyAct(row) },
          );
          expect(verdict.effect).toBe('deny');
        }
      });

      test.each(cellsOf(law, phase))('%s %s: an objection shuts it, whoever gives care', (row, dataClass) => {
        const told = {
          law,
          phase,
          treats: [MOTHER],
          provisions: [provision({ kind: 'objection', actors: [] })],
        };
        expect(askToRead(row, { classes: [dataClass] }, told).verdict.effect).toBe('deny');
      });
    });
  }
}

describe('reading', () => {
  test('a declared emergency opens reading once somebody has signed that it does, and only where it is named', () => {
    const emergency = act('emergency', {
      patient: MOTHER,
      recipients: ['Organization/legevakt'],
      classes: ['D4'],
    });
    const told = { acts: [emergency], phase: 'PRE' as const };
    const read = (law: Law, dataClass: DataClass) =>
      askToRead('legevakt', { classes: [dataClass] }, { ...told, law }).verdict;
    expect(read(NORWAY, 'D4').effect).toBe('deny');
    expect(read(signedOff(NORWAY), 'D4')).toMatchObject({ effect: 'permit', rule: 'R1-EMERGENCY' });
    expect(read(signedOff(NORWAY), 'D5').effect).toBe('deny');
  });

  test('the parents’ agreement opens the child’s record, and never the mother’s', () => {
    const told: Circumstances = {
      phase: 'POST',
      parents: ALONE,
      provisions: [provision({ actors: [{ role: 'barnehage', keys: [] }] })],
    };
    expect(askToRead('barnehage', { of: CHILD, classes: ['D8'] }, told).verdict.effect).toBe('permit');
    expect(askToRead('barnehage', { of: MOTHER, classes: ['D1'] }, told).verdict.effect).toBe('deny');
  });

  test('what carries several classes needs all of them; a part that is denied is cut', () => {
    const treats = [MOTHER];
    const both = askToRead('nfi', { classes: ['D2', 'D6'] }, { treats, phase: 'PRE' });
    expect(both.verdict.effect).toBe('deny');
    const part = askToRead('nfi', { classes: ['D2'], parts: ['D6'] }, { treats, phase: 'PRE' });
    expect(part.verdict.effect).toBe('narrow');
  });

  test('what nobody classified, and a role without a row, see nothing', () => {
    expect(askToRead('fhs', { classes: ['D0'] }, { treats: [MOTHER] }).verdict.effect).toBe('deny');
    expect(askToRead('nobody', { classes: ['D1'] }, { treats: [MOTHER] }).verdict.effect).toBe('deny');
  });

  test('removing a consent, or adding an objection or a no, never shows more', () => {
    const rows = [...new Set(PHASES.flatMap((phase) => NORWAY.rowsIn(phase)))];
    const provisions = fc.array(
      fc.record({
        kind: fc.constantFrom('permit' as const, 'refusal' as const, 'objection' as const),
        row: fc.constantFrom(...rows),
        classes: fc.subarray([...ALL_CLASSES]),
        patient: fc.constantFrom<string>(MOTHER, CHILD),
        given: fc.date({ min: new Date('2026-05-01'), max: new Date('2026-10-20'), noInvalidDate: true }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    const asked = fc.record({
      row: fc.constantFrom(...rows),
      phase: fc.constantFrom(...PHASES),
      of: fc.constantFrom(MOTHER, CHILD, TWIN),
      classes: fc.subarray<DataClass>(['D0', ...ALL_CLASSES]),
      quotes: fc.subarray<DataClass>(['D3', 'D5']),
      parts: fc.subarray<DataClass>(['D6', 'D9']),
      treats: fc.subarray([MOTHER, CHILD]),
      provisions,
      at: fc.nat(),
    });
    fc.assert(
      fc.property(asked, ({ row, phase, of, classes, quotes, parts, treats, provisions: said, at }) => {
        const all = said.map(({ row: role, ...one }, index) =>
          provision({ ...one, consent: `Consent/${index}`, actors: [{ role, keys: [] }] }),
        );
        const shows = (list: typeof all) => {
          const { verdict } = askToRead(
            row,
            { of, classes, quotes, parts },
            { phase, treats, parents: ALONE, provisions: list },
          );
          return verdict.effect === 'deny' ? [] : [...verdict.delivery.allowed];
        };
        const permits = all.filter(({ kind }) => kind === 'permit');
        const gone = permits[at % Math.max(1, permits.length)];
        const more = shows(all);
        for (const key of shows(all.filter((one) => one !== gone))) expect(more).toContain(key);
        const [first] = all;
        const shut = provision({ ...first, kind: at % 2 === 0 ? 'objection' : 'refusal' });
        for (const key of shows([...all, shut])) expect(more).toContain(key);
      }),
      { numRuns: 1000 },
    );
  });
});
