// Does a wrong policy file say where it is wrong?

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { loadRetryPolicy, readRetryPolicy, shippedRetryPolicy } from '../../../queues/retry-policy.ts';

const FILE = fileURLToPath(new URL('../../../queues/retry-policy.json', import.meta.url));
const TEXT = readFileSync(FILE, 'utf8');
const lineOf = (part: string): number => TEXT.slice(0, TEXT.indexOf(part)).split('\n').length;

function facts(text: string): unknown {
  try {
    return readRetryPolicy(text, 'p.json');
  } catch (error) {
    return error;
  }
}

describe('the policy file', () => {
  test('as shipped is valid and is what is used', async () => {
    expect(await loadRetryPolicy(FILE)).toEqual(shippedRetryPolicy());
    expect(shippedRetryPolicy().classes.default.horizonHours).toBeGreaterThanOrEqual(72);
  });

  test.each([
    ['not JSON', TEXT.replace('"planning":', '"planning"'), lineOf('"planning"'), /Colon/],
    ['a trailing comma', TEXT.replace('"tries": 12 }', '"tries": 12, }'), lineOf('"planning"'), /./],
    [
      'a member nobody knows',
      TEXT.replace('"wake": {', '"wake": { "often": 1,'),
      lineOf('"wake"'),
      /wake\.often: unknown/,
    ],
    [
      'a number out of range',
      TEXT.replace('"horizonHours": 168', '"horizonHours": 0'),
      lineOf('"patient"'),
      /patient\.horizonHours/,
    ],
    [
      'a word for a number',
      TEXT.replace('"probeMs": 90000', '"probeMs": "90 s"'),
      lineOf('"breaker"'),
      /breaker\.probeMs/,
    ],
    ['jitter nobody knows', TEXT.replace('"full"', '"some"'), lineOf('"fast"'), /fast\.jitter/],
    [
      'a first wait above the ceiling',
      TEXT.replace('"firstMs": 60000', '"firstMs": 86400000'),
      lineOf('"patient"'),
      /patient\.ceilingMs/,
    ],
    ['no default class', TEXT.replace('"default": {', '"usual": {'), lineOf('"classes"'), /default/],
    ['a missing member', TEXT.replace('"factor": 1.6, ', ''), lineOf('"urgent"'), /factor/],
    ['an empty file', '', 1, /./],
  ])('%s is refused with its place', (_reason, text, line, reason) => {
    expect(facts(text)).toMatchObject({
      code: 'LENKE_DATA_FILE',
      facts: { file: 'p.json', line, column: expect.any(Number), reason: expect.stringMatching(reason) },
    });
  });

  test('a file that is not there is refused by name', async () => {
    await expect(loadRetryPolicy('/nowhere/p.json')).rejects.toMatchObject({
      code: 'LENKE_DATA_FILE',
      facts: { file: '/nowhere/p.json' },
    });
  });
});
