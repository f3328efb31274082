// Is docs/requirements.yaml honest? Every requirement once, a legal status, and what is said to do it exists.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readDataFile } from '../src/fhir/yaml-file.ts';
import { readRequirements } from '../src/cli/requirements-page.ts';

const ROOT = join(import.meta.dirname, '..');
const PATHWAYS = join(ROOT, 'mappings', 'pathways');
const LAW = join(ROOT, 'mappings', 'law');

const { sources, requirements } = readRequirements(join(ROOT, 'docs', 'requirements.yaml'));

interface Named {
  readonly id: string;
  /** Requirements an action or timer says it carries. */
  readonly req?: readonly string[] | string;
}

/** Rows of a list in every YAML file of a folder. */
function listed(folder: string, list: string): readonly Named[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap(
      (name) => readDataFile<Record<string, readonly Named[]>>(join(folder, name), {}).value[list] ?? [],
    );
}

const ACTIONS = listed(PATHWAYS, 'actions');
const TIMERS = new Set(listed(PATHWAYS, 'timers').map(({ id }) => id));
const RULES = new Set(listed(LAW, 'rules').map(({ id }) => id));

function exists(by: string): boolean {
  if (/^A-[A-Z0-9-]+$/.test(by)) return ACTIONS.some(({ id }) => id === by);
  if (/^T-[A-Z0-9-]+$/.test(by)) return TIMERS.has(by);
  if (/^R\d/.test(by)) return RULES.has(by);
  return by.includes('/') && existsSync(join(ROOT, by));
}

/** A test shows a row when it names the row, or something that does it; a file by its name. */
function shows(path: string, { id, by }: { readonly id: string; readonly by: readonly string[] }): boolean {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [id, ...by.map((name) => (name.includes('/') ? basename(name) : name))].some((name) =>
    new RegExp(`(?<![\\w-])${name.replaceAll('.', '\\.')}(?![\\w-])`).test(text),
  );
}

function expectedIds(): readonly string[] {
  return sources.flatMap(({ id, count }) =>
    Array.from({ length: count }, (_, at) => `${id}-${String(at + 1).padStart(2, '0')}`),
  );
}

describe('requirements', () => {
  test('there are 307, each once, in order', () => {
    expect(expectedIds()).toHaveLength(307);
    expect(requirements.map(({ id }) => id)).toEqual(expectedIds());
  });

  test('what is partial or done says by what', () => {
    const bare = requirements.filter(
      ({ status, by }) => (status === 'partial' || status === 'done') && by.length === 0,
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  test('what is open or not software claims nothing', () => {
    const claims = requirements.filter(
      ({ status, by }) => (status === 'open' || status === 'not-software') && by.length > 0,
    );
    expect(claims.map(({ id }) => id)).toEqual([]);
  });

  test('what is partial says what is missing, what is not software says why', () => {
    const silent = requirements.filter(
      ({ status, note }) => (status === 'partial' || status === 'not-software') && note === undefined,
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  test('what is done is shown by a test that names it', () => {
    const unshown = requirements
      .filter(({ status }) => status === 'done')
      .flatMap((row) => {
        if (row.tests.length === 0) return [`${row.id}: no test`];
        return row.tests
          .filter((name) => !name.startsWith('tests/') || !existsSync(join(ROOT, name)) || !shows(name, row))
          .map((name) => `${row.id}: ${name}`);
      });
    expect(unshown).toEqual([]);
  });

  test('what is not done claims no test', () => {
    const claims = requirements.filter(({ status, tests }) => status !== 'done' && tests.length > 0);
    expect(claims.map(({ id }) => id)).toEqual([]);
  });

  test('no note says the same as another', () => {
    const notes = requirements.flatMap(({ note }) => (note === undefined ? [] : [note.slice(0, 60)]));
    const twice = notes.filter((note, at) => notes.indexOf(note) !== at);
    expect(twice).toEqual([]);
  });

  test('every action, timer, rule and file that is named exists', () => {
    const missing = requirements.flatMap(({ id, by }) =>
      by.filter((name) => !exists(name)).map((name) => `${id}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('a timer stands in the row of the requirement it names', () => {
    const rows = new Map(requirements.map((row) => [row.id, row]));
    const unsaid = listed(PATHWAYS, 'timers').flatMap(({ id, req }) =>
      [req ?? []]
        .flat()
        .filter((name) => /^S\d-/.test(name) && rows.get(name)?.by.includes(id) !== true)
        .map((name) => `${id} names ${name}`),
    );
    expect(unsaid).toEqual([]);
  });

  test('an action stands in the rows of the requirements it names', () => {
    const rows = new Map(requirements.map((row) => [row.id, row]));
    const unsaid = ACTIONS.flatMap(({ id, req = [] }) =>
      [req]
        .flat()
        .filter((name) => /^S\d-/.test(name) && rows.get(name)?.by.includes(id) !== true)
        .map((name) => `${id} names ${name}`),
    );
    expect(unsaid).toEqual([]);
  });
});
