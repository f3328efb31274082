// How often do we say the same as HL7's validator, per module? `node tests/conformance/run.ts [--details] [--json]`

import { existsSync, readFileSync } from 'node:fs';
import { hasErrors, type Issue } from '../../src/fhir/issue.ts';
import { createValidator, type Validator } from '../../src/fhir/validator/validator.ts';
import { xmlToJson } from './xml.ts';

const ROOT = new URL('../../../shared/data/validator-cases/', import.meta.url);
const DISAGREEMENTS = new URL('./disagreements.json', import.meta.url);

type Verdict = 'valid' | 'invalid';

interface ManifestCase {
  readonly name: string;
  readonly file: string;
  readonly module: string;
  readonly lane: string;
  readonly expected: Verdict | null;
  readonly supporting?: readonly string[];
  readonly profiles?: readonly string[];
  readonly packages?: readonly string[];
  readonly profile?: {
    readonly source: string;
    readonly supporting: readonly string[] | null;
    readonly expected: Verdict | null;
  };
}

/** One verdict to compare: a case as it stands, or with its profile applied. */
export interface Result {
  readonly id: string;
  readonly lane: string;
  readonly level: 'base' | 'profile';
  readonly expected: Verdict;
  readonly actual: Verdict;
  readonly errors: readonly string[];
}

/** True when the cases are here; they are shared data, not part of the repository. */
export function casesPresent(): boolean {
  return existsSync(new URL('cases.json', ROOT));
}

function read(file: string): unknown {
  const text = readFileSync(new URL(`files/${file}`, ROOT), 'utf8').replace(/^\uFEFF/, '');
  return file.endsWith('.xml') ? xmlToJson(text) : JSON.parse(text);
}

function definition(file: string): object[] {
  if (!existsSync(new URL(`files/${file}`, ROOT))) return [];
  const json = read(file);
  return typeof json === 'object' && json !== null ? [json] : [];
}

function errorsOf(issues: readonly Issue[]): string[] {
  return issues
    .filter((issue) => issue.severity === 'error' || issue.severity === 'fatal')
    .map((issue) => `${issue.key} @ ${issue.expression}`);
}

function judge(
  validator: Validator,
  file: string,
  profiles: readonly string[],
): { actual: Verdict; errors: readonly string[] } {
  let resource: unknown;
  try {
    resource = read(file);
  } catch {
    return { actual: 'invalid', errors: ['not JSON'] };
  }
  const issues = validator.validate(resource, { profiles });
  return { actual: hasErrors(issues) ? 'invalid' : 'valid', errors: errorsOf(issues) };
}

function urlOf(json: object): string | undefined {
  return 'url' in json && typeof json.url === 'string' ? json.url : undefined;
}

function results(base: Validator, one: ManifestCase): Result[] {
  const known = [...(one.supporting ?? []), ...(one.profiles ?? [])].flatMap(definition);
  const id = `${one.module}/${one.name}`;
  const found: Result[] = [];
  if (one.expected) {
    const judged = judge(known.length > 0 ? base.withDefinitions(known) : base, one.file, []);
    found.push({ id, lane: one.lane, level: 'base', expected: one.expected, ...judged });
  }
  if (!one.profile?.expected) return found;
  const source = one.profile.source.startsWith('http') ? [] : definition(one.profile.source);
  const more = [...known, ...(one.profile.supporting ?? []).flatMap(definition), ...source];
  const url = source[0] ? urlOf(source[0]) : one.profile.source;
  const judged = judge(base.withDefinitions(more), one.file, url === undefined ? [] : [url]);
  found.push({ id, lane: one.lane, level: 'profile', expected: one.profile.expected, ...judged });
  return found;
}

/** Runs every case that has a verdict. Lane packages-json needs packages that are not here, and is reported apart. */
export function runCases(): Result[] {
  const cases: readonly ManifestCase[] = JSON.parse(readFileSync(new URL('cases.json', ROOT), 'utf8'));
  const base = createValidator();
  return cases.flatMap((one) => results(base, one));
}

/** Known disagreements, by level and id, with their reasons. May only shrink. */
export function disagreements(): Readonly<Record<string, string>> {
  return existsSync(DISAGREEMENTS) ? JSON.parse(readFileSync(DISAGREEMENTS, 'utf8')) : {};
}

/** Where `result` differs from HL7's verdict, its name in disagreements.json. */
export function nameOf({ level, lane, id }: Result): string {
  return `${lane} ${level} ${id}`;
}

interface Score {
  valid: number;
  validRight: number;
  invalid: number;
  invalidRight: number;
}

function scores(all: readonly Result[]): Map<string, Score> {
  const table = new Map<string, Score>();
  for (const { id, lane, level, expected, actual } of all) {
    for (const name of [`${lane} ${level}`, `${lane} ${level} ${id.slice(0, id.indexOf('/'))}`]) {
      const score = table.get(name) ?? { valid: 0, validRight: 0, invalid: 0, invalidRight: 0 };
      const right = expected === actual ? 1 : 0;
      if (expected === 'valid') {
        score.valid++;
        score.validRight += right;
      } else {
        score.invalid++;
        score.invalidRight += right;
      }
      table.set(name, score);
    }
  }
  return table;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function main(): void {
  if (!casesPresent()) {
    say('skipped: ../shared/data/validator-cases is not here');
    return;
  }
  const all = runCases();
  if (process.argv.includes('--json')) {
    say(
      JSON.stringify({
        scores: Object.fromEntries(scores(all)),
        wrong: all.filter((one) => one.expected !== one.actual),
      }),
    );
    return;
  }
  for (const [name, { valid, validRight, invalid, invalidRight }] of [...scores(all)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    say(`${name.padEnd(44)} valid ${validRight}/${valid}  invalid ${invalidRight}/${invalid}`);
  }
  if (!process.argv.includes('--details')) return;
  for (const one of all.filter(({ expected, actual }) => expected !== actual)) {
    say(
      `- ${nameOf(one)}: expected ${one.expected}${one.errors
        .map((error) => `\n     ${error}`)
        .slice(0, 8)
        .join('')}`,
    );
  }
}

if (process.argv[1]?.endsWith('conformance/run.ts') === true) main();
