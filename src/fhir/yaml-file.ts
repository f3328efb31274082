// How is a data file read? YAML or JSON from mappings/, checked by its JSON Schema, every problem with file, line and column.

import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type SchemaObject } from 'ajv';
import { isMap, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { GatewayError } from '../domain/failure.ts';

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
const SCHEMAS = new Ajv({
  allErrors: false,
  strict: false,
  validateSchema: false,
  // A schema is used once or twice: making its code smaller costs half as much again as compiling it.
  code: { optimize: false },
});

/** Reads `file` (YAML 1.2 core, JSON included) and checks it by `schema`. Throws LENKE_DATA_FILE for the first problem. */
export function readDataFile<T>(file: string, schema: SchemaObject): DataFile<T> {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines, version: '1.2', schema: 'core' });
  const failAt = (offset: number, reason: string): never => {
    const { line, col } = lines.linePos(offset);
    throw new GatewayError('LENKE_DATA_FILE', { file, line, column: col, reason });
  };
  const [problem] = document.errors;
  if (problem) failAt(problem.pos[0], yamlSentence(problem.message));
  const fail = (path: readonly (string | number)[], reason: string): never =>
    failAt(offsetOf(document, path), reason);
  const value: unknown = document.toJS();
  const validate = SCHEMAS.compile(schema);
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    if (error) fail(pathOf(error), sentence(error));
  }
  return { value: value as T, file, fail };
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
    if (!isMap(node) && !isSeq(node)) break;
    const next: unknown = node.get(step, true);
    if (next === undefined) break;
    node = next;
    offset = (next as { range?: [number, number, number] }).range?.[0] ?? offset;
  }
  return offset;
}
