// Is an outage told once, and never more than a code?

import { expect, test } from '@jest/globals';
import { GatewayError } from '../../../src/domain/failure.ts';
import { codeOf, createOutageLog } from '../../../queues/outage.ts';
import { jobIdOf } from '../../../queues/names.ts';

function world(): { lines: string[]; at: { now: number }; outage: ReturnType<typeof createOutageLog> } {
  const lines: string[] = [];
  const at = { now: 0 };
  const write = (level: string) => (facts: object) => void lines.push(`${level} ${JSON.stringify(facts)}`);
  const log = { info: write('info'), warn: write('warn'), error: write('error') };
  return { lines, at, outage: createOutageLog(log, () => at.now) };
}

test('an outage is told when it begins and when it is over', () => {
  const { lines, at, outage } = world();
  for (let n = 0; n < 100; n++) {
    at.now += 1000;
    outage.failed('relay', new GatewayError('LENKE_STORE_DOWN'));
  }
  outage.recovered('relay');
  outage.recovered('relay');
  expect(lines).toEqual([
    'error {"code":"LENKE_QUEUE_DOWN","part":"relay","reason":"LENKE_STORE_DOWN"}',
    'info {"part":"relay"}',
  ]);
});

test('a part that flickers is told of twice a minute at most', () => {
  const { lines, at, outage } = world();
  for (; at.now < 60_000; at.now += 100) {
    outage.failed('redis', new Error('x'));
    outage.recovered('redis');
  }
  expect(lines).toHaveLength(4);
});

test('a message is never told', () => {
  const { lines, outage } = world();
  outage.failed('tick', new Error('Kari Nordmann'));
  outage.failed('worker', Object.assign(new Error('Kari Nordmann'), { code: '23505' }));
  outage.failed('pool', 'Kari Nordmann');
  expect(lines.join()).not.toContain('Nordmann');
  expect(codeOf(new Error('Kari Nordmann'))).toBe('LENKE_INTERNAL');
});

test('different keys make different job ids that BullMQ accepts', () => {
  const keys = ['1', 'a:b', 'a%3Ab', 'evt-1', 'dlv-1#2', 'æ ø'];
  const made = keys.map(jobIdOf);
  expect(new Set(made).size).toBe(keys.length);
  for (const id of made) expect(id).toMatch(/^w-[^:]+$/);
});
