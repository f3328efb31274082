// Does HL7's Java engine say the same of our profiles and examples? `node tests/oracle/run.ts` (needs Java, Maven, ../shared/oracle).

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Concept, definitions, nationalLists } from '../../profiles/definitions.ts';
import { filesIn, GENERATED, INVALID, MANIFEST, VALID } from '../../profiles/sources.ts';

const SHARED = join(import.meta.dirname, '..', '..', '..', 'shared');
const ORACLE = join(SHARED, 'oracle', 'run');
/** The extension of the municipality is defined there; the engine refuses extensions it does not know. */
const NO_BASIS = join(SHARED, 'data', 'no-basis', 'compiled-2.2.4');
/** Answers of the last question; git does not see it. */
const KEPT = join(import.meta.dirname, '..', '..', '.fhirhome', 'oracle');
const DIFFERENCES = join(import.meta.dirname, 'differences.json');
/** About 35 s on two free cores; the first run compiles the engine's wrapper too. */
const TIMEOUT_MS = 600_000;

/** Where the engine and we differ: the example and what the engine says, or `not refused`. */
export interface Difference {
  readonly example: string;
  readonly says: string;
}

interface Answer {
  readonly id: string;
  readonly outcome: {
    readonly issue?: readonly {
      readonly severity: string;
      readonly diagnostics?: string;
      readonly expression?: readonly string[];
    }[];
  };
}

/** Why the engine cannot be asked here; undefined when it can. */
export function whyNot(): string | undefined {
  if (!existsSync(ORACLE)) return '../shared/oracle is not here';
  if (!existsSync(NO_BASIS)) return '../shared/data/no-basis is not here';
  const lacking = ['java', 'mvn'].find((tool) => spawnSync(tool, ['--version']).status !== 0);
  return lacking === undefined ? undefined : `${lacking} is not here`;
}

/**
 * Code lists the engine has no copy of: the national ones, and LOINC and ATC as far as our value sets name their codes.
 * Without them it cannot tell whether a code is in a value set.
 */
function fragments(): readonly object[] {
  const national = nationalLists();
  const all = [...definitions(), ...national];
  const ours = new Set(all.filter(({ resourceType }) => resourceType === 'CodeSystem').map(({ url }) => url));
  const codes = new Map<string, Map<string, Concept>>();
  for (const { system = '', concept = [] } of all.flatMap(({ compose }) => compose?.include ?? [])) {
    if (ours.has(system) || /^http:\/\/(terminology\.hl7\.org|hl7\.)/.test(system)) continue;
    const listed = codes.get(system) ?? new Map<string, Concept>();
    for (const one of concept) listed.set(one.code, one);
    codes.set(system, listed);
  }
  const made = [...codes]
    .filter(([, listed]) => listed.size > 0)
    .map(([url, listed], at) => ({
      resourceType: 'CodeSystem',
      id: `fragment-${at}`,
      url,
      status: 'active',
      content: 'fragment',
      concept: [...listed.values()],
    }));
  return [...national, ...made];
}

/**
 * BCP-47 as far as our texts use it. The engine has no copy of it and takes R4's list of common languages, which is only
 * preferred and has neither bokmål nor nynorsk, for the limit.
 */
function languages(): readonly object[] {
  const concept = ['nb', 'nn', 'no', 'en', 'da', 'sv'].map((code) => ({ code }));
  return ['languages', 'all-languages'].map((id) => ({
    resourceType: 'ValueSet',
    id,
    url: `http://hl7.org/fhir/ValueSet/${id}`,
    version: '4.0.1',
    status: 'active',
    compose: { include: [{ system: 'urn:ietf:bcp:47', concept }] },
  }));
}

function definitionsFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lenke-oracle-'));
  mkdirSync(folder, { recursive: true });
  for (const file of filesIn(GENERATED, '.json'))
    if (file !== MANIFEST) cpSync(file, join(folder, basename(file)));
  for (const [at, one] of [...fragments(), ...languages()].entries())
    writeFileSync(join(folder, `fragment-${at}.json`), JSON.stringify(one));
  return folder;
}

function cases(): readonly { readonly id: string; readonly resource: unknown }[] {
  const read = (kind: string, folder: string) =>
    filesIn(folder, '.json').map((file) => ({
      id: `${kind}/${basename(file)}`,
      resource: JSON.parse(readFileSync(file, 'utf8')) as unknown,
    }));
  // Without their snapshots, which the engine makes itself.
  const own = [...definitions(), ...nationalLists()].map((definition) => ({
    id: `definition/${definition.resourceType}-${definition.id}`,
    resource: { ...definition, snapshot: undefined },
  }));
  return [...own, ...read('valid', VALID), ...read('invalid', INVALID)];
}

/** Asks the engine; what it prints. */
function run(folder: string, input: string): string {
  const { status, stdout, stderr } = spawnSync(ORACLE, ['--package', folder, '--package', NO_BASIS], {
    input,
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
    timeout: TIMEOUT_MS,
  });
  if (status !== 0) throw new Error(`The oracle stopped (${status}): ${stderr.slice(-2000)}`);
  return stdout;
}

/** Where the answers to this question are kept: the same definitions and examples are judged once. */
function keptAnswers(folder: string, input: string): string {
  const hash = createHash('sha256').update(input);
  for (const file of filesIn(folder, '.json')) hash.update(readFileSync(file));
  for (const file of ['pom.xml', join('src', 'Oracle.java')]) {
    const path = join(SHARED, 'oracle', file);
    if (existsSync(path)) hash.update(readFileSync(path));
  }
  return join(KEPT, `${hash.digest('hex')}.ndjson`);
}

function ask(): readonly Answer[] {
  const folder = definitionsFolder();
  try {
    const input = cases().map((one) => `${JSON.stringify(one)}\n`);
    const kept = keptAnswers(folder, input.join(''));
    if (!existsSync(kept)) {
      const answers = run(folder, input.join(''));
      rmSync(KEPT, { recursive: true, force: true });
      mkdirSync(KEPT, { recursive: true });
      writeFileSync(kept, answers);
    }
    const lines = readFileSync(kept, 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line) as Answer);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function differencesOf({ id, outcome }: Answer): readonly Difference[] {
  const errors = (outcome.issue ?? []).filter(({ severity }) => severity === 'error' || severity === 'fatal');
  if (id.startsWith('invalid/')) return errors.length === 0 ? [{ example: id, says: 'not refused' }] : [];
  return [...new Set(errors.map(({ diagnostics = '' }) => diagnostics))].map((says) => ({
    example: id,
    says,
  }));
}

/** What we and the engine say differently, and how many definitions and examples were judged. */
export function compare(): { readonly judged: number; readonly differences: readonly Difference[] } {
  const answers = ask();
  return { judged: answers.length, differences: answers.flatMap(differencesOf) };
}

/** Known differences with their reasons: `example: says` → reason; `*` stands for any example. May only shrink. */
export function known(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(DIFFERENCES, 'utf8')) as Readonly<Record<string, string>>;
}

/** The entry of differences.json that speaks of a difference; undefined when none does. */
export function entryOf({ example, says }: Difference): string | undefined {
  const reasons = known();
  return [`${example}: ${says}`, `*: ${says}`].find((name) => reasons[name] !== undefined);
}

function main(): number {
  const reason = whyNot();
  if (reason !== undefined) {
    process.stdout.write(`skipped: ${reason}\n`);
    return 0;
  }
  const { judged, differences } = compare();
  for (const one of differences)
    process.stdout.write(`${entryOf(one) === undefined ? 'NEW' : 'known'} ${one.example}: ${one.says}\n`);
  const differing = new Set(differences.map(({ example }) => example)).size;
  process.stdout.write(
    `${judged} definitions and examples, ${judged - differing} judged alike, ${differing} differently\n`,
  );
  return differences.every((one) => entryOf(one) !== undefined) ? 0 : 1;
}

if (process.argv[1]?.endsWith(join('oracle', 'run.ts')) === true) process.exitCode = main();
