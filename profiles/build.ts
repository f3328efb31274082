// What do the FSH sources say as JSON? Compiles profiles/fsh with SUSHI, without network, into profiles/generated.
//
//   node profiles/build.ts            compiles when the sources changed (needs SUSHI, see below)
//   node profiles/build.ts --check    compiles nothing; exit code 1 when profiles/generated is stale or was edited
//
// SUSHI is 100 MB and needed only by who changes FSH, so it is no devDependency and the compiled JSON is committed; the
// check compares hashes and runs everywhere. To compile: npm install --prefix .fhirhome --no-save fsh-sushi@3.21.0

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  CONFIG,
  filesIn,
  FSH,
  GENERATED,
  hashOfDefinitions,
  hashOfSources,
  isFresh,
  MANIFEST,
  PROFILES,
} from './sources.ts';

const ROOT = join(PROFILES, '..');
/** Home of SUSHI and of the FHIR package cache; git does not see it. */
const HOME = join(ROOT, '.fhirhome');
const SUSHI = join(HOME, 'node_modules', 'fsh-sushi');
const CORE = join(HOME, '.fhir', 'packages', 'hl7.fhir.r4.core#4.0.1', 'package');
const R4 = join(ROOT, 'node_modules', '@medplum', 'definitions', 'dist', 'fhir', 'r4');
const R4_FILES = [
  'profiles-types',
  'profiles-resources',
  'profiles-others',
  'extension-definitions',
  'valuesets',
  'conceptmaps',
  'search-parameters',
];
/** SUSHI took 5 s when this was written. */
const TIMEOUT_MS = 300_000;

interface Definition {
  readonly resourceType: string;
  readonly id: string;
  readonly snapshot?: { readonly element: readonly Record<string, unknown>[] };
  readonly [key: string]: unknown;
}

/** The package hl7.fhir.r4.core as SUSHI expects it in its cache, from the npm package that carries the same content. */
function prepareCore(): void {
  if (existsSync(join(CORE, 'package.json'))) return;
  mkdirSync(CORE, { recursive: true });
  for (const file of R4_FILES) {
    const bundle = JSON.parse(readFileSync(join(R4, `${file}.json`), 'utf8')) as {
      readonly entry: readonly { readonly resource: Definition }[];
    };
    for (const { resource } of bundle.entry) {
      writeFileSync(join(CORE, `${resource.resourceType}-${resource.id}.json`), JSON.stringify(resource));
    }
  }
  const about = { name: 'hl7.fhir.r4.core', version: '4.0.1', type: 'fhir.core', fhirVersions: ['4.0.1'] };
  writeFileSync(join(CORE, 'package.json'), JSON.stringify({ ...about, dependencies: {} }));
}

/** Runs SUSHI on a copy of the sources; the folder with what it made. Throws what SUSHI said when there is an error. */
function compile(): string {
  prepareCore();
  const work = mkdtempSync(join(tmpdir(), 'lenke-fsh-'));
  cpSync(CONFIG, join(work, 'sushi-config.yaml'));
  cpSync(FSH, join(work, 'input', 'fsh'), { recursive: true });
  const run = spawnSync(
    process.execPath,
    [join(SUSHI, 'dist', 'app.js'), 'build', work, '--snapshot', '-l', 'warn'],
    { env: { ...process.env, HOME, USERPROFILE: HOME }, encoding: 'utf8', timeout: TIMEOUT_MS },
  );
  if (run.status !== 0) throw new Error(`SUSHI refused the sources:\n${run.stdout}${run.stderr}`);
  return work;
}

/** What a reader of these snapshots finds in R4 itself: mappings, comments, requirements, examples; half of the bytes. */
function slim(definition: Definition): Definition {
  if (!definition.snapshot) return definition;
  const element = definition.snapshot.element.map(
    ({ mapping: _m, comment: _c, requirements: _r, alias: _a, example: _e, ...kept }) => kept,
  );
  const { mapping: _m, ...kept } = definition;
  return { ...kept, resourceType: definition.resourceType, id: definition.id, snapshot: { element } };
}

function write(work: string): number {
  rmSync(GENERATED, { recursive: true, force: true });
  mkdirSync(GENERATED, { recursive: true });
  const made = filesIn(join(work, 'fsh-generated', 'resources'), '.json');
  for (const file of made) {
    const definition = slim(JSON.parse(readFileSync(file, 'utf8')) as Definition);
    writeFileSync(join(GENERATED, basename(file)), `${JSON.stringify(definition)}\n`);
  }
  const { version } = JSON.parse(readFileSync(join(SUSHI, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const manifest = {
    compiler: `fsh-sushi ${version}`,
    sources: hashOfSources(),
    definitions: hashOfDefinitions(),
  };
  writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
  return made.length;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function main(): number {
  if (isFresh()) {
    say('profiles/generated is up to date');
    return 0;
  }
  if (process.argv.includes('--check')) {
    say('profiles/generated is stale or was edited: run `node profiles/build.ts`');
    return 1;
  }
  if (!existsSync(SUSHI)) {
    say('SUSHI is not here: npm install --prefix .fhirhome --no-save fsh-sushi@3.21.0, then try again');
    return 1;
  }
  const work = compile();
  say(`${write(work)} definitions`);
  rmSync(work, { recursive: true, force: true });
  return 0;
}

process.exitCode = main();
