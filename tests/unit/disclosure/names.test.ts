// What a resource names is the same, asked of the resource and of its text; every reference counts, wherever it stands.

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { namedIn } from '../../../src/disclosure/mask.ts';
import { namesOf } from '../../../src/disclosure/names.ts';

test.each([
  ['a reference', { a: { reference: 'Goal/1' } }, ['Goal/1'], ['Goal/1']],
  [
    'a version of it is another text and the same name',
    { a: { reference: 'Goal/1/_history/2' } },
    ['Goal/1/_history/2'],
    ['Goal/1'],
  ],
  ['the address of an attachment is no reference', { a: { url: 'Binary/3' } }, [], ['Binary/3']],
  [
    'one inside something contained, in a list of lists of an extension',
    { contained: [{ extension: [{ valueReference: { reference: 'Goal/2' } }] }] },
    ['Goal/2'],
    ['Goal/2'],
  ],
  ['one that points inside names nothing of ours', { a: { reference: '#inside' } }, ['#inside'], []],
  [
    'one elsewhere names nothing of ours',
    { a: { reference: 'https://elsewhere.example/Goal/2' } },
    ['https://elsewhere.example/Goal/2'],
    [],
  ],
  ['words are no names', { display: 'Goal/4', text: { div: '"reference":"Goal/5"' } }, [], []],
  ['a number as it was written is no object', { value: JSON.rawJSON('1.00') }, [], []],
])('%s', (_reason, resource, references, named) => {
  const found = namesOf(resource);
  expect([...found.references]).toEqual(references);
  expect([...found.named]).toEqual(named);
});

test('another resource is asked anew, also one that was made of a known one', () => {
  const known = { a: { reference: 'Goal/1' }, b: { reference: 'Goal/2' } };
  expect([...namesOf(known).named]).toEqual(['Goal/1', 'Goal/2']);
  const { b: _cut, ...less } = known;
  expect([...namesOf(less).named]).toEqual(['Goal/1']);
});

const text = fc.constantFrom(
  'Goal/1',
  'Goal/1/_history/2',
  'Binary/b-1',
  'urn:uuid:1',
  '#a',
  'goal/1',
  'x "reference":"Goal/9"',
);
const { node } = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.record({ reference: text, url: text, display: text, a: tie('node') }, { requiredKeys: [] }),
    fc.array(tie('node'), { maxLength: 3 }),
    text,
  ),
}));

test('the names of a resource are those of its text', () => {
  fc.assert(
    fc.property(fc.record({ a: node, b: node }), (resource) => {
      expect([...namesOf(resource).named]).toEqual(namedIn(JSON.stringify(resource)));
    }),
  );
});
