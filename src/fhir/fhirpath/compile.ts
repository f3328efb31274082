// How does a FHIRPath expression become a function?

import { build } from './build.ts';
import { EMPTY, toCollection, type Eval } from './closure.ts';
import { compileWithEngine } from './engine.ts';
import { EvaluationFault, FhirPathError, Unsupported } from './error.ts';
import type { Collection } from './navigate.ts';
import { parse } from './parse.ts';
import { isDatatype } from './types.ts';

export { FhirPathError } from './error.ts';

/**
 * A compiled expression.
 *
 * `input` is one item or an array (a collection); undefined and null are the empty collection. `env` holds the
 * variables by name: a scalar, an object or an array (a collection); undefined and `[]` are empty, and a variable that
 * is not there at all makes the evaluation throw FhirPathError. Known names: `resource`, `rootResource`, `context`
 * (each the input unless given), and three functions that expressions call: `resolve` (reference → resource or
 * undefined, for `resolve()`), `memberOf` and `conformsTo` (value, canonical → boolean or undefined when unknown).
 * What it gives is only read: it may be a list of the input itself.
 * Throws FhirPathError when an operand has several values or the wrong kind.
 */
export interface CompiledPath {
  (input: unknown, env?: Readonly<Record<string, unknown>>): Collection;
  readonly expression: string;
  /** True when closures do the work; false when fhirpath.js does. */
  readonly native: boolean;
}

type Run = (input: unknown, env: Readonly<Record<string, unknown>>) => Collection;

function runner(evaluate: Eval): Run {
  return (input, env) => {
    const focus = toCollection(input);
    return evaluate(focus, { env, input: focus, index: 0, total: EMPTY });
  };
}

/** For an expression asked without any. */
const NO_VARIABLES = Object.freeze({});

/** A type name that is no path and no resource: that of a value handed in by itself. */
function datatype(rootType: string | undefined): string | undefined {
  if (rootType === undefined || rootType.includes('.')) return undefined;
  return /^[a-z]/.test(rootType) || isDatatype(rootType) ? rootType : undefined;
}

function choose(expression: string, rootType: string | undefined): { run: Run; native: boolean } {
  const tree = parse(expression);
  try {
    return {
      run: runner(
        build(tree, { expression, rootType: rootType?.split('.')[0], focusType: datatype(rootType) }),
      ),
      native: true,
    };
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    return { run: compileWithEngine(expression, rootType), native: false };
  }
}

/**
 * Compiles an expression once, to be run often. Throws FhirPathError with the offset when it cannot be read.
 * `rootType` is the type of the input when it is not a resource, such as `Patient.contact` or `HumanName`.
 */
export function compileFhirPath(
  expression: string,
  options: { readonly rootType?: string } = {},
): CompiledPath {
  const { run, native } = choose(expression, options.rootType);
  const evaluate = (input: unknown, env: Readonly<Record<string, unknown>> = NO_VARIABLES): Collection => {
    try {
      return run(input, env);
    } catch (cause) {
      if (cause instanceof FhirPathError) throw cause;
      const message = cause instanceof EvaluationFault ? cause.message : 'The expression cannot be evaluated';
      throw new FhirPathError(message, expression, undefined, { cause });
    }
  };
  return Object.assign(evaluate, { expression, native });
}
