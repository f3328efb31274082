// Is each thing counted once, in the right group, in the right period? The shipped indicators over small cases.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createTally, type Unit } from '../../../src/pathway/indicators/count.ts';
import { loadIndicators } from '../../../src/pathway/indicators/load.ts';
import { measureOf } from '../../../src/pathway/indicators/measure.ts';
import { hasEnded, readPeriod } from '../../../src/pathway/indicators/period.ts';
import type { Granularity, Indicator } from '../../../src/pathway/indicators/types.ts';
import { codeSystem } from '../../../src/pipeline/canonical.ts';
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
      mother: 'Patient/m',
      start: '2025-03-16',
      child: CHILD,
      birth: '2025-07-10T06:12:00+02:00',
      timers: [],
      gaAtStart: [],
      beforeBirth: true,
      deliveries: [],
      parties: [],
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

const by = (role: string, date = '2025-03-20', value = 'low-risk') => ({
  code: 'screen-conclusion',
  value,
  role,
  date,
});
const toMidwife = (action: string) => ({ action, role: 'jordmor', state: 'confirmed', subject: 'Patient/m' });

function observed(name: string, more: object) {
  return {
    resourceType: 'Observation',
    status: 'final',
    effectiveDateTime: '2025-03-20',
    code: { coding: [{ system: codeSystem('tk-observation'), code: name }] },
    ...more,
  };
}

function use(...substances: readonly string[]) {
  return observed('reported-use', {
    valueBoolean: true,
    component: substances.map((code) => ({
      valueCodeableConcept: { coding: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.8717', code }] },
    })),
  });
}

const exposure = (reference: string) =>
  observed('prenatal-exposure', { subject: { reference }, valueBoolean: true });

const peth = (value: number) => ({
  ...observed('x', { valueQuantity: { value, code: 'umol/L' } }),
  code: { coding: [{ system: 'urn:oid:2.16.578.1.12.4.1.1.7280', code: 'NPU28874' }] },
});

function sent(service: string, status: string) {
  return [
    {
      resourceType: 'ServiceRequest',
      id: 'referral',
      status: 'active',
      authoredOn: '2025-03-20T10:00:00+01:00',
      category: [{ coding: [{ system: codeSystem('tk-service'), code: service }] }],
    },
    {
      resourceType: 'Task',
      status,
      code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'fulfill' }] },
      focus: { reference: 'ServiceRequest/referral' },
    },
  ];
}

function seats(count: number) {
  const role = [{ coding: [{ system: codeSystem('tk-role'), code: 'coordinator' }] }];
  return [
    {
      resourceType: 'CareTeam',
      status: 'active',
      subject: { reference: 'Patient/m' },
      participant: Array.from({ length: count }, () => ({ role })),
    },
    // The child's team has a coordinator of its own.
    { resourceType: 'CareTeam', status: 'active', subject: { reference: CHILD }, participant: [{ role }] },
  ];
}

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
    ['a case found at 12+0', 'discovery', unit({ gaAtStart: 84 }), [1, 0, 0, 0, 0]],
    ['a case found at 12+1', 'discovery', unit({ gaAtStart: 85 }), [0, 1, 0, 0, 0]],
    ['a case found at 24+0', 'discovery', unit({ gaAtStart: 168 }), [0, 1, 0, 0, 0]],
    ['a case found at 24+1', 'discovery', unit({ gaAtStart: 169 }), [0, 0, 1, 0, 0]],
    ['a case found at the birth', 'discovery', unit({ gaAtStart: 280, beforeBirth: false }), [0, 0, 0, 1, 0]],
    ['a case without a dating', 'discovery', unit({ gaAtStart: [] }), [0, 0, 0, 0, 1]],
    ['screened by a midwife (S2-25)', 'screened-by', unit({ parties: [by('jordmor')] }), [1, 0, 0, 0]],
    ['screened by a GP', 'screened-by', unit({ parties: [by('fastlege')] }), [0, 1, 0, 0]],
    [
      'screened by midwife and GP is counted once',
      'screened-by',
      unit({ parties: [by('fastlege'), by('jordmor')] }),
      [1, 0, 0, 0],
    ],
    [
      'a screening of an earlier pregnancy is nobody’s',
      'screened-by',
      unit({ parties: [by('jordmor', '2023-01-01')] }),
      [0, 0, 0, 1],
    ],
    [
      'skipped by a midwife is not screened, here as in screening',
      'screened-by',
      unit({ parties: [by('jordmor', '2025-03-20', 'not-done')] }, [conclusion('not-done')]),
      [0, 0, 0, 1],
    ],
    ['screened by somebody else', 'screened-by', unit({}, [conclusion('low-risk')]), [0, 0, 1, 0]],
    ['alcohol alone (S2-34)', 'alcohol-share', unit({}, [use('1')]), [0, 1, 0, 0]],
    ['alcohol and cannabis', 'alcohol-share', unit({}, [use('1', '2')]), [1, 0, 0, 0]],
    ['cannabis alone', 'alcohol-share', unit({}, [use('2')]), [0, 0, 1, 0]],
    ['use of something not said', 'alcohol-share', unit({}, [use()]), [0, 0, 0, 1]],
    [
      'a midwife who heard of it by epikrise alone (S2-20)',
      'learned',
      unit({ deliveries: [toMidwife('A-EPIKRISE-FAN')] }),
      [0, 1, 0],
    ],
    [
      'a midwife who was told before the epikrise came',
      'learned',
      unit({ deliveries: [toMidwife('A-INFORM-MIDWIFE'), toMidwife('A-EPIKRISE-FAN')] }),
      [1, 0, 0],
    ],
    ['a midwife who was told nothing', 'learned', unit({}), [0, 0, 1]],
    [
      'a referral that was accepted (S2-03)',
      'referral-treatment',
      unit({}, sent('tsb', 'accepted')),
      [1, 0, 0, 0],
    ],
    ['a referral that was declined', 'referral-treatment', unit({}, sent('tsb', 'rejected')), [0, 1, 0, 0]],
    ['a referral without an answer', 'referral-treatment', unit({}, sent('tsb', 'requested')), [0, 0, 1, 0]],
    ['a referral elsewhere', 'referral-treatment', unit({}, sent('fhs', 'accepted')), [0, 0, 0, 1]],
    ['a referral to close follow-up', 'referral-close', unit({}, sent('fhs', 'accepted')), [1, 0, 0, 0]],
    ['the same coordinator (S4-28)', 'steady-coordinator', unit({}, seats(1)), [1, 0, 0, 0]],
    ['a coordinator who was followed by another', 'steady-coordinator', unit({}, seats(2)), [0, 1, 0, 0]],
    ['three coordinators', 'steady-coordinator', unit({}, seats(3)), [0, 0, 1, 0]],
    ['PEth at the lower cut-off (S2-77)', 'peth', unit({}, [peth(0.03)]), [1, 0, 0]],
    ['PEth below it', 'peth', unit({}, [peth(0.02)]), [0, 1, 0]],
    ['no PEth', 'peth', unit({}), [0, 0, 1]],
    ['an exposed child (S2-02)', 'exposed-children', unit({}, [exposure(CHILD)]), [1, 0]],
    ['an exposed twin is another child', 'exposed-children', unit({}, [exposure('Patient/twin')]), [0, 1]],
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
  writeFileSync(file, text.replace('%gaAtStart <= 84', '%gaAtBegin <= 84'));
  expect(() => loadIndicators(file)).toThrow('gaAtBegin');
  rmSync(folder, { recursive: true });
});

describe('numbers beside', () => {
  test('stand in the Measure with what they say and where they come from, never among the counts (S2-27)', () => {
    const measure = JSON.stringify(measureOf(indicator('instrument'), 'https://lenke.example/fhir'));
    expect(measure).toContain('9 %. Survey 2023.');
    expect(measure).not.toContain('"count"');
  });

  test('beside a group there is not, the file is refused', () => {
    const text = readFileSync(join(MAPPINGS, 'indicators.yaml'), 'utf8');
    const folder = mkdtempSync(join(tmpdir(), 'a-indicators-'));
    const file = join(folder, 'indicators.yaml');
    writeFileSync(file, text.replace('group: alcohol-only', 'group: wine'));
    expect(() => loadIndicators(file)).toThrow('LENKE_DATA_FILE');
    rmSync(folder, { recursive: true });
  });

  test('expected children of a municipality are for the site to say (S2-02)', () => {
    const { beside } = indicator('exposed-children');
    expect(beside.map(({ place, unit: kind }) => [place, kind])).toEqual([[undefined, 'count']]);
  });
});
