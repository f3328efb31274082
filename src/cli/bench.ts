// What does it cost? Runs a benchmark of the repository and prints its figures.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GatewayError } from '../domain/failure.ts';
import { createOutput, table } from './output.ts';

export interface BenchCommand {
  readonly json: boolean;
  readonly seconds: string;
  readonly rounds: string;
  readonly redis: boolean;
  readonly million: boolean;
  readonly long: boolean;
}

/** What bench/pipeline.ts exports; it is no part of the published package and is loaded only here. */
interface PipelineBench {
  readonly bench: (options: object) => Promise<object>;
  readonly rowsOf: (result: object) => readonly (readonly string[])[];
}

/** `lenke bench pipeline`: births per second, latency, memory and start-up beside a bare loop. */
export async function bench(name: string, options: BenchCommand): Promise<number> {
  const output = createOutput(options);
  const file = join(import.meta.dirname, '..', '..', 'bench', `${name}.ts`);
  if (!/^[a-z]+$/.test(name) || !existsSync(file))
    throw new GatewayError('LENKE_FILE', { file, reason: 'no such benchmark' });
  const { bench: run, rowsOf } = (await import(file)) as PipelineBench;
  const result = await run({
    seconds: Number(options.seconds),
    rounds: Number(options.rounds),
    redis: options.redis,
    million: options.million,
    long: options.long,
    tell: (text: string) => output.note(text),
  });
  if (options.json) output.json(result);
  else output.line(table(rowsOf(result)));
  return 0;
}
