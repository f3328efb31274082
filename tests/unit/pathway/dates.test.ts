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
} from '../../../src/pathway/dates.ts';

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
