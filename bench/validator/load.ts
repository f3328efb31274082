// What does a validator cost before it validates anything? Fresh processes, so that nothing is warm.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from '../pipeline/numbers.ts';

/** Medians of fresh processes: milliseconds of `createValidator` with the shipped profiles and of the first validation by one; megabytes resident after both, and what of it they added. */
export interface Load {
  readonly create: number;
  readonly first: number;
  readonly memory: number;
  readonly added: number;
}

const TIMES = 10;
/** What is promised: creating and the first validation together, and all memory of the process. */
const BAR_MS = 100;
const BAR_MB = 120;

const run = promisify(execFile);

/** Loads it ten times, each time in a process of its own. */
export async function measureLoad(): Promise<Load> {
  const loads: Load[] = [];
  const file = join(import.meta.dirname, 'load-once.ts');
  for (let turn = 0; turn < TIMES; turn++) {
    const { stdout } = await run(process.execPath, ['--no-warnings', '--expose-gc', file]);
    loads.push(JSON.parse(stdout) as Load);
  }
  const of = (key: keyof Load): number => median(loads.map((load) => load[key]));
  return { create: of('create'), first: of('first'), memory: of('memory'), added: of('added') };
}

/** The figures as rows for people. */
export function loadRows({ create, first, memory, added }: Load): readonly (readonly string[])[] {
  const bar = (value: number, limit: number, unit: string): string =>
    `${limit} ${unit} ${value <= limit ? 'reached' : 'MISSED'}`;
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  const mb = (value: number): string => `${value.toFixed(0)} MB`;
  return [
    [
      'load with our profiles; first validation',
      ms(create),
      ms(first),
      '',
      bar(create + first, BAR_MS, 'ms'),
    ],
    ['resident memory then; of it the validator', mb(memory), mb(added), '', bar(memory, BAR_MB, 'MB')],
  ];
}
