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
    ['subject:Patient.shoe=x', 'subject:Patient.shoe'],
    ['subject.shoe=x', 'subject.shoe'],
    ['code.name=x', 'code.name'],
    ['has-member.code.name=x', 'has-member.code.name'],
    ['focus.name=x', 'focus.name'],
    ['_has:Observation:code:status=x', '_has:Observation:code:status'],
    ['_has:Observation:has-member=x', '_has:Observation:has-member'],
    ['_has=x', '_has'],
    ['_list=$current-allergies', '_list'],
    ['_sort=shoe', '_sort'],
    ['_sort=date,-shoe', '_sort'],
    ['_sort=code-value-quantity', '_sort'],
    ['_include=Observation:code', '_include'],
    ['_revinclude=Shoe:*', '_revinclude'],
    ['_contained=true', '_contained'],
    ['code=', 'code'],
  ])('%s', (text, name) => {
    expect(parse(text).unsupported.map(({ parameter }) => parameter)).toEqual([name]);
    expect(() => parse(text, strict)).toThrow(expect.objectContaining({ code: 'LENKE_SEARCH_PARAMETER' }));
  });
});

test.each(['_filter=name eq x', '_query=x', '_content=x', '_text=x', '_text:contains=x'])(
  '%s is refused, whatever the handling: left out it would give everything',
  (text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'LENKE_SEARCH_PARAMETER' }));
  },
);

test.each([
  'code:in=x',
  'code:of-type=a|b|c',
  'code:exact=a',
  'date:exact=2024',
  'patient:below=1',
  'subject:Shoe=1',
  'subject:patient=1',
  'subject:Shoe.name=x',
  'subject:Patient.name:text=x',
  '_has:Observation:has-member:code:contains=x',
  '_id:exact=1',
  '_id:missing=true',
  'code-value-quantity:missing=true',
  '_include:deep=Observation:subject',
  '_sort:desc=date',
  '_list:not=1',
])('%s has a modifier that is not offered: refused, whatever the handling', (text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'LENKE_SEARCH_PARAMETER' }));
});

test.each(['_count=', '_sort=', '_total=', '_include=', '_revinclude='])(
  '%s is empty, and says nothing',
  (text) => {
    expect(parse(text, strict)).toMatchObject({
      query: { criteria: [], sort: [], includes: [] },
      unsupported: [],
    });
  },
);

describe('links', () => {
  test.each([
    ['subject:Patient.name=x', 'out', ['Patient'], { parameter: 'name', values: ['x'] }],
    [
      'subject:Patient.identifier=s|v,w',
      'out',
      ['Patient'],
      { parameter: 'identifier', values: ['s|v', 'w'] },
    ],
    [
      'subject.gender:not=male',
      'out',
      ['Patient'],
      { parameter: 'gender', modifier: 'not', values: ['male'] },
    ],
    [
      '_has:Provenance:target:recorded=ge2024',
      'in',
      ['Provenance'],
      { parameter: 'recorded', values: ['ge2024'] },
    ],
    ['_list=42', 'in', ['List'], { parameter: '_id', values: ['42'] }],
  ])('%s', (text, direction, types, inner) => {
    const [criterion] = parse(text, strict).query.criteria;
    expect(criterion?.through?.direction).toBe(direction);
    expect(criterion?.through?.branches.map(({ type }) => type)).toEqual(types);
    expect(criterion?.through?.branches[0]?.criterion).toEqual(inner);
  });

  test('several levels, and a chain behind _has', () => {
    const text = '_has:Encounter:subject:location:Location.organization.name=x';
    const [outer] = parseSearch('Patient', new URLSearchParams(text), strict).query.criteria;
    const location = outer?.through?.branches[0]?.criterion;
    expect([outer?.parameter, location?.parameter, location?.modifier]).toEqual([
      'subject',
      'location',
      'Location',
    ]);
    expect(location?.through?.branches[0]?.criterion.through?.branches[0]?.criterion).toEqual({
      parameter: 'name',
      values: ['x'],
    });
  });

  test('more links than anybody means are refused', () => {
    const text = 'subject:Patient.name=x&'.repeat(11).slice(0, -1);
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'LENKE_SEARCH_VALUE' }));
    expect(parse(text.slice(text.indexOf('&') + 1)).query.criteria).toHaveLength(10);
  });

  test('a name without end is not followed', () => {
    const text = `${'has-member:Observation.'.repeat(2000)}code=x`;
    expect(parse(text).unsupported).toHaveLength(1);
  });

  test.each(['subject.name=x', '_has:Observation:has-member:code=x', '_list=1'])(
    '%s is no condition',
    (text) => {
      expect(() => parse(text, { ...strict, links: false })).toThrow(
        expect.objectContaining({ code: 'LENKE_SEARCH_PARAMETER' }),
      );
    },
  );
});

describe('a search no index can carry is refused before it is asked', () => {
  const many = (count: number, write: (n: number) => string, glue: string) =>
    Array.from({ length: count }, (_, n) => write(n)).join(glue);

  test.each([
    ['parameters', 50, (count: number) => many(count, (n) => `code=a${n}`, '&')],
    ['values of one', 1000, (count: number) => `code=${many(count, (n) => `a${n}`, ',')}`],
    [
      'values of several',
      1000,
      (count: number) => `status=final&code=${many(count - 1, (n) => `a${n}`, ',')}`,
    ],
    [
      'values at the end of a chain',
      1000,
      (count: number) => `subject:Patient.name=${many(count, (n) => `a${n}`, ',')}`,
    ],
  ])('more %s than %i', (_what, most, text) => {
    expect(parse(text(most)).query.criteria.length).toBeGreaterThan(0);
    for (const options of [lenient, strict])
      expect(() => parse(text(most + 1), options)).toThrow(
        expect.objectContaining({
          code: 'LENKE_SEARCH_VALUE',
          facts: expect.objectContaining({ reason: expect.stringContaining(String(most)) }),
        }),
      );
  });
});

test('includes of everything, and again from what was included', () => {
  expect(
    parse('_include=*&_revinclude=*&_include:iterate=Patient:link&_include:recurse=Patient:*').query.includes,
  ).toEqual([
    { direction: 'include', source: 'Observation', parameter: '*' },
    { direction: 'revinclude', source: '*', parameter: '*' },
    { direction: 'include', source: 'Patient', parameter: 'link', iterate: true },
    { direction: 'include', source: 'Patient', parameter: '*', iterate: true },
  ]);
});

test('a search on several types takes what all of them have', () => {
  const several = { ...lenient, types: ['Observation', 'Condition'] };
  const found = parseSearch('Resource', new URLSearchParams('code=a&value-quantity=5&_sort=date'), several);
  expect(found.query).toMatchObject({ type: 'Resource', types: ['Observation', 'Condition'] });
  expect(found.query.criteria).toEqual([{ parameter: 'code', values: ['a'] }]);
  expect(found.unsupported.map(({ parameter }) => parameter)).toEqual(['value-quantity', '_sort']);
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
