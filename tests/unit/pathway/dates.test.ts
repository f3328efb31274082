// Deadlines are calendar arithmetic: months clamp, days keep the clock, hours pass.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  isAnchorExpression,
  resolveMoment,
  toFhirDate,
  toFhirDateTime,
  toMoment,
} from '../../../src/pathway/timers/dates.ts';
import { dateExpression } from '../../../src/pathway/layers/moments.ts';

const ZONE = 'Europe/Oslo';
const at = (text: string) => {
  const moment = toMoment(text, ZONE);
  if (!moment) throw new Error(text);
  return moment;
};

test.each([
  ['end of month clamps', '2026-10-31', 'BIRTH+P4M', '2027-02-28'],
  ['leap day', '2027-10-31', 'BIRTH+P4M', '2028-02-29'],
  ['a year after a leap day', '2028-02-29', 'BIRTH+P1Y', '2029-02-28'],
  ['six years', '2026-10-08', 'BIRTH+P72M', '2032-10-08'],
  ['eight weeks after discharge', '2026-10-30', 'BIRTH+P8W', '2026-12-25'],
])('%s', (_reason, birth, expression, expected) => {
  const moment = resolveMoment(expression, known({ BIRTH: at(birth) }));
  expect(moment && toFhirDate(moment)).toBe(expected);
});

const known = (anchors: Readonly<Record<string, Temporal.ZonedDateTime | undefined>>) => (name: string) =>
  anchors[name];

test('what is reckoned from one moment is kept for its duration alone, and for its moment alone', () => {
  const anchors = known({ BIRTH: at('2026-10-08'), EVENT: at('2026-10-09') });
  const day = (expression: string): string => {
    const moment = resolveMoment(expression, anchors);
    return moment ? `${toFhirDate(moment)} ${toFhirDateTime(moment)}` : '';
  };
  const days = ['BIRTH', 'BIRTH+P1D', 'BIRTH+P2D', 'EVENT+P1D'];
  const asked = ['2026-10-08', '2026-10-09', '2026-10-10', '2026-10-10'];
  for (let round = 0; round < 2; round += 1)
    expect(days.map(day)).toEqual(asked.map((date) => `${date} ${date}T00:00:00+02:00`));
});

describe('daylight saving', () => {
  test('a day later is the same time of day, 24 hours later is not', () => {
    const birth = at('2026-10-24T12:00:00+02:00');
    const day = resolveMoment('BIRTH+P1D', known({ BIRTH: birth }));
    const hours = resolveMoment('BIRTH+PT24H', known({ BIRTH: birth }));
    expect(day && toFhirDateTime(day)).toBe('2026-10-25T12:00:00+01:00');
    expect(hours && toFhirDateTime(hours)).toBe('2026-10-25T11:00:00+01:00');
  });
});

test('an anchor that is not known yet gives no date', () => {
  expect(resolveMoment('DISCHARGE+P7D', known({ DISCHARGE: undefined }))).toBeUndefined();
});

test.each([
  ['BIRTH', true],
  ['GA0+P34W', true],
  ['birth', false],
  ['BIRTH+4M', false],
  ['EVENT+PT2H', true],
])('%s is an anchor expression: %s', (text, expected) => {
  expect(isAnchorExpression(text)).toBe(expected);
});

test('property: adding months never leaves the month it should land in', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 72 }),
      (date, months) => {
        const start = Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(ZONE);
        const moment = resolveMoment(`BIRTH+P${months}M`, known({ BIRTH: start }));
        const expected = (start.year * 12 + start.month - 1 + months) % 12;
        expect(moment && moment.month - 1).toBe(expected);
      },
    ),
  );
});

describe('weeks of a pregnancy', () => {
  const ga0 = at('2026-01-05');
  const due = (expression: string, parameters: object) => {
    const said = dateExpression(expression, parameters as Record<string, unknown>, 'due');
    const moment = said === undefined ? undefined : resolveMoment(said, known({ GA0: ga0 }));
    return moment && toFhirDate(moment);
  };

  test.each([
    ['completed, at its start', {}, '2026-08-31'],
    ['completed, at its end', { deadlineEdge: 'end' }, '2026-09-06'],
    ['running, at its start', { weekConvention: 'running' }, '2026-08-24'],
    ['running, at its end', { weekConvention: 'running', deadlineEdge: 'end' }, '2026-08-30'],
  ])('week 34 %s', (_how, parameters, expected) => {
    expect(due('GA0+P34W', parameters)).toBe(expected);
  });

  test('what is by agreement has no day', () => {
    expect(due('EVENT+{larUrineInterval}', { larUrineInterval: 'agreement' })).toBeUndefined();
  });

  test('property: week n+1 begins where week n ends, by either convention, also over new year and daylight saving', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2023-01-01'), max: new Date('2032-12-31'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 41 }),
        fc.constantFrom('completed', 'running'),
        (start, week, weekConvention) => {
          const from = Temporal.Instant.fromEpochMilliseconds(start.getTime())
            .toZonedDateTimeISO(ZONE)
            .startOfDay();
          const edge = (weeks: number, deadlineEdge: string) => {
            const said = dateExpression(`GA0+P${weeks}W`, { weekConvention, deadlineEdge }, 'due') ?? '';
            return resolveMoment(said, known({ GA0: from }))
              ?.toPlainDate()
              .toString();
          };
          const end = Temporal.PlainDate.from(edge(week, 'end') ?? '');
          expect(end.add({ days: 1 }).toString()).toBe(edge(week + 1, 'start'));
        },
      ),
    );
  });
});

describe('property: calendar time', () => {
  const moments = fc
    .date({ min: new Date('2023-01-01'), max: new Date('2033-01-01'), noInvalidDate: true })
    .map((date) => Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(ZONE));

  test('days keep the day on the calendar, whatever the clock does', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 2500 }), (birth, days) => {
        const moment = resolveMoment(`BIRTH+P${days}D`, known({ BIRTH: birth }));
        expect(moment?.toPlainDate().toString()).toBe(birth.toPlainDate().add({ days }).toString());
      }),
    );
  });

  test('hours are elapsed time, also in the night the clock is moved', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 24 * 400 }), (birth, hours) => {
        const moment = resolveMoment(`BIRTH+PT${hours}H`, known({ BIRTH: birth }));
        expect((moment?.epochMilliseconds ?? 0) - birth.epochMilliseconds).toBe(hours * 3_600_000);
      }),
    );
  });

  test('months land on the same day, or on the last of a shorter month, and years of twelve months on the same date', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 100 }), (birth, months) => {
        const moment = resolveMoment(`BIRTH+P${months}M`, known({ BIRTH: birth }));
        expect(moment?.day).toBe(Math.min(birth.day, moment?.daysInMonth ?? 0));
        const year = resolveMoment('BIRTH+P12M', known({ BIRTH: birth }));
        const leap = birth.month === 2 && birth.day === 29;
        expect([year?.month, year?.day]).toEqual([birth.month, leap ? 28 : birth.day]);
      }),
    );
  });

  test('a later anchor never gives an earlier deadline', () => {
    fc.assert(
      fc.property(
        moments,
        moments,
        fc.constantFrom('P4M', 'P8W', 'P72M', 'PT24H', 'P42D'),
        (one, other, span) => {
          const [first, second] = [one, other].toSorted((a, b) => Temporal.ZonedDateTime.compare(a, b));
          const [early, late] = [first, second].map((birth) =>
            resolveMoment(`BIRTH+${span}`, known({ BIRTH: birth })),
          );
          if (!early || !late) throw new Error('no moment');
          expect(Temporal.ZonedDateTime.compare(early, late)).toBeLessThanOrEqual(0);
        },
      ),
    );
  });
});
