// Every verdict has its rule; nothing is permitted by silence.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide, type DecideInput } from '../../../src/disclosure/decide.ts';
import { narrow } from '../../../src/disclosure/narrow.ts';
import type { Provision } from '../../../src/disclosure/consents.ts';
import type { Phase } from '../../../src/disclosure/law.ts';
import type { ContentItem, Delivery } from '../../../src/domain/delivery.ts';
import { deliveryId, eventId, type RecipientId } from '../../../src/domain/identity.ts';
import type { DataClass } from '../../../src/domain/verdict.ts';
import { shippedData } from '../../support/mappings.ts';

const { law } = shippedData();
const BIRTH = new Date('2026-10-08T04:12:00Z');
const NOW = new Date('2026-10-09T08:00:00Z');
const CLASSES: readonly DataClass[] = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'D11'];
const PHASES: readonly Phase[] = ['PRE', 'BIRTH', 'POST'];
const ROLES = [
  'habu',
  'fhs',
  'helsestasjon',
  'fastlege',
  'barnevern',
  'nav',
  'rusteam',
  'kk-barsel',
  'nfi',
  'barnehage',
  'nobody',
];

const item = (classes: readonly DataClass[], essential = true, n = 1): ContentItem => ({
  reference: `Observation/${n}`,
  version: 1,
  classes,
  essential,
});

function delivery(role: string, content: readonly ContentItem[]): Delivery {
  return {
    id: deliveryId(role),
    eventId: eventId('e'),
    action: 'A-CHILD-NOTICE',
    recipient: role as RecipientId,
    role,
    subject: 'Patient/child',
    case: 'EpisodeOfCare/1',
    persons: [],
    lane: 'l',
    content,
    claimedBasis: 'HPL45',
    evaluateOnly: false,
    notBefore: NOW,
    plannedAt: NOW,
  };
}

function ask(
  role: string,
  content: readonly ContentItem[],
  over: Partial<DecideInput> = {},
): ReturnType<typeof decide> {
  return decide({
    delivery: delivery(role, content),
    law,
    phase: 'BIRTH',
    now: NOW,
    organizations: [`Organization/${role}`],
    provisions: [],
    relations: ['care-team'],
    patients: new Set(['Patient/child', 'Patient/mother']),
    birth: BIRTH,
    ...over,
  });
}

const consent = (over: Partial<Provision> = {}): Provision => ({
  consent: 'Consent/1',
  kind: 'permit',
  patient: 'Patient/mother',
  roles: ['barnevern'],
  organizations: [],
  classes: [],
  given: new Date('2026-10-08T12:00:00Z'),
  ...over,
});

describe('one row per rule and reason', () => {
  const rows: readonly [string, string, readonly DataClass[], Partial<DecideInput>, object][] = [
    [
      'treatment: HABU may have the referral at birth',
      'habu',
      ['D1', 'D8', 'D3'],
      {},
      { effect: 'permit', rule: 'R5-TREATMENT', basis: 'HPL45' },
    ],
    [
      'treatment needs a relation',
      'habu',
      ['D8'],
      { relations: [] },
      { effect: 'deny', rule: 'R9-DENY', basis: 'HPL21' },
    ],
    [
      'before the birth HABU needs her consent',
      'habu',
      ['D1'],
      { phase: 'PRE' },
      { effect: 'deny', rule: 'R9-DENY' },
    ],
    [
      'no consent: barnevern gets nothing',
      'barnevern',
      ['D1', 'D8'],
      {},
      { effect: 'deny', rule: 'R9-DENY', basis: 'HPL21' },
    ],
    [
      'a consent given after the birth permits its class',
      'barnevern',
      ['D1'],
      { provisions: [consent()] },
      { effect: 'permit', rule: 'R6-CONSENT', basis: 'HPL22' },
    ],
    [
      'a consent given before the birth ended with it',
      'barnevern',
      ['D1'],
      { provisions: [consent({ given: new Date('2026-05-25T10:00:00Z') })] },
      { effect: 'deny', rule: 'R9-DENY' },
    ],
    [
      'before the birth the same consent permits',
      'barnevern',
      ['D1'],
      {
        phase: 'PRE',
        now: new Date('2026-06-01T10:00:00Z'),
        provisions: [consent({ given: new Date('2026-05-25T10:00:00Z') })],
      },
      { effect: 'permit', rule: 'R6-CONSENT' },
    ],
    [
      'an ended consent is none',
      'barnevern',
      ['D1'],
      { provisions: [consent({ until: NOW })] },
      { effect: 'deny', rule: 'R9-DENY' },
    ],
    [
      'a consent for another class is none',
      'barnevern',
      ['D1'],
      { provisions: [consent({ classes: ['D7'] })] },
      { effect: 'deny', rule: 'R9-DENY' },
    ],
    [
      'a consent of somebody else is none',
      'barnevern',
      ['D1'],
      { provisions: [consent({ patient: 'Patient/other' })] },
      { effect: 'deny', rule: 'R9-DENY' },
    ],
    [
      'a consent that names nobody is none',
      'barnevern',
      ['D1'],
      { provisions: [consent({ roles: [] })] },
      { effect: 'deny', rule: 'R9-DENY' },
    ],
    [
      'consent does not open a forbidden cell',
      'nav',
      ['D4'],
      { provisions: [consent({ roles: ['nav'] })] },
      { effect: 'deny', rule: 'R9-DENY' },
    ],
    [
      'an objection stands above treatment',
      'habu',
      ['D8'],
      { provisions: [consent({ kind: 'objection', roles: ['habu'], patient: 'Patient/child' })] },
      { effect: 'deny', rule: 'R4-OBJECTION' },
    ],
    [
      'an objection made before the birth still holds',
      'habu',
      ['D8'],
      {
        provisions: [
          consent({ kind: 'objection', roles: ['habu'], given: new Date('2026-03-01T00:00:00Z') }),
        ],
      },
      { effect: 'deny', rule: 'R4-OBJECTION' },
    ],
    [
      'an objection against somebody else does not',
      'habu',
      ['D8'],
      { provisions: [consent({ kind: 'objection', roles: ['fhs'] })] },
      { effect: 'permit', rule: 'R5-TREATMENT' },
    ],
    ['an unclassified resource goes nowhere', 'habu', ['D0'], {}, { effect: 'deny', rule: 'R9-DENY' }],
    ['a recipient without a row is denied', 'nobody', ['D1'], {}, { effect: 'deny', rule: 'R9-DENY' }],
    [
      'a ward is judged by the row of its clinic',
      'kk-barsel',
      ['D8'],
      {},
      { effect: 'permit', rule: 'R5-TREATMENT' },
    ],
  ];
  test.each(rows)('%s', (_reason, role, classes, over, expected) => {
    expect(ask(role, [item(classes)], over)).toMatchObject(expected);
  });

  test('nothing essential is nothing to permit', () => {
    expect(ask('habu', [item([], true)])).toMatchObject({ effect: 'deny', reason: 'nothing-essential' });
    expect(ask('habu', [item(['D8'], false)])).toMatchObject({ effect: 'deny' });
  });

  test('what is not essential and not permitted is dropped', () => {
    const verdict = ask('helsestasjon', [item(['D8']), item(['D3'], false, 2)]);
    expect(verdict.effect).toBe('narrow');
    const kept = verdict.effect === 'deny' ? [] : narrow(verdict.delivery);
    expect(kept.map(({ reference }) => reference)).toEqual(['Observation/1']);
  });
});

describe('every cell of the matrix, with and without a relation', () => {
  const cells = PHASES.flatMap((phase) =>
    ROLES.flatMap((role) => CLASSES.map((dataClass) => [phase, role, dataClass] as const)),
  );
  test.each(cells)('%s %s %s', (phase, role, dataClass) => {
    const cell = law.cell(role, dataClass, phase);
    const now = phase === 'PRE' ? new Date('2026-06-01T00:00:00Z') : NOW;
    expect(ask(role, [item([dataClass])], { phase, now }).effect).toBe(
      cell.includes('T') ? 'permit' : 'deny',
    );
    const withConsent = {
      phase,
      now,
      relations: [],
      provisions: [
        consent({
          roles: [role],
          given: phase === 'PRE' ? new Date('2026-05-01T00:00:00Z') : NOW,
          classes: [],
        }),
      ],
    };
    expect(ask(role, [item([dataClass])], withConsent).effect).toBe(cell.includes('C') ? 'permit' : 'deny');
    expect(ask(role, [item([dataClass])], { phase, now, relations: [] }).effect).toBe('deny');
  });
});

describe('properties', () => {
  const provision = fc.record({
    kind: fc.constantFrom('permit' as const, 'objection' as const),
    roles: fc.subarray(ROLES.slice(0, 6)),
    classes: fc.subarray([...CLASSES]),
    patient: fc.constantFrom('Patient/mother', 'Patient/child', 'Patient/other'),
  });
  const content = fc.array(fc.tuple(fc.subarray([...CLASSES, 'D0'] as DataClass[]), fc.boolean()), {
    minLength: 1,
    maxLength: 6,
  });
  const question = fc.record({
    role: fc.constantFrom(...ROLES),
    phase: fc.constantFrom(...PHASES),
    content,
    provisions: fc.array(provision, { maxLength: 5 }),
    related: fc.boolean(),
  });
  const toProvisions = (
    list: readonly { kind: 'permit' | 'objection'; roles: string[]; classes: DataClass[]; patient: string }[],
  ) => list.map((one, index) => consent({ ...one, consent: `Consent/${index}` }));
  const toContent = (list: readonly [DataClass[], boolean][]) =>
    list.map(([classes, essential], index) => item(classes, essential, index));
  const allowedOf = (verdict: ReturnType<typeof decide>) =>
    verdict.effect === 'deny' ? [] : [...verdict.delivery.allowed];

  test('removing a consent never permits more', () => {
    fc.assert(
      fc.property(question, ({ role, phase, content: list, provisions, related }) => {
        const over = { phase, relations: related ? ['performer'] : [] };
        const full = ask(role, toContent(list), { ...over, provisions: toProvisions(provisions) });
        const without = ask(role, toContent(list), {
          ...over,
          provisions: toProvisions(provisions.filter(({ kind }) => kind !== 'permit')),
        });
        for (const dataClass of allowedOf(without)) expect(allowedOf(full)).toContain(dataClass);
      }),
    );
  });

  test('narrowing only removes, and a second time removes nothing', () => {
    fc.assert(
      fc.property(question, ({ role, phase, content: list, provisions, related }) => {
        const items = toContent(list);
        const verdict = ask(role, items, {
          phase,
          relations: related ? ['performer'] : [],
          provisions: toProvisions(provisions),
        });
        if (verdict.effect === 'deny') return;
        const kept = narrow(verdict.delivery);
        expect(items).toEqual(expect.arrayContaining([...kept]));
        for (const one of kept)
          for (const dataClass of one.classes) expect(verdict.delivery.allowed.has(dataClass)).toBe(true);
        expect(items.filter(({ essential }) => essential).every((one) => kept.includes(one))).toBe(true);
      }),
    );
  });

  test('the verdict depends on nothing but its input', () => {
    fc.assert(
      fc.property(question, ({ role, phase, content: list, provisions }) => {
        const again = () => ask(role, toContent(list), { phase, provisions: toProvisions(provisions) });
        expect(JSON.stringify(again())).toBe(JSON.stringify(again()));
      }),
    );
  });
});
