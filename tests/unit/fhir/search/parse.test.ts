// Is a search read as it was written, and is what is not offered named?

import { describe, expect, test } from '@jest/globals';
import { createSearchParameters } from '../../../../src/fhir/search/parameters.ts';
import { splitValues } from '../../../../src/fhir/search/escape.ts';
import { parseSearch, type ParseOptions } from '../../../../src/fhir/search/parse.ts';

const parameters = createSearchParameters();
const lenient: ParseOptions = {
  parameters,
  handling: 'lenient',
  now: new Date(0),
  maxCount: 100,
  base: 'https://us.example/fhir',
};
const strict: ParseOptions = { ...lenient, handling: 'strict' };
const parse = (text: string, options = lenient) =>
  parseSearch('Observation', new URLSearchParams(text), options);

test('a whole search', () => {
  expect(
    parse(
      'code=a,b&date=ge2024&_include=Observation:subject:Patient&_revinclude=Provenance:target&_sort=-date&_count=20&_total=accurate&_cursor=x',
    ),
  ).toEqual({
    query: {
      type: 'Observation',
      criteria: [
        { parameter: 'code', values: ['a', 'b'] },
        { parameter: 'date', values: ['ge2024'] },
      ],
      includes: [
        { direction: 'include', source: 'Observation', parameter: 'subject', target: 'Patient' },
        { direction: 'revinclude', source: 'Provenance', parameter: 'target' },
      ],
      sort: [{ parameter: 'date', descending: true }],
      count: 20,
      total: 'accurate',
      cursor: 'x',
    },
    unsupported: [],
  });
});

test('a page is never larger than allowed', () => {
  expect(parse('_count=5000').query.count).toBe(100);
});

test('our own address is taken off references', () => {
  expect(parse('subject=https://us.example/fhir/Patient/1').query.criteria[0]?.values).toEqual(['Patient/1']);
});

test.each([
  ['a,b', ['a', 'b']],
  [String.raw`a\,b,c`, ['a,b', 'c']],
  [String.raw`s\|t|c\$d\\`, ['s|t|c$d\\']],
  ['a,,b', ['a', 'b']],
  ['', []],
])('values %s', (text, expected) => {
  expect(splitValues(text)).toEqual(expected);
});

describe('what is not offered is named when lenient, and refused when strict', () => {
  test.each([
    ['shoe-size=44', 'shoe-size'],
    ['subject:Patient.name=x', 'subject:Patient.name'],
    ['subject.name=x', 'subject.name'],
    ['_has:Observation:patient:code=x', '_has:Observation:patient:code'],
    ['code:in=x', 'code:in'],
    ['code:of-type=a|b|c', 'code:of-type'],
    ['code-value-quantity:missing=true', 'code-value-quantity:missing'],
    ['_text=x', '_text'],
    ['_content=x', '_content'],
    ['_sort=status', '_sort'],
    ['_sort=date,-code', '_sort'],
    ['_include=Observation:code', '_include'],
    ['_include:iterate=Observation:subject', '_include:iterate'],
    ['_revinclude=*', '_revinclude'],
    ['_filter=x', '_filter'],
    ['code=', 'code'],
  ])('%s', (text, name) => {
    expect(parse(text).unsupported.map(({ parameter }) => parameter)).toEqual([name]);
    expect(() => parse(text, strict)).toThrow(expect.objectContaining({ code: 'LENKE_SEARCH_PARAMETER' }));
  });
});

test.each([
  'date=yesterday',
  'date=2023-02-30',
  'value-quantity=many',
  '_count=-1',
  '_count=xyz',
  '_total=all',
  'code:missing=maybe',
])('%s cannot be read, whatever the handling, and its value is not told', (text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'LENKE_SEARCH_VALUE' }));
  expect(() => parse(text)).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining(text.split('=')[1] ?? '') }),
  );
});

test('parameters of the answer are left to the API', () => {
  expect(parse('_format=json&_pretty=true&_summary=count&_elements=id')).toMatchObject({
    query: { criteria: [] },
    unsupported: [],
  });
});
