// HL7's Java engine says the same of our profiles and examples, except where differences.json gives the reason.

import { describe, expect, test } from '@jest/globals';
import { compare, entryOf, known, whyNot } from './run.ts';

const reason = whyNot();
const suite = reason === undefined ? describe : describe.skip;

suite(reason === undefined ? 'the Java engine' : `the Java engine (skipped: ${reason})`, () => {
  test('it finds no error in what we call valid, and one in what we refuse', () => {
    const { differences } = compare();
    expect(differences.filter((one) => entryOf(one) === undefined)).toEqual([]);
    const needed = new Set(differences.map(entryOf));
    expect(Object.keys(known()).filter((name) => !needed.has(name))).toEqual([]);
  }, 600_000);
});
