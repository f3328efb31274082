// How is JSON checked by a JSON Schema? By ajv, which is loaded when the first schema is compiled.

import { createRequire } from 'node:module';
import type { Ajv, Options, SchemaObject, ValidateFunction } from 'ajv';

/** Schemas that are compiled alike. */
export interface Schemas {
  /** The check of a schema; compiled once per schema object. Throws when the schema cannot be compiled. */
  compile<T>(schema: SchemaObject): ValidateFunction<T>;
}

/**
 * Schemas compiled with `options`, `format` included when `formats` is true. Of ajv, 60 files and 30 ms, nothing is loaded
 * until then: what an earlier run has proven needs no check.
 */
export function createSchemas(options: Options, formats = false): Schemas {
  const made: { ajv?: Ajv } = {};
  return {
    compile: <T>(schema: SchemaObject) => (made.ajv ??= loadAjv(options, formats)).compile<T>(schema),
  };
}

function loadAjv(options: Options, formats: boolean): Ajv {
  const require = createRequire(import.meta.url);
  const library: typeof import('ajv') = require('ajv');
  const ajv = new library.Ajv(options);
  if (!formats) return ajv;
  const added: typeof import('ajv-formats') = require('ajv-formats');
  return added.default(ajv);
}

/** Of the libraries a check leans on: what one version proves, another may not. */
export function versionsOf(...libraries: readonly string[]): readonly string[] {
  const require = createRequire(import.meta.url);
  return libraries.map((name) => {
    const { version }: { version: string } = require(`${name}/package.json`);
    return `${name} ${version}`;
  });
}
