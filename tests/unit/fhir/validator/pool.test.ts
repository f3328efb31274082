// Are large texts validated without anybody waiting, and is a thread that dies named and replaced?

import { afterAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { readJson } from '../../../../src/fhir/json/read.ts';
import { createValidationPool } from '../../../../src/fhir/validator/pool.ts';
import { createValidator } from '../../../../src/fhir/validator/validator.ts';

const PROFILE = 'https://x.no/p';
const definitions = [
  {
    resourceType: 'StructureDefinition',
    url: PROFILE,
    name: 'P',
    type: 'Bundle',
    kind: 'resource',
    derivation: 'constraint',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Bundle',
    differential: { element: [{ id: 'Bundle.timestamp', path: 'Bundle.timestamp', min: 1 }] },
  },
];

/** A collection of about `size` characters; with `fault`, every so many patients have a gender that is none. */
function bundleText(size: number, fault = 0): string {
  const entry = (i: number): string =>
    JSON.stringify({
      fullUrl: `https://x.no/fhir/Patient/p${i}`,
      resource: {
        resourceType: 'Patient',
        id: `p${i}`,
        active: true,
        name: [{ family: 'Prøve', given: ['Anne'] }],
        gender: fault > 0 && i % fault === 1 ? 'kvinne' : 'female',
        birthDate: '1990-05-04',
        address: [{ use: 'home', line: ['Prøveveien 1'], city: 'Oslo', postalCode: '0150' }],
      },
    });
  const count = Math.ceil(size / entry(0).length);
  const entries = Array.from({ length: count }, (_, i) => entry(i));
  return `{"resourceType":"Bundle","type":"collection","entry":[\n${entries.join(',\n')}]}`;
}

/** CPU milliseconds of this thread: what others do with the machine does not count. Wall time where Node cannot tell. */
function used(): number {
  if (typeof process.threadCpuUsage !== 'function') return performance.now();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** How long the loop was kept busy between one turn of a timer and the next, in milliseconds, while `work` ran. */
async function busy(work: Promise<unknown>): Promise<number[]> {
  const turns: number[] = [];
  const state = { last: used() };
  const timer = setInterval(() => {
    const now = used();
    turns.push(now - state.last);
    state.last = now;
  }, 2);
  await work;
  clearInterval(timer);
  return turns;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const pool = createValidationPool({ validatorOptions: { definitions } });
const validator = createValidator({ definitions });
afterAll(() => pool.close());

describe('validateText', () => {
  const SIZES: readonly [string, number][] = [
    ['a small text, at once', 2_000],
    ['a large text, in a thread', 700_000],
  ];
  test.each(SIZES)('%s: the issues are those of the validator, places included', async (_reason, size) => {
    const text = bundleText(size, 7);
    const read = readJson(Buffer.from(text), { maxDepth: 200 });
    const options = { profiles: [PROFILE] };
    const locate = (expression: string): { line: number; column: number } | undefined =>
      read.locate(expression);
    const issues = await pool.validateText(text, read.value, { ...options, locate });
    expect(issues).toEqual(validator.validate(read.value, { ...options, locate }));
    expect(issues.length).toBeGreaterThan(1);
    expect(issues.find((issue) => issue.key === 'binding-required')?.line).toBe(3);
  });

  test('many at once are all answered', async () => {
    const text = bundleText(100_000, 50);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => pool.validateText(text, JSON.parse(text))),
    );
    expect(new Set(answers.map((issues) => issues.length)).size).toBe(1);
  });

  test('a timer waits less than 10 ms (p99) while 16 MB are validated', async () => {
    const turns = await busy(pool.validateText(bundleText(16_000_000), undefined));
    expect(turns.length).toBeGreaterThan(50);
    expect(percentile(turns, 0.99)).toBeLessThan(10);
  });

  test('also while thousands of faults come back', async () => {
    const found = pool.validateText(bundleText(2_500_000, 2), undefined);
    const turns = await busy(found);
    expect((await found).length).toBeGreaterThan(4_000);
    expect(percentile(turns, 0.99)).toBeLessThan(10);
  });

  test('a text that takes too long is a named failure, and the next one is served by a new thread', async () => {
    const hasty = createValidationPool({ timeoutMs: 1, inlineLimit: 0 });
    await expect(hasty.validateText(bundleText(2_000_000), undefined)).rejects.toMatchObject({
      code: 'LENKE_VALIDATOR_DOWN',
      facts: { reason: 'timeout' },
    });
    await hasty.close();
  });

  test('a thread that dies is a named failure, and is replaced', async () => {
    const started: Worker[] = [];
    const fragile = createValidationPool({ onThread: (worker) => started.push(worker) });
    const text = bundleText(3_000_000);
    const dying = fragile.validateText(text, undefined);
    await setImmediate();
    await started[0]?.terminate();
    await expect(dying).rejects.toMatchObject({ code: 'LENKE_VALIDATOR_DOWN', facts: { reason: 'exit' } });
    expect(await fragile.validateText(text, undefined)).toEqual([]);
    expect(started).toHaveLength(2);
    await fragile.close();
  });

  test('a thread with nothing to do is ended, and the next large text starts another', async () => {
    const started: Worker[] = [];
    const pausing = createValidationPool({
      inlineLimit: 0,
      idleMs: 10,
      onThread: (worker) => started.push(worker),
    });
    const text = bundleText(2_000);
    expect(await pausing.validateText(text, undefined)).toEqual([]);
    await once(started[0] ?? process, 'exit');
    expect(await pausing.validateText(text, undefined)).toEqual([]);
    expect(started).toHaveLength(2);
    await pausing.close();
  });

  test('closing waits for what is under way, and then takes no more', async () => {
    const closing = createValidationPool();
    const under = closing.validateText(bundleText(500_000), undefined);
    await closing.close();
    expect(await under).toEqual([]);
    await expect(closing.validateText('{}', {})).rejects.toMatchObject({ code: 'LENKE_STOPPING' });
  });
});
