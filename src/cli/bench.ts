// What does it cost? Runs a benchmark of the repository and prints its figures.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { GatewayError } from '../domain/failure.ts';
import { createOutput, table } from './output.ts';

export interface BenchCommand {
  readonly json: boolean;
  readonly seconds: string;
  readonly rounds: string;
  readonly redis: boolean;
  readonly million: boolean;
  readonly records: string;
  readonly long: boolean;
}

/** What can be measured: a file of bench/ each. */
export const BENCHES = ['disclosure', 'fhir', 'livez', 'pathway', 'pipeline', 'validator'] as const;

/** What the files of bench/ export beside `bench`; they are no part of the published package and are loaded only here. */
interface Rows {
  readonly rowsOf: (result: object) => readonly (readonly string[])[];
}

// A measurement gets a process of its own: what the gateway loads slows the validator by a fifth (ioredis alone does, by the
// StringDecoder it makes), and a library is measured without it.
const RUN = `const [file, options] = process.argv.slice(2);
const { bench } = await import(file);
const tell = (text) => process.stderr.write(text + '\\n');
const result = await bench({ ...JSON.parse(options), tell });
process.stdout.write(JSON.stringify(result), () => process.exit(0));`;

/** `lenke bench …`: prints the figures as a table or as JSON. */
export async function bench(name: string, options: BenchCommand): Promise<number> {
  const output = createOutput(options);
  const file = join(import.meta.dirname, '..', '..', 'bench', `${name}.ts`);
  if (!existsSync(file)) throw new GatewayError('LENKE_FILE', { file, reason: 'ENOENT' });
  const { seconds, rounds, records } = options;
  const asked = { ...options, seconds: Number(seconds), rounds: Number(rounds), records: Number(records) };
  const result = await measure(file, asked);
  if (result === undefined) return 1;
  const { rowsOf } = (await import(file)) as Rows;
  if (options.json) output.json(result);
  else output.line(table(rowsOf(result)));
  return 0;
}

/** The result of a benchmark; undefined when it failed, which it has said itself. */
async function measure(file: string, options: object): Promise<object | undefined> {
  const args = [
    '--no-warnings',
    '--input-type=module',
    '--eval',
    RUN,
    'measured',
    file,
    JSON.stringify(options),
  ];
  const child = spawn(process.execPath, args, { stdio: ['inherit', 'pipe', 'inherit'] });
  const [text, [code]] = await Promise.all([readText(child.stdout), once(child, 'exit')]);
  return code === 0 ? (JSON.parse(text) as object) : undefined;
}
