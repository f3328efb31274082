// What does an expression of a definition give here? Its values, or what is wrong with it: never silence.

import { type CompiledPath, compileFhirPath, FhirPathError } from '../../fhir/fhirpath/compile.ts';
import type { Env } from '../working.ts';

/** What expressions look at: the subject and all that is known about it, and the variables by name. */
export interface Scope {
  readonly focus: readonly unknown[];
  readonly env: Env;
}

/** Values, or the reason there are none. The reason holds no data. */
export type Evaluated =
  | { readonly kind: 'values'; readonly values: readonly unknown[] }
  | { readonly kind: 'error'; readonly reason: string };

/** The one language we read. */
export const FHIRPATH = 'text/fhirpath';

/** Compiles an expression once per run. Throws FhirPathError when it cannot be read. */
export function createCompile(): (text: string) => CompiledPath {
  const known = new Map<string, CompiledPath>();
  return (text) => {
    const found = known.get(text) ?? compileFhirPath(text);
    known.set(text, found);
    return found;
  };
}

/** Evaluates; an expression without text gives nothing. */
export function evaluate(
  { expression }: { readonly expression?: string },
  { focus, env }: Scope,
  compile: (text: string) => CompiledPath,
): Evaluated {
  if (expression === undefined) return { kind: 'values', values: [] };
  try {
    return { kind: 'values', values: compile(expression)(focus, env) };
  } catch (cause) {
    if (!(cause instanceof FhirPathError)) throw cause;
    return { kind: 'error', reason: cause.message };
  }
}
