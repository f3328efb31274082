// Does twice the input take twice the time? Bundles of 5 to 50 MB, read and validated, valid and with faults.

import { validateBytes } from '../../src/fhir/validator/validate-text.ts';
import { createValidator } from '../../src/fhir/validator/validator.ts';
import { largeBundle } from '../large-bundle.ts';
import { median } from '../pipeline/numbers.ts';

/** Milliseconds for a megabyte of a Bundle of so many, medians. */
export interface LinearRow {
  readonly megabytes: number;
  /** All entries are valid. */
  readonly valid: number;
  /** One entry in 30 has a fault, whose place is looked for. */
  readonly faulty: number;
}

const SIZES = [5, 10, 25, 50];
const TIMES = 5;
/** How much more a megabyte of the largest may cost than one of the smallest: caches and collection take their share. */
const BAR = 1.5;

/** Measures every size in turn, so that what else the machine does hits all of them. */
export async function measureLinear(): Promise<readonly LinearRow[]> {
  const validator = createValidator();
  const inputs = SIZES.map((megabytes) => ({
    megabytes,
    valid: Buffer.from(largeBundle(megabytes * 1e6)),
    faulty: Buffer.from(largeBundle(megabytes * 1e6, { faultIn: 30 })),
    times: { valid: [] as number[], faulty: [] as number[] },
  }));
  for (let turn = 0; turn <= TIMES; turn++) {
    for (const { megabytes, times, ...bytes } of inputs) {
      for (const kind of ['valid', 'faulty'] as const) {
        const began = performance.now();
        validateBytes(validator, bytes[kind]);
        // The first turn warms up.
        if (turn > 0) times[kind].push((performance.now() - began) / megabytes);
      }
      await Promise.resolve();
    }
  }
  return inputs.map(({ megabytes, times }) => ({
    megabytes,
    valid: median(times.valid),
    faulty: median(times.faulty),
  }));
}

/** The figures as rows for people; none when nothing was measured. */
export function linearRows(rows: readonly LinearRow[]): readonly (readonly string[])[] {
  const [least] = rows;
  if (!least) return [];
  return [
    ['ms per MB of a Bundle, medians', 'valid', 'faulty', '', ''],
    ...rows.map(({ megabytes, valid, faulty }) => {
      const ratio = Math.max(valid / least.valid, faulty / least.faulty);
      const verdict = `at most ${BAR}× ${ratio <= BAR ? 'reached' : 'MISSED'}`;
      return [`${megabytes} MB`, valid.toFixed(1), faulty.toFixed(1), `${ratio.toFixed(2)}×`, verdict];
    }),
  ];
}
