// Schemas are not checked at every start (that took half of the time it takes to load the data), so they are checked here.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { OPS_ROUTES } from '../../../src/api/ops/routes.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FOLDER = join('mappings', 'schemas');
const files = [
  join('queues', 'retry-policy.schema.json'),
  ...readdirSync(join(ROOT, FOLDER)).map((file) => join(FOLDER, file)),
];

test.each(files)('%s is JSON Schema, and every reference in it leads somewhere', (file) => {
  const schema = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as object;
  const ajv = new Ajv({ allErrors: true, strict: false });
  expect(ajv.validateSchema(schema)).toBe(true);
  expect(() => ajv.compile(schema)).not.toThrow();
});

test.each(OPS_ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s takes its input by JSON Schema',
  (_name, { query = {}, body = {} }) => {
    const ajv = formats.default(new Ajv({ allErrors: true }));
    expect(ajv.validateSchema({ type: 'object', properties: query })).toBe(true);
    expect(ajv.validateSchema(body)).toBe(true);
  },
);

test('a schema with a type that does not exist is refused', () => {
  expect(new Ajv({ strict: false, logger: false }).validateSchema({ type: 'text' })).toBe(false);
});
