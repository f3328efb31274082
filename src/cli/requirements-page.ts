// What do the five source documents ask for, and how far are we? docs/requirements.yaml as a page.

import type { SchemaObject } from 'ajv';
import { readDataFile } from '../fhir/yaml-file.ts';

/** How far a requirement is. */
export type Status = 'done' | 'partial' | 'open' | 'not-software';

/** One requirement of the sources. */
export interface Requirement {
  readonly id: string;
  readonly status: Status;
  /** Actions, timers, rules and files that do it. */
  readonly by: readonly string[];
  /** Where it is shown. */
  readonly tests: readonly string[];
  readonly note?: string;
}

/** The list, with the documents it was read from. */
export interface Requirements {
  readonly sources: readonly { readonly id: string; readonly count: number; readonly title: string }[];
  readonly requirements: readonly Requirement[];
}

const text = { type: 'string', minLength: 1 };
const names = { type: 'array', items: text, uniqueItems: true };

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
          by: names,
          tests: names,
          note: text,
        },
      },
    },
  },
};

/** Reads the list. Throws LENKE_DATA_FILE with the place of what is wrong. */
export function readRequirements(file: string): Requirements {
  const { sources, requirements } = readDataFile<Requirements>(file, SCHEMA).value;
  return {
    sources,
    requirements: requirements.map((row) => ({ ...row, tests: row.tests ?? [] })),
  };
}

const STATUSES: readonly { readonly status: Status; readonly title: string; readonly says: string }[] = [
  {
    status: 'done',
    title: 'Done',
    says: 'All that the row asks of the gateway is there, and a test shows it.',
  },
  { status: 'partial', title: 'Partial', says: 'Something is there; the last words say what is missing.' },
  { status: 'open', title: 'Open', says: 'Nothing yet.' },
  {
    status: 'not-software',
    title: 'Not software',
    says: 'The row asks for something no program can do; the words say why.',
  },
];

/** The page: figures by source, then the rows by how far they are. */
export function requirementsPage({ sources, requirements }: Requirements): string {
  const count = (source: string, status: Status): number =>
    requirements.filter((row) => row.id.startsWith(`${source}-`) && row.status === status).length;
  const total = (status: Status): number => requirements.filter((row) => row.status === status).length;
  return [
    '# Requirements',
    '',
    'The five source documents were read into 307 requirements, rules, timings and findings. This is how far each one is.',
    'Made from `docs/requirements.yaml` by `npm run generate`; do not edit. A test keeps it honest: what is said to do a row must',
    'exist, and what is done must be named by the test that shows it.',
    '',
    '| source | rows | done | partial | open | not software |',
    '|---|---|---|---|---|---|',
    ...sources.map(({ id, count: rows, title }) =>
      line([`${id}: ${title}`, rows, ...STATUSES.map(({ status }) => count(id, status))]),
    ),
    line(['all', requirements.length, ...STATUSES.map(({ status }) => total(status))]),
    '',
    ...STATUSES.toReversed().flatMap(({ status, title, says }) => [
      `## ${title}`,
      '',
      says,
      '',
      ...section(requirements.filter((row) => row.status === status)),
      '',
    ]),
  ].join('\n');
}

function section(rows: readonly Requirement[]): readonly string[] {
  if (rows.every(({ by }) => by.length === 0))
    return ['| row | |', '|---|---|', ...rows.map(({ id, note }) => line([id, note ?? '']))];
  return [
    '| row | | by |',
    '|---|---|---|',
    ...rows.map(({ id, note, by }) => line([id, note ?? '', by.map((name) => `\`${name}\``).join(' ')])),
  ];
}

function line(cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
}
