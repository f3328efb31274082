// Is it valid? Files, or NDJSON on stdin, to issues with places.

import { open, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { GatewayError } from '../domain/failure.ts';
import type { Language } from '../domain/language.ts';
import { isObject } from '../domain/json.ts';
import { hasErrors, type Issue } from '../fhir/issue.ts';
import { issueText, toOutcome } from '../fhir/outcome.ts';
import { loadPackage } from '../fhir/packages/load.ts';
import { createTerminologyServer } from '../fhir/terminology/http-server.ts';
import { validateBytes, validateBytesAsking } from '../fhir/validator/validate-text.ts';
import { shippedProfiles } from '../fhir/profiles.ts';
import { createValidator, type Validator } from '../fhir/validator/validator.ts';
import { sqlState } from '../store/sql-state.ts';
import { createOutput } from './output.ts';

/** What both ways of validating are told. */
export interface ValidateSettings {
  /** FHIR packages (`.tgz` or folders) to validate by besides R4. */
  readonly package: readonly string[];
  /** Base of a FHIR terminology server to ask about codes that cannot be checked offline. */
  readonly terminologyServer?: string;
  readonly language?: Language;
}

type Validate = (validator: Validator, bytes: Uint8Array, profiles: readonly string[]) => Promise<Issue[]>;

/** How a text is validated: offline, or with a terminology server. */
function validation({ terminologyServer: url }: ValidateSettings): Validate {
  if (url === undefined)
    return async (validator, bytes, profiles) => validateBytes(validator, bytes, { profiles });
  const server = createTerminologyServer({ url });
  return (validator, bytes, profiles) => validateBytesAsking(server, validator, bytes, { profiles });
}

function validatorOf({ package: packages }: ValidateSettings): Validator {
  const base = createValidator({ profiles: shippedProfiles() });
  return packages.length === 0 ? base : base.withDefinitions(packages.flatMap(loadPackage));
}

/** Exit code 0 when every file is valid, 1 when one is not, 2 when one cannot be read. */
export async function validateFiles(
  files: readonly string[],
  options: ValidateSettings & { readonly json: boolean; readonly profile: readonly string[] },
): Promise<number> {
  const { language = 'en', profile: profiles } = options;
  const output = createOutput(options);
  const validator = validatorOf(options);
  const validate = validation(options);
  const results: { file: string; issues: readonly Issue[] }[] = [];
  for (const file of files) {
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw fileFailure(file, cause);
    });
    results.push({ file, issues: await validate(validator, bytes, profiles) });
  }
  if (options.json)
    output.json(results.map(({ file, issues }) => ({ file, outcome: toOutcome(issues, language) })));
  else for (const { file, issues } of results) print(output, file, issues, language);
  return results.some(({ issues }) => hasErrors(issues)) ? 1 : 0;
}

const COLOURS = { fatal: 'red', error: 'red', warning: 'yellow', information: 'dim' } as const;

function print(
  output: ReturnType<typeof createOutput>,
  file: string,
  issues: readonly Issue[],
  language: Language,
): void {
  if (issues.length === 0) output.line(`${output.paint('green', '✓')} ${file}`);
  for (const issue of issues) {
    const { severity, line, column, expression, key } = issue;
    const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
    output.line(
      `${place} ${output.paint(COLOURS[severity], severity)} ${expression ?? ''} ${issueText(issue, language)} (${key})`,
    );
  }
}

interface Case {
  readonly id: string;
  readonly resource?: unknown;
  readonly text?: string;
  readonly profiles?: readonly { readonly url: string }[];
  readonly supporting?: readonly object[];
}

async function validateResource(
  validator: Validator,
  resource: unknown,
  profiles: readonly string[],
  { terminologyServer: url }: ValidateSettings,
): Promise<Issue[]> {
  if (url === undefined) return validator.validate(resource, { profiles });
  return validator.validateAsking(createTerminologyServer({ url }), resource, { profiles });
}

/** NDJSON in, NDJSON out, in the shape of docs: one case a line, one outcome a line. A line that is no case is LENKE_BATCH_LINE {line}. */
export async function validateBatch(
  input: NodeJS.ReadableStream,
  write: (line: string) => void,
  settings: ValidateSettings,
): Promise<number> {
  const base = validatorOf(settings);
  const validate = validation(settings);
  const place = { line: 0 };
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    place.line += 1;
    if (line.trim() === '') continue;
    const { id, resource, text, profiles = [], supporting = [] } = readCase(line, place.line);
    const extra = [...profiles, ...supporting];
    const validator = extra.length === 0 ? base : base.withDefinitions(extra);
    const urls = profiles.map(({ url }) => url);
    // A resource without its text has no places, but is validated alike.
    const issues =
      text === undefined
        ? await validateResource(validator, resource, urls, settings)
        : await validate(validator, Buffer.from(text), urls);
    write(JSON.stringify({ id, outcome: toOutcome(issues, settings.language) }));
  }
  return 0;
}

function readCase(text: string, line: number): Case {
  try {
    const found: unknown = JSON.parse(text);
    if (isCase(found)) return found;
  } catch (cause) {
    throw new GatewayError('LENKE_BATCH_LINE', { line }, { cause });
  }
  throw new GatewayError('LENKE_BATCH_LINE', { line });
}

function isCase(found: unknown): found is Case {
  if (!isObject(found) || typeof found['id'] !== 'string') return false;
  return 'resource' in found || typeof found['text'] === 'string';
}

/** `lenke validate --batch [file]`: from the file, or from stdin when none or `-` is named. */
export async function validateLines(file: string | boolean, settings: ValidateSettings): Promise<number> {
  const input = typeof file === 'string' && file !== '-' ? await openFile(file) : process.stdin;
  return validateBatch(input, (line) => process.stdout.write(`${line}\n`), settings);
}

async function openFile(file: string): Promise<NodeJS.ReadableStream> {
  const handle = await open(file).catch((cause: unknown) => {
    throw fileFailure(file, cause);
  });
  return handle.createReadStream();
}

/** What the system calls it (`ENOENT`, `EISDIR`): its sentence repeats the path in English. */
function fileFailure(file: string, cause: unknown): GatewayError {
  return new GatewayError('LENKE_FILE', { file, reason: sqlState(cause) ?? 'EIO' }, { cause });
}
