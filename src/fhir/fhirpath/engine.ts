// What does fhirpath.js say, where the closures cannot?

import { createRequire } from 'node:module';
import { isObject } from '../../domain/json.ts';
import { FhirPathError } from './error.ts';

type Fhirpath = typeof import('fhirpath');
type Run = (input: unknown, env: Readonly<Record<string, unknown>>) => unknown[];

/** fhirpath.js writes what it learns into its input; the caller's data stays as it was. */
function copy(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? structuredClone(value) : value;
}

function variables(
  input: unknown,
  env: Readonly<Record<string, unknown>>,
  named: readonly string[],
): Record<string, unknown> {
  const given: Record<string, unknown> = { resource: isObject(input) ? input : undefined };
  for (const [name, value] of Object.entries(env)) if (typeof value !== 'function') given[name] = value;
  // What stands behind an environment is worked out when it is read: only what the expression names.
  for (const name of named) if (!(name in given) && name in env) given[name] = env[name];
  given['rootResource'] ??= given['resource'];
  return given;
}

/**
 * Compiles with fhirpath.js 5.2 and its R4 model. Loaded at the first expression that needs it: 60 ms and 30 MB that a
 * gateway whose expressions are all native never pays.
 */
export function compileWithEngine(expression: string, rootType: string | undefined): Run {
  const require = createRequire(import.meta.url);
  const fhirpath: Fhirpath = require('fhirpath');
  const model: Parameters<Fhirpath['compile']>[1] = require('fhirpath/fhir-context/r4');
  const path = rootType?.includes('.') === true ? { base: rootType, expression } : expression;
  try {
    const named = [...expression.matchAll(/%`?([A-Za-z]\w*)/g)].map((match) => match[1] ?? '');
    const run = fhirpath.compile(path, model, { async: false, traceFn: () => undefined });
    return (input, env) => {
      const results: unknown[] = run(copy(input), variables(input, env, named));
      return results;
    };
  } catch (cause) {
    throw new FhirPathError('The expression cannot be read', expression, undefined, { cause });
  }
}
