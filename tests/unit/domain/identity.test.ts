// The same parts have the same id for ever, and it is a UUIDv5 like any other's.

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { v5 as uuidv5 } from 'uuid';
import {
  contentId,
  deliveryId,
  eventId,
  parseDeliveryId,
  parseEventId,
  parseRecipientId,
  parseRef,
} from '../../../src/domain/identity.ts';

const NAMESPACE = uuidv5('lenke.example', uuidv5.DNS);

test('a content id is the UUIDv5 of its parts in the namespace of lenke.example', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (parts) => {
      const name = parts.map((part) => `${part.length}:${part}`).join('|');
      expect(contentId(...parts)).toBe(uuidv5(name, NAMESPACE));
    }),
  );
});

test.each([
  ['shorter than the buffer for names', 'a'.repeat(600)],
  ['as long as fits', 'ø'.repeat(680)],
  ['longer than the buffer', 'å'.repeat(3000)],
  ['short again, behind a long one', 'a'],
])('a name %s is hashed whole', (_reason, part) => {
  expect(contentId(part)).toBe(uuidv5(`${part.length}:${part}`, NAMESPACE));
});

test('parts cannot run into one another', () => {
  expect(contentId('a', 'bc')).not.toBe(contentId('ab', 'c'));
});

test('ids read back are the ids that were made, and nothing else is', () => {
  expect(parseEventId(eventId('E_LIVEBIRTH', 'case'))).toBe(eventId('E_LIVEBIRTH', 'case'));
  expect(parseDeliveryId(deliveryId('A', 'b'))).toBe(deliveryId('A', 'b'));
  for (const text of ['', 'evt-', 'dlv-1', "evt-'; drop table events", '../../x']) {
    expect([parseEventId(text), parseDeliveryId(text)]).toEqual([undefined, undefined]);
  }
});

test.each([
  ['a literal reference', 'Patient/1', 'Patient/1'],
  ['a urn', 'urn:uuid:1', undefined],
  ['an absolute URL', 'https://x.example/Patient/1', undefined],
  ['a condition', 'Patient?identifier=1', undefined],
  ['a version', 'Patient/1/_history/2', undefined],
  ['nothing', undefined, undefined],
])('%s', (_reason, text, expected) => {
  expect(parseRef(text)).toBe(expected);
});

test.each([
  ['habu', true],
  ['kk-barsel', true],
  ['Habu', false],
  ['', false],
  ['a b', false],
])('recipient id %s: %s', (text, ok) => {
  expect(parseRecipientId(text) !== undefined).toBe(ok);
});
