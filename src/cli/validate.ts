// Is it valid? Files, or NDJSON on stdin, to issues with places.

import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { GatewayError } from '../domain/failure.ts';
import { hasErrors, type Issue } from '../fhir/issue.ts';
import { readJson } from '../fhir/json/read.ts';
import { failureIssue, toOutcome } from '../fhir/outcome.ts';
import { createValidator, type Validator } from '../fhir/validator/validator.ts';
import { createOutput } from './output.ts';

const LIMITS = { maxDepth: 200 };

/** Exit code 0 when every file is valid, 1 when one is not, 2 when one cannot be read. */
export async function validateFiles(
  files: readonly string[],
  options: { readonly json: boolean; readonly profile: readonly string[] },
): Promise<number> {
  const output = createOutput(options);
  const validator = createValidator();
  const results: { file: string; issues: readonly Issue[] }[] = [];
  for (const file of files) {
    const bytes = await readFile(file).catch((cause: Error) => {
      throw new GatewayError('LENKE_FILE', { file, reason: cause.message }, { cause });
    });
    results.push({ file, issues: validateText(validator, bytes, options.profile) });
  }
  if (options.json) output.json(results.map(({ file, issues }) => ({ file, outcome: toOutcome(issues) })));
  else for (const { file, issues } of results) print(output, file, issues);
  return results.some(({ issues }) => hasErrors(issues)) ? 1 : 0;
}

function print(output: ReturnType<typeof createOutput>, file: string, issues: readonly Issue[]): void {
  if (issues.length === 0) output.line(`${output.paint('green', '✓')} ${file}`);
  for (const { severity, line, column, expression, text, key } of issues) {
    const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
    output.line(
      `${place} ${output.paint(severity === 'warning' ? 'yellow' : 'red', severity)} ${expression ?? ''} ${text} (${key})`,
    );
  }
}

function validateText(
  validator: Validator,
  bytes: Uint8Array,
  profiles: readonly string[],
): readonly Issue[] {
  try {
    const read = readJson(bytes, LIMITS);
    return validator.validate(read.value, { profiles, locate: (expression) => read.locate(expression) });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return [failureIssue(error.code, error.facts, placeOf(error.facts))];
  }
}

function placeOf(facts: GatewayError['facts']): { line?: number; column?: number; expression?: string } {
  const { line, column, expression } = facts;
  return {
    ...(typeof line === 'number' && { line }),
    ...(typeof column === 'number' && { column }),
    ...(typeof expression === 'string' && { expression }),
  };
}

interface Case {
  readonly id: string;
  readonly resource?: unknown;
  readonly text?: string;
  readonly profiles?: readonly { readonly url: string }[];
  readonly supporting?: readonly object[];
}

/** NDJSON in, NDJSON out, in the shape of docs: one case a line, one outcome a line. */
export async function validateBatch(
  input: NodeJS.ReadableStream,
  write: (line: string) => void,
): Promise<number> {
  const base = createValidator();
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const { id, resource, text, profiles = [], supporting = [] } = JSON.parse(line) as Case;
    const extra = [...profiles, ...supporting];
    const validator = extra.length === 0 ? base : base.withDefinitions(extra);
    const urls = profiles.map(({ url }) => url);
    const issues =
      text === undefined
        ? validator.validate(resource, { profiles: urls })
        : validateText(validator, Buffer.from(text), urls);
    write(JSON.stringify({ id, outcome: toOutcome(issues) }));
  }
  return 0;
}
