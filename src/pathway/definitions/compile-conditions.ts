// When does an action of a plan apply, as the engine asks it? One expression that is true, false, or unknown.

import type { PlanDefinitionActionCondition } from '@medplum/fhirtypes';
import { type CompiledPath, FhirPathError } from '../../fhir/fhirpath/compile.ts';
import { type Reading, wrapped } from './reading.ts';

/**
 * All applicability conditions together. One that fails is unknown: a plan of others must not stop what the law asks of the
 * gateway, and unknown never counts as yes.
 */
export function compileConditions(
  conditions: readonly PlanDefinitionActionCondition[] | undefined,
  reading: Reading,
): CompiledPath {
  const texts = (conditions ?? []).flatMap(({ kind, expression }) =>
    kind === 'applicability' ? [expression?.expression ?? '{}'] : [],
  );
  const runs = texts.map((text) => wrapped(text, reading));
  const evaluate = (bundle: unknown, env: Readonly<Record<string, unknown>> = {}): unknown[] => {
    const outcomes = runs.map((run) => truth(run, bundle, env));
    if (outcomes.includes(false)) return [false];
    return outcomes.includes(undefined) ? [] : [true];
  };
  const expression = texts.length === 1 ? (texts[0] ?? '') : texts.map((text) => `(${text})`).join(' and ');
  return Object.assign(evaluate, {
    expression: expression === '' ? 'true' : expression,
    native: runs.every(({ native }) => native),
  });
}

function truth(
  run: CompiledPath,
  bundle: unknown,
  env: Readonly<Record<string, unknown>>,
): boolean | undefined {
  try {
    const [value, ...more] = run(bundle, env);
    return typeof value === 'boolean' && more.length === 0 ? value : undefined;
  } catch (cause) {
    if (cause instanceof FhirPathError) return undefined;
    throw cause;
  }
}
