// Each timer is due on its day, comes late when it is found late, and ends on the events that cancel it. Rows in timers.yaml.

import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Timer } from '../../../src/domain/timer.ts';
import { readDataFile } from '../../../src/fhir/yaml-file.ts';
import { fromDate, toFhirDate } from '../../../src/pathway/timers/dates.ts';
import { isMet } from '../../../src/pathway/timers/met.ts';
import { nextTimer } from '../../../src/pathway/timers/next-timer.ts';
import type { TimerRule } from '../../../src/pathway/pathway.ts';
import { layerData, type Made, planFor, viewOf } from '../../support/pathway-case.ts';

interface Row extends Omit<Made, 'event'> {
  readonly on: string;
  readonly due: string;
  readonly escalate?: string;
  readonly also?: readonly string[];
  readonly cancel: readonly string[];
  /** True: in this very row it is found late. */
  readonly late?: boolean;
}

const { rows } = readDataFile<{ rows: Record<string, Row> }>(
  join(import.meta.dirname, 'timers.yaml'),
  {},
).value;
const ROWS = Object.entries(rows);

const madeOf = ({ on, ...row }: Row): Made => ({ ...row, event: on });
const startedBy = (made: Made, id: string): readonly Timer[] =>
  planFor(made).timers.filter(({ code }) => code === id);
const day = ({ due }: Timer) => (due ? toFhirDate(fromDate(due, 'Europe/Oslo')) : '');

function ruleOf(id: string, layer = 'no-krs'): TimerRule {
  const rule = layerData(layer).pathway.timers.find((one) => one.id === id);
  if (!rule) throw new Error(`no timer is called ${id}`);
  return rule;
}

test('every timer of every layer has its row', () => {
  const all = ['no-krs', 'no-lk', 'dk'].flatMap((layer) => layerData(layer).pathway.timers);
  const ids = all.filter(({ escalates }) => escalates === undefined).map(({ id }) => id);
  expect([...new Set(ids)].toSorted()).toEqual(ROWS.map(([id]) => id).toSorted());
});

// Counted from the event itself, a timer cannot be late when it starts.
const fromEvent = (id: string, layer?: string) =>
  id === 'T-WEEKLY' || /EVENT|LASTMEETING|SAMPLE/.test(ruleOf(id, layer).due);

describe('a timer', () => {
  test.each(ROWS)('%s is due on its day', (id, row) => {
    const days = startedBy(madeOf(row), id).map(day);
    expect(days.toSorted()).toEqual([row.due, ...(row.also ?? [])].toSorted());
  });

  test.each(ROWS.filter(([, { escalate }]) => escalate !== undefined))(
    '%s is escalated on its day',
    (id, row) => {
      expect(startedBy(madeOf(row), `${id}-ESCALATE`).map(day)).toEqual([row.escalate]);
    },
  );

  test.each(ROWS.filter(([id, { layer }]) => !fromEvent(id, layer)))(
    '%s is late when it is created after its day, and not before',
    (id, row) => {
      const made = madeOf(row);
      const later = new Date(Date.parse(`${row.due}T23:00:00Z`) + 86_400_000).toISOString();
      const [first] = startedBy({ ...made, at: later }, id).filter((timer) => day(timer) === row.due);
      expect(first?.late).toBe(true);
      expect(startedBy(made, id).find((timer) => day(timer) === row.due)?.late).toBe(row.late ?? false);
    },
  );

  test.each(ROWS.filter(([id, { layer }]) => fromEvent(id, layer)))(
    '%s is late when its event is told after its day, and not before',
    (id, row) => {
      const now = new Date(Date.parse(`${row.due}T23:00:00Z`) + 86_400_000).toISOString();
      const made = madeOf(row);
      expect(startedBy({ ...made, now }, id).find((timer) => day(timer) === row.due)?.late).toBe(true);
      expect(startedBy(made, id).find((timer) => day(timer) === row.due)?.late).toBe(row.late ?? false);
    },
  );

  test.each(ROWS)('%s ends on the events that cancel it', (id, row) => {
    expect(startedBy(madeOf(row), id).every(({ cancelOn }) => cancelOn.length === row.cancel.length)).toBe(
      true,
    );
    expect([...ruleOf(id, row.layer).cancelOn].toSorted()).toEqual([...row.cancel].toSorted());
  });

  test.each(ROWS)('%s started twice is one timer', (id, row) => {
    const ids = () => startedBy(madeOf(row), id).map((timer) => timer.id);
    expect(new Set([...ids(), ...ids()]).size).toBe(1 + (row.also?.length ?? 0));
  });
});

describe('what was due is met', () => {
  const when = new Date('2026-09-15T10:00:00Z');
  const check = (id: string, made: Made) => {
    const [timer] = startedBy(made, id);
    const { pathway } = layerData('no-krs');
    if (!timer) throw new Error(`${id} did not start`);
    return (has: readonly string[]) =>
      isMet(pathway, ruleOf(id), timer, viewOf({ ...made, has: [...made.has, ...has] }), when);
  };

  test.each([
    ['T-BIRTHPLAN', 'birthPlan', { event: 'E_PLAN_AGREED', has: ['pregnant', 'dated'] }],
    ['T-W36', 'larForm', { event: 'E_PLAN_AGREED', has: ['pregnant', 'dated', 'lar'] }],
    ['T-COORD', 'coordinator', { event: 'E_CONCERN_CONFIRMED', has: ['pregnant', 'concern'] }],
    ['T-AG-FIRST', 'meeting', { event: 'E_LAR_PREGNANT', has: ['pregnant', 'lar'] }],
    ['T-NOCONTACT', 'visit', { event: 'E_PREG_CONFIRMED', has: ['pregnant', 'dated', 'noShows'] }],
  ] as const)('%s by %s, and not without', (id, piece, made) => {
    const met = check(id, made);
    expect([met([]), met([piece])]).toEqual([false, true]);
  });

  test('by the request its action drafted, once that is done', () => {
    const made: Made = { event: 'E_LAR_PREGNANT', has: ['pregnant', 'lar'] };
    const [timer] = startedBy(made, 'T-LARDOC');
    const draft = planFor(made).drafts.find(({ action }) => action === 'A-LAR-DOC')?.resource;
    if (!timer || !draft) throw new Error('nothing planned');
    const { pathway } = layerData('no-krs');
    const met = (status: string) =>
      isMet(pathway, ruleOf('T-LARDOC'), timer, viewOf({ ...made, more: [{ ...draft, status }] }), when);
    expect([met('proposed'), met('fulfilled')]).toEqual([false, true]);
  });
});

describe('a timer that repeats', () => {
  const { pathway } = layerData('no-krs');
  const made: Made = {
    event: 'E_CHILD_DISCHARGED',
    has: ['child'],
    by: ['childStay'],
    at: '2026-10-30T10:00:00Z',
  };
  const weekly = startedBy(made, 'T-WEEKLY')[0];
  const view = viewOf(made);
  const next = (timer: Timer | undefined, now: string) =>
    timer && nextTimer(pathway, ruleOf(timer.code), timer, view, new Date(now));

  test('comes again after its interval, until its end', () => {
    const second = next(weekly, '2026-11-06T12:00:00Z');
    expect(second && day(second)).toBe('2026-11-13');
    expect(next(second, '2026-11-13T12:00:00Z')).toBeUndefined();
  });

  test('after a long gap reminds once, at the first moment that is still to come', () => {
    const motivate = startedBy({ event: 'E_PLAN_AGREED', has: ['pregnant'] }, 'T-MOTIVATE')[0];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), (days) => {
        const now = new Date(Date.parse('2026-05-18T10:00:00Z') + days * 86_400_000);
        const again = motivate && nextTimer(pathway, ruleOf('T-MOTIVATE'), motivate, view, now);
        expect(Number(again?.due)).toBeGreaterThan(now.getTime());
        expect(Number(again?.due) - now.getTime()).toBeLessThanOrEqual(92 * 86_400_000);
      }),
    );
  });
});
