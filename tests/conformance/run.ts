// How often do we say the same as HL7's validator, per module? `node tests/conformance/run.ts [--java] [--details] [--json]`

import { existsSync, readFileSync } from 'node:fs';
import { hasErrors, type Issue } from '../../src/fhir/issue.ts';
import { createValidator, type Validator } from '../../src/fhir/validator/validator.ts';
import { askJava, type Question } from './java.ts';
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

/** One verdict that is asked for: a file, the definitions that are known, the profiles it is held against. */
interface Asked extends Pick<Result, 'id' | 'lane' | 'level' | 'expected'> {
  readonly file: string;
  readonly known: readonly object[];
  readonly profiles: readonly string[];
}

function askedOf(one: ManifestCase): Asked[] {
  const known = [...(one.supporting ?? []), ...(one.profiles ?? [])].flatMap(definition);
  const { lane, file } = one;
  const about = { id: `${one.module}/${one.name}`, lane, file };
  const base: Asked[] = one.expected
    ? [{ ...about, level: 'base', expected: one.expected, known, profiles: [] }]
    : [];
  if (!one.profile?.expected) return base;
  const source = one.profile.source.startsWith('http') ? [] : definition(one.profile.source);
  const more = [...known, ...(one.profile.supporting ?? []).flatMap(definition), ...source];
  const url = source[0] ? urlOf(source[0]) : one.profile.source;
  const profiles = url === undefined ? [] : [url];
  return [...base, { ...about, level: 'profile', expected: one.profile.expected, known: more, profiles }];
}

function asked(): readonly Asked[] {
  const cases: readonly ManifestCase[] = JSON.parse(readFileSync(new URL('cases.json', ROOT), 'utf8'));
  return cases.flatMap(askedOf);
}

/** The same cases for the Java engine; text goes as it is, so that it reads it itself. Profiles go as definitions. */
function questions(): readonly Question[] {
  return asked().map(({ file, known, profiles: urls }, at) => {
    const isProfile = (one: object): boolean => urls.includes(urlOf(one) ?? '');
    return {
      id: String(at),
      text: readFileSync(new URL(`files/${file}`, ROOT), 'utf8'),
      supporting: known.filter((one) => !isProfile(one)),
      profiles: known.filter(isProfile),
    };
  });
}

/** What HL7's Java engine says of each case; undefined with the reason when it cannot be asked here. */
function javaResults(): readonly Result[] | string {
  const answers = askJava(questions());
  if (typeof answers === 'string') return answers;
  return asked().map(({ id, lane, level, expected }, at) => {
    const actual = answers.get(String(at)) === 'valid' ? 'valid' : 'invalid';
    return { id, lane, level, expected, actual, errors: [] };
  });
}

/** Runs every case that has a verdict. Lane packages-json needs packages that are not here, and is reported apart. */
export function runCases(): Result[] {
  const base = createValidator();
  return asked().map(({ id, lane, level, expected, file, known, profiles }) => {
    const validator = known.length > 0 || level === 'profile' ? base.withDefinitions(known) : base;
    return { id, lane, level, expected, ...judge(validator, file, profiles) };
  });
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

function scoreText({ valid, validRight, invalid, invalidRight }: Score): string {
  return `valid ${validRight}/${valid}  invalid ${invalidRight}/${invalid}`;
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
  const java = process.argv.includes('--java') ? javaResults() : [];
  if (typeof java === 'string') say(`the Java engine is not asked: ${java}`);
  const beside = scores(typeof java === 'string' ? [] : java);
  for (const [name, score] of [...scores(all)].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const theirs = beside.get(name);
    say(`${name.padEnd(44)} ${scoreText(score)}${theirs ? `   Java ${scoreText(theirs)}` : ''}`);
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
