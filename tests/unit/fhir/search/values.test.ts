// What do search values mean? One row per sentence of R4's search chapter that is offered.

import { describe, expect, test } from '@jest/globals';
import { compileQuery } from '../../../../src/fhir/search/compile-query.ts';
import { dateRange, rangeOfDate } from '../../../../src/fhir/search/date.ts';
import { hash64 } from '../../../../src/fhir/search/hash.ts';
import { numberTest } from '../../../../src/fhir/search/number.ts';
import { createSearchParameters } from '../../../../src/fhir/search/parameters.ts';
import { parseSearch } from '../../../../src/fhir/search/parse.ts';
import { fold } from '../../../../src/fhir/search/string.ts';

const parameters = createSearchParameters();
const now = new Date('2026-11-22T12:00:00Z');

function answers(type: string, text: string, resource: object): boolean {
  const { query } = parseSearch(type, new URLSearchParams(text), { parameters, handling: 'strict', now });
  return compileQuery(query, parameters, now).answers({ resourceType: type, id: 'x', ...resource });
}

const iso = (ms: number): string => new Date(ms).toISOString();

describe('dates cover what their precision says', () => {
  test.each([
    ['2024', '2024-01-01T00:00:00.000Z', '2024-12-31T23:59:59.999Z'],
    ['2024-02', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
    ['2024-05-01T10:00', '2024-05-01T10:00:00.000Z', '2024-05-01T10:00:59.999Z'],
    ['2024-05-01T10:00:05+02:00', '2024-05-01T08:00:05.000Z', '2024-05-01T08:00:05.999Z'],
    ['2024-05-01T10:00:05 02:00', '2024-05-01T08:00:05.000Z', '2024-05-01T08:00:05.999Z'],
    ['2024-05-01T10:00:05.123-01:30', '2024-05-01T11:30:05.123Z', '2024-05-01T11:30:05.123Z'],
    ['0099-01-01', '0099-01-01T00:00:00.000Z', '0099-01-01T23:59:59.999Z'],
  ])('%s', (text, lo, hi) => {
    const range = dateRange(text);
    expect([iso(range?.lo ?? 0), iso(range?.hi ?? 0)]).toEqual([lo, hi]);
  });
  test.each(['2024-13', '2023-02-29', '2024-1-1', 'today', '', '2024-05-01T25:00', '2024-05-01T10:00Z junk'])(
    '%s is none',
    (text) => {
      expect(dateRange(text)).toBeUndefined();
    },
  );
  test('a Period is open where it says nothing, a Timing has outer limits', () => {
    expect(rangeOfDate({ start: '2024' })?.hi).toBe(Infinity);
    expect(rangeOfDate({ end: '2024' })?.lo).toBe(-Infinity);
    expect(rangeOfDate({ event: ['2024-01-01', '2024-03-01'] })).toEqual({
      lo: Date.UTC(2024, 0, 1),
      hi: Date.UTC(2024, 2, 2) - 1,
    });
  });
});

const at = (effectiveDateTime: string): object => ({ effectiveDateTime });
const during = (start?: string, end?: string): object => ({
  effectivePeriod: { ...(start && { start }), ...(end && { end }) },
});

describe('dates', () => {
  test.each([
    ['eq: contained in the day', 'date=2024-05-01', at('2024-05-01T10:00:00Z'), true],
    ['eq: a month is not contained in a day', 'date=2024-05-01', at('2024-05'), false],
    ['eq: a day is contained in the month', 'date=2024-05', at('2024-05-01'), true],
    [
      'eq: a Period across the day is not contained',
      'date=2024-05-01',
      during('2024-04-30', '2024-05-02'),
      false,
    ],
    ['ne', 'date=ne2024-05-01', at('2024-05-02'), true],
    ['gt: after the day', 'date=gt2024-05-01', at('2024-05-02'), true],
    ['gt: the same day', 'date=gt2024-05-01', at('2024-05-01'), false],
    ['gt: a Period that goes on after', 'date=gt2024-05-01', during('2024-04-01', '2024-06-01'), true],
    ['gt: an open Period', 'date=gt2024-05-01', during('2020-01-01'), true],
    ['lt: before', 'date=lt2024-05-01', at('2024-04-30'), true],
    ['lt: an open start', 'date=lt2024-05-01', during(undefined, '2030'), true],
    ['ge: the same day', 'date=ge2024-05-01', at('2024-05-01'), true],
    ['ge: the month it is in goes on after', 'date=ge2024-05-01', at('2024-05'), true],
    ['le: the same day', 'date=le2024-05-01', at('2024-05-01T23:00:00Z'), true],
    ['sa: starts after', 'date=sa2024-05-01', during('2024-05-02'), true],
    ['sa: starts within', 'date=sa2024-05-01', during('2024-05-01'), false],
    ['eb: ends before', 'date=eb2024-05-01', during(undefined, '2024-04-30'), true],
    ['eb: ends within', 'date=eb2024-05-01', during(undefined, '2024-05-01'), false],
    ['ap: near', 'date=ap2026-10-22', at('2026-10-23'), true],
    ['ap: far', 'date=ap2026-10-22', at('2026-09-01'), false],
    ['AND of two', 'date=ge2024-05-01&date=lt2024-06-01', at('2024-05-31'), true],
    ['OR', 'date=2024-05-01,2024-05-03', at('2024-05-03'), true],
    ['missing', 'date:missing=true', {}, true],
  ])('%s', (_, text, resource, expected) => {
    expect(answers('Observation', text, resource)).toBe(expected);
  });
});

describe('tokens', () => {
  const code = { code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }, { code: 'Local' }] } };
  test.each([
    ['code', 'code=8867-4', code, true],
    ['system and code', 'code=http://loinc.org|8867-4', code, true],
    ['code of another system', 'code=http://snomed.info/sct|8867-4', code, false],
    ['no system', 'code=|Local', code, true],
    ['no system asked, one given', 'code=|8867-4', code, false],
    ['any code of the system', 'code=http://loinc.org|', code, true],
    ['codes without regard to case', 'code=LOCAL', code, true],
    [
      'implied system of a required binding',
      'status=http://hl7.org/fhir/observation-status|final',
      { status: 'final' },
      true,
    ],
    ['not', 'status:not=final', { status: 'amended' }, true],
    ['not: also what has none', 'status:not=final', {}, true],
    ['not with several: none of them', 'status:not=final,amended', { status: 'amended' }, false],
    ['missing=false', 'status:missing=false', { status: 'final' }, true],
    ['identifier keeps its case', 'identifier=s|abc', { identifier: [{ system: 's', value: 'ABC' }] }, false],
    ['_tag', '_tag=t|x', { meta: { tag: [{ system: 't', code: 'x' }] } }, true],
    ['_security', '_security=x', { meta: { security: [{ code: 'x' }] } }, true],
    ['_profile', '_profile=http://p', { meta: { profile: ['http://p'] } }, true],
    ['_id', '_id=y,x', {}, true],
    ['escaped comma', String.raw`code=a\,b`, { code: { coding: [{ code: 'a,b' }] } }, true],
  ])('%s', (_, text, resource, expected) => {
    expect(answers('Observation', text, resource)).toBe(expected);
  });
  test.each([
    ['contact by value', 'telecom=123', { telecom: [{ system: 'phone', value: '123' }] }, true],
    ['phone is a phone', 'phone=a@b.no', { telecom: [{ system: 'email', value: 'a@b.no' }] }, false],
    ['boolean', 'active=true', { active: true }, true],
    ['deceased with a date', 'deceased=true', { deceasedDateTime: '2020' }, true],
    ['deceased absent is false', 'deceased=false', {}, true],
  ])('%s', (_, text, resource, expected) => {
    expect(answers('Patient', text, resource)).toBe(expected);
  });
});

describe('strings', () => {
  const name = { name: [{ family: 'Østby-Ångström', given: ['Anne Marie', 'Élise'] }] };
  test.each([
    ['begins with', 'family=østby', name, true],
    ['without accents', 'family=ostby-ang', name, true],
    ['without case', 'given=ANNE', name, true],
    ['not in the middle', 'given=marie', name, false],
    ['any part of the name', 'name=elise', name, true],
    ['contains', 'family:contains=angst', name, true],
    ['exact', 'given:exact=Anne Marie', name, true],
    ['exact counts case', 'given:exact=anne marie', name, false],
    ['exact is the whole', 'given:exact=Anne', name, false],
    ['address part', 'address=0150', { address: [{ postalCode: '0150' }] }, true],
  ])('%s', (_, text, resource, expected) => {
    expect(answers('Patient', text, resource)).toBe(expected);
  });
  test('folding', () => {
    expect(fold('  Bjørk\tÆrlig Straße\u0000 ')).toBe('bjork aerlig strasse');
  });
});

describe('references, uris, numbers and quantities', () => {
  const subject = { subject: { reference: 'Patient/1', identifier: { system: 's', value: 'v' } } };
  const amount = {
    valueQuantity: {
      value: JSON.rawJSON('5.40'),
      system: 'http://unitsofmeasure.org',
      code: 'mg',
      unit: 'milligram',
    },
  };
  test.each([
    ['Observation', 'Type/id', 'subject=Patient/1', subject, true],
    ['Observation', 'id', 'subject=1', subject, true],
    ['Observation', 'id of another type by modifier', 'subject:Group=1', subject, false],
    ['Observation', 'type by modifier', 'subject:Patient=1', subject, true],
    ['Observation', 'only patients', 'patient=1', { subject: { reference: 'Group/1' } }, false],
    [
      'Observation',
      'versioned reference',
      'subject=Patient/1',
      { subject: { reference: 'Patient/1/_history/3' } },
      true,
    ],
    [
      'Observation',
      'absolute',
      'subject=https://o/fhir/Patient/1',
      { subject: { reference: 'https://o/fhir/Patient/1' } },
      true,
    ],
    ['Observation', 'logical', 'subject:identifier=s|v', subject, true],
    ['Observation', 'rounds', 'value-quantity=5.4', amount, true],
    ['Observation', 'precision asked', 'value-quantity=5.42', amount, false],
    ['Observation', 'unit code', 'value-quantity=5.4|http://unitsofmeasure.org|mg', amount, true],
    ['Observation', 'unit as written', 'value-quantity=5.4||milligram', amount, true],
    ['Observation', 'other unit', 'value-quantity=5.4||g', amount, false],
    ['Observation', 'gt', 'value-quantity=gt5.3', amount, true],
    [
      'Observation',
      'comparator',
      'value-quantity=gt100',
      { valueQuantity: { value: 90, comparator: '>' } },
      true,
    ],
    ['RiskAssessment', 'number', 'probability=gt0.5', { prediction: [{ probabilityDecimal: 0.8 }] }, true],
    ['ValueSet', 'uri', 'url=http://v', { url: 'http://v' }, true],
    ['ValueSet', 'uri is exact', 'url=http://V', { url: 'http://v' }, false],
    [
      'QuestionnaireResponse',
      'canonical without its version',
      'questionnaire=http://q',
      { questionnaire: 'http://q|1' },
      true,
    ],
  ])('%s: %s', (type, _, text, resource, expected) => {
    expect(answers(type, text, resource)).toBe(expected);
  });
  test.each([
    ['100', 99.5, 100.5],
    ['100.00', 99.995, 100.005],
    ['1e2', 50, 150],
    ['5.4', 5.35, 5.45],
    ['-0.5', -0.55, -0.45],
    ['0.0', -0.05, 0.05],
  ])('%s means from %d to just under %d', (text, lo, end) => {
    const found = numberTest(text);
    expect(found?.lo).toBe(lo);
    expect(found?.hi).toBeLessThan(end);
    expect(found?.hi).toBeCloseTo(end, 12);
  });
});

test('hashes are 64 bits, signed, and fixed: the index of a database outlives the program', () => {
  expect(hash64('Patient/1')).toBe(hash64('Patient/1'));
  expect(hash64('')).toBe(BigInt.asIntN(64, 0xe3b0c44298fc1c14n));
});
