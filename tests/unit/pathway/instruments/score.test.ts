// Is a score what its instrument says? Every shipped instrument, and what must never become a number.

import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadInstruments } from '../../../../src/pathway/instruments/load.ts';
import { score, scoreSeries } from '../../../../src/pathway/instruments/score.ts';
import type { Instrument } from '../../../../src/pathway/instruments/types.ts';
import { layerData } from '../../../support/pathway-case.ts';
import { absent, formOf, type Given } from '../../../support/forms.ts';
import { MAPPINGS } from '../../../support/mappings.ts';

const INSTRUMENTS = loadInstruments(join(MAPPINGS, 'instruments'));

function instrument(id: string): Instrument {
  const found = INSTRUMENTS.byId(id);
  if (!found) throw new Error(`no instrument ${id}`);
  return found;
}

function said(id: string, answers: Given) {
  const { totals, band, conclusion, missing } = score(instrument(id), formOf(answers));
  return {
    totals: totals.map(({ value }) => value),
    ...(band !== undefined && { band }),
    ...(conclusion !== undefined && { conclusion }),
    missing: missing.map(({ item, why }) => `${item} ${why}`),
  };
}

const AUDIT = (points: readonly number[], more: Given = {}): Given => ({
  ...Object.fromEntries(points.map((one, at) => [`a${at + 1}`, one])),
  ...more,
});
const TWEAK = (t: number, more: Given = {}): Given => ({
  version: { code: 'feel' },
  t,
  w: false,
  e: false,
  a: false,
  k: false,
  ...more,
});

describe('a score', () => {
  test.each<[string, string, Given, object]>([
    [
      'AUDIT adds its ten items',
      'audit',
      AUDIT([1, 1, 1, 1, 1, 1, 0, 0, 0, 0]),
      { totals: [6], band: 'increased', conclusion: 'increased-risk' },
    ],
    [
      'fifteen is still increased, sixteen is high',
      'audit',
      AUDIT([4, 4, 4, 4, 0, 0, 0, 0, 0, 0]),
      { totals: [16], band: 'high', conclusion: 'high-risk' },
    ],
    [
      'any alcohol in this pregnancy is possible risk, however low the total',
      'audit',
      AUDIT([1, 0, 0, 0, 0, 0, 0, 0, 0, 0], { period: { code: 'this-pregnancy' } }),
      { totals: [1], band: 'low', conclusion: 'possible-risk' },
    ],
    [
      'the same answers about the time before are low risk',
      'audit',
      AUDIT([1, 0, 0, 0, 0, 0, 0, 0, 0, 0], { period: { code: 'before-pregnancy' } }),
      { totals: [1], band: 'low', conclusion: 'low-risk' },
    ],
    [
      'without the period nobody can say which',
      'audit',
      AUDIT([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      { totals: [1], band: 'low' },
    ],
    [
      'nothing at all is low risk in any period',
      'audit',
      AUDIT([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      { totals: [0], band: 'low', conclusion: 'low-risk' },
    ],
    [
      'AUDIT-C counts before and now apart',
      'audit-c-pregnancy',
      { 'before.a1': 2, 'before.a2': 1, 'before.a3': 0, 'now.a1': 0, 'now.a2': 0, 'now.a3': 0 },
      { totals: [3, 0], conclusion: 'low-risk' },
    ],
    [
      'four before is possible risk',
      'audit-c-pregnancy',
      { 'before.a1': 2, 'before.a2': 1, 'before.a3': 1, 'now.a1': 0, 'now.a2': 0, 'now.a3': 0 },
      { totals: [4, 0], conclusion: 'possible-risk' },
    ],
    [
      'one now is possible risk',
      'audit-c-pregnancy',
      { 'before.a1': 0, 'before.a2': 0, 'before.a3': 0, 'now.a1': 1, 'now.a2': 0, 'now.a3': 0 },
      { totals: [0, 1], conclusion: 'possible-risk' },
    ],
    [
      'three now is increased risk',
      'audit-c-pregnancy',
      { 'before.a1': 0, 'before.a2': 0, 'before.a3': 0, 'now.a1': 2, 'now.a2': 1, 'now.a3': 0 },
      { totals: [0, 3], conclusion: 'increased-risk' },
    ],
    [
      'TWEAK: felt from three drinks on gives two points',
      'tweak',
      TWEAK(3),
      { totals: [2], conclusion: 'possible-risk' },
    ],
    ['TWEAK: felt at two gives none', 'tweak', TWEAK(2), { totals: [0], conclusion: 'low-risk' }],
    [
      'TWEAK: five that can be held give none, six give two',
      'tweak',
      TWEAK(6, { version: { code: 'hold' } }),
      { totals: [2], conclusion: 'possible-risk' },
    ],
    [
      'TWEAK: three is to be referred',
      'tweak',
      TWEAK(3, { k: true }),
      { totals: [3], conclusion: 'increased-risk' },
    ],
    ['EPDS: nine asks for nothing', 'epds', { total: 9, item10: 0 }, { totals: [9], conclusion: 'no-step' }],
    [
      'EPDS: ten asks for a talk',
      'epds',
      { total: 10, item10: 0 },
      { totals: [10], conclusion: 'talk-and-assess' },
    ],
    [
      'EPDS: item 10 asks for somebody today at any total',
      'epds',
      { total: 1, item10: 1 },
      { totals: [1], conclusion: 'same-day-safety' },
    ],
    [
      'ASQ: two domains below are looked at again',
      'asq',
      { 'fine-motor.zone': { code: 'below' }, 'gross-motor.zone': { code: 'below' } },
      { totals: [2], conclusion: 'review' },
    ],
    [
      'ASQ: one below is not, unless somebody worries',
      'asq',
      { 'fine-motor.zone': { code: 'below' }, concern: false },
      { totals: [1], conclusion: 'no-step' },
    ],
    [
      'ASQ: one below and a worry is',
      'asq',
      { 'fine-motor.zone': { code: 'below' }, concern: true },
      { totals: [1], conclusion: 'review' },
    ],
    [
      'DUDIT: no cut-off was verified, so a high total concludes nothing',
      'dudit',
      { total: 30 },
      { totals: [30] },
    ],
    ['NAS: the band of one scoring', 'nas', { total: 12 }, { totals: [12], band: 'from-12' }],
  ])('%s', (_reason, id, answers, expected) => {
    expect(said(id, answers)).toEqual({ ...expected, missing: [] });
  });
});

describe('what was not answered is never zero', () => {
  test('one missing item leaves no total and no conclusion, and says which', () => {
    const { a7: _, ...rest } = AUDIT([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(said('audit', rest)).toEqual({ totals: [undefined], missing: ['a7 unanswered'] });
  });

  test('an item she declined is told apart from one that nobody asked', () => {
    const answers = {
      ...TWEAK(0),
      w: absent('asked-declined'),
      e: absent('not-asked'),
      a: absent('unknown'),
    };
    expect(said('tweak', answers)).toEqual({
      totals: [undefined],
      missing: ['w declined', 'e not-asked', 'a unanswered'],
    });
  });

  test('a screening she declined altogether is a result', () => {
    const all = Object.fromEntries(Object.keys(TWEAK(0)).map((id) => [id, absent('asked-declined')]));
    expect(said('tweak', all)).toMatchObject({ totals: [undefined], conclusion: 'declined' });
  });

  test('a screening that nobody did is a result too', () => {
    const all = Object.fromEntries(Object.keys(TWEAK(0)).map((id) => [id, absent('not-asked')]));
    expect(said('tweak', all)).toMatchObject({ totals: [undefined], conclusion: 'not-done' });
  });

  test('a half that is missing does not hide what the other half shows', () => {
    expect(said('audit-c-pregnancy', { 'now.a1': 1, 'now.a2': 0, 'now.a3': 0 })).toMatchObject({
      totals: [undefined, 1],
      conclusion: 'possible-risk',
    });
  });

  test('a half that is missing is not low risk', () => {
    expect(said('audit-c-pregnancy', { 'now.a1': 0, 'now.a2': 0, 'now.a3': 0 })).not.toHaveProperty(
      'conclusion',
    );
  });

  test('points that the form does not have are not read', () => {
    expect(said('audit', AUDIT([0, 0, 0, 0, 0, 0, 0, 0, 1, 0])).missing).toEqual(['a9 unreadable']);
  });

  test('without its version the first question of TWEAK has no points', () => {
    const { version: _, ...rest } = TWEAK(5);
    expect(said('tweak', rest)).toEqual({ totals: [undefined], missing: ['t unreadable'] });
  });

  test('whatever subset is answered, a total is there only when all of it is, and is then the sum', () => {
    const points = fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }), {
      minLength: 6,
      maxLength: 6,
    });
    const names = ['before.a1', 'before.a2', 'before.a3', 'now.a1', 'now.a2', 'now.a3'];
    fc.assert(
      fc.property(points, (given) => {
        const answers = Object.fromEntries(
          names.flatMap((name, at) => (given[at] === undefined ? [] : [[name, given[at]]])),
        );
        const half = (from: number) => {
          const part = given.slice(from, from + 3);
          return part.includes(undefined)
            ? undefined
            : part.reduce((sum: number, one) => sum + (one ?? 0), 0);
        };
        expect(said('audit-c-pregnancy', answers).totals).toEqual([half(0), half(3)]);
      }),
    );
  });
});

describe('PEth', () => {
  const band = (value: number, code = 'umol/L') =>
    score(instrument('peth'), { resourceType: 'Observation', valueQuantity: { value, code } }).band;

  test.each([
    [0.029, 'not-shown'],
    [0.03, 'moderate'],
    [0.3, 'moderate'],
    [0.301, 'high'],
  ])('%d µmol/L is %s', (value, expected) => {
    expect(band(value)).toBe(expected);
  });

  test('a value in another unit is not read', () => {
    expect(band(21, 'ng/mL')).toBeUndefined();
  });

  test('the lower cut-off is what the fact about exposure leans on', () => {
    expect(layerData('no-krs').pathway.parameters['pethLowerCutOff']).toBe(0.03);
  });
});

describe('a series of NAS totals', () => {
  test.each<[string, readonly number[], readonly string[]]>([
    ['one below', [7], []],
    ['two of eight are not three', [8, 8], []],
    ['three of eight', [8, 8, 8], ['three-8', 'mean-8']],
    ['a mean of eight', [5, 9, 10], ['mean-8']],
    ['two of twelve', [12, 12], ['two-12']],
    ['one of seventeen', [3, 17], ['one-17']],
    ['it is over when the latest is low', [12, 12, 2], ['mean-8']],
  ])('%s', (_reason, values, expected) => {
    expect(scoreSeries(instrument('nas'), values).map(({ id }) => id)).toEqual(expected);
  });
});

describe('the data', () => {
  test('a cut-off that nobody verified is off until somebody signs', () => {
    const loose = INSTRUMENTS.list.flatMap(({ id, skips, bands, conclusions }) =>
      [...skips, ...bands, ...conclusions]
        .filter(({ status, on, signOff }) => on && 'PU'.includes(status) && signOff === null)
        .map((rule) => `${id} ${rule.id}`),
    );
    expect(loose).toEqual([]);
  });

  test('a rule that holds and is off is named, so that somebody can sign for it', () => {
    const { conclusion, unsigned } = score(instrument('dudit'), formOf({ total: 30 }));
    expect([conclusion, unsigned]).toEqual([undefined, ['probable-dependence', 'women']]);
  });

  test('every action a conclusion leads to is one of the pathway', () => {
    const actions = new Set(layerData('no-krs').pathway.actions.map(({ id }) => id));
    const unknown = INSTRUMENTS.list
      .flatMap(({ next }) => Object.values(next).flat())
      .filter((id) => !actions.has(id));
    expect(unknown).toEqual([]);
  });
});
