// Does a masked reference say nothing, and come back as it was? Whatever stands around it.

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskReferences, MASKED, namedIn, unmask } from '../../../src/disclosure/mask.ts';

const hidden = new Set(['Condition/secret']);
const SECRET = { reference: 'Condition/secret', type: 'Condition', display: 'Skjult' };

test.each([
  ['one that must be there', { condition: SECRET }, { condition: MASKED }],
  [
    'one of several',
    { list: [{ reference: 'Goal/1' }, SECRET] },
    { list: [{ reference: 'Goal/1' }, MASKED] },
  ],
  ['a version of it', { about: { reference: 'Condition/secret/_history/3' } }, { about: MASKED }],
  [
    'inside something contained',
    { contained: [{ a: { b: [SECRET] } }] },
    { contained: [{ a: { b: [MASKED] } }] },
  ],
  [
    'in an extension',
    { extension: [{ url: 'u', valueReference: SECRET }] },
    { extension: [{ url: 'u', valueReference: MASKED }] },
  ],
  [
    'not one that only begins alike',
    { a: { reference: 'Condition/secret2' } },
    { a: { reference: 'Condition/secret2' } },
  ],
])('%s is masked with all that may tell', (_, resource, expected) => {
  expect(maskReferences(resource, hidden)).toEqual({ resource: expected, cut: false });
});

test.each([
  ['a narrative', { text: { div: 'sagt' }, a: SECRET }, { a: MASKED }],
  [
    'the address of an attachment',
    { content: [{ attachment: { url: 'Condition/secret', title: 't' } }] },
    { content: [{ attachment: { title: 't' } }] },
  ],
])('%s goes, and cannot be put back', (_, resource, expected) => {
  expect(maskReferences(resource, hidden)).toEqual({ resource: expected, cut: true });
});

test('what names nothing hidden is the very same object', () => {
  const resource = { a: { reference: 'Goal/1' }, text: { div: 'x' } };
  expect(maskReferences(resource, hidden).resource).toBe(resource);
});

test('what a text names is found once each, with and without version, and nothing else', () => {
  const text = JSON.stringify({
    a: { reference: 'Goal/1' },
    b: [
      { reference: 'Goal/1/_history/2' },
      { reference: '#inside' },
      { reference: 'https://elsewhere.example/Goal/2' },
    ],
    c: { attachment: { url: 'Binary/3' } },
    d: { display: 'Goal/4' },
  });
  expect(namedIn(text)).toEqual(['Goal/1', 'Binary/3']);
});

const name = fc.constantFrom('Condition/secret', 'Condition/other', 'Goal/1');
const reference = fc.record({ reference: name, display: fc.string() }, { requiredKeys: ['reference'] });
const resource = fc.record(
  {
    subject: reference,
    addresses: fc.array(reference),
    activity: fc.array(fc.record({ reference, note: fc.string() })),
    title: fc.string(),
  },
  { requiredKeys: [] },
);

test('what is masked and put back is as it was, and between says nothing of it', () => {
  fc.assert(
    fc.property(resource, (whole) => {
      const { resource: masked } = maskReferences(whole, hidden);
      expect(namedIn(JSON.stringify(masked))).not.toContain('Condition/secret');
      expect(unmask(masked, whole, hidden)).toEqual(whole);
    }),
  );
});

test.each([
  ['is left out', {}],
  ['is moved to another element', { title: 'x', others: [MASKED] }],
  ['is replaced', { addresses: [{ reference: 'Goal/1' }] }],
])('what was masked and %s is not understood', (_, sent) => {
  expect(unmask(sent, { addresses: [SECRET] }, hidden)).toBeUndefined();
});

test('others may come before it', () => {
  const sent = { addresses: [{ reference: 'Goal/1' }, MASKED] };
  expect(unmask(sent, { addresses: [SECRET] }, hidden)).toEqual({
    addresses: [{ reference: 'Goal/1' }, SECRET],
  });
});
