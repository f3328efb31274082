// Are the pages and schemas what the tables say? Writes them anew; with --check it names those that are stale and writes nothing.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SchemaObject } from 'ajv';
import { configurationPage } from '../config/explain.ts';
import { CLASSES_SCHEMA } from '../disclosure/classes-file.ts';
import { LAW_SCHEMA } from '../disclosure/law-schema.ts';
import { loadClasses } from '../disclosure/classify.ts';
import { loadLaw } from '../disclosure/law.ts';
import { FAILURES, type FailureCode, isFailureCode } from '../domain/failure.ts';
import { FAILURE_TEXTS } from '../domain/failure-texts.ts';
import type { Mover } from '../domain/finding.ts';
import { VOLVEN_SCHEMA } from '../fhir/terminology/volven.ts';
import { NETWORK_SCHEMA } from '../network/directory.ts';
import { PLACES_SCHEMA } from '../network/places.ts';
import { METRICS } from '../observe/metrics.ts';
import { EVENTS_SCHEMA } from '../pathway/events.ts';
import { FLOW_SCHEMA } from '../pathway/layers/flow.ts';
import { INDICATORS_SCHEMA } from '../pathway/indicators/load.ts';
import { INSTRUMENT_SCHEMA } from '../pathway/instruments/schema.ts';
import { KINDS_SCHEMA } from '../pathway/layers/kinds.ts';
import { FACTS_SCHEMA, PATHWAY_SCHEMA } from '../pathway/layers/schema.ts';
import { STATES_SCHEMA } from '../pathway/states/states.ts';
import { TYPES_SCHEMA } from '../pipeline/data.ts';
import { lawPage } from './law-page.ts';
import { readRequirements, requirementsPage } from './requirements-page.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Schemas by the name the data files give in their first line. */
const SCHEMAS: Readonly<Record<string, { readonly of: string; readonly schema: SchemaObject }>> = {
  pathway: { of: 'a layer of mappings/pathways', schema: PATHWAY_SCHEMA },
  facts: { of: 'mappings/pathways/facts.yaml', schema: FACTS_SCHEMA },
  states: { of: 'mappings/pathways/states.yaml', schema: STATES_SCHEMA },
  kinds: { of: 'mappings/pathways/kinds.yaml', schema: KINDS_SCHEMA },
  events: { of: 'mappings/events.yaml', schema: EVENTS_SCHEMA },
  flow: { of: 'mappings/flow.yaml', schema: FLOW_SCHEMA },
  indicators: { of: 'mappings/indicators.yaml', schema: INDICATORS_SCHEMA },
  instrument: { of: 'a file of mappings/instruments', schema: INSTRUMENT_SCHEMA },
  law: { of: 'a file of mappings/law', schema: LAW_SCHEMA },
  classes: { of: 'mappings/law/classes.yaml', schema: CLASSES_SCHEMA },
  network: { of: 'a file of mappings/network', schema: NETWORK_SCHEMA },
  places: { of: 'mappings/places.yaml', schema: PLACES_SCHEMA },
  types: { of: 'mappings/types.yaml', schema: TYPES_SCHEMA },
  volven: { of: 'mappings/codes/volven.yaml', schema: VOLVEN_SCHEMA },
};

/** Generators with a check of their own: they write code, or read a room that this one may not. */
const OTHERS = [
  'src/fhir/validator/build.ts',
  'src/fhir/search/build.ts',
  'src/fhir/search/build-shapes.ts',
  'src/api/ops/build.ts',
] as const;

const MOVES: Readonly<Record<Mover, string>> = {
  sender: 'whoever sent it',
  mapping: 'whoever keeps `mappings/`',
  recipient: 'the receiver',
  operator: 'whoever runs the gateway',
  clinician: 'a clinician',
};

/** What a generated file is called, and what must be in it. */
interface Page {
  readonly path: string;
  readonly text: string;
}

function pages(): readonly Page[] {
  return [
    { path: 'docs/configuration.md', text: configurationPage() },
    { path: 'docs/failures.md', text: failuresPage() },
    { path: 'docs/metrics.md', text: metricsPage() },
    {
      path: 'docs/law.md',
      text: lawPage(
        ['no', 'dk'].map((name) => loadLaw(join(ROOT, 'mappings', 'law', `${name}.yaml`))),
        loadClasses(join(ROOT, 'mappings', 'law', 'classes.yaml')),
      ),
    },
    {
      path: 'docs/requirements.md',
      text: requirementsPage(readRequirements(join(ROOT, 'docs', 'requirements.yaml'))),
    },
    ...Object.entries(SCHEMAS).map(([name, { of, schema }]) => ({
      path: `mappings/schemas/${name}.schema.json`,
      text: schemaText(of, schema),
    })),
  ];
}

/** One anchor per code; problems and findings point at it. */
function failuresPage(): string {
  const codes = Object.keys(FAILURES).filter(isFailureCode);
  return [
    '# Failures',
    '',
    'Every failure has a code, one sentence in Norwegian Bokmål (nb), Nynorsk (nn) and English (en), and says whose move it is.',
    'Made from `src/domain/failure.ts` and `src/domain/failure-texts/` by `npm run generate`; do not edit.',
    '',
    'A word in braces is filled in when it happens. It never holds patient data.',
    'HTTP is the status when the failure answers a request. "Tried again" is about what the gateway itself does later, by',
    '`queues/retry-policy.json`.',
    '',
    ...codes.flatMap(failureSection),
  ].join('\n');
}

function failureSection(code: FailureCode): readonly string[] {
  const { http, issue, retry, mover } = FAILURES[code];
  const { nb, nn, en } = FAILURE_TEXTS[code];
  return [
    `## <a id="${code}"></a>${code}`,
    '',
    `HTTP ${http} · issue \`${issue}\` · ${retry === 'backoff' ? 'tried again' : 'not tried again'} · the move of ${MOVES[mover]}`,
    '',
    `- nb: ${nb}`,
    `- nn: ${nn}`,
    `- en: ${en}`,
    '',
  ];
}

function metricsPage(): string {
  return [
    '# Metrics',
    '',
    'Read at `/metrics` in the form of Prometheus. Made from `src/observe/metrics.ts` by `npm run generate`; do not edit.',
    'Labels are codes, states and recipient ids: never a person, never the id of a resource.',
    'What ends in `_total` counts up; `_request_seconds` and `_step_seconds` are histograms; the rest is read when somebody looks.',
    'Each process tells about itself. A metric appears when it first has something to say.',
    '',
    '| metric | what it says |',
    '|---|---|',
    ...Object.entries(METRICS).map(([name, text]) => `| \`${name}\` | ${text} |`),
    '',
  ].join('\n');
}

function schemaText(of: string, schema: SchemaObject): string {
  const whole = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Made from src/ by npm run generate; do not edit.',
    title: `Form of ${of}`,
    ...schema,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function isFresh({ path, text }: Page): boolean {
  try {
    return readFileSync(join(ROOT, path), 'utf8') === text;
  } catch {
    return false;
  }
}

function write({ path, text }: Page): void {
  const file = join(ROOT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** True when the generator says that what it writes is up to date. */
function passes(generator: string): boolean {
  return (
    spawnSync(process.execPath, [join(ROOT, generator), '--check'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    }).status === 0
  );
}

function generate(check: boolean): number {
  const stale = pages().filter((page) => !isFresh(page));
  if (!check) {
    for (const page of stale) write(page);
    console.log(`${stale.length} written, ${pages().length - stale.length} already up to date.`);
    return 0;
  }
  const names = [
    ...stale.map(({ path }) => `${path} is stale: run npm run generate.`),
    ...OTHERS.filter((generator) => !passes(generator)).map(
      (generator) => `What ${generator} writes is stale: run node ${generator}.`,
    ),
  ];
  for (const name of names) console.error(name);
  return names.length === 0 ? 0 : 1;
}

process.exitCode = generate(process.argv.includes('--check'));
