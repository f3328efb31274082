// How is a data file read? YAML or JSON from mappings/, checked by its JSON Schema, every problem with file, line and column.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ErrorObject, SchemaObject } from 'ajv';
import type { Document, LineCounter, YAMLMap, YAMLSeq } from 'yaml';
import { GatewayError } from '../domain/failure.ts';
import { createSchemas, versionsOf } from './json-schema.ts';
import { proven, provenDirectory } from './proven.ts';

/** A data file: its value and where each path of it stands. */
export interface DataFile<T> {
  readonly value: T;
  readonly file: string;
  /** Throws LENKE_DATA_FILE for the place of `path`. */
  readonly fail: (path: readonly (string | number)[], reason: string) => never;
}

/**
 * One for all files: it keeps what it compiled, by schema. Our schemas are not checked against the schema of schemas at
 * every start (compiling that took half the time of loading); a test does it.
 */
const SCHEMAS = createSchemas({
  allErrors: false,
  strict: false,
  validateSchema: false,
  // A schema is used once or twice: making its code smaller costs half as much again as compiling it.
  code: { optimize: false },
});

/** What a value leans on besides its text and its schema: how we read, and whom we read with. */
const READERS: readonly string[] = [readFileSync(import.meta.filename, 'utf8'), ...versionsOf('yaml', 'ajv')];

/**
 * Reads `file` (YAML 1.2 core, JSON included) and checks it by `schema`. Throws LENKE_DATA_FILE for the first problem. A text
 * that an earlier run found right by the same schema is not parsed again (see `proven`): parsing and checking all of
 * mappings/ is a quarter of a start.
 */
export function readDataFile<T>(
  file: string,
  schema: SchemaObject,
  directory: string | undefined = provenDirectory(),
): DataFile<T> {
  const text = readText(file);
  const prove = (): unknown => parseChecked(text, file, schema);
  return {
    value: proven([...READERS, JSON.stringify(schema), text], prove, directory) as T,
    file,
    // Positions are asked for when something is wrong, so they are found then.
    fail: (path, reason) => failAtPath(parse(text, file), path, reason),
  };
}

/** A text of YAML with its places. */
interface Parsed {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly file: string;
}

function parse(text: string, file: string): Parsed {
  // Loaded when a text is parsed: 70 files that a start on known data does without.
  const yaml: typeof import('yaml') = createRequire(import.meta.url)('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core' });
  const parsed = { document, lines, file };
  const [problem] = document.errors;
  if (problem) failAt(parsed, problem.pos[0], yamlSentence(problem.message));
  return parsed;
}

function parseChecked(text: string, file: string, schema: SchemaObject): unknown {
  const parsed = parse(text, file);
  const value: unknown = parsed.document.toJS();
  const validate = SCHEMAS.compile(schema);
  if (validate(value)) return value;
  const [error] = validate.errors ?? [];
  return error ? failAtPath(parsed, pathOf(error), sentence(error)) : value;
}

function failAt({ lines, file }: Parsed, offset: number, reason: string): never {
  const { line, col } = lines.linePos(offset);
  throw new GatewayError('LENKE_DATA_FILE', { file, line, column: col, reason });
}

function failAtPath(parsed: Parsed, path: readonly (string | number)[], reason: string): never {
  return failAt(parsed, offsetOf(parsed.document, path), reason);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new GatewayError(
      'LENKE_DATA_FILE',
      { file, line: 1, column: 1, reason: 'cannot be read.' },
      { cause },
    );
  }
}

/** The parser's own sentence without the place at its end, which is told in front of it. */
function yamlSentence(message: string): string {
  const [said = ''] = message.split('\n');
  return `${said.replace(/ at line \d+, column \d+:?$/, '')}.`;
}

function pathOf(error: ErrorObject): (string | number)[] {
  const steps = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const extra: unknown = error.params['additionalProperty'];
  return [
    ...steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
    ...(typeof extra === 'string' ? [extra] : []),
  ];
}

function sentence(error: ErrorObject): string {
  const where = error.instancePath === '' ? 'the file' : error.instancePath.slice(1).replaceAll('/', '.');
  const extra: unknown = error.params['additionalProperty'];
  if (typeof extra === 'string') return `${where} has no field "${extra}".`;
  const allowed: unknown = error.params['allowedValues'];
  if (Array.isArray(allowed)) return `${where} must be one of ${allowed.join(', ')}.`;
  return `${where} ${error.message ?? 'is not right'}.`;
}

function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (!isCollection(node)) break;
    const next: unknown = node.get(step, true);
    if (next === undefined) break;
    node = next;
    offset = (next as { range?: [number, number, number] }).range?.[0] ?? offset;
  }
  return offset;
}

/** A map or a list of the document. */
function isCollection(node: unknown): node is YAMLMap | YAMLSeq {
  return typeof node === 'object' && node !== null && 'items' in node && 'get' in node;
}
