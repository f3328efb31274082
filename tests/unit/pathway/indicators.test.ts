// Is each thing counted once, in the right group, in the right period? The shipped indicators over small cases.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createTally, type Unit } from '../../../src/pathway/indicators/count.ts';
import { loadIndicators } from '../../../src/pathway/indicators/load.ts';
import { hasEnded, readPeriod } from '../../../src/pathway/indicators/period.ts';
import type { Granularity, Indicator } from '../../../src/pathway/indicators/types.ts';
import { codeSystem } from '../../../src/pipeline/ports.ts';
import { MAPPINGS } from '../../support/mappings.ts';

const { list, threshold } = loadIndicators(join(MAPPINGS, 'indicators.yaml'));
const YEAR = { name: '2025', start: '2025-01-01', end: '2025-12-31' };

function indicator(id: string): Indicator {
  const found = list.find((one) => one.id === id);
  if (!found) throw new Error(`no indicator ${id}`);
  return found;
}

const CHILD = 'Patient/child';

function unit(
  env: Readonly<Record<string, unknown>>,
  resources: readonly { resourceType: string }[] = [],
): Unit {
  return {
    municipality: '4204',
    bundle: { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) },
    env: {
      caseId: 'x',
      start: '2025-03-16',
      child: CHILD,
      birth: '2025-07-10T06:12:00+02:00',
      timers: [],
      gaAtStart: [],
      beforeBirth: true,
      deliveries: [],
      ...env,
    },
  };
}

function conclusion(code: string, effectiveDateTime = '2025-03-20', status = 'final') {
  return {
    resourceType: 'Observation',
    status,
    effectiveDateTime,
    code: { coding: [{ system: codeSystem('tk-observation'), code: 'screen-conclusion' }] },
    valueCodeableConcept: { coding: [{ system: codeSystem('tk-screen-result'), code }] },
  };
}

function counted(id: string, ...units: readonly Unit[]): readonly number[] | undefined {
  const tally = createTally(indicator(id), YEAR);
  for (const one of units) tally.add(one);
  return tally.rows()[0]?.cells;
}

function consent(status: string) {
  const actor = { role: { coding: [{ system: codeSystem('tk-role'), code: 'barnevern' }] } };
  return { resourceType: 'Consent', status, provision: { provision: [{ type: 'permit', actor: [actor] }] } };
}

const timer = (code: string, state: string, due = '2025-06-01') => ({
  code,
  state,
  due,
  subject: 'Patient/m',
});
const referral = (state: string, subject = CHILD) => ({
  action: 'A-CHILD-REF',
  role: 'habu',
  state,
  subject,
});

describe('in which group', () => {
  test.each<[string, string, Unit, readonly number[] | undefined]>([
    ['a risk', 'screening', unit({}, [conclusion('possible-risk')]), [1, 0, 0, 0]],
    [
      'a risk and later low risk is a risk, once',
      'screening',
      unit({}, [conclusion('low-risk'), conclusion('high-risk')]),
      [1, 0, 0, 0],
    ],
    ['low risk', 'screening', unit({}, [conclusion('low-risk')]), [0, 1, 0, 0]],
    ['declined', 'screening', unit({}, [conclusion('declined')]), [0, 0, 1, 0]],
    ['not done is no screening', 'screening', unit({}, [conclusion('not-done')]), [0, 0, 0, 1]],
    [
      'what was entered in error is no screening',
      'screening',
      unit({}, [conclusion('low-risk', '2025-03-20', 'entered-in-error')]),
      [0, 0, 0, 1],
    ],
    [
      'a screening of an earlier pregnancy does not count',
      'screening',
      unit({}, [conclusion('low-risk', '2023-01-01')]),
      [0, 0, 0, 1],
    ],
    ['a case of another year does not count', 'screening', unit({ start: '2026-01-01' }), undefined],
    ['a form in time', 'week-36-form', unit({ timers: [timer('T-W36', 'met')] }), [1, 0]],
    ['a form that was late', 'week-36-form', unit({ timers: [timer('T-W36', 'breached')] }), [0, 1]],
    [
      'a form that is not due yet does not count',
      'week-36-form',
      unit({ timers: [timer('T-W36', 'open')] }),
      undefined,
    ],
    [
      'a form of a lost pregnancy does not count',
      'week-36-form',
      unit({ timers: [timer('T-W36', 'cancelled')] }),
      undefined,
    ],
    ['a case found at 24+0', 'discovery', unit({ gaAtStart: 168, beforeBirth: true }), [1, 0, 0, 0]],
    ['a case found at 24+1', 'discovery', unit({ gaAtStart: 169, beforeBirth: true }), [0, 1, 0, 0]],
    ['a case found at the birth', 'discovery', unit({ gaAtStart: 280, beforeBirth: false }), [0, 0, 1, 0]],
    ['a case without a dating', 'discovery', unit({ gaAtStart: [] }), [0, 0, 0, 1]],
    ['something held back', 'withheld', unit({ deliveries: [referral('withheld')] }), [1, 0, 0]],
    ['nothing held back', 'withheld', unit({ deliveries: [referral('confirmed')] }), [0, 1, 0]],
    ['a consent', 'consent-barnevern', unit({}, [consent('active')]), [1, 0, 0, 0]],
    ['a consent that was withdrawn', 'consent-barnevern', unit({}, [consent('inactive')]), [0, 1, 0, 0]],
    ['nobody asked', 'consent-barnevern', unit({}), [0, 0, 0, 1]],
    [
      'a referral that is there',
      'child-referral',
      unit({ deliveries: [referral('confirmed')] }),
      [1, 0, 0, 0],
    ],
    ['a referral held back', 'child-referral', unit({ deliveries: [referral('withheld')] }), [0, 1, 0, 0]],
    [
      'a referral that is not there',
      'child-referral',
      unit({ deliveries: [referral('failed')] }),
      [0, 0, 1, 0],
    ],
    [
      'a referral of the other twin is not this one’s',
      'child-referral',
      unit({ deliveries: [referral('confirmed', 'Patient/twin')] }),
      [0, 0, 0, 1],
    ],
    ['a duty assessed in time', 'duty-33', unit({ timers: [timer('T-DUTY33', 'met')] }), [1, 0]],
    ['a receipt that was late', 'hpl-32-receipt', unit({ timers: [timer('T-32-ACK', 'breached')] }), [0, 1]],
  ])('%s', (_reason, id, one, expected) => {
    expect(counted(id, one)).toEqual(expected);
  });

  test('every unit stands in one group only', () => {
    const both = unit({}, [conclusion('possible-risk'), conclusion('low-risk'), conclusion('declined')]);
    expect(counted('screening', both, both)).toEqual([2, 0, 0, 0]);
  });
});

describe('periods', () => {
  test.each<[Granularity, string, readonly string[] | undefined]>([
    ['year', '2025', ['2025-01-01', '2025-12-31']],
    ['half-year', '2024-H1', ['2024-01-01', '2024-06-30']],
    ['quarter', '2024-Q1', ['2024-01-01', '2024-03-31']],
    ['quarter', '2024-Q4', ['2024-10-01', '2024-12-31']],
    ['year', '2025-Q1', undefined],
    ['quarter', '2025', undefined],
    ['quarter', '2025-Q5', undefined],
  ])('%s %s', (granularity, text, days) => {
    const period = readPeriod(text, granularity);
    expect(period && [period.start, period.end]).toEqual(days);
  });

  test('a period has ended the day after its last', () => {
    expect([hasEnded(YEAR, '2025-12-31'), hasEnded(YEAR, '2026-01-01')]).toEqual([false, true]);
  });
});

test('the threshold is never below five', () => {
  expect(threshold).toBeGreaterThanOrEqual(5);
});

test('indicators of the same unit and date count the same, else the file is refused', () => {
  const text = readFileSync(join(MAPPINGS, 'indicators.yaml'), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'a-indicators-'));
  const file = join(folder, 'indicators.yaml');
  // The first `of` belongs to screening, which counts every case by its start.
  writeFileSync(file, text.replace('of: "true"', 'of: "%deliveries.exists()"'));
  expect(() => loadIndicators(file)).toThrow('LENKE_DATA_FILE');
  rmSync(folder, { recursive: true });
});

test('an expression that asks for what is not there is refused with its place', () => {
  const text = readFileSync(join(MAPPINGS, 'indicators.yaml'), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'a-indicators-'));
  const file = join(folder, 'indicators.yaml');
  writeFileSync(file, text.replace('%gaAtStart <= 168', '%gaAtBegin <= 168'));
  expect(() => loadIndicators(file)).toThrow('gaAtBegin');
  rmSync(folder, { recursive: true });
});
