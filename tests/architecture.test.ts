// Does the house stand as designed? Who imports whom, which library enters where, no real person numbers, failures explained.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { FAILURES, isFailureCode } from '../src/domain/failure.ts';
import { FAILURE_TEXTS } from '../src/domain/failure-texts.ts';

const ROOT = join(import.meta.dirname, '..');

// ---------------------------------------------------------------- the files

/** Not ours, or not text. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  'data',
  'dist',
  'coverage',
  '.fhirhome',
]);
const BINARY = /\.(br|gz|tgz|zip|png|jpe?g|gif|ico|pdf|woff2?|wasm|node)$/;

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : filesUnder(path);
    return entry.isFile() ? [path] : [];
  });
}

// ---------------------------------------------------------------- who imports whom

const MIDDLE = ['pathway', 'disclosure', 'exchange', 'network', 'store'];
const BELOW_PIPELINE = ['domain', 'fhir', ...MIDDLE];
const SURROUNDINGS = ['config', 'observe'];
const SURFACE = [...BELOW_PIPELINE, 'pipeline', ...SURROUNDINGS];

/** The rooms a room may import, besides itself. A room that is not here is a room nobody decided about. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  config: ['domain'],
  observe: ['domain'],
  fhir: ['domain'],
  ...Object.fromEntries(MIDDLE.map((room) => [room, ['domain', 'fhir']])),
  pipeline: [...BELOW_PIPELINE, ...SURROUNDINGS],
  queues: SURFACE,
  api: SURFACE,
  console: SURFACE,
  // `lenke demo` and `lenke trigger` play the sandbox's people (docs/decisions/0007-cli-plays-the-sandbox.md).
  cli: [...SURFACE, 'sandbox'],
  sandbox: [...BELOW_PIPELINE, 'pipeline'],
  main: [...SURFACE, 'queues', 'api', 'console', 'cli', 'sandbox'],
};

/** Where a library may enter. Prefixes of paths. */
const ENTRANCES: Readonly<Record<string, readonly string[]>> = {
  bullmq: ['queues/'],
  ioredis: ['queues/redis-connection.ts'],
  express: ['src/api/', 'src/sandbox/'],
  pg: ['src/store/', 'queues/'],
  'fhir-kit-client': ['src/exchange/fhir/'],
};

interface Source {
  /** From the root, with `/`. */
  readonly path: string;
  readonly room: string;
  /** Without comments. */
  readonly code: string;
}

const SOURCES: readonly Source[] = ['src', 'queues']
  .flatMap((folder) => filesUnder(join(ROOT, folder)))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const path = fromRoot(file);
    return { path, room: roomOf(path), code: withoutComments(readFileSync(file, 'utf8')) };
  });

function fromRoot(file: string): string {
  return relative(ROOT, file).split(sep).join('/');
}

/** `src/api/fhir/read.ts` → api; `queues/…` → queues; `src/main.ts` → main. */
function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'src' ? second.replace(/\.ts$/, '') : first;
}

/** Comments become nothing; strings stay, so that `https://…` is not taken for a comment. */
function withoutComments(text: string): string {
  return text.replaceAll(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)/g,
    (_, kept: string | undefined) => kept ?? '',
  );
}

/** What a file imports or re-exports, types too. */
function importsOf(code: string): readonly string[] {
  const statements = code.matchAll(/(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*'([^']+)'/g);
  const bare = code.matchAll(/(?:^|\n)\s*import\s*'([^']+)'/g);
  const dynamic = code.matchAll(/\bimport\(\s*'([^']+)'/g);
  return [...statements, ...bare, ...dynamic].flatMap((match) => match[1] ?? []);
}

/** The file of ours that an import of `path` names; undefined for a library. */
function targetOf(path: string, name: string): string | undefined {
  const target = fromRoot(join(ROOT, dirname(path), name));
  return name.startsWith('.') && /^(src|queues)\//.test(target) ? target : undefined;
}

/** What is left when files that import none of the rest are taken away, again and again: circles, and what leads to them. */
function inCircles(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const left = new Map(imports);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const [path, targets] of left) if (!targets.some((target) => left.has(target))) left.delete(path);
  }
  return [...left.keys()];
}

function forbiddenRooms({ path, room, code }: Source): readonly string[] {
  const allowed = MAY_IMPORT[room];
  if (!allowed) return [`${path} is in a room nobody decided about`];
  return importsOf(code)
    .flatMap((name) => targetOf(path, name) ?? [])
    .filter((target) => roomOf(target) !== room && !allowed.includes(roomOf(target)))
    .map((target) => `${path} imports ${target}`);
}

function forbiddenLibraries({ path, code }: Source): readonly string[] {
  return importsOf(code).flatMap((name) => {
    const library = Object.keys(ENTRANCES).find((one) => name === one || name.startsWith(`${one}/`));
    if (library === undefined || ENTRANCES[library]?.some((entrance) => path.startsWith(entrance))) return [];
    return [`${path} imports ${library}`];
  });
}

describe('import direction', () => {
  test('the walk sees imports: main imports the api', () => {
    const main = SOURCES.find(({ path }) => path === 'src/main.ts');
    expect(importsOf(main?.code ?? '')).toContain('./api/create-api.ts');
  });

  test('no room imports a room it may not', () => {
    expect(SOURCES.flatMap(forbiddenRooms)).toEqual([]);
  });

  test('imports lead one way, types too: no file stands on what stands on it', () => {
    const imports = SOURCES.map(
      ({ path, code }) => [path, importsOf(code).flatMap((name) => targetOf(path, name) ?? [])] as const,
    );
    expect(inCircles(new Map(imports))).toEqual([]);
    expect(inCircles(new Map([...imports, ['src/domain/json.ts', ['src/main.ts']]]))).toContain(
      'src/main.ts',
    );
  });

  test('a library enters in one place', () => {
    expect(SOURCES.flatMap(forbiddenLibraries)).toEqual([]);
  });

  test('only config reads process.env', () => {
    const readers = SOURCES.filter(({ room, code }) => room !== 'config' && /\bprocess\.env\b/.test(code));
    expect(readers.map(({ path }) => path)).toEqual([]);
  });
});

// ---------------------------------------------------------------- no real person numbers

/** Weights of the two check digits of a fødselsnummer (Skatteetaten; modulus 11). */
const FIRST_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const SECOND_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

function adds(digits: readonly number[], weights: readonly number[]): boolean {
  return weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0) % 11 === 0;
}

/**
 * A number that the register could have given to a person: check digits that add up, a day of 1–31 (41–71 for a
 * D-number) and a month of 1–12. Synthetic persons have 80 added to the month.
 */
function isRealPersonNumber(number: string): boolean {
  const digits = Array.from(number, Number);
  const day = Number(number.slice(0, 2)) % 40;
  const month = Number(number.slice(2, 4));
  const dated = Number(number[0]) < 8 && day >= 1 && day <= 31 && month >= 1 && month <= 12;
  return dated && adds(digits, FIRST_WEIGHTS) && adds(digits, SECOND_WEIGHTS);
}

function realPersonNumbersIn(text: string): readonly { readonly line: number }[] {
  return [...text.matchAll(/(?<!\d)(\d{6}) ?(\d{5})(?!\d)/g)]
    .filter(([, date = '', rest = '']) => isRealPersonNumber(date + rest))
    .map(({ index }) => ({ line: text.slice(0, index).split('\n').length }));
}

/** The first number of 1 January 1901 that adds up, with `added` to the month. Put together here: the file may hold none. */
function numberOfMonth(added: number): string {
  const date = `01${String(1 + added).padStart(2, '0')}01`;
  for (let rest = 0; rest < 100_000; rest++) {
    const number = date + String(rest).padStart(5, '0');
    const digits = Array.from(number, Number);
    if (adds(digits, FIRST_WEIGHTS) && adds(digits, SECOND_WEIGHTS)) return number;
  }
  return '';
}

describe('person numbers', () => {
  test('an ordinary number is seen, a synthetic one is not', () => {
    expect(realPersonNumbersIn(`x ${numberOfMonth(0)} y`)).toHaveLength(1);
    expect(realPersonNumbersIn(`x ${numberOfMonth(80)} y`)).toHaveLength(0);
  });

  test('no file holds a number that a real person could have', () => {
    const found = filesUnder(ROOT)
      .filter((file) => !BINARY.test(file) && statSync(file).size < 20_000_000)
      .flatMap((file) =>
        realPersonNumbersIn(readFileSync(file, 'latin1')).map(({ line }) => `${fromRoot(file)}:${line}`),
      );
    expect(found).toEqual([]);
  });
});

// ---------------------------------------------------------------- failures

describe('failures', () => {
  const codes = Object.keys(FAILURES).filter(isFailureCode);

  test('every failure has a sentence in nb, nn and en', () => {
    const silent = codes.filter((code) =>
      (['nb', 'nn', 'en'] as const).some((language) => FAILURE_TEXTS[code][language].trim() === ''),
    );
    expect(silent).toEqual([]);
  });

  test('every failure stands in docs/failures.md with its sentences', () => {
    const page = readFileSync(join(ROOT, 'docs', 'failures.md'), 'utf8');
    const missing = codes.filter(
      (code) =>
        !page.includes(`<a id="${code}"></a>`) ||
        Object.values(FAILURE_TEXTS[code]).some((text) => !page.includes(text)),
    );
    expect(missing).toEqual([]);
  });
});
