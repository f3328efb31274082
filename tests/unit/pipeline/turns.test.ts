// Does whoever waits for an answer go first, and does what is behind go on all the same?

import { expect, test } from '@jest/globals';
import { createTurns, type Turns, type TurnsOptions } from '../../../src/pipeline/turns.ts';

/** Turns whose clock stands still, and what has started so far. */
function table(options: TurnsOptions = {}) {
  const clock = { ms: 0 };
  const started: string[] = [];
  const turns = createTurns({ patienceMs: 60_000, now: () => clock.ms, ...options });
  const open = (kind: keyof Turns, name: string): { end: () => void; ended: Promise<void> } => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const ended = turns[kind](async () => {
      started.push(name);
      await promise;
    });
    return { end: resolve, ended };
  };
  return { clock, started, turns, open };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('nobody asks for anything: what is behind starts at once, side by side', async () => {
  const { started, open } = table();
  const one = open('behind', 'one');
  const two = open('behind', 'two');
  await settle();
  expect(started).toEqual(['one', 'two']);
  one.end();
  two.end();
  await Promise.all([one.ended, two.ended]);
});

test('somebody waits for an answer: what is behind starts when it is given, and then one at a time', async () => {
  const { started, open } = table();
  const asked = open('ahead', 'asked');
  const one = open('behind', 'one');
  const two = open('behind', 'two');
  await settle();
  expect(started).toEqual(['asked']);
  asked.end();
  await asked.ended;
  await settle();
  expect(started).toEqual(['asked', 'one']);
  one.end();
  await one.ended;
  await settle();
  expect(started).toEqual(['asked', 'one', 'two']);
  two.end();
  await two.ended;
});

test('some time after the last answer nobody is expected: all that can wait goes side by side again', async () => {
  const { clock, started, open } = table({ expectMs: 50 });
  const asked = open('ahead', 'asked');
  asked.end();
  await asked.ended;
  const one = open('behind', 'one');
  const two = open('behind', 'two');
  await settle();
  expect(started).toEqual(['asked', 'one']);
  clock.ms = 51;
  const three = open('behind', 'three');
  await settle();
  expect(started).toEqual(['asked', 'one', 'three']);
  three.end();
  await three.ended;
  await settle();
  expect(started).toEqual(['asked', 'one', 'three', 'two']);
  one.end();
  two.end();
  await Promise.all([one.ended, two.ended]);
});

test('somebody asks without end: what is behind waits no longer than its patience', async () => {
  const { started, open } = table({ patienceMs: 5 });
  const asked = open('ahead', 'asked');
  const one = open('behind', 'one');
  const two = open('behind', 'two');
  one.end();
  two.end();
  await Promise.all([one.ended, two.ended]);
  expect(started).toEqual(['asked', 'one', 'two']);
  asked.end();
  await asked.ended;
});

test('work that fails gives its turn back, and its failure is told', async () => {
  const { started, turns, open } = table();
  const refused = turns.ahead(async () => Promise.reject(new Error('refused')));
  const broken = turns.behind(async () => Promise.reject(new Error('broken')));
  const one = open('behind', 'one');
  await expect(refused).rejects.toThrow('refused');
  await expect(broken).rejects.toThrow('broken');
  await settle();
  expect(started).toEqual(['one']);
  one.end();
  await one.ended;
});
