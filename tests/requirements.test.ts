// Is docs/requirements.yaml honest? Every requirement once, a legal status, and what is said to do it exists.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { SchemaObject } from 'ajv';
import { readDataFile } from '../src/fhir/yaml-file.ts';

const ROOT = join(import.meta.dirname, '..');
const PATHWAYS = join(ROOT, 'mappings', 'pathways');
const LAW = join(ROOT, 'mappings', 'law');

interface Row {
  readonly id: string;
  readonly status: 'open' | 'partial' | 'done' | 'not-software';
  readonly by: readonly string[];
  readonly note?: string;
}

interface Page {
  readonly sources: readonly { readonly id: string; readonly count: number }[];
  readonly requirements: readonly Row[];
}

const text = { type: 'string', minLength: 1 };

const SCHEMA: SchemaObject = {
  type: 'object',
  required: ['sources', 'requirements'],
  additionalProperties: false,
  properties: {
    sources: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'count', 'title'],
        additionalProperties: false,
        properties: { id: text, count: { type: 'integer' }, title: text },
      },
    },
    requirements: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'status', 'by'],
        additionalProperties: false,
        properties: {
          id: text,
          status: { enum: ['open', 'partial', 'done', 'not-software'] },
          by: { type: 'array', items: text, uniqueItems: true },
          note: text,
        },
      },
    },
  },
};

const { sources, requirements } = readDataFile<Page>(join(ROOT, 'docs', 'requirements.yaml'), SCHEMA).value;

interface Named {
  readonly id: string;
  /** Requirements an action says it carries. */
  readonly req?: readonly string[];
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
const RULES = new Set(listed(LAW, 'rules').map(({ id }) => id));

function exists(by: string): boolean {
  if (/^A-[A-Z0-9-]+$/.test(by)) return ACTIONS.some(({ id }) => id === by);
  if (/^R\d/.test(by)) return RULES.has(by);
  return by.includes('/') && existsSync(join(ROOT, by));
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

  test('every action, rule and file that is named exists', () => {
    const missing = requirements.flatMap(({ id, by }) =>
      by.filter((name) => !exists(name)).map((name) => `${id}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('an action stands in the rows of the requirements it names', () => {
    const rows = new Map(requirements.map((row) => [row.id, row]));
    const unsaid = ACTIONS.flatMap(({ id, req = [] }) =>
      req
        .filter((name) => /^S\d-/.test(name) && rows.get(name)?.by.includes(id) !== true)
        .map((name) => `${id} names ${name}`),
    );
    expect(unsaid).toEqual([]);
  });
});
