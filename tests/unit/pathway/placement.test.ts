// Where is the child proposed to be after birth? The table of facts/pathway.md 3.4, row by row: what is missing is never clean.

import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDataFile } from '../../../src/fhir/yaml-file.ts';
import type { Resource } from '../../../src/pathway/case/case-view.ts';
import { MAPPINGS } from '../../support/mappings.ts';
import { answer, planFor, signs, urineTest } from '../../support/pathway-case.ts';

const NO_USE = [answer('2026-04-06', false), answer('2026-08-17', false)];
/** Every four weeks through the last two trimesters. */
const DAYS = [
  '2026-04-20',
  '2026-05-18',
  '2026-06-15',
  '2026-07-13',
  '2026-08-10',
  '2026-09-07',
  '2026-10-05',
];
const CLEAN = DAYS.map((day) => urineTest(day, 'all-negative'));

interface Proposal {
  readonly code: string;
  readonly text: string;
}

function proposal(has: readonly string[], more: readonly Resource[]): Proposal {
  const made = planFor({ event: 'E_LIVEBIRTH', has: ['child', ...has], more, at: '2026-10-08T05:00:00Z' });
  const task = made.drafts.find(({ alias }) => alias === 'placement')?.resource;
  const reason = task?.['reasonCode'] as { coding: { code: string }[]; text: string } | undefined;
  return { code: reason?.coding[0]?.code ?? '', text: reason?.text ?? '' };
}

const ROWS: readonly [string, string, readonly string[], readonly Resource[]][] = [
  ['1: LAR, whatever the tests say', 'NFI', ['dated', 'lar'], [...NO_USE, ...CLEAN]],
  [
    '2: confirmed positive',
    'NFI',
    ['dated'],
    [...NO_USE, ...CLEAN, urineTest('2026-06-01', 'positive-unexplained')],
  ],
  [
    '3: reported use, every test negative',
    'NFI',
    ['dated'],
    [...NO_USE, ...CLEAN, answer('2026-05-11', true)],
  ],
  [
    '4: positive, not confirmed',
    'INDETERMINATE',
    ['dated'],
    [...NO_USE, ...CLEAN, urineTest('2026-06-01', 'positive-unexplained', 'preliminary')],
  ],
  ['5: never asked', 'INDETERMINATE', ['dated'], CLEAN],
  ['6: no tests', 'INDETERMINATE', ['dated'], NO_USE],
  ['6: too few tests', 'INDETERMINATE', ['dated'], [...NO_USE, ...CLEAN.slice(0, 2)]],
  [
    '6: a hole in the series',
    'INDETERMINATE',
    ['dated'],
    [...NO_USE, ...CLEAN.filter((_, at) => at !== 2 && at !== 3)],
  ],
  ['7: both conditions met', 'BARSEL', ['dated'], [...NO_USE, ...CLEAN]],
  [
    '7: explained by a prescription is not positive',
    'BARSEL',
    ['dated'],
    [...NO_USE, ...CLEAN, urineTest('2026-06-01', 'positive-explained')],
  ],
  [
    '7: use that ended before the second trimester',
    'BARSEL',
    ['dated'],
    [...NO_USE, ...CLEAN, answer('2026-03-02', true)],
  ],
  ['8: signs override clean', 'NFI', ['dated'], [...NO_USE, ...CLEAN, signs(8)]],
  ['8: not below the threshold', 'BARSEL', ['dated'], [...NO_USE, ...CLEAN, signs(7)]],
];

describe('placement (S0-76, S0-78, S0-91, S0-120)', () => {
  test.each(ROWS)('row %s', (_row, expected, has, more) => {
    expect(proposal(has, more).code).toBe(expected);
  });

  test('every row of the table of the pathway is tried', () => {
    const { facts } = readDataFile<{ facts: { id: string; expr?: string }[] }>(
      join(MAPPINGS, 'pathways', 'facts.yaml'),
      {},
    ).value;
    const said = facts.find(({ id }) => id === 'placementRow')?.expr ?? '';
    const rows = [...said.matchAll(/\b\d\b/g)].map(([row]) => row).toSorted();
    expect(rows.length).toBe(8);
    expect([...new Set(ROWS.map(([name]) => name.charAt(0)))].toSorted()).toEqual(rows);
  });

  test('an incomplete series says which weeks are missing', () => {
    const { text } = proposal(['dated'], [...NO_USE, ...CLEAN.filter((_, at) => at !== 2 && at !== 3)]);
    expect(text).toContain('19–31');
  });

  test('each row has a reason of its own', () => {
    const [first, fifth, seventh] = [ROWS[0], ROWS[4], ROWS[8]].map(
      (row) => row && proposal(row[2], row[3]).text,
    );
    expect(new Set([first, fifth, seventh]).size).toBe(3);
    expect([first, fifth, seventh]).not.toContain('');
  });

  test('without an answer, or without enough tests, no child is ever proposed as clean', () => {
    const all = [...NO_USE, ...CLEAN];
    fc.assert(
      fc.property(fc.subarray(all), (some) => {
        const { code } = proposal(['dated'], some);
        const asked = some.some((one) => NO_USE.includes(one));
        const tested = some.filter((one) => CLEAN.includes(one)).length >= 3;
        expect(['INDETERMINATE', ...(asked && tested ? ['BARSEL'] : [])]).toContain(code);
      }),
      { numRuns: 60 },
    );
  });
});
