// The law is data that hangs together; what is not settled is off, or listed until somebody has signed.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadLaw } from '../../../src/disclosure/law.ts';
import { GatewayError } from '../../../src/domain/failure.ts';
import { DENMARK, NORWAY } from '../../support/law.ts';
import { MAPPINGS } from '../../support/mappings.ts';

const TEXT = readFileSync(join(MAPPINGS, 'law', 'no.yaml'), 'utf8');

/** The place and reason of what is wrong with the law file after a change to its text. */
function faultOf(from: string | RegExp, to: string): Record<string, unknown> {
  const file = join(mkdtempSync(join(tmpdir(), 'lenke-law-')), 'no.yaml');
  const changed = TEXT.replace(from, to);
  expect(changed).not.toBe(TEXT);
  writeFileSync(file, changed);
  try {
    loadLaw(file);
  } catch (error) {
    if (error instanceof GatewayError) return { code: error.code, ...error.facts };
    throw error;
  }
  return {};
}

describe('what is in it', () => {
  test('the rules stand in the order of the facts', () => {
    expect(NORWAY.rules.map(({ id }) => id)).toEqual([
      'R0-PATIENT-SELF',
      'R1-EMERGENCY',
      'R2-LEGAL-DUTY',
      'R2B-103-CASE',
      'R3-ORDER',
      'R3B-103-BV',
      'R3C-OTHER-BV',
      'R4-OBJECTION',
      'R4B-ABORTION',
      'R5-TREATMENT',
      'R6-CONSENT',
      'R7-PARENTAL',
      'R8-ANONYMISED',
      'R9-DENY',
    ]);
    expect(DENMARK.rules.map(({ id }) => id)).toEqual([
      'R0-PATIENT-SELF',
      'R1-EMERGENCY',
      'DK-UNDERRETNING',
      'R4-OBJECTION',
      'R4B-ABORTION',
      'DK-TREATMENT',
      'DK-CONSENT2',
      'R8-ANONYMISED',
      'R9-DENY',
    ]);
  });
  test('acts of persons are human, and are all that is', () => {
    expect(NORWAY.rules.filter(({ human }) => human).map(({ id }) => id)).toEqual([
      'R1-EMERGENCY',
      'R2-LEGAL-DUTY',
      'R2B-103-CASE',
      'R3-ORDER',
      'R3B-103-BV',
      'R3C-OTHER-BV',
    ]);
  });
  test('the thirteen decision tables are there', () => {
    expect(NORWAY.tables.map(({ id }) => id)).toEqual(
      Array.from({ length: 13 }, (_, index) => `DT-${index + 1}`),
    );
  });
  test('nothing that opens an unverified door is on', () => {
    for (const law of [NORWAY, DENMARK])
      expect(law.points.filter(({ opens, on }) => opens && on)).toEqual([]);
    expect(NORWAY.isOn('hol-10-3-barnevern')).toBe(false);
    expect(NORWAY.isOn('no such point')).toBe(false);
  });
  test('a reader who looks for signed acts reads the types they stand in', () => {
    expect(NORWAY.reads).toEqual(
      expect.arrayContaining(['Consent', 'Task', 'Flag', 'RelatedPerson', 'CareTeam']),
    );
  });
});

describe('what is refused, with its place', () => {
  const refused: readonly (readonly [string, string | RegExp, string, RegExp])[] = [
    [
      'a last rule that permits',
      /(- id: R9-DENY\n {2}basis: \[HPL21\]\n {2}effect: )deny/,
      '$1permit',
      /last rule must deny/,
    ],
    [
      'a cell code no rule knows',
      'habu:           [C, C, C, C',
      'habu:           [Q, C, C, C',
      /"Q" is no code/,
    ],
    ['an alias to no row', 'ara: tsb', 'ara: nowhere', /"nowhere" is no row/],
    ['a need nobody meets', 'needs: [consent]', 'needs: [hope]', /"hope" is no need/],
    ['a basis that is not explained', 'basis: [HPL22]', 'basis: [HPL99]', /"HPL99" is no basis/],
    [
      'a door opened without a signature',
      'id: hol-10-3-barnevern, status: P, on: false',
      'id: hol-10-3-barnevern, status: P, on: true',
      /sign-off only/,
    ],
    [
      'a denial that can be switched off',
      'log: [objection id, classes]\n',
      'log: [objection id, classes]\n  point: pbrl-4-4\n',
      /cannot be switched off/,
    ],
    [
      'a row with a class missing',
      'ppt:            [X, X, X, X, X, X, X, "-", X, X, X]',
      'ppt:            [X, X, X]',
      /fewer than 11/,
    ],
    [
      'FHIRPath that does not parse',
      "ofType(CareTeam).where(status = 'active'",
      "ofType(CareTeam).where(status = = 'active'",
      /\./,
    ],
  ];
  test.each(refused)('%s', (_reason, from, to, reason) => {
    const fault = faultOf(from, to);
    expect(fault).toMatchObject({
      code: 'LENKE_DATA_FILE',
      line: expect.any(Number),
      column: expect.any(Number),
    });
    expect(fault['line']).toBeGreaterThan(1);
    expect(String(fault['reason'])).toMatch(reason);
  });
  test('a signed point may be switched on', () => {
    const signed = "$1on: true$2signOff: { by: 'Jurist, syntetisk', at: '2026-11-21' } }";
    expect(faultOf(/(id: hol-10-3-barnevern, status: P, )on: false(.*)signOff: null }/, signed)).toEqual({});
  });
});
