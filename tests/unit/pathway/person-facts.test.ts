// Ages, weeks and answers that decide: reckoned by the calendar of the layer, and unknown when they are not known.

import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../src/pathway/case/case-view.ts';
import { dueBy, type Made, planFor } from '../../support/pathway-case.ts';

const fact = (name: string, made: Partial<Made>): unknown =>
  planFor({ event: 'E_HABU_ABNORMAL', has: [], ...made }).fact(name);

describe('corrected age', () => {
  // Born 2026-10-08; the due date says how early.

  test.each([
    ['born at 37+0 it is not corrected', '2026-10-29', []],
    ['born a day before that it is, from the day it was due', '2026-10-30', 92 - 22],
    ['born twelve weeks early', '2026-12-31', 92 - 84],
  ])('%s', (_why, edd, expected) => {
    const made = { has: ['child'], more: [dueBy(edd)], at: '2027-01-08T10:00:00Z' };
    expect(fact('childAgeDays', made)).toBe(92);
    expect(fact('childAgeCorrDays', made)).toEqual(expected);
  });

  test('without a dating it is not known', () => {
    expect(fact('childAgeCorrDays', { has: ['child'], at: '2027-01-08T10:00:00Z' })).toEqual([]);
  });
});

describe('where she is in the pregnancy', () => {
  test.each([
    ['11+6', '2026-03-29T12:00:00Z', 83, 1],
    ['12+0', '2026-03-30T12:00:00Z', 84, 2],
    ['27+6', '2026-07-19T12:00:00Z', 195, 2],
    ['28+0', '2026-07-20T12:00:00Z', 196, 3],
    ['the night the clock goes forward is a day like any other', '2026-03-28T23:30:00Z', 83, 1],
  ])('%s', (_week, at, days, trimester) => {
    const made: Partial<Made> = { event: 'E_PLAN_AGREED', has: ['pregnant', 'dated'], at };
    expect([fact('gaDays', made), fact('trimester', made)]).toEqual([days, trimester]);
  });

  test('not dated it is not known', () => {
    expect(fact('gaDays', { event: 'E_PLAN_AGREED', has: ['pregnant'] })).toEqual([]);
  });
});

describe('a safe way to reach her', () => {
  test.each([
    ['never asked is not known', [], []],
    ['answered', ['safe'], true],
  ])('%s', (_why, has, expected) => {
    expect(fact('safeDelivery', { has })).toEqual(expected);
  });

  test('with a protected address there is none, whatever was answered', () => {
    const mother: Resource = {
      resourceType: 'Patient',
      id: 'mother',
      meta: {
        security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }],
      },
    };
    expect(fact('safeDelivery', { has: ['safe'], more: [mother] })).toBe(false);
  });
});

describe('one coordinator', () => {
  const childTeam: Resource = {
    resourceType: 'CareTeam',
    id: 'child-team',
    status: 'active',
    subject: { reference: 'Patient/child' },
    participant: [
      {
        role: [
          {
            coding: [{ system: 'https://lenke.example/fhir/CodeSystem/tk-role', code: 'coordinator' }],
          },
        ],
        member: { reference: 'Organization/fhs' },
      },
    ],
  };

  test('is hers: that of a child’s team is another seat', () => {
    const made = { has: ['child', 'coordinator'], more: [childTeam], at: '2026-10-12T10:00:00Z' };
    expect(fact('coordinatorActive', made)).toBe(true);
    expect(fact('coordinatorActive', { ...made, has: ['child'] })).toBe(false);
  });
});
