// Does a value of each parameter type mean what R4's search chapter says? One row per sentence; the first column is its anchor.

import { describe, expect, test } from '@jest/globals';
import { compileQuery } from '../../../../src/fhir/search/compile-query.ts';
import { createSearchParameters, type CodeHierarchy } from '../../../../src/fhir/search/parameters.ts';
import { parseSearch } from '../../../../src/fhir/search/parse.ts';

const hierarchy: CodeHierarchy = {
  related: (system, code, direction) => {
    const line = ['pulse', 'heart', 'vital'];
    const at = line.indexOf(code);
    if (system !== 'urn:tree' || at < 0) return undefined;
    return direction === 'above' ? line.slice(at) : line.slice(0, at + 1);
  },
};
const parameters = createSearchParameters([], hierarchy);
const now = new Date('2026-11-22T12:00:00Z');

function answers(type: string, text: string, resource: object): boolean {
  const { query } = parseSearch(type, new URLSearchParams(text), { parameters, handling: 'strict', now });
  return compileQuery(query, parameters, now).answers({ resourceType: type, id: 'x', ...resource });
}

type Row = readonly [
  anchor: string,
  sentence: string,
  type: string,
  query: string,
  resource: object,
  expected: boolean,
];

const probability = (probabilityDecimal: number): object => ({ prediction: [{ probabilityDecimal }] });

const NUMBERS: readonly Row[] = [
  ['#number', 'three significant figures', 'RiskAssessment', 'probability=100', probability(99.5), true],
  ['#number', 'the upper end is not in it', 'RiskAssessment', 'probability=100', probability(100.5), false],
  ['#number', 'below it', 'RiskAssessment', 'probability=100', probability(99.49), false],
  ['#number', 'five significant figures', 'RiskAssessment', 'probability=100.00', probability(100.004), true],
  ['#number', 'one, as an exponential', 'RiskAssessment', 'probability=1e2', probability(149), true],
  ['#number', 'lt is exact', 'RiskAssessment', 'probability=lt100', probability(99.9), true],
  ['#number', 'le', 'RiskAssessment', 'probability=le100', probability(100), true],
  ['#number', 'gt is exact', 'RiskAssessment', 'probability=gt100', probability(100.1), true],
  ['#number', 'ge', 'RiskAssessment', 'probability=ge100', probability(99.9), false],
  ['#number', 'ne is outside the range', 'RiskAssessment', 'probability=ne100', probability(101), true],
  ['#number', 'ne of one within', 'RiskAssessment', 'probability=ne100', probability(100.2), false],
  ['#prefix', 'ap is within ten per cent', 'RiskAssessment', 'probability=ap100', probability(109), true],
  ['#prefix', 'ap of one beyond', 'RiskAssessment', 'probability=ap100', probability(111), false],
];

const amount = (value: number, code = 'mg', rest: object = {}): object => ({
  valueQuantity: { value, system: 'http://unitsofmeasure.org', code, unit: 'milligram', ...rest },
});

const QUANTITIES: readonly Row[] = [
  ['#quantity', 'any unit', 'Observation', 'value-quantity=5.4', amount(5.4, 'g'), true],
  [
    '#quantity',
    'system and code',
    'Observation',
    'value-quantity=5.4|http://unitsofmeasure.org|mg',
    amount(5.44),
    true,
  ],
  ['#quantity', 'another system', 'Observation', 'value-quantity=5.4|urn:x|mg', amount(5.4), false],
  ['#quantity', 'code or unit', 'Observation', 'value-quantity=5.4||milligram', amount(5.4), true],
  ['#quantity', 'half-open range', 'Observation', 'value-quantity=5.4||mg', amount(5.45), false],
  [
    '#quantity',
    'exponent',
    'Observation',
    'value-quantity=5.40e-3|http://unitsofmeasure.org|g',
    amount(0.0054, 'g'),
    true,
  ],
  ['#quantity', 'le with unit', 'Observation', 'value-quantity=le5.4||mg', amount(5.4), true],
  ['#quantity', 'ap', 'Observation', 'value-quantity=ap5.4||mg', amount(5.9), true],
  [
    '#quantity',
    'a comparator opens the end',
    'Observation',
    'value-quantity=gt7',
    amount(5, 'mg', { comparator: '>' }),
    true,
  ],
  [
    '#quantity',
    'sa begins after',
    'Observation',
    'value-quantity=sa7',
    amount(5, 'mg', { comparator: '>' }),
    false,
  ],
  [
    '#quantity',
    'a Range is within',
    'Condition',
    'onset-age=lt40',
    { onsetAge: { value: 39, code: 'a' } },
    true,
  ],
];

const profile = (url: string): object => ({ url });

const URIS: readonly Row[] = [
  [
    '#uri',
    'whole and with case',
    'ValueSet',
    'url=http://acme.org/fhir/ValueSet/123',
    profile('http://acme.org/fhir/ValueSet/123'),
    true,
  ],
  [
    '#uri',
    'no partial match',
    'ValueSet',
    'url=http://acme.org/fhir',
    profile('http://acme.org/fhir/ValueSet/123'),
    false,
  ],
  [
    '#uri',
    'below',
    'ValueSet',
    'url:below=http://acme.org/fhir/',
    profile('http://acme.org/fhir/ValueSet/123'),
    true,
  ],
  [
    '#uri',
    'below is by steps',
    'ValueSet',
    'url:below=http://acme.org/fhir',
    profile('http://acme.org/fhirs/1'),
    false,
  ],
  [
    '#uri',
    'above',
    'ValueSet',
    'url:above=http://acme.org/fhir/ValueSet/123/_history/5',
    profile('http://acme.org/fhir/ValueSet/123'),
    true,
  ],
  [
    '#uri',
    'above is not below',
    'ValueSet',
    'url:above=http://acme.org/fhir',
    profile('http://acme.org/fhir/ValueSet/123'),
    false,
  ],
  ['#uri', 'urn', 'ValueSet', 'url=urn:oid:1.2.3', profile('urn:oid:1.2.3'), true],
];

const coded = (...codes: string[]): object => ({
  code: {
    coding: codes.map((code) => ({ system: 'urn:tree', code, display: `Display of ${code}` })),
    text: 'Målt puls',
  },
});
const record = {
  identifier: [
    {
      type: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }],
        text: 'Journal',
      },
      system: 'urn:hospital',
      value: '446053',
    },
  ],
};

const TOKENS: readonly Row[] = [
  ['#token', ':text of the concept', 'Observation', 'code:text=malt', coded('pulse'), true],
  ['#token', ':text of a display', 'Observation', 'code:text=display of p', coded('pulse'), true],
  ['#token', ':text does not read the code', 'Observation', 'code:text=pulse', coded('pulse'), false],
  ['#token', ':text of an identifier type', 'Patient', 'identifier:text=journal', record, true],
  ['#token', ':below', 'Observation', 'code:below=urn:tree|heart', coded('pulse'), true],
  ['#token', ':below is not above', 'Observation', 'code:below=urn:tree|heart', coded('vital'), false],
  ['#token', ':above', 'Observation', 'code:above=urn:tree|pulse', coded('vital'), true],
  [
    '#token',
    ':of-type',
    'Patient',
    'identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|446053',
    record,
    true,
  ],
  [
    '#token',
    ':of-type of another type',
    'Patient',
    'identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|SS|446053',
    record,
    false,
  ],
  [
    '#escaping',
    'a bar in a code',
    'Observation',
    String.raw`code=a\|b`,
    { code: { coding: [{ code: 'a|b' }] } },
    true,
  ],
  [
    '#escaping',
    'a bar in a code of a system',
    'Observation',
    String.raw`code=s|a\|b`,
    { code: { coding: [{ system: 's', code: 'a|b' }] } },
    true,
  ],
  [
    '#escaping',
    'a backslash',
    'Observation',
    String.raw`code=a\\b`,
    { code: { coding: [{ code: String.raw`a\b` }] } },
    true,
  ],
];

const pressure = {
  code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
  component: [
    { code: { coding: [{ code: 'systolic' }] }, valueQuantity: { value: 120, code: 'mm[Hg]' } },
    { code: { coding: [{ code: 'diastolic' }] }, valueQuantity: { value: 80, code: 'mm[Hg]' } },
  ],
};
const used = {
  useContext: [
    { code: { code: 'focus' }, valueCodeableConcept: { coding: [{ code: 'a' }] } },
    { code: { code: 'task' }, valueCodeableConcept: { coding: [{ code: 'b' }] } },
  ],
};

const COMPOSITES: readonly Row[] = [
  [
    '#composite',
    'both parts',
    'Observation',
    'code-value-quantity=pulse$gt50',
    { ...coded('pulse'), ...amount(60) },
    true,
  ],
  [
    '#composite',
    'one part only',
    'Observation',
    'code-value-quantity=pulse$gt70',
    { ...coded('pulse'), ...amount(60) },
    false,
  ],
  [
    '#composite',
    'with a system and a unit',
    'Observation',
    'code-value-quantity=urn:tree|pulse$60||mg',
    { ...coded('pulse'), ...amount(60) },
    true,
  ],
  [
    '#composite',
    'in one component',
    'Observation',
    'component-code-value-quantity=systolic$120',
    pressure,
    true,
  ],
  [
    '#composite',
    'not across components',
    'Observation',
    'component-code-value-quantity=diastolic$120',
    pressure,
    false,
  ],
  [
    '#composite',
    'combo: component or resource',
    'Observation',
    'combo-code-value-quantity=diastolic$lt90',
    pressure,
    true,
  ],
  [
    '#composite',
    'alternatives are whole pairs',
    'Observation',
    'component-code-value-quantity=systolic$80,diastolic$120',
    pressure,
    false,
  ],
  [
    '#composite',
    'the second alternative',
    'Observation',
    'component-code-value-quantity=x$1,diastolic$80',
    pressure,
    true,
  ],
  [
    '#composite',
    'dates',
    'Observation',
    'code-value-date=pulse$ge2024',
    { ...coded('pulse'), valueDateTime: '2025-01-01' },
    true,
  ],
  [
    '#composite',
    'strings',
    'Observation',
    'code-value-string=pulse$rol',
    { ...coded('pulse'), valueString: 'Rolig' },
    true,
  ],
  [
    '#composite',
    'escaped dollar',
    'Observation',
    String.raw`code-value-string=pulse$a\$b`,
    { ...coded('pulse'), valueString: 'a$b' },
    true,
  ],
  ['#composite', 'in one useContext', 'Questionnaire', 'context-type-value=focus$a', used, true],
  ['#composite', 'not across useContexts', 'Questionnaire', 'context-type-value=focus$b', used, false],
];

const named = { name: [{ family: 'Ødegård', given: ['José'] }] };

const STRINGS: readonly Row[] = [
  ['#string', 'begins with, without case and accents', 'Patient', 'given=jos', named, true],
  ['#string', 'Norwegian letters', 'Patient', 'family=ODEG', named, true],
  ['#string', ':contains', 'Patient', 'family:contains=gar', named, true],
  ['#string', ':exact', 'Patient', 'given:exact=José', named, true],
  ['#string', ':exact with another accent', 'Patient', 'given:exact=Jose', named, false],
  ['#missing', 'true', 'Patient', 'birthdate:missing=true', named, true],
  ['#missing', 'false', 'Patient', 'family:missing=false', named, true],
  ['#escaping', 'a comma', 'Patient', String.raw`family=a\,b`, { name: [{ family: 'A,b' }] }, true],
];

const at = (effectiveDateTime: string): object => ({ effectiveDateTime });
const during = (start?: string, end?: string): object => ({
  effectivePeriod: { ...(start !== undefined && { start }), ...(end !== undefined && { end }) },
});

const DATES: readonly Row[] = [
  [
    '#prefix',
    'eq: the day holds the moment',
    'Observation',
    'date=2024-05-01',
    at('2024-05-01T10:00:00Z'),
    true,
  ],
  ['#prefix', 'eq: a day does not hold a month', 'Observation', 'date=2024-05-01', at('2024-05'), false],
  ['#prefix', 'eq: a month holds a day', 'Observation', 'date=eq2024-05', at('2024-05-01'), true],
  [
    '#prefix',
    'eq: a day does not hold a Period across it',
    'Observation',
    'date=2024-05-01',
    during('2024-04-30', '2024-05-02'),
    false,
  ],
  ['#prefix', 'ne: not held by it', 'Observation', 'date=ne2024-05-01', at('2024-05'), true],
  ['#prefix', 'ne: held by it', 'Observation', 'date=ne2024-05', at('2024-05-01'), false],
  [
    '#prefix',
    'gt: goes on after',
    'Observation',
    'date=gt2024-05-01',
    during('2024-04-01', '2024-06-01'),
    true,
  ],
  [
    '#prefix',
    'gt: ends on that day',
    'Observation',
    'date=gt2024-05-01',
    during('2024-04-01', '2024-05-01'),
    false,
  ],
  ['#prefix', 'gt: an open end is after everything', 'Observation', 'date=gt2999', during('2020'), true],
  [
    '#prefix',
    'lt: begins before',
    'Observation',
    'date=lt2024-05-01',
    during('2024-04-01', '2024-06-01'),
    true,
  ],
  [
    '#prefix',
    'lt: begins on that day',
    'Observation',
    'date=lt2024-05-01',
    during('2024-05-01', '2024-06-01'),
    false,
  ],
  [
    '#prefix',
    'lt: an open start is before everything',
    'Observation',
    'date=lt1900',
    during(undefined, '2024'),
    true,
  ],
  ['#prefix', 'ge: held by it', 'Observation', 'date=ge2024-05', at('2024-05-01'), true],
  [
    '#prefix',
    'ge: begins before and ends within',
    'Observation',
    'date=ge2024-05',
    during('2024-04', '2024-05-02'),
    false,
  ],
  ['#prefix', 'le: held by it', 'Observation', 'date=le2024-05', at('2024-05-31T23:59:59Z'), true],
  [
    '#prefix',
    'le: begins within and ends after',
    'Observation',
    'date=le2024-05',
    during('2024-05-02', '2024-06'),
    false,
  ],
  ['#prefix', 'sa: begins after', 'Observation', 'date=sa2024-05', during('2024-06-01'), true],
  ['#prefix', 'sa: begins within', 'Observation', 'date=sa2024-05', during('2024-05-31'), false],
  ['#prefix', 'eb: ends before', 'Observation', 'date=eb2024-05', during(undefined, '2024-04-30'), true],
  ['#prefix', 'eb: an open end never ends before', 'Observation', 'date=eb2024-05', during('2020'), false],
  [
    '#prefix',
    'ap: within a tenth of the distance to now',
    'Observation',
    'date=ap2026-10-22',
    at('2026-10-23'),
    true,
  ],
  ['#prefix', 'ap: beyond it', 'Observation', 'date=ap2026-10-22', at('2026-09-01'), false],
  [
    '#date',
    'a time with its zone',
    'Observation',
    'date=2024-05-01T10:00%2B02:00',
    at('2024-05-01T08:00:30Z'),
    true,
  ],
  [
    '#date',
    'a time without seconds is the minute',
    'Observation',
    'date=2024-05-01T08:00Z',
    at('2024-05-01T08:01:00Z'),
    false,
  ],
  [
    '#date',
    'an instant',
    'Observation',
    '_lastUpdated=gt2024',
    { meta: { lastUpdated: '2025-01-01T00:00:00.001Z' } },
    true,
  ],
  [
    '#date',
    'a Timing by its outer limits',
    'ServiceRequest',
    'occurrence=2024-05',
    { occurrenceTiming: { event: ['2024-05-02', '2024-05-09'] } },
    true,
  ],
  ['#combining', 'both of two', 'Observation', 'date=ge2024-05-01&date=lt2024-06-01', at('2024-05-31'), true],
  ['#combining', 'either of two', 'Observation', 'date=2024-05-01,2024-05-03', at('2024-05-03'), true],
];

const subject = { subject: { reference: 'Patient/1', identifier: { system: 's', value: 'v' } } };

const REFERENCES: readonly Row[] = [
  ['#reference', 'an id alone', 'Observation', 'subject=1', subject, true],
  ['#reference', 'a type and an id', 'Observation', 'subject=Patient/1', subject, true],
  ['#reference', 'an id of a type', 'Observation', 'subject:Patient=1', subject, true],
  ['#reference', 'an id of another type', 'Observation', 'subject:Group=1', subject, false],
  [
    '#reference',
    'a whole address',
    'Observation',
    'subject=https://o/fhir/Patient/1',
    { subject: { reference: 'https://o/fhir/Patient/1' } },
    true,
  ],
  [
    '#reference',
    'whatever version it names',
    'Observation',
    'subject=Patient/1',
    { subject: { reference: 'Patient/1/_history/3' } },
    true,
  ],
  [
    '#reference',
    'a canonical without its version',
    'QuestionnaireResponse',
    'questionnaire=http://q',
    { questionnaire: 'http://q|1' },
    true,
  ],
  [
    '#reference',
    'a canonical with its version',
    'QuestionnaireResponse',
    'questionnaire=http://q|1',
    { questionnaire: 'http://q|1' },
    true,
  ],
  ['#reference', ':identifier', 'Observation', 'subject:identifier=s|v', subject, true],
  ['#reference', ':identifier of another system', 'Observation', 'subject:identifier=t|v', subject, false],
  ['#missing', 'a reference that is not there', 'Observation', 'subject:missing=true', {}, true],
];

describe.each([
  ['number', NUMBERS],
  ['quantity', QUANTITIES],
  ['uri', URIS],
  ['token', TOKENS],
  ['composite', COMPOSITES],
  ['string', STRINGS],
  ['date', DATES],
  ['reference', REFERENCES],
])('%s', (_kind, rows) => {
  test.each(rows)('search.html%s: %s', (_anchor, _sentence, type, query, resource, expected) => {
    expect(answers(type, query, resource)).toBe(expected);
  });
});

test.each([
  ['#token', 'code:below=heart', 'no system'],
  ['#token', 'code:below=urn:tree|unknown', 'no such code'],
  ['#token', 'code:above=urn:other|heart', 'no such system'],
  ['#composite', 'code-value-quantity=pulse', 'a part is missing'],
  ['#composite', 'code-value-quantity=pulse$', 'a part is empty'],
  ['#composite', 'code-value-quantity=pulse$1$2', 'a part too many'],
  ['#composite', 'code-value-quantity=pulse$much', 'a part cannot be read'],
  ['#uri', '_profile:below=urn:oid:1.2', 'no path'],
])('search.html%s: %s is refused: %s', (_anchor, query) => {
  expect(() => answers('Observation', query, {})).toThrow(
    expect.objectContaining({ code: 'LENKE_SEARCH_VALUE' }),
  );
});
