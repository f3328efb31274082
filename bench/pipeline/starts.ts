// How long until it is ready? From an empty data directory, and from one that is there.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { median, round } from './numbers.ts';

/** Milliseconds from `node` to the line that says it answers; with the embedded PostgreSQL. */
export interface Starts {
  readonly coldMs: number;
  readonly warmMs: number;
  /** Of a gateway that has done nothing yet. */
  readonly rssMb: number;
}

/** Medians of `times` starts of each kind. */
export async function measureStarts(times: number): Promise<Starts> {
  const cold: number[] = [];
  const warm: number[] = [];
  const rss: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    const directory = mkdtempSync(join(tmpdir(), 'lenke-bench-start-'));
    const env = { LENKE_DATA: directory, LENKE_PORT: '0', LENKE_LOG: 'warn' };
    for (const list of [cold, warm]) {
      const child = await startChild('bin/lenke.mjs', ['serve', '--json'], env);
      list.push(child.readyMs);
      rss.push(child.rssMb());
      await child.stop();
    }
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
  return { coldMs: round(median(cold), 0), warmMs: round(median(warm), 0), rssMb: round(median(rss), 0) };
}
